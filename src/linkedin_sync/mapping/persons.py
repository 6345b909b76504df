"""How does a person look on LinkedIn? As a candidate. And how does an exported candidate look here?

E-mail addresses never come from LinkedIn but where a recruiter typed them into the export window (M-18); what goes
out is what Recruit knows.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from linkedin_client import Candidate, PhoneNumber

if TYPE_CHECKING:
    from linkedin_client import ExportedCandidate
    from recruit.people.selectors import PersonRecord

#: The provider of the external identity: the member as this company's own application sees them.
PROVIDER: Final = "linkedin"

#: LinkedIn refuses the whole record if one address is not X@X.X (outbound.md 16).
_ADDRESS: Final = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")
_LONGEST_ADDRESS: Final = 254
_PROFILE: Final = re.compile(r"^https?://([a-z]+\.)?linkedin\.[a-z]+/", re.IGNORECASE)
#: LinkedIn demands at least one character in both names; a person with one name has a dash in place of the other.
_NO_NAME: Final = "-"


def candidate_of_person(person: PersonRecord, *, base_url: str) -> Candidate | None:
    """None if LinkedIn cannot take the person: neither an e-mail address nor a known member stands for them."""
    member, url = _member_of(person)
    emails = tuple(value for value in _values(person, "email") if _ADDRESS.match(value))
    if not emails and not member:
        return None
    return Candidate(
        candidate_id=person.public_id,
        created_at=person.created_at,
        modified_at=max(person.updated_at, person.created_at),
        first_name=person.first_name.strip() or _NO_NAME,
        last_name=person.last_name.strip() or _NO_NAME,
        middle_initial=person.middle_name.strip()[:1] or None,
        external_profile_url=f"{base_url}/candidates/{person.public_id}",
        email_addresses=emails,
        phone_numbers=tuple(PhoneNumber(number=value) for value in _values(person, "phone")),
        linkedin_profile_url=url
        or next((link for link in _values(person, "link") if _PROFILE.match(link)), None),
        current_company_name=person.employer or None,
        current_job_title=person.headline or None,
        do_not_contact=person.do_not_contact,
        manual_matched_member=member,
    )


def _member_of(person: PersonRecord) -> tuple[str | None, str | None]:
    for identity in person.identities:
        if identity.provider == PROVIDER and identity.verified:
            return identity.subject, identity.url or None
    return None, None


def _values(person: PersonRecord, kind: str) -> list[str]:
    """The primary value first, then the others in their order."""
    points = [point for point in person.contact_points if point.kind == kind]
    return [point.value for point in sorted(points, key=lambda point: not point.is_primary)]


@dataclass(frozen=True, kw_only=True)
class ArrivingPerson:
    """What an export says of a human being; ``typed_emails`` were typed by the recruiter."""

    member_urn: str
    first_name: str
    last_name: str
    profile_url: str
    headline: str
    location: str
    employer: str
    typed_emails: tuple[str, ...]


def person_of_export(exported: ExportedCandidate) -> ArrivingPerson:
    return ArrivingPerson(
        member_urn=exported.member.strip(),
        first_name=_clean(exported.first_name, 200),
        last_name=_clean(exported.last_name, 200),
        profile_url=_clean(exported.profile_url, 500) if exported.profile_url.startswith("https://") else "",
        headline=_clean(exported.headline, 500),
        location=_clean(exported.location, 300),
        employer=_clean(next(iter(exported.employer_names), ""), 300),
        typed_emails=tuple(
            email.strip()
            for email in exported.email_addresses
            if len(email) <= _LONGEST_ADDRESS and _ADDRESS.match(email.strip())
        ),
    )


def _clean(text: str, longest: int) -> str:
    """Without the characters that a PostgreSQL text cannot hold, trimmed, cut."""
    return text.replace("\x00", "").strip()[:longest]
