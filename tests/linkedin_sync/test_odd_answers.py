"""What does LinkedIn's oddity do to the engine? Other contexts, garbage, clocks, two drains, seats that change hands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.acts import a_known_process, push
from tests.linkedin_sync.conftest import CONTRACT, ORGANIZATION, enable
from tests.linkedin_sync.jobs import lose_jobs, run_jobs, waiting_jobs
from tests.linkedin_sync.scripted import Fault
from tests.linkedin_sync.test_drain import APPLICATIONS, CANDIDATES
from tests.people import SETTING_UP, a_position

from linkedin_client.answers import Answer
from linkedin_sync.connections import leaving, services
from linkedin_sync.models import Link, Mark, Seat
from linkedin_sync.outbox import drain as draining
from linkedin_sync.outbox.drain import drain
from linkedin_sync.seats.selectors import exporting_seat
from linkedin_sync.seats.services import unmap_seat
from linkedin_sync.tasks import sweep
from recruit.base import clock
from recruit.people.services import update_person

ACLS, ASSIGNEES = "/v2/atsEntityAcls", "/v2/atsEntityAclAssignees"


class TestOtherContexts:
    def test_a_company_that_disconnected_is_not_connected_by_a_push(self, scene):
        leaving.disconnect_company(company_id=scene.company_id, actor=scene.cast.by_ada)
        scene.linkedin.statuses = {"ONE_CLICK_EXPORT": "ENABLED", "IN_ATS_INDICATOR": "ENABLED"}

        push(scene, "req-status", event="INTEGRATION_STATUS_CHANGE")
        run_jobs()

        assert scene.fresh().state == "not_connected"

    def test_another_organization_gets_everything_and_not_what_the_one_before_did_not_have(self, scene):
        process = a_known_process(scene)
        run_jobs()
        other = "urn:li:organization:2000999"
        services.keep_authorisation(
            company_id=scene.company_id,
            organization_urn=other,
            contract_urn=CONTRACT,
            actor=scene.cast.by_ada,
        )
        assert scene.fresh().state == "requested"

        enable(scene.cast, organization=other)
        run_jobs()

        sent = {
            dict(key)["integrationContext"]
            for key in scene.linkedin.keys(CANDIDATES)
            if dict(key)["atsCandidateId"] == process.person.public_id
        }
        assert sent == {ORGANIZATION, other}


class TestGarbage:
    def test_an_answer_that_breaks_the_reading_holds_up_nobody_else(self, scene):
        deep = b"[" * 100_000 + b"]" * 100_000
        scene.linkedin.faults.append(Fault(CANDIDATES, status=200, body=deep, times=9))
        process = a_known_process(scene)

        run_jobs()

        assert Mark.objects.get().kind == "person"
        assert scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)

    @pytest.mark.parametrize("urn", [{"urn": "x"}, 17, ["x"], "a\x00b"])
    def test_an_odd_name_of_a_task_holds_up_nobody_else(self, scene, urn):
        scene.linkedin.faults.append(
            Fault("/v2/simpleJobPostings", status=200, body={"elements": [{"status": 202, "id": urn}]})
        )
        position = a_position(scene.cast, "Plumber")

        run_jobs()

        assert not Mark.objects.exists()
        assert Link.objects.filter(kind="position", our_key=str(position.pk)).exists()

    def test_a_refused_connection_stops_also_what_is_sent_one_by_one(self, scene):
        scene.linkedin.faults.append(Fault(CANDIDATES, status=422))
        scene.linkedin.faults.append(Fault(CANDIDATES, status=403, times=99))
        for name in ("Ann", "Ben", "Cleo"):
            a_known_process(scene, name)

        run_jobs()

        assert len(scene.linkedin.calls(CANDIDATES)) == 2

    @pytest.mark.parametrize("header", ["nan", "inf", "-5", "1e300"])
    def test_an_odd_moment_to_come_back_is_no_moment(self, header):
        answer = Answer(status=429, headers={"retry-after": header}, content=b"{}", where="PUT /x")

        error = answer.error()

        assert error.retry_after is None or 0 <= error.retry_after <= 86_400

    def test_stages_of_an_application_that_linkedin_does_not_know_do_not_stop_the_connection(self, scene):
        its_connection = scene.fresh()
        its_connection.generations = {"stages": "v2"}
        its_connection.save()
        process = a_known_process(scene)
        scene.linkedin.faults.append(Fault("/stages", status=404))

        run_jobs()

        assert scene.fresh().state == "enabled"
        assert Mark.objects.get(kind="process", our_key=str(process.pk)).parked_reason == ""


class TestTasksOfLinkedIn:
    def test_a_task_that_never_ends_does_not_breed_jobs(self, scene):
        a_position(scene.cast, "Plumber")
        run_jobs()
        for task in scene.linkedin.tasks.values():
            task["status"] = "IN_PROGRESS"
        for _ in range(10):
            sweep()
            run_jobs(until=clock.now() + timedelta(seconds=10))

        assert waiting_jobs().count("linkedin.check_tasks") <= 4


class TestClocks:
    def test_a_web_process_whose_clock_is_ahead_makes_no_change_wait(self, scene, monkeypatch):
        ahead = clock.now() + timedelta(minutes=3)
        with monkeypatch.context() as patch:
            patch.setattr("linkedin_sync.outbox.marks.clock.now", lambda: ahead)
            process = a_known_process(scene)
        run_jobs()

        assert scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)

    def test_a_worker_whose_clock_is_behind_makes_no_change_wait(self, scene, monkeypatch):
        process = a_known_process(scene)
        behind = clock.now() - timedelta(minutes=3)
        with monkeypatch.context() as patch:
            patch.setattr("recruit.base.clock.now", lambda: behind)
            drain(company_id=scene.company_id, connection_id=scene.connection.pk)

        assert scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)


class TestTwoDrains:
    def test_who_comes_while_another_drain_is_about_to_end_is_not_forgotten(self, scene, monkeypatch):
        """The other one has looked for work before this change was committed, and holds its lock still."""
        process = a_known_process(scene)
        run_jobs()
        original = draining._Run.work
        came: list[bool] = []

        def work(self) -> None:
            original(self)
            if not came:
                came.append(True)
                update_person(person=process.person, changes={"first_name": "Late"}, actor=SETTING_UP)
                lose_jobs()  # its drain finds the lock taken and goes

        monkeypatch.setattr(draining._Run, "work", work)
        update_person(person=process.person, changes={"prospect_status": "contacted"}, actor=SETTING_UP)
        drain(company_id=scene.company_id, connection_id=scene.connection.pk)

        assert not Mark.objects.exists()


class TestSeats:
    def test_a_member_whose_licence_was_given_anew_exports_from_the_new_seat(self, scene):
        cast = scene.cast
        old = scene.seats[cast.rosa.pk]
        unmap_seat(company_id=scene.company_id, seat_id=old.pk, actor=cast.by_ada)
        Seat.objects.filter(pk=old.pk).update(state="inactive")
        new = Seat.objects.create(
            company_id=scene.company_id,
            connection=scene.connection,
            urn="urn:li:seat:99001",
            person_urn=old.person_urn,
            teammate=cast.rosa,
        )

        found = exporting_seat(
            connection_id=scene.connection.pk, person_urn=old.person_urn, seat_urn=None, email=None
        )

        assert found == new
