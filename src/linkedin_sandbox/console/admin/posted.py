"""What does a company's admin see of its posted jobs? How they stand on LinkedIn, and what was asked for once more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.admin.companies import admin_page, as_admin
from linkedin_sandbox.console.filters import number_of
from linkedin_sandbox.console.persona import refused, seat_of
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.settings import ADDRESS
from linkedin_sandbox.world.jobs.posting_status import statuses_of
from linkedin_sandbox.world.jobs.promotion import set_slots, slots_in_use, slots_of
from linkedin_sandbox.world.jobs.resync import ResyncState, ask_for_jobs, resyncs_of
from linkedin_sandbox.world.models import Application, Contract, JobPosting, Organization
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from django.db.models import QuerySet

_MOST = 25
_MOST_ATSS = 10
_MOST_SLOTS = 10_000
_CURSOR = re.compile(r"(\d{1,16})-(\d{1,18})")


@dataclass(frozen=True, kw_only=True)
class PostedJobs:
    """One application's jobs, those changed latest first, and how the ATS has answered requests for them.

    A status is as LinkedIn answers it, and has the job's ``title`` beside.
    """

    application: Application
    statuses: list[dict[str, Any]]
    next: str
    resyncs: list[ResyncState]


@as_admin
def posted(request: HttpRequest, company: Organization) -> HttpResponse:
    """All ATSs of the company, or further jobs of one of them."""
    one, cursor = number_of(request.GET.get("ats", "")), request.GET.get("before", "")
    after = number_of(request.GET.get("after", "")) or 0
    rows = Application.objects.filter(organization_id=company.id, id__gt=after)
    found = list((rows.filter(id=one) if one else rows).order_by("id")[: _MOST_ATSS + 1])
    shown = found[:_MOST_ATSS]
    contracts = Contract.objects.filter(organization_id=company.id).order_by("id")
    return admin_page(
        request,
        "admin/posted",
        company,
        cards=[_card(each, cursor if one else "") for each in shown],
        slots=slots_in_use(contracts),
        is_one=one is not None,
        after=after,
        next_after=shown[-1].id if len(found) > _MOST_ATSS else None,
    )


def _card(application: Application, cursor: str) -> PostedJobs:
    rows = _beyond(JobPosting.objects.filter(application_id=application.id), cursor)
    places = list(
        rows.order_by("-changed_at", "-number").values_list("id", "changed_at", "number", "title")[
            : _MOST + 1
        ]
    )
    shown = places[:_MOST]
    found = statuses_of(application, [job_id for job_id, _at, _number, _title in shown], links=ADDRESS)
    return PostedJobs(
        application=application,
        statuses=[found[job_id] | {"title": title} for job_id, _at, _number, title in shown],
        next=f"{shown[-1][1]}-{shown[-1][2]}" if len(places) > _MOST else "",
        resyncs=resyncs_of(application, limit=5),
    )


def _beyond(rows: QuerySet[JobPosting], cursor: str) -> QuerySet[JobPosting]:
    if not cursor:
        return rows
    place = _CURSOR.fullmatch(cursor)
    if place is None:
        raise SandboxRefusal("The address of this page is not whole. Begin at the first page.")
    at, number = int(place[1]), int(place[2])
    return rows.filter(Q(changed_at__lte=at) & (Q(changed_at__lt=at) | Q(number__lt=number)))


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


@require_POST
def set_slots_of(request: HttpRequest, contract_id: int) -> HttpResponse:
    """How many jobs the contract can promote at once."""
    contract = Contract.objects.filter(id=contract_id).first()
    if contract is None:
        raise Http404
    text = request.POST.get("slots", "") or request.GET.get("slots", "")
    slots, before = number_of(text), slots_of(contract.id)
    if slots is None or slots > _MOST_SLOTS:
        refusal = SandboxRefusal(f"Job slots are a number from 0 to {_MOST_SLOTS:,}, not “{text[:40]}”.")
        return refused(request, refusal, seat=seat_of(request))
    set_slots(contract.id, slots)
    undo = f"{reverse('console:set_slots', args=[contract.id])}?slots={before}"
    say(request, f"{contract.name} has {slots} job slots.", undo=undo)
    return redirect("console:posted")
