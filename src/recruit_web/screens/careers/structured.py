"""What do search engines and other sites read of a position? A JobPosting of schema.org, and a line for previews."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from django.utils.safestring import SafeString, mark_safe

from recruit.base.richtext import plain_text, safe_html
from recruit.positions.enums import WorkplaceType

if TYPE_CHECKING:
    from recruit.careers.models import CareersSite
    from recruit.positions.models import Position

_LINE: Final = 200
#: schema.org's words, by what people write in the field.
_EMPLOYMENT: Final = {
    "full-time": "FULL_TIME",
    "full time": "FULL_TIME",
    "part-time": "PART_TIME",
    "part time": "PART_TIME",
    "contract": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "internship": "INTERN",
    "volunteer": "VOLUNTEER",
}


def preview_line(text: str) -> str:
    """The beginning of a text, cut between two words."""
    plain = plain_text(text)
    return plain if len(plain) <= _LINE else plain[:_LINE].rsplit(" ", 1)[0] + "…"


def job_posting(
    position: Position, *, site: CareersSite, company_name: str, address: str
) -> SafeString | None:
    """As JSON inside a script of data. None for a talent pool: it is no job that one could get."""
    if position.is_talent_pool:
        return None
    told: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": position.shown_name,
        "description": safe_html(position.description) or position.shown_name,
        "datePosted": position.opened_at.date().isoformat(),
        "identifier": {"@type": "PropertyValue", "name": company_name, "value": position.public_id},
        "hiringOrganization": {
            "@type": "Organization",
            "name": company_name,
            **({"sameAs": site.website} if site.website else {}),
        },
        "directApply": True,
        "url": address,
    }
    place = {
        "addressLocality": position.city,
        "addressRegion": position.region,
        "addressCountry": position.country,
    }
    place = {name: value for name, value in place.items() if value}
    if place:
        told["jobLocation"] = {"@type": "Place", "address": {"@type": "PostalAddress", **place}}
    if position.workplace_type == WorkplaceType.REMOTE:
        told["jobLocationType"] = "TELECOMMUTE"
        if position.country:
            told["applicantLocationRequirements"] = {"@type": "Country", "name": position.country}
    employment = _EMPLOYMENT.get(position.employment_type.strip().lower())
    if employment:
        told["employmentType"] = employment
    return _as_script(told)


def _as_script(told: dict[str, Any]) -> SafeString:
    """Nothing in it can end the script or begin another element."""
    text = json.dumps(told, ensure_ascii=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return mark_safe(text)  # noqa: S308 -- every mark that HTML knows is written as an escape of JSON
