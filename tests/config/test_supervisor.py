"""Does ``recruit run`` start, watch and stop everything? The real processes, without the demo."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.journeys.stack import ROOT, Stack, until

pytestmark = [pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    made = Stack(tmp_path_factory.mktemp("house"))
    made.start("--no-demo")
    yield made
    with suppress(ProcessLookupError):
        made.stop()


def _alive(pid: int) -> bool:
    """Is it there, and not only its name in the table of processes?"""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def _refused(stack: Stack, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "config", "run"], cwd=ROOT, env={**stack.variables, **variables},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_everything_answers(stack: Stack):
    assert stack.call(stack.web_url, "GET", "/healthz") == (200, b'{"database": "ok", "worker": "ok"}')
    assert stack.call(stack.web_url, "GET", "/")[0] == 302
    assert stack.call(stack.sandbox_url, "GET", "/recruiter/")[0] < 400


def test_the_doctor_examines_what_runs(stack: Stack):
    """On this machine alone, with the sandbox and without a mail server: that is all there is to be told."""
    done = subprocess.run(
        [sys.executable, "-m", "config", "doctor", "--json"], cwd=ROOT, env=stack.variables,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    found = {each["code"]: each["level"] for each in json.loads(done.stdout)["findings"]}
    assert done.returncode == 1, done.stderr
    not_well = {code for code, level in found.items() if level != "well"}
    assert not_well - {"room"} == {"loopback", "sandbox", "no_mail", "no_backup"}
    assert {
        "reachable",
        "worker",
        "queue",
        "database",
        "tables",
        "files",
        "database_clock",
        "linkedin_clock",
    } <= set(found)


def test_static_files_are_served_under_names_that_may_be_kept(stack: Stack):
    _status, page = stack.call(stack.web_url, "GET", "/sign-in")
    address = next(part for part in page.decode().split('"') if "/static/vendor/tabler.min." in part)

    status, body = stack.call(stack.web_url, "GET", address)

    assert status == 200
    assert b"sourceMappingURL" not in body


def test_keys_and_folder_are_for_the_owner_only(stack: Stack):
    for path in (
        stack.data,
        stack.data / "keys",
        stack.data / "run",
        stack.data / "postgres",
        stack.data / "logs",
    ):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_second_one_on_the_same_data_is_refused(stack: Stack):
    assert "Recruit runs already with the data folder" in _refused(stack)


def test_a_port_that_is_taken_is_told_before_anything_starts(stack: Stack, tmp_path: Path):
    port = stack.web_url.rsplit(":", 1)[1]

    said = _refused(stack, RECRUIT_DATA=str(tmp_path / "other"), RECRUIT_SANDBOX_PORT="8299")

    assert f"Port {port}, for Recruit itself, is taken" in said
    assert not (tmp_path / "other" / "postgres").exists()


def test_one_port_for_two_is_refused(stack: Stack, tmp_path: Path):
    said = _refused(stack, RECRUIT_DATA=str(tmp_path), RECRUIT_WEB_PORT="8298", RECRUIT_SANDBOX_PORT="8298")

    assert "name the same port" in said


def test_a_database_that_is_not_fit_is_told(stack: Stack, tmp_path: Path):
    url = stack.database_url.replace("//recruit@", "//postgres@")

    said = _refused(
        stack,
        RECRUIT_DATA=str(tmp_path),
        DATABASE_URL=url,
        RECRUIT_WEB_PORT="8296",
        RECRUIT_SANDBOX_PORT="8297",
    )

    assert "is a superuser" in said


@pytest.mark.parametrize("name", ["worker", "web", "sandbox", "database"])
def test_what_dies_is_started_again(stack: Stack, name: str):
    stack.kill(name)

    until(lambda: _calm(stack), f"all are well again after the {name} was killed\n{stack.said()}", seconds=60)
    assert f"the {name} died; starting it again" in stack.output.read_text()


def _calm(stack: Stack) -> bool:
    try:
        well = stack.call(stack.web_url, "GET", "/healthz") == (200, b'{"database": "ok", "worker": "ok"}')
        return well and stack.call(stack.sandbox_url, "GET", "/_sandbox/state")[0] == 200
    except OSError:
        return False


def test_nothing_is_left_when_the_supervisor_is_killed_and_the_next_start_is_quick(stack: Stack):
    pids = stack.told["pids"]
    os.kill(pids["supervisor"], signal.SIGKILL)
    assert stack.process is not None
    stack.process.wait()

    until(lambda: not any(_alive(pid) for pid in pids.values()), f"all of {pids} are gone")
    stack.ready.unlink()
    stack.start("--no-demo")


def test_it_stops_in_order_and_leaves_nothing(stack: Stack):
    pids = stack.told["pids"]
    ports = [int(url.rsplit(":", 1)[1]) for url in (stack.web_url, stack.sandbox_url)]

    assert stack.stop() == 0

    assert not any(_alive(pid) for pid in pids.values())
    assert not stack.ready.exists()
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
