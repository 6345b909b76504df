"""What does LinkedIn know of an application? Fields of `v2/atsApplications` and `rest/atsApplications`.

There is no status field: the newest stage is the current one, final states are stages too, and only the
reason of an end stands here. LinkedIn stores an application whose job or candidate it does not know.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-applications
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_client.records.moments import milliseconds
from linkedin_client.records.plain import identifier, without_none

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Application:
    application_id: str
    candidate_id: str | None = None
    #: The `external_id` of the job posting.
    job_posting_id: str
    job_posting_name: str
    created_at: datetime
    modified_at: datetime
    first_name: str
    last_name: str
    #: To be sent whenever the ATS has one.
    candidate_email: str | None = None
    source: str | None = None
    #: Free text, why the application ended.
    disposition_reason: str | None = None

    def __post_init__(self) -> None:
        identifier(self.application_id, name="application_id")

    def wire(self) -> dict[str, Any]:
        """The same in both generations, as far as LinkedIn's pages can be read."""
        return without_none(
            atsCandidateId=self.candidate_id,
            atsJobPostingId=self.job_posting_id,
            atsJobPostingName=self.job_posting_name,
            atsCreatedAt=milliseconds(self.created_at),
            atsLastModifiedAt=milliseconds(self.modified_at),
            candidateEmail=self.candidate_email,
            firstName=self.first_name,
            lastName=self.last_name,
            source=self.source,
            dispositionReason=self.disposition_reason,
        )
