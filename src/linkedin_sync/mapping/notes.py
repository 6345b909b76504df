"""Which notes go to LinkedIn, and how do they look there? As notes of the candidate or of one application.

A note about a process is read on LinkedIn by those who see its job. A note about the person as such is read by every
recruiter of the contract: candidates have no access control of their own there. Hence nothing is sent unless an admin
has chosen so, and what its author keeps to themselves never is.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-notes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_client import ApplicationNote, CandidateNote
from linkedin_sync.mapping.outward import actor_named

if TYPE_CHECKING:
    from recruit.activity.selectors import NoteRecord


def candidate_note_of(note: NoteRecord, *, person_public_id: str) -> CandidateNote:
    return CandidateNote(
        candidate_id=person_public_id,
        note_id=note.public_id,
        text=note.plain_text,
        created_at=note.created_at,
        modified_at=max(note.updated_at, note.created_at),
        author=actor_named(note.author_first_name, note.author_last_name),
    )


def application_note_of(note: NoteRecord, *, process_public_id: str) -> ApplicationNote:
    return ApplicationNote(
        application_id=process_public_id,
        note_id=note.public_id,
        text=note.plain_text,
        created_at=note.created_at,
        author=actor_named(note.author_first_name, note.author_last_name),
    )
