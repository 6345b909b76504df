"""Who is calling? A parent application, which may only provision, a customer's child, or a member by way of one.

https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace

from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.world.models import AccessToken, Application, Member, ParentApplication
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.numbers import present_number


class UnknownClient(Exception):  # noqa: N818 -- the word of the house
    """No application of that id, or not its secret."""


@dataclass(frozen=True)
class Caller:
    """Exactly one of the two applications is there; with a member, the child acts for that member alone."""

    parent: ParentApplication | None = None
    application: Application | None = None
    member: Member | None = None
    scopes: frozenset[str] = frozenset()

    @property
    def client_id(self) -> str:
        if self.application is not None:
            return self.application.client_id
        return self.parent.client_id if self.parent else ""

    @property
    def audience(self) -> str:
        """Which resources are there for this caller: those for a parent, a child or a member."""
        if self.parent is not None:
            return "parent"
        return "child" if self.member is None else "member"


def issue_token(*, client_id: str, client_secret: str) -> tuple[str, int]:
    """(token, seconds it lives). Many tokens of one application can be alive at once."""
    authenticate(client_id=client_id, client_secret=client_secret)
    seconds = int(present_number("token_seconds"))
    return keep_token(client_id, seconds=seconds), seconds


def authenticate(*, client_id: str, client_secret: str) -> None:
    """Does the application know its secret?"""
    caller = _caller(client_id)
    secret = caller and (caller.application or caller.parent)
    if not secret or not hmac.compare_digest(secret.client_secret.encode(), client_secret.encode()):
        raise UnknownClient


def keep_token(client_id: str, *, seconds: int, member_id: int | None = None, scope: str = "") -> str:
    token = f"AQX-{secrets.token_urlsafe(48)}"
    now = clock.now_ms()
    AccessToken.objects.filter(expires_at__lt=now - clock.DAY).delete()
    AccessToken.objects.create(
        digest=digest(token),
        client_id=client_id,
        expires_at=now + seconds * 1000,
        member_id=member_id,
        scope=scope,
    )
    return token


def _caller(client_id: str) -> Caller | None:
    application = Application.objects.filter(client_id=client_id).first()
    if application is not None:
        return Caller(application=application)
    parent = ParentApplication.objects.filter(client_id=client_id).first()
    return Caller(parent=parent) if parent is not None else None


def secret_of(client_id: str) -> str:
    """What the application of this id shares with LinkedIn."""
    caller = _caller(client_id)
    owner = caller and (caller.application or caller.parent)
    if not owner:
        raise UnknownClient
    return owner.client_secret


def caller_of(authorization: str | None) -> Caller:
    """Whose token is in the header; refused as LinkedIn refuses (``outbound.md`` 19)."""
    if not authorization:
        raise WireRefusal(401, "Empty oauth2_access_token", service_error_code=401, rule="1")
    scheme, _space, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise WireRefusal(401, "Unknown authentication schema", rule="1")
    row = AccessToken.objects.filter(digest=digest(token.strip())).first()
    caller = _caller_by(row) if row else None
    if row is None or caller is None:
        raise invalid_token()
    if row.revoked:
        raise WireRefusal(
            401,
            "The token used in the request has been revoked by the user",
            code="REVOKED_ACCESS_TOKEN",
            service_error_code=65601,
        )
    if row.expires_at <= clock.now_ms():
        raise WireRefusal(
            401,
            "The token used in the request has expired",
            code="EXPIRED_ACCESS_TOKEN",
            service_error_code=65602,
            rule="1",
        )
    return caller


def _caller_by(row: AccessToken) -> Caller | None:
    """None also when the member has closed the account: the consent went with it."""
    caller = _caller(row.client_id)
    if caller is None or row.member_id is None:
        return caller
    member = Member.objects.filter(id=row.member_id, closed_at=None).first()
    return replace(caller, member=member, scopes=frozenset(row.scope.split())) if member else None


def invalid_token() -> WireRefusal:
    return WireRefusal(
        401, "Invalid access token", code="INVALID_ACCESS_TOKEN", service_error_code=65600, rule="1"
    )


def revoke_tokens(client_id: str = "") -> int:
    """No token (of one application) is good from now on: a 401 in the middle of a run."""
    rows = AccessToken.objects.filter(revoked=False)
    if client_id:
        rows = rows.filter(client_id=client_id)
    return rows.update(revoked=True)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
