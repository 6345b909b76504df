"""How do marks become records at LinkedIn? Lane by lane, batch by batch, until nothing is due.

reserve → read the present state → compare → budget → call → settle. While batches are on their way to LinkedIn the next
one is being prepared; no database transaction is open meanwhile. At every step a killed worker leaves marks that come
due again, and writes at LinkedIn are whole-record upserts: at least once, and twice is harmless.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from django.db import connection as database

from linkedin_client import LinkedIn
from linkedin_sync.budget.services import close
from linkedin_sync.connections.client import assert_no_transaction, dialects_of, linkedin_of
from linkedin_sync.connections.selectors import connection_by_id, outward
from linkedin_sync.connections.services import degrade_connection
from linkedin_sync.connections.states import Outward
from linkedin_sync.enums import LANE_OF, Lane, MarkKind
from linkedin_sync.links.matching import defer_match_look
from linkedin_sync.mapping.matches import OF_HISTORY, next_look
from linkedin_sync.models import Connection, Mark
from linkedin_sync.outbox.attached import lose_together, mark_together
from linkedin_sync.outbox.calls import Call, Report, Result, send, written
from linkedin_sync.outbox.cutting import cut
from linkedin_sync.outbox.erasing import look_at_erasures
from linkedin_sync.outbox.exchanges import exchange_of
from linkedin_sync.outbox.granting import count_answers, records_of, within_budget
from linkedin_sync.outbox.job_tasks import defer_look
from linkedin_sync.outbox.lanes.persons import plan_persons
from linkedin_sync.outbox.lanes.positions import plan_positions
from linkedin_sync.outbox.lanes.processes import plan_processes
from linkedin_sync.outbox.lanes.resumes import plan_resumes
from linkedin_sync.outbox.lanes.visibility import VisibilityPlan, plan_visibility
from linkedin_sync.outbox.looking import finds_live_work, may_find_work
from linkedin_sync.outbox.marks import DRAIN, mark_records
from linkedin_sync.outbox.outcomes import Hopeless
from linkedin_sync.outbox.pacing import Pace
from linkedin_sync.outbox.plans import Plan, settlement_of
from linkedin_sync.outbox.reserving import (
    Batch,
    Place,
    drain_lock,
    has_free_due,
    is_of_deletions,
    release_batch,
    release_marks,
    release_orphans,
    reserve_batch,
)
from linkedin_sync.outbox.resting import Rest
from linkedin_sync.outbox.settling import FirstLook, Parked, Settlement, TryAgain, announce, settle
from recruit.base import clock, live, queue

log = structlog.get_logger(__name__)

#: A drain gives way to other jobs of the worker after so long, and defers the rest.
LONGEST_RUN: Final = timedelta(seconds=30)
#: For longer than this a drain does not stay: as a job it comes back almost as quickly.
_LONGEST_REST: Final = timedelta(seconds=20)
#: How long what a change holds is left alone.
_A_CHANGE: Final = timedelta(seconds=1)
#: Up to so many records at once a person may be looking at; open pages are then told.
_MOST_TOPICS: Final = 20
#: Records of one batch that are tried again at different moments share so many jobs.
_MOST_LOOKS: Final = 10
#: Calls to LinkedIn at one moment. Of a call's time most is the way and LinkedIn's own work: one after the other they
#: would not use up what its throttle allows.
LINES: Final = 2
#: Lanes of which two batches may be on their way at once.
_WIDE_LANES: Final = frozenset({Lane.PERSON, Lane.PROCESS})


def drain(*, company_id: int, connection_id: int) -> None:
    """Send what is due. If another drain of the connection runs, it will see what this one was called for."""
    until = clock.now() + LONGEST_RUN
    while has_free_due(connection_id=connection_id):
        connection = connection_by_id(company_id=company_id, connection_id=connection_id)
        if connection is None or not may_find_work(connection):
            return
        # Who finds the lock taken may go: its marks are committed, and the holder looks again after letting go.
        with drain_lock(connection_id) as is_only_one:
            if not is_only_one:
                return
            release_orphans(connection_id=connection_id)
            run = _Run(connection, until)
            run.work()
        if clock.now() >= until:
            queue.defer(DRAIN, company_id=company_id, connection_id=connection_id)
            return
        if not run.has_worked and run.goes_on_at is None:
            # What is due waits for what a change holds at this moment.
            run.goes_on_at = clock.now() + _A_CHANGE
        if run.goes_on_at is not None and not finds_live_work(connection):
            _defer_at(company_id, connection_id, run.goes_on_at)
            return


@dataclass
class _Flight:
    """A batch whose calls are on their way."""

    batch: Batch
    plan: Plan | VisibilityPlan
    refused: Report
    answered: Future[Report]


class _Run:
    """One drain that holds the lock: at most ``LINES`` batches on their way, one being prepared."""

    def __init__(self, connection: Connection, until: datetime) -> None:
        self._connection = connection
        self._outward = outward(connection)
        self._until = until
        self._linkedin = linkedin_of(connection)
        self._pace = Pace(connection)
        self._rest = Rest()
        self._is_stopped = False
        self.has_worked = False
        #: History waits for LinkedIn's throttle, longer than this run.
        self.goes_on_at: datetime | None = None

    def work(self) -> None:
        with _quick_turns(), self._rest, ThreadPoolExecutor(max_workers=LINES) as post:
            flights: list[_Flight] = []
            while True:
                batch = self._next_batch()
                if batch is not None and batch.lane is Lane.VISIBILITY:
                    # Grants are compared as a whole: the next comparison needs the answer to the one before it.
                    self._land_all([each for each in flights if each.batch.lane is Lane.VISIBILITY], flights)
                    if self._is_stopped:
                        release_batch(batch)
                        batch = None
                following = self._take_off(post, batch, flights) if batch else None
                if following is not None:
                    flights.append(following)
                if flights and (following is None or len(flights) > LINES):
                    self._land_first(flights)
                if not flights and (self._is_stopped or (batch is None and not self._rests())):
                    break

    def _next_batch(self) -> Batch | None:
        while not self._is_stopped and clock.now() < self._until:
            places = self._places()
            batch = reserve_batch(
                connection_id=self._connection.pk, places=places, sizes=self._pace.sizes(places)
            )
            if batch is None or not self._may_send(batch):
                return None
            self.has_worked = True
            if not batch.is_backfill or self._pace.opens(batch.lane):
                return batch
            release_batch(batch)
        return None

    def _places(self) -> list[Place]:
        places = self._pace.places()
        if self._outward is Outward.EVERYTHING:
            return places
        return [place for place in places if is_of_deletions(place)]

    def _rests(self) -> bool:
        """Nothing is due but history that waits for the throttle: rest a little, or leave it to a later drain."""
        opening = self._pace.next_opening()
        now = clock.now()
        if opening is None or now >= self._until:
            return False  # in the latter case another drain follows at once
        if opening <= now + _LONGEST_REST and self._rest.a_little(min(opening, self._until) - now):
            return True
        self.goes_on_at = opening
        return False

    def _may_send(self, batch: Batch) -> bool:
        """The connection is read after the marks: what they stand for may be a change of the connection itself."""
        connection = connection_by_id(
            company_id=self._connection.company_id, connection_id=self._connection.pk
        )
        if connection is None or outward(connection) is not self._outward:
            self._is_stopped = True
            release_batch(batch)
            return False
        self._connection, self._linkedin = connection, linkedin_of(connection)
        self._pace.connection = connection
        return True

    def _take_off(
        self, post: ThreadPoolExecutor, batch: Batch, flights: Collection[_Flight]
    ) -> _Flight | None:
        assert_no_transaction()
        plan = _plan(self._connection, batch)
        if batch.is_backfill and isinstance(plan, Plan):
            plan = self._cut(plan, batch)
            if not plan.items and not plan.ends:
                self._pace.wait(batch.lane)
                return None
        granted, refused = within_budget(self._connection, plan.calls, is_backfill=batch.is_backfill)
        if batch.is_backfill:
            self._pace.note(batch.lane, records_of(granted))
        announce(
            company_id=self._connection.company_id,
            connection_id=self._connection.pk,
            links=plan.announced(granted),
        )
        ready = [written(self._linkedin, replace(call, is_doubted=plan.doubts(call))) for call in granted]
        before = [each.answered for each in flights if not _are_independent(each.batch, batch)]
        answered = post.submit(
            copy_context().run, _post, self._linkedin, ready, list(refused.results), before
        )
        return _Flight(batch, plan, refused, answered)

    def _cut(self, plan: Plan, batch: Batch) -> Plan:
        """As much of a batch of history as the throttle has room for, in calls that are full."""
        self._pace.learn(batch.lane, plan)
        shorter, left = cut(plan, rooms=self._pace.rooms(batch.lane), is_last=not batch.is_full)
        if left:
            release_marks(left)
        return shorter

    def _land_first(self, flights: list[_Flight]) -> None:
        """Whichever is answered first."""
        wait([each.answered for each in flights], return_when=FIRST_COMPLETED)
        first = next(each for each in flights if each.answered.done())
        flights.remove(first)
        self._land(first)

    def _land_all(self, these: Collection[_Flight], flights: list[_Flight]) -> None:
        for flight in these:
            flights.remove(flight)
            self._land(flight)

    def _land(self, flight: _Flight) -> None:
        report = flight.answered.result()
        report.results.extend(flight.refused.results)
        for resource, later in report.closed.items():
            close(connection=self._connection, resource=resource, until=later.at)
        if self._pace.is_limited:
            count_answers(self._connection, report)
        settlement = self._settlement(flight.batch, flight.plan, report)
        settle(
            company_id=self._connection.company_id,
            connection_id=self._connection.pk,
            settlement=settlement,
            after=lambda: self._after(flight, settlement, report.stop),
        )
        self._is_stopped = self._is_stopped or report.stop is not None

    def _settlement(self, batch: Batch, plan: Plan | VisibilityPlan, report: Report) -> Settlement:
        keep = partial(
            exchange_of,
            dialects=dialects_of(self._connection),
            organization=self._connection.organization_urn,
        )
        if isinstance(plan, VisibilityPlan):
            return plan.settlement(report, keep=keep)
        settlement = settlement_of(plan, report, keep=keep)
        lose_together(batch, settlement)
        if batch.lane is Lane.PERSON:
            asked = OF_HISTORY if batch.is_backfill else 0
            settlement.look = FirstLook(next_look(asked=asked, now=clock.now()), asked)
        return settlement

    def _after(self, flight: _Flight, settlement: Settlement, stop: Hopeless | None) -> None:
        """In the settling transaction: whatever has to follow is deferred with it."""
        batch = flight.batch
        company_id, connection_id = self._connection.company_id, self._connection.pk
        if stop is not None:
            # With the marks that it parks: only a connection that degraded can recover and wake them.
            degrade_connection(company_id=company_id, trouble=stop.text)
        _defer_later(
            company_id, connection_id, [end.at for _, end in settlement.ends if isinstance(end, TryAgain)]
        )
        if any(link.task_urn for link in settlement.put_links):
            defer_look(company_id=company_id, connection_id=connection_id, asked=0)
        if settlement.look and settlement.put_links and not batch.is_backfill:
            defer_match_look(company_id=company_id, connection_id=connection_id, at=settlement.look.at)
        if batch.lane is Lane.VISIBILITY:
            _note_permissions(connection_id)
        mark_together(self._connection, batch, settlement)
        if isinstance(flight.plan, VisibilityPlan):
            mark_records(
                company_id=company_id,
                connection_id=connection_id,
                kind=MarkKind.PROCESS,
                keys=flight.plan.way.process_ids,
            )
        if settlement.drop_links or batch.lane is Lane.RESUME:
            look_at_erasures(self._connection)
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
    Lane.RESUME: plan_resumes,
}


def _defer_later(company_id: int, connection_id: int, ats: list[datetime]) -> None:
    """A job for each second in which some of them come due; if those are many, a few of them, the last included."""
    now = clock.now()
    moments = sorted({max(at, now).replace(microsecond=0) + timedelta(seconds=1) for at in ats}, reverse=True)
    for moment in moments[:: -(-len(moments) // _MOST_LOOKS)] if moments else []:
        _defer_at(company_id, connection_id, moment)


def _defer_at(company_id: int, connection_id: int, moment: datetime) -> None:
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


def _are_independent(first: Batch, second: Batch) -> bool:
    """Whether the second may reach LinkedIn before the first, which was taken before it.

    No record is in two batches, so those of one lane do not touch each other. Of two lanes the order matters; but of
    history no process is taken before its person's mark is gone (``reserving``).
    """
    if first.lane is Lane.RESUME:
        # Whoever takes its application away meanwhile has it marked once more.
        return True
    if not {first.lane, second.lane} <= _WIDE_LANES:
        return False
    return first.lane is second.lane or (first.is_backfill and first.priority is second.priority)


def _post(
    linkedin: LinkedIn, calls: list[Call], refused: list[Result], before: list[Future[Report]]
) -> Report:
    """Runs in a posting thread, which needs a database session only when a token is fetched or shared.

    ``before``: what has to reach LinkedIn first. It was posted first, so it is under way in another thread.
    """
    wait(before)
    try:
        return send(linkedin, calls, refused=refused)
    finally:
        database.close()
