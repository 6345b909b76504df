"""How does a position pause, go on and end? Its processes answer from ``hiring.subscribers``."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import clock, events
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.positions.enums import PositionCapability, PositionStatus
from recruit.positions.events import PositionClosed, PositionHeld, PositionReopened
from recruit.positions.models import Opening, Position
from recruit.positions.services.ground import locked_position, record_on_position
from recruit.positions.services.openings import end_openings


class PositionStatusRefused(Refusal):
    code = "position_status_refused"


@transaction.atomic
def hold_position(*, position: Position, actor: Actor) -> Position:
    """Its processes in progress go on hold with it, its openings close."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.CHANGE_STATUS)
    if fresh.status != PositionStatus.OPEN:
        raise PositionStatusRefused(
            _("{position} is not open. Reopen it before you put it on hold.").format(position=fresh.name)
        )
    _set_status(fresh, PositionStatus.ON_HOLD)
    end_openings(fresh)
    record_on_position(fresh, verb=Verb.POSITION_HELD, actor=actor)
    events.publish(PositionHeld(fresh.company_id, fresh.pk))
    return fresh


@transaction.atomic
def reopen_position(*, position: Position, actor: Actor) -> Position:
    """From on hold or closed: a new opening, so that its clock starts anew; the processes that it held go on."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.CHANGE_STATUS)
    if fresh.status == PositionStatus.OPEN:
        raise PositionStatusRefused(
            _("{position} is open already. Nothing needs to be done.").format(position=fresh.name)
        )
    _set_status(fresh, PositionStatus.OPEN)
    Opening.objects.create(company_id=fresh.company_id, position=fresh, name=fresh.name)
    record_on_position(fresh, verb=Verb.POSITION_REOPENED, actor=actor)
    events.publish(PositionReopened(fresh.company_id, fresh.pk))
    return fresh


@transaction.atomic
def close_position(*, position: Position, actor: Actor) -> Position:
    """Its processes stay as they are: nobody is rejected silently."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.CHANGE_STATUS)
    if fresh.status == PositionStatus.CLOSED:
        raise PositionStatusRefused(
            _("{position} is closed already. Nothing needs to be done.").format(position=fresh.name)
        )
    _set_status(fresh, PositionStatus.CLOSED)
    end_openings(fresh)
    record_on_position(fresh, verb=Verb.POSITION_CLOSED, actor=actor)
    events.publish(PositionClosed(fresh.company_id, fresh.pk))
    return fresh


def _set_status(position: Position, status: PositionStatus) -> None:
    now = clock.now()
    position.status = status
    position.closed_at = now if status == PositionStatus.CLOSED else None
    position.updated_at = now
    position.save(update_fields=["status", "closed_at", "updated_at"])
