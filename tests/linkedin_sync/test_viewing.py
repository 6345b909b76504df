"""Does LinkedIn show to each seat what Recruit says, position by position, and is a difference seen?"""

from __future__ import annotations

import pytest
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.jobs import run_jobs
from tests.people import SETTING_UP, a_position, a_process

from linkedin_sync.connections.services import pause_connection
from linkedin_sync.enums import LinkKind
from linkedin_sync.models import Link
from linkedin_sync.seats.services import unmap_seat
from linkedin_sync.viewing import NobodySitsThere, indicator_of, sight_of_seat
from recruit.positions.enums import HiringRole
from recruit.positions.services import add_to_hiring_team


def sight(scene, teammate):
    return sight_of_seat(company_id=scene.company_id, seat_id=scene.seats[teammate.pk].pk)


def join(scene, position, teammate) -> None:
    add_to_hiring_team(position=position, teammate=teammate, role=HiringRole.VIEWER, actor=SETTING_UP)


def test_every_seat_is_shown_what_recruit_says(scene):
    secret = a_position(scene.cast, "Secret Successor", is_discreet=True)
    run_jobs()
    cast = scene.cast

    found = {each.first_name: sight(scene, each) for each in (cast.olga, cast.rosa, cast.ines, cast.otto)}

    assert all(each.agrees for each in found.values()), found
    assert secret.pk in found["Olga"].linkedin
    assert secret.pk not in found["Rosa"].linkedin
    assert cast.position.pk in found["Rosa"].linkedin
    assert found["Otto"].recruit == frozenset()


def test_a_change_that_has_not_arrived_is_a_difference_with_a_lag(scene):
    cast = scene.cast
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    run_jobs()
    pause_connection(company_id=scene.company_id, actor=cast.by_ada)
    join(scene, secret, cast.otto)

    found = sight(scene, cast.otto)

    assert (found.too_little, found.too_much) == ({secret.pk}, frozenset())
    assert found.lag.total_seconds() > 0


def test_a_grant_that_should_not_be_there_is_seen(scene):
    cast = scene.cast
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    run_jobs()
    connection = scene.fresh()
    for kind, other in ((LinkKind.ACL, secret.public_id), (LinkKind.ASSIGNEE, scene.urn_of(cast.rosa))):
        Link.objects.create(
            company=cast.company,
            connection=connection,
            kind=kind,
            our_key=f"own-odd|{other}",
            external_id="own-odd",
            fingerprint="held",
        )

    found = sight(scene, cast.rosa)

    assert (found.too_much, found.too_little) == ({secret.pk}, frozenset())


def test_the_indicator_shows_a_seat_only_its_processes(scene):
    cast = scene.cast
    seen = a_known_process(scene)
    secret = a_process(cast, seen.person, a_position(cast, "Secret Successor", is_discreet=True))
    run_jobs()

    def shown(teammate):
        found = indicator_of(
            company_id=scene.company_id, sight=sight(scene, teammate), person_id=seen.person_id
        )
        assert all(each.recruit == each.linkedin for each in found)
        return {each.process_id for each in found if each.linkedin}

    assert shown(cast.olga) == {seen.pk, secret.pk}
    assert shown(cast.rosa) == {seen.pk}


def test_a_seat_on_which_nobody_sits_has_no_sight(scene):
    seat = scene.seats[scene.cast.rosa.pk]
    unmap_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada)

    with pytest.raises(NobodySitsThere):
        sight_of_seat(company_id=scene.company_id, seat_id=seat.pk)
