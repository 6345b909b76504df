"""Which notes of a person or process are sent, and which are taken away? They are parts of it, as stage entries are.

Where notes are not sent and none was, nothing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from linkedin_client import ApplicationNote, CandidateNote, LinkedIn
from linkedin_sync.enums import NotesOutward
from linkedin_sync.models import Connection
from linkedin_sync.outbox.calls import Answer, Send, answers_of
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


def _upsert_candidate_notes(linkedin: LinkedIn, notes: Sequence[CandidateNote]) -> Send:
    send, keys = linkedin.candidate_notes.written_upsert(notes), [note.key for note in notes]
    return lambda: answers_of(send(), keys)


def _delete_candidate_notes(linkedin: LinkedIn, keys: Sequence[tuple[str, str]]) -> list[Answer]:
    return answers_of(linkedin.candidate_notes.delete(keys), keys)


def _upsert_application_notes(linkedin: LinkedIn, notes: Sequence[ApplicationNote]) -> Send:
    send, keys = linkedin.application_notes.written_upsert(notes), [note.key for note in notes]
    return lambda: answers_of(send(), keys)


def _delete_application_notes(linkedin: LinkedIn, keys: Sequence[tuple[str, str]]) -> list[Answer]:
    return answers_of(linkedin.application_notes.delete(keys), keys)


NOTES_OF_PERSON: Final = Family(
    NOTE_SLOT, "candidate_notes", _upsert_candidate_notes, _delete_candidate_notes
)
NOTES_OF_PROCESS: Final = Family(
    NOTE_SLOT, "application_notes", _upsert_application_notes, _delete_application_notes
)
