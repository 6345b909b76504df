"""What if an answer never comes, a worker dies, or the world changes while records are on their way?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.conftest import ORGANIZATION, enable
from tests.linkedin_sync.jobs import run_jobs, waiting_jobs
from tests.linkedin_sync.scripted import Fault
from tests.linkedin_sync.test_drain import APPLICATIONS, CANDIDATES, STAGES, other_session
from tests.linkedin_sync.test_permissions import assert_the_same_on_both_sides, shown
from tests.people import SETTING_UP, a_person, a_position, a_process

from linkedin_sync.backfill.everything import mark_history_page
from linkedin_sync.connections import services
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.services import SeenIntegration, keep_statuses
from linkedin_sync.enums import IntegrationStatus, MarkKind, ParkedReason, Shares
from linkedin_sync.models import Link, Mark
from linkedin_sync.outbox import drain as draining
from linkedin_sync.outbox.drain import drain
from recruit.base import clock
from recruit.company.services import change_company_role
from recruit.hiring.services import hold_process, resume_process
from recruit.people.services import set_external_identity, update_person
from recruit.positions.services import add_to_hiring_team, remove_from_hiring_team, set_discretion

ACLS, ASSIGNEES = "/v2/atsEntityAcls", "/v2/atsEntityAclAssignees"


class WorkerKilled(BaseException):
    """What the code after it sees of a kill -9: nothing runs any more."""


def join(scene) -> None:
    add_to_hiring_team(
        position=scene.cast.position, teammate=scene.cast.otto, role="viewer", actor=SETTING_UP
    )


def leave(scene) -> None:
    remove_from_hiring_team(
        position=scene.cast.position, teammate=scene.cast.otto, role="viewer", actor=SETTING_UP
    )


def all_due() -> None:
    Mark.objects.update(not_before=clock.now())
    run_jobs(until=clock.now() + timedelta(minutes=1))


def killed_before_settling(scene, monkeypatch) -> None:
    """The worker dies when LinkedIn has answered and nothing of it has been written down."""

    def die(*args, **kwargs):
        raise WorkerKilled

    with monkeypatch.context() as patch:
        patch.setattr(draining, "settle", die)
        with pytest.raises(WorkerKilled):
            drain(company_id=scene.company_id, connection_id=scene.connection.pk)


class TestAnAnswerThatNeverComes:
    def test_a_grant_given_without_our_hearing_of_it_is_taken_away_when_it_is_lost(self, scene):
        for resource in (ACLS, ASSIGNEES):
            scene.linkedin.faults.append(Fault(resource, status=504, after_storing=True))
        join(scene)
        run_jobs()
        assert shown(scene, scene.cast.otto) == {scene.cast.position.public_id}

        leave(scene)
        run_jobs()

        assert shown(scene, scene.cast.otto) == set()

    def test_a_grant_given_by_a_worker_that_died_is_taken_away_when_it_is_lost(self, scene, monkeypatch):
        join(scene)
        killed_before_settling(scene, monkeypatch)
        assert shown(scene, scene.cast.otto) == {scene.cast.position.public_id}

        leave(scene)
        run_jobs()

        assert shown(scene, scene.cast.otto) == set()

    def test_a_grant_taken_away_without_our_hearing_of_it_is_given_again_when_it_is_due(self, scene):
        join(scene)
        run_jobs()
        for resource in (ACLS, ASSIGNEES):
            scene.linkedin.faults.append(Fault(resource, status=504, after_storing=True))
        leave(scene)
        run_jobs()

        join(scene)
        run_jobs()

        assert_the_same_on_both_sides(scene)

    def test_a_person_stored_without_our_hearing_of_it_is_taken_away_when_not_shared_any_more(
        self, scene, monkeypatch
    ):
        agree(
            company_id=scene.company_id,
            choices=Choices(shares=Shares.NON_DISCREET),
            counts={},
            actor=scene.cast.by_ada,
        )
        run_jobs()
        for resource in (CANDIDATES, APPLICATIONS):
            scene.linkedin.faults.append(Fault(resource, status=504, after_storing=True))
        process = a_known_process(scene)
        run_jobs()

        set_discretion(position=scene.cast.position, is_discreet=True, actor=SETTING_UP)
        all_due()

        assert not scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)
        assert not scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        assert not Link.objects.filter(kind__in=["person", "process"]).exists()

    def test_a_name_stored_without_our_hearing_of_it_is_put_right_when_it_is_changed_back(self, scene):
        process = a_known_process(scene)
        run_jobs()
        scene.linkedin.faults.append(Fault(CANDIDATES, status=504, after_storing=True))
        update_person(person=process.person, changes={"first_name": "Wrong"}, actor=SETTING_UP)
        run_jobs()

        update_person(person=process.person, changes={"first_name": "Mia"}, actor=SETTING_UP)
        run_jobs()

        [candidate] = scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        assert candidate["firstName"] == "Mia"

    def test_a_stage_stored_without_our_hearing_of_it_is_removed_when_it_is_over(self, scene):
        process = a_known_process(scene)
        run_jobs()
        scene.linkedin.faults.append(Fault(STAGES, status=504, after_storing=True))
        hold_process(process=process, actor=scene.cast.by_rosa)
        run_jobs()

        process.refresh_from_db()
        resume_process(process=process, actor=scene.cast.by_rosa)
        run_jobs()

        stages = scene.linkedin.held(STAGES, "jobApplicationId", process.public_id)
        assert [each["stage"] for each in stages] == ["CV review"]

    def test_what_linkedin_refused_at_once_is_not_taken_for_held(self, scene):
        scene.linkedin.faults.append(Fault(CANDIDATES, of_keys={"": 422}))

        process = a_known_process(scene)
        run_jobs()

        assert not Link.objects.filter(kind="person", our_key=str(process.person_id)).exists()


def test_a_group_that_somebody_must_leave_is_given_nothing_before_they_have_left(scene):
    """Rosa sees the open positions no more; LinkedIn does not take her out yet, and a position is opened."""
    scene.linkedin.faults.append(Fault(ASSIGNEES, status=503))
    change_company_role(teammate=scene.cast.rosa, company_role="teammate", actor=SETTING_UP)
    opened = a_position(scene.cast, "Plumber")

    run_jobs()
    assert opened.public_id not in shown(scene, scene.cast.rosa)

    all_due()
    assert_the_same_on_both_sides(scene)
    assert not Mark.objects.exists()


class TestTheConnectionChangesMeanwhile:
    def meanwhile(self, scene, change) -> None:
        """Do this in another session when the first candidates are on their way."""
        original, done = scene.linkedin._batch, list[bool]()

        def answer(verb, path, body, keys, failing):
            if path == CANDIDATES and not done:
                done.append(True)
                with other_session(scene.company_id):
                    change()
            return original(verb, path, body, keys, failing)

        scene.linkedin._batch = answer

    def test_what_is_shared_is_asked_for_every_batch(self, scene):
        process = a_known_process(scene)
        discreet = a_position(scene.cast, "New boss", is_discreet=True)
        run_jobs()

        def share_less() -> None:
            agree(
                company_id=scene.company_id,
                choices=Choices(shares=Shares.NON_DISCREET),
                counts={},
                actor=scene.cast.by_ada,
            )
            run_marking()

        def run_marking() -> None:
            for kind in (MarkKind.POSITION, MarkKind.PERSON, MarkKind.PROCESS):
                mark_history_page(
                    company_id=scene.company_id, connection_id=scene.connection.pk, kind=kind, after_id=0
                )

        self.meanwhile(scene, share_less)
        update_person(person=process.person, changes={"first_name": "Maja"}, actor=SETTING_UP)
        drain(company_id=scene.company_id, connection_id=scene.connection.pk)

        [posting] = scene.linkedin.held("/v2/simpleJobPostings", "externalJobPostingId", discreet.public_id)
        assert posting["state"] == "CLOSED"
        assert discreet.public_id not in shown(scene, scene.cast.olga)

    def test_a_drain_that_runs_stops_when_the_connection_is_paused(self, scene):
        def pause() -> None:
            services.pause_connection(company_id=scene.company_id, actor=scene.cast.by_ada)

        self.meanwhile(scene, pause)
        process = a_known_process(scene)
        run_jobs()

        # The batch that was being prepared while the first one flew is the last; what comes after it waits.
        a_process(scene.cast, a_person(scene.cast, "Late"))
        scene.linkedin.seen.clear()
        run_jobs()

        assert scene.linkedin.seen == []
        assert not Mark.objects.filter(reserved_until__isnull=False).exists()
        assert process.pk

    def test_a_connection_that_is_refused_degrades_together_with_the_marks_that_it_parks(
        self, scene, monkeypatch
    ):
        """Killed in between, they would wait for a recovery that never comes."""
        scene.linkedin.faults.append(Fault(CANDIDATES, status=403))
        a_known_process(scene)

        def die(*args, **kwargs):
            raise WorkerKilled

        with monkeypatch.context() as patch:
            patch.setattr(draining, "degrade_connection", die)
            with pytest.raises(WorkerKilled):
                drain(company_id=scene.company_id, connection_id=scene.connection.pk)

        assert not Mark.objects.filter(parked_reason=ParkedReason.MISCONFIGURED).exists()
        assert waiting_jobs()

    def test_what_was_parked_for_a_refused_connection_is_due_when_it_is_enabled_again(self, scene):
        scene.linkedin.faults.append(Fault("EntityAcl", status=403))
        change_company_role(teammate=scene.cast.rosa, company_role="teammate", actor=SETTING_UP)
        run_jobs()
        assert scene.fresh().state == "degraded"
        off = SeenIntegration("ONE_CLICK_EXPORT", ORGANIZATION, "Recruit", IntegrationStatus.DISABLED)
        keep_statuses(company_id=scene.company_id, seen=[off])

        enable(scene.cast)
        run_jobs()

        assert_the_same_on_both_sides(scene)
        assert not Mark.objects.exists()


class TestWhatIsShared:
    def test_persons_come_and_go_with_the_only_position_that_brings_them(self, scene):
        agree(
            company_id=scene.company_id,
            choices=Choices(shares=Shares.NON_DISCREET),
            counts={},
            actor=scene.cast.by_ada,
        )
        run_jobs()
        process = a_known_process(scene)
        run_jobs()

        set_discretion(position=scene.cast.position, is_discreet=True, actor=SETTING_UP)
        run_jobs()
        assert not scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)

        set_discretion(position=scene.cast.position, is_discreet=False, actor=SETTING_UP)
        run_jobs()
        assert scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)


def moments_of_drains() -> list:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'linkedin.drain' AND status = 'todo'"
        )
        return [at for (at,) in cursor.fetchall()]


class TestTryingAgain:
    def test_records_that_wait_for_different_moments_are_each_looked_after(self, scene, monkeypatch):
        spreads = iter([0.0, 1.0, 0.0, 1.0])
        monkeypatch.setattr("linkedin_sync.outbox.plans.random.random", lambda: next(spreads, 0.5))
        for name in ("Ann", "Ben"):
            person = a_person(scene.cast, name)
            set_external_identity(
                person=person,
                provider="linkedin",
                subject=f"urn:li:person:m{person.pk}",
                verified=True,
                actor=SETTING_UP,
            )
            a_process(scene.cast, person)
        Mark.objects.filter(kind="person").update(attempts=5)
        scene.linkedin.faults.append(Fault(CANDIDATES, status=503, times=3))
        run_jobs()

        scheduled = [at for at in moments_of_drains() if at is not None]
        waits = list(Mark.objects.filter(kind="person").values_list("not_before", flat=True))
        assert len(waits) == 2
        for due in waits:
            assert any(due <= at <= due + timedelta(seconds=2) for at in scheduled), (due, scheduled)

    def test_a_refused_grant_parks_its_own_marks_for_good_and_no_others_later(self, scene):
        refused = a_position(scene.cast, "Refused")
        scene.linkedin.faults.append(Fault(ACLS, of_keys={refused.public_id: 422}, times=9))
        run_jobs()
        assert Mark.objects.get().our_key == str(refused.pk)

        another = a_position(scene.cast, "Another")
        run_jobs()
        assert another.public_id in shown(scene, scene.cast.rosa)
        assert Mark.objects.get().our_key == str(refused.pk)

        scene.linkedin.faults.clear()
        a_position(scene.cast, "Third")
        run_jobs()
        assert_the_same_on_both_sides(scene)
        assert not Mark.objects.exists()
