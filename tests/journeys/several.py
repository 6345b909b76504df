"""A second machine beside a running installation: a web server and a worker more, on the same PostgreSQL, by their plain commands."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import psycopg
from tests.journeys.stack import ROOT, Stack, free_ports, until

#: A worker tells every two seconds that it lives.
_ALIVE = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '6 seconds'"


class SecondMachine:
    """It shares database, keys and files with the first, as machines behind a load balancer do."""

    def __init__(self, stack: Stack, folder: Path) -> None:
        self.stack = stack
        self.log = folder / "second-machine.log"
        [port] = free_ports(1)
        self.url = f"http://127.0.0.1:{port}"
        self.variables = {
            **stack.variables,
            "DATABASE_URL": stack.database_url,
            "RECRUIT_BASE_URL": stack.web_url,
            "RECRUIT_WEB_PORT": str(port),
        }
        self.web = self._start("web")
        self.worker = self._start("worker")

    def _start(self, command: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "config", command], cwd=ROOT, env=self.variables,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def until_up(self) -> None:
        """Both answer, and two workers share the queue."""
        until(
            self._is_up, f"a second web server and worker\n{self.log.read_text('utf-8')[-2000:]}", seconds=90
        )

    def _is_up(self) -> bool:
        assert self.web.poll() is None, self.log.read_text("utf-8")
        assert self.worker.poll() is None, self.log.read_text("utf-8")
        return self.answers(self.url) and self._workers() == 2

    def answers(self, url: str) -> bool:
        try:
            return self.stack.call(url, "GET", "/healthz") == (200, b'{"database": "ok", "worker": "ok"}')
        except OSError:
            return False

    def _workers(self) -> int:
        with psycopg.connect(self.stack.database_url) as session:
            [(count,)] = session.execute(_ALIVE).fetchall()
        return int(count)

    def stop(self) -> list[int]:
        """As a service manager does; the exit statuses of web server and worker."""
        for process in (self.web, self.worker):
            process.send_signal(signal.SIGTERM)
        return [process.wait(30) for process in (self.web, self.worker)]
