"""What is on LinkedIn once a task has been worked off? The posting that members see, and the job recruiters see.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/sync-job-postings
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from linkedin_sandbox.world.ground.bulk import replace_rows
from linkedin_sandbox.world.jobs import jobs, webhooks
from linkedin_sandbox.world.jobs.apply_configuration import problem_of_meaning
from linkedin_sandbox.world.jobs.job_expiry import expires_at, listed_from
from linkedin_sandbox.world.jobs.job_fields import Form
from linkedin_sandbox.world.jobs.promotion import contract_number, is_promoted
from linkedin_sandbox.world.models import Application, AtsJob, JobPosting
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkedin_sandbox.world.models import JobTask

_OF_RECRUITER = (
    "accessRestricted",
    "requisitionOwnerEmail",
    "requisitionOwnerFirstName",
    "requisitionOwnerLastName",
)


@dataclass
class Shelf:
    """The jobs of many tasks as they stand, read together and stored together."""

    postings: dict[str, JobPosting]
    seen: dict[str, AtsJob]
    changed: set[str] = field(default_factory=set)
    changed_for_recruiters: set[str] = field(default_factory=set)

    @classmethod
    def with_jobs_of(cls, tasks: Sequence[JobTask]) -> Self:
        keys = {task.job_key for task in tasks}
        return cls(postings=JobPosting.objects.in_bulk(keys), seen=AtsJob.objects.in_bulk(keys))

    def put(self, task: JobTask, *, now: int) -> JobPosting:
        """The job of a task that succeeded, in place of what was there."""
        before = self.postings.get(task.job_key)
        posting = _posting(task, jobs.as_kept(task.record), before=before, now=now)
        _set_apply(posting, before=before, now=now)
        self.postings[posting.key] = posting
        self.changed.add(posting.key)
        job = _for_recruiters(posting, seen=self.seen.get(posting.key), now=now)
        if job is not None:
            self.seen[job.key] = job
            self.changed_for_recruiters.add(job.key)
        return posting

    def store(self) -> None:
        replace_rows([self.postings[key] for key in sorted(self.changed)])
        replace_rows([self.seen[key] for key in sorted(self.changed_for_recruiters)])


def _posting(task: JobTask, record: dict[str, Any], *, before: JobPosting | None, now: int) -> JobPosting:
    listing_type = "PREMIUM" if is_promoted(record) else "BASIC"
    begun = listed_from(record, before, listing_type=listing_type, now=now)
    return JobPosting(
        key=task.job_key,
        number=jobs.posting_id_of(task.job_key),
        application_id=task.application_id,
        context=str(record.get("integrationContext") or ""),
        id=task.external_id,
        form=task.form,
        state="CLOSED" if jobs.is_closed(record) else "LISTED",
        title=str(record["title"])[:200],
        is_public=record.get("availability", "PUBLIC") == "PUBLIC",
        listed_from=begun,
        expires_at=expires_at(record, listing_type=listing_type, begun=begun),
        listing_type=listing_type,
        contract_id=contract_number(record) if listing_type == "PREMIUM" else None,
        record=record,
        changed_at=now,
    )


def _set_apply(posting: JobPosting, *, before: JobPosting | None, now: int) -> None:
    """Whether members apply on LinkedIn; the same configuration sent again does not undo a fall-back."""
    configuration = posting.record.get("onsiteApplyConfiguration")
    if configuration is None:
        return
    posting.apply_problem = problem_of_meaning(configuration)
    application = Application.objects.get(id=posting.application_id)
    address = str(configuration["jobApplicationWebhookUrl"])
    posting.webhook_id = webhooks.register(application, address, now=now).id
    if before is not None and before.record.get("onsiteApplyConfiguration") == configuration:
        posting.went_offsite_at = before.went_offsite_at


def _for_recruiters(posting: JobPosting, *, seen: AtsJob | None, now: int) -> AtsJob | None:
    """The versioned posting says nothing to recruiters: it changes their job only where nothing else describes it."""
    record = posting.record
    if posting.form == Form.VERSIONED:
        if seen.form == Form.REQUISITION if seen else not switch("versioned_jobs_offered"):
            return None
        if seen is not None:
            record = record | {name: seen.record[name] for name in _OF_RECRUITER if name in seen.record}
    return jobs.job_row(
        application_id=posting.application_id,
        key=posting.key,
        context=posting.context,
        external_id=posting.id,
        form=Form(posting.form),
        record=record,
        expires_at=posting.expires_at,
        now=now,
    )
