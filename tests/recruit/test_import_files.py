"""A file comes in: what it makes, what it says of bad rows, what happens when the worker dies, and how it is taken back."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from tests.people import a_person, a_position, a_teammate
from tests.recruit.filed import PERSONS, POSITIONS, PROCESSES, counts, done, drafted, said, started

from recruit.activity.models import Activity
from recruit.base import files
from recruit.base.errors import NotFound
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.company.services import deactivate_teammate
from recruit.duplicates.services import check_person
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import PersonSearch, find_page, steps_of_process
from recruit.people.models import ExternalIdentity, Person
from recruit.people.selectors import contact_points_of
from recruit.positions.models import Position
from recruit.positions.selectors import values_of
from recruit.positions.services import save_position_field
from recruit.transfer import selectors, services
from recruit.transfer.enums import BadRows, ImportState
from recruit.transfer.models import Import, ImportRow
from recruit.transfer.services import working


def test_candidates_come_in_as_if_typed_and_are_found(cast):
    run = done(cast, PERSONS)

    assert counts(run) == (ImportState.FINISHED, 2, 0, 0)
    mia = Person.objects.get(first_name="Mia")
    assert (mia.last_name, mia.imported_via, f"{mia.created_at:%Y-%m-%d}") == (
        "Gößl",
        "File import",
        "2024-03-01",
    )
    assert [(point.kind, point.value, point.provenance) for point in contact_points_of(person=mia)] == [
        ("email", "mia@example.com", "file_import"), ("phone", "+49 421 5550001", "file_import"),
    ]  # fmt: skip
    found = find_page(teammate=cast.rosa, search=PersonSearch(query="gossl", tag="robots"))
    assert [row.full_name for row in found.page.rows] == ["Mia Gößl"]
    history = list(
        Activity.objects.filter(person_id=mia.pk).values_list("verb", "actor_name", "data__imported_via")
    )
    assert history == [("person_added", "Rosa Recruiter", "File import")]
    # M-05: nobody is anybody at an outside network because of a file.
    assert list(ExternalIdentity.objects.values_list("provider", "verified").distinct()) == [("file", False)]
    assert not ImportRow.objects.exclude(cells={}).exists(), (
        "what came in stands where it belongs, and only there"
    )


def test_the_file_itself_is_kept_until_its_rows_are(cast, django_capture_on_commit_callbacks):
    run = started(cast, PERSONS)
    digest = run.digest
    files.opened(company_id=cast.company.pk, digest=digest).close()

    with django_capture_on_commit_callbacks(execute=True):
        services.work_import(company_id=cast.company.pk, import_id=run.pk)

    with pytest.raises(NotFound):
        files.opened(company_id=cast.company.pk, digest=digest)


def test_a_double_is_a_case_and_never_joined(cast):
    known = a_person(cast, "Mia", "Gößl")

    run = done(cast, PERSONS)

    assert Person.objects.filter(first_name="Mia").count() == 2
    check_person(
        company_id=cast.company.pk, person_id=Person.objects.exclude(pk=known.pk).get(first_name="Mia").pk
    )
    assert selectors.possible_duplicates_of(run=run) == 1


def test_the_same_file_again_doubles_nobody(cast):
    done(cast, PERSONS)

    again = done(cast, PERSONS + "k3;Lea;Winter;;;;\nk3;Lea;Winter;;;;\n")

    assert counts(again) == (ImportState.FINISHED, 1, 3, 0)
    assert Person.objects.count() == 3


NOT_AN_ADDRESS = "“not an address” is no e-mail address. Correct it, or empty the cell."
NO_DAY = "“32.1.2024” is no day. Write it such as 2024-03-01."


def test_bad_rows_are_left_out_and_told(cast):
    run = done(cast, PERSONS + ";;;nobody@example.com;;;\nk9;Ole;Berg;not an address;;;32.1.2024\n")

    assert counts(run) == (ImportState.FINISHED, 2, 0, 2)
    assert said(run) == [
        (4, "A candidate needs a first or a last name. Fill one in."),
        (5, f"{NOT_AN_ADDRESS} {NO_DAY}"),
    ]
    lines = list(csv.reader(io.StringIO("".join(selectors.bad_rows_csv(run=run)).lstrip("\ufeff"))))
    assert lines[0] == [
        "id",
        "First name",
        "Last name",
        "E-mail",
        "Phone",
        "Tags",
        "Added",
        "Row",
        "Not imported because",
    ]
    assert lines[2][:4] == ["k9", "Ole", "Berg", "not an address"]
    assert lines[2][7] == "5"
    assert lines[2][8].startswith("E-mail: “not an address”")


def test_all_or_nothing_is_nothing_if_one_is_bad(cast):
    run = done(cast, PERSONS + "k9;;;;;;\n", bad=BadRows.ALL_OR_NOTHING)

    assert counts(run) == (ImportState.REFUSED, 0, 0, 1)
    assert not Person.objects.exists()
    assert not ExternalIdentity.objects.exists()
    assert [number for number, _ in said(run)] == [4]

    assert counts(done(cast, PERSONS, bad=BadRows.ALL_OR_NOTHING)) == (ImportState.FINISHED, 2, 0, 0)


def test_all_or_nothing_is_nothing_when_it_is_stopped(cast):
    run = done(cast, PERSONS, bad=BadRows.ALL_OR_NOTHING, told=lambda _: False)

    assert counts(run) == (ImportState.CANCELLED, 0, 0, 0)
    assert not Person.objects.exists()


def test_a_worker_that_dies_within_a_slice_doubles_and_loses_nobody(cast, monkeypatch):
    monkeypatch.setattr(working, "SLICE", 2)
    text = "First name;E-mail\n" + "".join(f"P{n};p{n}@example.com\n" for n in range(7))
    run = started(cast, text)
    services.work_import(
        company_id=cast.company.pk, import_id=run.pk, goes_on=iter([True, True, False]).__next__
    )
    assert Person.objects.count() == 4

    def dies(*_: Any) -> None:
        raise KeyboardInterrupt

    # In the middle of the third slice, when its persons are made already.
    with monkeypatch.context() as broken:
        broken.setattr(working, "_count", dies)
        with pytest.raises(KeyboardInterrupt):
            services.work_slice(company_id=cast.company.pk, import_id=run.pk)
    assert Person.objects.count() == 4

    services.work_import(company_id=cast.company.pk, import_id=run.pk)

    run.refresh_from_db()
    assert counts(run) == (ImportState.FINISHED, 7, 0, 0)
    assert sorted(Person.objects.values_list("first_name", flat=True)) == [f"P{n}" for n in range(7)]
    assert run.rows.count() == run.seen == 7


def test_a_stopped_import_keeps_what_it_has(cast, monkeypatch):
    monkeypatch.setattr(working, "SLICE", 1)
    run = started(cast, PERSONS)
    services.work_import(company_id=cast.company.pk, import_id=run.pk, goes_on=iter([True, False]).__next__)

    services.stop_import(run=run, actor=cast.by_rosa)
    services.work_import(company_id=cast.company.pk, import_id=run.pk)

    run.refresh_from_db()
    assert counts(run) == (ImportState.CANCELLED, 1, 0, 0)
    assert Person.objects.count() == 1


def test_who_may_not_act_any_more_imports_nothing_more(cast):
    run = started(cast, PERSONS)
    deactivate_teammate(teammate=cast.rosa, actor=cast.by_olga)

    services.work_import(company_id=cast.company.pk, import_id=run.pk)

    run.refresh_from_db()
    assert counts(run) == (ImportState.CANCELLED, 0, 0, 0)
    assert "Rosa Recruiter is deactivated" in run.trouble


def test_what_was_chosen_for_columns_is_remembered(cast):
    text = "Spitzname;Geburtsname\nMia;Brand\n"
    assert drafted(cast, text).mapping == {"Spitzname": "", "Geburtsname": ""}

    done(cast, text, mapping={"Spitzname": "first_name", "Geburtsname": "last_name"})

    assert drafted(cast, text).mapping == {"Spitzname": "first_name", "Geburtsname": "last_name"}
    with pytest.raises(services.MappingIncomplete, match="First name or Last name or Full name"):
        services.start_import(run=drafted(cast, "Shoe\n41\n"), actor=cast.by_rosa)
    with pytest.raises(services.ImportNotDraft):
        services.start_import(run=Import.objects.exclude(state="draft").get(), actor=cast.by_rosa)


def test_whoever_may_not_add_one_may_not_import_many(cast):
    for actor in (cast.by_hans, cast.by_otto):
        with pytest.raises(CompanyRoleTooSmall):
            drafted(cast, PERSONS, actor=actor)
    run = drafted(cast, PERSONS)
    other = a_teammate(cast.company, "Rita", "Recruiter", "recruiter")
    with pytest.raises(NotFound):
        selectors.visible_import(teammate=other, public_id=run.public_id)
    assert selectors.visible_import(teammate=cast.ada, public_id=run.public_id) == run
    assert [len(selectors.imports_page(teammate=each).rows) for each in (cast.rosa, other, cast.ada)] == [
        1,
        0,
        1,
    ]


def test_a_preview_says_what_rows_will_become(cast):
    run = drafted(cast, PERSONS + ";;;;;;x\n")

    shown = selectors.preview_of(run=run)

    assert (shown.total, shown.bad_count) == (3, 1)
    assert shown.first[0].says[:4] == (
        ("Own id", "k1"), ("First name", "Mia"), ("Last name", "Gößl"), ("E-mail", "mia@example.com"),
    )  # fmt: skip
    assert shown.first[0].says[-1] == ("Added on", "1 Mar 2024")
    assert [problem.column for problem in shown.first[2].problems] == ["Added", ""]
    assert shown.samples["Phone"] == "+49 421 5550001"


def test_positions_come_with_workflow_team_and_status(cast):
    run = done(cast, POSITIONS, "positions")

    assert counts(run) == (ImportState.FINISHED, 2, 0, 1)
    lathe, old = Position.objects.filter(custom_id__startswith="L-").order_by("custom_id")
    assert (lathe.status, lathe.is_published, lathe.steps.count(), lathe.openings.count()) == (
        "open",
        True,
        6,
        1,
    )
    assert [role.teammate.first_name for role in lathe.roles.order_by("role")] == ["Hans", "Rosa"]
    assert (old.status, [role.teammate.first_name for role in old.roles.all()]) == ("closed", ["Rosa"])
    assert said(run) == [
        (
            4,
            "No active teammate has the address nobody@robots.example. Invite them first, or name somebody else.",
        )
    ]
    assert counts(done(cast, POSITIONS, "positions")) == (ImportState.FINISHED, 0, 2, 1)


def test_positions_bring_what_the_company_asks_of_every_position(cast):
    for name, kind, options, is_required in (
        ("Cost centre", "number", (), True),
        ("Shift", "choice", ("Early", "Late"), False),
        ("Filled by", "date", (), False),
    ):
        save_position_field(
            company_id=cast.company.pk,
            name=name,
            kind=kind,
            options=options,
            is_required=is_required,
            actor=cast.by_ada,
        )

    run = done(
        cast,
        "Name;Cost centre;Shift;Filled by\nTurner;4200;late;1.3.2027\nMiller;;early;\nSmith;many;noon;soon\n",
        "positions",
    )

    assert counts(run) == (ImportState.FINISHED, 1, 0, 2)
    position = Position.objects.get(name="Turner")
    assert [(each.name, each.value) for each in values_of(position)] == [
        ("Cost centre", "4200"), ("Shift", "Late"), ("Filled by", "2027-03-01"),
    ]  # fmt: skip
    missing, wrong = said(run)
    assert missing == (3, "“Cost centre” is asked of every position. Fill it in.")
    assert wrong[1].split(". ") == [
        "“many” has to be a number, such as 12 or 12.5",
        "Correct it, or empty the cell",
        "“noon” is not known here",
        "Write one of: Early, Late",
        "“soon” is no day",
        "Write it such as 2024-03-01.",
    ]
    with pytest.raises(services.MappingIncomplete, match="Cost centre"):
        started(cast, "Name\nTurner\n", "positions")


def test_processes_find_their_candidates_and_positions(cast):
    done(cast, PERSONS)
    done(cast, POSITIONS, "positions")

    run = done(cast, PROCESSES, "processes")

    assert counts(run) == (ImportState.FINISHED, 3, 0, 4), said(run)
    rows = HiringProcess.objects.order_by("started_at").select_related("person", "position", "source")
    assert [
        (
            row.person.first_name,
            row.position.name,
            row.status,
            row.current_step_name,
            row.source and row.source.name,
            row.reason,
        )
        for row in rows
    ] == [
        ("Mia", "Lathe Operator", "in_progress", "Phone interview", "Job fair", ""),
        ("Jan", "Welding Robot Technician", "rejected", "CV review", "Job fair", "Too far away"),
        ("Mia", "Welding Robot Technician", "hired", "", None, ""),
    ]
    assert [step.state for step in steps_of_process(process=rows[0])][:2] == ["completed", "current"]
    sentences = dict(said(run))
    assert (
        sentences[5] == "There is no candidate “k7” that you may see. Import it first, or correct the cell."
    )
    assert sentences[6].startswith("The position has no step “Tea”. It has: CV review, Phone interview")
    assert sentences[7].startswith("Mia Gößl is already under consideration for Lathe Operator")
    assert sentences[8].startswith("Old Post is closed")
    assert counts(done(cast, PROCESSES, "processes")) == (ImportState.FINISHED, 0, 3, 4)


def test_nobody_names_what_they_do_not_see(cast):
    a_position(cast, "Secret Successor", is_discreet=True, custom_id="S-1")
    done(cast, PERSONS)

    run = done(cast, "Candidate ID,Requisition\nk1,S-1\n", "processes")

    assert said(run) == [
        (2, "There is no position “S-1” that you may see. Import it first, or correct the cell.")
    ]
