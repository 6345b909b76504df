"""May members apply on LinkedIn's own job pages, and does LinkedIn hear what became of them? An admin decides.

Whoever moves a process decides about its own rejection: told now, or never.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.connections.applying import DELAYS, choose_applications
from linkedin_sync.enums import ReportAction
from linkedin_sync.explain.applying import ApplicationLine, applications_of_person, applying_state
from linkedin_sync.outbox import reports
from linkedin_web import access
from recruit.base.errors import NotFound
from recruit.company import selectors as companies
from recruit.hiring import selectors as hiring
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import may, require_position
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recruit.hiring.models import HiringProcess
    from recruit.people.models import Person

_LONGEST_NUMBER: Final = 3


@require_safe
def applications(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    return render(request, "linkedin_web/connection_applications.html", applications_context(request))


def applications_context(request: SignedInRequest) -> dict[str, Any]:
    return {
        "applying": applying_state(company_id=request.user.company_id),
        "delays": [
            (
                days,
                pgettext("told after", "a day")
                if days == 1
                else npgettext("told after", "{n} day", "{n} days", days).format(n=days),
            )
            for days in DELAYS
        ],
        "may_configure": access.may_configure(request),
    }


@require_POST
def choose(request: SignedInRequest) -> HttpResponse:
    takes = request.POST.get("takes_applications") == "on"
    days = request.POST.get("tells_rejection_after", "")
    choose_applications(
        company_id=request.user.company_id,
        takes_applications=takes,
        tells_applicants=request.POST.get("tells_applicants") == "on",
        tells_rejection_after=int(days) if days.isdecimal() and len(days) <= _LONGEST_NUMBER else 0,
        actor=companies.actor_of(request.user),
    )
    word = (
        _("Saved. LinkedIn hears within seconds for which positions members may apply there.")
        if takes
        else _(
            "Saved. Members apply on your careers site; whoever is applying on LinkedIn just now still arrives."
        )
    )
    return done(request, word, topics=["integration"])


# On the candidate's page


def lines_of(
    request: SignedInRequest, person: Person, processes: Sequence[HiringProcess]
) -> list[dict[str, Any]]:
    """With the process that a decision is about, for whoever may move it."""
    by_id = {process.pk: process for process in processes}
    found = applications_of_person(company_id=person.company_id, person_id=person.pk, process_ids=list(by_id))
    return [{"row": line, "process": _movable(request, line, by_id)} for line in found]


def _movable(
    request: SignedInRequest, line: ApplicationLine, by_id: dict[int, HiringProcess]
) -> HiringProcess | None:
    process = by_id.get(line.process_id or 0)
    if process is None or not any(report.may_change for report in line.reports):
        return None
    capability = PositionCapability.MOVE_PROCESSES
    allowed = may(teammate=request.user, position=process.position, capability=capability)
    return process if allowed else None


def note_looked(person: Person, lines: Sequence[dict[str, Any]]) -> None:
    """A teammate has the candidate's page before them: LinkedIn hears once that somebody looked."""
    unseen = [
        line["row"].process_id
        for line in lines
        if all(report.action != ReportAction.VIEWED for report in line["row"].reports)
    ]
    if unseen:
        reports.note_seen(
            company_id=person.company_id,
            person_id=person.pk,
            action=ReportAction.VIEWED,
            process_ids=unseen,
        )


@require_POST
def tell_now(request: SignedInRequest, public_id: str) -> HttpResponse:
    process = _moved_by(request, public_id)
    reports.tell_now(company_id=process.company_id, process_id=process.pk)
    return done(request, _("LinkedIn is being told."), topics=["integration"])


@require_POST
def tell_never(request: SignedInRequest, public_id: str) -> HttpResponse:
    process = _moved_by(request, public_id)
    reports.tell_never(company_id=process.company_id, process_id=process.pk)
    return done(request, _("LinkedIn is not told of this rejection."), topics=["integration"])


def _moved_by(request: SignedInRequest, public_id: str) -> HiringProcess:
    """Refuses with ``NotFound`` for what the teammate does not see, and for what they may not move."""
    rows = hiring.visible_processes(teammate=request.user).filter(public_id=public_id)
    process = rows.select_related("position").first()
    if process is None:
        raise NotFound(_("There is no such application, or you may not see it."))
    require_position(
        teammate=request.user, position=process.position, capability=PositionCapability.MOVE_PROCESSES
    )
    return process
