"""How does a position look on LinkedIn? As a job posting.

Held and closed positions are sent as closed: they leave the export window and keep their history. A position is
PUBLIC there only while it is published, not discreet and a real vacancy (no talent pool), and the company wants that;
every other one exists inside Recruiter alone.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-jobs
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from linkedin_client import Advert, Availability, JobPosting, JobState, WorkplaceType

if TYPE_CHECKING:
    from linkedin_client import OnsiteApply
    from recruit.positions.selectors import PositionRecord

LONGEST_TITLE: Final = 200
#: LinkedIn's schema: 100 to 25,000 characters.
SHORTEST_DESCRIPTION: Final = 100
LONGEST_DESCRIPTION: Final = 25_000

_WORKPLACES: Final = {
    "on_site": WorkplaceType.ON_SITE,
    "hybrid": WorkplaceType.HYBRID,
    "remote": WorkplaceType.REMOTE,
}
_TAG: Final = re.compile(r"<[^>]*>")
_TITLES_OF_WORKPLACES: Final = {
    "on_site": "on site",
    "hybrid": "partly on site, partly remote",
    "remote": "remote",
}


@dataclass(frozen=True)
class PositionOwner:
    """Whom recruiters see as the position's owner: its hiring manager."""

    first_name: str
    last_name: str
    email: str


def posting_of_position(
    position: PositionRecord,
    *,
    owner: PositionOwner | None,
    base_url: str,
    company_name: str,
    may_be_public: bool = True,
    onsite: OnsiteApply | None = None,
    careers_url: str = "",
) -> JobPosting:
    """``onsite``: members apply for it on LinkedIn, or at ``careers_url`` if that fails."""
    is_vacancy = position.is_published and not position.is_talent_pool
    is_public = may_be_public and is_vacancy and not position.is_discreet
    return JobPosting(
        external_id=position.public_id,
        title=position.shown_name[:LONGEST_TITLE],
        description=description_of(position, company_name=company_name),
        company_apply_url=careers_url or f"{base_url}/positions/{position.public_id}",
        listed_at=position.opened_at,
        modified_at=max(position.updated_at, position.opened_at),
        location=location_of(position),
        state=JobState.LISTED if position.status == "open" else JobState.CLOSED,
        availability=Availability.PUBLIC if is_public else Availability.PRIVATE,
        company_job_code=position.custom_id or None,
        workplace_type=_WORKPLACES.get(position.workplace_type),
        requisition_owner_email=owner.email if owner else None,
        requisition_owner_first_name=(owner.first_name or None) if owner else None,
        requisition_owner_last_name=(owner.last_name or None) if owner else None,
        advert=Advert(onsite_apply=onsite) if onsite else None,
    )


def closed(posting: JobPosting) -> JobPosting:
    """The same posting, closed: jobs cannot be deleted at LinkedIn."""
    return replace(posting, state=JobState.CLOSED, availability=Availability.PRIVATE, advert=None)


def location_of(position: PositionRecord) -> str:
    """``City,Country``; ``City,Region`` or less where we know less. LinkedIn wants some text here."""
    wider = _country_name(position.country) or (position.region if position.city else "")
    parts = [part.replace(",", " ").strip() for part in (position.city or position.region, wider) if part]
    return ",".join(parts) or "Worldwide"


def description_of(position: PositionRecord, *, company_name: str) -> str:
    """The position's own text; a short one is filled up from known fields only, nothing is invented."""
    own = position.description.strip()
    if len(_TAG.sub("", own)) >= SHORTEST_DESCRIPTION:
        return own[:LONGEST_DESCRIPTION]
    return " ".join(part for part in (own, *_known_facts(position, company_name)) if part)[
        :LONGEST_DESCRIPTION
    ]


def _known_facts(position: PositionRecord, company_name: str) -> list[str]:
    facts = [f"{company_name} is hiring for the position {position.shown_name}."]
    if position.department:
        facts.append(f"Department: {position.department}.")  # English
    if position.employment_type:
        facts.append(f"Employment: {position.employment_type}.")  # English
    if position.seniority:
        facts.append(f"Seniority: {position.seniority}.")  # English
    place = location_of(position)
    workplace = _TITLES_OF_WORKPLACES.get(position.workplace_type)
    where = place.replace(",", ", ") + (f" ({workplace})" if workplace else "")
    facts.append(f"Place of work: {where}.")  # English
    if position.custom_id:
        facts.append(f"Number of the position: {position.custom_id}.")  # English
    facts.append(
        "A full description of tasks and requirements has not been written yet; "  # English
        "please ask the recruiting team."
    )
    return facts


def _country_name(code: str) -> str:
    return COUNTRY_NAMES.get(code.upper(), code)


# fmt: off
#: English names of the countries that positions use most; for others the ISO code itself is sent.
COUNTRY_NAMES: Final = {
    "AE": "United Arab Emirates", "AR": "Argentina", "AT": "Austria", "AU": "Australia",  # English
    "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland",
    "CL": "Chile", "CN": "China", "CO": "Colombia", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark",
    "EE": "Estonia", "EG": "Egypt", "ES": "Spain", "FI": "Finland", "FR": "France",
    "GB": "United Kingdom", "GR": "Greece", "HR": "Croatia", "HU": "Hungary", "ID": "Indonesia",  # English
    "IE": "Ireland", "IL": "Israel", "IN": "India", "IT": "Italy", "JP": "Japan", "KE": "Kenya",
    "KR": "South Korea", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MA": "Morocco",  # English
    "MX": "Mexico", "MY": "Malaysia", "NG": "Nigeria", "NL": "Netherlands", "NO": "Norway",
    "NZ": "New Zealand", "PE": "Peru", "PH": "Philippines", "PK": "Pakistan", "PL": "Poland",  # English
    "PT": "Portugal", "RO": "Romania", "RS": "Serbia", "SA": "Saudi Arabia", "SE": "Sweden",  # English
    "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia", "TH": "Thailand", "TR": "Turkey",
    "TW": "Taiwan", "UA": "Ukraine", "US": "United States", "VN": "Vietnam", "ZA": "South Africa",  # English
}
# fmt: on
