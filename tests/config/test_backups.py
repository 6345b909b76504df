"""Does a backup hold? Made of a real database by the command, tried, and brought back into an empty one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.journeys.stack import ROOT
from tests.prepared import chosen_binaries, copy_of_migrated

from config.backups.folder import MANIFEST, backups_in
from config.database import Cluster, embedded_url

pytestmark = [pytest.mark.database, pytest.mark.timeout(180)]

#: Two companies, so that a dump which sees but one, or none, is noticed; a file, and a person without one.
_FOUNDING = r"""
from recruit.base.actors import system_actor
from recruit.base.tenancy import company_context
from recruit.company.services import found_company
from recruit.people.services import add_file, add_person
by = system_actor("Test")
for name in ("Alder", "Birch"):
    company = found_company(name=name, owner_email=f"olga@{name.lower()}.example", owner_first_name="Olga",
        owner_last_name=name, owner_password=None, actor=by)
    with company_context(company.pk):
        person = add_person(company_id=company.pk, first_name="Noa", last_name="Ekberg", actor=by)
        add_file(person=person, kind="other", name="photo.png", content=b"\x89PNG\r\n\x1a\n" + name.encode() * 40, provenance="manual", actor=by)
        add_person(company_id=company.pk, first_name="Ilse", last_name="Varga", actor=by)
"""


class House:
    """A server that runs already, as one of one's own does, with a role for Recruit and one for backups."""

    def __init__(self, folder: Path) -> None:
        binaries = chosen_binaries()
        copy_of_migrated(folder, binaries=binaries)
        self.cluster = Cluster(folder, binaries=binaries, durable=False)
        self.folder = folder
        self.variables = {
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": embedded_url(folder),
            "RECRUIT_BACKUP_DATABASE_URL": embedded_url(folder, role="postgres"),
            "RECRUIT_DATA": str(folder / "data"),
            "RECRUIT_BACKUPS": str(folder / "backups"),
        }

    def recruit(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "config", *words], cwd=ROOT, env=self.variables | variables,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def empty_database(self, name: str) -> str:
        with psycopg.connect(embedded_url(self.folder, role="postgres"), autocommit=True) as session:
            session.execute(f"CREATE DATABASE {name} OWNER recruit")
        return embedded_url(self.folder, database=name)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("backups")
    folder.chmod(0o755)
    made = House(folder)
    made.cluster.start()
    try:
        founded = made.recruit("manage", "shell", "-c", _FOUNDING)
        assert founded.returncode == 0, founded.stderr
        yield made
    finally:
        made.cluster.stop()


@pytest.fixture(scope="module")
def backup(house: House) -> Path:
    done = house.recruit("backup", "make")
    assert done.returncode == 0, done.stderr
    [made] = backups_in(house.folder / "backups")
    return made.path


def people_of(url: str, company: str) -> list[tuple[str]]:
    with psycopg.connect(url) as session:
        session.execute("SELECT set_config('recruit.door', 'companies', false)")
        [(number,)] = session.execute("SELECT id FROM company_company WHERE name = %s", [company]).fetchall()
        session.execute("SELECT set_config('recruit.company_id', %s, false)", [str(number)])
        return session.execute("SELECT first_name FROM people_person ORDER BY id").fetchall()


def test_it_tells_of_all_companies_and_holds_no_key(house: House, backup: Path):
    told = json.loads((backup / MANIFEST).read_text())

    assert (told["rows"]["company_company"], told["rows"]["people_person"], told["files"]) == (2, 4, 2)
    assert sorted(each.name for each in backup.iterdir()) == ["database.dump", "files.tar", "manifest.json"]
    kept = (house.folder / "data" / "keys" / "encryption_key").read_bytes().strip()
    assert [each.name for each in backup.iterdir() if kept in each.read_bytes()] == []


def test_the_drill_restores_it_elsewhere_and_says_that_it_holds(house: House, backup: Path):
    done = house.recruit("backup", "drill")

    assert done.returncode == 0, done.stderr
    assert f"{backup} holds." in done.stdout
    assert "and 2 files are what they were" in done.stdout


def test_it_comes_back_into_an_empty_database_and_nowhere_else(house: House, backup: Path, tmp_path: Path):
    again = house.empty_database("again")
    elsewhere = {"DATABASE_URL": again, "RECRUIT_DATA": str(tmp_path / "data")}

    done = house.recruit("backup", "restore", str(backup), **elsewhere)

    assert done.returncode == 0, done.stderr
    # This data folder has made keys of its own.
    assert "has another encryption key than the backup's" in done.stdout
    assert people_of(again, "Birch") == [("Noa",), ("Ilse",)]
    files = [each.read_bytes() for each in (tmp_path / "data" / "files").rglob("*") if each.is_file()]
    assert sorted(files) == [b"\x89PNG\r\n\x1a\n" + name * 40 for name in (b"Alder", b"Birch")]
    assert house.recruit("manage", "migrate", "--check", **elsewhere).returncode == 0

    refused = house.recruit("backup", "restore", str(backup), **elsewhere)

    assert refused.returncode == 1
    assert "is not empty, and nothing is overwritten" in refused.stderr


def test_a_row_that_is_lost_on_the_way_is_told(house: House, backup: Path, tmp_path: Path):
    other = tmp_path / backup.name
    shutil.copytree(backup, other)
    told = json.loads((other / MANIFEST).read_text())
    told["rows"]["people_person"] += 1
    (other / MANIFEST).write_text(json.dumps(told))

    done = house.recruit("backup", "drill", str(other))

    assert done.returncode == 1
    assert "people_person: 5 then, 4 now" in done.stderr


@pytest.mark.parametrize("name", ["database.dump", "files.tar"])
def test_a_damaged_one_is_told_before_anything_is_touched(
    house: House, backup: Path, tmp_path: Path, name: str
):
    other = tmp_path / backup.name
    shutil.copytree(backup, other)
    with (other / name).open("r+b") as file:
        file.seek(700)
        file.write(b"?")

    done = house.recruit("backup", "drill", str(other))

    assert done.returncode == 1
    assert f"{name} is not what was written" in done.stderr


def test_a_role_that_sees_too_little_is_refused(house: House):
    plain = subprocess.run(
        [house.cluster.binaries.folder / "pg_dump", "--dbname", house.variables["DATABASE_URL"]],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert plain.returncode != 0
    assert "row-level security" in plain.stderr

    without = house.recruit("backup", "make", RECRUIT_BACKUP_DATABASE_URL="")
    blind = house.recruit("backup", "make", RECRUIT_BACKUP_DATABASE_URL=house.variables["DATABASE_URL"])

    assert (without.returncode, blind.returncode) == (1, 1)
    assert "CREATE ROLE recruit_backup" in without.stderr
    assert "ALTER ROLE … BYPASSRLS" in blind.stderr
    assert not list((house.folder / "backups").glob(".*"))


def test_older_ones_go(house: House, backup: Path, tmp_path: Path):
    for day in ("01", "02", "03"):
        shutil.copytree(backup, tmp_path / f"recruit-202601{day}T000000Z")
    (tmp_path / ".recruit-20260104T000000Z.half").mkdir()

    done = house.recruit("backup", "make", "--keep", "2", RECRUIT_BACKUPS=str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert "2 older taken away; the newest 2 stay." in done.stdout
    assert [each.path.name for each in backups_in(tmp_path)][1] == "recruit-20260103T000000Z"
