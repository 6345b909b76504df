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


@dataclass(frozen=True)
class PersonsMerged(Event):
    """Two persons are one: ``lost_id`` is not there any more. ``process_ids``: of both, as they were.

    ``lost_public_id``: what they were called outside.
    """

    merge_id: int
    survivor_id: int
    lost_id: int
    process_ids: tuple[int, ...]
    lost_public_id: str = ""


@dataclass(frozen=True)
class PersonsUnmerged(Event):
    """They are two again, under their old ids. ``process_ids``: of both."""

    merge_id: int
    survivor_id: int
    lost_id: int
    process_ids: tuple[int, ...]


@dataclass(frozen=True)
class PartAssigned(Event):
    """Something of one person is another's now. ``process_id``: the hiring process, if that is what it was."""

    from_id: int
    to_id: int
    process_id: int | None
