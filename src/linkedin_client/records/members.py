"""Who has signed in with LinkedIn, and what may be read in their name?

A person's id is another one for every developer application: it is worth something only to the one that asked.
https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
https://learn.microsoft.com/en-us/linkedin/shared/references/v2/profile/basic-profile
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: What opens `me`: the scope of older applications. Newer ones presumably have OpenID's only.
LITE_PROFILE = "r_liteprofile"
OPENID = "openid"
PROFILE = "profile"
#: What `error` of the redirect says when a person does not want to: LinkedIn's own words, and OAuth's.
CONSENT_REFUSALS = frozenset({"user_cancelled_login", "user_cancelled_authorize", "access_denied"})


@dataclass(frozen=True, slots=True)
class MemberToken:
    """Speaks for one person, for about 60 days; it cannot be renewed but by signing in again."""

    value: str = field(repr=False)
    #: Epoch seconds.
    expires_at: float = 0.0
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """`person_urn` is this person in every other answer to the same application."""

    #: `urn:li:person:…`
    person_urn: str
    #: "" unless they were asked for and the scope allows it.
    first_name: str = ""
    last_name: str = ""
    email: str = ""
