"""What has been written about a candidate or an application, outside of interviews?

LinkedIn publishes no longest text and requires no field. There is no way to read notes back.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-notes
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_client.dialects import Generation
from linkedin_client.records.moments import milliseconds
from linkedin_client.records.plain import identifier, without_none

if TYPE_CHECKING:
    from datetime import datetime

    from linkedin_client.records.children import Actor, ChildKey


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidateNote:
    candidate_id: str
    note_id: str
    text: str
    created_at: datetime | None = None
    #: REST only: v2 has no such field.
    modified_at: datetime | None = None
    author: Actor | None = None

    def __post_init__(self) -> None:
        identifier(self.candidate_id, name="candidate_id")
        identifier(self.note_id, name="note_id")

    @property
    def key(self) -> ChildKey:
        return (self.candidate_id, self.note_id)

    def wire(self, generation: Generation) -> dict[str, Any]:
        created = None if self.created_at is None else milliseconds(self.created_at)
        modified = None if self.modified_at is None else milliseconds(self.modified_at)
        moments = {"atsCreatedAt": created}
        if generation is Generation.REST:
            moments = {"externalCreatedAt": created, "externalLastModifiedAt": modified or created}
        return without_none(
            **moments, note=self.text, author=None if self.author is None else self.author.wire()
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationNote:
    application_id: str
    note_id: str
    text: str
    created_at: datetime | None = None
    author: Actor | None = None

    def __post_init__(self) -> None:
        identifier(self.application_id, name="application_id")
        identifier(self.note_id, name="note_id")

    @property
    def key(self) -> ChildKey:
        return (self.application_id, self.note_id)

    def wire(self) -> dict[str, Any]:
        """The same in both generations: of REST only the renaming of the key is documented."""
        return without_none(
            atsCreatedAt=None if self.created_at is None else milliseconds(self.created_at),
            note=self.text,
            author=None if self.author is None else self.author.wire(),
        )
