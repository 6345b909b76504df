"""How does a process move and end? Every change keeps what was before it, so that it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from recruit.activity.enums import Verb
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.hiring.enums import ChangeKind, Decision, ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessChange, ProcessStep
from recruit.hiring.rules import ENDED, is_active, joined_names, next_group, next_status
from recruit.hiring.services.automatic import take_automatic_steps
from recruit.hiring.services.followers import fresh_steps
from recruit.hiring.services.ground import ENDED_FOR, locked_process, require_right, tell_of_change
from recruit.hiring.services.snapshots import save_state, take_snapshot
from recruit.hiring.services.start import PositionNotOpen
from recruit.positions.enums import PositionStatus, StepType
from recruit.positions.selectors import status_held_still
from recruit.positions.services import opening_to_fill, settle_opening

_LONGEST_NAME = 200
#: Puts a change on the rows in memory and answers with the words that history shows.
Application = Callable[[HiringProcess, list[ProcessStep], datetime], dict[str, Any]]
#: Refuses whoever may not make the change.
Requirement = Callable[[HiringProcess, Sequence[ProcessStep]], None]


class StepIsOver(Refusal):
    """Somebody has completed that step meanwhile. Evidence: ``step``, the name of the present one."""

    code = "step_is_over"


@transaction.atomic
def advance_process(
    *, process: HiringProcess, actor: Actor, decision: str = "", seen_step: str = ""
) -> ProcessChange:
    """What is present is completed, be it several steps, and what follows is current; in the end a decision is due.

    Going on past a go/no-go is a go. ``seen_step`` names what the teammate wants completed:
    two who press at once complete one step, not two.
    """

    def apply(fresh: HiringProcess, steps: list[ProcessStep], now: datetime) -> dict[str, Any]:
        current = [step for step in steps if step.state == StepState.CURRENT]
        name = joined_names(step.name for step in current)
        if seen_step and name != seen_step:
            raise StepIsOver(
                gettext("Somebody was quicker: {name} is at {step} already. Nothing was changed.").format(
                    name=fresh.person.full_name, step=name
                ),
                step=name,
            )
        for step in current:
            said = decision or (Decision.GO.value if step.type == StepType.GO_NO_GO else "")
            complete_step(step, actor=actor, now=now, decision=said)
        return {"step": name, "next_step": enter_next(steps, now)}

    return change_process(process, ChangeKind.ADVANCE, Verb.PROCESS_ADVANCED, actor=actor, apply=apply)


@dataclass(frozen=True)
class LastStep:
    """What was completed last before a process ended: a present step, and by whom, as history shows the names."""

    public_id: str
    by: str
    decision: str = ""


@transaction.atomic
def reject_process(
    *, process: HiringProcess, reason: str, actor: Actor, last_step: LastStep | None = None
) -> ProcessChange:
    """From every active status. The present step stays marked, unless it is the one that was completed last."""
    return change_process(
        process,
        ChangeKind.REJECT,
        Verb.PROCESS_REJECTED,
        actor=actor,
        apply=_ending(reason, actor, last_step),
    )


@transaction.atomic
def withdraw_process(
    *, process: HiringProcess, reason: str, actor: Actor, last_step: LastStep | None = None
) -> ProcessChange:
    """The person no longer wants the position."""
    return change_process(
        process,
        ChangeKind.WITHDRAW,
        Verb.PROCESS_WITHDRAWN,
        actor=actor,
        apply=_ending(reason, actor, last_step),
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
            gettext("{position} is on hold. Reopen the position, then its candidates go on.").format(
                position=process.position.name
            ),
            status=status,
        )
    return change_process(process, ChangeKind.RESUME, Verb.PROCESS_RESUMED, actor=actor, apply=_nothing)


@transaction.atomic
def hire_process(
    *,
    process: HiringProcess,
    actor: Actor,
    opening_public_id: str | None = None,
    applied_date: date | None = None,
    first_day_date: date | None = None,
) -> ProcessChange:
    """The present step counts as completed; steps that did not come are skipped; the opening is filled.

    Without an opening named it is the position's oldest open one, if there is any; "" fills none. Without a date of
    application it is the day on which the process began.
    """

    def apply(fresh: HiringProcess, steps: list[ProcessStep], now: datetime) -> dict[str, Any]:
        fresh.ended_at = now
        opening = opening_to_fill(position=fresh.position, public_id=opening_public_id)
        fresh.opening = opening
        fresh.applied_date = applied_date or fresh.started_at.date()
        fresh.first_day_date = first_day_date
        for step in steps:
            if step.state == StepState.CURRENT:
                complete_step(step, actor=actor, now=now)
            elif step.state == StepState.FUTURE:
                step.state = StepState.SKIPPED
        return {
            "opening": opening.name if opening else "",
            "first_day": f"{first_day_date:%-d %B %Y}" if first_day_date else "",
        }

    return change_process(process, ChangeKind.HIRE, Verb.PROCESS_HIRED, actor=actor, apply=apply)


def complete_step(
    step: ProcessStep, *, actor: Actor, now: datetime, decision: str = "", by: str = ""
) -> None:
    """``by``: who has done it, where that is not who says so."""
    step.state = StepState.COMPLETED
    step.completed_at = now
    step.completed_by_name = (by or actor.name)[:_LONGEST_NAME]
    step.decision = decision


def enter_next(steps: Sequence[ProcessStep], now: datetime) -> str:
    """While nothing is present, the next step and those beside it are; their names, or "" if nothing was begun."""
    if any(step.state == StepState.CURRENT for step in steps):
        return ""
    places = next_group([(step.state, step.beside_previous) for step in steps])
    for place in places:
        steps[place].state = StepState.CURRENT
        steps[place].entered_at = now
    return joined_names(steps[place].name for place in places)


def _nothing(_fresh: HiringProcess, _steps: list[ProcessStep], _now: datetime) -> dict[str, Any]:
    return {}


def _ending(reason: str, actor: Actor, last_step: LastStep | None) -> Application:
    def apply(fresh: HiringProcess, steps: list[ProcessStep], now: datetime) -> dict[str, Any]:
        fresh.reason = reason.strip()
        fresh.ended_at = now
        if last_step is None:
            return {"reason": fresh.reason}
        step = current_step(fresh, steps, last_step.public_id)
        complete_step(step, actor=actor, now=now, decision=last_step.decision, by=last_step.by)
        return {"reason": fresh.reason, "last_step": f"{step.name}, by {step.completed_by_name}"}

    return apply


def current_step(process: HiringProcess, steps: Sequence[ProcessStep], public_id: str) -> ProcessStep:
    """The present step with that public id. Refuses with ``StepIsOver``."""
    found = next((step for step in steps if step.public_id == public_id), None)
    if found is None or found.state != StepState.CURRENT:
        now_at = joined_names(step.name for step in steps if step.state == StepState.CURRENT)
        sentence = (
            gettext("“{step}” is not a present step of {name} any more. Nothing was changed.")
            if found
            else gettext("That step is not a present step of {name} any more. Nothing was changed.")
        )
        raise StepIsOver(
            sentence.format(step=found.name if found else "", name=process.person.full_name), step=now_at
        )
    return found


def change_process(
    process: HiringProcess,
    kind: ChangeKind,
    verb: Verb,
    *,
    actor: Actor,
    apply: Application,
    require: Requirement | None = None,
) -> ProcessChange:
    """One change of the locked process: decided by ``rules.next_status``, applied, kept with before and after.

    Without a ``require`` of its own it asks for the right to move processes.
    """
    fresh = locked_process(process)
    steps = fresh_steps(fresh)
    if require is None:
        require_right(fresh.position, actor=actor)
    else:
        require(fresh, steps)
    _require_change(fresh, kind)
    before = take_snapshot(fresh, steps)
    now = clock.now()
    words = apply(fresh, steps, now)
    take_automatic_steps(fresh, steps, now)
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
        fresh.opening, fresh.applied_date, fresh.first_day_date = None, None, None
    save_state(fresh, steps, now=now)
    settle_opening(company_id=fresh.company_id, released=before["opening_id"], filled=fresh.opening_id)
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
        ended = gettext(ENDED_FOR[status]).format(name=name, position=process.position.name)
        advice = gettext("Reinstate the candidate first.")
        raise ProcessEnded(f"{ended} {advice}", status=status.value)
    standing = gettext(_STANDING[status]).format(name=name)
    raise ChangeRefused(f"{standing} {gettext(_ADVICE[kind, status])}", status=status.value)


_STANDING = {
    ProcessStatus.IN_PROGRESS: gettext_noop("{name} is in progress."),
    ProcessStatus.ON_HOLD: gettext_noop("{name} is on hold."),
    ProcessStatus.AWAITING_DECISION: gettext_noop("{name} is awaiting decision."),
}
_MOVE = gettext_noop("Resume the candidate before you move them on the board.")
_ALL_DONE = gettext_noop("All steps are done: hire or reject the candidate.")
_NOTHING = gettext_noop("Nothing needs to be done.")
_STILL_ACTIVE = gettext_noop("Only someone who was rejected, withdrew or was hired can be reinstated.")
_ADVICE = {
    (ChangeKind.ADVANCE, ProcessStatus.ON_HOLD): gettext_noop(
        "Resume the candidate before you complete a step."
    ),
    (ChangeKind.ADVANCE, ProcessStatus.AWAITING_DECISION): _ALL_DONE,
    (ChangeKind.DECIDE, ProcessStatus.ON_HOLD): gettext_noop("Resume the candidate before you decide."),
    (ChangeKind.DECIDE, ProcessStatus.AWAITING_DECISION): _ALL_DONE,
    (ChangeKind.MOVE, ProcessStatus.ON_HOLD): _MOVE,
    (ChangeKind.HIRE, ProcessStatus.ON_HOLD): gettext_noop("Resume the candidate before you hire."),
    (ChangeKind.HOLD, ProcessStatus.ON_HOLD): _NOTHING,
    (ChangeKind.RESUME, ProcessStatus.IN_PROGRESS): _NOTHING,
    (ChangeKind.RESUME, ProcessStatus.AWAITING_DECISION): _NOTHING,
    (ChangeKind.REINSTATE, ProcessStatus.IN_PROGRESS): _STILL_ACTIVE,
    (ChangeKind.REINSTATE, ProcessStatus.ON_HOLD): _STILL_ACTIVE,
    (ChangeKind.REINSTATE, ProcessStatus.AWAITING_DECISION): _STILL_ACTIVE,
}
