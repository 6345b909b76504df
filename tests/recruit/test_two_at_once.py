"""Two people do the same thing in the same moment: real threads, real transactions, exactly one result."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from tests.people import SETTING_UP, Cast, a_case, a_merge, a_person, a_process, hiring_company

from recruit.base.errors import Refusal
from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole
from recruit.company.models import Teammate
from recruit.company.services import LastOwnerStays, change_company_role
from recruit.duplicates.models import Merge
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import (
    AlreadyUnderConsideration,
    ChangeCannotBeUndone,
    advance_process,
    start_process,
    undo_change,
)
from recruit.people.models import ContactPoint, ExternalIdentity, Person, Tag
from recruit.people.selectors import person_with_identity
from recruit.people.services import (
    add_contact_point,
    add_person,
    lock_external_identity,
    set_external_identity,
    tag_person,
)
from recruit.positions.enums import PositionStatus
from recruit.positions.services import hold_position
from recruit.sources.models import Source, SourceContact
from recruit.sources.services import attribute_import


@pytest.fixture
def cast(committed: None) -> Cast:
    return hiring_company()


def at_once(cast: Cast, *works: Callable[[], object]) -> list[object]:
    """Run each work in a thread and a database session of its own; what it returned or what it refused with."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        try:
            with company_context(cast.company.pk):
                start.wait(timeout=10)
                return work()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def test_one_process_is_started_and_one_start_is_refused(cast):
    person = a_person(cast)

    answers = at_once(
        cast, *[lambda: start_process(person=person, position=cast.position, actor=cast.by_rosa)] * 2
    )

    assert sorted(type(answer) for answer in answers if isinstance(answer, Refusal)) == [
        AlreadyUnderConsideration
    ]
    with company_context(cast.company.pk):
        assert HiringProcess.objects.count() == 1


def test_two_imports_by_one_exporter_give_one_contact_and_one_source(cast):
    def work() -> object:
        return attribute_import(
            company_id=cast.company.pk,
            first_name="Rosa",
            last_name="Recruiter",
            email=cast.rosa.email,
            label="Outside Tool",
            actor=SETTING_UP,
        )

    first, second = at_once(cast, work, work)

    assert (first.source_id, first.contact_id) == (second.source_id, second.contact_id)
    assert sorted([first.case, second.case]) == [1, 3]
    with company_context(cast.company.pk):
        assert (Source.objects.count(), SourceContact.objects.count()) == (1, 1)


def test_two_imports_of_one_human_give_one_person(cast):
    @transaction.atomic
    def work() -> object:
        company_id = cast.company.pk
        lock_external_identity(company_id=company_id, provider="elsewhere", subject="mia")
        known = person_with_identity(company_id=company_id, provider="elsewhere", subject="mia")
        person = known or add_person(
            company_id=company_id, first_name="Mia", last_name="Brand", actor=SETTING_UP
        )
        set_external_identity(
            person=person, provider="elsewhere", subject="mia", verified=True, actor=SETTING_UP
        )
        return person

    first, second = at_once(cast, work, work)

    assert first == second
    with company_context(cast.company.pk):
        assert (Person.objects.count(), ExternalIdentity.objects.count()) == (1, 1)


def test_two_advances_complete_two_steps_and_never_one_step_twice(cast):
    process = a_process(cast)

    at_once(cast, *[lambda: advance_process(process=process, actor=cast.by_rosa)] * 2)

    with company_context(cast.company.pk):
        assert HiringProcess.objects.get().current_step_order == 3


def test_a_change_is_undone_once(cast):
    process = a_process(cast)
    with company_context(cast.company.pk):
        change = advance_process(process=process, actor=cast.by_rosa)

    def work() -> object:
        return undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)

    answers = at_once(cast, work, work)

    assert [type(answer) for answer in answers if isinstance(answer, Refusal)] == [ChangeCannotBeUndone]


def test_a_start_and_a_hold_of_the_position_leave_no_process_in_progress(cast):
    person = a_person(cast)

    at_once(
        cast,
        lambda: start_process(person=person, position=cast.position, actor=cast.by_rosa),
        lambda: hold_position(position=cast.position, actor=cast.by_hans),
    )

    with company_context(cast.company.pk):
        statuses = set(HiringProcess.objects.values_list("status", flat=True))
        cast.position.refresh_from_db()
        assert cast.position.status == PositionStatus.ON_HOLD
        assert statuses <= {"on_hold"}


def test_two_owners_who_demote_each_other_leave_one(cast):
    with company_context(cast.company.pk):
        change_company_role(teammate=cast.ada, company_role=CompanyRole.OWNER, actor=SETTING_UP)

    answers = at_once(
        cast,
        lambda: change_company_role(teammate=cast.ada, company_role=CompanyRole.ADMIN, actor=SETTING_UP),
        lambda: change_company_role(teammate=cast.olga, company_role=CompanyRole.ADMIN, actor=SETTING_UP),
    )

    assert [type(answer) for answer in answers if isinstance(answer, Refusal)] == [LastOwnerStays]
    with company_context(cast.company.pk):
        assert Teammate.objects.filter(company_role=CompanyRole.OWNER).count() == 1


def test_one_address_and_one_tag_written_twice_are_there_once(cast):
    person = a_person(cast)

    def work() -> object:
        tag_person(person=person, name="Welder", actor=cast.by_rosa)
        return add_contact_point(
            person=person, kind="email", value="mia@example.com", provenance="manual", actor=cast.by_rosa
        )

    at_once(cast, work, work)

    with company_context(cast.company.pk):
        assert (ContactPoint.objects.count(), Tag.objects.count()) == (1, 1)
        assert ContactPoint.objects.get().is_primary


def test_two_who_merge_the_same_pair_at_once_merge_it_once(cast):
    one, two = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    theirs = a_process(cast, two)

    case = a_case(cast, one, two)

    found = at_once(cast, *[lambda: a_merge(cast, one, two, case)] * 2)

    with company_context(cast.company.pk):
        [merge] = Merge.objects.all()
        assert [each.pk for each in found] == [merge.pk] * 2
        assert HiringProcess.objects.get(pk=theirs.pk).person_id == one.pk
        assert Person.objects.count() == 1


def test_who_is_considered_while_being_merged_is_the_survivor_or_is_refused(cast):
    one, two = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    case = a_case(cast, one, two)
    add = {"kind": "email", "value": "mia@mail.example", "provenance": "manual", "actor": SETTING_UP}

    found = at_once(
        cast,
        lambda: a_merge(cast, one, two, case),
        lambda: start_process(person=two, position=cast.position, actor=SETTING_UP),
        lambda: add_contact_point(person=two, **add),
    )

    with company_context(cast.company.pk):
        assert isinstance(found[0], Merge), found
        processes = list(HiringProcess.objects.values_list("person_id", flat=True))
        assert processes in ([], [one.pk])
        assert bool(processes) is not isinstance(found[1], Refusal)
        assert set(ContactPoint.objects.values_list("person_id", flat=True)) == {one.pk}
