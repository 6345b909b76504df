"""What do processes answer when their position pauses or goes on? Closing needs no answer: they stay as they are."""

from __future__ import annotations

from recruit.base.actors import system_actor
from recruit.base.events import subscribe
from recruit.hiring.services import hold_processes_of_position, resume_processes_of_position
from recruit.positions.events import PositionHeld, PositionReopened

_RECRUIT = system_actor("Recruit")


@subscribe(PositionHeld)
def hold_with_position(event: PositionHeld) -> None:
    hold_processes_of_position(company_id=event.company_id, position_id=event.position_id, actor=_RECRUIT)


@subscribe(PositionReopened)
def resume_with_position(event: PositionReopened) -> None:
    resume_processes_of_position(company_id=event.company_id, position_id=event.position_id, actor=_RECRUIT)
