"""Jobs: `v2/simpleJobPostings` with its tasks, `rest/jobRequisitions`; adverts: `rest/simpleJobPostings`.

v2 accepts each posting (202) and tells in a task what became of it; REST is done at once.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-jobs
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/check-job-taskstatus
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.answers import text
from linkedin_client.batching import NOT_ANSWERED, Batch, at_most_100, record_error
from linkedin_client.dialects import Generation
from linkedin_client.records.job_status import JobPostingStatus, told_status
from linkedin_client.records.jobs import JobOutcome, JobPosting, JobTask
from linkedin_client.wire import Call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key


class Jobs:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.jobs

    def upsert(self, postings: Sequence[JobPosting]) -> list[JobOutcome]:
        """Create, replace or close jobs; one outcome per posting, in their order."""
        at_most_100(postings, key=lambda posting: posting.external_id)
        if not postings:
            return []
        if self._generation is Generation.REST:
            return self._requisitions(postings)
        return self._simple_postings(postings)

    def tasks(self, task_urns: Sequence[str]) -> dict[str, JobTask]:
        """What became of postings that were accepted. LinkedIn forgets a task after a day or a month.

        One that it does not know is here with status "".
        """
        at_most_100(task_urns, key=str)
        keys: dict[str, Key] = {urn: urn for urn in task_urns}
        batch = Batch(
            wire=self._line.wire, generation=self._generation, path="simpleJobPostingTasks", keys=keys
        )
        found = batch.get()
        return {urn: _task(urn, found.get(urn)) for urn in task_urns}

    def statuses(self, external_ids: Sequence[str]) -> dict[str, JobPostingStatus]:
        """How postings stand on LinkedIn; those that it does not know are left out."""
        at_most_100(external_ids, key=str)
        keys: dict[str, Key] = {each: each for each in external_ids}
        batch = Batch(wire=self._line.wire, generation=self._generation, path="jobPostingStatus", keys=keys)
        return {each: told_status(told, external_id=each) for each, told in batch.get().items()}

    def advertise(self, postings: Sequence[JobPosting]) -> list[JobOutcome]:
        """Create, update, renew, close, upgrade or downgrade public postings, each by its `operation`.

        Their outcome is a task in both generations. REST wants one operation for all postings of a call (`Invalid`).
        ValueError for a posting without an operation.
        """
        at_most_100(postings, key=lambda posting: posting.external_id)
        if not postings:
            return []
        generation, context = self._line.dialects.adverts, self._line.context()
        elements = [posting.wire_advert(organization=context) for posting in postings]
        if generation is Generation.V2:
            elements = [posting.wire_v2(organization=context) for posting in postings]
        return self._created(generation, postings, elements)

    def _simple_postings(self, postings: Sequence[JobPosting]) -> list[JobOutcome]:
        context = self._line.context()
        return self._created(
            Generation.V2, postings, [posting.wire_v2(organization=context) for posting in postings]
        )

    def _created(
        self, generation: Generation, postings: Sequence[JobPosting], written: Sequence[Mapping[str, Any]]
    ) -> list[JobOutcome]:
        answer = self._line.wire.send(
            Call(
                generation=generation,
                verb="POST",
                restli_method="batch_create",
                path="simpleJobPostings",
                body={"elements": list(written)},
            )
        )
        elements = answer.json_object().get("elements")
        if not isinstance(elements, list) or len(elements) > len(postings):
            raise errors.AnswerNotUnderstood(f"{answer.where}: elements does not list the postings' outcomes")
        return [
            _outcome(posting.external_id, element) for posting, element in zip_longest(postings, elements)
        ]

    def _requisitions(self, postings: Sequence[JobPosting]) -> list[JobOutcome]:
        keys: dict[str, Key] = {
            posting.external_id: self._line.key(Generation.REST, externalJobRequisitionId=posting.external_id)
            for posting in postings
        }
        batch = Batch(wire=self._line.wire, generation=Generation.REST, path="jobRequisitions", keys=keys)
        result = batch.update({posting.external_id: posting.wire_rest() for posting in postings})
        return [
            JobOutcome(external_id=each, ok=each in result.results, error=result.errors.get(each))
            for each in keys
        ]


def _outcome(external_id: str, element: object) -> JobOutcome:
    if not isinstance(element, dict):
        return JobOutcome(external_id=external_id, ok=False, error=NOT_ANSWERED)
    if "error" in element or not _is_success(element.get("status")):
        return JobOutcome(external_id=external_id, ok=False, error=record_error(element))
    task = element.get("id")
    # Without a name that one can ask after, the task is taken for done.
    is_name = isinstance(task, str) and task.isprintable()
    return JobOutcome(external_id=external_id, ok=True, task_urn=(task or None) if is_name else None)


def _is_success(status: object) -> bool:
    return isinstance(status, int) and 200 <= status < 300  # noqa: PLR2004 -- the class of HTTP statuses


def _task(urn: str, record: Mapping[str, Any] | None) -> JobTask:
    if record is None:
        return JobTask(urn=urn, status="", error_message="LinkedIn does not know this task (any more)")
    return JobTask(
        urn=urn,
        status=str(record.get("status") or ""),
        job_posting=text(record.get("jobPosting")) or None,
        error_message=str(record.get("errorMessage") or ""),
        external_id=str(record.get("externalJobPostingId") or ""),
    )
