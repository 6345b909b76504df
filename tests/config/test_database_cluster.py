"""Is the embedded PostgreSQL made, recovered and stopped as it must be? With real servers."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config.database import Cluster, embedded_url, find_binaries, refuse_unfit
from config.database.cluster import socket_folder
from config.database.identity import Identity, choose_identity
from config.trouble import Trouble

pytestmark = pytest.mark.database

_NAMED = os.environ.get("RECRUIT_PG_BIN")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path, binaries=find_binaries(Path(_NAMED) if _NAMED else None))
    made.durable = True
    yield made
    made.stop()


def _ask(folder: Path, question: str, role: str = "recruit") -> object:
    with psycopg.connect(embedded_url(folder, role=role)) as session:
        row = session.execute(question).fetchone()
    return row[0] if row else None


def _until(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def test_its_role_owns_the_database_and_has_no_right_beyond(cluster: Cluster):
    cluster.start()

    rights = "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    assert _ask(cluster.folder, rights) is False
    assert _ask(cluster.folder, owner) == "recruit"
    refuse_unfit(embedded_url(cluster.folder))


def test_nobody_else_can_reach_it(cluster: Cluster):
    cluster.start()

    assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(cluster.data.stat().st_mode) == 0o700
    assert _ask(cluster.folder, "SHOW listen_addresses") == ""


def test_what_was_written_is_there_after_a_stop_and_a_start(cluster: Cluster):
    cluster.start()
    with psycopg.connect(embedded_url(cluster.folder)) as session:
        session.execute("CREATE TABLE kept AS SELECT 'Rosa' AS name")
    cluster.stop()

    cluster.start()

    assert _ask(cluster.folder, "SELECT name FROM kept") == "Rosa"


def test_it_recovers_after_it_was_killed(cluster: Cluster):
    process = cluster.start()
    process.kill()
    process.wait()
    assert (cluster.data / "postmaster.pid").exists()

    cluster.start()

    assert _ask(cluster.folder, "SELECT 1") == 1


def test_a_note_whose_number_now_belongs_to_another_program_is_no_obstacle(cluster: Cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")

    cluster.start()

    assert _ask(cluster.folder, "SELECT 1") == 1


def test_it_dies_with_the_process_that_started_it(tmp_path: Path):
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom config.database import Cluster, find_binaries\n"
        f"named = {_NAMED!r}\ncluster = Cluster(Path(sys.argv[1]), binaries=find_binaries(Path(named) if named else None))\n"
        "print(cluster.start().pid, flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    source = Path(__file__).resolve().parents[2] / "src"

    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(source)}, check=False,
    )  # fmt: skip

    assert ended.returncode == -signal.SIGKILL, ended.stderr
    _until(lambda: not (tmp_path / "postgres" / "postmaster.pid").exists())


def test_a_path_too_long_for_a_socket_gets_a_short_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)

    found = socket_folder(deep)

    assert found.parent == tmp_path
    assert socket_folder(deep) == found != socket_folder(deep / "other")


def test_data_of_another_version_is_answered_with_a_sentence(cluster: Cluster):
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("12\n")

    with pytest.raises(Trouble, match="was made by PostgreSQL 12, and .* RECRUIT_PG_BIN"):
        cluster.start()


def test_a_socket_folder_of_somebody_else_is_refused(cluster: Cluster, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    cluster.socket.symlink_to(elsewhere)

    with pytest.raises(Trouble, match="belongs to somebody else"):
        cluster.start()


def test_a_server_that_cannot_start_is_answered_with_a_sentence(cluster: Cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "postgresql.conf").write_text("this is = no setting\n")

    with pytest.raises(Trouble, match="did not start; its log"):
        cluster.start()


@pytest.mark.skipif(os.getuid() != 0, reason="only root must become somebody else")
def test_root_falls_back_to_an_account_without_rights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def forbidden() -> None:
        raise PermissionError

    monkeypatch.setattr("config.database.identity.enter_namespace", forbidden)  # as in a hardened container
    program = tmp_path / "postgres"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    for folder in (tmp_path, *tmp_path.parents):
        if stat.S_IMODE(folder.stat().st_mode) & 0o001 == 0:
            folder.chmod(0o711)

    found = choose_identity(str(program), tmp_path)

    assert found.name in ("postgres", "nobody")
    assert found.uid not in (0, None)


@pytest.mark.skipif(os.getuid() != 0, reason="only root must become somebody else")
def test_root_without_any_way_gets_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("config.database.identity._works", lambda *_: False)

    with pytest.raises(Trouble, match="Run Recruit as an ordinary user, or set DATABASE_URL"):
        choose_identity("/nowhere/postgres", tmp_path)


def test_an_ordinary_user_runs_it_as_themselves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(os, "getuid", lambda: 1000)

    assert choose_identity("/nowhere/postgres", tmp_path) == Identity(name="this user")
