"""Which marks are taken next, and who may take them? Reserve, end the transaction, only then speak to LinkedIn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final

from django.db import connection as database

from linkedin_sync.enums import AT_ONCE, Lane, MarkKind, Priority
from linkedin_sync.models import Mark
from recruit.base import clock

#: Longer than any batch takes; a drain that dies is noticed sooner, by its lock.
RESERVED_FOR: Final = timedelta(minutes=5)
#: Four of LinkedIn's largest calls: what is asked and written once per batch is asked and written less often, and
#: a live change behind a batch of history still waits well under a second. Visibility is compared as a whole, so
#: its lane is taken as a whole.
BATCH_SIZE: Final = 400
_VISIBILITY_SIZE: Final = 10_000
#: Of each mark up to ten files are uploaded, one after the other, and other lanes wait for the line.
_RESUME_SIZE: Final = 5
_LOCK_CLASS: Final = 0x4C49


@dataclass(frozen=True)
class Reserved:
    """A mark that this drain has taken, as it was then."""

    id: int
    kind: MarkKind
    our_key: str
    version: int
    attempts: int
    tombstone: bool


@dataclass(frozen=True)
class Batch:
    """Marks of one lane and one priority."""

    lane: Lane
    priority: Priority
    marks: tuple[Reserved, ...]
    #: So many as were asked for: more may be waiting behind them.
    is_full: bool = False

    @property
    def is_backfill(self) -> bool:
        """Nobody has just changed these, and nobody waits for them."""
        return self.priority not in AT_ONCE


@contextmanager
def drain_lock(connection_id: int) -> Iterator[bool]:
    """True if this session is now the connection's only drain; the lock dies with the session, kill -9 included.

    While it drains, the session does not wait for the disk at each commit: what a crash of the whole machine could
    undo are reservations and deliveries, and those are repeated harmlessly. Changes of the domain always wait.
    """
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK_CLASS, connection_id])
        (has_lock,) = cursor.fetchone()
        if has_lock:
            cursor.execute("SET synchronous_commit TO off")
    try:
        yield has_lock
    finally:
        if has_lock and database.connection is not None:
            with database.cursor() as cursor:
                cursor.execute("RESET synchronous_commit")  # English
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK_CLASS, connection_id])


def release_orphans(*, connection_id: int) -> None:
    """Whoever holds the drain's lock is alone: what is still reserved belonged to a drain that died."""
    orphans = Mark.objects.filter(connection_id=connection_id, parked_reason="", reserved_until__isnull=False)
    orphans.update(reserved_until=None)


def release_batch(batch: Batch) -> None:
    """All of it is not sent after all."""
    release_marks(batch.marks)


def release_marks(marks: Iterable[Reserved]) -> None:
    """These marks are not sent now; they keep their place in the line."""
    Mark.objects.filter(pk__among={mark.id for mark in marks}).update(reserved_until=None)


def parked_marks(*, connection_id: int, lane: Lane) -> tuple[Reserved, ...]:
    """The marks of a lane that are parked, as they are now."""
    rows = Mark.objects.filter(connection_id=connection_id, lane=lane).exclude(parked_reason="")
    fields = rows.values_list("id", "kind", "our_key", "version", "attempts", "tombstone")
    return tuple(Reserved(row[0], MarkKind(row[1]), *row[2:]) for row in fields)


#: Where a mark may be due: a priority and a lane.
Place = tuple[Priority, Lane]
PLACES: Final[tuple[Place, ...]] = tuple((priority, lane) for priority in Priority for lane in Lane)


def is_of_deletions(place: Place) -> bool:
    """Whether marks lie there of what LinkedIn is to hold no longer: what is gone here, and grants among others."""
    priority, lane = place
    return priority is Priority.GONE or (lane is Lane.VISIBILITY and priority is not Priority.BACKFILL)


# History is not due while its backfill is paused. All priorities and lanes are named, so that the index is entered at
# what is due, past a million for tomorrow's quota.
_DUE: Final = """
SELECT 1 FROM linkedin_sync_mark
WHERE connection_id = %(connection)s AND parked_reason = ''
  AND not_before <= GREATEST(%(now)s, statement_timestamp())
  AND priority = ANY(%(priorities)s::int[] || CASE WHEN EXISTS (
      SELECT FROM linkedin_sync_backfill WHERE connection_id = %(connection)s AND state = 'paused'
  ) THEN '{}'::int[] ELSE %(history)s::int[] END)
  AND lane = ANY(%(lanes)s::int[])
LIMIT 1
"""
_FREE_DUE: Final = f"{_DUE} FOR UPDATE SKIP LOCKED"

# Place by place, each the beginning of a stretch of the index: a million other marks may wait meanwhile.
_DELETIONS_DUE: Final = """
SELECT 1 FROM unnest(%(priorities)s::int[], %(lanes)s::int[]) AS place (priority, lane), LATERAL (
    SELECT FROM linkedin_sync_mark AS mark
    WHERE mark.connection_id = %(connection)s AND mark.parked_reason = ''
      AND mark.not_before <= GREATEST(%(now)s, statement_timestamp())
      AND mark.priority = place.priority AND mark.lane = place.lane
    ORDER BY mark.not_before LIMIT 1 {locked}
) AS due
LIMIT 1
"""


def _is_due(statement: str, connection_id: int, priorities: Iterable[Priority]) -> bool:
    values: dict[str, Any] = {
        "connection": connection_id,
        "now": clock.now(),
        "priorities": [priority.value for priority in priorities if priority is not Priority.BACKFILL],
        "history": [priority.value for priority in priorities if priority is Priority.BACKFILL],
        "lanes": list(Lane.values),
    }
    with database.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone() is not None


def has_free_due(*, connection_id: int, priorities: Collection[Priority] = tuple(Priority)) -> bool:
    """Whether a drain would find work. A mark that a change holds at this moment is none: that change defers a drain.

    Asked again after the drain's lock was let go, for whoever found it taken meanwhile has gone.
    """
    return _is_due(_FREE_DUE, connection_id, priorities)


def has_free_deletions(*, connection_id: int) -> bool:
    """Whether a drain that only takes away would find work; see ``is_of_deletions``."""
    return _has_deletions(connection_id, locked="FOR UPDATE SKIP LOCKED")


def has_due(*, connection_id: int) -> bool:
    """Whether there is work for a drain; also what a drain that died still has reserved."""
    return _is_due(_DUE, connection_id, tuple(Priority))


def has_due_deletions(*, connection_id: int) -> bool:
    """The same for a drain that only takes away."""
    return _has_deletions(connection_id, locked="")


def _has_deletions(connection_id: int, *, locked: str) -> bool:
    places = [place for place in PLACES if is_of_deletions(place)]
    values: dict[str, Any] = {
        "connection": connection_id,
        "now": clock.now(),
        "priorities": [priority.value for priority, _ in places],
        "lanes": [lane.value for _, lane in places],
    }
    with database.cursor() as cursor:
        cursor.execute(_DELETIONS_DUE.format(locked=locked), values)
        return cursor.fetchone() is not None


# The first place, by priority and lane, where a mark is due; the batch is what else is due there. Marks that a change
# holds locked at this moment are skipped: that change defers its own drain. Reserved ones are neither taken nor waited
# for. Each place is one stretch of the index mark_due, in its order, and the batch is written by its ids: it costs the
# same with a million marks.
# An application of history does not overtake its candidate, who was marked before it.
_RESERVE: Final = """
WITH candidates AS (
    SELECT later.priority, first.not_before AS at FROM unnest(%(later)s::int[]) AS later (priority), LATERAL (
        SELECT not_before FROM linkedin_sync_mark
        WHERE connection_id = %(connection)s AND parked_reason = '' AND priority = later.priority
          AND lane = %(person)s
        ORDER BY not_before LIMIT 1
    ) AS first
), head AS (
    SELECT place.priority, place.lane, place.size
    FROM unnest(%(priorities)s::int[], %(lanes)s::int[], %(sizes)s::int[]) AS place (priority, lane, size), LATERAL (
        SELECT FROM linkedin_sync_mark AS mark
        WHERE mark.connection_id = %(connection)s AND mark.parked_reason = ''
          AND mark.not_before <= GREATEST(%(now)s, statement_timestamp())
          AND (mark.reserved_until IS NULL OR mark.reserved_until <= %(now)s)
          AND mark.priority = place.priority AND mark.lane = place.lane
          AND (place.lane < %(process)s OR mark.not_before < COALESCE(
              (SELECT at FROM candidates WHERE candidates.priority = place.priority), 'infinity'))
        ORDER BY mark.not_before LIMIT 1 FOR UPDATE SKIP LOCKED
    ) AS due
    WHERE place.priority < %(history)s OR NOT EXISTS (
        SELECT FROM linkedin_sync_backfill WHERE connection_id = %(connection)s AND state = 'paused'
    )
    ORDER BY place.priority, place.lane LIMIT 1
), taken AS (
    SELECT mark.id FROM linkedin_sync_mark AS mark
    WHERE mark.connection_id = %(connection)s AND mark.parked_reason = ''
      AND mark.not_before <= GREATEST(%(now)s, statement_timestamp())
      AND (mark.reserved_until IS NULL OR mark.reserved_until <= %(now)s)
      AND mark.priority = (SELECT priority FROM head) AND mark.lane = (SELECT lane FROM head)
      AND ((SELECT lane FROM head) < %(process)s OR mark.not_before < COALESCE(
          (SELECT at FROM candidates WHERE candidates.priority = (SELECT priority FROM head)), 'infinity'))
    ORDER BY mark.not_before
    LIMIT (SELECT size FROM head)
    FOR UPDATE OF mark SKIP LOCKED
)
UPDATE linkedin_sync_mark AS mark SET reserved_until = %(until)s
WHERE mark.id = ANY(ARRAY(SELECT id FROM taken))
RETURNING mark.id, mark.kind, mark.our_key, mark.version, mark.attempts, mark.tombstone, mark.lane, mark.priority,
    mark.not_before
"""


def reserve_batch(
    *, connection_id: int, places: Sequence[Place] = PLACES, sizes: Mapping[Place, int] = MappingProxyType({})
) -> Batch | None:
    """The next batch of these places, None if nothing is due there. One statement, its own transaction.

    ``sizes``: for how many marks there is room, where that is less than a batch.
    """
    now = clock.now()
    most = {place: min(sizes.get(place, _size(place)), _size(place)) for place in places}
    with database.cursor() as cursor:
        cursor.execute(
            _RESERVE,
            {
                "connection": connection_id,
                "now": now,
                "until": now + RESERVED_FOR,
                "history": Priority.BACKFILL.value,
                "later": [priority.value for priority in Priority if priority not in AT_ONCE],
                "person": Lane.PERSON.value,
                "process": Lane.PROCESS.value,
                "priorities": [priority.value for priority, _ in places],
                "lanes": [lane.value for _, lane in places],
                "sizes": list(most.values()),
            },
        )
        rows = sorted(cursor.fetchall(), key=itemgetter(8))
    if not rows:
        return None
    marks = tuple(Reserved(row[0], MarkKind(row[1]), *row[2:6]) for row in rows)
    priority, lane = Priority(rows[0][7]), Lane(rows[0][6])
    return Batch(lane=lane, priority=priority, marks=marks, is_full=len(marks) >= most[priority, lane])


def _size(place: Place) -> int:
    return {Lane.VISIBILITY: _VISIBILITY_SIZE, Lane.RESUME: _RESUME_SIZE}.get(place[1], BATCH_SIZE)
