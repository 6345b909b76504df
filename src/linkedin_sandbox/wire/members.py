"""Who has signed in with the application? The member's own resources, for a member's token alone.

https://learn.microsoft.com/en-us/linkedin/shared/integrations/people/profile-api
https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.wire.answers import Answer
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.people.person_urns import PREFIX, person_urn
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call
    from linkedin_sandbox.world.models import Member

_LOCALE = {"country": "US", "language": "en"}


def _member(call: Call, *scopes: str) -> Member:
    """The token's member, if one of these scopes was consented to."""
    member = call.caller.member
    if member is None or not call.caller.scopes & set(scopes):
        raise call.denied()
    return member


def _id(call: Call, member: Member) -> str:
    return person_urn(member.id, call.caller.client_id).removeprefix(PREFIX)


def _me(call: Call) -> Answer:
    member = _member(call, "r_liteprofile", "profile")
    record: dict[str, Any] = {
        "id": _id(call, member),
        "localizedFirstName": member.first_name,
        "localizedLastName": member.last_name,
        "firstName": _localized(member.first_name),
        "lastName": _localized(member.last_name),
    }
    return Answer(200, record)


def _localized(text: str) -> dict[str, Any]:
    return {"localized": {"en_US": text}, "preferredLocale": _LOCALE}


def _versioned_me(call: Call) -> Answer:
    if not switch("rest_me"):
        raise WireRefusal(404, "Resource me does not exist")
    return _me(call)


def _user_info(call: Call) -> Answer:
    """OpenID Connect's own answer: what the other scopes open comes with it."""
    member = _member(call, "openid")
    record: dict[str, Any] = {"sub": _id(call, member)}
    if "profile" in call.caller.scopes:
        record |= {
            "name": member.name,
            "given_name": member.first_name,
            "family_name": member.last_name,
            "locale": _LOCALE,
        }
    if "email" in call.caller.scopes and member.email:
        record |= {"email": member.email, "email_verified": True}
    return Answer(200, record)


RESOURCES = tuple(
    Resource(generation, address, {"get": handler}, audience="member", carries_data=False, is_simple=True)
    for generation, address, handler in (
        ("v2", "me", _me),
        ("rest", "me", _versioned_me),
        ("v2", "userinfo", _user_info),
    )
)
