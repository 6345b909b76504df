"""Where does somebody stand with one position: at which steps, who takes part, and what may this teammate do there?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.rules import is_active
from recruit.positions.enums import PositionCapability

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.hiring.models import HiringProcess, ProcessStep


def present_steps(process: HiringProcess) -> list[ProcessStep]:
    """The steps at which somebody in progress is now; each knows its process without asking for it again."""
    if process.status != ProcessStatus.IN_PROGRESS:
        return []
    steps = sorted(process.steps.all(), key=lambda step: step.order)
    present = [step for step in steps if step.state == StepState.CURRENT]
    for step in present:
        step.process = process
    return present


@dataclass(frozen=True)
class Waiting:
    """One present step: who takes part in it, what they should know, and whether this teammate may say it is done."""

    step: ProcessStep
    participants: list[Teammate]
    instructions: str
    is_decidable: bool
    may_evaluate: bool
    may_schedule: bool

    @classmethod
    def of(
        cls,
        step: ProcessStep,
        participants: list[Teammate],
        rights: frozenset[PositionCapability],
        teammate: Teammate,
    ) -> Waiting:
        is_own = teammate in participants
        decides = is_own and PositionCapability.DECIDE_OWN_STEPS in rights
        is_inherited = step.definition is not None and not step.process.is_unlocked
        return cls(
            step=step,
            participants=participants,
            instructions=step.definition.instructions
            if is_inherited and step.definition
            else step.instructions,
            is_decidable=decides or PositionCapability.MOVE_PROCESSES in rights,
            may_evaluate=decides or PositionCapability.MOVE_PROCESSES in rights,
            may_schedule=is_own or PositionCapability.SCHEDULE_INTERVIEWS in rights,
        )


@dataclass(frozen=True)
class ProcessShown:
    """One process as the page shows it: its steps in order, what comes next, and whether this teammate may move it."""

    process: HiringProcess
    rights: frozenset[PositionCapability]
    waiting: list[Waiting]

    @property
    def is_movable(self) -> bool:
        return PositionCapability.MOVE_PROCESSES in self.rights

    @property
    def may_change_steps(self) -> bool:
        return self.is_active and PositionCapability.MANAGE_WORKFLOW in self.rights

    @property
    def steps(self) -> list[ProcessStep]:
        return sorted(self.process.steps.all(), key=lambda step: step.order)

    @property
    def next_step_name(self) -> str:
        return next((step.name for step in self.steps if step.state == StepState.FUTURE), "")

    @property
    def is_active(self) -> bool:
        return is_active(self.process.status)

    @property
    def contact_name(self) -> str:
        """Who is behind the source; empty when the source's own name says it."""
        contact, source = self.process.source_contact, self.process.source
        name = f"{contact.first_name} {contact.last_name}".strip() if contact else ""
        return "" if source and name in source.name else name
