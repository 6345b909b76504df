"""How does the history get to LinkedIn? By a walk over it: open positions before others, the newest first.

The walk marks a page at a time and waits while enough marks are on their way, so that a pause holds at once and what
matters most arrives first. Its place is a row that moves in the transaction that marks: a worker killed at any moment
loses nothing, and the sweep lets the walk go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction

from linkedin_sync.backfill.counting import result_of, wanted_positions
from linkedin_sync.connections.selectors import connection_by_id, sends
from linkedin_sync.enums import BackfillState, MarkKind, Priority
from linkedin_sync.models import Backfill, Connection, Mark
from linkedin_sync.outbox.marks import defer_drain, mark_records
from recruit.base import clock, live, queue
from recruit.hiring.selectors import newest_processes
from recruit.positions.selectors import newest_position_ids

#: The task's name; the function lies in ``tasks``, above this.
GO_ON: Final = "linkedin.backfill"
#: What open pages listen to.
TOPIC: Final = "integration"

_PAGE: Final = 1000
#: Marks of history that may be on their way: at LinkedIn's pace, a minute's worth.
_MOST_WAITING: Final = 10_000
#: How soon the walk looks again whether there is room for more.
_LOOK_AGAIN: Final = timedelta(seconds=2)


@dataclass(frozen=True)
class _Part:
    of: MarkKind
    is_open: bool


_PARTS: Final = (
    _Part(MarkKind.POSITION, is_open=True),
    _Part(MarkKind.PROCESS, is_open=True),
    _Part(MarkKind.POSITION, is_open=False),
    _Part(MarkKind.PROCESS, is_open=False),
)


@transaction.atomic
def go_on(*, company_id: int, connection_id: int) -> bool:
    """Mark as much as there is room for, or end the backfill if all of it has arrived. True: it has just ended."""
    run = (
        Backfill.objects.select_for_update()
        .filter(company_id=company_id, connection_id=connection_id, state=BackfillState.RUNNING)
        .first()
    )
    connection = connection_by_id(company_id=company_id, connection_id=connection_id)
    if run is None or connection is None or not sends(connection):
        return False
    if run.is_marked and not _is_waiting(connection_id):
        _finish(run, connection)
        return True
    _mark_pages(run, connection)
    defer_go_on(company_id=company_id, connection_id=connection_id, after=_LOOK_AGAIN)
    live.touch(company_id, [TOPIC])
    return False


def defer_go_on(*, company_id: int, connection_id: int, after: timedelta = timedelta(0)) -> None:
    queue.defer(
        GO_ON,
        company_id=company_id,
        connection_id=connection_id,
        run_at=clock.now() + after if after else None,
        # One look waits, however many sweeps and services ask for one.
        queueing_lock=f"{GO_ON}:{connection_id}" if after else None,
    )


def _mark_pages(run: Backfill, connection: Connection) -> None:
    room = _MOST_WAITING - _waiting(connection.pk)
    if run.is_marked or room <= 0:
        return
    marked = 0
    while marked < room and not run.is_marked:
        # Whoever is marked first in this transaction is due first.
        marked += _mark_page(run, connection, place=2 * _MOST_WAITING - marked)
    run.save(update_fields=["part", "before_id", "is_marked", "marked"])
    defer_drain(company_id=connection.company_id, connection_id=connection.pk)


def _mark_page(run: Backfill, connection: Connection, *, place: int) -> int:
    """Mark the next page and move on. Returns how many marks."""
    part = _PARTS[run.part]
    marking = _mark_positions if part.of is MarkKind.POSITION else _mark_processes
    ids, marks = marking(run, connection, is_open=part.is_open, place=place)
    if len(ids) == _PAGE:
        run.before_id = ids[-1]
        return marks
    run.part, run.before_id = run.part + 1, 0
    run.is_marked = run.part == len(_PARTS)
    return marks


def _mark_positions(
    run: Backfill, connection: Connection, *, is_open: bool, place: int
) -> tuple[list[int], int]:
    ids = newest_position_ids(
        company_id=run.company_id,
        wanted=wanted_positions(connection, is_open=is_open),
        before_id=run.before_id or None,
        limit=_PAGE,
    )
    _mark(run, MarkKind.POSITION, ids, place)
    _mark(run, MarkKind.VISIBILITY_OF_POSITION, ids, place)
    return ids, 2 * len(ids)


def _mark_processes(
    run: Backfill, connection: Connection, *, is_open: bool, place: int
) -> tuple[list[int], int]:
    """The processes, and whom they are about: candidates go before their applications."""
    found = newest_processes(
        company_id=run.company_id,
        positions=wanted_positions(connection, is_open=is_open),
        before_id=run.before_id or None,
        limit=_PAGE,
    )
    ids = [process_id for process_id, _ in found]
    persons = list(dict.fromkeys(person_id for _, person_id in found))
    _mark(run, MarkKind.PERSON, persons, place)
    _mark(run, MarkKind.PROCESS, ids, place)
    return ids, len(ids) + len(persons)


def _mark(run: Backfill, kind: MarkKind, ids: list[int], place: int) -> None:
    mark_records(
        company_id=run.company_id,
        connection_id=run.connection_id,
        kind=kind,
        keys=ids,
        priority=Priority.BACKFILL,
        place=place,
    )
    run.marked = run.marked | {kind.value: run.marked.get(kind.value, 0) + len(ids)}


def _waiting(connection_id: int) -> int:
    """Marks of history on their way; no more are counted than matter."""
    rows = Mark.objects.filter(connection_id=connection_id, parked_reason="", priority=Priority.BACKFILL)
    return rows[:_MOST_WAITING].count()


def _is_waiting(connection_id: int) -> bool:
    return Mark.objects.filter(
        connection_id=connection_id, parked_reason="", priority=Priority.BACKFILL
    ).exists()


def _finish(run: Backfill, connection: Connection) -> None:
    run.state = BackfillState.DONE
    run.finished_at = clock.now()
    run.result = result_of(connection)
    run.save(update_fields=["state", "finished_at", "result"])
    live.touch(run.company_id, [TOPIC])
