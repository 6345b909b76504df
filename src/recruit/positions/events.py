"""Which facts do positions publish?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class PositionOpened(Event):
    position_id: int


@dataclass(frozen=True)
class PositionUpdated(Event):
    position_id: int


@dataclass(frozen=True)
class PositionHeld(Event):
    position_id: int


@dataclass(frozen=True)
class PositionReopened(Event):
    position_id: int


@dataclass(frozen=True)
class PositionClosed(Event):
    position_id: int


@dataclass(frozen=True)
class DiscretionChanged(Event):
    position_id: int


@dataclass(frozen=True)
class HiringTeamChanged(Event):
    position_id: int
    teammate_id: int


@dataclass(frozen=True)
class WorkflowChanged(Event):
    """Its steps, their order, their grouping or who takes part: processes that follow it have to be told."""

    position_id: int


@dataclass(frozen=True)
class OpeningsChanged(Event):
    """One was added, renamed, closed or reopened by itself. What hires and the position's state do, those tell."""

    position_id: int


@dataclass(frozen=True)
class WorkHandedOver(Event):
    """A teammate leaves; on this position somebody else does from now on what they did."""

    position_id: int
    teammate_id: int
    successor_id: int
