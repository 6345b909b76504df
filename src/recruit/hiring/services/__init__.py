"""How do processes start, move, end and come back? One file per family of verbs."""

from __future__ import annotations

from recruit.hiring.services.attribution import Origin, change_source, replace_source
from recruit.hiring.services.bulk import NewProcess, start_processes_in_bulk
from recruit.hiring.services.by_position import hold_processes_of_position, resume_processes_of_position
from recruit.hiring.services.change import (
    ChangeRefused,
    ProcessEnded,
    advance_process,
    hire_process,
    hold_process,
    reject_process,
    resume_process,
    withdraw_process,
)
from recruit.hiring.services.reinstate import reinstate_process
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
    "AlreadyHired",
    "AlreadyUnderConsideration",
    "ChangeCannotBeUndone",
    "ChangeRefused",
    "ExportNeedsContribution",
    "NewProcess",
    "Origin",
    "PositionNotOpen",
    "ProcessEnded",
    "SeveralPositionsNotAllowed",
    "advance_process",
    "change_source",
    "hire_process",
    "hold_process",
    "hold_processes_of_position",
    "reinstate_process",
    "reject_process",
    "replace_source",
    "resume_process",
    "resume_processes_of_position",
    "start_process",
    "start_processes_in_bulk",
    "undo_change",
    "withdraw_process",
]
