"""Both sides are compared: what differs is found, explained, and repaired by the ordinary drain."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.jobs import lose_jobs, run_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import a_position

from linkedin_sync import tasks
from linkedin_sync.enums import Shares
from linkedin_sync.models import BudgetDay, Connection, Drift, Link, Mark, Reconcile
from linkedin_sync.reconcile import services, walk
from linkedin_sync.reconcile.selectors import drift_page, latest_reconcile
from recruit.base import clock
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.people.models import Person

CANDIDATES = "/v2/atsCandidates"
APPLICATIONS = "/v2/atsApplications"
STAGES = "/rest/applicationStage"
POSTINGS = "/v2/simpleJobPostings"
ASSIGNEES = "/v2/atsEntityAclAssignees"
ACLS = "/v2/atsEntityAcls"


def compared(scene) -> list[tuple[str, str, str]]:
    """Compare and repair; (kind, what, sentence) of each record that differed."""
    run_jobs(until=clock.now() + timedelta(minutes=1))
    scene.linkedin.seen.clear()
    services.ask_for_reconcile(company_id=scene.company_id, actor=scene.cast.by_ada)
    run_jobs(until=clock.now() + timedelta(minutes=1))
    latest = latest_reconcile(company_id=scene.company_id)
    assert latest.state == "done", latest.trouble
    page = drift_page(company_id=scene.company_id, reconcile_id=latest.id)
    return [(each.kind, each.what, each.sentence) for each in page.rows]


def key_of(scene, path: str, public_id: str):
    [key] = [key for key in scene.linkedin.keys(path) if public_id in dict(key).values()]
    return key


class TestNothingDiffers:
    def test_it_says_so_and_sends_nothing(self, scene):
        a_known_process(scene)

        assert compared(scene) == []
        latest = latest_reconcile(company_id=scene.company_id)
        assert latest.agrees
        counts = {each.kind: (each.recruit, each.linkedin, each.is_read) for each in latest.kinds}
        assert counts["position"] == (1, 1, True)
        assert counts["person"] == (1, 1, True)
        assert counts["process"] == (1, 1, True)
        assert counts["visibility_of_position"][0] == counts["visibility_of_position"][1] > 0
        assert {call.verb for call in scene.linkedin.seen} == {"GET"}


class TestWhatDiffers:
    def test_a_candidate_that_linkedin_lost_is_sent_again(self, scene):
        process = a_known_process(scene)
        run_jobs()
        del scene.linkedin.records[CANDIDATES][key_of(scene, CANDIDATES, process.person.public_id)]

        assert compared(scene) == [
            ("person", "missing", "LinkedIn does not know it any more. It is sent again.")
        ]
        assert scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        assert not Mark.objects.exists()
        assert compared(scene) == []

    def test_what_was_changed_over_there_is_named_and_made_right(self, scene):
        process = a_known_process(scene)
        run_jobs()
        [candidate] = scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        candidate |= {"firstName": "Zoe", "phoneNumbers": [{"number": "+43 1 5550100"}]}

        [(kind, what, sentence)] = compared(scene)

        assert (kind, what) == ("person", "different")
        assert sentence == (
            "LinkedIn has the first name and the phone numbers otherwise than Recruit. It is sent again."
        )
        [candidate] = scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        assert (candidate["firstName"], candidate["phoneNumbers"]) == ("Mia", [])

    def test_an_application_that_linkedin_lost_comes_back_with_its_stages(self, scene):
        process = a_known_process(scene)
        run_jobs()
        del scene.linkedin.records[APPLICATIONS][key_of(scene, APPLICATIONS, process.public_id)]
        scene.linkedin.records[STAGES].clear()

        assert [(kind, what) for kind, what, _ in compared(scene)] == [("process", "missing")]
        assert scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)
        assert scene.linkedin.records[STAGES]

    def test_a_job_that_linkedin_lost_is_posted_again(self, scene):
        scene.linkedin.records[POSTINGS].clear()

        assert [(kind, what) for kind, what, _ in compared(scene)] == [("position", "missing")]
        assert scene.linkedin.keys(POSTINGS)

    def test_a_change_that_left_no_mark_is_found(self, scene):
        process = a_known_process(scene)
        run_jobs()
        Person.objects.filter(pk=process.person_id).update(first_name="Maja")  # past every service

        found = compared(scene)

        assert [(kind, what) for kind, what, _ in found] == [("process", "outdated"), ("person", "outdated")]
        assert found[1][2] == "LinkedIn has an older state of the record. It is sent again."
        [candidate] = scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
        assert candidate["firstName"] == "Maja"

    def test_what_was_never_sent_is_sent(self, scene):
        a_known_process(scene)
        Mark.objects.all().delete()
        lose_jobs()

        assert {(kind, what) for kind, what, _ in compared(scene)} == {
            ("person", "not_sent"),
            ("process", "not_sent"),
        }
        assert len(scene.linkedin.keys(CANDIDATES)) == 1

    def test_an_answer_that_never_came_is_told(self, scene):
        a_known_process(scene)
        run_jobs()
        Link.objects.filter(kind="person").update(fingerprint="")

        assert [(kind, what) for kind, what, _ in compared(scene)] == [("person", "unsure")]

    def test_what_is_not_shared_any_more_is_taken_away(self, scene):
        process = a_known_process(scene, position=a_position(scene.cast, "New boss", is_discreet=True))
        run_jobs()
        Connection.objects.update(shares=Shares.NON_DISCREET)  # past the service that would mark

        found = {(kind, what) for kind, what, _ in compared(scene)}

        assert found == {("position", "unwanted"), ("person", "unwanted"), ("process", "unwanted")}
        assert not scene.linkedin.held(APPLICATIONS, "atsJobApplicationId", process.public_id)
        assert not scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)

    def test_what_is_gone_here_is_taken_away(self, scene):
        process = a_known_process(scene)
        run_jobs()
        Link.objects.filter(kind="process").update(our_key="987654321")

        found = {(kind, what) for kind, what, _ in compared(scene)}

        assert found == {("process", "gone"), ("process", "not_sent")}
        assert Link.objects.filter(kind="process").values_list("our_key", flat=True).get() == str(process.pk)

    def test_a_grant_that_linkedin_lost_is_given_again(self, scene):
        before = scene.linkedin.grants()
        scene.linkedin.records[ASSIGNEES].popitem()

        [(kind, what, _)] = compared(scene)

        assert (kind, what) == ("visibility_of_teammate", "missing")
        assert scene.linkedin.grants() == before

    def test_a_grant_that_nobody_gave_is_taken_away(self, scene):
        before = scene.linkedin.grants()
        otto = scene.urn_of(scene.cast.otto)
        [some] = [
            key
            for key in scene.linkedin.keys(ASSIGNEES)
            if ("assignee", scene.urn_of(scene.cast.olga)) in key
        ]
        foreign = frozenset({*(part for part in some if part[0] != "assignee"), ("assignee", otto)})
        scene.linkedin.records[ASSIGNEES][foreign] = {}

        [(kind, what, _)] = compared(scene)

        assert (kind, what) == ("visibility_of_teammate", "unwanted")
        assert scene.linkedin.grants() == before


class TestInRest:
    """Jobs and grants are read there too; what REST does not document is not believed to be a loss."""

    @pytest.fixture(autouse=True)
    def rest(self, scene, settings):
        settings.LINKEDIN_GENERATIONS = {"all": "rest"}
        self.process = a_known_process(scene)
        a_position(scene.cast, "Kiln Master")
        run_jobs()
        assert compared(scene) == []

    def read(self, scene):
        return {each.kind: each.is_read for each in latest_reconcile(company_id=scene.company_id).kinds}

    def test_a_lost_job_and_a_lost_grant_are_found(self, scene):
        assert all(
            self.read(scene)[kind]
            for kind in ("position", "visibility_of_position", "visibility_of_teammate")
        )
        jobs, acls = scene.linkedin.records[POSTINGS], scene.linkedin.records[ACLS]
        del jobs[frozenset({("externalJobPostingId", scene.cast.position.public_id)})]
        acls.popitem()

        assert {(kind, what) for kind, what, _ in compared(scene)} == {
            ("position", "missing"),
            ("visibility_of_position", "missing"),
        }
        assert compared(scene) == []

    @pytest.mark.parametrize(
        ("path", "fault", "kind"),
        [
            ("/rest/jobPostingStatus", {"status": 404}, "position"),
            ("/rest/entityAcls", {"status": 400}, "visibility_of_position"),
            (
                "/rest/entityAclAssignees",
                {"body": {"elements": [{"odd": 1}]}, "status": 200},
                "visibility_of_teammate",
            ),
        ],
    )
    def test_where_it_does_not_tell_nothing_is_concluded(self, scene, path, fault, kind):
        scene.linkedin.faults.append(Fault(path, **fault))

        assert compared(scene) == []
        assert self.read(scene)[kind] is False

    def test_where_it_knows_none_of_what_it_confirmed_neither(self, scene):
        for path in (POSTINGS, ACLS, ASSIGNEES):
            scene.linkedin.records[path].clear()

        assert compared(scene) == []
        assert {kind for kind, is_read in self.read(scene).items() if not is_read} >= {
            "position",
            "visibility_of_position",
            "visibility_of_teammate",
        }


class TestTheWalk:
    def test_what_is_on_its_way_or_stuck_is_no_drift(self, scene):
        process = a_known_process(scene)
        scene.linkedin.faults.append(Fault(CANDIDATES, of_keys={process.person.public_id: 422}))

        assert compared(scene) == []
        [persons] = [
            each for each in latest_reconcile(company_id=scene.company_id).kinds if each.kind == "person"
        ]
        assert (persons.recruit, persons.linkedin, persons.waiting) == (0, 0, 1)

    def test_what_linkedin_does_not_let_be_read_is_compared_by_what_it_confirmed(self, scene):
        a_known_process(scene)
        run_jobs()
        scene.linkedin.faults.append(Fault(APPLICATIONS, status=400))

        assert compared(scene) == []
        [processes] = [
            each for each in latest_reconcile(company_id=scene.company_id).kinds if each.kind == "process"
        ]
        assert (processes.recruit, processes.linkedin, processes.is_read) == (1, 1, False)

    def test_it_waits_for_the_throttle_and_goes_on(self, scene, monkeypatch):
        monkeypatch.setattr(walk, "_PAGE", 1)
        for name in ("Ann", "Ben", "Cleo"):
            a_known_process(scene, name)
        run_jobs()
        scene.linkedin.faults.append(Fault(CANDIDATES, status=429))
        services.ask_for_reconcile(company_id=scene.company_id, actor=scene.cast.by_ada)

        run_jobs()

        run = Reconcile.objects.get(cause="asked")
        assert (run.state, run.counts["troubles"]) == ("running", 1)
        BudgetDay.objects.update(closed_until=None)
        run_jobs(until=clock.now() + timedelta(minutes=2))
        assert latest_reconcile(company_id=scene.company_id).agrees

    def test_it_gives_up_in_words_when_linkedin_refuses_the_connection(self, scene):
        a_known_process(scene)
        run_jobs()
        services.ask_for_reconcile(company_id=scene.company_id, actor=scene.cast.by_ada)
        scene.linkedin.faults.append(Fault(CANDIDATES, status=403))

        run_jobs()

        latest = latest_reconcile(company_id=scene.company_id)
        assert (latest.state, latest.trouble) == ("stopped", "LinkedIn: as the test wants")

    def test_a_lost_job_is_found_by_the_sweep(self, scene):
        process = a_known_process(scene)
        run_jobs()
        del scene.linkedin.records[CANDIDATES][key_of(scene, CANDIDATES, process.person.public_id)]
        services.ask_for_reconcile(company_id=scene.company_id, actor=scene.cast.by_ada)
        lose_jobs()

        tasks.sweep(is_start=True)
        run_jobs(until=clock.now() + timedelta(minutes=1))

        assert Drift.objects.get().what == "missing"
        assert scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)

    def test_every_night_each_connected_company_is_compared(self, scene):
        Reconcile.objects.all().delete()

        tasks.reconcile_every_night()
        tasks.reconcile_every_night()

        assert [run.cause for run in Reconcile.objects.all()] == ["nightly"]

    def test_only_who_configures_may_ask_and_only_once_at_a_time(self, scene):
        with pytest.raises(CompanyRoleTooSmall):
            services.ask_for_reconcile(company_id=scene.company_id, actor=scene.cast.by_rosa)
        services.ask_for_reconcile(company_id=scene.company_id, actor=scene.cast.by_ada)
        with pytest.raises(services.ReconcileUnderWay):
            services.ask_for_reconcile(company_id=scene.company_id, actor=scene.cast.by_ada)

    def test_results_are_paged(self, scene):
        for name in ("Ann", "Ben", "Cleo"):
            a_known_process(scene, name)
        run_jobs()
        scene.linkedin.records[CANDIDATES].clear()
        assert len(compared(scene)) == 3
        latest = latest_reconcile(company_id=scene.company_id)

        first = drift_page(company_id=scene.company_id, reconcile_id=latest.id, limit=2)
        second = drift_page(
            company_id=scene.company_id, reconcile_id=latest.id, limit=2, cursor=first.next_cursor
        )

        assert [len(first.rows), len(second.rows), first.total, second.next_cursor] == [2, 1, 3, None]
