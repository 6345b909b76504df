"""When is a sent job there? When its task has been worked off, a moment later.

A posting is accepted at once and finished asynchronously; what is wrong in meaning (a duplicate CREATE, an
UPDATE of an unknown job) shows only in the task (rule 36).
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/check-job-taskstatus
"""

from __future__ import annotations

from django.db import transaction

from linkedin_sandbox.world import clock, jobs
from linkedin_sandbox.world.models import JobTask


def settle_due_tasks() -> None:
    """Finish every task whose time has come, oldest first."""
    now = clock.now_ms()
    due = JobTask.objects.filter(status="IN_PROGRESS", due_at__lte=now, looks_left__lte=0)
    if not due.exists():
        return
    with transaction.atomic():
        for task in due.order_by("due_at", "created_at", "urn"):
            _finish(task, now=now)


def _finish(task: JobTask, *, now: int) -> None:
    known = jobs.job_exists(task.job_key)
    task.error = jobs.problem_of(task.record, is_known=known)
    task.status = "FAILED" if task.error else "SUCCEEDED"
    if not task.error:
        task.posting_id = jobs.store_job(
            application_id=task.application_id, key=task.job_key, external_id=task.external_id,
            record=task.record, now=now,
        )  # fmt: skip
    task.save(update_fields=["status", "error", "posting_id"])
