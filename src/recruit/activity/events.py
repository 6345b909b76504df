"""Which facts does activity publish?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class NoteChanged(Event):
    """A note was written, changed or deleted. ``process_id``: it is about one hiring process of the person."""

    note_id: int
    person_id: int
    process_id: int | None
