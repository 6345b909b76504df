"""A whole company goes out as one file, and comes in again as an equal one: moved with its ids, or as a copy."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.hashers import is_password_usable
from django.db import connection, models, transaction
from tests.people import PASSWORD, Cast, a_person
from tests.recruit.test_row_level_security import a_lived_in_company

from recruit.activity.models import Activity
from recruit.base import clock, files
from recruit.base.errors import NotFound
from recruit.base.tenancy import company_context
from recruit.careers.models import CareersSite
from recruit.company.models import ApiApp, Company, Teammate
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.hiring.models import ProcessChange, ProcessStep
from recruit.hiring.selectors import PersonSearch, find_page
from recruit.people.models import Person, PersonFile
from recruit.position_templates.models import PositionTemplate
from recruit.privacy.services import erase_person, take_back_person
from recruit.reports.models import ProcessTally
from recruit.transfer import services
from recruit.transfer.enums import ArchiveState
from recruit.transfer.models import Archive
from recruit.transfer.rules.archive import renamed_ids
from recruit.transfer.services.archiving import Stopped
from recruit.transfer.services.tables import PLAIN_KEYS, exported_tables, left_out_tables

ROBOTS = ("Robots Ltd", "robots.example")


def written(company_id: int, path: Path) -> dict:
    with company_context(company_id):
        return services.write_archive(company_id=company_id, path=path)


def rows_of(path: Path, table: str) -> list[dict]:
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(f"tables/{table}.jsonl").splitlines()]


@pytest.fixture
def moved(db: None, tmp_path: Path) -> tuple[dict, Path]:
    """An archive of a lived-in company that is here no more, with its manifest."""
    path = tmp_path / "robots.zip"
    with transaction.atomic():
        cast = a_lived_in_company(*ROBOTS)
        manifest = written(cast.company.pk, path)
        transaction.set_rollback(True)
    assert not Company.objects.exists()
    return manifest, path


def test_a_company_that_moved_is_equal_table_by_table_and_byte_by_byte(moved, tmp_path):
    manifest, path = moved
    assert min(table["rows"] for table in manifest["tables"]) > 0, "every table has something to compare"

    restored = services.restore_company(path=path)

    assert not restored.is_copy
    again = written(restored.company.pk, tmp_path / "again.zip")
    assert again["tables"] == manifest["tables"]
    assert again["files"] == manifest["files"] == {"count": 1, "bytes": 14, "lost": 0}


def test_what_is_not_written_down_works_all_the_same(moved):
    restored = services.restore_company(path=moved[1])

    company_id = restored.company.pk
    with company_context(company_id):
        olga = Teammate.objects.get(email="olga@robots.example")
        assert not is_password_usable(olga.password)
        assert not olga.check_password(PASSWORD)
        found = find_page(teammate=olga, search=PersonSearch(query="bran"))
        assert {row.full_name.split()[1] for row in found.page.rows} == {"Brand"}
        similar = find_page(teammate=olga, search=PersonSearch(query="haddat")).similar
        assert [row.full_name for row in similar] == ["Noor Haddad"], "a slip of the pen leads to her"
        assert sum(ProcessTally.objects.values_list("number", flat=True)) == 2, "reports count"
        (file,) = PersonFile.objects.all()
        files.opened(company_id=company_id, digest=file.sha256).close()
        assert {app.state for app in ApiApp.objects.all()} == {"waiting"}
        teammates = set(Teammate.objects.values_list("pk", flat=True))
        (template,) = PositionTemplate.objects.all()
        assert {teammate_id for teammate_id, _ in template.picture["team"]} <= teammates
        steps = set(ProcessStep.objects.values_list("pk", flat=True))
        for change in ProcessChange.objects.all():
            assert {int(step_id) for step_id in change.before["steps"]} & steps
        # Whoever comes next gets an id of their own.
        services.draft_import(company_id=company_id, kind="persons", file_name="x.csv", content=b"name\nMia",
                              actor=services.COMMAND_LINE)  # fmt: skip
        assert Person.objects.count() == restored_count(moved[1])


def restored_count(path: Path) -> int:
    return len(rows_of(path, "people_person"))


def test_a_copy_beside_the_original_has_ids_of_its_own(db, tmp_path):
    cast = a_lived_in_company(*ROBOTS)
    path = tmp_path / "robots.zip"
    manifest = written(cast.company.pk, path)

    restored = services.restore_company(path=path)

    assert restored.is_copy
    assert restored.company.pk != cast.company.pk
    again = written(restored.company.pk, tmp_path / "again.zip")
    assert [(table["name"], table["rows"]) for table in again["tables"]] == [
        (table["name"], table["rows"]) for table in manifest["tables"]
    ]
    for table in ("people_person", "positions_position", "hiring_hiringprocess"):
        before, after = rows_of(path, table), rows_of(tmp_path / "again.zip", table)
        assert {row.pop("public_id") for row in before} & {row.pop("public_id") for row in after} == set()
        assert before == after
    with company_context(restored.company.pk):
        site = CareersSite.objects.get()
        assert not site.is_on
    with company_context(cast.company.pk):
        assert CareersSite.objects.get().slug != site.slug
        assert written(cast.company.pk, tmp_path / "third.zip")["tables"] == manifest["tables"], (
            "nothing of it moved"
        )


def test_no_secret_leaves_the_house(moved):
    manifest, path = moved
    with zipfile.ZipFile(path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("tables/"))

    for word in (b"md5$", b"password", b"token_digest", b"token_start", b"rcr_"):
        assert word not in everything, word
    without = {table["name"]: table["without"] for table in manifest["tables"] if table["without"]}
    assert without == {"company_teammate": ["password"], "company_apiapp": ["token_start", "token_digest"]}
    assert not [name for name in left_out_tables() if not left_out_tables()[name]]
    assert "access_passkey" in manifest["left_out"]


def test_every_column_that_leads_to_a_row_is_known(db):
    for one in exported_tables():
        for field in one.model._meta.concrete_fields:
            if field.column.endswith("_id") and field.column not in {
                "company_id",
                "public_id",
                "external_id",
                "custom_id",
                "lost_public_id",
                "case_public_id",
            }:
                assert field.column in one.keys, f"say where {one.table}.{field.column} leads (PLAIN_KEYS)"
    tables = {model._meta.db_table for model in apps.get_models()}
    assert set(PLAIN_KEYS.values()) <= tables
    assert all(isinstance(one.model._meta.pk, models.BigAutoField) for one in exported_tables())


def test_ids_are_exchanged_wherever_they_stand():
    line = b'{"public_id": "per_7k2m9x4tq0vb3hnc", "query": "position=pos_7k2m9x4tq0vb3hnc&q=per_", "a": "upper_7K2M"}'

    other = renamed_ids(line, key=b"k")

    assert b"7k2m9x4tq0vb3hnc" not in other
    assert renamed_ids(line, key=b"k") == other != renamed_ids(line, key=b"l")
    assert json.loads(other)["a"] == "upper_7K2M"
    assert json.loads(other)["public_id"][:4] == "per_"
    assert len(json.loads(other)["public_id"]) == 20


def edited(
    content: dict[str, bytes], table: str, edit: Callable[[list[bytes]], list[bytes]]
) -> dict[str, bytes]:
    """With other rows in a table and the checksum that fits them: made by hand, and by no accident."""
    name = f"tables/{table}.jsonl"
    rows = b"".join(edit(content[name].splitlines(keepends=True)))
    manifest = json.loads(content["manifest.json"])
    for each in manifest["tables"]:
        if each["name"] == table:
            each["sha256"] = hashlib.sha256(rows).hexdigest()
    return {**content, name: rows, "manifest.json": json.dumps(manifest).encode()}


def leading_away(rows: list[bytes]) -> list[bytes]:
    return [json.dumps(json.loads(rows[0]) | {"person_id": -1}).encode() + b"\n", *rows[1:]]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda content: {**content, "tables/people_person.jsonl": content["tables/people_person.jsonl"][:-20] + b'"}\n'}, "no complete|not those"),
        (lambda content: {name: data for name, data in content.items() if name != "manifest.json"}, "no complete archive"),
        (lambda content: {**content, "manifest.json": b'{"format": "recruit archive", "version": 99}'}, "version 99"),
        (lambda content: {**content, "tables/people_tag.jsonl": content["tables/people_tag.jsonl"].replace(b"Welder", b"Wilder")}, "people_tag are not those"),
        (lambda content: {name: b"other" if name.startswith("files/") else data for name, data in content.items()}, "not what it was"),
        (lambda content: edited(content, "hiring_hiringprocess", leading_away), "leads out of the archive by its person_id"),
        (lambda content: edited(content, "people_person", lambda rows: rows[1:]), "no complete archive"),  # others lead to it
        (lambda content: edited(content, "company_company", lambda rows: [*rows, rows[0].replace(b'"id": 1', b'"id": 2')]), "holds one company"),
        (lambda content: {**content, "manifest.json": b"[]"}, "no complete archive"),
    ],
)  # fmt: skip
def test_a_spoilt_archive_leaves_nothing_behind(moved, tmp_path, settings, spoil, said):
    with zipfile.ZipFile(moved[1]) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "spoilt.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in spoil(content).items():
            archive.writestr(name, data)

    files_before = files_in(settings.FILES_FOLDER)

    with pytest.raises(services.ArchiveNotUnderstood, match=said):
        services.restore_company(path=path)

    assert not Company.objects.exists()
    assert files_in(settings.FILES_FOLDER) == files_before


def files_in(folder: str | Path) -> set[Path]:
    return {path for path in Path(folder).rglob("*") if path.is_file()}


def test_an_archive_that_lost_bytes_on_its_way_is_told_as_well(moved, tmp_path):
    content = bytearray(moved[1].read_bytes())
    with zipfile.ZipFile(moved[1]) as archive:
        entry = archive.getinfo("tables/people_person.jsonl")
    start = entry.header_offset
    rows = start + 30 + sum(int.from_bytes(content[start + at : start + at + 2], "little") for at in (26, 28))
    content[rows : rows + 4] = b"\xff" * 4
    path = tmp_path / "lost.zip"
    path.write_bytes(content)

    with pytest.raises(services.ArchiveNotUnderstood, match="no complete archive"):
        services.restore_company(path=path)


def test_what_led_to_somebody_gone_leads_to_nobody_else_later(db, tmp_path):
    cast = a_lived_in_company(*ROBOTS)
    path = tmp_path / "robots.zip"
    with company_context(cast.company.pk):
        Teammate.objects.filter(pk=cast.otto.pk).update(hidden_person_id=10**12)
    written(cast.company.pk, path)

    restored = services.restore_company(path=path)

    assert [
        row["hidden_person_id"] for row in rows_of(path, "company_teammate") if row["first_name"] == "Otto"
    ] == [0]
    with company_context(restored.company.pk):
        assert Teammate.objects.get(first_name="Otto").hidden_person_id == 0


def test_who_orders_an_archive_and_takes_it_for_how_long(cast: Cast, django_capture_on_commit_callbacks):
    for actor in (cast.by_rosa, cast.by_hans):
        with pytest.raises(CompanyRoleTooSmall):
            services.order_archive(company_id=cast.company.pk, actor=actor)
    archive = services.order_archive(company_id=cast.company.pk, actor=cast.by_ada)
    with pytest.raises(services.ArchiveUnderWay):
        services.order_archive(company_id=cast.company.pk, actor=cast.by_olga)
    with pytest.raises(NotFound):
        services.take_archive(archive=archive, actor=cast.by_olga)

    services.make_archive(company_id=cast.company.pk, archive_id=archive.pk, told=lambda _: True)

    archive.refresh_from_db()
    place = services.take_archive(archive=archive, actor=cast.by_olga)
    assert (archive.state, archive.size) == (ArchiveState.READY, place.stat().st_size)
    assert place.stat().st_mode & 0o077 == 0, "nobody else on the machine reads it"
    with pytest.raises(CompanyRoleTooSmall):
        services.take_archive(archive=archive, actor=cast.by_rosa)
    verbs = (
        Activity.objects.filter(verb__startswith="archive").order_by("id").values_list("verb", "actor_name")
    )
    assert list(verbs) == [("archive_made", "Ada Admin"), ("archive_taken", "Olga Owner")]
    Archive.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    with pytest.raises(NotFound):
        services.take_archive(archive=archive, actor=cast.by_olga)

    with django_capture_on_commit_callbacks(execute=True):
        services.forget_old_archives(company_id=cast.company.pk)

    archive.refresh_from_db()
    assert (archive.state, place.exists()) == (ArchiveState.GONE, False)


def test_no_archive_outlives_the_erasure_of_somebody_in_it(cast, django_capture_on_commit_callbacks):
    person, other = a_person(cast), a_person(cast)
    kept = services.order_archive(company_id=cast.company.pk, actor=cast.by_ada)
    services.make_archive(company_id=cast.company.pk, archive_id=kept.pk, told=lambda _: True)
    place = services.take_archive(archive=kept, actor=cast.by_ada)
    coming = services.order_archive(company_id=cast.company.pk, actor=cast.by_ada)

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=person, typed_name=None, ground="request", actor=cast.by_olga)
    # Its worker has looked for the last time whether to go on, and ends.
    services.make_archive(company_id=cast.company.pk, archive_id=coming.pk, told=lambda _: True)

    assert not place.exists()
    assert list(place.parent.iterdir()) == []
    kept.refresh_from_db()
    coming.refresh_from_db()
    assert (kept.state, coming.state) == (ArchiveState.GONE, ArchiveState.CANCELLED)
    assert "erased since" in kept.trouble
    with pytest.raises(NotFound):
        services.take_archive(archive=kept, actor=cast.by_ada)
    again = services.order_archive(company_id=cast.company.pk, actor=cast.by_ada)
    services.make_archive(company_id=cast.company.pk, archive_id=again.pk, told=lambda _: True)
    take_back_person(person=other, actor=cast.by_rosa)
    assert services.take_archive(archive=again, actor=cast.by_ada).exists(), "nobody was erased"


def test_an_archive_that_is_stopped_or_cut_off_leaves_no_file(cast, tmp_path):
    archive = services.order_archive(company_id=cast.company.pk, actor=cast.by_ada)
    services.make_archive(company_id=cast.company.pk, archive_id=archive.pk, told=lambda _: False)
    archive.refresh_from_db()
    assert archive.state == ArchiveState.CANCELLED
    with pytest.raises(Stopped):
        services.write_archive(company_id=cast.company.pk, path=tmp_path / "x.zip", told=lambda _: False)
    assert list(tmp_path.iterdir()) == []
    other = services.order_archive(company_id=cast.company.pk, actor=cast.by_ada)
    Archive.objects.filter(pk=other.pk).update(created_at=clock.now() - timedelta(days=2))
    services.forget_old_archives(company_id=cast.company.pk)
    other.refresh_from_db()
    assert other.state == ArchiveState.FAILED
    assert connection.in_atomic_block
