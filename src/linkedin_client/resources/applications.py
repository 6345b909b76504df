"""Applications: `atsApplications` in both generations.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-applications
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.batching import Batch, at_most_100
from linkedin_client.dialects import Generation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linkedin_client.records.applications import Application
    from linkedin_client.records.batches import BatchResult
    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key


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

    def delete(self, application_ids: Sequence[str]) -> BatchResult[str]:
        """Delete applications; LinkedIn deletes their notes, feedback and stages with them."""
        at_most_100(application_ids, key=str)
        return self._batch(application_ids).delete()

    def _batch(self, application_ids: Sequence[str]) -> Batch[str]:
        keys: dict[str, Key] = {
            each: self._line.key(self._generation, atsJobApplicationId=each) for each in application_ids
        }
        return Batch(wire=self._line.wire, generation=self._generation, path="atsApplications", keys=keys)
