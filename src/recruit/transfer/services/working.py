"""How are the rows of a file worked off in the background? In slices, each one transaction.

A row's state and what it became are written by the same transaction that makes it: a worker that dies leaves whole
slices behind, and whoever goes on begins at the first row that waits. All or nothing is a single transaction; how far
it is tells another session, for nobody sees inside of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import translation

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock
from recruit.base.errors import Refusal
from recruit.base.locks import lock_in_transaction
from recruit.transfer.enums import BadRows, ImportKind, ImportState, RowState
from recruit.transfer.models import Import, ImportRow
from recruit.transfer.rules.rows import read_row
from recruit.transfer.selectors import fields_for, table_of
from recruit.transfer.services import outside
from recruit.transfer.services.drafting import forget_file
from recruit.transfer.services.ground import actor_behind, language_of, locked_import, require_right, tell
from recruit.transfer.services.making import Wanted
from recruit.transfer.services.persons import make_persons
from recruit.transfer.services.positions import make_positions
from recruit.transfer.services.processes import make_processes

SLICE = 500
_BATCH = 1000
_MAKERS = {
    ImportKind.PERSONS: make_persons,
    ImportKind.POSITIONS: make_positions,
    ImportKind.PROCESSES: make_processes,
}
_WRITTEN = ("state", "problems", "cells", "person_id", "position_id", "process_id")

#: Says how many rows were looked at; false if somebody wants it to stop.
Told = Callable[[int], bool]


def work_import(
    *, company_id: int, import_id: int, goes_on: Callable[[], bool] = lambda: True, told: Told | None = None
) -> None:
    """Until it is at its end, is stopped, or ``goes_on`` says no. Idempotent; goes on where a dead worker was."""
    by_id = Import.objects.filter(company_id=company_id, pk=import_id).values_list("by_id", flat=True).first()
    with translation.override(language_of(company_id=company_id, teammate_id=by_id)):
        if not _keep_rows(company_id, import_id):
            return
        run = Import.objects.get(company_id=company_id, pk=import_id)
        if run.bad_rows == BadRows.ALL_OR_NOTHING:
            _work_at_once(company_id, import_id, told or outside.teller(Import, company_id, import_id))
            return
        while goes_on() and work_slice(company_id=company_id, import_id=import_id):
            pass


@transaction.atomic
def _keep_rows(company_id: int, import_id: int) -> bool:
    """The file's rows become rows of ours and the file goes. False if there is nothing to work off."""
    run = locked_import(company_id=company_id, import_id=import_id)
    if run.state != ImportState.RUNNING:
        return False
    if run.digest:
        ImportRow.objects.bulk_create(
            (
                ImportRow(
                    company_id=company_id,
                    of_import=run,
                    number=row.number,
                    cells=row.cells,
                    trouble=row.trouble,
                )
                for row in table_of(run).rows
            ),
            batch_size=_BATCH,
        )
        forget_file(run)
    return True


@transaction.atomic
def work_slice(*, company_id: int, import_id: int) -> bool:
    """The next rows that wait; false if there are none, or no more shall be."""
    run = locked_import(company_id=company_id, import_id=import_id)
    if run.state != ImportState.RUNNING:
        return False
    if run.is_stopping:
        _finish(run, ImportState.CANCELLED)
        return False
    with _ends_on_refusal(run):
        found = _work_rows(run)
        if not found:
            _finish(run, ImportState.FINISHED)
        return bool(found)
    return False


def _work_rows(run: Import, *, keeps_count: bool = True) -> int:
    """One slice, in the caller's transaction. Returns how many rows there were."""
    rows = list(run.rows.filter(state=RowState.WAITING).order_by("number")[:SLICE])
    if not rows:
        return 0
    actor = actor_behind(run)
    require_right(company_id=run.company_id, kind=run.kind, actor=actor)
    # Two imports of a company take turns: else both might bring what neither sees of the other.
    lock_in_transaction("imports", run.company_id)
    now = clock.now()
    fields = fields_for(company_id=run.company_id, kind=run.kind)
    wanted = [
        Wanted(row, read_row(run.kind, fields, row.cells, run.fields, now=now, trouble=row.trouble))
        for row in rows
    ]
    good = [each for each in wanted if not each.wish.problems]
    _MAKERS[ImportKind(run.kind)](
        company_id=run.company_id, wanted=good, mapping=run.fields, actor=actor, now=now
    )
    for each in wanted:
        each.settle()
    ImportRow.objects.bulk_update(rows, _WRITTEN, batch_size=SLICE)
    _count(run, rows)
    if keeps_count:
        run.save(update_fields=["seen", "imported", "there_already", "refused"])
        tell(run.company_id)
    return len(rows)


def _count(run: Import, rows: Sequence[ImportRow]) -> None:
    states = [row.state for row in rows]
    run.seen += len(rows)
    run.imported += states.count(RowState.IMPORTED)
    run.there_already += states.count(RowState.THERE_ALREADY)
    run.refused += states.count(RowState.REFUSED)


def _finish(run: Import, state: ImportState) -> None:
    run.state, run.finished_at = state, clock.now()
    run.save(update_fields=["state", "finished_at", "trouble"])
    with translation.override("en"):
        what = f"{run.imported:,} of {run.total:,} rows, {ImportKind(run.kind).label.lower()}"
    record(
        company_id=run.company_id,
        verb=Verb.IMPORT_ENDED,
        actor=actor_behind(run),
        file=run.file_name,
        what=what,
    )
    tell(run.company_id)


@contextmanager
def _ends_on_refusal(run: Import) -> Iterator[None]:
    """Whoever started it may not any more: it ends with the sentence that says so."""
    try:
        with transaction.atomic():
            yield
    except Refusal as refusal:
        run.refresh_from_db()
        run.trouble = refusal.sentence
        _finish(run, ImportState.CANCELLED)


class _TakenBack(Exception):  # noqa: N818 -- no error: everything goes back because a row cannot be imported
    """Carries the rows as they were judged."""

    def __init__(self, rows: list[ImportRow]) -> None:
        super().__init__()
        self.rows = rows


@transaction.atomic
def _work_at_once(company_id: int, import_id: int, told: Told) -> None:
    """All rows in this one transaction; if one cannot be imported, none is, and each says why."""
    # A lock of its own: the row itself stays free, so that the teller can write into it from outside.
    lock_in_transaction("import", company_id, import_id)
    run = Import.objects.get(company_id=company_id, pk=import_id)
    if run.state != ImportState.RUNNING:
        return
    try:
        with transaction.atomic():
            is_stopped = _make_all(run, told)
    except _TakenBack as back:
        run = locked_import(company_id=company_id, import_id=import_id)
        bad = [row for row in back.rows if row.state == RowState.REFUSED]
        ImportRow.objects.bulk_update(bad, ("state", "problems", "cells"), batch_size=SLICE)
        run.seen, run.imported, run.there_already, run.refused = run.total, 0, 0, len(bad)
        run.save(update_fields=["seen", "imported", "there_already", "refused"])
        _finish(run, ImportState.REFUSED)
        return
    except Refusal as refusal:
        run = locked_import(company_id=company_id, import_id=import_id)
        run.trouble = refusal.sentence
        _finish(run, ImportState.CANCELLED)
        return
    run = locked_import(company_id=company_id, import_id=import_id)
    _finish(run, ImportState.CANCELLED if is_stopped else ImportState.FINISHED)


class _Stopped(Exception):  # noqa: N818 -- no error: somebody wants it so
    pass


def _make_all(run: Import, told: Told) -> bool:
    """True if it was stopped: then nothing has happened."""
    try:
        with transaction.atomic():
            # The row of the import is not written in here: that would make the teller outside wait for us.
            while _work_rows(run, keeps_count=False):
                _go_on(is_wanted=told(run.seen))
            _keep_or_take_back(run)
    except _Stopped:
        return True
    return False


def _go_on(*, is_wanted: bool) -> None:
    if not is_wanted:
        raise _Stopped


def _keep_or_take_back(run: Import) -> None:
    if run.refused:
        raise _TakenBack(list(run.rows.filter(state=RowState.REFUSED).order_by("number")))
    Import.objects.filter(pk=run.pk).update(
        seen=run.seen, imported=run.imported, there_already=run.there_already
    )
