"""Who is calling? A parent application, which may only provision, or a customer's child application.

https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.world import clock
from linkedin_sandbox.world.models import AccessToken, Application, ParentApplication
from linkedin_sandbox.world.settings_table import read_setting

TOKEN_SECONDS = 1800


class UnknownClient(Exception):  # noqa: N818 -- the word of the house
    """No application of that id, or not its secret."""


@dataclass(frozen=True)
class Caller:
    """Exactly one of the two is there."""

    parent: ParentApplication | None = None
    application: Application | None = None

    @property
    def client_id(self) -> str:
        if self.application is not None:
            return self.application.client_id
        return self.parent.client_id if self.parent else ""


def issue_token(*, client_id: str, client_secret: str) -> tuple[str, int]:
    """(token, seconds it lives). Many tokens of one application can be alive at once."""
    caller = _caller(client_id)
    secret = caller and (caller.application or caller.parent)
    if not secret or not hmac.compare_digest(secret.client_secret.encode(), client_secret.encode()):
        raise UnknownClient
    seconds = int(read_setting("token_seconds", default=TOKEN_SECONDS))
    token = f"AQX-{secrets.token_urlsafe(48)}"
    AccessToken.objects.filter(expires_at__lt=clock.now_ms() - clock.DAY).delete()
    AccessToken.objects.create(
        digest=_digest(token), client_id=client_id, expires_at=clock.now_ms() + seconds * 1000
    )
    return token, seconds


def _caller(client_id: str) -> Caller | None:
    application = Application.objects.filter(client_id=client_id).first()
    if application is not None:
        return Caller(application=application)
    parent = ParentApplication.objects.filter(client_id=client_id).first()
    return Caller(parent=parent) if parent is not None else None


def caller_of(authorization: str | None) -> Caller:
    """Whose token is in the header; refused as LinkedIn refuses (``outbound.md`` 19)."""
    if not authorization:
        raise WireRefusal(401, "Empty oauth2_access_token", service_error_code=401)
    scheme, _space, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise WireRefusal(401, "Unknown authentication schema")
    row = AccessToken.objects.filter(digest=_digest(token.strip())).first()
    caller = _caller(row.client_id) if row else None
    if row is None or caller is None:
        raise invalid_token()
    if row.expires_at <= clock.now_ms():
        raise WireRefusal(
            401,
            "The token used in the request has expired",
            code="EXPIRED_ACCESS_TOKEN",
            service_error_code=65602,
        )
    return caller


def invalid_token() -> WireRefusal:
    return WireRefusal(401, "Invalid access token", code="INVALID_ACCESS_TOKEN", service_error_code=65600)


def revoke_tokens(client_id: str = "") -> int:
    """Every token (of one application) is unknown from now on: a 401 in the middle of a run."""
    rows = AccessToken.objects.all()
    if client_id:
        rows = rows.filter(client_id=client_id)
    return rows.delete()[0]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
