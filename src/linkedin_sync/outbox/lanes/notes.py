"""Which notes of a person or process are sent, and which are taken away? They are parts of it, as stage entries are.

Where notes are not sent and none was, nothing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from linkedin_client import ApplicationNote, CandidateNote
from linkedin_sync.enums import NotesOutward
from linkedin_sync.models import Connection
from linkedin_sync.outbox.lanes.parts import ComparedParts, Family
from linkedin_sync.outbox.plans import Held
from recruit.activity.selectors import NoteRecord

Notes = Mapping[int, Sequence[NoteRecord]]

#: Begins the slot of a note.
NOTE_SLOT: Final = "note:"


def notes_if_any(connection: Connection, read: Callable[[], Notes]) -> Notes:
    """The notes of a batch by their person or process, unless none of them can be on LinkedIn."""
    return {} if connection.notes_outward == NotesOutward.NO else read()


def compared_notes(
    family: Family,
    connection: Connection,
    notes: Sequence[NoteRecord],
    held: Held | None,
    record_of: Callable[[NoteRecord], CandidateNote | ApplicationNote],
) -> ComparedParts:
    wishes = [(note.public_id, note.is_private, lambda note=note: record_of(note)) for note in notes]
    return family.compared(connection.notes_outward, wishes, held)


NOTES_OF_PERSON: Final = Family(NOTE_SLOT, "candidate_notes")
NOTES_OF_PROCESS: Final = Family(NOTE_SLOT, "application_notes")
