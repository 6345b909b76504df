"""Applications: `atsApplications` in both generations.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-applications
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.batching import Batch, at_most_100
from linkedin_client.comparing import differing
from linkedin_client.dialects import Generation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linkedin_client.records.applications import Application
    from linkedin_client.records.batches import BatchResult
    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key


#: What an upsert may write besides the moments (sync-applications).
_WRITABLE = frozenset(
    {
        "atsCandidateId", "atsJobPostingId", "atsJobPostingName", "candidateEmail", "firstName", "lastName", "source",
        "dispositionReason",
    }
)  # fmt: skip


class Applications:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.applications

    def upsert(self, applications: Sequence[Application]) -> BatchResult[str]:
        """Create or replace applications, by application id."""
        return self.written_upsert(applications)()

    def written_upsert(self, applications: Sequence[Application]) -> Callable[[], BatchResult[str]]:
        """The same in two steps: written now, sent by calling what comes back."""
        at_most_100(applications, key=lambda application: application.application_id)
        records = {application.application_id: application.wire() for application in applications}
        return self._batch(list(records)).written_update(records)

    def get(self, application_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """What LinkedIn has stored of these, as it writes it; unknown ones are left out.

        NotOffered in REST. Whether v2 offers it is not documented: `Invalid` or a plain `ApiError` means that it does
        not.
        """
        if self._generation is Generation.REST:
            raise errors.NotOffered("rest/atsApplications cannot be read")
        at_most_100(application_ids, key=str)
        return self._batch(application_ids).get()

    def compare(self, applications: Sequence[Application]) -> dict[str, frozenset[str] | None]:
        """What LinkedIn holds otherwise than these say: names of the wire's fields; None if it does not know them.

        Refused as `get` is.
        """
        at_most_100(applications, key=lambda application: application.application_id)
        records = {application.application_id: application.wire() for application in applications}
        found = self.get(list(records))
        return {
            each: differing(record, found.get(each), writable=_WRITABLE) for each, record in records.items()
        }

    def delete(self, application_ids: Sequence[str]) -> BatchResult[str]:
        """Delete applications; LinkedIn deletes their notes, feedback and stages with them."""
        at_most_100(application_ids, key=str)
        return self._batch(application_ids).delete()

    def _batch(self, application_ids: Sequence[str]) -> Batch[str]:
        keys: dict[str, Key] = {
            each: self._line.key(self._generation, atsJobApplicationId=each) for each in application_ids
        }
        return Batch(wire=self._line.wire, generation=self._generation, path="atsApplications", keys=keys)
