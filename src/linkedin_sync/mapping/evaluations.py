"""How does an evaluation look on LinkedIn? As interview feedback of the application.

LinkedIn shows it to everybody who sees the job. Hence nothing is sent unless an admin has chosen so, drafts never are,
and what is said on a position is sent only while everybody with a seat who sees it may read its evaluations here.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-interview-feedback
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linkedin_client import InterviewFeedback, Rating
from linkedin_sync.mapping.outward import actor_named
from recruit.base.texts import override
from recruit.evaluation.enums import Recommendation
from recruit.evaluation.rules import MOST_STARS

if TYPE_CHECKING:
    from recruit.evaluation.selectors import EvaluationRecord

#: What is no trait of the scorecard goes first, under these names.
_STEP: Final = "Step"
_RECOMMENDATION: Final = "Recommendation"


def feedback_of(evaluation: EvaluationRecord, *, process_public_id: str) -> InterviewFeedback:
    """Stars as "3 of 5". The kind of interview is left out: LinkedIn knows two, and a step may be of any kind."""
    return InterviewFeedback(
        application_id=process_public_id,
        feedback_id=evaluation.public_id,
        created_at=evaluation.submitted_at,
        interviewer=actor_named(evaluation.author_first_name, evaluation.author_last_name),
        ratings=tuple(_ratings(evaluation)),
        text=evaluation.text or None,
    )


def _ratings(evaluation: EvaluationRecord) -> list[Rating]:
    said = Recommendation(evaluation.recommendation)
    with override("en"):
        recommendation = str(said.label)
    return [
        *([Rating(attribute=_STEP, result=evaluation.step_name)] if evaluation.step_name else []),
        *([Rating(attribute=_RECOMMENDATION, result=recommendation)] if said else []),
        *(
            Rating(attribute=trait, result=f"{stars} of {MOST_STARS}")
            for trait, stars in evaluation.ratings.items()
        ),
    ]
