"""Signing in with LinkedIn, to learn which person a teammate is: consent, a member's token, `me`, `userinfo`.

The application is the customer's own (child) one, on which the redirect address must be registered.
https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.dialects import Generation
from linkedin_client.records.members import Member, MemberToken
from linkedin_client.told import text_told
from linkedin_client.wire import Call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkedin_client.resources.line import Line


class Members:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.members

    def authorization_address(self, *, redirect_uri: str, scopes: Sequence[str], state: str) -> str:
        """Where to send the person's browser to; nothing is called.

        `state` is to be checked when the person comes back, with `code` or, if they did not want to, with an `error`
        of `CONSENT_REFUSALS`. ValueError if it is empty: whoever comes back could be anybody.
        """
        if not state:
            raise ValueError("a state is needed: without it nobody knows who comes back")
        return self._line.wire.authorization_address(
            redirect_uri=redirect_uri, scope=" ".join(scopes), state=state
        )

    def token(self, code: str, *, redirect_uri: str) -> MemberToken:
        """The token for a code, once and within half an hour, with the very address that the code came to.

        Invalid with code `invalid_grant` for a code that is used, expired or of another address.
        """
        return self._line.wire.fetch_member_token(code=code, redirect_uri=redirect_uri)

    def me(self, token: MemberToken, *, fields: Sequence[str] = ("id",)) -> Member:
        """Who the token speaks for; wants the scope r_liteprofile or profile.

        Forbidden without that scope, Unauthorized once the token has died: no other is fetched.
        """
        call = Call(
            generation=self._generation,
            verb="GET",
            restli_method="get",
            path="me",
            query=f"fields={','.join(fields)}" if fields else "",
        )
        return _member(self._line.wire.send_as(call, token.value).json_object(), "id")

    def userinfo(self, token: MemberToken) -> Member:
        """The same by OpenID; wants the scope openid."""
        call = Call(generation=Generation.V2, verb="GET", restli_method="get", path="userinfo")
        return _member(self._line.wire.send_as(call, token.value).json_object(), "sub")


def _member(told: Mapping[str, Any], id_name: str) -> Member:
    person = text_told(told, id_name)
    if not person:
        raise errors.AnswerNotUnderstood(f"a member without {id_name}")
    return Member(
        person_urn=person if person.startswith("urn:") else f"urn:li:person:{person}",
        first_name=text_told(told, "localizedFirstName", "given_name") or _localized(told.get("firstName")),
        last_name=text_told(told, "localizedLastName", "family_name") or _localized(told.get("lastName")),
        email=text_told(told, "email"),
    )


def _localized(told: object) -> str:
    """`{"localized": {"de_AT": "Ivo"}, …}` in whatever language comes first."""
    names = told.get("localized") if isinstance(told, dict) else told
    if isinstance(names, dict):
        return next((name for name in names.values() if isinstance(name, str)), "")
    return names if isinstance(names, str) else ""
