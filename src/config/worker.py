"""Who does the work that left the requests? This process, as many of them as one likes.

It comes back by itself when the database goes away, puts the jobs of workers that died back into the queue, and stops
within seconds when it is told to: a job that does not end in time is put back by the next worker.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
from contextlib import suppress

import psycopg
from django.db import Error as DatabaseError
from django.db import connections
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app, connector_params
from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import DeleteJobCondition

from linkedin_sync.tasks import sweep

log = logging.getLogger("recruit.worker")

# The library can lose a wake-up (a NOTIFY that arrives while it fetches), so it looks by itself twice a second.
_POLL_SECONDS = 0.5
_HEARTBEAT_SECONDS = 2.0
_STALLED_AFTER_SECONDS = 10
_SWEEP_SECONDS = 5.0
_GRACE_SECONDS = 3.0
_PATIENCE_SECONDS = 5.0
_LONGEST_BACKOFF = 10.0


def run_worker(*, concurrency: int) -> None:
    """Work until SIGTERM or SIGINT. Django must be set up."""
    # What is loaded by now stays for the life of the process: no collection need walk through it again.
    gc.collect()
    gc.freeze()
    asyncio.run(_work(concurrency))


async def _work(concurrency: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _begin_to_stop, stop)
    wait = 0.5
    while not stop.is_set():
        began = loop.time()
        try:
            await _one_life(concurrency, stop)
        except (psycopg.OperationalError, ProcrastinateException) as lost:
            wait = 0.5 if loop.time() - began > _LONGEST_BACKOFF else min(wait * 2, _LONGEST_BACKOFF)
            log.warning(
                "The worker lost the database; trying again", extra={"wait": wait, "error": _words_of(lost)}
            )
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
    log.info("The worker has stopped")


def _begin_to_stop(stop: asyncio.Event) -> None:
    stop.set()
    # A task is a thread, and threads cannot be stopped: after the grace the process goes, and the job is put back.
    asyncio.get_running_loop().call_later(_GRACE_SECONDS + 1, os._exit, 0)


async def _one_life(concurrency: int, stop: asyncio.Event) -> None:
    """Work until the stop or the loss of the database, whichever comes first."""
    # The library's own connections; after a lost one is waited for this long, we say so and begin again.
    connector = PsycopgConnector(kwargs=connector_params(), timeout=_PATIENCE_SECONDS, min_size=2, max_size=6)
    with app.replace_connector(connector) as working:
        async with working.open_async():
            await asyncio.to_thread(_see_to_what_was_left)
            log.info("The worker is ready")
            tasks = {
                asyncio.create_task(_serve(working, concurrency), name="jobs"),
                asyncio.create_task(_put_stalled_jobs_back(working), name="stalled jobs"),
                asyncio.create_task(_until(stop), name="stop"),
            }
            done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in rest:
                task.cancel()
            await asyncio.gather(*rest, return_exceptions=True)
            for task in done:
                task.result()


def _see_to_what_was_left() -> None:
    """Work whose job was lost with a dead worker waits no minute for the next sweep."""
    try:
        sweep(is_start=True)
    except DatabaseError as lost:
        log.warning(
            "What was left could not be looked at; the minute's sweep will", extra={"error": str(lost)}
        )
    finally:
        connections.close_all()


async def _until(stop: asyncio.Event) -> None:
    await stop.wait()


async def _serve(working: App, concurrency: int) -> None:
    await working.run_worker_async(
        concurrency=concurrency,
        fetch_job_polling_interval=_POLL_SECONDS,
        shutdown_graceful_timeout=_GRACE_SECONDS,
        update_heartbeat_interval=_HEARTBEAT_SECONDS,
        stalled_worker_timeout=_STALLED_AFTER_SECONDS,
        delete_jobs=DeleteJobCondition.SUCCESSFUL,
        install_signal_handlers=False,
    )


async def _put_stalled_jobs_back(working: App) -> None:
    """The library finds the jobs of dead workers, but leaves it to us to retry them."""
    while True:
        # Wait first: after an outage of the database the living must have told that they live.
        await asyncio.sleep(_SWEEP_SECONDS)
        for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_AFTER_SECONDS):
            log.warning(
                "A job of a worker that died is put back", extra={"task": job.task_name, "job": job.id}
            )
            with suppress(ProcrastinateException):  # another worker was faster
                await working.job_manager.retry_job(job)


def _words_of(error: BaseException) -> str:
    return str(error.__cause__ or error).strip()
