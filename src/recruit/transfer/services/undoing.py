"""How is a whole import taken back? Row by row, the last first; what somebody has built upon stays, and says why.

A candidate goes without a trace but for the import's own row. A position is closed, as positions are: they are never
deleted. What hangs on a row has to go first: a file of processes before the file of their candidates.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.models import Activity, Note
from recruit.activity.services import record
from recruit.base import clock, queue
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.company.enums import Capability
from recruit.company.selectors import actor_of, has_capability, reader_behind, teammate_by_id
from recruit.evaluation.models import Evaluation, Interview
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import delete_process
from recruit.people.selectors import person_by_id
from recruit.positions.enums import PositionStatus
from recruit.positions.models import Position
from recruit.positions.services import close_position
from recruit.privacy.services import take_back_person
from recruit.transfer.enums import FROM_FILE, ImportKind, ImportState, RowState
from recruit.transfer.models import FileId, Import, ImportRow
from recruit.transfer.services.ground import COMMAND_LINE, language_of, locked_import, tell

#: The task that takes an import back; it is defined in ``tasks``, above.
UNDO: Final = "transfer.undo_import"
#: So long after its end.
UNDONE_WITHIN: Final = timedelta(hours=24)
_SLICE: Final = 50
_BY_FILE: Final = system_actor(FROM_FILE)


class ImportNotYours(NotAllowed):
    code = "import_not_yours"


class ImportCannotBeUndone(Refusal):
    code = "import_cannot_be_undone"


@transaction.atomic
def undo_import(*, run: Import, actor: Actor) -> Import:
    """Begin to take back what it has brought. Refuses with ``ImportNotYours`` or ``ImportCannotBeUndone``."""
    fresh = locked_import(company_id=run.company_id, import_id=run.pk)
    _require_own(fresh, actor)
    hindrance = why_not_undone(fresh)
    if hindrance:
        raise ImportCannotBeUndone(hindrance)
    fresh.state, fresh.seen, fresh.undone, fresh.stayed = ImportState.UNDOING, 0, 0, 0
    fresh.save(update_fields=["state", "seen", "undone", "stayed"])
    queue.defer(
        UNDO,
        company_id=fresh.company_id,
        import_id=fresh.pk,
        teammate_id=actor.teammate_id,
        lock=f"import {fresh.pk}",
    )
    tell(fresh.company_id)
    return fresh


def why_not_undone(run: Import) -> str:
    """A sentence, or nothing if it can be taken back now."""
    if run.state not in {ImportState.FINISHED, ImportState.CANCELLED}:
        return _("Only an import that is at its end can be taken back.")
    if not run.imported:
        return _("This import has brought nothing. There is nothing to take back.")
    if run.finished_at is None or clock.now() - run.finished_at > UNDONE_WITHIN:
        return _("A day is over. What was imported can be changed or deleted one by one.")
    return ""


def _require_own(run: Import, actor: Actor) -> None:
    reader = reader_behind(company_id=run.company_id, actor=actor)
    if reader is None or (actor.teammate_id is not None and run.by_id == actor.teammate_id):
        return
    if not has_capability(reader=reader, capability=Capability.EXPORT_COMPANY):
        raise ImportNotYours(
            _("{name} imported this. Ask them, an owner or an admin to take it back.").format(
                name=run.by_name
            )
        )


def work_undo(*, company_id: int, import_id: int, teammate_id: int | None) -> None:
    """In the background, slice by slice. Idempotent; goes on where a dead worker was."""
    with translation.override(language_of(company_id=company_id, teammate_id=teammate_id)):
        while undo_slice(company_id=company_id, import_id=import_id, teammate_id=teammate_id):
            pass


@transaction.atomic
def undo_slice(*, company_id: int, import_id: int, teammate_id: int | None) -> bool:
    """The next rows from the end; false if there are none."""
    run = locked_import(company_id=company_id, import_id=import_id)
    if run.state != ImportState.UNDOING:
        return False
    actor = (
        COMMAND_LINE
        if teammate_id is None
        else actor_of(teammate_by_id(company_id=company_id, teammate_id=teammate_id))
    )
    lock_in_transaction("imports", company_id)
    rows = list(run.rows.filter(state=RowState.IMPORTED).order_by("-number")[:_SLICE])
    for row in rows:
        _undo(run, row, actor)
    ImportRow.objects.bulk_update(rows, ("state", "problems", "person_id", "position_id", "process_id"))
    states = [row.state for row in rows]
    run.seen += len(rows)
    run.undone += states.count(RowState.UNDONE)
    run.stayed += states.count(RowState.STAYED)
    if not rows:
        run.state = ImportState.UNDONE
        told = f"{run.undone:,} rows" + (f"; {run.stayed:,} stayed" if run.stayed else "")
        record(company_id=company_id, verb=Verb.IMPORT_UNDONE, actor=actor, file=run.file_name, what=told)
    run.save(update_fields=["state", "seen", "undone", "stayed"])
    tell(company_id)
    return bool(rows)


def _undo(run: Import, row: ImportRow, actor: Actor) -> None:
    try:
        with transaction.atomic():
            if run.kind == ImportKind.PERSONS and row.person_id is not None:
                _undo_person(run.company_id, row.person_id, actor)
            elif run.kind == ImportKind.POSITIONS and row.position_id is not None:
                _undo_position(run.company_id, row.position_id)
            elif row.process_id is not None:
                _undo_process(run.company_id, row.process_id)
    except NotFound:
        row.state = RowState.STAYED
        row.problems = [
            {"column": "", "sentence": _("It was deleted or merged with another record meanwhile.")}
        ]
    except Refusal as refusal:
        row.state = RowState.STAYED
        row.problems = [{"column": "", "sentence": refusal.sentence}]
    else:
        row.state = RowState.UNDONE
        row.person_id = row.position_id = row.process_id = None


def _undo_person(company_id: int, person_id: int, actor: Actor) -> None:
    take_back_person(person=person_by_id(company_id=company_id, person_id=person_id), actor=actor)


class SomethingWasDone(Refusal):
    code = "something_was_done"


def _undo_position(company_id: int, position_id: int) -> None:
    position = Position.objects.filter(company_id=company_id, pk=position_id).first()
    if position is None:
        raise NotFound(_("There is no such position any more."))
    if HiringProcess.objects.filter(company_id=company_id, position=position).exists():
        raise SomethingWasDone(
            _("Candidates are considered for {position}. Close it yourself if it has to end.").format(
                position=position.name
            )
        )
    FileId.objects.filter(company_id=company_id, position=position).delete()
    if position.status != PositionStatus.CLOSED:
        close_position(position=position, actor=_BY_FILE)


#: What an import itself writes into the history of a process.
_FIRST: Final = frozenset(
    {
        Verb.PROCESS_STARTED,
        Verb.PROCESS_REJECTED,
        Verb.PROCESS_WITHDRAWN,
        Verb.PROCESS_HIRED,
        Verb.PROCESS_HELD,
    }
)


def _undo_process(company_id: int, process_id: int) -> None:
    rows = HiringProcess.objects.select_related("person", "position")
    process = rows.filter(company_id=company_id, pk=process_id).first()
    if process is None:
        raise NotFound(_("There is no such hiring process any more."))
    mine = {"company_id": company_id, "process_id": process_id}
    is_changed = (
        process.is_unlocked
        or process.changes.exists()
        or Note.objects.filter(**mine).exists()
        or Evaluation.objects.filter(**mine).exists()
        or Interview.objects.filter(**mine).exists()
        or Activity.objects.filter(**mine).exclude(verb__in=_FIRST).exists()
    )
    if is_changed:
        raise SomethingWasDone(
            _(
                "Somebody has worked on {person} for {position} since. Delete that process yourself if it has to go."
            ).format(person=process.person.full_name, position=process.position.name)
        )
    delete_process(process=process, actor=_BY_FILE)
