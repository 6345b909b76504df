"""How does work leave the request? Through this door; only this module imports the queue library.

A job is one row in the same PostgreSQL, inserted by the transaction that causes it: no commit, no job. It carries
ids, never content, and names its company; it runs inside that company's context. Jobs may run more than once
(a killed worker's jobs are put back), so every task is idempotent.

Inside a worker the library defers through the worker's own connection, past the transaction of the job at hand: the
new job would start before what it is about has been committed. ``defer`` therefore always takes Django's connection.

Words: a *task* is a function, a *job* is one run of it, to *defer* is to enqueue. ``lock`` lets only one job of that
key run at a time; ``queueing_lock`` lets only one job of that key wait.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.db import close_old_connections, connection, transaction
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.tasks import Task, configure_task

from recruit.base import clock
from recruit.base.tenancy import company_context

__all__ = ["RetryWithJitter", "TaskFunction", "defer", "defer_once", "periodic", "task"]

TaskFunction = Callable[..., None]
_tasks: dict[str, Task[Any, Any, Any]] = {}
_jobs = JobManager(DjangoConnector())


@dataclass
class RetryWithJitter(BaseRetryStrategy):
    """Try again after 1 s, 2 s, 4 s … up to ``cap``, each spread by a random half, at most ``attempts`` times."""

    attempts: int = 10
    cap: timedelta = timedelta(minutes=5)

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002 -- the library's signature
        if job.attempts >= self.attempts:
            return None
        wait = min(2.0**job.attempts, self.cap.total_seconds()) * random.uniform(0.5, 1.0)  # noqa: S311 -- jitter
        return RetryDecision(retry_at=clock.now() + timedelta(seconds=wait))


def task(
    *, name: str, queue: str = "default", retry: RetryWithJitter | None = None
) -> Callable[[TaskFunction], TaskFunction]:
    """Decorate a function of ``tasks.py``. It takes keyword arguments only and runs in its company's context.

    Arguments that it does not know are dropped: the job may have been deferred by an older or newer release.
    """

    def register(function: TaskFunction) -> TaskFunction:
        @wraps(function)
        def run(*, company_id: int, **arguments: Any) -> None:
            close_old_connections()
            try:
                with company_context(company_id):
                    function(company_id=company_id, **_known(function, arguments))
            finally:
                close_old_connections()

        _tasks[name] = app.task(name=name, queue=queue, retry=retry or RetryWithJitter())(run)
        run.task_name = name  # type: ignore[attr-defined]  # a function of ours, labelled with its own name
        return run

    return register


def periodic(*, name: str, cron: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Decorate a function without arguments that the workers run, once among them all, at every tick of ``cron``."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        @wraps(function)
        def run(timestamp: int) -> None:  # noqa: ARG001 -- the library passes the tick
            close_old_connections()
            try:
                function()
            finally:
                close_old_connections()

        _tasks[name] = app.periodic(cron=cron)(app.task(name=name, queue="periodic", queueing_lock=name)(run))
        return function

    return register


def defer(
    function: TaskFunction | str,
    *,
    company_id: int,
    run_at: datetime | None = None,
    lock: str | None = None,
    queueing_lock: str | None = None,
    priority: int = 0,
    **arguments: Any,
) -> bool:
    """Enqueue one run of the task in the present transaction. False if one with that ``queueing_lock`` waits already.

    A layer below the one that defines the task names it: ``tasks.py`` lies above whatever asks for its work.

    A higher ``priority`` runs first. Use ``queueing_lock`` only where the waiting run would surely see what this
    transaction writes: a run that starts before this transaction commits does not, and then nobody comes. The
    outbox therefore defers without it.
    """
    name = function if isinstance(function, str) else function.task_name  # type: ignore[attr-defined]  # set by ``task`` above
    deferrer = configure_task(
        name=name,
        job_manager=_jobs,
        queue=_tasks[name].queue,
        schedule_at=run_at,
        lock=lock,
        queueing_lock=queueing_lock,
        priority=priority,
    )
    try:
        with transaction.atomic():  # a savepoint: the refused insert must not cost the caller's transaction
            deferrer.defer(company_id=company_id, **arguments)
    except AlreadyEnqueued:
        return False
    return True


# The setting lives as long as the transaction: the second change in it finds the first one's job deferred already.
# A savepoint that is rolled back takes the setting with it, as it takes the job.
_FIRST_IN_TRANSACTION = """
SELECT set_config(%(setting)s, 'on', true) WHERE current_setting(%(setting)s, true) IS DISTINCT FROM 'on'
"""


@transaction.atomic
def defer_once(
    function: TaskFunction | str,
    *,
    company_id: int,
    once: int,
    lock: str | None = None,
    priority: int = 0,
    **arguments: Any,
) -> bool:
    """Enqueue one run in the present transaction, however often it asks. ``once``: about which row the task is.

    False if this transaction has done so already.
    """
    name = function if isinstance(function, str) else function.task_name  # type: ignore[attr-defined]  # set by ``task`` above
    setting = f"recruit.once_{name.replace('.', '_')}_{once}"
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_IN_TRANSACTION, {"setting": setting})
        is_first = cursor.fetchone() is not None
    return is_first and defer(name, company_id=company_id, lock=lock, priority=priority, **arguments)


def _known(function: TaskFunction, arguments: dict[str, Any]) -> dict[str, Any]:
    names = function.__code__.co_varnames[
        : function.__code__.co_argcount + function.__code__.co_kwonlyargcount
    ]
    return {key: value for key, value in arguments.items() if key in names}
