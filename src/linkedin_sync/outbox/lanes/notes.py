"""Which notes of a person or process are sent, and which are taken away? They are parts of it, as stage entries are.

Where notes are not sent and none was, nothing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from linkedin_client import ApplicationNote, CandidateNote, LinkedIn
from linkedin_sync.enums import NotesOutward
from linkedin_sync.mapping.fingerprints import fingerprint_of
from linkedin_sync.mapping.notes import belongs_on_linkedin
from linkedin_sync.models import Connection
from linkedin_sync.outbox.calls import Answer, Send, answers_of
from linkedin_sync.outbox.plans import Held
from recruit.activity.selectors import NoteRecord

Note = CandidateNote | ApplicationNote
Notes = Mapping[int, Sequence[NoteRecord]]

#: What is to be sent, as (slot, fingerprint, note), and the slots of what is to be taken away.
ComparedNotes = tuple[list[tuple[str, str, Note]], list[str]]

#: Begins the slot of a note.
NOTE_SLOT: Final = "note:"


def notes_if_any(connection: Connection, read: Callable[[], Notes]) -> Notes:
    """The notes of a batch by their person or process, unless none of them can be on LinkedIn."""
    return {} if connection.notes_outward == NotesOutward.NO else read()


def note_slots(held: Held | None) -> list[str]:
    """The parts that are notes, of what LinkedIn has."""
    return [slot for slot in (held.parts if held else ()) if slot.startswith(NOTE_SLOT)]


def note_id_of(slot: str) -> str:
    return slot.removeprefix(NOTE_SLOT)


def compared_notes(
    connection: Connection,
    notes: Sequence[NoteRecord],
    held: Held | None,
    record_of: Callable[[NoteRecord], Note],
) -> ComparedNotes:
    parts = held.parts if held else {}
    fresh, wanted = list[tuple[str, str, Note]](), set[str]()
    for note in notes:
        slot, record = f"{NOTE_SLOT}{note.public_id}", record_of(note)
        digest = fingerprint_of(record)
        is_there = parts.get(slot) == digest
        if not belongs_on_linkedin(
            setting=connection.notes_outward, is_private=note.is_private, is_there_as_it_is=is_there
        ):
            continue
        wanted.add(slot)
        if not is_there:
            fresh.append((slot, digest, record))
    return fresh, sorted(set(note_slots(held)) - wanted)


def upsert_candidate_notes(linkedin: LinkedIn, notes: Sequence[CandidateNote]) -> Send:
    send, keys = linkedin.candidate_notes.written_upsert(notes), [note.key for note in notes]
    return lambda: answers_of(send(), keys)


def delete_candidate_notes(linkedin: LinkedIn, keys: Sequence[tuple[str, str]]) -> list[Answer]:
    return answers_of(linkedin.candidate_notes.delete(keys), keys)


def upsert_application_notes(linkedin: LinkedIn, notes: Sequence[ApplicationNote]) -> Send:
    send, keys = linkedin.application_notes.written_upsert(notes), [note.key for note in notes]
    return lambda: answers_of(send(), keys)


def delete_application_notes(linkedin: LinkedIn, keys: Sequence[tuple[str, str]]) -> list[Answer]:
    return answers_of(linkedin.application_notes.delete(keys), keys)
