"""Does a change of permissions reach LinkedIn by itself, and exactly? (M-13, M-14, M-31)"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import SETTING_UP, a_position, hiring_company

from linkedin_sync import health
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.enums import Shares
from linkedin_sync.models import Mark
from linkedin_sync.outbox import services as outbox
from linkedin_sync.seats.services import unmap_seat
from recruit.base import clock
from recruit.company.services import change_company_role, deactivate_teammate, reactivate_teammate
from recruit.positions.models import Position
from recruit.positions.selectors import visible_positions
from recruit.positions.services import add_to_hiring_team, remove_from_hiring_team, set_discretion


def shown(scene, teammate) -> set[str]:
    """The positions that LinkedIn shows to this teammate's seat: acl ∩ assignee."""
    acls, assignees = scene.linkedin.grants()
    groups = {group for group, urn in assignees if urn == scene.urn_of(teammate)}
    return {position for group, position in acls if group in groups}


def assert_the_same_on_both_sides(scene) -> None:
    cast = scene.cast
    for teammate in (cast.olga, cast.ada, cast.rosa, cast.hans, cast.ines, cast.otto):
        teammate.refresh_from_db()
        expected = set(visible_positions(teammate=teammate).values_list("public_id", flat=True))
        assert shown(scene, teammate) == expected, teammate.full_name


def test_from_the_beginning_everybody_sees_there_what_they_see_here(scene):
    a_position(scene.cast, "Plumber")
    a_position(scene.cast, "New boss", is_discreet=True)

    run_jobs()

    assert_the_same_on_both_sides(scene)
    assert shown(scene, scene.cast.otto) == set()


CHANGES = {
    "otto joins the hiring team": lambda cast, boss: add_to_hiring_team(
        position=cast.position, teammate=cast.otto, role="viewer", actor=SETTING_UP
    ),
    "ines leaves it": lambda cast, boss: remove_from_hiring_team(
        position=cast.position, teammate=cast.ines, role="interviewer", actor=SETTING_UP
    ),
    "rosa loses her company role": lambda cast, boss: change_company_role(
        teammate=cast.rosa, company_role="teammate", actor=SETTING_UP
    ),
    "otto becomes an owner": lambda cast, boss: change_company_role(
        teammate=cast.otto, company_role="owner", actor=SETTING_UP
    ),
    "ada is deactivated": lambda cast, boss: deactivate_teammate(teammate=cast.ada, actor=SETTING_UP),
    "the position becomes discreet": lambda cast, boss: set_discretion(
        position=cast.position, is_discreet=True, actor=SETTING_UP
    ),
    "the boss's position becomes open to see": lambda cast, boss: set_discretion(
        position=boss, is_discreet=False, actor=SETTING_UP
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_moves_positions_in_or_out_of_the_window_in_few_records(scene, change):
    boss = a_position(scene.cast, "New boss", is_discreet=True)
    run_jobs()
    scene.linkedin.seen.clear()

    CHANGES[change](scene.cast, boss)
    run_jobs()

    assert_the_same_on_both_sides(scene)
    sent = [call for call in scene.linkedin.seen if "EntityAcl" in call.path]
    assert sum(len(call.keys) for call in sent) <= 6
    assert not Mark.objects.exists()


def test_a_deactivated_teammate_who_comes_back_sees_again(scene):
    deactivate_teammate(teammate=scene.cast.rosa, actor=SETTING_UP)
    run_jobs()
    assert shown(scene, scene.cast.rosa) == set()

    reactivate_teammate(teammate=scene.cast.rosa, actor=SETTING_UP)
    run_jobs()

    assert_the_same_on_both_sides(scene)


def test_a_seat_that_is_nobodys_sees_nothing(scene):
    seat = scene.seats[scene.cast.rosa.pk]

    unmap_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada)
    run_jobs()

    assert shown(scene, scene.cast.rosa) == set()


def test_what_is_not_shared_is_shown_to_nobody_and_closed(scene):
    boss = a_position(scene.cast, "New boss", is_discreet=True)
    run_jobs()
    assert boss.public_id in shown(scene, scene.cast.olga)

    agree(
        company_id=scene.company_id,
        choices=Choices(shares=Shares.NON_DISCREET),
        counts={},
        actor=scene.cast.by_ada,
    )
    run_jobs()

    assert boss.public_id not in shown(scene, scene.cast.olga)
    [posting] = scene.linkedin.held("/v2/simpleJobPostings", "externalJobPostingId", boss.public_id)
    assert posting["state"] == "CLOSED"


def test_the_lag_is_shown_until_linkedin_has_it(scene):
    """M-14."""
    scene.linkedin.faults.append(Fault("EntityAcl", status=503))
    synced = scene.fresh().permissions_synced_at
    add_to_hiring_team(
        position=scene.cast.position, teammate=scene.cast.otto, role="viewer", actor=SETTING_UP
    )
    run_jobs()

    waiting = health.overview(company_id=scene.company_id)
    assert waiting.permission_lag > timedelta(0)
    assert waiting.permissions_synced_at == synced

    Mark.objects.update(not_before=clock.now())
    run_jobs(until=clock.now() + timedelta(seconds=5))

    done = health.overview(company_id=scene.company_id)
    assert done.permission_lag == timedelta(0)
    assert done.permissions_synced_at > synced


def test_of_a_refused_grant_the_request_and_the_answer_are_kept_until_it_is_given(scene):
    position = a_position(scene.cast, "Kiln Master")
    scene.linkedin.faults.append(Fault("/v2/atsEntityAcls", of_keys={position.public_id: 422}))

    run_jobs()

    mark = Mark.objects.get(kind="visibility_of_position")
    assert (mark.parked_reason, "(422)" in mark.parked_text) == ("permanent", True)
    exchange = mark.exchange
    assert exchange["record"] == {"acl": "all", "job": position.public_id}
    assert (exchange["method"], exchange["path"], exchange["status"]) == ("PUT", "/v2/atsEntityAcls", 200)

    outbox.try_again(company_id=scene.company_id, mark_id=mark.pk, actor=scene.cast.by_ada)
    run_jobs()

    assert not Mark.objects.exists()
    assert position.public_id in shown(scene, scene.cast.olga)


def test_nobody_of_another_company_is_in_our_groups(scene):
    """M-36."""
    other = hiring_company("Other Ltd", domain="other.example")

    a_position(other, "Spy")
    run_jobs()

    acls, _ = scene.linkedin.grants()
    ours = set(Position.objects.filter(company_id=scene.company_id).values_list("public_id", flat=True))
    assert {position for _, position in acls} <= ours
