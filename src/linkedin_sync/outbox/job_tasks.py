"""What became of a job posting that LinkedIn accepted? v2 answers with a task, which is asked later.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/check-job-taskstatus
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from linkedin_client import JobTask, TaskStatus
from linkedin_sync.budget.services import take
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import connection_by_id, outward
from linkedin_sync.connections.states import Outward
from linkedin_sync.enums import Lane, MarkKind, ParkedReason
from linkedin_sync.models import Link, Mark
from linkedin_sync.outbox.calls import MOST_RECORDS
from linkedin_sync.outbox.retry import TASK_WAITS, next_look
from linkedin_sync.outbox.settling import giving_way
from recruit.base import clock, live, queue

#: The task's name; the function lies in ``tasks``, above this.
CHECK_TASKS: Final = "linkedin.check_tasks"

_SETTLED: Final = frozenset({TaskStatus.SUCCEEDED.value, TaskStatus.PROCESSED.value})


def defer_look(*, company_id: int, connection_id: int, asked: int) -> None:
    queue.defer(
        CHECK_TASKS,
        company_id=company_id,
        connection_id=connection_id,
        run_at=next_look(asked=asked, now=clock.now()),
        # One look of each length waits, however many postings and sweeps ask for one.
        queueing_lock=f"{CHECK_TASKS}:{connection_id}:{min(asked, len(TASK_WAITS) - 1)}",
    )


def check_tasks(*, company_id: int, connection_id: int) -> None:
    """Ask LinkedIn after every open task; a failed one parks its position with LinkedIn's own words."""
    connection = connection_by_id(company_id=company_id, connection_id=connection_id)
    if connection is None or outward(connection) is not Outward.EVERYTHING:
        return
    links = list(
        Link.objects.filter(connection_id=connection_id)
        .exclude(task_urn="")
        .order_by("task_asked", "id")[:MOST_RECORDS]
    )
    if not links or take(connection=connection, resource="job_tasks", records=len(links)) is not None:
        return
    tasks = linkedin_of(connection).jobs.tasks([link.task_urn for link in links])
    giving_way(lambda: _keep(company_id, connection_id, links, tasks))


def _keep(company_id: int, connection_id: int, links: list[Link], tasks: dict[str, JobTask]) -> None:
    waiting = [link for link in links if not _keep_one(link, tasks[link.task_urn])]
    is_more = Link.objects.filter(connection_id=connection_id).exclude(task_urn="").count() > len(waiting)
    if waiting or is_more:
        asked = 0 if is_more else min(link.task_asked for link in waiting) + 1
        defer_look(company_id=company_id, connection_id=connection_id, asked=asked)


def _keep_one(link: Link, task: JobTask) -> bool:
    """Whether the task has come to an end. A posting sent anew meanwhile has another task: compare and set."""
    same = Link.objects.filter(pk=link.pk, task_urn=link.task_urn)
    if task.status == TaskStatus.IN_PROGRESS.value:
        same.update(task_asked=link.task_asked + 1)
        return False
    if task.status == TaskStatus.FAILED.value:
        if same.update(task_urn="", fingerprint=""):
            _park(link, task.error_message or gettext_noop("LinkedIn did not say why."))
        return True
    # Succeeded; or forgotten by LinkedIn, which keeps tasks for a day: then it was accepted long ago.
    settled = {"task_urn": ""} | ({"their_urn": task.job_posting} if task.job_posting else {})
    same.update(**settled)
    return True


def _park(link: Link, message: str) -> None:
    """LinkedIn accepted the posting and then failed on it: nothing is delivered. A change of the position wakes it."""
    text = f"LinkedIn could not process the position: {message}"  # English
    Mark.objects.get_or_create(
        company_id=link.company_id,
        connection_id=link.connection_id,
        kind=MarkKind.POSITION,
        our_key=link.our_key,
        defaults={
            "lane": Lane.POSITION,
            "parked_reason": ParkedReason.PERMANENT,
            "parked_text": text,
            "parked_at": clock.now(),
            "tried_at": clock.now(),
        },
    )
    live.touch(link.company_id, ["integration", f"position:{link.external_id}"])


def has_open_tasks(*, connection_id: int) -> bool:
    return Link.objects.filter(connection_id=connection_id).exclude(task_urn="").exists()
