"""How do processes start, move, end and come back? One file per family of verbs."""

from __future__ import annotations

from recruit.hiring.services.attribution import Origin, change_source, replace_source
from recruit.hiring.services.bulk import NewProcess, start_processes_in_bulk
from recruit.hiring.services.by_position import hold_processes_of_position, resume_processes_of_position
from recruit.hiring.services.change import (
    ChangeRefused,
    LastStep,
    ProcessEnded,
    StepIsOver,
    advance_process,
    hire_process,
    hold_process,
    reject_process,
    resume_process,
    withdraw_process,
)
from recruit.hiring.services.deciding import (
    DecisionNeeded,
    RejectionOpens,
    StepNotYours,
    complete_after_evaluation,
    decide_step,
)
from recruit.hiring.services.deleting import delete_process
from recruit.hiring.services.erasing import forget_searches_for, remove_processes, strip_processes
from recruit.hiring.services.followers import follow_changed_workflow, follow_workflow
from recruit.hiring.services.many import (
    MOST_AT_ONCE,
    Outcome,
    Refused,
    TooManyAtOnce,
    advance_many,
    reject_many,
    undo_many,
)
from recruit.hiring.services.moving import ColumnUnknown, ThereAlready, move_process
from recruit.hiring.services.own_steps import (
    OwnStepsChangedMeanwhile,
    WorkflowIsNotOwn,
    change_own_steps,
    follow_again,
    hand_over_steps,
    leave_steps,
    unlock_process,
)
from recruit.hiring.services.reinstate import reinstate_process
from recruit.hiring.services.searches import (
    COLUMNS,
    USUAL_COLUMNS,
    SearchNameTaken,
    SearchNeedsName,
    SearchOfAnother,
    SearchTooLong,
    change_search,
    choose_columns,
    forget_search,
    save_search,
    set_default_search,
)
from recruit.hiring.services.start import (
    AlreadyHired,
    AlreadyUnderConsideration,
    ExportNeedsContribution,
    PositionNotOpen,
    SeveralPositionsNotAllowed,
    start_process,
)
from recruit.hiring.services.undo import ChangeCannotBeUndone, undo_change

__all__ = [
    "COLUMNS",
    "MOST_AT_ONCE",
    "USUAL_COLUMNS",
    "AlreadyHired",
    "AlreadyUnderConsideration",
    "ChangeCannotBeUndone",
    "ChangeRefused",
    "ColumnUnknown",
    "DecisionNeeded",
    "ExportNeedsContribution",
    "LastStep",
    "NewProcess",
    "Origin",
    "Outcome",
    "OwnStepsChangedMeanwhile",
    "PositionNotOpen",
    "ProcessEnded",
    "Refused",
    "RejectionOpens",
    "SearchNameTaken",
    "SearchNeedsName",
    "SearchOfAnother",
    "SearchTooLong",
    "SeveralPositionsNotAllowed",
    "StepIsOver",
    "StepNotYours",
    "ThereAlready",
    "TooManyAtOnce",
    "WorkflowIsNotOwn",
    "advance_many",
    "advance_process",
    "change_own_steps",
    "change_search",
    "change_source",
    "choose_columns",
    "complete_after_evaluation",
    "decide_step",
    "delete_process",
    "follow_again",
    "follow_changed_workflow",
    "follow_workflow",
    "forget_search",
    "forget_searches_for",
    "hand_over_steps",
    "hire_process",
    "hold_process",
    "hold_processes_of_position",
    "leave_steps",
    "move_process",
    "reinstate_process",
    "reject_many",
    "reject_process",
    "remove_processes",
    "replace_source",
    "resume_process",
    "resume_processes_of_position",
    "save_search",
    "set_default_search",
    "start_process",
    "start_processes_in_bulk",
    "strip_processes",
    "undo_change",
    "undo_many",
    "unlock_process",
    "withdraw_process",
]
