"""What does ``recruit linkedin`` answer, to people and to programs, and with which status does it end?"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import hiring_company

from config.__main__ import _parser
from config.linkedin.commands import run_linkedin
from config.trouble import Trouble
from linkedin_sync.models import Mark
from recruit.base import clock

CANDIDATES = "/v2/atsCandidates"


@pytest.fixture
def recruit(scene, capsys):
    """``recruit("status", "--json")``: status, what was said, and what was said on the error stream."""

    def run(*words: str) -> tuple[int, str, str]:
        try:
            status = run_linkedin(_parser().parse_args(["linkedin", *words]))
        except SystemExit as ended:
            status = ended.code
        said = capsys.readouterr()
        return status, said.out, said.err

    capsys.readouterr()
    return run


def all_jobs() -> None:
    run_jobs(until=clock.now() + timedelta(minutes=1))


def stuck(scene, name: str = "Mia"):
    process = a_known_process(scene, name)
    scene.linkedin.faults.append(Fault(CANDIDATES, of_keys={process.person.public_id: 422}))
    run_jobs()
    return Mark.objects.exclude(parked_reason="").latest("id")


class TestStatus:
    def test_all_is_well(self, recruit):
        status, said, _ = recruit("status")

        assert status == 0
        assert "State: Enabled" in said
        assert "Throttle: 10,000 records a minute, 100,000 calls a day" in said

    def test_what_is_stuck_needs_attention(self, recruit, scene):
        stuck(scene)

        status, said, _ = recruit("status", "--json")

        told = json.loads(said)
        assert (status, told["parked"], told["is_in_step"], told["state"]) == (3, 1, False, "enabled")

    def test_of_several_companies_one_has_to_be_named(self, recruit, scene):
        hiring_company("Other Ltd", domain="other.example")

        with pytest.raises(Trouble, match="--company. There are: Robots Ltd, Other Ltd"):
            recruit("status")
        with pytest.raises(Trouble, match="no company Nowhere"):
            recruit("status", "--company", "Nowhere")
        assert recruit("status", "--company", "Robots Ltd")[0] == 0
        assert recruit("status", "--company", scene.cast.company.public_id)[0] == 0


class TestBackfill:
    def test_it_is_planned_started_and_shown(self, recruit, scene):
        a_known_process(scene)
        all_jobs()

        status, said, _ = recruit("backfill", "plan")
        assert status == 0
        assert "Backfill: Planned" in said
        assert "Person: 0 of 1" in said
        assert recruit("backfill", "start")[0] == 0
        all_jobs()

        status, said, _ = recruit("backfill", "--json")
        told = json.loads(said)["backfill"]
        assert (status, told["state"], told["percent"], told["agrees"]) == (0, "done", 100, True)

    def test_it_is_paused_and_resumed(self, recruit):
        recruit("backfill", "plan")
        recruit("backfill", "start")

        assert "Backfill: Paused" in recruit("backfill", "pause")[1]
        assert "Backfill: Running" in recruit("backfill", "resume")[1]

    def test_what_is_not_there_is_refused_in_a_sentence(self, recruit):
        all_jobs()

        status, said, error = recruit("backfill", "pause")
        assert (status, said, error) == (1, "", "No backfill is under way.\n")
        status, said, error = recruit("backfill", "start", "--json")
        assert (status, said) == (1, "")
        assert json.loads(error)["error"]["code"] == "no_backfill"


class TestReconcile:
    def test_what_differed_is_listed(self, recruit, scene):
        for name in ("Ann", "Ben"):
            a_known_process(scene, name)
        all_jobs()
        scene.linkedin.records[CANDIDATES].clear()

        assert recruit("reconcile", "start")[0] == 0
        all_jobs()

        status, said, _ = recruit("reconcile")
        assert status == 3
        assert said.count("LinkedIn does not know it any more. It is sent again.") == 2
        told = json.loads(recruit("reconcile", "show", "--json", "--limit", "1")[1])
        assert (len(told["drift"]), told["reconcile"]["drift"]) == (1, 2)
        after = json.loads(recruit("reconcile", "show", "--json", "--after", told["next"])[1])
        assert len(after["drift"]) == 1

    def test_no_difference_is_no_news(self, recruit):
        recruit("reconcile", "start")
        all_jobs()

        status, said, _ = recruit("reconcile")

        assert (status, "Differed: 0" in said) == (0, True)


class TestParked:
    def test_it_is_listed_tried_again_and_given_up(self, recruit, scene):
        first, second = stuck(scene, "Ann"), stuck(scene, "Ben")

        status, said, _ = recruit("parked")
        assert status == 3
        assert "Stuck: 2" in said
        assert f"{first.pk}  Person {first.our_key}: LinkedIn refuses this record." in said

        assert recruit("parked", "discard", str(first.pk))[0] == 0
        assert recruit("parked", "discard", str(first.pk))[0] == 1
        assert recruit("parked", "retry", str(second.pk))[:2] == (0, "Trying 1 again.\n")
        assert recruit("parked", "retry", str(second.pk))[0] == 1  # it is not stuck any more
        run_jobs()
        assert recruit("parked")[:2] == (0, "Stuck: 0\n")

    def test_all_are_tried_again(self, recruit, scene):
        stuck(scene, "Ann")
        stuck(scene, "Ben")

        assert json.loads(recruit("parked", "retry", "--all", "--json")[1]) == {"retried": 2}

    @pytest.mark.parametrize("words", [["parked", "retry"], ["parked", "list", "--limit", "0"], ["parade"]])
    def test_wrong_words_are_told(self, recruit, words):
        status, _, error = recruit(*words)

        assert status == 2
        assert "usage: recruit linkedin" in error


class TestGenerations:
    def test_they_are_shown_chosen_and_given_back(self, recruit, scene):
        assert "  jobs: v2\n" in recruit("generations")[1]

        status, said, _ = recruit("generations", "choose", "rest", "jobs=v2", "--json")
        told = json.loads(said)
        assert (status, told["chosen"]) == (0, {"all": "rest", "jobs": "v2"})
        assert (told["spoken"]["jobs"], told["spoken"]["candidates"]) == ("v2", "rest")
        assert scene.fresh().generations == {"all": "rest", "jobs": "v2"}
        assert "Chosen for this company: all=rest, jobs=v2" in recruit("generations")[1]

        assert "Chosen for this company: nothing" in recruit("generations", "reset")[1]
        assert scene.fresh().generations == {}

    def test_what_cannot_be_meant_is_refused_by_name(self, recruit, scene):
        status, _, refused = recruit("generations", "choose", "jobs=v3", "--json")

        assert status == 1
        assert json.loads(refused)["error"] == {
            "code": "generation_not_understood",
            "sentence": "jobs: 'v3' is no generation; allowed are v2 and rest.",
        }
        assert scene.fresh().generations == {}

    def test_another_generation_is_spoken_from_then_on(self, recruit, scene):
        recruit("generations", "choose", "candidates=rest")

        a_known_process(scene)
        all_jobs()

        assert "/rest/candidates" in scene.linkedin.asked_at
        assert "/v2/atsCandidates" not in scene.linkedin.asked_at[-20:]


class TestExplain:
    def test_a_stuck_record_is_explained_with_request_and_answer(self, recruit, scene):
        process = a_known_process(scene)
        scene.linkedin.faults.append(Fault(CANDIDATES, of_keys={process.person.public_id: 422}))
        run_jobs()

        status, said, _ = recruit("explain", process.person.public_id)

        assert status == 3
        assert f"Person {process.person.public_id}: Stuck" in said
        assert '"firstName": "Mia"' in said
        assert "Answered: LinkedIn" in said

    def test_what_is_in_linkedin_is_well(self, recruit, scene):
        process = a_known_process(scene)
        run_jobs()

        status, said, _ = recruit("explain", process.public_id, "--json")

        told = json.loads(said)
        assert (status, told["state"], told["subject"]) == (0, "in_linkedin", "process")

    def test_nothing_such(self, recruit):
        status, _, error = recruit("explain", "per_nobody")

        assert status == 1
        assert "Nothing has the id per_nobody" in error


class TestBundle:
    def test_it_is_written_where_one_says(self, recruit, tmp_path):
        path = tmp_path / "bundle.zip"

        status, said, _ = recruit("bundle", "--output", str(path), "--json")

        told = json.loads(said)
        assert (status, told["bytes"]) == (0, path.stat().st_size)

    def test_a_place_that_cannot_be_written_is_named(self, recruit, tmp_path):
        with pytest.raises(Trouble, match="cannot be written"):
            recruit("bundle", "--output", str(tmp_path / "nowhere" / "bundle.zip"))
