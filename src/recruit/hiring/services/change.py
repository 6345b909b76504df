"""How does a process move and end? Every change keeps what was before it, so that it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.hiring.enums import ChangeKind, ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessChange, ProcessStep
from recruit.hiring.rules import ENDED, is_active, next_status
from recruit.hiring.services.ground import locked_process, require_right, tell_of_change
from recruit.hiring.services.snapshots import save_state, steps_of, take_snapshot
from recruit.hiring.services.start import PositionNotOpen
from recruit.positions.enums import PositionStatus
from recruit.positions.selectors import status_held_still

#: Puts a change on the rows in memory and answers with the words that history shows.
Application = Callable[[HiringProcess, Sequence[ProcessStep], datetime], dict[str, Any]]


class StepIsOver(Refusal):
    """Somebody has completed that step meanwhile. Evidence: ``step``, the name of the present one."""

    code = "step_is_over"


@transaction.atomic
def advance_process(
    *, process: HiringProcess, actor: Actor, decision: str = "", seen_step: str = ""
) -> ProcessChange:
    """The present step is completed and the next one is current; after the last one a decision is due.

    ``seen_step`` names the step that the teammate wants completed: two who press at once complete one step, not two.
    """

    def apply(fresh: HiringProcess, steps: Sequence[ProcessStep], now: datetime) -> dict[str, Any]:
        current = next(step for step in steps if step.state == StepState.CURRENT)
        if seen_step and current.name != seen_step:
            raise StepIsOver(
                f"Somebody was quicker: {fresh.person.full_name} is at {current.name} already. Nothing was changed.",
                step=current.name,
            )
        complete_step(current, actor=actor, now=now, decision=decision)
        following = next((step for step in steps if step.state == StepState.FUTURE), None)
        if following is not None:
            following.state = StepState.CURRENT
            following.entered_at = now
        return {"step": current.name, "next_step": following.name if following else ""}

    return change_process(process, ChangeKind.ADVANCE, Verb.PROCESS_ADVANCED, actor=actor, apply=apply)


@transaction.atomic
def reject_process(*, process: HiringProcess, reason: str, actor: Actor) -> ProcessChange:
    """From every active status. The present step stays marked: that is how far they came."""
    return change_process(
        process, ChangeKind.REJECT, Verb.PROCESS_REJECTED, actor=actor, apply=_ending(reason)
    )


@transaction.atomic
def withdraw_process(*, process: HiringProcess, reason: str, actor: Actor) -> ProcessChange:
    """The person no longer wants the position."""
    return change_process(
        process, ChangeKind.WITHDRAW, Verb.PROCESS_WITHDRAWN, actor=actor, apply=_ending(reason)
    )


@transaction.atomic
def hold_process(*, process: HiringProcess, actor: Actor) -> ProcessChange:
    return change_process(process, ChangeKind.HOLD, Verb.PROCESS_HELD, actor=actor, apply=_nothing)


@transaction.atomic
def resume_process(*, process: HiringProcess, actor: Actor) -> ProcessChange:
    """Refused while the position itself is on hold: reopening it resumes the processes that it held."""
    status = status_held_still(company_id=process.company_id, position_id=process.position_id)
    if status == PositionStatus.ON_HOLD:
        raise PositionNotOpen(
            f"{process.position.name} is on hold. Reopen the position, then its candidates go on.",
            status=status,
        )
    return change_process(process, ChangeKind.RESUME, Verb.PROCESS_RESUMED, actor=actor, apply=_nothing)


@transaction.atomic
def hire_process(*, process: HiringProcess, actor: Actor) -> ProcessChange:
    """The present step counts as completed; steps that did not come are skipped."""

    def apply(fresh: HiringProcess, steps: Sequence[ProcessStep], now: datetime) -> dict[str, Any]:
        fresh.ended_at = now
        for step in steps:
            if step.state == StepState.CURRENT:
                complete_step(step, actor=actor, now=now)
            elif step.state == StepState.FUTURE:
                step.state = StepState.SKIPPED
        return {}

    return change_process(process, ChangeKind.HIRE, Verb.PROCESS_HIRED, actor=actor, apply=apply)


def complete_step(step: ProcessStep, *, actor: Actor, now: datetime, decision: str = "") -> None:
    step.state = StepState.COMPLETED
    step.completed_at = now
    step.completed_by_name = actor.name
    step.decision = decision


def _nothing(_fresh: HiringProcess, _steps: Sequence[ProcessStep], _now: datetime) -> dict[str, Any]:
    return {}


def _ending(reason: str) -> Application:
    def apply(fresh: HiringProcess, _steps: Sequence[ProcessStep], now: datetime) -> dict[str, Any]:
        fresh.reason = reason.strip()
        fresh.ended_at = now
        return {"reason": fresh.reason}

    return apply


def change_process(
    process: HiringProcess, kind: ChangeKind, verb: Verb, *, actor: Actor, apply: Application
) -> ProcessChange:
    """One change of the locked process: decided by ``rules.next_status``, applied, kept with before and after."""
    fresh = locked_process(process)
    require_right(fresh.position, actor=actor)
    steps = steps_of(fresh)
    _require_change(fresh, kind)
    before = take_snapshot(fresh, steps)
    now = clock.now()
    words = apply(fresh, steps, now)
    has_step_left = any(step.state == StepState.CURRENT for step in steps)
    status = next_status(kind=kind, status=before["status"], has_step_left=has_step_left)
    assert status is not None
    if status != fresh.status:
        fresh.status = status
        fresh.status_changed_at = now
    fresh.held_by_position = False
    if is_active(status):
        fresh.reason = ""
        fresh.ended_at = None
    save_state(fresh, steps, now=now)
    change = ProcessChange.objects.create(
        company_id=fresh.company_id,
        process=fresh,
        at=now,
        kind=kind,
        before=before,
        after=take_snapshot(fresh, steps),
        actor_kind=actor.kind.value,
        actor_name=actor.name,
        actor_teammate_id=actor.teammate_id,
    )
    tell_of_change(fresh, verb=verb, actor=actor, **words)
    return change


class ProcessEnded(Refusal):
    """Evidence: ``status`` of the process."""

    code = "process_ended"


class ChangeRefused(Refusal):
    """Evidence: ``status`` of the process."""

    code = "change_refused"


def _require_change(process: HiringProcess, kind: ChangeKind) -> None:
    if next_status(kind=kind, status=process.status, has_step_left=True) is not None:
        return
    name, status = process.person.full_name, ProcessStatus(process.status)
    if status in ENDED:
        raise ProcessEnded(
            f"{name} is {status.label.lower()} for {process.position.name}. Reinstate the candidate first.",
            status=status.value,
        )
    raise ChangeRefused(f"{name} is {status.label.lower()}. {_ADVICE[kind, status]}", status=status.value)


_STILL_ACTIVE = "Only someone who was rejected, withdrew or was hired can be reinstated."
_ADVICE = {
    (ChangeKind.ADVANCE, ProcessStatus.ON_HOLD): "Resume the candidate before you complete a step.",
    (
        ChangeKind.ADVANCE,
        ProcessStatus.AWAITING_DECISION,
    ): "All steps are done: hire or reject the candidate.",
    (ChangeKind.HIRE, ProcessStatus.ON_HOLD): "Resume the candidate before you hire.",
    (ChangeKind.HOLD, ProcessStatus.ON_HOLD): "Nothing needs to be done.",
    (ChangeKind.RESUME, ProcessStatus.IN_PROGRESS): "Nothing needs to be done.",
    (ChangeKind.RESUME, ProcessStatus.AWAITING_DECISION): "Nothing needs to be done.",
    (ChangeKind.REINSTATE, ProcessStatus.IN_PROGRESS): _STILL_ACTIVE,
    (ChangeKind.REINSTATE, ProcessStatus.ON_HOLD): _STILL_ACTIVE,
    (ChangeKind.REINSTATE, ProcessStatus.AWAITING_DECISION): _STILL_ACTIVE,
}
