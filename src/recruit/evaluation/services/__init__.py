"""How are interviews scheduled, scorecards written and evaluations given? One file per family of verbs."""

from __future__ import annotations

from recruit.evaluation.services.erasing import strip_evaluations
from recruit.evaluation.services.evaluations import (
    EvaluationNotYours,
    RecommendationNeeded,
    require_evaluator,
    save_draft,
    submit_evaluation,
)
from recruit.evaluation.services.inviting import send_invitation
from recruit.evaluation.services.scheduling import (
    MeetingRefused,
    SchedulingNotYours,
    cancel_interview,
    require_scheduler,
    schedule_interview,
)
from recruit.evaluation.services.scorecards import ScorecardRefused, begin_scorecard, change_scorecard

__all__ = [
    "EvaluationNotYours",
    "MeetingRefused",
    "RecommendationNeeded",
    "SchedulingNotYours",
    "ScorecardRefused",
    "begin_scorecard",
    "cancel_interview",
    "change_scorecard",
    "require_evaluator",
    "require_scheduler",
    "save_draft",
    "schedule_interview",
    "send_invitation",
    "strip_evaluations",
    "submit_evaluation",
]
