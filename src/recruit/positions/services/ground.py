"""What do all services of positions begin and end with? A locked row and the right to change it; history and pages."""

from __future__ import annotations

from typing import Any

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import live
from recruit.base.actors import Actor
from recruit.company.selectors import reader_behind
from recruit.positions.enums import PositionCapability
from recruit.positions.models import Position
from recruit.positions.selectors import require_position


def locked_position(position: Position, *, actor: Actor, capability: PositionCapability) -> Position:
    """The row as it is now, held until the transaction ends, once the acting teammate is known to be allowed."""
    fresh = Position.objects.select_for_update(no_key=True).get(pk=position.pk)
    reader = reader_behind(company_id=fresh.company_id, actor=actor)
    if reader is not None:
        require_position(teammate=reader, position=fresh, capability=capability)
    return fresh


def record_on_position(position: Position, *, verb: Verb, actor: Actor, **data: Any) -> None:
    record(
        company_id=position.company_id,
        verb=verb,
        actor=actor,
        position_id=position.pk,
        position=position.name,
        **data,
    )
    live.touch(position.company_id, ["positions", f"position:{position.public_id}"])
