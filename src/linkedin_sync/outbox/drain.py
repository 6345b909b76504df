"""How do marks become records at LinkedIn? Lane by lane, batch by batch, until nothing is due.

reserve → read the present state → compare → budget → call → settle. While one batch is on its way to LinkedIn the next
one is being prepared; no database transaction is open meanwhile. At every step a killed worker leaves marks that come
due again, and writes at LinkedIn are whole-record upserts: at least once, and twice is harmless.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final

import structlog
from django.db import connection as database

from linkedin_client import LinkedIn
from linkedin_sync.budget.services import close, take
from linkedin_sync.connections.client import assert_no_transaction, linkedin_of
from linkedin_sync.connections.selectors import connection_by_id, sends
from linkedin_sync.connections.services import degrade_connection
from linkedin_sync.enums import LANE_OF, Lane
from linkedin_sync.models import Connection, Mark
from linkedin_sync.outbox.calls import Call, Report, Result, send, written
from linkedin_sync.outbox.job_tasks import defer_look
from linkedin_sync.outbox.lanes.persons import plan_persons
from linkedin_sync.outbox.lanes.positions import plan_positions
from linkedin_sync.outbox.lanes.processes import plan_processes
from linkedin_sync.outbox.lanes.visibility import VisibilityPlan, plan_visibility
from linkedin_sync.outbox.marks import DRAIN
from linkedin_sync.outbox.outcomes import Hopeless, Later
from linkedin_sync.outbox.plans import Plan, settlement_of
from linkedin_sync.outbox.reserving import (
    Batch,
    drain_lock,
    has_free_due,
    release_batch,
    release_orphans,
    reserve_batch,
)
from linkedin_sync.outbox.settling import Parked, Settlement, TryAgain, announce, settle
from recruit.base import clock, live, queue

log = structlog.get_logger(__name__)

#: A drain gives way to other jobs of the worker after so long, and defers the rest.
LONGEST_RUN: Final = timedelta(seconds=30)
#: Up to so many records at once a person may be looking at; open pages are then told.
_MOST_TOPICS: Final = 20
#: Records of one batch that are tried again at different moments share so many jobs.
_MOST_LOOKS: Final = 10


def drain(*, company_id: int, connection_id: int) -> None:
    """Send what is due. If another drain of the connection runs, it will see what this one was called for."""
    until = clock.now() + LONGEST_RUN
    while has_free_due(connection_id=connection_id):
        connection = connection_by_id(company_id=company_id, connection_id=connection_id)
        if connection is None or not sends(connection):
            return
        # Who finds the lock taken may go: its marks are committed, and the holder looks again after letting go.
        with drain_lock(connection_id) as is_only_one:
            if not is_only_one:
                return
            release_orphans(connection_id=connection_id)
            _Run(connection, until).work()
        if clock.now() >= until:
            queue.defer(DRAIN, company_id=company_id, connection_id=connection_id)
            return


@dataclass
class _Flight:
    """A batch whose calls are on their way."""

    batch: Batch
    plan: Plan | VisibilityPlan
    refused: Report
    answered: Future[Report]


class _Run:
    """One drain that holds the lock: at most one batch on its way, one being prepared."""

    def __init__(self, connection: Connection, until: datetime) -> None:
        self._connection = connection
        self._until = until
        self._linkedin = linkedin_of(connection)
        self._is_stopped = False

    def work(self) -> None:
        with _quick_turns(), ThreadPoolExecutor(max_workers=1) as post:
            flight: _Flight | None = None
            while True:
                batch = self._next_batch()
                if (
                    flight is not None
                    and batch is not None
                    and batch.lane is flight.batch.lane is Lane.VISIBILITY
                ):
                    # Grants are compared as a whole: the next comparison needs the answer to the one before it.
                    self._land(flight)
                    flight = None
                    if self._is_stopped:
                        release_batch(batch)
                        break
                following = self._take_off(post, batch) if batch else None
                if flight is not None:
                    self._land(flight)
                flight = following
                if flight is None and (batch is None or self._is_stopped):
                    break

    def _next_batch(self) -> Batch | None:
        if self._is_stopped or clock.now() >= self._until:
            return None
        batch = reserve_batch(connection_id=self._connection.pk)
        return batch if batch is not None and self._may_send(batch) else None

    def _may_send(self, batch: Batch) -> bool:
        """The connection is read after the marks: what they stand for may be a change of the connection itself."""
        connection = connection_by_id(
            company_id=self._connection.company_id, connection_id=self._connection.pk
        )
        if connection is None or not sends(connection):
            self._is_stopped = True
            release_batch(batch)
            return False
        self._connection, self._linkedin = connection, linkedin_of(connection)
        return True

    def _take_off(self, post: ThreadPoolExecutor, batch: Batch) -> _Flight:
        assert_no_transaction()
        plan = _plan(self._connection, batch)
        granted, refused = self._within_budget(plan.calls, batch)
        announce(
            company_id=self._connection.company_id,
            connection_id=self._connection.pk,
            links=plan.announced(granted),
        )
        ready = [written(self._linkedin, call) for call in granted]
        answered = post.submit(copy_context().run, _post, self._linkedin, ready, list(refused.results))
        return _Flight(batch, plan, refused, answered)

    def _within_budget(self, calls: list[Call], batch: Batch) -> tuple[list[Call], Report]:
        """The calls that LinkedIn's throttle has room for, and the others' answer: later.

        Calls that follow each other to one resource are asked for together; if there is no room for all, one by one.
        """
        granted, refused = list[Call](), Report()
        for _resource, together in groupby(calls, key=attrgetter("resource")):
            group = list(together)
            if len(group) > 1 and self._take(group, batch) is None:
                granted.extend(group)
                continue
            for call in group:
                until = self._take([call], batch)
                if until is None:
                    granted.append(call)
                else:
                    wait = Later(until, "LinkedIn's throttle is used up; this goes on when it opens again.")
                    refused.results.extend(Result(cargo, wait, call.is_deletion) for cargo in call.cargo)
        return granted, refused

    def _take(self, calls: Sequence[Call], batch: Batch) -> datetime | None:
        return take(
            connection=self._connection,
            resource=calls[0].resource,
            records=sum(len(call.cargo) for call in calls),
            calls=len(calls),
            is_backfill=batch.is_backfill,
        )

    def _land(self, flight: _Flight) -> None:
        report = flight.answered.result()
        report.results.extend(flight.refused.results)
        for resource, later in report.closed.items():
            close(connection=self._connection, resource=resource, until=later.at)
        settlement = _settlement(flight.plan, report)
        settle(
            company_id=self._connection.company_id,
            connection_id=self._connection.pk,
            settlement=settlement,
            after=lambda: self._after(flight.batch, settlement, report.stop),
        )
        self._is_stopped = self._is_stopped or report.stop is not None

    def _after(self, batch: Batch, settlement: Settlement, stop: Hopeless | None) -> None:
        """In the settling transaction: whatever has to follow is deferred with it."""
        company_id, connection_id = self._connection.company_id, self._connection.pk
        if stop is not None:
            # With the marks that it parks: only a connection that degraded can recover and wake them.
            degrade_connection(company_id=company_id, trouble=stop.text)
        _defer_later(
            company_id, connection_id, [end.at for _, end in settlement.ends if isinstance(end, TryAgain)]
        )
        if any(link.task_urn for link in settlement.put_links):
            defer_look(company_id=company_id, connection_id=connection_id, asked=0)
        if batch.lane is Lane.VISIBILITY:
            _note_permissions(connection_id)
        _touch(company_id, batch, settlement)


@contextmanager
def _quick_turns() -> Iterator[None]:
    """While a batch is prepared, the thread that has another on the line gets the interpreter when its answer comes.

    Python's own turn of 5 ms would be added to every send and receive: as much as LinkedIn's answer takes.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _plan(connection: Connection, batch: Batch) -> Plan | VisibilityPlan:
    return _PLANNERS[batch.lane](connection, batch)


_PLANNERS: Final[dict[Lane, Callable[[Connection, Batch], Plan | VisibilityPlan]]] = {
    Lane.POSITION: plan_positions,
    Lane.VISIBILITY: plan_visibility,
    Lane.PERSON: plan_persons,
    Lane.PROCESS: plan_processes,
}


def _settlement(plan: Plan | VisibilityPlan, report: Report) -> Settlement:
    return plan.settlement(report) if isinstance(plan, VisibilityPlan) else settlement_of(plan, report)


def _defer_later(company_id: int, connection_id: int, ats: list[datetime]) -> None:
    """A job for each second in which some of them come due; if those are many, a few of them, the last included."""
    now = clock.now()
    moments = sorted({max(at, now).replace(microsecond=0) + timedelta(seconds=1) for at in ats}, reverse=True)
    for moment in moments[:: -(-len(moments) // _MOST_LOOKS)] if moments else []:
        queue.defer(
            DRAIN,
            company_id=company_id,
            connection_id=connection_id,
            run_at=moment,
            queueing_lock=f"linkedin.drain:{connection_id}:{moment.timestamp():.0f}",
        )


def _note_permissions(connection_id: int) -> None:
    """LinkedIn shows what Recruit says, unless a mark of visibility still waits or is parked."""
    kinds = [
        kind for kind, lane in LANE_OF.items() if lane is Lane.VISIBILITY
    ]  # by kind, as the marks' index is
    if not Mark.objects.filter(connection_id=connection_id, kind__in=kinds).exists():
        Connection.objects.filter(pk=connection_id).update(permissions_synced_at=clock.now())


def _touch(company_id: int, batch: Batch, settlement: Settlement) -> None:
    topics = {"integration"} if any(isinstance(end, Parked) for _, end in settlement.ends) else set()
    names = {Lane.POSITION: "position", Lane.PERSON: "person"}
    if batch.lane in names and not batch.is_backfill and len(settlement.put_links) <= _MOST_TOPICS:
        topics |= {f"{names[batch.lane]}:{link.external_id}" for link in settlement.put_links}
    live.touch(company_id, sorted(topics))


def _post(linkedin: LinkedIn, calls: list[Call], refused: list[Result]) -> Report:
    """Runs in the posting thread, which needs a database session only when a token is fetched or shared."""
    try:
        return send(linkedin, calls, refused=refused)
    finally:
        database.close()
