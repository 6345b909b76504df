"""What happens in the window "Export to your ATS"?"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from linkedin_sandbox.console.exports import told
from linkedin_sandbox.console.filters import number_of, words_asked
from linkedin_sandbox.console.people import member_or_404
from linkedin_sandbox.console.persona import as_recruiter, page
from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.recruiting import visibility
from linkedin_sandbox.world.recruiting.exports import (
    export_member,
    export_meter,
    export_of,
    reason_against_export,
)
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock

# LinkedIn's own spelling; "All" narrows nothing.
WORKPLACES = ("All", "On-site", "Hybrid", "Remote")


@require_http_methods(["GET", "POST"])
@as_recruiter
def export(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    member = member_or_404(member_id)
    if request.method == "POST":
        return _export(request, seat, member)
    now = clock.now_ms()
    return page(
        request,
        "export",
        seat=seat,
        member=member,
        targets=visibility.export_targets(seat),
        workplaces=WORKPLACES,
        meter=export_meter(seat, now=now),
        reason=reason_against_export(seat, member, now=now),
    )


def _export(request: HttpRequest, seat: Seat, member: Member) -> HttpResponse:
    try:
        event = export_member(
            seat=seat,
            member=member,
            application=_chosen_ats(request, seat).application,
            job_external_id=_chosen_job(request),
            email=request.POST.get("email", ""),
        )
    except SandboxRefusal as refusal:
        refused = page(request, "refusal", seat=seat, sentence=refusal.sentence)
        refused.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return refused
    row = export_of(seat, event.request_id)
    response = page(request, "toast_new", seat=seat, row=row, story=told(row))
    response.headers["HX-Trigger"] = "exported"
    response.headers["HX-Reswap"] = "none"
    return response


def _chosen_ats(request: HttpRequest, seat: Seat) -> visibility.Ats:
    for ats in visibility.export_targets(seat):
        if str(ats.application.id) == request.POST.get("ats"):
            return ats
    raise SandboxRefusal("Export to this ATS is not switched on for your company.")


def _chosen_job(request: HttpRequest) -> str:
    chosen = request.POST.get("job", "")
    if not chosen:
        raise SandboxRefusal("Choose a position from the list first.")
    return chosen


@as_recruiter
def export_jobs(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    """The lines of the type-ahead "Public Job Name"."""
    member = member_or_404(member_id)
    ats = request.GET.get("ats", "")
    workplace = request.GET.get("workplace", "")
    jobs = visibility.offered_jobs(
        seat,
        query=words_asked(request),
        workplace=workplace if workplace in WORKPLACES else "",
        member=member,
        application_id=number_of(ats) or 0,
    )
    return page(request, "export_jobs", seat=seat, jobs=jobs, first_name=member.first_name)
