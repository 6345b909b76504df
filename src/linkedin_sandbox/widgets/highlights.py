"""What does LinkedIn show of an applicant beside an application? Highlights in a list, the whole profile on a page.

Applicants through LinkedIn are named by their application; others by the address of their profile and their e-mail.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/apply-connect-plugins
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpResponse

from linkedin_sandbox.widgets.frames import Frame, framed, seated
from linkedin_sandbox.world.applying.apply_body import applicant_skills
from linkedin_sandbox.world.models import JobApplication, JobPosting, Member
from linkedin_sandbox.world.people.people import Seat, member_by_slug, members_by_ids

_CONTEXT, _APPLICATION, _URL, _EMAIL = "integration-context", "li-job-application-id", "profile-url", "email"
_SLUG = re.compile(r"linkedin\.com/in/([^/?#]+)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:urn:li:jobApplication:)?(\d{1,18})")


@dataclass(frozen=True)
class Applicant:
    """``posting`` is None for those who came another way than through LinkedIn."""

    member: Member
    applied_at: int | None = None
    posting: JobPosting | None = None


@framed
@seated
def applicant_highlights(frame: Frame, seat: Seat) -> HttpResponse:
    return _show(frame, seat, "highlights")


@framed
@seated
def full_profile(frame: Frame, seat: Seat) -> HttpResponse:
    return _show(frame, seat, "highlights_profile")


def _show(frame: Frame, seat: Seat, template: str) -> HttpResponse:
    if not frame.attribute(_CONTEXT) or not (frame.attribute(_APPLICATION) or frame.attribute(_URL)):
        missing = [
            (_CONTEXT, "urn:li:organization:…"),
            (_APPLICATION, f"of who applied through LinkedIn; for others data-{_URL} and data-{_EMAIL}"),
        ]
        return frame.show("misplaced", missing=missing)
    is_another = seat.organization.urn != frame.attribute(_CONTEXT)
    if is_another or seat.holder.state != "ACTIVE":
        return frame.show("profile_no_licence", is_another=is_another)
    applicant = _applied(frame) if frame.attribute(_APPLICATION) else _named(frame)
    if applicant is None:
        return frame.show("highlights_unknown")
    description = str(applicant.posting.record.get("description") or "") if applicant.posting else ""
    return frame.show(
        template,
        member=applicant.member,
        applied_at=applicant.applied_at,
        posting=applicant.posting,
        skills=applicant_skills(applicant.member, description=description),
    )


def _applied(frame: Frame) -> Applicant | None:
    """Only this application's own, and only under the context that its job stands in."""
    number = _NUMBER.fullmatch(frame.attribute(_APPLICATION))
    made = JobApplication.objects.filter(
        id=int(number[1]) if number else 0, application_id=frame.application.id
    ).first()
    posting = (
        JobPosting.objects.filter(key=made.job_key, context=frame.attribute(_CONTEXT)).first()
        if made
        else None
    )
    members = members_by_ids([made.member_id]) if made and posting else []
    return Applicant(members[0], made.applied_at if made else None, posting) if members else None


def _named(frame: Frame) -> Applicant | None:
    """Both must be the same member's: a list of addresses alone shall not bring up profiles."""
    slug = _SLUG.search(frame.attribute(_URL))
    member = member_by_slug(slug[1].lower()) if slug else None
    if member is None or not member.email or member.email.lower() != frame.attribute(_EMAIL).lower():
        return None
    return Applicant(member)
