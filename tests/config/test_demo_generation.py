"""Is the demo what its readers count on? The same to the letter, with the cast in it, and nobody real."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from config.demo import cast, generate
from config.demo.sizes import SIZES

if TYPE_CHECKING:
    from config.demo.shapes import Demo, DemoCompany

ACTIVE = {"in_progress", "on_hold", "awaiting_decision"}


@pytest.fixture(scope="module", params=["small", "full"])
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def demo(size: str) -> Demo:
    return generate(size)


@pytest.fixture(scope="module")
def lumen(demo: Demo) -> DemoCompany:
    return demo.companies[0]


def test_it_is_the_same_demo_for_the_same_number(demo: Demo, size: str) -> None:
    assert generate(size) == demo
    assert generate(size, seed=1) != demo


def test_it_has_the_sizes_that_were_promised(demo: Demo, lumen: DemoCompany, size: str) -> None:
    wanted = SIZES[size]

    assert len(lumen.teammates) == wanted.teammates
    assert len(lumen.positions) == wanted.positions
    assert len(lumen.persons) == wanted.persons
    assert len(demo.world.members) == wanted.members
    assert sum(person.member is not None for person in lumen.persons) == wanted.known_members


def test_it_has_all_seven_company_roles_and_one_owner(lumen: DemoCompany) -> None:
    roles = Counter(teammate.company_role for teammate in lumen.teammates)

    assert len(roles) == 7
    assert roles["owner"] == 1


def test_positions_are_of_every_kind(lumen: DemoCompany) -> None:
    names = Counter(position.public_name for position in lumen.positions)

    assert {position.status for position in lumen.positions} == {"open", "on_hold", "closed"}
    assert {position.workplace_type for position in lumen.positions} >= {"on_site", "hybrid", "remote"}
    assert any(position.is_discreet for position in lumen.positions)
    assert sum(position.is_talent_pool for position in lumen.positions) == 1
    assert names["Lighting Designer"] == 2, "equal public names that differ in place and custom id"
    assert len({position.custom_id for position in lumen.positions}) == len(lumen.positions)


def test_rosa_sees_neither_the_discreet_position_nor_does_otto_see_any(lumen: DemoCompany) -> None:
    for position in lumen.positions:
        team = {position.hiring_manager, position.recruiter, *(email for email, _ in position.team)}
        assert cast.OTTO not in team
        assert cast.DENIZ not in team
        assert not (position.is_discreet and cast.ROSA in team)


def test_everybody_a_position_names_is_a_teammate(demo: Demo) -> None:
    for company in demo.companies:
        emails = {teammate.email for teammate in company.teammates}
        assert len(emails) == len(company.teammates)
        for position in company.positions:
            assert {
                position.hiring_manager,
                position.recruiter,
                *(email for email, _ in position.team),
            } <= emails


def test_nobody_is_considered_twice_at_once_for_one_position(demo: Demo) -> None:
    for company in demo.companies:
        custom_ids = {position.custom_id for position in company.positions}
        for person in company.persons:
            active = [process.position for process in person.processes if process.status in ACTIVE]
            assert len(active) == len(set(active))
            assert {process.position for process in person.processes} <= custom_ids


def test_history_reaches_back_two_years_and_never_into_the_future(lumen: DemoCompany) -> None:
    processes = [process for person in lumen.persons for process in person.processes]

    assert all(0 < process.changed_hours_ago < process.started_hours_ago for process in processes)
    assert max(process.started_hours_ago for process in processes) > 300 * 24


def test_each_seat_is_a_member_and_one_has_no_teammate(demo: Demo, lumen: DemoCompany) -> None:
    members = {member.id: member for member in demo.world.members}
    emails = {teammate.email for teammate in lumen.teammates} | {cast.CELIA_ON_LINKEDIN}
    seats = [seat for seat in demo.world.seats if seat.contract == lumen.contract]

    assert len(seats) == 12
    assert all(seat.member in members for seat in demo.world.seats)
    assert [seat.email for seat in seats if seat.email not in emails] == [cast.QUENTIN_ON_LINKEDIN]
    assert sum(members[seat.member].full_name == "Maria Santos" for seat in seats) == 2


def test_the_named_members_are_there_and_known_as_they_should_be(demo: Demo, lumen: DemoCompany) -> None:
    members = {(member.first_name, member.last_name): member for member in demo.world.members}
    known = {person.member: person for person in lumen.persons if person.member is not None}

    for named in cast.NamedMember:
        member = members[named.first_name, named.last_name]
        assert (member.id in known) == (named in cast.HISTORY_OF_NAMED)
    assert not members[cast.NamedMember.NOT_EXPORTABLE.value].exportable


def test_somebody_in_recruit_only_looks_like_a_member(demo: Demo, lumen: DemoCompany) -> None:
    anna = next(person for person in lumen.persons if person.last_name == "Kovacs")
    lookalike = next(
        member
        for member in demo.world.members
        if member.last_name == "Kovács" and member.first_name == "Anna"
    )

    assert anna.member is None
    assert anna.employer != lookalike.employer


def test_every_address_is_one_that_cannot_exist(demo: Demo) -> None:
    values = [seat.email for seat in demo.world.seats] + [member.email for member in demo.world.members]
    for company in demo.companies:
        values += [teammate.email for teammate in company.teammates]
        values += [
            point.value
            for person in company.persons
            for point in person.contact_points
            if point.kind == "email"
        ]

    assert [value for value in values if not value.endswith(".example")] == []


def test_the_second_company_is_alike_on_purpose(demo: Demo, lumen: DemoCompany) -> None:
    """M-36: an equal custom id and public name, and members whom both know."""
    petrel = demo.companies[1]

    assert (len(petrel.teammates), len(petrel.positions), len(petrel.persons)) == (3, 3, 20)
    assert petrel.organization != lumen.organization
    assert petrel.contract != lumen.contract
    assert petrel.positions[0].custom_id == lumen.positions[0].custom_id
    assert {person.member for person in petrel.persons if person.member} <= {
        person.member for person in lumen.persons
    }
