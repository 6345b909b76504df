"""What do processes answer when their position pauses, goes on, changes its workflow or team? Who hears of a note?

Closing needs no answer: they stay as they are.
"""

from __future__ import annotations

from recruit.activity.events import NoteChanged
from recruit.base.actors import system_actor
from recruit.base.events import subscribe
from recruit.hiring.services import (
    follow_changed_workflow,
    forget_in_runs,
    hand_over_steps,
    hold_processes_of_position,
    leave_steps,
    resume_processes_of_position,
    tell_mentioned,
)
from recruit.people.events import PersonErased
from recruit.people.selectors import person_by_id
from recruit.positions.events import (
    HiringTeamChanged,
    PositionHeld,
    PositionReopened,
    WorkflowChanged,
    WorkHandedOver,
)

_RECRUIT = system_actor("Recruit")


@subscribe(PositionHeld)
def hold_with_position(event: PositionHeld) -> None:
    hold_processes_of_position(company_id=event.company_id, position_id=event.position_id, actor=_RECRUIT)


@subscribe(PositionReopened)
def resume_with_position(event: PositionReopened) -> None:
    resume_processes_of_position(company_id=event.company_id, position_id=event.position_id, actor=_RECRUIT)


@subscribe(WorkflowChanged)
def follow_workflow_of_position(event: WorkflowChanged) -> None:
    follow_changed_workflow(company_id=event.company_id, position_id=event.position_id)


@subscribe(WorkHandedOver)
def hand_over_steps_of_processes(event: WorkHandedOver) -> None:
    hand_over_steps(
        company_id=event.company_id,
        position_id=event.position_id,
        teammate_id=event.teammate_id,
        successor_id=event.successor_id,
    )


@subscribe(HiringTeamChanged)
def leave_steps_with_team(event: HiringTeamChanged) -> None:
    leave_steps(company_id=event.company_id, position_id=event.position_id, teammate_id=event.teammate_id)


@subscribe(NoteChanged)
def tell_whom_a_note_mentions(event: NoteChanged) -> None:
    tell_mentioned(company_id=event.company_id, note_id=event.note_id)


@subscribe(PersonErased)
def forget_erased_in_runs(event: PersonErased) -> None:
    person = person_by_id(company_id=event.company_id, person_id=event.person_id)
    forget_in_runs(company_id=event.company_id, person=person)
