"""How do positions open, change, pause and close, and who works on them? One file per family of verbs."""

from __future__ import annotations

from recruit.positions.services.fields import (
    PositionFieldRefused,
    move_position_field,
    remove_position_field,
    save_position_field,
)
from recruit.positions.services.leaving import SuccessorNeeded, let_teammate_go
from recruit.positions.services.openings import (
    OpeningRefused,
    OpeningTaken,
    add_opening,
    change_opening,
    close_opening,
    opening_to_fill,
    reopen_opening,
    settle_opening,
)
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
from recruit.positions.services.templates import (
    StepTemplateRefused,
    add_usual_templates,
    remove_step_template,
    save_step_template,
)
from recruit.positions.services.workflow import (
    WantedStep,
    WorkflowChangedMeanwhile,
    WorkflowRefused,
    change_workflow,
    require_on_team,
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
    "OpeningRefused",
    "OpeningTaken",
    "PositionFieldRefused",
    "PositionFieldUnknown",
    "PositionNeedsName",
    "PositionNeedsSteps",
    "PositionStatusRefused",
    "StepTemplateRefused",
    "SuccessorNeeded",
    "WantedStep",
    "WorkflowChangedMeanwhile",
    "WorkflowRefused",
    "add_opening",
    "add_to_hiring_team",
    "add_usual_templates",
    "change_hiring_manager",
    "change_opening",
    "change_workflow",
    "close_opening",
    "close_position",
    "hold_position",
    "let_teammate_go",
    "move_position_field",
    "open_position",
    "opening_to_fill",
    "remove_from_hiring_team",
    "remove_position_field",
    "remove_step_template",
    "reopen_opening",
    "reopen_position",
    "require_on_team",
    "save_position_field",
    "save_step_template",
    "set_discretion",
    "settle_opening",
    "update_position",
]
