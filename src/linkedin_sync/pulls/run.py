"""How is what LinkedIn does not push brought in? Turn by turn: read outside of any transaction, then keep it and move
the cursor in one.

A worker killed at any moment has either kept a span and moved past it, or neither: what was read is read again. The
same record twice is one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import connection as database
from django.db import transaction

from linkedin_client import LinkedIn, errors
from linkedin_sync.budget.rules import next_day
from linkedin_sync.budget.services import Refused, ask, close, count
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import connection_by_id, reads
from linkedin_sync.enums import Feed
from linkedin_sync.mirror.asking import defer_pull
from linkedin_sync.mirror.keeping import Kept
from linkedin_sync.mirror.notes import look_again
from linkedin_sync.models import Connection, PullCursor, Trace
from linkedin_sync.pulls import closed
from linkedin_sync.pulls import cursors as turns
from linkedin_sync.pulls.feeds import RECRUITER_DATA, SEAT_FEEDS, SeatFeed
from linkedin_sync.pulls.rules import LOOK_BACK, Aim, Span, half_day_of, next_span
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
    until = clock.now() + LONGEST_RUN
    while clock.now() < until:
        connection = connection_by_id(company_id=company_id, connection_id=connection_id)
        if connection is None or not reads(connection):
            return
        turns.ensure_cursors(connection, turns.feeds_of(connection))
        with _only_one(connection_id) as is_only_one:
            if not is_only_one:
                return
            if closed.is_due(connection, now=clock.now()):
                closed.poll_closed(connection)
            _work(connection, until)
        if not has_due(connection):
            return
    defer_pull(company_id=company_id, connection_id=connection_id)


def has_due(connection: Connection) -> bool:
    """Whether anything is to be read now, or a seat has no cursor yet."""
    feeds = turns.feeds_of(connection)
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


def _work(connection: Connection, until: datetime) -> None:
    linkedin = linkedin_of(connection)
    while clock.now() < until and (taken := turns.next_turn(connection, turns.feeds_of(connection))):
        row = SEAT_FEEDS[Feed(taken[0].feed)]
        try:
            has_more = _Turn(connection, linkedin, row, taken).work()
        except _NoRoomError as no_room:
            turns.hold(taken, until=no_room.until)
        except errors.LinkedInError as error:
            _fail(connection, row, taken, error)
        else:
            turns.rest(connection, row, taken, has_more=has_more)
        live.touch(connection.company_id, ["integration"])


@dataclass
class _Group:
    """Seats of which the same span is to be read."""

    cursors: list[PullCursor] = field(default_factory=list)
    trace_ids: list[int] = field(default_factory=list)


class _Turn:
    """One turn of one feed: a few spans of one seat, or of many seats together."""

    def __init__(
        self, connection: Connection, linkedin: LinkedIn, row: SeatFeed, cursors: Sequence[PullCursor]
    ) -> None:
        self._connection = connection
        self._linkedin = linkedin
        self._row = row
        self._cursors = cursors
        self._now = clock.now()
        self._traces = turns.traces_of(connection, cursors)

    def work(self) -> bool:
        """Whether more is to be read after this turn."""
        for _ in range(self._row.spans_per_turn):
            groups = self._groups(with_past=True)
            if not groups:
                return False
            groups = self._groups(with_past=not self._is_asked_early())
            for span, group in sorted(groups.items(), key=lambda item: item[0].since):
                self._read(span, group)
        return bool(self._groups(with_past=True))

    def _is_asked_early(self) -> bool:
        """Somebody asked within a minute of the last turn: LinkedIn takes few calls a minute for one viewer.

        What is new is read; the past has time.
        """
        latest = max((cursor.asked_at for cursor in self._cursors if cursor.asked_at), default=None)
        return self._row.seats_per_call == 1 and latest is not None and latest > self._now - _A_MINUTE

    def _groups(self, *, with_past: bool) -> dict[Span, _Group]:
        groups: dict[Span, _Group] = defaultdict(_Group)
        for cursor in self._cursors:
            traced = self._traces[cursor.seat_id or 0]
            span = next_span(turns.reach_of(cursor, list(traced)), now=self._now, longest=self._row.longest)
            if span is not None and (with_past or span.aim is not Aim.BACKWARD):
                groups[span].cursors.append(cursor)
                if span.aim is Aim.TRACED:
                    groups[span].trace_ids.extend(traced[span.since])
        return groups

    def _read(self, span: Span, group: _Group) -> None:
        records = self._fetched(span, group)
        with transaction.atomic():
            seats = [cursor.seat for cursor in group.cursors if cursor.seat]
            kept = self._row.keep(self._connection, seats, records)
            self._move(span, group, kept)
            kept.tell(self._connection.company_id)

    def _fetched(self, span: Span, group: _Group) -> list[Any]:
        granted = ask(
            connection=self._connection,
            resource=RECRUITER_DATA,
            records=1,
            is_backfill=span.aim is Aim.BACKWARD,
        )
        if isinstance(granted, Refused):
            raise _NoRoomError(granted.until)
        records: list[Any] = []
        seats = [cursor.seat for cursor in group.cursors if cursor.seat]
        for number, page in enumerate(self._row.read(self._linkedin, self._connection, seats, span)):
            if number:
                count(connection=self._connection, resource=RECRUITER_DATA, records=1, calls=1)
            records.extend(page)
        return records

    def _move(self, span: Span, group: _Group, kept: Kept) -> None:
        for cursor in group.cursors:
            if span.aim is Aim.FORWARD:
                cursor.read_until = max(cursor.read_until, span.until)
            elif span.aim is Aim.BACKWARD:
                cursor.read_since = min(cursor.read_since, span.since)
            else:
                self._traces[cursor.seat_id or 0].pop(span.since, None)
            at = kept.active.get(cursor.seat_id or 0)
            if at is not None and (cursor.active_at is None or at > cursor.active_at):
                cursor.active_at = at
            cursor.save(update_fields=["read_until", "read_since", "active_at"])
        Trace.objects.filter(pk__in=group.trace_ids).delete()


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
