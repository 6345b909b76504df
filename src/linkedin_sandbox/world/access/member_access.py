"""What may an application learn of a member who signs in with it? What the member has consented to, by scope.

Three steps: the application sends the browser here, the member consents and is sent back with a code, the application
exchanges the code for a token of that member.
https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from linkedin_sandbox.world.access.access import authenticate, digest, keep_token
from linkedin_sandbox.world.models import Application, AuthorizationCode, Contract, Member, SeatHolder
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.numbers import present_number
from linkedin_sandbox.world.steering.switches import switch

#: What the consent page says of each scope.
SCOPES = {
    "r_liteprofile": "Read your name and your LinkedIn id",
    "openid": "Know who you are on LinkedIn",
    "profile": "Read your name and your picture",
    "email": "Read your primary e-mail address",
}
_OPENID = ("openid", "profile", "email")


class ConsentRefused(Exception):  # noqa: N818 -- the word of the house
    """The request cannot be trusted: it is said on a page, and nobody is sent anywhere."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ScopeRefused(Exception):  # noqa: N818 -- the word of the house
    """The application is known, and is told so at its own address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class CodeRefused(Exception):  # noqa: N818 -- the word of the house
    """Unknown, used, too old, another application's, or with another redirect address."""


@dataclass(frozen=True)
class Consent:
    """What the member is asked."""

    application: Application
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str

    @property
    def permissions(self) -> list[str]:
        return [SCOPES[scope] for scope in self.scopes]

    def returning(self, **parts: str) -> str:
        """The application's own address with these parts, and with its state if it gave one."""
        whole = parts | ({"state": self.state} if self.state else {})
        address = urlsplit(self.redirect_uri)
        query = "&".join(filter(None, [address.query, urlencode(whole)]))
        return urlunsplit(address._replace(query=query))


def consent_asked(
    *, response_type: str, client_id: str, redirect_uri: str, scope: str, state: str
) -> Consent:
    """Refused on a page until application and address are known to belong together."""
    application = Application.objects.filter(client_id=client_id).first()
    if not client_id:
        raise ConsentRefused("The parameter client_id is missing.")
    if application is None:
        raise ConsentRefused("No application has this client_id. Use the client id of the customer's child.")
    if not redirect_uri:
        raise ConsentRefused("The parameter redirect_uri is missing.")
    if not _is_registered(application, redirect_uri):
        raise ConsentRefused(
            "The redirect_uri does not match a registered address. Add it to oauth2AuthorizedCallbackUrls "
            "of the application, letter by letter."
        )
    if response_type != "code":
        raise ConsentRefused("The parameter response_type must be “code”.")
    scopes = tuple(dict.fromkeys(scope.replace(",", " ").split()))
    if not scopes:
        raise ConsentRefused(f"The parameter scope is missing. It can hold {', '.join(_offered())}.")
    consent = Consent(application, redirect_uri, scopes, state)
    for name in scopes:
        if name not in _offered():
            raise ScopeRefused(
                consent.returning(
                    error="unauthorized_scope_error",
                    error_description=f'Scope "{name}" is not authorized for your application',
                )
            )
    return consent


def _offered() -> tuple[str, ...]:
    by_switch = {"both": tuple(SCOPES), "liteprofile": ("r_liteprofile",), "openid": _OPENID}
    return by_switch[switch("member_scopes")]


def _is_registered(application: Application, redirect_uri: str) -> bool:
    """Arguments of the address are not compared; a fragment is never taken."""
    if "#" in redirect_uri:
        return False
    bare = redirect_uri.partition("?")[0]
    return any(bare == registered.partition("?")[0] for registered in application.callback_urls)


def likely_members(application: Application, *, limit: int = 30) -> list[Member]:
    """Whom the page offers without a search: those in the seats of the application's company, else anybody's."""
    holders = SeatHolder.objects.order_by("id")
    if application.organization_id is not None:
        contracts = Contract.objects.filter(organization_id=application.organization_id)
        holders = holders.filter(contract_id__in=list(contracts.values_list("id", flat=True)))
    ids = list(dict.fromkeys(holders.values_list("member_id", flat=True)[:limit]))
    members = Member.objects.filter(closed_at=None).in_bulk(ids)
    return [members[number] for number in ids if number in members]


def grant_code(consent: Consent, member: Member, *, now: int) -> str:
    """The member has consented."""
    code = f"AQT{secrets.token_urlsafe(48)}"
    AuthorizationCode.objects.filter(expires_at__lte=now).delete()
    AuthorizationCode.objects.create(
        digest=digest(code),
        client_id=consent.application.client_id,
        member_id=member.id,
        scope=" ".join(consent.scopes),
        redirect_uri=consent.redirect_uri,
        expires_at=now + int(present_number("code_seconds")) * 1000,
    )
    return code


def exchange_code(
    *, client_id: str, client_secret: str, code: str, redirect_uri: str
) -> tuple[str, int, str]:
    """(token, seconds it lives, scope). A code is used up by the first try of its own application."""
    authenticate(client_id=client_id, client_secret=client_secret)
    found = AuthorizationCode.objects.filter(digest=digest(code), client_id=client_id)
    row = found.first()
    # Of two that come at once, only the one whose statement deletes the row has used the code.
    is_first = bool(found.delete()[0])
    if row is None or not is_first or row.expires_at <= clock.now_ms() or row.redirect_uri != redirect_uri:
        raise CodeRefused
    seconds = int(present_number("member_token_seconds"))
    token = keep_token(client_id, seconds=seconds, member_id=row.member_id, scope=row.scope)
    return token, seconds, row.scope
