"""In which order does the house start, and what happens when one part dies?

Before anything is started: folder, keys, lock, ports. Then the database, LinkedIn's sandbox beside the migrations, the
web server and the worker, and once only the demo. At the end, and whenever something goes wrong, all are stopped: first
those who use the database, then the database.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from config.data import prepare_folder, prepare_keys, the_only_one
from config.database import Cluster, embedded_url, find_binaries, refuse_unfit
from config.database.fitness import without_password
from config.environment import Environment
from config.supervisor.child import Child, last_lines, rotate
from config.supervisor.greeting import Progress, greeting
from config.supervisor.ports import refuse_taken
from config.supervisor.readiness import answers, health
from config.trouble import Trouble

_READY_SECONDS = 90.0
_WATCH_SECONDS = 0.2
_SOURCE = Path(__file__).resolve().parents[2]


class Stopped(BaseException):
    """SIGINT, SIGTERM or SIGHUP: not an error, and nobody's to catch but ``supervise``'s."""


def supervise(environment: Environment, *, with_demo: bool, ready_file: Path | None) -> None:
    """Run everything until Ctrl-C or SIGTERM."""
    environment.data = prepare_folder(environment.data)
    prepare_keys(environment.data)
    with the_only_one(environment.data) as mine:
        if not mine:
            raise Trouble(
                f"Recruit runs already with the data folder {environment.data}. Stop that one first, or set "
                "RECRUIT_DATA (and RECRUIT_WEB_PORT, RECRUIT_SANDBOX_PORT) for a second one."
            )
        _refuse_taken_ports(environment)
        house = House(environment, with_demo=with_demo, ready_file=ready_file)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _raise_stopped)
        try:
            house.start()
            print(greeting(environment), flush=True)
            house.watch()
        except Stopped:
            print("\nStopping …", flush=True)
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            house.stop()
        print("Stopped. The data is kept.", flush=True)


class House:
    """All processes of one installation on one machine."""

    def __init__(self, environment: Environment, *, with_demo: bool, ready_file: Path | None) -> None:
        self.environment = environment
        # Against the real LinkedIn there is neither a sandbox nor a demo: it would be made there.
        self.with_sandbox = environment.linkedin_is_the_sandbox
        self.with_demo = with_demo and self.with_sandbox
        self.ready_file = ready_file
        self.progress = Progress()
        self.logs = environment.data / "logs"
        self.logs.mkdir(mode=0o700, exist_ok=True)
        self.cluster: Cluster | None = None
        self.sandbox = self._child(
            "sandbox", _sandbox(environment, with_demo=with_demo), self._sandbox_is_ready
        )
        self.web = self._child("web", _recruit("web"), self._web_is_ready)
        self.worker = self._child("worker", _recruit("worker"), self._worker_is_ready)
        self.children = [self.web, self.worker, *([self.sandbox] if self.with_sandbox else [])]
        self.variables = {
            **os.environ,
            "RECRUIT_SUPERVISED": "1",
            "RECRUIT_DEMO": "1" if self.with_demo else "0",
            "RECRUIT_DATA": str(environment.data),
            "RECRUIT_BASE_URL": environment.base_url,
            "PYTHONPATH": os.pathsep.join(filter(None, [str(_SOURCE), os.environ.get("PYTHONPATH")])),
            "PYTHONUNBUFFERED": "1",
        }

    def start(self) -> None:
        self._start_database()
        if self.with_sandbox:
            self.sandbox.start(self.variables)
        self._run_once("migrate", "the database and the static files are up to date")
        self.web.start(self.variables)
        self.worker.start(self.variables)
        for child in self.children:
            self._wait_for(child)
        if self.with_demo and not (self.environment.data / "demo.txt").exists():
            self.progress.tell(
                "making the demo: a company, its positions and candidates, and LinkedIn's side of it …"
            )
            self._run_once("demo", "the demo is there")
        self._write_ready_file()

    def watch(self) -> None:
        """Start again what dies, with a word; give up with ``Trouble`` when that is no use."""
        while True:
            time.sleep(_WATCH_SECONDS)
            self._watch_database()
            for child in self.children:
                if child.is_dead():
                    self.progress.tell(f"the {child.name} died; starting it again (see {child.log})")
                    child.count_death()
                    child.start(self.variables)
                    self._write_ready_file()

    def stop(self) -> None:
        if self.ready_file:
            self.ready_file.unlink(missing_ok=True)
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.wait_until_stopped()
        if self.cluster:
            self.cluster.stop()

    def _child(self, name: str, command: list[str], is_ready: Callable[[], bool]) -> Child:
        return Child(name, command, logs=self.logs, is_ready=is_ready)

    # ------------------------------------------------------------------------------------------ the database

    def _start_database(self) -> None:
        if self.environment.database_url:
            refuse_unfit(self.environment.database_url)
            self.progress.tell(
                f"the database at {without_password(self.environment.database_url)} can be used"
            )
            return
        rotate(self.logs / "database.log")
        self.cluster = Cluster(self.environment.data, binaries=find_binaries(self.environment.pg_bin))
        self._start_cluster(self.cluster)
        self.progress.tell(f"PostgreSQL {self.cluster.binaries.major} runs (as {self.cluster.identity.name})")

    def _start_cluster(self, cluster: Cluster) -> None:
        try:
            with (self.logs / "database.log").open("ab") as log:
                cluster.start(log)
        except Trouble as trouble:
            raise Trouble(f"{trouble}\n{last_lines(self.logs / 'database.log')}") from None

    def _watch_database(self) -> None:
        if self.cluster and self.cluster.process and self.cluster.process.poll() is not None:
            self.progress.tell("the database died; starting it again")
            self._start_cluster(self.cluster)
            self._write_ready_file()

    # ------------------------------------------------------------------------------------------ the others

    def _run_once(self, command: str, words: str) -> None:
        """A command of ours to its end, its words in a log."""
        log = self.logs / f"{command}.log"
        rotate(log)
        child = self._child(command, _recruit(command), lambda: True)
        child.start(self.variables)
        assert child.process is not None  # it was just started
        try:
            status = child.process.wait()
        except Stopped:
            child.ask_to_stop()
            child.wait_until_stopped()
            raise
        if status != 0:
            raise Trouble(f"`recruit {command}` did not succeed.\n{last_lines(log)}")
        self.progress.tell(words)

    def _wait_for(self, child: Child) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while not child.is_ready():
            if child.is_dead():
                raise Trouble(f"The {child.name} did not start.\n{last_lines(child.log)}")
            if time.monotonic() > deadline:
                raise Trouble(f"The {child.name} started, but does not answer.\n{last_lines(child.log)}")
            time.sleep(0.05)
        self.progress.tell(f"the {child.name} is ready")

    def _web_is_ready(self) -> bool:
        return health(self.environment.web_port).get("database") == "ok"

    def _worker_is_ready(self) -> bool:
        return health(self.environment.web_port).get("worker") == "ok"

    def _sandbox_is_ready(self) -> bool:
        return answers(self.environment.sandbox_port, "/_sandbox/state")

    def _write_ready_file(self) -> None:
        """For tests and scripts: addresses and process ids, written at once so that nobody reads half of it."""
        if self.ready_file is None:
            return
        database = self.cluster.process.pid if self.cluster and self.cluster.process else None
        told = {
            "web_url": self.environment.base_url,
            "sandbox_url": self.environment.sandbox_url if self.with_sandbox else None,
            "database_url": self.environment.database_url or embedded_url(self.environment.data),
            "data": str(self.environment.data),
            "pids": {
                "supervisor": os.getpid(),
                "database": database,
                **{child.name: child.pid for child in self.children},
            },
        }
        half = self.ready_file.with_name(self.ready_file.name + ".half")
        half.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
        half.replace(self.ready_file)


def _refuse_taken_ports(environment: Environment) -> None:
    refuse_taken(
        host=environment.web_host,
        port=environment.web_port,
        purpose="Recruit itself",
        variable="RECRUIT_WEB_PORT",
    )
    if not environment.linkedin_is_the_sandbox:
        return
    if environment.web_port == environment.sandbox_port:
        raise Trouble("RECRUIT_WEB_PORT and RECRUIT_SANDBOX_PORT name the same port; give each its own.")
    refuse_taken(
        host="127.0.0.1",
        port=environment.sandbox_port,
        purpose="LinkedIn's sandbox",
        variable="RECRUIT_SANDBOX_PORT",
    )


def _recruit(command: str) -> list[str]:
    return [sys.executable, "-m", "config", command]


def _sandbox(environment: Environment, *, with_demo: bool) -> list[str]:
    """The demo brings a world of its own; without it the sandbox has its default one."""
    place = ["--host", "127.0.0.1", "--port", str(environment.sandbox_port)]
    return [
        sys.executable,
        "-m",
        "linkedin_sandbox",
        "serve",
        *place,
        "--data",
        str(environment.data / "sandbox"),
        "--seed",
        "none" if with_demo else "default",
    ]


def _raise_stopped(_number: int, _frame: FrameType | None) -> None:
    raise Stopped
