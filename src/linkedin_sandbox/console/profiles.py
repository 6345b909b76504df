"""What does a recruiter see of one member? The career, and what the ATS has sent, each as a view of one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from linkedin_sandbox.console.people import digest_of, member_or_404, seen_by, watch_of
from linkedin_sandbox.console.persona import as_recruiter, page
from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.recruiting import visibility
from linkedin_sandbox.world.recruiting.mailbox import threads_about
from linkedin_sandbox.world.recruiting.projects import projects_with
from linkedin_sandbox.world.recruiting.prospect_notes import notes_about

#: The views of a profile: the name of its address, and what stands on its tab.
VIEWS = (
    ("profile", "Profile"),
    ("ats", "ATS"),
    ("messages", "InMail"),
    ("notes", "Notes"),
    ("saved", "Projects"),
)


def profile_page(
    request: HttpRequest, seat: Seat, member: Member, *, view: str, **context: Any
) -> HttpResponse:
    """One view below the head that all have in common."""
    [person] = seen_by(seat, [member])
    return page(
        request,
        f"profile_{view}",
        seat=seat,
        member=member,
        indicator=person.indicator,
        is_rediscovered=person.is_rediscovered,
        views=VIEWS,
        view=view,
        **watch_of([person]),
        **context,
    )


@as_recruiter
def profile(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    """The career, and beside it the latest of everything else."""
    member = member_or_404(member_id)
    return profile_page(
        request,
        seat,
        member,
        view="profile",
        thread=next(iter(threads_about(seat=seat, member=member, limit=1).rows), None),
        note=next(iter(notes_about(seat=seat, member=member, limit=1).rows), None),
        within=projects_with(seat=seat, member=member),
    )


@as_recruiter
def ats(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    """The ATS tab: the panel of the indicator as a page."""
    member = member_or_404(member_id)
    whole = visibility.indicator(seat, member)
    return profile_page(request, seat, member, view="ats", whole=whole, seen_body=digest_of(whole))


@as_recruiter
def indicator(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    """The panel that opens from the badge."""
    return _panel(request, seat, member_id, template="indicator")


@as_recruiter
def indicator_body(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    """What the open panel asks for again."""
    return _panel(request, seat, member_id, template="indicator_body")


def _panel(request: HttpRequest, seat: Seat, member_id: int, *, template: str) -> HttpResponse:
    member = member_or_404(member_id)
    seen = visibility.indicator(seat, member)
    digest = digest_of(seen)
    if digest == request.GET.get("seen"):
        return HttpResponse(status=204)
    return page(request, template, seat=seat, member=member, indicator=seen, seen=digest)
