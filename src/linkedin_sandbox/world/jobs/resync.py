"""What happens when LinkedIn's job data differs from the ATS's? It asks for jobs once more (RESYNC_JOBS).

The ATS sends them again with operation UPDATE within half an hour; which came, and which did not, stays here.
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-resync-notifications
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Min

from linkedin_sandbox.world.jobs import webhooks
from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.models import Application, JobPosting, JobTask, ParentApplication, Resync
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWER_WITHIN_MS = 30 * clock.MINUTE


@dataclass(frozen=True)
class ResyncState:
    """How far the ATS has answered: ``late`` came after the half hour."""

    resync: Resync
    came: list[str]
    late: list[str]
    missing: list[str]

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.late


def ask_for_jobs(application: Application, job_ids: Sequence[str]) -> Resync:
    """Send the notification; no ids: all jobs that are open."""
    webhook = webhooks.portal_webhook(webhooks.RESYNC_JOBS)
    if webhook is None:
        raise SandboxRefusal("No webhook is registered for RESYNC_JOBS: register one in the portal first.")
    known = JobPosting.objects.filter(application_id=application.id)
    asked = list(job_ids) or list(known.filter(state="LISTED").order_by("id").values_list("id", flat=True))
    if unknown := set(asked) - set(known.filter(id__in=asked).values_list("id", flat=True)):
        raise SandboxRefusal(f"The application has posted no job “{min(unknown)}”.")
    now = clock.now_ms()
    body = {
        "developerApplicationUrn": application.urn,
        "type": webhooks.RESYNC_JOBS,
        "syncAllOpenJobs": not job_ids,
        "externalJobPostingIds": list(job_ids),
    }
    with transaction.atomic():
        resync = Resync.objects.create(
            application_id=application.id,
            all_open=not job_ids,
            asked=asked,
            event_id=0,
            asked_at=now,
            due_at=now + ANSWER_WITHIN_MS,
        )
        resync.event_id = webhooks.add_event(
            webhook,
            application,
            type_=webhooks.RESYNC_JOBS,
            subject=str(resync.id),
            body=json.dumps(body, separators=(",", ":")),
            secret_of=portal_secret_of(application),
            now=now,
        ).id
        resync.save(update_fields=["event_id"])
    return resync


def portal_secret_of(application: Application) -> str:
    """Whose secret signs what goes to the maker's webhook is not documented."""
    parent = ParentApplication.objects.first()
    if switch("portal_event_secret") == "child" or parent is None:
        return application.client_id
    return parent.client_id


def state_of(resync: Resync) -> ResyncState:
    """By the tasks that the ATS's calls have made since: a job came when LinkedIn took its UPDATE."""
    answers = JobTask.objects.filter(
        application_id=resync.application_id,
        operation="UPDATE",
        created_at__gte=resync.asked_at,
        status="SUCCEEDED",
    )
    came = dict(answers.values_list("external_id").annotate(at=Min("created_at")))
    in_time = [job for job in resync.asked if came.get(job, resync.due_at + 1) <= resync.due_at]
    return ResyncState(
        resync=resync,
        came=in_time,
        late=[job for job in resync.asked if came.get(job, 0) > resync.due_at],
        missing=[job for job in resync.asked if job not in came],
    )


def resyncs_of(application: Application, *, limit: int = 20) -> list[ResyncState]:
    """Newest first."""
    settle_due_tasks()
    rows = Resync.objects.filter(application_id=application.id).order_by("-id")[:limit]
    return [state_of(row) for row in rows]
