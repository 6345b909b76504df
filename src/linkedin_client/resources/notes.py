"""Notes about candidates and applications: in v2 below their parent, in REST `candidateNotes` and `applicationNotes`.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-notes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_client.batching import at_most_100
from linkedin_client.resources.children import Children, Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linkedin_client.records.batches import BatchResult
    from linkedin_client.records.children import ChildKey
    from linkedin_client.records.notes import ApplicationNote, CandidateNote
    from linkedin_client.resources.line import Line

_OF_CANDIDATES = Form(
    v2_parent="atsCandidates",
    v2_parent_part="atsCandidateId",
    v2_segment="notes",
    rest_path="candidateNotes",
    rest_parent_part="externalCandidateId",
    rest_part="externalNoteId",
)
_OF_APPLICATIONS = Form(
    v2_parent="atsApplications",
    v2_parent_part="atsJobApplicationId",
    v2_segment="notes",
    rest_path="applicationNotes",
    rest_parent_part="externalJobApplicationId",
    rest_part="externalNoteId",
)


class CandidateNotes:
    def __init__(self, line: Line) -> None:
        self._generation = line.dialects.candidate_notes
        self._children = Children(line=line, generation=self._generation, form=_OF_CANDIDATES)

    def upsert(self, notes: Sequence[CandidateNote]) -> BatchResult[ChildKey]:
        """Create or replace notes, by (candidate id, note id). v2 makes one call per candidate."""
        return self.written_upsert(notes)()

    def written_upsert(self, notes: Sequence[CandidateNote]) -> Callable[[], BatchResult[ChildKey]]:
        """The same in two steps: written now, sent by calling what comes back. (v2 is written as it is sent.)"""
        at_most_100(notes, key=lambda note: note.key)
        return self._children.written_upsert({note.key: note.wire(self._generation) for note in notes})

    def delete(self, keys: Sequence[ChildKey]) -> BatchResult[ChildKey]:
        """Delete notes; what a failure in between means, `Stages.delete` tells."""
        return self._children.delete(keys)


class ApplicationNotes:
    def __init__(self, line: Line) -> None:
        self._children = Children(
            line=line, generation=line.dialects.application_notes, form=_OF_APPLICATIONS
        )

    def upsert(self, notes: Sequence[ApplicationNote]) -> BatchResult[ChildKey]:
        """Create or replace notes, by (application id, note id). v2 makes one call per application."""
        return self.written_upsert(notes)()

    def written_upsert(self, notes: Sequence[ApplicationNote]) -> Callable[[], BatchResult[ChildKey]]:
        """The same in two steps: written now, sent by calling what comes back. (v2 is written as it is sent.)"""
        at_most_100(notes, key=lambda note: note.key)
        return self._children.written_upsert({note.key: note.wire() for note in notes})

    def delete(self, keys: Sequence[ChildKey]) -> BatchResult[ChildKey]:
        """Delete notes; what a failure in between means, `Stages.delete` tells."""
        return self._children.delete(keys)
