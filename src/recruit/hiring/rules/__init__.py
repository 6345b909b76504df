"""When may a process start, where does each change lead, who decides what, and how is a workflow followed?"""

from __future__ import annotations

from recruit.hiring.rules.deciding import Outcome, decide_outcome, opens_rejection
from recruit.hiring.rules.following import PlannedStep, StandingStep, follow, next_group
from recruit.hiring.rules.keeping import may_change_search
from recruit.hiring.rules.statuses import (
    ACTIVE,
    ALL_DONE,
    ENDED,
    StartDecision,
    board_column,
    decide_start,
    is_active,
    is_revival,
    is_step_column,
    joined_names,
    next_status,
    step_column,
)

__all__ = [
    "ACTIVE",
    "ALL_DONE",
    "ENDED",
    "Outcome",
    "PlannedStep",
    "StandingStep",
    "StartDecision",
    "board_column",
    "decide_outcome",
    "decide_start",
    "follow",
    "is_active",
    "is_revival",
    "is_step_column",
    "joined_names",
    "may_change_search",
    "next_group",
    "next_status",
    "opens_rejection",
    "step_column",
]
