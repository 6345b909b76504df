"""How does one take a change back? Exactly, and only while nothing has happened since."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.hiring.enums import ChangeKind, ProcessStatus
from recruit.hiring.models import HiringProcess, ProcessChange
from recruit.hiring.rules import is_active, is_revival
from recruit.hiring.services.followers import catch_up
from recruit.hiring.services.ground import locked_process, require_right, tell_of_change
from recruit.hiring.services.reinstate import require_revival
from recruit.hiring.services.snapshots import (
    is_as_left,
    restore_snapshot,
    save_state,
    steps_of,
    take_snapshot,
)
from recruit.hiring.services.start import PositionNotOpen
from recruit.positions.enums import PositionCapability, PositionStatus
from recruit.positions.selectors import status_held_still
from recruit.positions.services import settle_opening


class ChangeCannotBeUndone(Refusal):
    code = "change_cannot_be_undone"


@transaction.atomic
def undo_change(*, change_public_id: str, company_id: int, actor: Actor) -> HiringProcess:
    """The process as it was before that change, to the microsecond. Refused once the process has moved on."""
    change = ProcessChange.objects.filter(company_id=company_id, public_id=change_public_id).first()
    if change is None:
        raise NotFound(_("There is no such change, or you may not view its position."))
    process = locked_process(change.process)
    require_undo(process, change, actor=actor)
    # Read again under the lock: two who undo at once must not both find it undone by nobody.
    change.refresh_from_db()
    steps = steps_of(process)
    name = process.person.full_name
    if change.undone_at is not None:
        raise ChangeCannotBeUndone(_("This was undone already. Nothing needs to be done."))
    now_left = take_snapshot(process, steps)
    if not is_as_left(now_left, change.after):
        raise ChangeCannotBeUndone(
            _(
                "{name} has moved on since. Undo the later changes first, or change the candidate as they are now."
            ).format(name=name)
        )
    _require_standing(process, change)
    now = clock.now()
    released = process.opening_id
    stay = restore_snapshot(process, steps, before=change.before, after=change.after)
    save_state(process, stay, now=now)
    settle_opening(company_id=company_id, released=released, filled=process.opening_id)
    # The workflow has brought steps meanwhile: they take their places around what is restored.
    has_more = bool(set(now_left["steps"]) - set(change.after["steps"]))
    if is_active(process.status):
        catch_up(process, always=has_more and not process.is_unlocked)
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    tell_of_change(process, verb=Verb.CHANGE_UNDONE, actor=actor, change=ChangeKind(change.kind).label)
    return process


def require_undo(process: HiringProcess, change: ProcessChange, *, actor: Actor) -> None:
    """Whoever may move the process; a decision also by whoever made it."""
    is_own = actor.teammate_id is not None and change.actor_teammate_id == actor.teammate_id
    capability = PositionCapability.MOVE_PROCESSES
    if is_own and change.kind == ChangeKind.DECIDE:
        capability = PositionCapability.DECIDE_OWN_STEPS
    require_right(process.position, actor=actor, capability=capability)


def _require_standing(process: HiringProcess, change: ProcessChange) -> None:
    """What was allowed then may not be allowed now: the position may have paused, or another process begun."""
    if is_revival(before=process.status, after=change.before["status"]):
        require_revival(process, asks_position=False)
    status = status_held_still(company_id=process.company_id, position_id=process.position_id)
    if change.before["status"] == ProcessStatus.IN_PROGRESS and status == PositionStatus.ON_HOLD:
        raise PositionNotOpen(
            _("{position} is on hold. Reopen the position before you undo this.").format(
                position=process.position.name
            ),
            status=status,
        )
    if change.before["held_by_position"] and status != PositionStatus.ON_HOLD:
        raise ChangeCannotBeUndone(
            _("{position} is no longer on hold. Reinstate the candidate instead.").format(
                position=process.position.name
            )
        )
