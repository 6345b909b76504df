"""Who may see a position: the one function, row by row, and the query that must say the same."""

from __future__ import annotations

import itertools

import pytest
from tests.people import SETTING_UP, a_position, a_process, a_teammate

from recruit.base.errors import NotFound
from recruit.company.enums import CompanyRole
from recruit.company.models import Teammate
from recruit.hiring.selectors import visible_processes
from recruit.positions.enums import HiringRole, PositionCapability
from recruit.positions.models import Position
from recruit.positions.rules import allowed, can_join_hiring_team, can_view
from recruit.positions.selectors import (
    may,
    positions_page,
    sight_of,
    viewer_facts,
    viewers_of_positions,
    visible_position,
    visible_positions,
)
from recruit.positions.services import add_to_hiring_team, set_discretion

# company role, on a common position: (without a role there, with one); on a discreet position: (without, with one)
VISIBLE = [
    (CompanyRole.OWNER, (True, True), (True, True)),  # everything, all discreet positions included
    (CompanyRole.ADMIN, (True, True), (False, True)),  # everything but discreet positions of others
    (CompanyRole.RECRUITER, (True, True), (False, True)),  # all common positions
    (CompanyRole.RECRUITING_COORDINATOR, (False, True), (False, True)),  # only where they coordinate
    (CompanyRole.MANAGEMENT, (True, True), (False, True)),  # reads all common positions
    (
        CompanyRole.IT_MANAGER,
        (False, True),
        (False, True),
    ),  # none; a role on one is refused before it is given
    (CompanyRole.TEAMMATE, (False, True), (False, True)),  # only where they have a role
]
CASES = [
    (role, is_discreet, holds, expected)
    for role, common, discreet in VISIBLE
    for is_discreet, pair in ((False, common), (True, discreet))
    for holds, expected in zip((False, True), pair, strict=True)
]


@pytest.mark.parametrize(("role", "is_discreet", "holds", "expected"), CASES)
def test_who_sees_which_position(role, is_discreet, holds, expected):
    seen = can_view(is_active=True, company_role=role, holds_position_role=holds, is_discreet=is_discreet)

    assert seen is expected


@pytest.mark.parametrize(("role", "is_discreet", "holds", "_expected"), CASES)
def test_whoever_is_deactivated_sees_nothing(role, is_discreet, holds, _expected):
    assert not can_view(
        is_active=False, company_role=role, holds_position_role=holds, is_discreet=is_discreet
    )


def test_the_table_has_every_case():
    assert len(CASES) == len(CompanyRole) * 2 * 2


V = PositionCapability.VIEW


def test_roles_add_up():
    assert allowed(
        company_role=CompanyRole.MANAGEMENT,
        position_roles=[HiringRole.VIEWER, HiringRole.HIRING_MANAGER],
        capability=PositionCapability.MOVE_PROCESSES,
    )


JOINING = [
    # active, company role, position role -> may join
    (True, CompanyRole.TEAMMATE, HiringRole.VIEWER, True),
    (False, CompanyRole.TEAMMATE, HiringRole.VIEWER, False),  # deactivated
    (True, CompanyRole.IT_MANAGER, HiringRole.VIEWER, False),  # sees no positions by definition
    (
        True,
        CompanyRole.RECRUITER,
        HiringRole.RECRUITING_COORDINATOR,
        False,
    ),  # must be one at company level too
    (True, CompanyRole.RECRUITING_COORDINATOR, HiringRole.RECRUITING_COORDINATOR, True),
    (True, CompanyRole.TEAMMATE, HiringRole.HIRING_MANAGER, True),
]


@pytest.mark.parametrize(("is_active", "company_role", "role", "joins"), JOINING)
def test_who_can_join_a_hiring_team(is_active, company_role, role, joins):
    hindrance = can_join_hiring_team(is_active=is_active, company_role=company_role, role=role)

    assert (hindrance is None) is joins


@pytest.fixture
def everybody_and_everywhere(cast):
    """A teammate of every company role, active and not, with and without a role on a common and a discreet position."""
    common, discreet = cast.position, a_position(cast, "Secret Project Lead", is_discreet=True)
    for role, holds, is_active in itertools.product(CompanyRole, (False, True), (True, False)):
        teammate = a_teammate(cast.company, f"{role}-{holds}-{is_active}", "X", CompanyRole.TEAMMATE)
        if holds:
            for position in (common, discreet):
                add_to_hiring_team(
                    position=position, teammate=teammate, role=HiringRole.VIEWER, actor=SETTING_UP
                )
        Teammate.objects.filter(pk=teammate.pk).update(company_role=role, is_active=is_active)
    for position in (common, discreet):
        a_process(cast, position=position)
    return cast


def test_query_sight_facts_and_function_agree_for_everybody_everywhere(everybody_and_everywhere):
    cast = everybody_and_everywhere
    company_id = cast.company.pk
    positions = list(Position.objects.all())
    facts = viewer_facts(company_id=company_id)
    viewers = viewers_of_positions(
        company_id=company_id, position_ids=[position.pk for position in positions]
    )

    teammates = list(Teammate.objects.all())
    for teammate in teammates:
        expected = {
            position.pk
            for position in positions
            if can_view(
                is_active=teammate.is_active,
                company_role=teammate.company_role,
                holds_position_role=(position.pk, teammate.pk) in facts.roles,
                is_discreet=position.is_discreet,
            )
        }
        sight = sight_of(teammate=teammate)
        seen = {
            p.pk for p in positions if p.pk not in sight.hidden and (sight.seen is None or p.pk in sight.seen)
        }
        assert {position.pk for position in visible_positions(teammate=teammate)} == expected
        assert {position.pk for position in positions_page(teammate=teammate).rows} == expected
        assert seen == expected
        assert {process.position_id for process in visible_processes(teammate=teammate)} == expected
        assert {position_id for position_id, who in viewers.items() if teammate.pk in who} == expected
        assert {p.pk for p in positions if may(teammate=teammate, position=p, capability=V)} == expected

    assert len(teammates) == len(facts.teammates) == 6 + len(CompanyRole) * 4
    assert len(positions) == len(facts.positions) == 2


def test_otto_cannot_tell_a_position_he_may_not_view_from_one_that_is_not_there(cast):
    with pytest.raises(NotFound) as hidden:
        visible_position(teammate=cast.otto, public_id=cast.position.public_id)
    with pytest.raises(NotFound) as missing:
        visible_position(teammate=cast.otto, public_id="pos_0000000000000000")

    assert hidden.value.sentence == missing.value.sentence


def test_ines_no_longer_sees_her_position_once_she_leaves_and_ada_once_it_is_discreet(cast):
    from recruit.positions.services import remove_from_hiring_team

    remove_from_hiring_team(
        position=cast.position, teammate=cast.ines, role=HiringRole.INTERVIEWER, actor=cast.by_hans
    )
    set_discretion(position=cast.position, is_discreet=True, actor=cast.by_rosa)

    assert not visible_positions(teammate=cast.ines).exists()
    assert not visible_positions(teammate=cast.ada).exists()
    assert visible_positions(teammate=cast.olga).exists()
