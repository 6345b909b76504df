"""Thousands at once, by the same rules as one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.people import SETTING_UP, a_person, a_position, a_process

from recruit.activity.models import Activity
from recruit.base import events
from recruit.company.services import change_company_settings
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.events import ProcessStarted
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import persons_page, steps_of_process
from recruit.hiring.services import (
    AlreadyUnderConsideration,
    NewProcess,
    PositionNotOpen,
    SeveralPositionsNotAllowed,
    advance_process,
    start_processes_in_bulk,
)
from recruit.people.events import PersonAdded
from recruit.people.models import Person, PersonToken
from recruit.people.selectors import contact_points_of, person_with_identity, persons_by_ids
from recruit.people.services import (
    NewContactPoint,
    NewIdentity,
    NewPerson,
    PersonNeedsName,
    add_contact_point,
    add_person,
    add_persons_in_bulk,
)
from recruit.positions.selectors import PositionRoleTooSmall
from recruit.positions.services import close_position

START = datetime(2025, 3, 1, 9, tzinfo=UTC)


def add(cast, *persons, **how):
    return add_persons_in_bulk(company_id=cast.company.pk, persons=persons, actor=SETTING_UP, **how)


def start(cast, *processes, actor=SETTING_UP, **how):
    return start_processes_in_bulk(company_id=cast.company.pk, processes=processes, actor=actor, **how)


def test_a_person_in_bulk_is_the_same_as_one_by_one(cast):
    (bulk,) = add(
        cast,
        NewPerson(
            first_name="Mia",
            last_name="Gößl",
            headline="Welder",
            contact_points=(
                NewContactPoint("email", "Mia@example.com", "manual"),
                NewContactPoint("email", "mia@EXAMPLE.com"),
                NewContactPoint("phone", "+49 421 1234567", "manual"),
            ),
        ),
    )
    single = add_person(
        company_id=cast.company.pk, first_name="Mia", last_name="Gößl", headline="Welder", actor=SETTING_UP
    )
    for kind, value in (("email", "Mia@example.com"), ("phone", "+49 421 1234567")):
        add_contact_point(person=single, kind=kind, value=value, provenance="manual", actor=SETTING_UP)

    one, other = persons_by_ids(company_id=cast.company.pk, ids=[bulk.pk, single.pk])
    tokens = [
        set(PersonToken.objects.filter(person=person).values_list("token", flat=True))
        for person in (bulk, single)
    ]

    assert one.contact_points == other.contact_points
    assert (one.first_name, one.last_name, one.headline) == (
        other.first_name,
        other.last_name,
        other.headline,
    )
    assert Person.objects.get(pk=bulk.pk).sort_name == Person.objects.get(pk=single.pk).sort_name
    assert tokens[0] == tokens[1]


def test_tags_identities_and_moments_come_along(cast):
    mia, tom = add(
        cast,
        NewPerson(
            "Mia",
            "Brand",
            tags=("Welder", "Night shift"),
            identities=(NewIdentity("elsewhere", "m-1", verified=True),),
            added_at=START,
        ),
        NewPerson("Tom", "Brand", tags=("welder",)),
    )

    assert mia.created_at == START
    assert person_with_identity(company_id=cast.company.pk, provider="elsewhere", subject="m-1") == mia
    assert {row.full_name: row.tags for row in persons_page(teammate=cast.rosa).rows} == {
        "Mia Brand": ("Night shift", "Welder"),
        "Tom Brand": ("Welder",),
    }
    assert Activity.objects.get(person_id=mia.pk).at == START
    assert not contact_points_of(person=tom)


def test_one_without_a_name_refuses_all(cast):
    with pytest.raises(PersonNeedsName):
        add(cast, NewPerson("Mia", "Brand"), NewPerson(" ", ""))

    assert not Person.objects.exists()


def test_processes_come_with_their_history(cast):
    people = [a_person(cast) for _ in range(4)]
    moved = START + timedelta(days=4)
    common = {"position_id": cast.position.pk, "started_at": START, "moved_at": moved}

    going, rejected, hired, due = start(
        cast,
        NewProcess(people[0].pk, completed_steps=2, **common),
        NewProcess(
            people[1].pk, completed_steps=1, status=ProcessStatus.REJECTED, reason="Far away", **common
        ),
        NewProcess(people[2].pk, completed_steps=6, status=ProcessStatus.HIRED, **common),
        NewProcess(people[3].pk, completed_steps=6, **common),
    )

    steps = steps_of_process(process=going)
    assert [step.state for step in steps] == [
        "completed",
        "completed",
        "current",
        "future",
        "future",
        "future",
    ]
    assert [step.completed_at for step in steps][:2] == [START + timedelta(days=2), moved]
    assert steps[2].entered_at == moved
    assert (going.board_column, going.current_step_name) == ("step-003", "Hiring manager review")
    assert (rejected.status, rejected.ended_at, rejected.board_column) == ("rejected", moved, "rejected")
    assert (hired.board_column, hired.current_step_order) == ("hired", None)
    assert due.status == ProcessStatus.AWAITING_DECISION
    assert advance_process(process=going, actor=cast.by_rosa)
    assert Activity.objects.filter(process_id=rejected.pk).count() == 2


def test_the_rules_of_a_start_hold_within_the_batch_and_against_what_is_there(cast):
    other = a_position(cast, "Line Planner")
    busy = a_process(cast).person
    mia = a_person(cast)

    with pytest.raises(AlreadyUnderConsideration):
        start(cast, NewProcess(busy.pk, cast.position.pk))
    with pytest.raises(AlreadyUnderConsideration):
        start(cast, NewProcess(mia.pk, cast.position.pk), NewProcess(mia.pk, cast.position.pk))
    change_company_settings(company_id=cast.company.pk, allows_several_positions=False, actor=cast.by_ada)
    with pytest.raises(SeveralPositionsNotAllowed):
        start(cast, NewProcess(mia.pk, cast.position.pk), NewProcess(mia.pk, other.pk))
    close_position(position=other, actor=cast.by_hans)
    with pytest.raises(PositionNotOpen):
        start(cast, NewProcess(mia.pk, other.pk))

    assert HiringProcess.objects.count() == 1
    assert start(cast, NewProcess(mia.pk, other.pk, status=ProcessStatus.REJECTED))
    with pytest.raises(PositionRoleTooSmall):
        start(cast, NewProcess(mia.pk, cast.position.pk), actor=cast.by_ines)


def test_facts_are_told_one_by_one_or_left_to_the_caller(cast, monkeypatch):
    told: list[object] = []
    for kind in (PersonAdded, ProcessStarted):
        monkeypatch.setitem(events._subscribers, kind, [told.append])

    (mia,) = add(cast, NewPerson("Mia", "Brand"))
    (process,) = start(cast, NewProcess(mia.pk, cast.position.pk))
    (tom,) = add(cast, NewPerson("Tom", "Brand"), announce=False)
    start(cast, NewProcess(tom.pk, cast.position.pk), announce=False)

    assert told == [
        PersonAdded(cast.company.pk, mia.pk, in_bulk=True),
        ProcessStarted(cast.company.pk, process.pk, mia.pk, cast.position.pk),
    ]


@pytest.mark.parametrize("number", [1, 300])
def test_the_number_of_statements_does_not_grow_with_the_number_of_rows(
    cast, number, django_assert_max_num_queries
):
    with django_assert_max_num_queries(31):
        persons = add(
            cast,
            *[
                NewPerson(
                    "Mia",
                    f"Brand{index}",
                    contact_points=(NewContactPoint("email", f"m{index}@example.com"),),
                    tags=("Welder",),
                )
                for index in range(number)
            ],
            announce=False,
        )
        start(cast, *[NewProcess(person.pk, cast.position.pk) for person in persons], announce=False)
