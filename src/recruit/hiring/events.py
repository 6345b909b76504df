"""Which facts does hiring publish?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class ProcessStarted(Event):
    process_id: int
    person_id: int
    position_id: int


@dataclass(frozen=True)
class ProcessChanged(Event):
    process_id: int
    person_id: int
    position_id: int


@dataclass(frozen=True)
class ProcessesOfPositionChanged(Event):
    """Many at once, with their position: one fact, so that whoever answers does so in bulk."""

    position_id: int
    process_ids: tuple[int, ...]


@dataclass(frozen=True)
class ProcessDeleted(Event):
    """The row is gone."""

    process_id: int
    person_id: int
    position_id: int
