"""How do changes reach LinkedIn? Marks, drained in lanes, at least once, never lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.jobs import lose_jobs, run_jobs, waiting_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import SETTING_UP, a_person, a_position, a_process

from linkedin_sync.connections import services
from linkedin_sync.enums import LinkKind, ParkedReason
from linkedin_sync.explain.rules import State
from linkedin_sync.explain.selectors import explain_persons, explain_processes
from linkedin_sync.models import Link, Mark
from linkedin_sync.outbox import services as outbox
from linkedin_sync.tasks import sweep
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.hiring.services import advance_process, reinstate_process, reject_process
from recruit.people.services import add_contact_point, update_person
from recruit.positions.services import hold_position, update_position

CANDIDATES, APPLICATIONS, STAGES = "/v2/atsCandidates", "/v2/atsApplications", "/rest/applicationStage"


class TestAChange:
    def test_it_brings_person_application_and_step_to_linkedin(self, scene):
        process = a_known_process(scene)

        run_jobs()

        person = process.person
        [candidate] = scene.linkedin.held(CANDIDATES, "atsCandidateId", person.public_id)
        assert candidate["manualMatchedMember"] == f"urn:li:person:m{person.pk}"
        [application] = scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)
        assert application["atsJobPostingId"] == scene.cast.position.public_id
        [stage] = scene.linkedin.held(STAGES, "jobApplicationId", process.public_id)
        assert stage["stage"] == "CV review"
        assert not Mark.objects.exists()
        assert (
            explain_processes(company_id=scene.company_id, ids=[process.pk])[process.pk].state
            == State.IN_LINKEDIN
        )

    def test_it_sends_only_what_differs(self, scene):
        process = a_known_process(scene)
        run_jobs()
        scene.linkedin.seen.clear()

        advance_process(process=process, actor=scene.cast.by_rosa)
        run_jobs()

        assert not scene.linkedin.calls(CANDIDATES)
        [call] = scene.linkedin.calls(STAGES)
        assert [record["stage"] for record in call.body["entities"].values()] == ["Phone interview"]

    def test_it_is_not_sent_when_linkedin_has_it_already(self, scene):
        process = a_known_process(scene)
        run_jobs()
        scene.linkedin.seen.clear()

        update_person(person=process.person, changes={"prospect_status": "contacted"}, actor=SETTING_UP)
        run_jobs()

        assert scene.linkedin.seen == []
        assert not Mark.objects.exists()

    def test_many_changes_before_a_drain_are_one_delivery(self, scene):
        process = a_known_process(scene)
        for name in ("Maja", "Mira", "Mina"):
            update_person(person=process.person, changes={"first_name": name}, actor=SETTING_UP)

        run_jobs()

        [call] = scene.linkedin.calls(CANDIDATES)
        assert next(iter(call.body["entities"].values()))["firstName"] == "Mina"

    def test_one_transaction_defers_one_drain(self, scene):
        with transaction.atomic():
            a_known_process(scene)
            a_known_process(scene, "Ole")

        assert [job for job in waiting_jobs() if job.startswith("linkedin.")] == ["linkedin.drain"]

    def test_a_transaction_that_is_rolled_back_marks_nothing(self, scene):
        with transaction.atomic():
            a_known_process(scene)
            transaction.set_rollback(True)

        assert waiting_jobs() == []
        assert not Mark.objects.exists()

    def test_an_undone_rejection_takes_its_stage_back(self, scene):
        process = a_known_process(scene)
        reject_process(process=process, reason="Too far away", actor=scene.cast.by_rosa)
        run_jobs()
        [application] = scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)
        stages = scene.linkedin.held(STAGES, "jobApplicationId", process.public_id)
        assert application["dispositionReason"] == "Too far away"
        assert max(stages, key=lambda each: each["atsCreatedAt"])["stage"] == "Rejected"

        process.refresh_from_db()
        reinstate_process(process=process, actor=scene.cast.by_rosa)
        run_jobs()

        stages = scene.linkedin.held(STAGES, "jobApplicationId", process.public_id)
        assert [each["stage"] for each in stages] == ["CV review"]

    def test_a_person_without_a_process_is_never_sent(self, scene):
        person = a_person(scene.cast, "Nobody")
        add_contact_point(
            person=person,
            kind="email",
            value="nobody@example.org",
            provenance="manual",
            origin="",
            actor=SETTING_UP,
        )

        run_jobs()

        assert not scene.linkedin.calls(CANDIDATES)
        assert not Mark.objects.exists()

    def test_a_held_position_is_closed_there_and_its_processes_are_on_hold(self, scene):
        process = a_known_process(scene)
        hold_position(position=scene.cast.position, actor=scene.cast.by_hans)

        run_jobs()

        stages = scene.linkedin.held(STAGES, "jobApplicationId", process.public_id)
        assert max(stages, key=lambda each: each["atsCreatedAt"])["stage"] == "On hold"

        [posting] = scene.linkedin.held(
            "/v2/simpleJobPostings", "externalJobPostingId", scene.cast.position.public_id
        )
        assert posting["state"] == "CLOSED"

    def test_a_renamed_position_renames_its_applications(self, scene):
        process = a_known_process(scene)
        run_jobs()

        update_position(position=scene.cast.position, changes={"name": "Robot Tamer"}, actor=SETTING_UP)
        run_jobs()

        [application] = scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)
        assert application["atsJobPostingName"] == "Robot Tamer"

    def test_a_person_whom_linkedin_cannot_take_is_parked_with_the_reason_and_comes_by_itself_later(
        self, scene
    ):
        process = a_process(scene.cast, a_person(scene.cast, "Zoe"))
        run_jobs()
        state = explain_persons(company_id=scene.company_id, ids=[process.person_id])[process.person_id]
        assert (state.state, "e-mail" in state.sentence) == (State.PARKED, True)

        add_contact_point(
            person=process.person,
            kind="email",
            value="zoe@example.org",
            provenance="manual",
            origin="",
            actor=SETTING_UP,
        )
        run_jobs()

        state = explain_persons(company_id=scene.company_id, ids=[process.person_id])[process.person_id]
        assert state.state == State.IN_LINKEDIN


class TestTrouble:
    def test_a_server_fault_is_tried_again_and_nothing_is_lost(self, scene):
        scene.linkedin.faults.append(Fault(CANDIDATES, status=503))
        process = a_known_process(scene)

        run_jobs()

        state = explain_persons(company_id=scene.company_id, ids=[process.person_id])[process.person_id]
        assert (state.state, state.attempts) == (State.RETRYING, 1)

        Mark.objects.update(not_before=clock.now())
        run_jobs(until=clock.now() + timedelta(minutes=1))

        assert scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        assert not Mark.objects.exists()

    def test_a_fault_after_storing_is_repeated_harmlessly(self, scene):
        scene.linkedin.faults.append(Fault(CANDIDATES, status=500, after_storing=True))
        process = a_known_process(scene)
        run_jobs()

        Mark.objects.update(not_before=clock.now())
        run_jobs(until=clock.now() + timedelta(minutes=1))

        assert len(scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)) == 1

    def test_one_refused_record_is_parked_with_linkedins_words_and_the_others_go(self, scene):
        bad, good = a_known_process(scene, "Bad"), a_known_process(scene, "Good")
        scene.linkedin.faults.append(Fault(CANDIDATES, of_keys={bad.person.public_id: 422}))

        run_jobs()

        state = explain_persons(company_id=scene.company_id, ids=[bad.person_id])[bad.person_id]
        assert (state.state, "/field" in state.sentence) == (State.PARKED, True)
        assert scene.linkedin.held(CANDIDATES, "atsCandidateId", good.person.public_id)

    def test_a_whole_batch_refused_for_one_record_is_sent_one_by_one(self, scene):
        bad, good = a_known_process(scene, "Bad"), a_known_process(scene, "Good")
        scene.linkedin.faults.append(Fault(CANDIDATES, status=422, times=1))
        scene.linkedin.faults.append(Fault(CANDIDATES, status=422, times=1))

        run_jobs()

        states = [
            explain_persons(company_id=scene.company_id, ids=[each.person_id])[each.person_id]
            for each in (bad, good)
        ]
        assert [each.state for each in states] == [State.PARKED, State.IN_LINKEDIN]

    def test_a_parked_record_is_tried_again_when_a_human_says_so(self, scene):
        process = a_known_process(scene)
        scene.linkedin.faults.append(Fault(CANDIDATES, of_keys={process.person.public_id: 422}))
        run_jobs()

        count = outbox.try_again(company_id=scene.company_id, mark_id=None, actor=scene.cast.by_ada)
        run_jobs()

        assert count == 1
        assert not Mark.objects.exists()

    def test_a_throttled_resource_waits_for_the_next_minute_without_costing_a_try(self, scene):
        scene.linkedin.faults.append(Fault(CANDIDATES, status=429))
        process = a_known_process(scene)

        run_jobs()

        mark = Mark.objects.get(kind="person")
        assert (mark.attempts, mark.parked_reason) == (0, "")
        assert clock.now() < mark.not_before <= clock.now() + timedelta(minutes=1)
        assert scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)  # another resource

    def test_our_own_budget_stops_before_linkedin_has_to(self, scene):
        connection = scene.fresh()
        connection.minute_records = 2
        connection.save()
        for name in ("Ann", "Ben", "Cleo"):
            a_known_process(scene, name)

        run_jobs()
        a_known_process(scene, "Dan")
        run_jobs()

        sent = sum(len(call.keys) for call in scene.linkedin.calls(CANDIDATES))
        assert sent == 2  # as much of the batch as fits; nothing after it in this minute
        assert Mark.objects.filter(kind="person", attempts=0, parked_reason="").count() == 2

    def test_a_refused_connection_degrades_and_recovers(self, scene):
        scene.linkedin.faults.append(Fault(CANDIDATES, status=403))
        a_known_process(scene)
        run_jobs()
        assert scene.fresh().state == "degraded"
        assert Mark.objects.get(kind="person").parked_reason == ParkedReason.MISCONFIGURED

        scene.linkedin.statuses = {"ONE_CLICK_EXPORT": "ENABLED", "IN_ATS_INDICATOR": "ENABLED"}
        sweep()
        run_jobs()

        assert scene.fresh().state == "enabled"
        assert not Mark.objects.exists()

    def test_a_failed_job_task_parks_the_position_with_linkedins_message(self, scene):
        position = a_position(scene.cast, "Plumber")
        run_jobs()
        for task in scene.linkedin.tasks.values():
            task.update(status="FAILED", errorMessage="location not standardizable")

        run_jobs(until=clock.now() + timedelta(seconds=5))

        mark = Mark.objects.get(kind="position", our_key=str(position.pk))
        assert "location not standardizable" in mark.parked_text

    def test_a_succeeded_job_task_tells_linkedins_own_id(self, scene):
        position = a_position(scene.cast, "Plumber")
        run_jobs()

        run_jobs(until=clock.now() + timedelta(seconds=5))

        link = Link.objects.get(kind=LinkKind.POSITION, our_key=str(position.pk))
        assert (link.task_urn, link.their_urn.startswith("urn:li:jobPosting:")) == ("", True)


class TestNothingIsLost:
    def test_marks_whose_jobs_are_lost_are_swept_up(self, scene):
        process = a_known_process(scene)
        lose_jobs()

        sweep()
        run_jobs()

        assert scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)

    def test_what_a_dead_drain_had_reserved_goes_with_the_next_one(self, scene):
        process = a_known_process(scene)
        Mark.objects.update(reserved_until=clock.now() + timedelta(minutes=5))
        lose_jobs()

        sweep()
        run_jobs()

        assert scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)
        assert not Mark.objects.exists()

    def test_a_change_while_its_record_is_on_the_way_is_sent_after_it(self, scene):
        process = a_known_process(scene)
        person = process.person
        original = scene.linkedin._batch

        def rename_meanwhile(verb, path, body, keys, failing):
            if path == CANDIDATES and not renamed:
                renamed.append(True)
                with other_session(scene.company_id):
                    update_person(person=person, changes={"first_name": "Meanwhile"}, actor=SETTING_UP)
            return original(verb, path, body, keys, failing)

        renamed: list[bool] = []
        scene.linkedin._batch = rename_meanwhile
        run_jobs()

        [candidate] = scene.linkedin.held(CANDIDATES, "atsCandidateId", person.public_id)
        assert candidate["firstName"] == "Meanwhile"
        assert len(scene.linkedin.calls(CANDIDATES)) == 2
        assert not Mark.objects.exists()

    def test_nothing_is_sent_while_paused_and_everything_afterwards(self, scene):
        services.pause_connection(company_id=scene.company_id, actor=scene.cast.by_ada)
        process = a_known_process(scene)
        run_jobs()
        assert scene.linkedin.seen == []

        services.resume_connection(company_id=scene.company_id, actor=scene.cast.by_ada)
        run_jobs()

        assert scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)


@contextmanager
def other_session(company_id: int) -> Iterator[None]:
    """The present thread's own database session, inside the company's context: another request, at the same time."""
    try:
        with company_context(company_id):
            yield
    finally:
        connection.close()
