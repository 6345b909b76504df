"""Whose are those who came through a seat that was nobody's? Its teammate's, once an admin says so, and back again."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sync.acts import exported, push
from tests.linkedin_sync.conftest import Scene
from tests.linkedin_sync.jobs import lose_jobs, run_jobs
from tests.people import a_teammate

from linkedin_sync.enums import AttributionState, MappedBy
from linkedin_sync.inbox import attributing
from linkedin_sync.inbox.attributing import (
    AttributionUnderWay,
    NothingToAttribute,
    SeatIsNobodys,
    attribute_seat,
    latest_attributions,
    take_attribution_back,
    waiting_by_seat,
)
from linkedin_sync.models import Export, Seat, SeatAttribution
from linkedin_sync.seats.services import SeenSeat, keep_seats, map_seat, unmap_seat
from linkedin_sync.tasks import sweep
from recruit.activity.models import Activity
from recruit.base.errors import NotAllowed
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import change_source
from recruit.sources.services import shared_source

UNMAPPED = "LinkedIn Recruiter (unmapped seat)"


@pytest.fixture
def seat(scene: Scene) -> Seat:
    """Rosa's: nobody had mapped it while four candidates came through it; now she sits there."""
    seat = scene.seats[scene.cast.rosa.pk]
    unmap_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada)
    for number in range(4):
        exported(
            scene, f"req-{number}", member=f"urn:li:person:m{number}", candidate={"lastName": f"N{number}"}
        )
        push(scene, f"req-{number}")
    run_jobs()
    map_seat(
        company_id=scene.company_id, seat_id=seat.pk, teammate_id=scene.cast.rosa.pk, by=MappedBy.ADMIN,
        actor=scene.cast.by_ada,
    )  # fmt: skip
    run_jobs()
    return seat


def sources() -> list[str]:
    rows = HiringProcess.objects.exclude(imported_via="").order_by("id")
    return [process.source.name for process in rows.select_related("source")]


def waiting(scene: Scene, seat: Seat) -> dict[int, int]:
    return waiting_by_seat(company_id=scene.company_id, seat_ids=[seat.pk])


def test_they_are_put_down_to_the_teammate_but_for_what_somebody_chose_and_taken_back(
    scene: Scene, seat: Seat, monkeypatch: Any
) -> None:
    assert (sources(), waiting(scene, seat)) == ([UNMAPPED] * 4, {seat.pk: 4})
    chosen = HiringProcess.objects.exclude(imported_via="").order_by("id")[1]
    fair = shared_source(
        company_id=scene.company_id, name="Job fair", type="job_fair", actor=scene.cast.by_ada
    )
    change_source(process=chosen, source_id=fair.pk, source_contact_id=None, actor=scene.cast.by_olga)
    run_jobs()
    monkeypatch.setattr(attributing, "_PAGE", 3)  # two pages
    scene.linkedin.seen.clear()

    run = attribute_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada)
    run_jobs()

    rosas = scene.cast.rosa.full_name + " (LinkedIn Recruiter)"
    assert sources() == [rosas, "Job fair", rosas, rosas]
    assert waiting(scene, seat) == {}
    told = latest_attributions(company_id=scene.company_id, seat_ids=[seat.pk])[seat.pk]
    assert (told.state, told.total, told.seen, told.changed) == (AttributionState.DONE, 4, 4, 3)
    contact = HiringProcess.objects.order_by("-id")[0].source_contact
    assert (contact.email, contact.teammate_id) == (scene.cast.rosa.email, scene.cast.rosa.pk)
    facts = Activity.objects.filter(verb="source_changed", data__source=rosas)
    assert [fact.actor_name for fact in facts] == [f"{scene.cast.ada.full_name} (LinkedIn Recruiter)"] * 3
    sent = [
        record
        for call in scene.linkedin.calls("/v2/atsApplications")
        for record in call.body["entities"].values()
    ]
    assert [record["source"] for record in sent] == [rosas] * 3
    with pytest.raises(NothingToAttribute):
        attribute_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada)

    take_attribution_back(company_id=scene.company_id, attribution_id=run.pk, actor=scene.cast.by_ada)
    run_jobs()

    assert sources() == [UNMAPPED, "Job fair", UNMAPPED, UNMAPPED]
    assert waiting(scene, seat) == {seat.pk: 4}
    assert latest_attributions(company_id=scene.company_id, seat_ids=[seat.pk]) == {}


def test_one_at_a_time_by_who_configures_and_a_lost_job_is_found_again(scene: Scene, seat: Seat) -> None:
    with pytest.raises(NotAllowed):
        attribute_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_rosa)
    run = attribute_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada)
    for begin in (
        lambda: attribute_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada),
        lambda: take_attribution_back(
            company_id=scene.company_id, attribution_id=run.pk, actor=scene.cast.by_ada
        ),
    ):
        with pytest.raises(AttributionUnderWay):
            begin()
    lose_jobs()

    sweep()
    run_jobs()

    assert SeatAttribution.objects.get(pk=run.pk).state == AttributionState.DONE
    unmap_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada)
    with pytest.raises(SeatIsNobodys):
        attribute_seat(company_id=scene.company_id, seat_id=seat.pk, actor=scene.cast.by_ada)


@pytest.mark.parametrize(
    "named",
    [
        {"recruiter": "urn:li:person:newcomer"},
        {"recruiter": {"person": "urn:li:person:newcomer"}},
    ],
)
def test_who_came_through_a_seat_that_linkedin_had_not_told_of_waits_for_it(scene: Scene, named: Any) -> None:
    exported(scene, "req-1", **named)
    push(scene, "req-1")
    run_jobs()
    export = Export.objects.get()
    assert (export.seat, export.reason, sources()) == (None, "seat_not_mapped", [UNMAPPED])

    seat = SeenSeat(
        urn="urn:li:seat:99", person_urn="urn:li:person:newcomer", first_name="Nina", last_name="New",
        email="nina@robots.example", is_active=True,
    )  # fmt: skip
    keep_seats(company_id=scene.company_id, connection_id=scene.connection.pk, seen=[seat])
    found = Seat.objects.get(urn=seat.urn)
    assert waiting(scene, found) == {found.pk: 1}
    nina = a_teammate(scene.cast.company, "Nina", "New")
    map_seat(
        company_id=scene.company_id, seat_id=found.pk, teammate_id=nina.pk, by=MappedBy.ADMIN,
        actor=scene.cast.by_ada,
    )  # fmt: skip
    attribute_seat(company_id=scene.company_id, seat_id=found.pk, actor=scene.cast.by_ada)
    run_jobs()

    assert sources() == ["Nina New (LinkedIn Recruiter)"]


def test_an_export_that_names_nobody_is_nobodys(scene: Scene) -> None:
    exported(scene, "req-1", recruiter=None)
    push(scene, "req-1")
    run_jobs()

    keep_seats(company_id=scene.company_id, connection_id=scene.connection.pk, seen=[])

    assert Export.objects.get().seat is None
