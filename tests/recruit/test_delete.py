"""A process is deleted: what goes with it, what stays, and who may not."""

from __future__ import annotations

import pytest
from tests.people import a_position, a_process

from recruit.activity.enums import Verb
from recruit.activity.models import Activity, Note
from recruit.activity.services import add_note
from recruit.base.tenancy import company_context
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import delete_process, hire_process
from recruit.positions.models import Opening
from recruit.positions.selectors import PositionRoleTooSmall


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
