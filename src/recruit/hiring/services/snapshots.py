"""What exactly is the state of a process, so that a change can be undone to the microsecond?

A snapshot is plain JSON of everything that changes touch: the process and each of its steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from recruit.hiring.enums import StepState
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import board_column

_PROCESS = ("status", "reason", "held_by_position", "current_step_order", "current_step_name")
_PROCESS_TIMES = ("status_changed_at", "ended_at")
_STEP = ("state", "completed_by_name", "decision")
_STEP_TIMES = ("entered_at", "completed_at")


def steps_of(process: HiringProcess) -> list[ProcessStep]:
    return list(ProcessStep.objects.filter(process=process).order_by("order"))


def take_snapshot(process: HiringProcess, steps: Sequence[ProcessStep]) -> dict[str, Any]:
    return {
        **{name: getattr(process, name) for name in _PROCESS},
        **{name: _text(getattr(process, name)) for name in _PROCESS_TIMES},
        "steps": {
            str(step.pk): {
                **{name: getattr(step, name) for name in _STEP},
                **{name: _text(getattr(step, name)) for name in _STEP_TIMES},
            }
            for step in steps
        },
    }


def restore_snapshot(process: HiringProcess, steps: Sequence[ProcessStep], snapshot: dict[str, Any]) -> None:
    """Put the values back on the rows; ``save_state`` writes them."""
    for name in _PROCESS:
        setattr(process, name, snapshot[name])
    for name in _PROCESS_TIMES:
        setattr(process, name, _moment(snapshot[name]))
    for step in steps:
        state = snapshot["steps"][str(step.pk)]
        for name in _STEP:
            setattr(step, name, state[name])
        for name in _STEP_TIMES:
            setattr(step, name, _moment(state[name]))


def save_state(process: HiringProcess, steps: Sequence[ProcessStep], *, now: datetime) -> None:
    """Write the process and its steps, with what the board reads derived from them."""
    current = next((step for step in steps if step.state == StepState.CURRENT), None)
    process.current_step_order = current.order if current else None
    process.current_step_name = current.name if current else ""
    process.board_column = board_column(status=process.status, current_step_order=process.current_step_order)
    process.updated_at = now
    process.save(update_fields=[*_PROCESS, *_PROCESS_TIMES, "board_column", "updated_at"])
    ProcessStep.objects.bulk_update(steps, [*_STEP, *_STEP_TIMES])


def _text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
