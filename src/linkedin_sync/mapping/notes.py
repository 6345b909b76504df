"""Which notes go to LinkedIn, and how do they look there? As notes of the candidate or of one application.

A note about a process is read on LinkedIn by those who see its job. A note about the person as such is read by every
recruiter of the contract: candidates have no access control of their own there. Hence nothing is sent unless an admin
has chosen so, and what its author keeps to themselves never is.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-notes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_client import Actor, ApplicationNote, CandidateNote
from linkedin_sync.enums import NotesOutward

if TYPE_CHECKING:
    from recruit.activity.selectors import NoteRecord


def belongs_on_linkedin(*, setting: str, is_private: bool, is_there_as_it_is: bool) -> bool:
    """Whether LinkedIn is to have a note whose candidate or application it has.

    While notes are kept there but not sent any more, one that was changed since is taken away: its new words are not
    to be told, and its old ones do not hold.
    """
    if is_private:
        return False
    if setting == NotesOutward.YES:
        return True
    return setting == NotesOutward.KEPT and is_there_as_it_is


def candidate_note_of(note: NoteRecord, *, person_public_id: str) -> CandidateNote:
    return CandidateNote(
        candidate_id=person_public_id,
        note_id=note.public_id,
        text=note.text,
        created_at=note.created_at,
        modified_at=max(note.updated_at, note.created_at),
        author=_author(note),
    )


def application_note_of(note: NoteRecord, *, process_public_id: str) -> ApplicationNote:
    return ApplicationNote(
        application_id=process_public_id,
        note_id=note.public_id,
        text=note.text,
        created_at=note.created_at,
        author=_author(note),
    )


def _author(note: NoteRecord) -> Actor | None:
    """LinkedIn wants both names or nobody."""
    first, last = note.author_first_name.strip(), note.author_last_name.strip()
    return Actor(first_name=first, last_name=last) if first and last else None
