"""How does one take a change back? Exactly, and only while nothing has happened since."""

from __future__ import annotations

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.hiring.enums import ChangeKind, ProcessStatus
from recruit.hiring.models import HiringProcess, ProcessChange
from recruit.hiring.rules import is_revival
from recruit.hiring.services.ground import locked_process, require_right, tell_of_change
from recruit.hiring.services.reinstate import require_revival
from recruit.hiring.services.snapshots import restore_snapshot, save_state, steps_of, take_snapshot
from recruit.hiring.services.start import PositionNotOpen
from recruit.positions.enums import PositionStatus
from recruit.positions.selectors import status_held_still


class ChangeCannotBeUndone(Refusal):
    code = "change_cannot_be_undone"


@transaction.atomic
def undo_change(*, change_public_id: str, company_id: int, actor: Actor) -> HiringProcess:
    """The process as it was before that change, to the microsecond. Refused once the process has moved on."""
    change = ProcessChange.objects.filter(company_id=company_id, public_id=change_public_id).first()
    if change is None:
        raise NotFound("There is no such change, or you may not view its position.")
    process = locked_process(change.process)
    require_right(process.position, actor=actor)
    # Read again under the lock: two who undo at once must not both find it undone by nobody.
    change.refresh_from_db()
    steps = steps_of(process)
    name = process.person.full_name
    if change.undone_at is not None:
        raise ChangeCannotBeUndone("This was undone already. Nothing needs to be done.")
    if take_snapshot(process, steps) != change.after:
        raise ChangeCannotBeUndone(
            f"{name} has moved on since. Undo the later changes first, or change the candidate as they are now."
        )
    _require_standing(process, change)
    now = clock.now()
    restore_snapshot(process, steps, change.before)
    save_state(process, steps, now=now)
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    label = ChangeKind(change.kind).label
    tell_of_change(process, verb=Verb.CHANGE_UNDONE, actor=actor, change=label)
    return process


def _require_standing(process: HiringProcess, change: ProcessChange) -> None:
    """What was allowed then may not be allowed now: the position may have paused, or another process begun."""
    if is_revival(before=process.status, after=change.before["status"]):
        require_revival(process, asks_position=False)
    status = status_held_still(company_id=process.company_id, position_id=process.position_id)
    if change.before["status"] == ProcessStatus.IN_PROGRESS and status == PositionStatus.ON_HOLD:
        raise PositionNotOpen(
            f"{process.position.name} is on hold. Reopen the position before you undo this.", status=status
        )
    if change.before["held_by_position"] and status != PositionStatus.ON_HOLD:
        raise ChangeCannotBeUndone(
            f"{process.position.name} is no longer on hold. Reinstate the candidate instead."
        )
