"""Does a worker, a real process on a real database, survive what happens to it?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from procrastinate import App, SyncPsycopgConnector
from tests.journeys.stack import ROOT, until
from tests.prepared import chosen_binaries, copy_of_migrated

from config.database import Cluster, embedded_url

pytestmark = [pytest.mark.database, pytest.mark.timeout(180)]


class Installation:
    """A database with the product's tables, and the workers of one test."""

    def __init__(self, folder: Path) -> None:
        self.cluster = Cluster(folder, binaries=chosen_binaries(), durable=False)
        self.url = embedded_url(folder)
        self.log = folder / "workers.log"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.variables = {
            **os.environ,
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "tests.config.worker_settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "RECRUIT_DATA": str(folder / "data"),
            "RECRUIT_STATIC_ROOT": str(folder / "static"),
        }

    def recruit(self, command: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "config", command], env=self.variables, stdout=log, stderr=log
            )

    def start_worker(self) -> subprocess.Popen[bytes]:
        worker = self.recruit("worker")
        self.workers.append(worker)
        return worker

    def defer(self, name: str, *texts: str) -> None:
        with App(connector=SyncPsycopgConnector(conninfo=self.url)).open() as app:
            for text in texts:
                app.configure_task(f"tests.{name}").defer(company_id=1, text=text)

    def written(self) -> list[tuple[str, int]]:
        with psycopg.connect(self.url) as session:
            return session.execute("SELECT text, worker FROM written ORDER BY id").fetchall()

    def until_written(self, *texts: str) -> None:
        until(
            lambda: set(texts) <= {text for text, _ in self.written()},
            f"{texts}\n{self.log.read_text()[-3000:]}",
        )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("worker"))
    copy_of_migrated(made.cluster.folder, binaries=made.cluster.binaries)
    made.cluster.start()
    with psycopg.connect(made.url) as session:
        session.execute("CREATE TABLE written (id serial, text text, worker int)")
    yield made
    made.cluster.stop()


@pytest.fixture
def installation(house: Installation) -> Iterator[Installation]:
    yield house
    for worker in house.workers:
        worker.kill()
        worker.wait()
    house.workers.clear()
    with psycopg.connect(house.url) as session:
        session.execute(
            "TRUNCATE written, procrastinate_jobs, procrastinate_periodic_defers, procrastinate_workers CASCADE"
        )


def _seconds(action: Callable[[], object]) -> float:
    began = time.monotonic()
    action()
    return time.monotonic() - began


def test_it_does_a_job_soon_and_stops_when_told(installation: Installation):
    worker = installation.start_worker()
    installation.defer("write", "first")
    installation.until_written("first")

    delays = []
    for number in range(10):
        text = f"job {number}"
        installation.defer("write", text)
        delays.append(_seconds(lambda text=text: installation.until_written(text)))
    worker.send_signal(signal.SIGTERM)

    assert max(delays) < 4  # a wake-up that is lost costs half a second, and five without our polling
    assert worker.wait(5) == 0


def test_it_stops_in_time_though_a_job_does_not_end(installation: Installation):
    worker = installation.start_worker()
    installation.defer("linger", "the long job")
    installation.until_written("the long job began")

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(5) == 0


def test_it_comes_back_by_itself_when_the_database_does(installation: Installation):
    worker = installation.start_worker()
    installation.defer("write", "before")
    installation.until_written("before")

    installation.cluster.stop()
    until(lambda: "lost the database" in installation.log.read_text(), "the worker notices")
    installation.cluster.start()
    installation.defer("write", "after")
    installation.until_written("after")

    assert worker.poll() is None
    assert {pid for _, pid in installation.written()} == {worker.pid}


def test_a_killed_workers_job_is_put_back_and_done_once(installation: Installation):
    killed = installation.start_worker()
    installation.defer("linger", "the job")
    installation.until_written("the job began")
    killed.kill()
    killed.wait()

    other = installation.start_worker()
    installation.until_written("the job ended")

    ended = [pid for text, pid in installation.written() if text == "the job ended"]
    assert ended == [other.pid]


def test_two_workers_do_no_job_twice(installation: Installation):
    texts = [f"job {number}" for number in range(200)]
    installation.defer("write", *texts)

    first, second = installation.start_worker(), installation.start_worker()
    until(lambda: len(installation.written()) >= len(texts), "all are done")

    done = installation.written()
    assert sorted(text for text, _ in done) == sorted(texts)
    assert {pid for _, pid in done} <= {first.pid, second.pid}
