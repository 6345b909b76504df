"""What does the engine do in the background? Each entry is one call; all may run twice."""

from __future__ import annotations

from datetime import timedelta

import structlog

from linkedin_client import errors
from linkedin_sync import problems
from linkedin_sync.backfill import everything, removal, walk
from linkedin_sync.backfill.services import see_to_backfill
from linkedin_sync.budget.services import forget_old, forget_slots
from linkedin_sync.connections import preflight, sign_in, working
from linkedin_sync.connections.selectors import connection_of, hears_of_closed, outward, sends
from linkedin_sync.connections.set_up import refresh_state, take_callback_back
from linkedin_sync.connections.states import Outward
from linkedin_sync.enums import ConnectionState, MarkKind, ReconcileCause
from linkedin_sync.inbox import attributing, receipts, work
from linkedin_sync.links import matching
from linkedin_sync.mirror import asking
from linkedin_sync.models import Connection
from linkedin_sync.outbox import drain as draining
from linkedin_sync.outbox import erasing, job_tasks, marks, reports
from linkedin_sync.outbox.reserving import has_due, has_due_deletions
from linkedin_sync.pulls import matches, own_seat
from linkedin_sync.pulls import run as pulling
from linkedin_sync.pulls import seats as seat_pulls
from linkedin_sync.reconcile import walk as comparison
from linkedin_sync.reconcile.services import begin_reconcile, forget_old_reconciles, see_to_reconcile
from linkedin_sync.seats.asking import PULL_SEATS, defer_seat_pull
from recruit.base import clock, queue
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies

log = structlog.get_logger(__name__)

#: In these states LinkedIn's admin may change something, and the push that tells it may be lost.
_WAITING_FOR_LINKEDIN = (ConnectionState.PARTNER_READY, ConnectionState.DISABLED, ConnectionState.DEGRADED)
#: The receipt itself knows when it is tried again; the queue repeats only what broke before it got so far.
_FEW = queue.RetryWithJitter(attempts=3)


@queue.task(name=receipts.WORK_RECEIPT, queue="linkedin", retry=_FEW)
def work_receipt(*, company_id: int, receipt_id: int) -> None:
    work.work_receipt(company_id=company_id, receipt_id=receipt_id)


@queue.task(name=attributing.ATTRIBUTE, queue="linkedin", retry=_FEW)
def go_on_with_attribution(*, company_id: int, attribution_id: int) -> None:
    attributing.go_on_with_attribution(company_id=company_id, attribution_id=attribution_id)


@queue.task(name=marks.DRAIN, queue="linkedin", retry=_FEW)
def drain(*, company_id: int, connection_id: int) -> None:
    draining.drain(company_id=company_id, connection_id=connection_id)


@queue.task(name=job_tasks.CHECK_TASKS, queue="linkedin")
def check_tasks(*, company_id: int, connection_id: int) -> None:
    job_tasks.check_tasks(company_id=company_id, connection_id=connection_id)


@queue.task(name=reports.SEND_REPORTS, queue="linkedin", retry=_FEW)
def send_reports(*, company_id: int, connection_id: int) -> None:
    reports.send_reports(company_id=company_id, connection_id=connection_id)


@queue.task(name=PULL_SEATS, queue="linkedin")
def pull_seats(*, company_id: int, connection_id: int) -> None:
    seat_pulls.pull_seats(company_id=company_id, connection_id=connection_id)


@queue.task(name=asking.PULL, queue="linkedin", retry=_FEW)
def pull(*, company_id: int, connection_id: int) -> None:
    pulling.pull(company_id=company_id, connection_id=connection_id)


@queue.task(name=everything.MARK_HISTORY, queue="linkedin")
def mark_history(*, company_id: int, connection_id: int, kind: str, after_id: int) -> None:
    everything.mark_history_page(
        company_id=company_id, connection_id=connection_id, kind=MarkKind(kind), after_id=after_id
    )


@queue.task(name=everything.MARK_PROCESSES_OF_POSITION, queue="linkedin")
def mark_processes_of_position(*, company_id: int, connection_id: int, position_id: int) -> None:
    everything.mark_processes_of_position(
        company_id=company_id, connection_id=connection_id, position_id=position_id
    )


@queue.task(name=everything.MARK_NOTED, queue="linkedin")
def mark_noted(*, company_id: int, connection_id: int, after_id: int) -> None:
    everything.mark_noted_page(company_id=company_id, connection_id=connection_id, after_id=after_id)


@queue.task(name=everything.MARK_EVALUATED, queue="linkedin")
def mark_evaluated(*, company_id: int, connection_id: int, after_id: int) -> None:
    everything.mark_evaluated_page(company_id=company_id, connection_id=connection_id, after_id=after_id)


@queue.task(name=everything.MARK_RESUMED, queue="linkedin")
def mark_resumed(*, company_id: int, connection_id: int, after_id: int) -> None:
    everything.mark_resumed_page(company_id=company_id, connection_id=connection_id, after_id=after_id)


@queue.task(name=walk.GO_ON, queue="linkedin")
def go_on_with_backfill(*, company_id: int, connection_id: int) -> None:
    """At its end LinkedIn is asked what it holds, lest the counts be ours alone."""
    if walk.go_on(company_id=company_id, connection_id=connection_id):
        begin_reconcile(company_id=company_id, connection_id=connection_id, cause=ReconcileCause.BACKFILL)


@queue.task(name=comparison.GO_ON, queue="linkedin")
def go_on_with_reconcile(*, company_id: int, connection_id: int) -> None:
    comparison.go_on(company_id=company_id, connection_id=connection_id)


@queue.task(name=matching.READ_MATCHES, queue="linkedin")
def read_matches(*, company_id: int, connection_id: int) -> None:
    matches.read_matches(company_id=company_id, connection_id=connection_id)


@queue.task(name=problems.TELL, queue="linkedin", retry=queue.RetryWithJitter(attempts=8))
def tell_of_problem(*, company_id: int, problem_id: int, is_over: bool) -> None:
    problems.tell_of_problem(company_id=company_id, problem_id=problem_id, is_over=is_over)


@queue.task(name=sign_in.FIND_OWN_SEAT, queue="linkedin")
def find_own_seat(*, company_id: int, sign_in_id: int) -> None:
    own_seat.find_own_seat(company_id=company_id, sign_in_id=sign_in_id)


@queue.task(name=working.SET_UP, queue="linkedin", retry=_FEW)
def set_up(*, company_id: int, teammate_id: int, work: str) -> None:
    working.run_work(company_id=company_id, teammate_id=teammate_id, work=work)


@queue.task(name=preflight.PREFLIGHT, queue="linkedin", retry=_FEW)
def run_preflight(*, company_id: int, preflight_id: int) -> None:
    preflight.run_preflight(company_id=company_id, preflight_id=preflight_id)


@queue.task(name=removal.REMOVE, queue="linkedin", retry=_FEW)
def go_on_with_removal(*, company_id: int) -> None:
    removal.go_on_with_removal(company_id=company_id)


@queue.task(name=working.TAKE_CALLBACK_BACK, queue="linkedin", retry=_FEW)
def forget_callback(*, company_id: int) -> None:
    """If LinkedIn cannot be told, its pushes go on arriving and nothing is made of them."""
    try:
        take_callback_back(company_id=company_id)
    except errors.LinkedInError as error:
        log.warning("linkedin.callback_not_taken_back", company=company_id, error=repr(error))


@queue.task(name="linkedin.refresh_connection", queue="linkedin", retry=_FEW)
def refresh_connection(*, company_id: int) -> None:
    """Ask LinkedIn how the connection stands and who has seats: one is in trouble, or a person asked."""
    try:
        connection = refresh_state(company_id=company_id)
        seat_pulls.pull_seats(company_id=company_id, connection_id=connection.pk)
    except errors.LinkedInError as error:
        log.warning("linkedin.refresh_failed", company=company_id, error=repr(error))


@queue.periodic(name="linkedin.sweep", cron="* * * * *")
def sweep_every_minute() -> None:
    sweep()


@queue.periodic(name="linkedin.sweep_daily", cron="17 3 * * *")
def sweep_every_day() -> None:
    for company in all_companies():
        with company_context(company.pk):
            forget_old(company_id=company.pk)
            problems.forget_old_problems(company_id=company.pk)
            work.forget_turned_away(company_id=company.pk)
            connection = connection_of(company_id=company.pk)
            if connection is None:
                continue
            pulling.tidy(connection)
            if sends(connection):
                defer_seat_pull(company_id=company.pk, connection_id=connection.pk)


@queue.periodic(name="linkedin.reconcile_nightly", cron="43 1 * * *")
def reconcile_every_night() -> None:
    for company in all_companies():
        with company_context(company.pk):
            forget_old_reconciles(company_id=company.pk)
            connection = connection_of(company_id=company.pk)
            if connection is not None:
                begin_reconcile(
                    company_id=company.pk, connection_id=connection.pk, cause=ReconcileCause.NIGHTLY
                )


def sweep(*, is_start: bool = False) -> None:
    """Whatever waits without a job gets one. ``is_start``: what a dead worker left behind waits no minute."""
    for company in all_companies():
        try:
            with company_context(company.pk):
                _sweep_company(company.pk, is_start=is_start)
        except Exception:
            log.exception("linkedin.sweep_failed", company=company.pk)


def _sweep_company(company_id: int, *, is_start: bool) -> None:
    connection = connection_of(company_id=company_id)
    if connection is None:
        return
    problems.look_for_problems(company_id=company_id)
    work.defer_stuck_receipts(company_id=company_id, is_start=is_start)
    attributing.see_to_attributions(company_id=company_id)
    forget_slots(company_id=company_id)
    erasing.look_at_erasures(connection)
    is_sending = sends(connection)
    if is_sending:
        see_to_backfill(company_id=company_id, connection_id=connection.pk)
        see_to_reconcile(company_id=company_id, connection_id=connection.pk)
    _sweep_outbox(connection)
    if is_sending and reports.has_due_reports(connection_id=connection.pk):
        reports.defer_reports(company_id=company_id, connection_id=connection.pk)
    if is_sending and matches.has_due_matches(connection_id=connection.pk):
        matching.defer_match_look(company_id=company_id, connection_id=connection.pk, at=clock.now())
    if hears_of_closed(connection) and pulling.has_due(connection):
        asking.defer_pull(company_id=company_id, connection_id=connection.pk)
    if connection.removing_at is not None:
        removal.defer_removal(company_id=company_id, after=timedelta(seconds=1))
    if connection.state in _WAITING_FOR_LINKEDIN:
        queue.defer(refresh_connection, company_id=company_id, queueing_lock=f"linkedin.refresh:{company_id}")


def _sweep_outbox(connection: Connection) -> None:
    may_send, ids = outward(connection), {"company_id": connection.company_id, "connection_id": connection.pk}
    is_due = {Outward.EVERYTHING: has_due, Outward.DELETIONS: has_due_deletions}.get(may_send)
    if is_due is not None and is_due(connection_id=connection.pk):
        marks.defer_drain(**ids)
    if may_send is Outward.EVERYTHING and job_tasks.has_open_tasks(connection_id=connection.pk):
        job_tasks.defer_look(**ids, asked=0)
