"""How does one say what one thinks of a candidate? As a draft first; submitting it ends the interview's step.

Whoever was invited to the meeting, or takes part in the step, evaluates; so does whoever moves processes there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import clock, events
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, Refusal
from recruit.company.models import Teammate
from recruit.company.selectors import company_of
from recruit.evaluation.enums import Recommendation
from recruit.evaluation.events import EvaluationSubmitted
from recruit.evaluation.models import Evaluation
from recruit.evaluation.rules import asks_to_proceed, average_of, clean_ratings
from recruit.evaluation.selectors import evaluators_of, scorecard_of
from recruit.evaluation.services.ground import may_there, step_for, tell
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.services import complete_after_evaluation
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import may

#: What history keeps of a question that an evaluation raises: English, whoever reads it in which language.
_BECAUSE: Final = {
    Recommendation.HIRE: "an evaluation says “Hire”",
    Recommendation.NOT_SURE: "an evaluation says “Not sure”",
    Recommendation.NO_HIRE: "an evaluation says “No hire”",
}


class EvaluationNotYours(NotAllowed):
    code = "evaluation_not_yours"


class RecommendationNeeded(Refusal):
    code = "recommendation_needed"


@transaction.atomic
def save_draft(
    *,
    process: HiringProcess,
    step_public_id: str,
    ratings: Mapping[str, int],
    recommendation: str = "",
    text: str = "",
    actor: Actor,
) -> Evaluation:
    """The author's own, unfinished. What was submitted already stays submitted, and reads as it is now."""
    said = _Said(ratings, recommendation, text)
    evaluation, _ = _written(process, step_public_id, said, actor)
    if evaluation.submitted_at is not None:
        _tell(evaluation, process, actor, Verb.EVALUATION_CHANGED)
    return evaluation


@transaction.atomic
def submit_evaluation(
    *,
    process: HiringProcess,
    step_public_id: str,
    ratings: Mapping[str, int],
    recommendation: str,
    text: str = "",
    actor: Actor,
) -> Evaluation:
    """Others read it from now on, its step is done, and "not sure" or "no hire" asks whether to proceed."""
    if recommendation not in {Recommendation.HIRE, Recommendation.NOT_SURE, Recommendation.NO_HIRE}:
        raise RecommendationNeeded(
            _("Say what you recommend: hire, not sure or no hire. Until then it can be kept as a draft.")
        )
    said = _Said(ratings, recommendation, text)
    evaluation, step = _written(process, step_public_id, said, actor)
    is_first = evaluation.submitted_at is None
    if is_first:
        evaluation.submitted_at = clock.now()
        evaluation.save(update_fields=["submitted_at"])
    _tell(evaluation, process, actor, Verb.EVALUATION_SUBMITTED if is_first else Verb.EVALUATION_CHANGED)
    not_sure_asks = company_of(company_id=process.company_id).not_sure_asks
    complete_after_evaluation(
        process=process,
        step_public_id=step.public_id,
        asks_to_proceed=asks_to_proceed(recommendation, not_sure_asks=not_sure_asks),
        because=_BECAUSE[Recommendation(recommendation)],
        actor=actor,
    )
    return evaluation


@dataclass(frozen=True)
class _Said:
    ratings: Mapping[str, int]
    recommendation: str
    text: str


def _written(
    process: HiringProcess, step_public_id: str, said: _Said, actor: Actor
) -> tuple[Evaluation, ProcessStep]:
    step = step_for(process, step_public_id)
    author = require_evaluator(process, step, actor)
    stars = clean_ratings(said.ratings, scorecard_of(position=process.position))
    now = clock.now()
    evaluation, _is_new = Evaluation.objects.select_for_update().get_or_create(
        company_id=process.company_id,
        process=process,
        step=step,
        author=author,
        defaults={"step_name": step.name, "created_at": now},
    )
    evaluation.ratings, evaluation.average = stars, average_of(stars)
    evaluation.recommendation = Recommendation(said.recommendation)
    evaluation.text = said.text.strip()
    evaluation.updated_at = now
    evaluation.save()
    return evaluation, step


def require_evaluator(process: HiringProcess, step: ProcessStep, actor: Actor) -> Teammate:
    """The teammate who acts, once it is known that they may evaluate here. Refuses with ``EvaluationNotYours``."""
    teammate, moves = may_there(actor, process, PositionCapability.MOVE_PROCESSES)
    if teammate is None:
        raise EvaluationNotYours(_("Only teammates evaluate candidates. Sign in as the one who met them."))
    is_own = teammate in evaluators_of(step=step)
    decides = may(
        teammate=teammate, position=process.position, capability=PositionCapability.DECIDE_OWN_STEPS
    )
    if not moves and not (is_own and decides):
        raise EvaluationNotYours(
            _("“{step}” is evaluated by those who take part in it. Ask the recruiter of {position}.").format(
                step=step.name, position=process.position.name
            )
        )
    return teammate


def _tell(evaluation: Evaluation, process: HiringProcess, actor: Actor, verb: Verb) -> None:
    tell(process, verb=verb, actor=actor, step=evaluation.step_name)
    events.publish(
        EvaluationSubmitted(
            process.company_id, evaluation.pk, process.pk, process.person_id, process.position_id
        )
    )
