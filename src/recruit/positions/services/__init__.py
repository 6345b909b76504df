"""How do positions open, change, pause and close, and who works on them? One file per family of verbs."""

from __future__ import annotations

from recruit.positions.services.status import (
    PositionStatusRefused,
    close_position,
    hold_position,
    reopen_position,
)
from recruit.positions.services.team import (
    CannotJoinHiringTeam,
    HiringManagerNamedAlready,
    HiringManagerNeeded,
    add_to_hiring_team,
    change_hiring_manager,
    remove_from_hiring_team,
)
from recruit.positions.services.writing import (
    NewStep,
    PositionFieldUnknown,
    PositionNeedsName,
    PositionNeedsSteps,
    open_position,
    set_discretion,
    update_position,
)

__all__ = [
    "CannotJoinHiringTeam",
    "HiringManagerNamedAlready",
    "HiringManagerNeeded",
    "NewStep",
    "PositionFieldUnknown",
    "PositionNeedsName",
    "PositionNeedsSteps",
    "PositionStatusRefused",
    "add_to_hiring_team",
    "change_hiring_manager",
    "close_position",
    "hold_position",
    "open_position",
    "remove_from_hiring_team",
    "reopen_position",
    "set_discretion",
    "update_position",
]
