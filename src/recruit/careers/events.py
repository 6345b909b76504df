"""Which facts does the careers site publish?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class Applied(Event):
    """Somebody has applied; ``provider`` and ``subject`` if that service has vouched for who it is, else empty."""

    person_id: int
    process_id: int | None
    provider: str = ""
    subject: str = ""


@dataclass(frozen=True)
class QuestionsChanged(Event):
    """Those who apply for this position are asked something else."""

    position_id: int


@dataclass(frozen=True)
class SiteChanged(Event):
    """The careers site is public or not, has another address, or asks for consent elsewhere."""
