"""A process or a person is deleted: what goes with them, what stays, and who may not."""

from __future__ import annotations

import pytest
from tests.people import a_person, a_position, a_process

from recruit.activity.enums import Verb
from recruit.activity.models import Activity, Note
from recruit.activity.services import add_note
from recruit.base import files
from recruit.base.errors import NotFound
from recruit.base.tenancy import company_context
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import PersonNotYoursToDelete, delete_person, delete_process, hire_process
from recruit.people.models import Person
from recruit.people.services import add_file
from recruit.positions.models import Opening
from recruit.positions.selectors import PositionRoleTooSmall

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def company(cast):
    with company_context(cast.company.pk):
        yield cast


def test_a_deleted_process_leaves_the_person_and_a_line_in_history(company):
    process = a_process(company)
    other = a_process(company, person=process.person, position=a_position(company, "Painter"))
    add_note(
        company_id=company.company.pk, person_id=process.person_id, process_id=process.pk,
        position_id=process.position_id, text="Only about this one.", actor=company.by_rosa,
    )  # fmt: skip

    delete_process(process=process, actor=company.by_rosa)

    assert list(HiringProcess.objects.values_list("pk", flat=True)) == [other.pk]
    assert not Note.objects.exists()
    assert Activity.objects.filter(person_id=process.person_id, verb=Verb.PROCESS_DELETED).count() == 1


def test_the_opening_of_a_deleted_hire_is_free_again(company):
    process = a_process(company)
    hire_process(process=process, actor=company.by_rosa)
    assert not Opening.objects.get(position=company.position).is_open

    delete_process(process=process, actor=company.by_rosa)

    assert Opening.objects.get(position=company.position).is_open


def test_who_may_not_move_a_process_does_not_delete_it(company):
    process = a_process(company)

    with pytest.raises(PositionRoleTooSmall):
        delete_process(process=process, actor=company.by_ines)

    assert HiringProcess.objects.count() == 1


def test_a_deleted_person_is_gone_with_everything_and_history_names_nobody(
    company, django_capture_on_commit_callbacks
):
    process = a_process(company, person=a_person(company, "Mia", "Brand"))
    person = process.person
    add_note(
        company_id=company.company.pk, person_id=person.pk, text="Reads drawings.", actor=company.by_rosa
    )
    file = add_file(
        person=person, kind="resume", name="cv.pdf", content=PDF, provenance="manual",
        actor=company.by_rosa,
    )  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        delete_person(person=person, actor=company.by_rosa)

    assert not Person.objects.exists()
    assert not HiringProcess.objects.exists()
    assert not Note.objects.exists()
    assert not Activity.objects.filter(person_id=person.pk).exists()
    [told] = Activity.objects.filter(verb=Verb.PERSON_DELETED)
    assert "Brand" not in str(told.data)
    with pytest.raises(NotFound):
        files.opened(company_id=company.company.pk, digest=file.sha256)


def test_a_person_goes_only_where_all_their_positions_are_ones_own(company):
    process = a_process(company)
    a_process(company, person=process.person, position=a_position(company, "Secret", is_discreet=True))

    with pytest.raises(PersonNotYoursToDelete):
        delete_person(person=process.person, actor=company.by_rosa)

    assert Person.objects.count() == 1
