"""How is what LinkedIn does not push brought in? Turn by turn: read outside of any transaction, then keep it and move
the cursor in one.

A worker killed at any moment has either kept a span and moved past it, or neither: what was read is read again. The
same record twice is one row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import connection as database
from django.db import transaction

from linkedin_client import LinkedIn, errors
from linkedin_sync.budget.rules import next_day
from linkedin_sync.budget.services import Refused, ask, close, count
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import connection_by_id, hears_of_closed, reads
from linkedin_sync.enums import Feed
from linkedin_sync.mirror.asking import defer_next_pull, defer_pull
from linkedin_sync.mirror.keeping import Kept
from linkedin_sync.mirror.notes import look_again
from linkedin_sync.models import Connection, PullCursor, Trace
from linkedin_sync.pulls import closed, planning
from linkedin_sync.pulls import cursors as turns
from linkedin_sync.pulls.feeds import RECRUITER_DATA, SEAT_FEEDS, SeatFeed
from linkedin_sync.pulls.planning import Pace
from linkedin_sync.pulls.rules import LOOK_BACK, Aim, Span, half_day_of, spans_of
from recruit.base import clock, live

log = structlog.get_logger(__name__)

#: A pull gives way to other jobs of the worker after so long.
LONGEST_RUN: Final = timedelta(seconds=40)
_LOCK_CLASS: Final = 7_103
_A_MINUTE: Final = timedelta(seconds=60)


class _NoRoomError(Exception):
    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def pull(*, company_id: int, connection_id: int) -> None:
    """Read what is due. If another pull of the connection runs, it sees what this one was called for."""
    until, has_read = clock.now() + LONGEST_RUN, False
    while clock.now() < until:
        connection = connection_by_id(company_id=company_id, connection_id=connection_id)
        if connection is None or not hears_of_closed(connection):
            return
        turns.ensure_cursors(connection, _feeds(connection))
        with _only_one(connection_id) as is_only_one:
            if not is_only_one:
                return
            if closed.is_due(connection, now=clock.now()):
                closed.poll_closed(connection)
            has_read = _work(connection, until) or has_read
        if not has_due(connection):
            if has_read:  # who found nothing to read was early, and the sweep of the minute comes anyway
                _come_again(connection)
            return
    defer_pull(company_id=company_id, connection_id=connection_id)


def _feeds(connection: Connection) -> list[Feed]:
    """What is read of seats. Who has closed the account is asked beside it, and without it where the plan has ended."""
    return turns.feeds_of(connection) if reads(connection) else []


def _come_again(connection: Connection) -> None:
    """When the next turn comes, if that is before the minute's sweep; one such job waits at a time."""
    at = planning.next_look(now=clock.now(), next_due=turns.next_due(connection, _feeds(connection)))
    if at is not None:
        defer_next_pull(company_id=connection.company_id, connection_id=connection.pk, at=at)


def has_due(connection: Connection) -> bool:
    """Whether anything is to be read now, or a seat has no cursor yet."""
    feeds = _feeds(connection)
    is_due = turns.due_cursors(connection, feeds, now=clock.now()).exists()
    is_due = is_due or closed.is_due(connection, now=clock.now())
    return is_due or turns.has_seat_without_cursor(connection, feeds)


@contextmanager
def _only_one(connection_id: int) -> Iterator[bool]:
    """True if this session now is the connection's only pull; the lock dies with the session."""
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK_CLASS, connection_id])
        (has_lock,) = cursor.fetchone()
    try:
        yield has_lock
    finally:
        if has_lock and database.connection is not None:
            with database.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK_CLASS, connection_id])


def _work(connection: Connection, until: datetime) -> bool:
    """Whether anybody's turn had come."""
    linkedin, past = linkedin_of(connection), planning.Past()
    pace, looked_at, has_read = None, clock.now(), False
    while clock.now() < until and (taken := turns.next_turn(connection, _feeds(connection))):
        if pace is None or clock.now() >= looked_at + planning.PACE_HOLDS:
            pace, looked_at = turns.pace_of(connection, _feeds(connection)), clock.now()
        row, has_read = SEAT_FEEDS[Feed(taken[0].feed)], True
        try:
            left = _Turn(connection, linkedin, row, taken, pace, past).work()
        except _NoRoomError as no_room:
            turns.hold(taken, until=no_room.until)
        except errors.LinkedInError as error:
            _fail(connection, row, taken, error)
        else:
            turns.rest(connection, taken, pace, left)
        live.touch(connection.company_id, ["integration"])
    return has_read


class _Turn:
    """One turn of one feed: a few spans of one seat, or of many seats together."""

    def __init__(  # noqa: PLR0917 -- made in one place
        self,
        connection: Connection,
        linkedin: LinkedIn,
        row: SeatFeed,
        cursors: Sequence[PullCursor],
        pace: Pace,
        past: planning.Past,
    ) -> None:
        self._connection = connection
        self._linkedin = linkedin
        self._row = row
        self._cursors = {cursor.pk: cursor for cursor in cursors}
        self._pace, self._past = pace, past
        self._now = clock.now()
        self._traces = turns.traces_of(connection, cursors)

    def work(self) -> planning.Left:
        """What is left to be read after this turn."""
        for _ in range(self._row.manner.spans_per_turn):
            spans = self._spans()
            if _has_past(spans) and not self._takes_past():
                spans = {span: ids for span, ids in spans.items() if span.aim is not Aim.BACKWARD}
            if not spans:
                break
            for span, ids in spans.items():
                try:
                    self._read(span, [self._cursors[each] for each in ids])
                except _NoRoomError:
                    if span.aim is Aim.BACKWARD:  # what is new goes on being read
                        return planning.Left.PAST
                    raise
        return planning.left_of({span.aim for span in self._spans()})

    def _takes_past(self) -> bool:
        """Of InMail not if somebody asked within a minute of the last turn: LinkedIn takes few calls for one viewer.

        What is new is read; the past has time.
        """
        latest = max((cursor.asked_at for cursor in self._cursors.values() if cursor.asked_at), default=None)
        is_early = latest is not None and latest > self._now - _A_MINUTE
        if is_early and not self._row.manner.is_together:
            return False
        return self._past.takes(self._pace, now=clock.now())

    def _spans(self) -> dict[Span, list[int]]:
        reaches = {
            cursor.pk: turns.reach_of(cursor, list(self._traces[cursor.seat_id or 0]))
            for cursor in self._cursors.values()
        }
        return spans_of(reaches, now=self._now, longest=self._row.manner.longest)

    def _read(self, span: Span, cursors: Sequence[PullCursor]) -> None:
        seats = [cursor.seat for cursor in cursors if cursor.seat]
        records = self._fetched(span, cursors)
        with transaction.atomic():
            kept = self._row.keep(self._connection, seats, records)
            self._move(span, cursors, kept)
            turns.hint(self._connection, self._row.feed, kept.active)
            kept.tell(self._connection.company_id)

    def _fetched(self, span: Span, cursors: Sequence[PullCursor]) -> list[Any]:
        self._count_for_viewers(cursors)
        granted = ask(
            connection=self._connection,
            resource=RECRUITER_DATA,
            records=1,
            is_backfill=span.aim is Aim.BACKWARD,
        )
        if isinstance(granted, Refused):
            raise _NoRoomError(granted.until)
        records: list[Any] = []
        seats = [cursor.seat for cursor in cursors if cursor.seat]
        for number, page in enumerate(self._row.read(self._linkedin, self._connection, seats, span)):
            if number:
                turns.count_calls(self._row.manner, cursors)
                count(connection=self._connection, resource=RECRUITER_DATA, records=1, calls=1)
            records.extend(page)
        return records

    def _count_for_viewers(self, cursors: Sequence[PullCursor]) -> None:
        """Before the call: a worker that dies over it has made it."""
        for cursor in cursors:
            until = planning.viewer_opens_at(cursor.called_at, self._row.manner, now=clock.now())
            if until is not None:
                raise _NoRoomError(until)
        turns.count_calls(self._row.manner, cursors)

    def _move(self, span: Span, cursors: Sequence[PullCursor], kept: Kept) -> None:
        for cursor in cursors:
            if span.aim is Aim.FORWARD:
                cursor.read_until = max(cursor.read_until, span.until)
            elif span.aim is Aim.BACKWARD:
                cursor.read_since = min(cursor.read_since, span.since)
            else:
                trace_ids = self._traces[cursor.seat_id or 0].pop(span.since, [])
                Trace.objects.filter(pk__in=trace_ids).delete()
            at = kept.active.get(cursor.seat_id or 0)
            if at is not None:
                turns.learn(cursor, at)
            cursor.save(update_fields=["read_until", "read_since", "active_at", "usual_hours"])


def _has_past(spans: Collection[Span]) -> bool:
    return any(span.aim is Aim.BACKWARD for span in spans)


def _fail(
    connection: Connection, row: SeatFeed, cursors: Sequence[PullCursor], error: errors.LinkedInError
) -> None:
    now = clock.now()
    log.warning("linkedin.pull_failed", feed=row.feed.value, error=repr(error))
    match error:
        case errors.Throttled(day=True):
            midnight = next_day(now)
            close(connection=connection, resource=RECRUITER_DATA, until=midnight)
            turns.hold(cursors, until=midnight)
        case errors.Throttled():
            turns.hold(cursors, until=now + timedelta(seconds=error.retry_after or 61))
        case errors.Forbidden() | errors.NotFound() | errors.NotOffered():
            turns.try_later(cursors, trouble=str(error), at=now + timedelta(minutes=15))
        case _:
            turns.try_later(cursors, trouble=str(error))


def tidy(connection: Connection) -> None:
    """Once a day: traces older than we look back lead nowhere, and standing notes are looked at again."""
    since = clock.now() - LOOK_BACK
    Trace.objects.filter(connection=connection, since__lt=since).delete()
    if Feed.NOTES in turns.feeds_of(connection):
        look_again(connection=connection, since=since, half_day_of=half_day_of)
