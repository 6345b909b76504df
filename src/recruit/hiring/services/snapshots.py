"""What exactly is the state of a process, so that a change can be undone to the microsecond?

A snapshot is plain JSON of everything that changes touch: the process and each of its steps. What it does not know yet,
because it was kept by an older release, is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from recruit.hiring.enums import StepState
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import board_column, joined_names

_PROCESS = ("status", "reason", "held_by_position", "current_step_order", "current_step_name", "opening_id")
_PROCESS_TIMES = ("status_changed_at", "ended_at")
_PROCESS_DATES = ("applied_date", "first_day_date")
_STEP = ("state", "completed_by_name", "decision")
_STEP_TIMES = ("entered_at", "completed_at")
_DERIVED = frozenset({"current_step_order", "current_step_name"})


def steps_of(process: HiringProcess) -> list[ProcessStep]:
    """In order, each with the workflow's step that it follows."""
    return list(ProcessStep.objects.filter(process=process).select_related("definition").order_by("order"))


def take_snapshot(process: HiringProcess, steps: Sequence[ProcessStep]) -> dict[str, Any]:
    return {
        **{name: getattr(process, name) for name in _PROCESS},
        **{name: _text(getattr(process, name)) for name in (*_PROCESS_TIMES, *_PROCESS_DATES)},
        "steps": {
            str(step.pk): {
                **{name: getattr(step, name) for name in _STEP},
                **{name: _text(getattr(step, name)) for name in _STEP_TIMES},
            }
            for step in steps
        },
    }


def is_as_left(now: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Is the process still as the change left it? Steps that its workflow brought since do not count until they begin.

    What the board derives from the steps may have been renamed meanwhile.
    """
    said = [name for name in after if name != "steps" and name not in _DERIVED]
    if any(now[name] != after[name] for name in said):
        return False
    if any(now["steps"].get(step_id) != state for step_id, state in after["steps"].items()):
        return False
    new = [state for step_id, state in now["steps"].items() if step_id not in after["steps"]]
    return all(state["state"] in {StepState.FUTURE, StepState.SKIPPED} for state in new)


def restore_snapshot(
    process: HiringProcess,
    steps: Sequence[ProcessStep],
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> list[ProcessStep]:
    """Put the values back on the rows and delete the steps that the change added; ``save_state`` writes the rest."""
    for name in (*_PROCESS, *_PROCESS_DATES):
        if name in before:
            value = before[name]
            setattr(process, name, _day(value) if name in _PROCESS_DATES else value)
    for name in _PROCESS_TIMES:
        setattr(process, name, _moment(before[name]))
    added = set(after["steps"]) - set(before["steps"])
    ProcessStep.objects.filter(process=process, pk__in=[int(step_id) for step_id in added]).delete()
    stay = [step for step in steps if str(step.pk) not in added]
    for step in stay:
        state = before["steps"].get(str(step.pk))
        if state is None:
            continue
        for name in _STEP:
            setattr(step, name, state[name])
        for name in _STEP_TIMES:
            setattr(step, name, _moment(state[name]))
    return stay


def save_state(process: HiringProcess, steps: Sequence[ProcessStep], *, now: datetime) -> None:
    """Write the process and its steps, with what the board reads derived from them."""
    derive(process, steps)
    process.updated_at = now
    process.save(update_fields=[*_PROCESS, *_PROCESS_TIMES, *_PROCESS_DATES, "board_column", "updated_at"])
    ProcessStep.objects.bulk_update(steps, [*_STEP, *_STEP_TIMES])


def derive(process: HiringProcess, steps: Sequence[ProcessStep]) -> None:
    """What lists and boards read of the present steps: their names together, and the column."""
    current = [step for step in steps if step.state == StepState.CURRENT]
    process.current_step_order = _place(steps, current[0]) if current else None
    process.current_step_name = joined_names(step.name for step in current)
    process.board_column = board_column(status=process.status, current_step_order=process.current_step_order)


def _place(steps: Sequence[ProcessStep], current: ProcessStep) -> int:
    """The place of the step in the position's workflow; a step of one's own stands where the one before it does."""
    at = next(index for index, step in enumerate(steps) if step is current)
    before, after = steps[at::-1], steps[at:]
    for step in (*before, *after):
        if step.definition is not None and step.definition.retired_at is None:
            return step.definition.order
    # Whoever asks has no workflow in common with the position any more; then the place among its own steps.
    return current.order


def _text(moment: date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
