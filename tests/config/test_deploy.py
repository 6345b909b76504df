"""Is what lies in ``deploy`` true? Every command is one of ours, every variable a setting, and what can be run here is run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import yaml
from tests.journeys.stack import ROOT
from tests.prepared import chosen_binaries

from config.__main__ import _parser
from config.database import Cluster, embedded_url, refuse_unfit
from config.environment import Environment

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
#: Of the database and the proxy, not of Recruit.
THEIRS = {
    "RECRUIT_HOST", "RECRUIT_IMAGE", "RECRUIT_BACKUPS_ON_HOST", "RECRUIT_DATABASE_PASSWORD", "RECRUIT_BACKUP_PASSWORD",
    "RECRUIT_SUPERUSER_PASSWORD",
}  # fmt: skip


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def ours():
    return [each for each in compose()["services"].items() if each[1].get("command")]


def started_by(unit: Path) -> str:
    [line] = re.findall(r"^ExecStart=(.*)$", unit.read_text("utf-8"), re.MULTILINE)
    return line


def understood(words: list[str]) -> bool:
    _parser().parse_args(words)  # leaves with status 2, and so fails, where a word is unknown
    return True


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_unit_starts_a_command_of_ours(unit: Path):
    program, *words = shlex.split(started_by(unit))

    assert program == "/opt/recruit/.venv/bin/recruit"
    assert understood(words)


@pytest.mark.parametrize(("name", "service"), ours(), ids=[name for name, _ in ours()])
def test_every_service_of_the_compose_file_is_a_command_of_ours(name: str, service: dict):
    assert understood(service["command"]), name
    assert set(service.get("depends_on", {})) <= set(compose()["services"])


def test_web_servers_and_workers_wait_for_the_migrations():
    for name in ("web", "worker"):
        assert compose()["services"][name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }


def test_every_variable_is_a_setting():
    known = {"DATABASE_URL", *(f"RECRUIT_{name.upper()}" for name in Environment.model_fields)}
    named = {
        (file.name, variable)
        for file in DEPLOY.rglob("*")
        if file.is_file()
        for variable in re.findall(r"\bRECRUIT_[A-Z_]+[A-Z]\b|\bDATABASE_URL\b", file.read_text("utf-8"))
    }

    assert {each for each in named if each[1] not in known | THEIRS} == set()


def test_what_the_compose_file_asks_for_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+):\?\}", (DEPLOY / "compose.yaml").read_text("utf-8")))
    example = set(re.findall(r"^#?(\w+)=", (DEPLOY / "recruit.env.example").read_text("utf-8"), re.MULTILINE))

    assert asked
    assert asked <= example


def test_timers_have_their_services():
    timers = [unit.stem for unit in UNITS if unit.suffix == ".timer"]

    assert timers
    assert set(timers) <= {unit.stem for unit in SERVICES}


def test_the_units_are_understood_by_systemd(tmp_path: Path):
    """Where there is a systemd to ask; the program and the files of an installation are put where this checkout is."""
    here = tmp_path / "recruit"
    here.write_text("#!/bin/sh\n")
    here.chmod(0o755)
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/recruit/.venv/bin/recruit", str(here))
        (tmp_path / unit.name).write_text(text)
        assert re.search(r"^\[(Service|Timer)\]$", text, re.MULTILINE)
    if shutil.which("systemd-analyze"):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        told = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "recruit" in line]
        assert told == []


def test_the_images_steps_can_be_done_in_a_checkout(tmp_path: Path):
    """Without a container: what it copies and runs is there, and the static files are collected without a database."""
    steps = re.findall(r"^RUN (.*)$", (DEPLOY / "Containerfile").read_text("utf-8"), re.MULTILINE)
    bootstrap, collecting, _account = steps
    assert os.access(ROOT / bootstrap.split()[0], os.X_OK)
    assert understood(["web"])

    setting, _program, *words = shlex.split(collecting)
    name, _, value = setting.partition("=")
    done = subprocess.run(
        [sys.executable, "-m", "config", *words], cwd=ROOT, capture_output=True, text=True, check=False,
        env={
            **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT / "src"), name: value,
            "RECRUIT_DATA": str(tmp_path / "data"), "RECRUIT_STATIC_ROOT": str(tmp_path / "static"),
        },
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "static" / "staticfiles.json").exists()


@pytest.mark.database
def test_the_script_makes_roles_that_recruit_accepts(tmp_path: Path):
    folder = tmp_path / "server"
    folder.mkdir()
    tmp_path.chmod(0o755)
    folder.chmod(0o755)
    cluster = Cluster(folder, binaries=chosen_binaries(), durable=False)
    cluster.start()
    try:
        with psycopg.connect(
            embedded_url(folder, role="postgres", database="postgres"), autocommit=True
        ) as session:
            session.execute("DROP DATABASE recruit")
            session.execute("DROP ROLE recruit")
        done = subprocess.run(
            [DEPLOY / "make-database.sh"], capture_output=True, text=True, check=False,
            env={
                **os.environ, "PATH": f"{cluster.binaries.folder}:{os.environ['PATH']}", "PGHOST": str(cluster.socket),
                "RECRUIT_DATABASE_PASSWORD": "it's a secret", "RECRUIT_BACKUP_PASSWORD": "another",
            },
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        refuse_unfit(embedded_url(folder))
        with psycopg.connect(embedded_url(folder, role="recruit_backup")) as session:
            [row] = session.execute(
                "SELECT rolsuper, rolbypassrls, pg_has_role('pg_read_all_data', 'USAGE'), "
                "has_schema_privilege('public', 'CREATE') FROM pg_roles WHERE rolname = current_user"
            ).fetchall()
        assert row == (False, True, True, False)
    finally:
        cluster.stop()
