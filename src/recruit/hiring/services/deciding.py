"""How is one step of a process done? By those who take part in it, or by whoever may move the process.

A go/no-go is decided; other steps are marked as done. What a no-go leads to is ``rules.decide_outcome``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, Refusal
from recruit.company.models import Teammate
from recruit.company.selectors import teammate_behind
from recruit.hiring.enums import ChangeKind, Decision, ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessChange, ProcessStep, ProcessStepParticipant
from recruit.hiring.rules import Outcome, decide_outcome
from recruit.hiring.selectors.workflow import takes_part
from recruit.hiring.services.change import (
    Application,
    Requirement,
    change_process,
    complete_step,
    current_step,
    enter_next,
)
from recruit.hiring.services.followers import fresh_steps
from recruit.hiring.services.ground import locked_process, record_on_process
from recruit.positions.enums import HiringRole, PositionCapability, StepType
from recruit.positions.selectors import may, require_position, roles_of, teammates_in_role

#: What the steps are called that are asked for besides the workflow; kept so, and told in the reader's language.
NO_GO_QUESTION = gettext_noop("Hiring manager's decision")
PROCEED_QUESTION = gettext_noop("Proceed with candidate")


class StepNotYours(NotAllowed):
    code = "step_not_yours"


class RejectionOpens(Refusal):
    """The no-go ends the process: a rejection with its reason is to be written. Evidence: ``step``, its public id."""

    code = "rejection_opens"


class DecisionNeeded(Refusal):
    code = "decision_needed"


@transaction.atomic
def decide_step(
    *, process: HiringProcess, step_public_id: str, decision: str = "", actor: Actor
) -> ProcessChange:
    """A go/no-go step gets its decision, another step is done. What follows is begun.

    Refuses with ``RejectionOpens`` when a no-go of this teammate means rejecting: ``reject_process`` comes next.
    """

    def apply(fresh: HiringProcess, steps: list[ProcessStep], now: datetime) -> dict[str, Any]:
        step = current_step(fresh, steps, step_public_id)
        said = _decision_for(step, decision)
        outcome = _outcome(fresh, steps, said, actor)
        if outcome == Outcome.OPEN_REJECTION:
            raise RejectionOpens(
                _("Your no-go rejects {name}. Give a reason for it.").format(name=fresh.person.full_name),
                step=step.public_id,
            )
        complete_step(step, actor=actor, now=now, decision=said)
        if outcome == Outcome.ASK_HIRING_MANAGER:
            managers = teammates_in_role(position=fresh.position, role=HiringRole.HIRING_MANAGER)
            insert_question(fresh, steps, after=step, name=NO_GO_QUESTION, participants=managers, now=now)
            return _words(step, said, NO_GO_QUESTION)
        return _words(step, said, enter_next(steps, now))

    return change_process(
        process,
        ChangeKind.DECIDE,
        Verb.PROCESS_ADVANCED,
        actor=actor,
        apply=apply,
        require=may_decide(step_public_id, actor),
    )


def _decision_for(step: ProcessStep, decision: str) -> str:
    if step.type != StepType.GO_NO_GO:
        return ""
    if decision not in Decision.values:
        raise DecisionNeeded(_("“{step}” asks for a decision. Choose Go or No-go.").format(step=step.name))
    return decision


def _words(step: ProcessStep, said: str, next_step: str) -> dict[str, Any]:
    return {"step": step.name, "decision": Decision(said).label if said else "", "next_step": next_step}


def _outcome(process: HiringProcess, steps: Sequence[ProcessStep], decision: str, actor: Actor) -> Outcome:
    teammate = teammate_behind(company_id=process.company_id, actor=actor)
    return decide_outcome(
        decision=decision,
        company_role=teammate.company_role if teammate else "",
        position_roles=roles_of(position=process.position, teammate=teammate) if teammate else (),
        is_asked_already=_is_asked(steps, NO_GO_QUESTION),
    )


def may_decide(step_public_id: str, actor: Actor) -> Requirement:
    """Whoever may move the process, or takes part in the step and may decide their own."""

    def require(process: HiringProcess, steps: Sequence[ProcessStep]) -> None:
        teammate = teammate_behind(company_id=process.company_id, actor=actor)
        if teammate is None:
            return
        require_position(teammate=teammate, position=process.position, capability=PositionCapability.VIEW)
        if may(teammate=teammate, position=process.position, capability=PositionCapability.MOVE_PROCESSES):
            return
        step = next((step for step in steps if step.public_id == step_public_id), None)
        if step is not None:
            step.process = process
        is_own = step is not None and takes_part(teammate=teammate, step=step)
        decides = may(
            teammate=teammate, position=process.position, capability=PositionCapability.DECIDE_OWN_STEPS
        )
        if not (is_own and decides):
            sentence = (
                _("“{step}” is for those who take part in it. Ask the recruiter of {position}.")
                if step
                else _("This step is for those who take part in it. Ask the recruiter of {position}.")
            )
            raise StepNotYours(
                sentence.format(step=step.name if step else "", position=process.position.name)
            )

    return require


def insert_question(
    process: HiringProcess,
    steps: list[ProcessStep],
    *,
    after: ProcessStep,
    name: str,
    participants: Collection[Teammate],
    now: datetime,
) -> ProcessStep:
    """A go/no-go besides the workflow, present at once, right after that step; written here and put in ``steps``."""
    at = next(index for index, step in enumerate(steps) if step is after) + 1
    for step in steps[at:]:
        step.order += 1
    ProcessStep.objects.bulk_update(steps[at:], ["order"])
    question = ProcessStep.objects.create(
        company_id=process.company_id,
        process=process,
        name=name,
        type=StepType.GO_NO_GO,
        order=after.order + 1,
        state=StepState.CURRENT,
        entered_at=now,
        beside_previous=any(step.state == StepState.CURRENT for step in steps),
    )
    steps.insert(at, question)
    ProcessStepParticipant.objects.bulk_create(
        ProcessStepParticipant(company_id=process.company_id, step=question, teammate=teammate)
        for teammate in participants
    )
    return question


@transaction.atomic
def complete_after_evaluation(
    *, process: HiringProcess, step_public_id: str, asks_to_proceed: bool, because: str, actor: Actor
) -> ProcessChange | None:
    """An evaluation was submitted: its interview is done, and perhaps the recruiters are asked whether to go on.

    The caller has asked for the right to evaluate. None if nothing changes: the interview was done already, or the
    process is not in progress.
    """
    fresh = locked_process(process)
    steps = fresh_steps(fresh)
    step = next((one for one in steps if one.public_id == step_public_id), None)
    if step is None or fresh.status != ProcessStatus.IN_PROGRESS:
        return None
    is_question_due = asks_to_proceed and not _is_asked(steps, PROCEED_QUESTION)
    if not _is_done_by_evaluation(step) and not is_question_due:
        return None
    return change_process(
        fresh,
        ChangeKind.DECIDE,
        Verb.PROCESS_ADVANCED,
        actor=actor,
        apply=_after_evaluation(step_public_id, is_question_due, because, actor),
        require=lambda _process, _steps: None,
    )


def _is_done_by_evaluation(step: ProcessStep) -> bool:
    return step.state == StepState.CURRENT and step.type == StepType.INTERVIEW


def _is_asked(steps: Sequence[ProcessStep], question: str) -> bool:
    return any(step.state == StepState.CURRENT and step.name == question for step in steps)


def _after_evaluation(step_public_id: str, asks: bool, because: str, actor: Actor) -> Application:
    def apply(fresh: HiringProcess, steps: list[ProcessStep], now: datetime) -> dict[str, Any]:
        step = next(step for step in steps if step.public_id == step_public_id)
        if _is_done_by_evaluation(step):
            complete_step(step, actor=actor, now=now)
        if asks:
            who = teammates_in_role(position=fresh.position, role=HiringRole.RECRUITER)
            who = who or teammates_in_role(position=fresh.position, role=HiringRole.HIRING_MANAGER)
            insert_question(fresh, steps, after=step, name=PROCEED_QUESTION, participants=who, now=now)
            record_on_process(
                fresh, verb=Verb.STEP_ASKED_FOR, actor=actor, step=PROCEED_QUESTION, because=because
            )
            return {"step": step.name, "next_step": PROCEED_QUESTION}
        return {"step": step.name, "next_step": enter_next(steps, now)}

    return apply
