"""How does a journey get the real thing? ``recruit run`` in a folder and on ports of its own: all processes, nothing mocked."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from tests.prepared import chosen_binaries, copy_of_migrated

ROOT = Path(__file__).resolve().parents[2]

T = TypeVar("T")


def until(condition: Callable[[], T], what: str = "", *, seconds: float = 45.0, every: float = 0.05) -> T:
    """Wait for the condition, asking often; answers what it answered, or fails in words."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, (
            f"it did not happen within {seconds:.0f} s: {what} (last: {found!r})"
        )
        time.sleep(every)


#: Seconds. Short enough that a journey can be silent for longer, long enough for an answer on a busy machine.
LINKEDIN_TIMEOUT = 8


class Stack:
    """A running installation. ``pids`` and addresses are those of the moment: the supervisor restarts what dies."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.data = folder / "data"
        self.ready = folder / "ready.json"
        self.output = folder / "output.txt"
        self.process: subprocess.Popen[bytes] | None = None
        web, sandbox = free_ports(2)
        self.variables = {
            **{
                name: value
                for name, value in os.environ.items()
                if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
            },
            "RECRUIT_DATA": str(self.data),
            "RECRUIT_WEB_PORT": str(web),
            "RECRUIT_SANDBOX_PORT": str(sandbox),
            # Whoever starts collects them anew: from a folder that is shared, another's would be gone for a moment.
            "RECRUIT_STATIC_ROOT": str(folder / "static"),
            "RECRUIT_DEMO_SIZE": "small",
            "RECRUIT_LINKEDIN_TIMEOUT": str(LINKEDIN_TIMEOUT),
            "RECRUIT_WEBHOOK_PRIVATE_HOSTS": "127.0.0.1",
            **variables,
        }

    def take_migrated_database(self) -> None:
        """Before the first start: the tests' migrated database, which takes a second instead of half a minute."""
        self.data.mkdir(parents=True)
        copy_of_migrated(self.data, binaries=chosen_binaries())

    def start(self, *options: str, seconds: float = 240.0) -> None:
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config", "run", "--ready-file", str(self.ready), *options],
                cwd=ROOT, env=self.variables, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            )  # fmt: skip
        until(self._is_up, f"Recruit starts\n{self.said()}", seconds=seconds)

    def stop(self) -> int:
        """As Ctrl-C does. Answers the exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)

    def said(self) -> str:
        """What the terminal showed, and the ends of the logs."""
        files = [self.output, *sorted((self.data / "logs").glob("*.log"))]
        return "\n".join(
            f"── {file.name}\n{file.read_text(errors='replace')[-3000:]}" for file in files if file.exists()
        )

    def _is_up(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"Recruit did not start:\n{self.said()}"
        return self.ready.exists()

    # ------------------------------------------------------------------------------------------ where and who

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.ready.read_text("utf-8"))

    @property
    def web_url(self) -> str:
        return self.told["web_url"]

    @property
    def sandbox_url(self) -> str:
        return self.told["sandbox_url"]

    @property
    def database_url(self) -> str:
        return self.told["database_url"]

    def pid(self, name: str) -> int:
        return self.told["pids"][name]

    def kill(self, name: str) -> None:
        """Kill with -9 and wait until the supervisor has started it again."""
        before = self.pid(name)
        os.kill(before, signal.SIGKILL)
        until(lambda: self.ready.exists() and self.pid(name) != before, f"the {name} comes back")

    def pause(self, name: str) -> None:
        """Stop a process in its tracks, without its knowing."""
        os.kill(self.pid(name), signal.SIGSTOP)

    def resume(self, name: str) -> None:
        os.kill(self.pid(name), signal.SIGCONT)

    # ------------------------------------------------------------------------------------------ speaking to it

    def sandbox(self, verb: str, path: str, record: object = None) -> Any:
        """A call to the sandbox's control, such as ``sandbox("POST", "exports", {…})``."""
        status, body = self.call(self.sandbox_url, verb, f"/_sandbox/{path}", record)
        assert status < 300, f"{verb} /_sandbox/{path}: {status} {body!r}"
        return json.loads(body or b"null")

    def call(
        self, base: str, verb: str, path: str, record: object = None, **headers: str
    ) -> tuple[int, bytes]:
        """One HTTP call with a JSON body."""
        parts = urlsplit(base)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        body = (
            None if record is None else record if isinstance(record, bytes) else json.dumps(record).encode()
        )
        try:
            connection.request(verb, path, body=body, headers={"Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def manage(self, *arguments: str) -> str:
        """A command of Django's against this installation's database."""
        return self.command("manage", *arguments)

    def command(self, *words: str) -> str:
        """``recruit …`` for this installation: what it says."""
        done = subprocess.run(
            [sys.executable, "-m", "config", *words],
            cwd=ROOT, env=self.variables, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


def free_ports(count: int) -> list[int]:
    """Ports that nobody has at the moment, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
