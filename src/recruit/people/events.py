"""Which facts do persons publish?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class PersonAdded(Event):
    """``in_bulk``: many came at once, of whom ``PersonsAddedInBulk`` tells in one fact as well."""

    person_id: int
    in_bulk: bool = False


@dataclass(frozen=True)
class PersonsAddedInBulk(Event):
    """Many came at once. Published always, for what must follow the rows; ``announced``: each by itself as well."""

    person_ids: tuple[int, ...]
    announced: bool


@dataclass(frozen=True)
class PersonUpdated(Event):
    """Names, contact points, external identity or do-not-contact differ now."""

    person_id: int


@dataclass(frozen=True)
class FirstEmailAdded(Event):
    """They had no e-mail address, and have one now; not published of those who come in bulk with one."""

    person_id: int
    provenance: str


@dataclass(frozen=True)
class PersonFileAdded(Event):
    person_id: int
    file_id: int


@dataclass(frozen=True)
class PersonFileChanged(Event):
    """It has another name, or is of another kind, or is about another hiring process."""

    person_id: int
    file_id: int


@dataclass(frozen=True)
class PersonFileRemoved(Event):
    """The file's row is gone; for a day it can be put back, as a new one (``PersonFileAdded``)."""

    person_id: int
    file_id: int


@dataclass(frozen=True)
class ResumeOpened(Event):
    """A teammate has taken a look at a résumé of the candidate's."""

    person_id: int
    file_id: int


@dataclass(frozen=True)
class PersonTagged(Event):
    person_id: int
    tag_id: int


@dataclass(frozen=True)
class PersonUntagged(Event):
    person_id: int
    tag_id: int


@dataclass(frozen=True)
class PersonErased(Event):
    """The person goes for good. Published while all of their rows still stand: whoever keeps anything of them in tables
    of its own removes it now, in the same transaction; the person, and their processes, go right after.

    ``keeps_figures``: they are pseudonymised. Their row stays without anything of them, and so do their processes;
    whatever tells who they are goes all the same.
    """

    person_id: int
    #: The public id of the erasure's receipt, for whoever has something to finish later. Who was taken back right after
    #: they came has none.
    receipt: str
    keeps_figures: bool = False
