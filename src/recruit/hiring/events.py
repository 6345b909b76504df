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
    """``verb``: what history calls the change."""

    process_id: int
    person_id: int
    position_id: int
    verb: str = ""


@dataclass(frozen=True)
class ProcessesOfPositionChanged(Event):
    """Many at once, with their position: one fact, so that whoever answers does so in bulk.

    ``verb``: what history calls the change of each.
    """

    position_id: int
    process_ids: tuple[int, ...]
    verb: str = ""


@dataclass(frozen=True)
class ProcessDeleted(Event):
    """The row is gone."""

    process_id: int
    person_id: int
    position_id: int
    public_id: str = ""
