"""Which facts do persons publish?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class PersonAdded(Event):
    person_id: int


@dataclass(frozen=True)
class PersonUpdated(Event):
    """Names, contact points, external identity or do-not-contact differ now."""

    person_id: int


@dataclass(frozen=True)
class PersonFileAdded(Event):
    person_id: int
    file_id: int


@dataclass(frozen=True)
class PersonTagged(Event):
    person_id: int
    tag_id: int
