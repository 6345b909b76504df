"""How does a card go to another column of the board? Forward, passing by what lies between, or back, to do it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.hiring.enums import ChangeKind, ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessChange, ProcessStep
from recruit.hiring.rules import ALL_DONE, ENDED, joined_names
from recruit.hiring.services.change import change_process, complete_step
from recruit.hiring.services.reinstate import require_revival


class ColumnUnknown(Refusal):
    code = "column_unknown"


class ThereAlready(Refusal):
    code = "there_already"


@transaction.atomic
def move_process(*, process: HiringProcess, to: str, actor: Actor) -> ProcessChange:
    """``to``: the public id of a step of the position's workflow, or ``awaiting_decision``.

    What was present counts as completed when the move goes forward, and what lies between is skipped. Backward, the
    step and all that follow it are still to be done. Whoever has ended comes back by it, if they could be reinstated.
    """

    def apply(fresh: HiringProcess, steps: list[ProcessStep], now: datetime) -> dict[str, Any]:
        if fresh.status in ENDED:
            require_revival(fresh)
        first, last = _target(fresh, steps, to)
        for place, step in enumerate(steps):
            if place < first:
                _leave_behind(step, actor, now)
            elif place <= last:
                _begin(step, now)
            else:
                _take_back(step)
        here = joined_names(step.name for step in steps if step.state == StepState.CURRENT)
        return {"step": here or ProcessStatus.AWAITING_DECISION.label}

    return change_process(process, ChangeKind.MOVE, Verb.PROCESS_MOVED, actor=actor, apply=apply)


def _target(process: HiringProcess, steps: Sequence[ProcessStep], to: str) -> tuple[int, int]:
    """The first and the last place of what is to be present; both beyond the end for "all done"."""
    name = process.person.full_name
    is_active = process.status not in ENDED
    if to == ALL_DONE:
        if is_active and not any(step.state == StepState.CURRENT for step in steps):
            raise ThereAlready(_("{name} awaits a decision already.").format(name=name))
        return len(steps), len(steps)
    at = next(
        (place for place, step in enumerate(steps) if step.definition and step.definition.public_id == to),
        None,
    )
    if at is None:
        raise ColumnUnknown(
            _(
                "{name} has no such step for {position}. Their workflow is their own, or it has changed: "
                "reload the board."
            ).format(name=name, position=process.position.name)
        )
    if is_active and steps[at].state == StepState.CURRENT:
        raise ThereAlready(_("{name} is at {step} already.").format(name=name, step=steps[at].name))
    first = last = at
    while steps[first].beside_previous and first > 0:
        first -= 1
    while last + 1 < len(steps) and steps[last + 1].beside_previous:
        last += 1
    return first, last


def _leave_behind(step: ProcessStep, actor: Actor, now: datetime) -> None:
    if step.state == StepState.CURRENT:
        complete_step(step, actor=actor, now=now)
    elif step.state == StepState.FUTURE:
        step.state = StepState.SKIPPED


def _begin(step: ProcessStep, now: datetime) -> None:
    _take_back(step)
    step.state, step.entered_at = StepState.CURRENT, now


def _take_back(step: ProcessStep) -> None:
    step.state, step.entered_at, step.completed_at = StepState.FUTURE, None, None
    step.completed_by_name, step.decision = "", ""
