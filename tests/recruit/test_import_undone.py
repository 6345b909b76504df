"""An import is taken back as a whole, and what a file said is not kept for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people import a_teammate
from tests.recruit.filed import PERSONS, POSITIONS, PROCESSES, counts, done, drafted, said, started, undone

from recruit.activity.models import Activity
from recruit.activity.services import add_note
from recruit.base import clock, files
from recruit.base.errors import NotFound
from recruit.company.selectors import actor_of
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import advance_process
from recruit.people.models import Person
from recruit.people.services import tag_person
from recruit.positions.models import Position
from recruit.privacy.selectors import what_is_kept
from recruit.privacy.services import erase_person
from recruit.transfer import services
from recruit.transfer.enums import ImportState, RowState
from recruit.transfer.models import Import, ImportRow


def test_a_whole_import_is_taken_back_but_for_what_was_built_upon(cast):
    text = PERSONS + "k3;Lea;Winter;;;;\nk4;Ole;Berg;;;;\nk5;Ann;Frost;;;;\n"
    run = done(cast, text)
    persons = {person.first_name: person for person in Person.objects.all()}
    add_note(company_id=cast.company.pk, person_id=persons["Lea"].pk, text="Called.", actor=cast.by_rosa)
    tag_person(person=persons["Ole"], name="Turner", actor=cast.by_rosa)
    erase_person(person=persons["Ann"], typed_name=None, ground="request", actor=cast.by_olga)

    run = undone(cast, run)

    assert (run.state, run.undone, run.stayed) == (ImportState.UNDONE, 2, 2)
    assert sorted(Person.objects.values_list("first_name", flat=True)) == ["Lea", "Ole"]
    assert said(run) == [
        (4, "Lea Winter has 1 note by now, and stays."),
        (5, "Somebody has changed Ole Berg since, who stays."),
    ]
    assert not Activity.objects.filter(person_id=persons["Mia"].pk).exists()
    assert counts(done(cast, PERSONS)) == (ImportState.FINISHED, 2, 0, 0), "their ids are free again"


def test_processes_go_before_their_candidates(cast):
    people = done(cast, PERSONS)
    done(cast, POSITIONS, "positions")
    run = done(cast, PROCESSES, "processes")
    moved = HiringProcess.objects.get(status="in_progress")
    advance_process(process=moved, actor=cast.by_hans)

    run = undone(cast, run)

    assert (run.undone, run.stayed) == (2, 1)
    assert said(run)[0][1].startswith("Somebody has worked on Mia Gößl for Lathe Operator since.")
    people = undone(cast, people)
    assert (people.undone, people.stayed) == (1, 1)
    assert said(people) == [(2, "Mia Gößl has 1 hiring process by now, and stays.")]


def test_positions_are_closed_when_taken_back(cast):
    run = undone(cast, done(cast, POSITIONS, "positions"))

    assert (run.state, run.undone) == (ImportState.UNDONE, 2)
    assert set(Position.objects.filter(custom_id__startswith="L-").values_list("status", flat=True)) == {
        "closed"
    }


def test_who_may_take_it_back_and_for_how_long(cast):
    run = done(cast, PERSONS)
    other = a_teammate(cast.company, "Rita", "Recruiter", "recruiter")
    with pytest.raises(services.ImportNotYours, match="Rosa Recruiter imported this"):
        services.undo_import(run=run, actor=actor_of(other))
    Import.objects.update(finished_at=clock.now() - timedelta(hours=25))
    with pytest.raises(services.ImportCannotBeUndone, match="A day is over"):
        services.undo_import(run=run, actor=cast.by_rosa)
    Import.objects.update(finished_at=clock.now() - timedelta(hours=23))

    assert undone(cast, run, cast.by_ada).undone == 2
    with pytest.raises(services.ImportCannotBeUndone):
        services.undo_import(run=run, actor=cast.by_rosa)


def test_an_erased_candidates_row_goes_and_is_counted(cast):
    done(cast, PERSONS)
    mia = Person.objects.get(first_name="Mia")
    assert what_is_kept(person=mia)["rows of imports"] == 1

    receipt = erase_person(person=mia, typed_name=None, ground="request", actor=cast.by_olga)

    assert receipt.counts["rows of imports"] == 1
    assert ImportRow.objects.count() == 1


def test_rows_are_kept_for_thirty_days_and_drafts_for_one(cast, django_capture_on_commit_callbacks):
    run = done(cast, PERSONS + "k9;;;;;;\n")
    draft = drafted(cast, "First name\nOle\n")
    services.forget_old_imports(company_id=cast.company.pk)
    assert (Import.objects.count(), ImportRow.objects.count()) == (2, 3)
    Import.objects.filter(pk=run.pk).update(finished_at=clock.now() - timedelta(days=31))
    Import.objects.filter(pk=draft.pk).update(created_at=clock.now() - timedelta(days=2))

    with django_capture_on_commit_callbacks(execute=True):
        services.forget_old_imports(company_id=cast.company.pk)

    run.refresh_from_db()
    assert (run.imported, run.refused, ImportRow.objects.count()) == (2, 1, 0)
    assert list(Import.objects.all()) == [run]
    with pytest.raises(NotFound):
        files.opened(company_id=cast.company.pk, digest=draft.digest)
    assert RowState.WAITING not in ImportRow.objects.values_list("state", flat=True)


def test_an_import_that_nobody_works_off_any_more_comes_to_an_end(cast):
    run = started(cast, PERSONS)
    services.forget_old_imports(company_id=cast.company.pk)
    run.refresh_from_db()
    assert run.state == ImportState.RUNNING
    Import.objects.filter(pk=run.pk).update(started_at=clock.now() - timedelta(days=2))

    services.forget_old_imports(company_id=cast.company.pk)

    run.refresh_from_db()
    assert run.state == ImportState.CANCELLED
    assert "not finished within a day" in run.trouble
    services.work_import(company_id=cast.company.pk, import_id=run.pk)
    assert not Person.objects.filter(first_name="Mia").exists()
