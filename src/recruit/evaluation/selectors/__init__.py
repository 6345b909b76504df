"""What was scheduled and written about processes, as far as the asking teammate may read it?"""

from __future__ import annotations

from recruit.evaluation.selectors.interviews import (
    InterviewShown,
    InterviewToEvaluate,
    evaluators_of,
    interviews_of_steps,
    interviews_to_evaluate,
    meeting_counts,
    next_meeting_of,
)
from recruit.evaluation.selectors.readers import positions_read_by_all
from recruit.evaluation.selectors.reading import (
    EvaluationRecord,
    EvaluationShown,
    ProcessEvaluations,
    averages_of_processes,
    count_evaluations,
    evaluated_process_ids,
    evaluated_processes_on,
    evaluations_of_processes,
    own_evaluation,
    readable_evaluations,
    scorecard_of,
)

__all__ = [
    "EvaluationRecord",
    "EvaluationShown",
    "InterviewShown",
    "InterviewToEvaluate",
    "ProcessEvaluations",
    "averages_of_processes",
    "count_evaluations",
    "evaluated_process_ids",
    "evaluated_processes_on",
    "evaluations_of_processes",
    "evaluators_of",
    "interviews_of_steps",
    "interviews_to_evaluate",
    "meeting_counts",
    "next_meeting_of",
    "own_evaluation",
    "positions_read_by_all",
    "readable_evaluations",
    "scorecard_of",
]
