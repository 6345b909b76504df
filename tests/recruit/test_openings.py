"""The seats of a position: added, changed, closed, reopened, filled by a hire and ended with their position."""

from __future__ import annotations

import pytest
from tests.people import a_person, a_process

from recruit.activity.models import Activity
from recruit.activity.rules import sentence
from recruit.base.errors import NotFound
from recruit.hiring.selectors import hires_into, latest_change_of
from recruit.hiring.services import hire_process, undo_change
from recruit.positions.enums import OpeningStatus
from recruit.positions.models import Opening
from recruit.positions.selectors import (
    PositionRoleTooSmall,
    opening_counts,
    openings_of,
    openings_page,
)
from recruit.positions.services import (
    OpeningRefused,
    add_opening,
    change_opening,
    close_opening,
    close_position,
    hold_position,
    open_position,
    reopen_opening,
    reopen_position,
)


def statuses(position):
    return [(opening.name, opening.status.value) for opening in openings_of(position=position)]


def test_an_opening_is_added_changed_closed_and_reopened_and_history_says_so(cast):
    first = openings_of(position=cast.position)[0]
    added = add_opening(position=cast.position, name="  Night   shift ", reason="Growth", actor=cast.by_hans)
    change_opening(
        position=cast.position,
        public_id=added.public_id,
        name="Late shift",
        reason="Growth",
        actor=cast.by_hans,
    )
    close_opening(position=cast.position, public_id=added.public_id, actor=cast.by_rosa)
    closed = statuses(cast.position)
    reopen_opening(position=cast.position, public_id=added.public_id, actor=cast.by_rosa)

    assert closed == [(first.name, "open"), ("Late shift", "closed")]
    assert statuses(cast.position) == [(first.name, "open"), ("Late shift", "open")]
    assert [
        sentence(fact.verb, fact.data)
        for fact in Activity.objects.filter(verb="opening_changed").order_by("id")
    ] == [
        "added the opening “Night shift” of Welding Robot Technician",
        "changed the opening “Late shift” of Welding Robot Technician",
        "closed the opening “Late shift” of Welding Robot Technician",
        "reopened the opening “Late shift” of Welding Robot Technician",
    ]


def test_the_first_opening_has_its_reason_and_one_without_a_name_has_the_positions(cast):
    position = open_position(
        company_id=cast.company.pk, name="Planner", hiring_manager=cast.hans,
        opening_reason="In place of Otto", actor=cast.by_rosa,
    )  # fmt: skip

    second = add_opening(position=position, actor=cast.by_olga)

    assert [(each.name, each.reason) for each in openings_of(position=position)] == [
        ("Planner", "In place of Otto"),
        ("Planner", ""),
    ]
    change_opening(
        position=position, public_id=second.public_id, name="Planner", reason="", actor=cast.by_olga
    )
    assert Activity.objects.filter(verb="opening_changed").count() == 1  # nothing differed


def test_a_hire_is_told_with_its_opening_until_it_is_taken_back(cast):
    opening = openings_of(position=cast.position)[0]
    process = a_process(cast, a_person(cast, "Mia", "Brand"))

    hire_process(process=process, opening_public_id=opening.public_id, actor=cast.by_rosa)

    told = hires_into(teammate=cast.hans, opening_ids=[opening.pk])
    assert (told[opening.pk].person_name, statuses(cast.position)[0][1]) == ("Mia Brand", "filled")
    with pytest.raises(OpeningRefused, match="Take back the hire"):
        reopen_opening(position=cast.position, public_id=opening.public_id, actor=cast.by_rosa)
    with pytest.raises(OpeningRefused, match="is filled already"):
        close_opening(position=cast.position, public_id=opening.public_id, actor=cast.by_rosa)
    change = latest_change_of(process=process)
    undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)
    assert hires_into(teammate=cast.hans, opening_ids=[opening.pk]) == {}
    assert statuses(cast.position)[0][1] == "open"


def test_whoever_does_not_see_their_own_profile_does_not_read_it_here(cast):
    opening = openings_of(position=cast.position)[0]
    process = a_process(cast)
    hire_process(process=process, opening_public_id=opening.public_id, actor=cast.by_rosa)
    cast.hans.hidden_person_id = process.person_id

    assert hires_into(teammate=cast.hans, opening_ids=[opening.pk]) == {}


@pytest.mark.parametrize("end", [hold_position, close_position])
def test_openings_end_with_their_position_and_reopening_it_brings_a_new_one(cast, end):
    end(position=cast.position, actor=cast.by_hans)
    (old,) = openings_of(position=cast.position)

    assert (old.status, old.closed_at is None) == (OpeningStatus.CLOSED, False)
    with pytest.raises(OpeningRefused, match="Reopen the position"):
        reopen_opening(position=cast.position, public_id=old.public_id, actor=cast.by_hans)
    with pytest.raises(OpeningRefused, match="Reopen the position"):
        add_opening(position=cast.position, actor=cast.by_hans)
    reopen_position(position=cast.position, actor=cast.by_hans)
    assert [status for _, status in statuses(cast.position)] == ["closed", "open"]


def test_a_hire_that_is_undone_on_a_closed_position_leaves_its_opening_closed(cast):
    process = a_process(cast)
    change = hire_process(process=process, actor=cast.by_rosa)
    close_position(position=cast.position, actor=cast.by_hans)

    undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)

    (opening,) = openings_of(position=cast.position)
    assert (opening.status, opening.filled_at, opening.closed_at is None) == ("closed", None, False)


def test_pages_and_counts_go_by_status(cast):
    for number in range(4):
        opening = add_opening(position=cast.position, name=f"Seat {number}", actor=cast.by_hans)
        if number < 3:
            close_opening(position=cast.position, public_id=opening.public_id, actor=cast.by_hans)

    first = openings_page(position=cast.position, status="closed", limit=2)
    rest = openings_page(position=cast.position, status="closed", after=first.next_cursor, limit=2)

    assert [each.name for each in (*first.rows, *rest.rows)] == ["Seat 2", "Seat 1", "Seat 0"]
    assert rest.next_cursor is None
    assert opening_counts(position=cast.position) == {"open": 2, "filled": 0, "closed": 3}


def test_ines_changes_no_openings_and_nobody_one_of_another_position(cast):
    other = open_position(
        company_id=cast.company.pk, name="Planner", hiring_manager=cast.hans, actor=cast.by_rosa
    )
    (elsewhere,) = openings_of(position=other)
    before = list(Opening.objects.order_by("id").values_list())

    with pytest.raises(PositionRoleTooSmall):
        add_opening(position=cast.position, actor=cast.by_ines)
    with pytest.raises(NotFound):
        close_opening(position=cast.position, public_id=elsewhere.public_id, actor=cast.by_hans)
    assert list(Opening.objects.order_by("id").values_list()) == before
