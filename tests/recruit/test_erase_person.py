"""Somebody is erased or pseudonymised: what goes, what stays, who may, and what happens after a backup was restored."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.people import SETTING_UP, Cast, a_person, a_process
from tests.recruit.test_files import PDF

from config.privacy import re_erase
from config.trouble import Trouble
from recruit.activity.enums import Verb
from recruit.activity.models import Activity, Note
from recruit.activity.services import add_note
from recruit.base import clock, files, holdings
from recruit.base.actors import system_actor
from recruit.base.errors import NotFound
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.evaluation.services import schedule_interview, submit_evaluation
from recruit.hiring.models import HiringProcess, ProcessChange, SavedSearch
from recruit.hiring.selectors import persons_page, steps_of_process
from recruit.hiring.services import hire_process, reject_process, save_search
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import ContactPoint, NameWord, Person
from recruit.people.selectors import persons_by_ids
from recruit.people.services import SharedDetail, add_contact_point, add_file, take_shared_details
from recruit.positions.models import Opening
from recruit.privacy.models import ErasureReceipt
from recruit.privacy.rules import in_words, left_over, same_name
from recruit.privacy.selectors import receipts_page
from recruit.privacy.services import (
    MeetingIsToCome,
    NameDiffers,
    SomethingRemains,
    erase_person,
    finish_side,
    list_receipts,
    note_trouble,
    open_side,
    pseudonymise_person,
)

RESTORE = system_actor("Command line")


def erase(cast: Cast, person: Person, *, by: Any = None, typed: str | None = None) -> ErasureReceipt:
    return erase_person(
        person=person, typed_name=person.full_name if typed is None else typed, ground="request",
        actor=by or cast.by_olga,
    )  # fmt: skip


def reachable(person: Person, kind: str, value: str) -> None:
    add_contact_point(person=person, kind=kind, value=value, provenance=Provenance.MANUAL, actor=SETTING_UP)


@pytest.mark.parametrize(
    ("typed", "is_same"),
    [
        ("Mia Brand", True),
        ("  mia   BRAND ", True),  # case and spaces do not matter
        ("Mia", False),  # half a name is no name
        ("", False),
        ("Mia Brandt", False),
    ],
)
def test_the_name_that_was_typed(typed, is_same):
    assert same_name(typed, "Mia Brand") is is_same


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (2, "hiring processes", "2 hiring processes"),
        (1, "hiring processes", "1 hiring process"),
        (1, "entries of history", "1 entry of history"),
        (1, "keys for finding duplicates", "1 key for finding duplicates"),
        (1, "records on LinkedIn", "1 record on LinkedIn"),
        (1, "kept answers of the API", "1 kept answer of the API"),
        (1, "InMail messages", "1 InMail message"),
        (1200, "notes", "1,200 notes"),
    ],
)
def test_how_much_of_what(number, kind, words):
    assert in_words(number, kind) == words


def test_of_the_pseudonymised_figures_may_stay_and_nothing_else():
    kept = {"hiring processes": 2, "evaluations": 1, "notes": 1}

    assert left_over(kept, keeps_figures=False) == kept
    assert left_over(kept, keeps_figures=True) == {"notes": 1}


def test_owners_and_admins_may_and_nobody_else(cast: Cast):
    for actor in (cast.by_rosa, cast.by_hans, cast.by_otto):
        with pytest.raises(CompanyRoleTooSmall):
            erase(cast, a_person(cast), by=actor)
    erase(cast, a_person(cast), by=cast.by_ada)

    with pytest.raises(CompanyRoleTooSmall):
        receipts_page(teammate=cast.rosa)
    assert receipts_page(teammate=cast.olga).total == 1


def test_who_was_hired_goes_and_the_opening_stays_filled(cast: Cast):
    process = a_process(cast)
    hire_process(process=process, actor=cast.by_rosa)

    receipt = erase(cast, process.person)

    opening = Opening.objects.get(position=cast.position)
    assert not opening.is_open
    assert opening.filled_at is not None
    [told] = Activity.objects.filter(verb=Verb.PERSON_DELETED)
    assert (told.person_id, told.data) == (None, {"receipt": receipt.public_id})


def test_nobody_is_erased_by_mistake_or_while_they_are_waited_for(cast: Cast):
    person = a_person(cast, "Mia", "Brand")
    process = a_process(cast, person)
    with pytest.raises(NameDiffers, match="Type “Mia Brand”"):
        erase(cast, person, typed="Mia")
    schedule_interview(
        process=process, step_public_id=steps_of_process(process=process)[0].public_id,
        starts_at=clock.now() + timedelta(days=1), minutes=30, meeting_type="phone",
        participants=[cast.ines.pk], actor=cast.by_rosa,
    )  # fmt: skip

    with pytest.raises(MeetingIsToCome, match="Cancel the meeting first"):
        erase(cast, person)

    assert Person.objects.filter(pk=person.pk).exists()


def test_who_stays_is_as_before(cast: Cast):
    mia, other = a_person(cast, "Miriam", "Brandolini"), a_person(cast, "Miriam", "Other")
    for person in (mia, other):
        add_file(
            person=person, kind="resume", name="cv.pdf", content=PDF, provenance="manual", actor=SETTING_UP
        )
        add_note(company_id=cast.company.pk, person_id=person.pk, text="Met at a fair.", actor=cast.by_rosa)
    own = add_file(person=mia, kind="resume", name="b.pdf", content=PDF + b" ", provenance="manual",
                   actor=SETTING_UP)  # fmt: skip
    erase(cast, mia)

    assert [note.person_id for note in Note.objects.all()] == [other.pk]
    assert not Activity.objects.filter(person_id=mia.pk).exists()
    assert Activity.objects.filter(person_id=other.pk).exists()
    words = set(NameWord.objects.values_list("word", flat=True))
    assert "miriam" in words, "another one has that name"
    assert "brandolini" not in words
    [file] = other.files.all()
    with files.opened(company_id=cast.company.pk, digest=file.sha256) as kept:
        assert kept.read() == PDF, "the same content of another candidate"
    assert own.sha256 != file.sha256
    page = persons_page(teammate=cast.olga)
    assert [row.id for row in page.rows] == [other.pk]


@pytest.mark.usefixtures("committed")
def test_bytes_that_nobody_else_names_go_when_it_is_certain(settings: Any):
    from tests.people import hiring_company

    from recruit.base.tenancy import company_context

    cast = hiring_company()
    with company_context(cast.company.pk):
        person = a_person(cast)
        file = add_file(person=person, kind="resume", name="cv.pdf", content=PDF + b"  ", provenance="manual",
                        actor=SETTING_UP)  # fmt: skip
        erase(cast, person)
        with pytest.raises(NotFound):
            files.opened(company_id=cast.company.pk, digest=file.sha256)


def test_what_quotes_them_elsewhere_goes(cast: Cast):
    mia, twin = a_person(cast, "Mia", "Brand"), a_person(cast, "Maria", "Brandt")
    reachable(twin, ContactKind.EMAIL, "mia@home.example")
    take_shared_details(
        person=mia, details=[SharedDetail(ContactKind.EMAIL, "mia@home.example")], origin="shared",
        at=clock.now(), actor=SETTING_UP,
    )  # fmt: skip
    for name, query in (
        ("By name", "q=mia+brand"),
        ("By address", "q=mia%40home.example"),
        ("All Mias", "q=mia"),
    ):
        save_search(company_id=cast.company.pk, name=name, query=query, is_shared=True, actor=cast.by_rosa)
    assert "mia@home.example" in str(
        list(Activity.objects.filter(person_id=twin.pk, verb="warning").values("data"))
    )

    erase(cast, mia)

    assert not Activity.objects.filter(person_id=twin.pk, verb="warning").exists()
    assert Activity.objects.filter(person_id=twin.pk, verb="contact_point_added").exists(), "her own stays"
    assert [search.name for search in SavedSearch.objects.all()] == ["All Mias"]


def a_known_candidate(cast: Cast) -> HiringProcess:
    person = a_person(cast, "Mia", "Brand", headline="Welder", employer="Acorn")
    reachable(person, ContactKind.EMAIL, "mia@home.example")
    process = a_process(cast, person)
    submit_evaluation(
        process=process, step_public_id=steps_of_process(process=process)[0].public_id, ratings={},
        recommendation="hire", text="Mia is a marvel", actor=cast.by_rosa,
    )  # fmt: skip
    reject_process(process=process, reason="Mia moved away", actor=cast.by_rosa)
    return process


def test_of_the_pseudonymised_figures_stay_and_nobody_can_tell_of_whom(cast: Cast):
    process = a_known_candidate(cast)
    before = HiringProcess.objects.values("status", "source", "started_at", "ended_at", "position").get()

    receipt = pseudonymise_person(
        person=process.person, typed_name="Mia Brand", ground="retention", actor=cast.by_olga
    )

    person = Person.objects.get()
    assert person.full_name == f"Pseudonym {person.public_id[-6:].upper()}"
    assert (person.headline, person.employer, person.do_not_contact) == ("", "", True)
    assert (
        HiringProcess.objects.values("status", "source", "started_at", "ended_at", "position").get() == before
    )
    process.refresh_from_db()
    assert process.reason == ""
    [evaluation] = process.evaluations.all()
    assert (evaluation.text, evaluation.recommendation) == ("", "hire")
    for gone in (ContactPoint, ProcessChange, Note, SavedSearch):
        assert not gone.objects.exists()
    assert not Activity.objects.filter(person_id=person.pk).exists()
    assert persons_by_ids(company_id=cast.company.pk, ids=[person.pk]) == [], "nothing for outside systems"
    assert receipt.counts["contact details"] == 1
    found = persons_page(teammate=cast.olga, query="pseudonym")
    assert [row.id for row in found.rows] == [person.pk]


def test_if_anything_is_left_nothing_has_happened(cast: Cast, monkeypatch: Any):
    person = a_person(cast)
    left = [lambda *, company_id, person_id: {"forgotten things": 2}]
    monkeypatch.setattr(holdings, "_counters", holdings._counters + left)

    with pytest.raises(SomethingRemains, match="forgotten things"):
        erase(cast, person)

    assert Person.objects.filter(pk=person.pk).exists()
    assert not ErasureReceipt.objects.exists()


def test_the_receipt_says_when_each_place_was_done_and_names_nobody(cast: Cast):
    person = a_person(cast, "Mia", "Brand")
    receipt = erase(cast, person)
    which = {"company_id": cast.company.pk, "receipt": receipt.public_id, "name": "Elsewhere"}
    open_side(**which, counts={"candidates": 1})
    [shown] = receipts_page(teammate=cast.olga).rows
    assert not shown.is_finished

    note_trouble(**which, trouble="It cannot be reached.")
    [shown] = receipts_page(teammate=cast.olga).rows
    assert shown.sides[0].trouble == "It cannot be reached."

    finish_side(**which)
    [shown] = receipts_page(teammate=cast.olga).rows
    assert shown.is_finished
    told = json.dumps(
        [list(ErasureReceipt.objects.values()), list(shown.receipt.sides.values())], default=str
    )
    assert "Brand" not in told
    assert person.public_id not in told


def test_whoever_a_backup_brings_back_goes_again(cast: Cast, settings: Any, tmp_path: Path):
    settings.ERASED_LIST = tmp_path / "erased.jsonl"
    mia = a_person(cast, "Mia", "Brand")
    values = dict(Person.objects.filter(pk=mia.pk).values().get())
    erase(cast, mia)
    assert list_receipts(company_id=cast.company.pk) == 1
    assert list_receipts(company_id=cast.company.pk) == 0, "each once"
    assert "Brand" not in settings.ERASED_LIST.read_text()
    assert mia.public_id not in settings.ERASED_LIST.read_text()
    assert settings.ERASED_LIST.stat().st_mode & 0o077 == 0
    Person.objects.create(**values)
    stays = a_person(cast)

    class Options:
        list = settings.ERASED_LIST

    assert "1 candidate was here again" in re_erase(Options())
    assert [person.pk for person in Person.objects.all()] == [stays.pk]
    assert ErasureReceipt.objects.latest("id").ground == "restored"
    assert "None of these candidates is here" in re_erase(Options())


@pytest.mark.parametrize(
    "text", ["[]", "nonsense", '{"company": "cmp_1"}', '{"company": 1, "digest": 2, "kind": "x"}']
)
def test_a_list_that_is_none_is_refused_in_words(db: None, tmp_path: Path, text: str):
    class Options:
        list = tmp_path / "erased.jsonl"

    with pytest.raises(Trouble, match="There is no list"):
        re_erase(Options())
    Options.list.write_text(text)
    with pytest.raises(Trouble, match="Line 1"):
        re_erase(Options())
