"""What is LinkedIn told of an application that came from it? That somebody looked, took the résumé, said no; each once.

LinkedIn tells the member, where the company has agreed to that. A rejection waits for some days, and whoever takes it
back in that time, or decides that LinkedIn need not know, has told nobody. LinkedIn knows no other words: whoever is
interviewed or hired hears it from the company.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/sync-job-application-feedback
"""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linkedin_client import Action, ApplicationAction, errors
from linkedin_sync.budget.services import take
from linkedin_sync.connections.applying import tells_applicants
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import connection_by_id, connection_of, sends
from linkedin_sync.enums import ApplicationOutcome, ReportAction, ReportState
from linkedin_sync.models import ApplicantReport, Connection, OnsiteApplication
from linkedin_sync.outbox.retry import Park, retry_or_park
from recruit.base import clock, live, queue
from recruit.base.errors import NotFound, Refusal
from recruit.base.events import subscribe
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.selectors import processes_by_ids
from recruit.people.events import ResumeOpened

#: The task's name; the function lies in ``tasks``, above this.
SEND_REPORTS: Final = "linkedin.send_reports"
_RESOURCE: Final = "application_actions"
_AT_ONCE: Final = 50
#: A try that is under way is due again after this, should its worker die.
_UNDER_WAY: Final = timedelta(minutes=2)
_WORDS: Final = {
    ReportAction.VIEWED: Action.VIEWED,
    ReportAction.RESUME_DOWNLOADED: Action.RESUME_DOWNLOADED,
    ReportAction.REJECTED: Action.REJECTED,
}


class AlreadyTold(Refusal):
    code = "already_told"


# What has to be told


@transaction.atomic
def note_seen(
    *, company_id: int, person_id: int, action: ReportAction, process_ids: Collection[int] | None = None
) -> None:
    """A teammate has looked at the candidate, or taken the résumé; ``process_ids``: those that they see."""
    connection = connection_of(company_id=company_id)
    if connection is None or not connection.tells_applicants:
        return
    rows = _taken(company_id).filter(person_id=person_id).exclude(reports__action=action)
    if process_ids is not None:
        rows = rows.filter(process_id__in=process_ids)
    applications = list(rows.values_list("id", flat=True))
    if not applications:
        return
    now = clock.now()
    ApplicantReport.objects.bulk_create(
        [
            ApplicantReport(
                company_id=company_id,
                connection=connection,
                application_id=application_id,
                action=action,
                performed_at=now,
                due_at=now,
                not_before=now,
            )
            for application_id in applications
        ],
        ignore_conflicts=True,
    )
    _defer(connection, now)


@transaction.atomic
def follow_processes(*, company_id: int, process_ids: Collection[int]) -> None:
    """After a change of these: whoever is rejected is told of later, and whoever is not any more is told of nothing."""
    rows = list(_taken(company_id).filter(process_id__in=process_ids).values_list("id", "process_id"))
    connection = connection_of(company_id=company_id) if rows else None
    if connection is None:
        return
    of_processes = [process_id for _, process_id in rows if process_id is not None]
    statuses = {each.id: each.status for each in processes_by_ids(company_id=company_id, ids=of_processes)}
    for application_id, process_id in rows:
        if statuses.get(process_id or 0) == ProcessStatus.REJECTED:
            _tell_later(connection, application_id)
        else:
            _waiting(application_id).update(state=ReportState.CANCELLED, settled_at=clock.now())


def _tell_later(connection: Connection, application_id: int) -> None:
    if not connection.tells_applicants:
        return
    now = clock.now()
    due = now + timedelta(days=connection.tells_rejection_after)
    report, is_new = ApplicantReport.objects.select_for_update().get_or_create(
        application_id=application_id,
        action=ReportAction.REJECTED,
        defaults={
            "company_id": connection.company_id,
            "connection": connection,
            "performed_at": now,
            "due_at": due,
            "not_before": due,
        },
    )
    if not is_new and report.state == ReportState.CANCELLED:
        report.state, report.settled_at = ReportState.WAITING, None
        report.performed_at, report.due_at, report.not_before = now, due, due
        report.attempts, report.last_error = 0, ""
        report.save()
    if report.state == ReportState.WAITING:
        _defer(connection, report.not_before)


@subscribe(ResumeOpened)
def note_downloaded(event: ResumeOpened) -> None:
    note_seen(company_id=event.company_id, person_id=event.person_id, action=ReportAction.RESUME_DOWNLOADED)


@transaction.atomic
def follow_choice(*, company_id: int) -> None:
    """Where the company does not want LinkedIn to hear of it any more, nothing waits to be told."""
    if tells_applicants(company_id=company_id):
        return
    rows = ApplicantReport.objects.filter(company_id=company_id, state=ReportState.WAITING)
    rows.update(state=ReportState.CANCELLED, settled_at=clock.now())


def _taken(company_id: int) -> QuerySet[OnsiteApplication]:
    rows = OnsiteApplication.objects.filter(company_id=company_id)
    return rows.exclude(outcome=ApplicationOutcome.REFUSED)


def _waiting(application_id: int) -> QuerySet[ApplicantReport]:
    return ApplicantReport.objects.filter(
        application_id=application_id, action=ReportAction.REJECTED, state=ReportState.WAITING
    )


# By hand


@transaction.atomic
def tell_now(*, company_id: int, process_id: int) -> None:
    """A rejection that waits is told at once. Refuses with ``NotFound`` or ``AlreadyTold``."""
    report = _open_rejection(company_id, process_id)
    now = clock.now()
    report.due_at = report.not_before = now
    report.save(update_fields=["due_at", "not_before"])
    _defer(report.connection, now)
    live.touch(company_id, ["integration"])


@transaction.atomic
def tell_never(*, company_id: int, process_id: int) -> None:
    """LinkedIn is not told of this rejection. Refuses with ``NotFound`` or ``AlreadyTold``."""
    report = _open_rejection(company_id, process_id)
    report.state, report.settled_at = ReportState.CANCELLED, clock.now()
    report.save(update_fields=["state", "settled_at"])
    live.touch(company_id, ["integration"])


def _open_rejection(company_id: int, process_id: int) -> ApplicantReport:
    rows = ApplicantReport.objects.select_for_update(of=("self",)).select_related("connection")
    report = rows.filter(
        company_id=company_id, application__process_id=process_id, action=ReportAction.REJECTED
    ).last()
    if report is None:
        raise NotFound(_("LinkedIn is not to be told anything of this application."))
    if report.state != ReportState.WAITING:
        raise AlreadyTold(_("That has been settled already. Load the page again."))
    return report


# On the way


def _defer(connection: Connection, at: datetime) -> None:
    queue.defer(
        SEND_REPORTS, company_id=connection.company_id, connection_id=connection.pk, run_at=at, priority=5
    )


def has_due_reports(*, connection_id: int) -> bool:
    rows = ApplicantReport.objects.filter(connection_id=connection_id, state=ReportState.WAITING)
    return rows.filter(not_before__lte=clock.now()).exists()


def defer_reports(*, company_id: int, connection_id: int) -> None:
    """For whoever finds that some are due and their job was lost."""
    queue.defer(
        SEND_REPORTS,
        company_id=company_id,
        connection_id=connection_id,
        queueing_lock=f"{SEND_REPORTS}:{connection_id}",
    )


def send_reports(*, company_id: int, connection_id: int) -> None:
    """Tell LinkedIn what is due, one call each; what it refuses for good is kept with its words."""
    connection = connection_by_id(company_id=company_id, connection_id=connection_id)
    if connection is None or not sends(connection):
        return
    for _round in range(_AT_ONCE):
        report = _begun(connection)
        if report is None:
            return
        if (until := take(connection=connection, resource=_RESOURCE, records=1)) is not None:
            _again(report, until, report.last_error)
            return
        _tell(connection, report)


@transaction.atomic
def _begun(connection: Connection) -> ApplicantReport | None:
    rows = ApplicantReport.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        connection=connection, state=ReportState.WAITING, not_before__lte=clock.now()
    )
    report = rows.select_related("application").order_by("not_before", "id").first()
    if report is not None:
        report.attempts += 1
        report.not_before = clock.now() + _UNDER_WAY
        report.save(update_fields=["attempts", "not_before"])
    return report


def _tell(connection: Connection, report: ApplicantReport) -> None:
    action = ApplicationAction(
        application_urn=report.application.urn,
        action=_WORDS[ReportAction(report.action)],
        performed_at=report.performed_at,
    )
    try:
        linkedin_of(connection).application_actions.report(action)
    except errors.Throttled as error:
        _again(report, clock.now() + timedelta(minutes=1), str(error))
    except (errors.NotFound, errors.Invalid, errors.Conflict) as error:
        _settle(report, ReportState.FAILED, str(error))
    except errors.LinkedInError as error:
        spread = random.random()  # noqa: S311 -- jitter
        decided = retry_or_park(attempts=report.attempts, now=clock.now(), text=str(error), spread=spread)
        if isinstance(decided, Park):
            _settle(report, ReportState.FAILED, decided.text)
        else:
            _again(report, decided.at, decided.text)
    else:
        _settle(report, ReportState.SENT, "")


@transaction.atomic
def _settle(report: ApplicantReport, state: ReportState, text: str) -> None:
    """What LinkedIn has been told is told, whatever was decided meanwhile; a failure leaves such a decision alone."""
    rows = ApplicantReport.objects.filter(pk=report.pk)
    if state != ReportState.SENT:
        rows = rows.filter(state=ReportState.WAITING)
    rows.update(state=state, last_error=text, settled_at=clock.now())
    live.touch(report.company_id, ["integration"])


@transaction.atomic
def _again(report: ApplicantReport, at: datetime, text: str) -> None:
    rows = ApplicantReport.objects.filter(pk=report.pk, state=ReportState.WAITING)
    if rows.update(not_before=at, last_error=text):
        _defer(report.connection, at)
