"""Which steps does nobody have to do? A notification sends itself as soon as it is present, and is then behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from recruit.base import queue
from recruit.hiring.enums import StepState
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import next_group
from recruit.positions.enums import StepType

SEND_NOTIFICATION = "recruit.send_step_notification"
_BY = "Recruit"


def take_automatic_steps(process: HiringProcess, steps: Sequence[ProcessStep], now: datetime) -> None:
    """Complete what completes itself, one after the other, and begin what follows. The rows are not written here."""
    while due := [step for step in steps if _is_due(step)]:
        for step in due:
            step.state, step.completed_at, step.completed_by_name = StepState.COMPLETED, now, _BY
            queue.defer(SEND_NOTIFICATION, company_id=process.company_id, step_id=step.pk)
        if any(step.state == StepState.CURRENT for step in steps):
            return
        for place in next_group([(step.state, step.beside_previous) for step in steps]):
            steps[place].state, steps[place].entered_at = StepState.CURRENT, now


def _is_due(step: ProcessStep) -> bool:
    return step.state == StepState.CURRENT and step.type == StepType.NOTIFICATION
