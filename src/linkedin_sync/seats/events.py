"""Which facts does the seat map publish inside the engine?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class SeatMapChanged(Event):
    """A teammate got, lost or changed a seat, or the seat's state at LinkedIn is another."""

    teammate_id: int
