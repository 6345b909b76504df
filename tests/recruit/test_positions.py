"""Opening and changing positions, and who is on their teams."""

from __future__ import annotations

import pytest
from tests.people import a_position, a_teammate

from recruit.base.errors import NotFound
from recruit.company.enums import CompanyRole
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.positions.enums import HiringRole, PositionStatus
from recruit.positions.models import Position
from recruit.positions.selectors import (
    PositionRoleTooSmall,
    hiring_team_of,
    openings_of,
    position_by_public_id,
    roles_of,
    steps_of,
)
from recruit.positions.services import (
    CannotJoinHiringTeam,
    HiringManagerNamedAlready,
    HiringManagerNeeded,
    NewStep,
    PositionFieldUnknown,
    PositionNeedsName,
    PositionNeedsSteps,
    add_to_hiring_team,
    change_hiring_manager,
    open_position,
    remove_from_hiring_team,
    set_discretion,
    update_position,
)
from recruit.positions.services.writing import CountryNotUnderstood


def test_rosa_opens_a_position_with_everything_that_belongs_to_it(cast):
    position = open_position(
        company_id=cast.company.pk,
        name="Line Planner",
        public_name="Line Planner",
        country="de",
        hiring_manager=cast.hans,
        recruiter=cast.rosa,
        actor=cast.by_rosa,
    )

    assert (position.status, position.country, position.public_name) == (PositionStatus.OPEN, "DE", None)
    assert [step.name for step in steps_of(position=position)] == [
        "CV review", "Phone interview", "Hiring manager review", "Interview", "Offer", "Hire paperwork",
    ]  # fmt: skip
    assert [opening.is_open for opening in openings_of(position=position)] == [True]
    assert {member.teammate: member.roles for member in hiring_team_of(position=position)} == {
        cast.hans: ("hiring_manager",),
        cast.rosa: ("recruiter",),
    }
    assert position_by_public_id(company_id=cast.company.pk, public_id=position.public_id) == position


def test_the_public_name_is_shown_where_it_differs(cast):
    position = a_position(cast, "Welder II (north hall)", public_name="Welder")

    renamed = update_position(position=position, changes={"name": "Welder"}, actor=cast.by_ada)

    assert position.shown_name == "Welder"
    assert (renamed.public_name, renamed.shown_name) == (None, "Welder")


def test_own_steps_replace_the_default_ones_but_there_must_be_one(cast):
    position = a_position(
        cast, "Line Planner", steps=[NewStep("Trial day", "test"), NewStep("Offer", "offer")]
    )

    assert [(step.order, step.name, step.type) for step in steps_of(position=position)] == [
        (1, "Trial day", "test"),
        (2, "Offer", "offer"),
    ]
    with pytest.raises(PositionNeedsSteps):
        a_position(cast, "Line Planner", steps=[])


def test_hans_and_otto_open_no_positions(cast):
    for actor in (cast.by_hans, cast.by_otto):
        with pytest.raises(CompanyRoleTooSmall):
            open_position(company_id=cast.company.pk, name="X", hiring_manager=cast.hans, actor=actor)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": " "}, PositionNeedsName),
        ({"status": "closed"}, PositionFieldUnknown),
        ({"is_discreet": True}, PositionFieldUnknown),
        ({"country": "Germany"}, CountryNotUnderstood),
    ],
)
def test_changes_that_are_refused(cast, changes, refusal):
    with pytest.raises(refusal):
        update_position(position=cast.position, changes=changes, actor=cast.by_rosa)


def test_rosa_edits_her_position_and_hans_does_not(cast):
    changed = update_position(
        position=cast.position, changes={"city": " Hamburg ", "is_published": False}, actor=cast.by_rosa
    )

    assert (changed.city, changed.is_published) == ("Hamburg", False)
    with pytest.raises(PositionRoleTooSmall):
        update_position(position=cast.position, changes={"city": "Kiel"}, actor=cast.by_hans)
    with pytest.raises(NotFound):
        update_position(position=cast.position, changes={"city": "Kiel"}, actor=cast.by_otto)


def test_changing_nothing_changes_nothing(cast):
    before = Position.objects.get(pk=cast.position.pk).updated_at

    update_position(position=cast.position, changes={"city": "Bremen"}, actor=cast.by_rosa)
    set_discretion(position=cast.position, is_discreet=False, actor=cast.by_rosa)

    assert Position.objects.get(pk=cast.position.pk).updated_at == before


def test_ada_cannot_touch_a_discreet_position_of_others(cast):
    set_discretion(position=cast.position, is_discreet=True, actor=cast.by_rosa)

    with pytest.raises(NotFound):
        set_discretion(position=cast.position, is_discreet=False, actor=cast.by_ada)

    assert not set_discretion(position=cast.position, is_discreet=False, actor=cast.by_olga).is_discreet


def test_there_is_exactly_one_hiring_manager(cast):
    with pytest.raises(HiringManagerNamedAlready):
        add_to_hiring_team(
            position=cast.position, teammate=cast.otto, role=HiringRole.HIRING_MANAGER, actor=cast.by_ada
        )
    with pytest.raises(HiringManagerNeeded):
        remove_from_hiring_team(
            position=cast.position, teammate=cast.hans, role=HiringRole.HIRING_MANAGER, actor=cast.by_ada
        )

    change_hiring_manager(position=cast.position, teammate=cast.otto, actor=cast.by_hans)

    assert roles_of(position=cast.position, teammate=cast.otto) == ["hiring_manager"]
    assert roles_of(position=cast.position, teammate=cast.hans) == []


def test_joining_and_leaving_twice_is_the_same_as_once(cast):
    for _ in range(2):
        add_to_hiring_team(
            position=cast.position, teammate=cast.otto, role=HiringRole.VIEWER, actor=cast.by_hans
        )
    assert roles_of(position=cast.position, teammate=cast.otto) == ["viewer"]

    for _ in range(2):
        remove_from_hiring_team(
            position=cast.position, teammate=cast.otto, role=HiringRole.VIEWER, actor=cast.by_hans
        )
    assert roles_of(position=cast.position, teammate=cast.otto) == []


def test_an_it_manager_is_on_no_team(cast):
    ivan = a_teammate(cast.company, "Ivan", "T", CompanyRole.IT_MANAGER)

    with pytest.raises(CannotJoinHiringTeam, match="sees no positions"):
        add_to_hiring_team(position=cast.position, teammate=ivan, role=HiringRole.VIEWER, actor=cast.by_ada)
    with pytest.raises(CannotJoinHiringTeam):
        a_position(cast, "Line Planner", hiring_manager=ivan)


def test_ines_manages_no_team(cast):
    with pytest.raises(PositionRoleTooSmall):
        add_to_hiring_team(
            position=cast.position, teammate=cast.otto, role=HiringRole.VIEWER, actor=cast.by_ines
        )
