"""One process of the house: how is it started, stopped and found dead?"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from config.database.identity import die_with_parent
from config.trouble import Trouble

_STOP_SECONDS = 6.0
_LARGEST_LOG = 5_000_000
#: Somebody who kills a process by hand, or a machine short of memory, is no reason to stop everything.
_DEATHS = 5
_DEATHS_WITHIN_SECONDS = 60.0


class Child:
    """A process with a log file of its own. It is told to stop when the supervisor dies, however that happens."""

    def __init__(self, name: str, command: list[str], *, logs: Path, is_ready: Callable[[], bool]) -> None:
        self.name = name
        self.command = command
        self.log = logs / f"{name}.log"
        self.is_ready = is_ready
        self.process: subprocess.Popen[bytes] | None = None
        self._deaths: deque[float] = deque(maxlen=_DEATHS)
        rotate(self.log)

    def start(self, environment: dict[str, str]) -> None:
        parent = os.getpid()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 -- our own programs
                self.command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the supervisor, which stops all in order
                preexec_fn=lambda: die_with_parent(parent, signal.SIGTERM),  # noqa: PLW1509 -- no threads here
            )

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def is_dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def count_death(self) -> None:
        """``Trouble`` when it has died so often, so fast, that starting it again is no use."""
        self.kill_group()
        self._deaths.append(time.monotonic())
        if len(self._deaths) == _DEATHS and self._deaths[-1] - self._deaths[0] < _DEATHS_WITHIN_SECONDS:
            raise Trouble(f"The {self.name} died {_DEATHS} times within a minute.\n{last_lines(self.log)}")

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait_until_stopped(self) -> None:
        """Give it some seconds; then it and all that it has started are killed."""
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_STOP_SECONDS)
            self.kill_group()
            self.process.wait()

    def kill_group(self) -> None:
        """Whatever the process has started shares its group and must not outlive it."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def rotate(log: Path) -> None:
    """Keep one older file when the log has grown large."""
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, indented, with its place."""
    lines = log.read_text("utf-8", errors="replace").splitlines()[-count:] if log.exists() else []
    return "\n".join([f"The end of {log}:", *(f"    {line}" for line in lines)])
