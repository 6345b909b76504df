"""What does the Apply button give a careers page, and what does LinkedIn remember of it?

The page gets the member's profile through the applicant's browser, where it could be forged. How LinkedIn's
``signature`` is made is not public: here it is an HMAC that the ATS's server can check.
https://learn.microsoft.com/en-us/linkedin/talent/apply-with-linkedin/apply-with-linkedin
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from linkedin_sandbox.world.ground.pages import Page, page_of
from linkedin_sandbox.world.models import Application, ButtonApply, Member
from linkedin_sandbox.world.people.person_urns import person_urn


@dataclass(frozen=True)
class ApplyRow:
    apply: ButtonApply
    member: Member


def profile_given(member: Member, application: Application) -> dict[str, Any]:
    """The callback's first argument; fields that are empty since V3 are there and empty."""
    profile: dict[str, Any] = {
        "firstName": member.first_name,
        "lastName": member.last_name,
        "headline": member.headline,
        "emailAddress": member.email,
        "summary": member.about,
        "positions": [_position(entry) for entry in member.positions],
        "educations": [_education(entry) for entry in member.educations],
        "skills": [{"name": skill} for skill in member.skills],
        "profileImageUrl": "",
        "specialities": "",
        "patents": [],
        "publications": [],
        "honors": [],
        "recommendationsReceived": [],
        "x-emulator": {
            "memberId": person_urn(member.id, application.client_id),
            "publicProfileUrl": member.profile_url,
        },
    }
    return profile | ({"phoneNumber": member.phone} if member.phone else {})


def _position(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": entry.get("title", ""),
        "companyName": entry.get("companyName", ""),
        "summary": entry.get("summary", ""),
        "isCurrent": not entry.get("endDate"),
        **_dates(entry),
    }


def _education(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "schoolName": entry.get("schoolName", ""),
        "degree": entry.get("degreeName", ""),
        "fieldOfStudy": entry.get("fieldOfStudy", ""),
        **_dates(entry),
    }


def _dates(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: entry[name] for name in ("startDate", "endDate") if entry.get(name)}


def canonical_json(profile: dict[str, Any]) -> str:
    """Keys sorted at every depth, no blanks between, no escapes but those that JSON demands."""
    return json.dumps(profile, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sign(profile: dict[str, Any], *, application: Application, nonce: str, job_code: str) -> str:
    """The callback's second argument: hex HMAC-SHA256 under the client secret, over the UTF-8 bytes."""
    text = f"{canonical_json(profile)}.{nonce}.{job_code}"
    return hmac.new(application.client_secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def start_apply(*, application: Application, member: Member, context: str, job_code: str, now: int) -> None:
    """The member has let the page have the profile: an apply starter until the application is complete."""
    row = _row(application, member, context, job_code, now)
    ButtonApply.objects.filter(id=row.id, started_at=None).update(started_at=now, changed_at=now)


def complete_apply(
    *, application: Application, member: Member, context: str, job_code: str, now: int
) -> bool:
    """The thank-you page has said that the application is complete. False when that was known."""
    row = _row(application, member, context, job_code, now)
    counted = ButtonApply.objects.filter(id=row.id, completed_at=None).update(
        completed_at=now, changed_at=now
    )
    return bool(counted)


def _row(application: Application, member: Member, context: str, job_code: str, now: int) -> ButtonApply:
    row, _is_new = ButtonApply.objects.get_or_create(
        application_id=application.id,
        member_id=member.id,
        job_code=job_code,
        defaults={"context": context, "changed_at": now},
    )
    return row


def applies_of(application: Application, *, cursor: str = "", limit: int = 100) -> Page[ApplyRow]:
    """What this application's buttons have brought, changed last first."""
    page = page_of(
        ButtonApply.objects.filter(application_id=application.id), by="changed_at", cursor=cursor, limit=limit
    )
    members = Member.objects.in_bulk({row.member_id for row in page.rows})
    return Page([ApplyRow(row, members[row.member_id]) for row in page.rows], page.next)
