"""Can one start and steer a sandbox from a shell? ``linkedin-sandbox`` as a person and as a script use it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from tests.linkedin_sandbox.server import until

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "src")}
PROGRAM = [sys.executable, "-m", "linkedin_sandbox"]


class Started:
    """A sandbox as somebody starts it by hand, and what it printed."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [*PROGRAM, "serve", "--in-memory", "--port", "0"],
            cwd=folder,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.printed = [self.process.stdout.readline()]
        self.url = re.findall(r"http://\S+", self.printed[0])[0]
        until(lambda: self.run("state").returncode == 0, seconds=60)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PROGRAM, words[0], "--url", self.url, *words[1:]],
            env=ENVIRONMENT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def says(self, *words: str) -> str:
        done = self.run(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def answers(self, *words: str) -> Any:
        return json.loads(self.says(words[0], "--json", *words[1:]))

    def stop(self) -> str:
        """What else it had printed."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.stdout is not None
        with self.process.stdout:
            rest = self.process.stdout.read()
        assert self.process.wait(timeout=20) == 0
        return self.printed[0] + rest


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    started = Started(tmp_path_factory.mktemp("cwd"))
    yield started
    if started.process.poll() is None:
        started.stop()


def test_the_world_and_its_snapshots(started: Started) -> None:
    assert started.answers("reset")["seeded"]["members"] == 1500
    started.says("snapshot", "full")
    started.says("reset", "--seed", "none")
    empty = started.answers("state")["counts"]["Member"]
    started.says("restore", "full")

    assert (empty, started.answers("state")["counts"]["Member"]) == (0, 1500)
    assert "full" in started.says("snapshot")
    assert "full" not in started.says("snapshot", "full", "--delete")
    assert "snapshots: none" in started.says("snapshot")


def test_a_world_from_a_file(started: Started, tmp_path: Path) -> None:
    started.says("reset", "--seed", "none")
    (tmp_path / "world.toml").write_text('[[organizations]]\nid = 70001\nname = "Bluebird Foods"\n')
    (tmp_path / "odd.json").write_text("{")

    assert started.answers("seed", str(tmp_path / "world.toml"))["seeded"]["organizations"] == 1
    odd = started.run("seed", str(tmp_path / "odd.json"))
    assert (odd.returncode, "is not JSON" in odd.stderr) == (1, True)


def test_the_clock(started: Started) -> None:
    frozen = started.answers("clock", "freeze", "2026-05-04T12:00:00Z")
    moved = started.answers("clock", "advance", "60")

    assert (frozen["frozen"], moved["now"] - frozen["now"]) == (True, 60_000)
    assert "now: 2026-05-04 12:01:00" in started.says("clock")
    assert started.answers("clock", "thaw")["frozen"] is False
    started.says("call", "POST", "clock", "offset_seconds=0")


def test_faults(started: Started) -> None:
    added = started.answers("faults", "add", "status", "resource=atsCandidates", "status=503", "times=2")

    assert "atsCandidates" in started.says("faults")
    assert "push_late" in started.says("faults", "kinds")
    assert started.answers("faults", "remove", str(added["id"]))["faults"] == []
    refused = started.run("faults", "add", "earthquake")
    assert (refused.returncode, "There is no fault 'earthquake'" in refused.stderr) == (1, True)


def test_settings(started: Started) -> None:
    assert started.answers("switches", "validation=whole_batch")["switches"]["validation"] == "whole_batch"
    assert started.answers("limits", "day_calls=7")["day_calls"] == 7
    assert started.answers("transitions", "job_task=now", "matching=looks:2")["transitions"]["matching"] == {
        "after_looks": 2
    }
    assert started.answers("usage")["usage"] == []


def test_the_journal(started: Started, tmp_path: Path) -> None:
    started.says("reset")
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{started.url}/v2/atsCandidates")
    refused.value.close()

    [entry] = started.answers("journal")["entries"]
    assert (entry["status"], entry["rule"]) == (401, "1")
    assert "/v2/atsCandidates" in started.says("journal")
    assert "rule: 1" in started.says("journal", "--entry", str(entry["id"]))
    started.says("journal", "--har", str(tmp_path / "all.har"))
    assert len(json.loads((tmp_path / "all.har").read_text())["log"]["entries"]) == 1
    assert started.run("journal", "--replay", str(entry["id"])).returncode == 1


def test_what_people_at_linkedin_do(started: Started) -> None:
    started.says("reset")
    seat = started.answers("seats")["seats"][0]

    assert seat["name"] in started.says("seats")
    assert "applications: none" in started.says("applications")
    assert "pushes: none" in started.says("push")
    nobody = started.run("export", "--seat", str(seat["id"]), "--member", "nobody", "--job", "REQ-1")
    assert (nobody.returncode, "There is no member" in nobody.stderr) == (1, True)
    assert started.run("enable", "86nobody").returncode == 1
    assert started.answers("call", "GET", "members", "limit=2")["next_after"] is not None


def test_nobody_there() -> None:
    done = subprocess.run(
        [*PROGRAM, "state", "--url", "http://127.0.0.1:9"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "linkedin-sandbox serve" in done.stderr) == (1, True)


def serve(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, "serve", *words], env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_port_that_is_taken_and_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = serve("--port", str(taken.getsockname()[1]), "--data", str(tmp_path))
    folder = serve("--port", "0", "--data", str(tmp_path / "file"))

    assert (port.returncode, "--port 0" in port.stderr) == (1, True)
    assert (folder.returncode, "--in-memory" in folder.stderr) == (1, True)
    assert "Traceback" not in port.stderr + folder.stderr


def test_in_memory_leaves_nothing_behind(tmp_path: Path) -> None:
    """It prints its real port, credentials, organizations, contracts and seats, and takes its folder away."""
    started = Started(tmp_path)
    begun = {
        folder
        for home in ("/dev/shm", "/tmp")
        for folder in Path(home).glob(f"linkedin-sandbox-{started.process.pid}-*")
    }

    printed = started.stop()

    assert (len(begun), list(tmp_path.iterdir())) == (1, [])
    assert not any(folder.exists() for folder in begun)
    assert ":0 " not in printed
    for word in ("client id", "secret", "organization", "contract", "seat", "in memory"):
        assert word in printed
