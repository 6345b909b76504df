"""Does all of the history arrive, in the right order, and does it hold, go on and end as it is told to?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.conftest import enable
from tests.linkedin_sync.jobs import lose_jobs, run_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import SETTING_UP, a_person, a_position, a_process

from linkedin_sync.backfill import services, walk
from linkedin_sync.backfill.selectors import latest_backfill
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.enums import ConnectionState, Priority, Shares
from linkedin_sync.models import Backfill, Connection, Link, Mark
from linkedin_sync.outbox.services import try_again
from linkedin_sync.tasks import sweep
from recruit.base import clock
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.people.services import update_person
from recruit.positions.services import close_position

CANDIDATES = "/v2/atsCandidates"
APPLICATIONS = "/v2/atsApplications"
POSTINGS = "/v2/simpleJobPostings"


def forget(scene) -> None:
    """As if nothing had ever been sent."""
    run_jobs(until=clock.now() + timedelta(minutes=1))
    Backfill.objects.all().delete()
    Link.objects.all().delete()
    Mark.objects.all().delete()
    scene.linkedin.records.clear()
    scene.linkedin.seen.clear()


def planned_and_started(scene) -> None:
    services.plan_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)
    services.start_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)


def to_the_end() -> None:
    run_jobs(until=clock.now() + timedelta(minutes=1))


def ids_sent(scene, path: str, part: str) -> list[str]:
    """Our public ids in the order in which they were first sent."""
    found: list[str] = []
    for call in scene.linkedin.calls(path):
        if call.verb == "PUT":
            found += [dict(pair.split("=") for pair in key.split("&"))[part] for key in call.keys]
    return list(dict.fromkeys(found))


class TestAPlan:
    def test_it_tells_how_much_there_is_and_how_long_it_takes_and_sends_nothing(self, scene):
        for name in ("Ann", "Ben", "Cleo"):
            a_known_process(scene, name)
        a_person(scene.cast, "Nobody's")  # is considered for nothing, so LinkedIn need not know
        forget(scene)

        services.plan_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)
        run_jobs()

        view = latest_backfill(company_id=scene.company_id)
        assert [(each.kind, each.planned, each.done) for each in view.kinds] == [
            ("position", 1, 0),
            ("person", 3, 0),
            ("process", 3, 0),
        ]
        assert view.stages == 3
        assert view.expected_seconds == pytest.approx(3 / 9990 * 60)
        assert (view.state, view.percent) == ("planned", 0)
        assert not scene.linkedin.seen

    def test_it_counts_what_is_shared(self, scene):
        a_known_process(scene, "Ann", position=a_position(scene.cast, "New boss", is_discreet=True))
        a_known_process(scene, "Ben")
        agree(
            company_id=scene.company_id,
            choices=Choices(shares=Shares.NON_DISCREET),
            counts={},
            actor=scene.cast.by_ada,
        )
        forget(scene)

        services.plan_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)

        assert [each.planned for each in latest_backfill(company_id=scene.company_id).kinds] == [1, 1, 1]

    def test_only_who_configures_may(self, scene):
        with pytest.raises(CompanyRoleTooSmall):
            services.plan_backfill(company_id=scene.company_id, actor=scene.cast.by_rosa)

    def test_what_is_not_enabled_cannot_be_filled(self, scene):
        Connection.objects.update(state=ConnectionState.DISABLED)

        with pytest.raises(services.NotEnabled):
            services.plan_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)

    def test_there_is_no_second_one_at_a_time(self, scene):
        forget(scene)
        planned_and_started(scene)

        with pytest.raises(services.BackfillUnderWay):
            services.plan_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)

    def test_what_was_not_planned_is_not_started(self, scene):
        forget(scene)

        with pytest.raises(services.NoBackfill):
            services.start_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)


class TestTheWay:
    def test_all_of_it_arrives_and_both_sides_agree(self, scene):
        for name in ("Ann", "Ben", "Cleo"):
            a_known_process(scene, name)
        forget(scene)

        planned_and_started(scene)
        to_the_end()

        view = latest_backfill(company_id=scene.company_id)
        assert (view.state, view.percent, view.agrees) == ("done", 100, True)
        assert [(each.kind, each.recruit, each.linkedin, each.stuck) for each in view.kinds] == [
            ("position", 1, 1, 0),
            ("person", 3, 3, 0),
            ("process", 3, 3, 0),
        ]
        assert len(scene.linkedin.keys(CANDIDATES)) == len(scene.linkedin.keys(APPLICATIONS)) == 3

    def test_open_positions_come_first_and_the_newest_before_the_older(self, scene, monkeypatch):
        monkeypatch.setattr(walk, "_PAGE", 2)
        closed = a_position(scene.cast, "Painter")
        of_closed = [a_known_process(scene, name, position=closed) for name in ("Ann", "Ben", "Cleo")]
        close_position(position=closed, actor=SETTING_UP)
        of_open = [a_known_process(scene, name) for name in ("Dan", "Eve", "Fay")]
        forget(scene)

        planned_and_started(scene)
        while Mark.objects.exists() or not Link.objects.exists():
            to_the_end()

        assert ids_sent(scene, APPLICATIONS, "atsJobApplicationId") == [
            process.public_id for process in (*reversed(of_open), *reversed(of_closed))
        ]

    def test_the_walk_waits_while_enough_is_on_its_way(self, scene, monkeypatch):
        monkeypatch.setattr(walk, "_PAGE", 1)
        monkeypatch.setattr(walk, "_MOST_WAITING", 2)
        for name in ("Ann", "Ben", "Cleo", "Dan"):
            a_known_process(scene, name)
        forget(scene)
        planned_and_started(scene)

        walk.go_on(company_id=scene.company_id, connection_id=scene.connection.pk)
        walk.go_on(company_id=scene.company_id, connection_id=scene.connection.pk)

        assert Mark.objects.filter(priority=Priority.BACKFILL).count() == 2
        to_the_end()
        assert latest_backfill(company_id=scene.company_id).agrees

    def test_what_linkedin_refuses_is_told_as_stuck(self, scene):
        process = a_known_process(scene)
        a_known_process(scene, "Ben")
        forget(scene)
        scene.linkedin.faults.append(Fault(CANDIDATES, of_keys={process.person.public_id: 422}, times=1))

        planned_and_started(scene)
        to_the_end()

        view = latest_backfill(company_id=scene.company_id)
        [persons] = [each for each in view.kinds if each.kind == "person"]
        assert (persons.recruit, persons.linkedin, persons.stuck, persons.agrees) == (2, 1, 1, True)
        try_again(company_id=scene.company_id, mark_id=None, actor=scene.cast.by_ada)
        run_jobs()
        assert len(scene.linkedin.keys(CANDIDATES)) == 2

    def test_enabling_begins_it_by_itself(self, scene):
        Backfill.objects.all().delete()
        Connection.objects.update(state=ConnectionState.DISABLED)

        enable(scene.cast)
        to_the_end()

        run = Backfill.objects.get()
        assert (run.state, run.cause, run.by) == ("done", "enabled", "LinkedIn")


class TestAPause:
    def test_nothing_of_history_is_sent_and_live_changes_are(self, scene):
        old = a_known_process(scene)
        forget(scene)
        planned_and_started(scene)
        walk.go_on(company_id=scene.company_id, connection_id=scene.connection.pk)

        services.pause_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)
        new = a_known_process(scene, "Newly")
        to_the_end()

        assert ids_sent(scene, CANDIDATES, "atsCandidateId") == [new.person.public_id]
        assert latest_backfill(company_id=scene.company_id).state == "paused"
        services.resume_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)
        to_the_end()
        assert ids_sent(scene, CANDIDATES, "atsCandidateId") == [new.person.public_id, old.person.public_id]
        assert latest_backfill(company_id=scene.company_id).state == "done"

    def test_somebody_who_is_changed_meanwhile_is_not_history_any_more(self, scene):
        process = a_known_process(scene)
        forget(scene)
        planned_and_started(scene)
        walk.go_on(company_id=scene.company_id, connection_id=scene.connection.pk)
        services.pause_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)

        update_person(person=process.person, changes={"first_name": "Maja"}, actor=SETTING_UP)
        run_jobs()

        [candidate] = scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        assert candidate["firstName"] == "Maja"

    def test_time_on_hold_is_no_time_under_way(self, scene):
        forget(scene)
        planned_and_started(scene)
        services.pause_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)
        Backfill.objects.update(paused_at=clock.now() - timedelta(hours=2))

        services.resume_backfill(company_id=scene.company_id, actor=scene.cast.by_ada)

        assert Backfill.objects.get().paused_seconds == pytest.approx(7200, abs=60)


class TestACrash:
    def test_a_walk_whose_job_is_lost_goes_on(self, scene, monkeypatch):
        monkeypatch.setattr(walk, "_PAGE", 1)
        monkeypatch.setattr(walk, "_MOST_WAITING", 3)
        for name in ("Ann", "Ben", "Cleo"):
            a_known_process(scene, name)
        forget(scene)
        planned_and_started(scene)
        walk.go_on(company_id=scene.company_id, connection_id=scene.connection.pk)

        lose_jobs()
        sweep(is_start=True)
        to_the_end()

        view = latest_backfill(company_id=scene.company_id)
        assert (view.state, view.agrees) == ("done", True)
        assert len(ids_sent(scene, APPLICATIONS, "atsJobApplicationId")) == 3

    def test_another_company_is_not_touched(self, scene):
        a_process(scene.cast, a_person(scene.cast, "Ann"))
        forget(scene)
        planned_and_started(scene)

        walk.go_on(company_id=scene.company_id + 1, connection_id=scene.connection.pk)

        assert not Mark.objects.exists()
