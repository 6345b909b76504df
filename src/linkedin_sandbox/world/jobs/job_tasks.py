"""When is a sent job there? When its task has been worked off, a moment later.

A posting is accepted at once and finished asynchronously; what is wrong in meaning (a duplicate CREATE, an
UPDATE of an unknown job) shows only in the task (rule 36).
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/check-job-taskstatus
"""

from __future__ import annotations

from django.db import transaction

from linkedin_sandbox.world.ground.bulk import replace_rows
from linkedin_sandbox.world.jobs import jobs
from linkedin_sandbox.world.jobs.posted import Shelf
from linkedin_sandbox.world.models import JobTask
from linkedin_sandbox.world.steering import clock

_AT_ONCE = 1000


def settle_due_tasks() -> None:
    """Finish every task whose time has come, oldest first."""
    now = clock.now_ms()
    due = JobTask.objects.filter(status="IN_PROGRESS", due_at__lte=now, looks_left__lte=0)
    while due.exists():
        with transaction.atomic():
            tasks = list(due.order_by("due_at", "created_at", "urn")[:_AT_ONCE])
            shelf = Shelf.with_jobs_of(tasks)
            for task in tasks:
                _finish(task, shelf)
            shelf.store()
            replace_rows(tasks)


def _finish(task: JobTask, shelf: Shelf) -> None:
    """As of the moment when it was due, however much later somebody looks."""
    task.error = jobs.problem_of(task.record, is_known=task.job_key in shelf.postings)
    task.status = "FAILED" if task.error else "SUCCEEDED"
    if not task.error:
        task.posting_id = shelf.put(task, now=task.due_at).number
