"""What does a company's admin see of its posted jobs? How they stand on LinkedIn, and what was asked for once more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.persona import page, refused, seat_of
from linkedin_sandbox.settings import ADDRESS
from linkedin_sandbox.world.jobs.posting_status import statuses_of
from linkedin_sandbox.world.jobs.promotion import slots_in_use
from linkedin_sandbox.world.jobs.resync import ResyncState, ask_for_jobs, resyncs_of
from linkedin_sandbox.world.models import Application, JobPosting
from linkedin_sandbox.world.refusals import SandboxRefusal

_MOST = 50


@dataclass(frozen=True, kw_only=True)
class PostedJobs:
    """One application's jobs, those changed latest first, and how the ATS has answered requests for them."""

    application: Application
    statuses: list[dict[str, Any]]
    total: int
    resyncs: list[ResyncState]


def posted(request: HttpRequest) -> HttpResponse:
    cards = [_card(one) for one in Application.objects.order_by("id")]
    return page(request, "posted", seat=seat_of(request), cards=cards, slots=slots_in_use())


def _card(application: Application) -> PostedJobs:
    rows = JobPosting.objects.filter(application_id=application.id).order_by("-changed_at", "id")
    ids = list(rows.values_list("id", flat=True)[:_MOST])
    found = statuses_of(application, ids, links=ADDRESS)
    return PostedJobs(
        application=application,
        statuses=[found[job_id] for job_id in ids],
        total=rows.count(),
        resyncs=resyncs_of(application, limit=5),
    )


@require_POST
def ask_again(request: HttpRequest, application_id: int) -> HttpResponse:
    """All open jobs of this application once more, within half an hour."""
    application = Application.objects.filter(id=application_id).first()
    if application is None:
        raise Http404
    try:
        ask_for_jobs(application, [])
    except SandboxRefusal as refusal:
        return refused(request, refusal, seat=seat_of(request))
    return redirect("console:posted")
