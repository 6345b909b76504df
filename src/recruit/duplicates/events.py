"""Which facts do suspicions publish?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class DuplicateFound(Event):
    """Two persons may be one; ``first_id`` is the smaller. Published once, and again when *Different* is asked anew."""

    case_id: int
    first_id: int
    second_id: int


@dataclass(frozen=True)
class DuplicateDecided(Event):
    """Somebody said what the two are; ``state`` is a ``CaseState``."""

    case_id: int
    first_id: int
    second_id: int
    state: str
