"""What would the worker do now? The same jobs, one after the other, in this thread; no clock has to be waited for."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from recruit.base import clock, queue


def waiting_jobs() -> list[str]:
    """Names of the tasks that wait, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY priority DESC, id"
        )
        return [name for (name,) in cursor.fetchall()]


def lose_jobs() -> None:
    """What a lost queue would be: the rows must say by themselves what is to be done."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_periodic_defers; DELETE FROM procrastinate_jobs")


def run_jobs(*, until: datetime | None = None, limit: int = 200) -> int:
    """Run what is due, also what that defers; ``until`` a moment also what is scheduled before it. Returns how many."""
    for count in range(limit):
        job = _next_job(until or clock.now())
        if job is None:
            return count
        job_id, name, arguments = job
        _forget(job_id)  # a worker's job that runs does not wait any more, so its lock is free
        queue._tasks[name].func(**arguments)
    raise AssertionError(f"more than {limit} jobs: they defer each other for ever")


def _next_job(now: datetime) -> tuple[int, str, dict] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' "
            "AND (scheduled_at IS NULL OR scheduled_at <= %s) ORDER BY priority DESC, id LIMIT 1",
            [now],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    import json

    return row[0], row[1], row[2] if isinstance(row[2], dict) else json.loads(row[2])


def _forget(job_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
