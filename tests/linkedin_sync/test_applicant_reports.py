"""What LinkedIn is told of whoever applied there: once, a rejection later, and of whoever is erased nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.acts import exported, push
from tests.linkedin_sync.applied_scene import (
    PATH,
    URN,
    a_body,
    actions,
    applied,
    arrives,
    choose,
    later,
    offered,
)
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.scripted import Fault

from linkedin_sync.models import ApplicantReport
from linkedin_sync.outbox.reports import AlreadyTold, note_seen, tell_never, tell_now
from recruit.base import clock
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import reinstate_process, reject_process
from recruit.people.models import Person, PersonFile
from recruit.people.services import note_opened
from recruit.privacy.services import erase_person

__all__ = ["offered"]


class TestWhatLinkedInIsTold:
    def test_a_rejection_is_told_after_three_days_and_once(self, offered):
        applied(offered)
        reject_process(
            process=HiringProcess.objects.get(), reason="Other profile", actor=offered.cast.by_rosa
        )
        run_jobs()
        assert actions(offered) == []

        later(2.9)
        assert actions(offered) == []
        later(0.2)
        later(9)

        assert actions(offered) == ["APPLICATION_REJECTED"]
        [call] = offered.linkedin.calls(PATH)
        assert (call.body["jobApplicationId"], call.body["integrationContext"]) == (
            URN, offered.connection.organization_urn,
        )  # fmt: skip
        assert ApplicantReport.objects.get().state == "sent"

    def test_a_rejection_that_was_taken_back_is_never_told(self, offered):
        applied(offered)
        reject_process(
            process=HiringProcess.objects.get(), reason="Other profile", actor=offered.cast.by_rosa
        )
        reinstate_process(process=HiringProcess.objects.get(), actor=offered.cast.by_rosa)
        later(30)

        assert actions(offered) == []
        assert ApplicantReport.objects.get().state == "cancelled"

        reject_process(
            process=HiringProcess.objects.get(), reason="Other profile", actor=offered.cast.by_rosa
        )
        later(3.1)
        assert actions(offered) == ["APPLICATION_REJECTED"]

    def test_somebody_may_tell_it_now_or_never(self, offered):
        found = applied(offered)
        reject_process(
            process=HiringProcess.objects.get(), reason="Other profile", actor=offered.cast.by_rosa
        )
        tell_never(company_id=offered.company_id, process_id=found.process_id)
        later(9)
        assert actions(offered) == []

        ApplicantReport.objects.update(state="waiting", not_before=clock.now() + timedelta(days=1))
        tell_now(company_id=offered.company_id, process_id=found.process_id)
        run_jobs()
        assert actions(offered) == ["APPLICATION_REJECTED"]
        with pytest.raises(AlreadyTold):
            tell_never(company_id=offered.company_id, process_id=found.process_id)

    def test_looking_and_taking_the_resume_are_told_at_once_and_once(self, offered):
        found = applied(offered)
        person = Person.objects.get()
        for _ in range(2):
            note_seen(company_id=offered.company_id, person_id=person.pk, action="viewed",
                      process_ids=[found.process_id])  # fmt: skip
            note_opened(person=person, file=PersonFile.objects.get())
        run_jobs()

        assert sorted(actions(offered)) == ["APPLICATION_VIEWED", "RESUME_DOWNLOADED"]

    def test_whoever_came_another_way_is_told_of_nowhere(self, offered):
        exported(offered, "req-1")
        push(offered, "req-1")
        run_jobs()
        reject_process(
            process=HiringProcess.objects.get(), reason="Other profile", actor=offered.cast.by_rosa
        )

        assert not ApplicantReport.objects.exists()

    def test_a_company_that_tells_nothing_tells_nothing(self, offered):
        applied(offered)
        reject_process(
            process=HiringProcess.objects.get(), reason="Other profile", actor=offered.cast.by_rosa
        )
        choose(offered, tells=False)
        later(9)

        assert actions(offered) == []

    @pytest.mark.parametrize(
        ("status", "times", "calls", "state"),
        [
            # it passes: tried again
            (503, 1, 2, "sent"),
            # LinkedIn does not know the application: no repeat helps
            (404, 9, 1, "failed"),
        ],
    )
    def test_what_linkedin_refuses(self, offered, status, times, calls, state):
        found = applied(offered)
        offered.linkedin.faults.append(Fault(PATH, status=status, times=times))
        note_seen(company_id=offered.company_id, person_id=found.person_id, action="viewed")
        run_jobs(until=clock.now() + timedelta(seconds=30))
        later(1)

        assert len(offered.linkedin.calls(PATH)) == calls
        assert ApplicantReport.objects.get().state == state


def test_whoever_is_erased_is_named_nowhere_and_never_comes_again(offered):
    """M-42."""
    body = a_body(offered)
    found = applied(offered)
    reject_process(process=HiringProcess.objects.get(), reason="Other profile", actor=offered.cast.by_rosa)

    erase_person(person=Person.objects.get(), typed_name=None, ground="request", actor=offered.cast.by_ada)

    found.refresh_from_db()
    assert (found.first_name, found.last_name, found.member_urn, found.sentence) == ("", "", "", "")
    assert not ApplicantReport.objects.exists()
    assert arrives(offered, body).status_code == 200
    run_jobs()
    assert not Person.objects.exists()
