"""Who applied on LinkedIn, what is LinkedIn told of it, and why does nobody apply there? For the pages.

Rows of whom nobody here is a candidate are read by those who look after the connection; of a candidate, by whoever sees
the process.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.utils.translation import get_language, gettext, gettext_noop

from linkedin_sync.connections.applying import application_webhook_url_of
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import ApplicationOutcome, ReportAction, ReportState
from linkedin_sync.mapping.offering import why_nobody_applies, why_not_offered
from linkedin_sync.models import ApplicantReport, OnsiteApplication
from linkedin_sync.outbox.lanes.offering import ground_of, offered
from recruit.careers.selectors import published_positions
from recruit.positions.selectors import positions_by_ids

_REFUSED_SHOWN: Final = 10
_LINES: Final = 50
OFFERED: Final = gettext_noop(
    "Members apply for it on LinkedIn; their applications arrive here by themselves."
)


@dataclass(frozen=True)
class RefusedApplication:
    at: datetime
    full_name: str
    position_name: str
    sentence: str


@dataclass(frozen=True)
class ApplyingState:
    """``why_not``: why nobody applies on LinkedIn although it is switched on; "" if they do, or it is off."""

    takes_applications: bool
    tells_applicants: bool
    tells_rejection_after: int
    why_not: str
    address: str
    published: int
    taken: int
    refused: int
    waiting: int
    failed: int
    latest_refused: list[RefusedApplication]


def applying_state(*, company_id: int) -> ApplyingState | None:
    """None without a connection."""
    connection = connection_of(company_id=company_id)
    if connection is None:
        return None
    outcomes = _counts(OnsiteApplication.objects.filter(company_id=company_id).values_list("outcome"))
    states = _counts(ApplicantReport.objects.filter(company_id=company_id).values_list("state"))
    refused = OnsiteApplication.objects.filter(company_id=company_id, outcome=ApplicationOutcome.REFUSED)
    return ApplyingState(
        takes_applications=connection.takes_applications,
        tells_applicants=connection.tells_applicants,
        tells_rejection_after=connection.tells_rejection_after,
        why_not=_said(why_nobody_applies(ground_of(connection))) if connection.takes_applications else "",
        address=application_webhook_url_of(connection),
        published=published_positions(company_id=company_id).count(),
        taken=sum(outcomes.values()) - outcomes.get(ApplicationOutcome.REFUSED, 0),
        refused=outcomes.get(ApplicationOutcome.REFUSED, 0),
        waiting=states.get(ReportState.WAITING, 0),
        failed=states.get(ReportState.FAILED, 0),
        latest_refused=[
            RefusedApplication(
                each.at,
                f"{each.first_name} {each.last_name}".strip(),
                each.position_name,
                _said(each.sentence),
            )
            for each in refused.order_by("-id")[:_REFUSED_SHOWN]
        ],
    )


def _counts(rows: QuerySet[Any, tuple[str]]) -> dict[str, int]:
    return dict(rows.annotate(Count("id")).order_by())


@dataclass(frozen=True)
class ReportLine:
    """``may_change``: it waits, and somebody may have it told now or never."""

    action: str
    action_label: str
    state: str
    state_label: str
    at: datetime
    sentence: str
    may_change: bool


@dataclass(frozen=True)
class ApplicationLine:
    process_id: int | None
    position_name: str
    applied_at: datetime
    outcome_label: str
    reports: list[ReportLine]


def applications_of_person(
    *, company_id: int, person_id: int, process_ids: Collection[int]
) -> list[ApplicationLine]:
    """Those that belong to one of these processes, which the teammate sees; the newest first."""
    rows = OnsiteApplication.objects.filter(
        company_id=company_id, person_id=person_id, process_id__in=process_ids
    ).prefetch_related("reports")
    return [
        ApplicationLine(
            process_id=row.process_id,
            position_name=row.position_name,
            applied_at=row.applied_at or row.at,
            outcome_label=str(ApplicationOutcome(row.outcome).label),
            reports=[_line(report) for report in sorted(row.reports.all(), key=lambda each: each.pk)],
        )
        for row in rows.order_by("-id")[:_LINES]
    ]


def _line(report: ApplicantReport) -> ReportLine:
    is_waiting = report.state == ReportState.WAITING
    return ReportLine(
        action=report.action,
        action_label=str(ReportAction(report.action).label),
        state=report.state,
        state_label=str(ReportState(report.state).label),
        at=report.due_at if is_waiting else report.settled_at or report.due_at,
        sentence=report.last_error if report.state in (ReportState.FAILED, ReportState.WAITING) else "",
        may_change=is_waiting and report.action == ReportAction.REJECTED,
    )


def told_of_applying(*, company_id: int, position_id: int) -> tuple[bool, str]:
    """Whether members apply for this position on LinkedIn, and a sentence; none where that is switched off."""
    connection = connection_of(company_id=company_id)
    if connection is None or not connection.takes_applications:
        return False, ""
    found = positions_by_ids(company_id=company_id, ids=[position_id])
    why_not = why_not_offered(ground_of(connection), offered(found[0])) if found else ""
    if not why_not:
        return True, gettext(OFFERED)
    return False, gettext("Nobody applies for it on LinkedIn: {why}").format(why=_after_colon(_said(why_not)))


def _said(sentence: str) -> str:
    """What is kept in English as the reader's language has it."""
    return gettext(sentence) if sentence else ""


def _after_colon(sentence: str) -> str:
    """English goes on in lower case; German begins a sentence anew."""
    return sentence if get_language() == "de" else sentence[:1].lower() + sentence[1:]
