"""Evaluations go to LinkedIn where an admin has chosen so, and only where all who see them there may read them here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.linkedin_sync.at_sandbox import INES_SEAT, ODILE, There, sandbox, sandbox_process, there
from tests.linkedin_sync.jobs import run_jobs
from tests.people import a_process

from linkedin_client import Generation
from linkedin_sync import tasks
from linkedin_sync.connections.noting import choose_feedback_outward
from linkedin_sync.connections.services import choose_generations
from linkedin_sync.enums import FeedbackOutward, MappedBy, MarkKind
from linkedin_sync.models import Mark
from linkedin_sync.outbox.services import try_again
from linkedin_sync.reconcile.comparing import compare_known
from linkedin_sync.reconcile.sentences import sentence_of
from linkedin_sync.seats.services import map_seat, unmap_seat
from linkedin_sync.viewing import sight_of_seat
from recruit.base import clock
from recruit.company.selectors import CompanyRoleTooSmall, actor_of
from recruit.company.services import change_company_settings
from recruit.evaluation.services import save_draft, submit_evaluation
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import steps_of_process
from recruit.positions.enums import HiringRole
from recruit.positions.services import add_to_hiring_team, remove_from_hiring_team

__all__ = ["sandbox", "sandbox_process", "there"]

YES, NO, KEPT = FeedbackOutward.YES, FeedbackOutward.NO, FeedbackOutward.KEPT


class Desk:
    """Odile is considered; Hans evaluates her. Rosa sits on a seat and reads everything, Ines on none."""

    def __init__(self, there: There, generation: str) -> None:
        self.there = there
        choices = {"interview_feedback": generation}
        choose_generations(company_id=there.company_id, generations=choices, actor=there.cast.by_ada)
        unmap_seat(company_id=there.company_id, seat_id=there.seat(INES_SEAT).pk, actor=there.cast.by_ada)
        self.process: HiringProcess = a_process(there.cast, there.came(ODILE))
        self.run()

    def run(self, *, is_clean: bool = True) -> None:
        """With what waits a second until something else has gone."""
        run_jobs()
        Mark.objects.update(not_before=clock.now() - timedelta(seconds=1))
        tasks.sweep()
        run_jobs()
        assert not is_clean or not Mark.objects.exists(), list(
            Mark.objects.values_list("kind", "last_error", "parked_text")
        )

    def choose(self, wanted: FeedbackOutward) -> None:
        choose_feedback_outward(company_id=self.there.company_id, wanted=wanted, actor=self.there.cast.by_ada)
        self.run()

    def say(self, text: str, *, step: int = 0, is_draft: bool = False) -> None:
        cast = self.there.cast
        said = {"ratings": {"Solving problems": 4}, "recommendation": "hire", "text": text}
        keep = save_draft if is_draft else submit_evaluation
        keep(
            process=self.process,
            step_public_id=steps_of_process(process=self.process)[step].public_id,
            actor=actor_of(cast.hans),
            **said,
        )
        self.run()

    def seat_ines(self, *, is_clean: bool = True) -> None:
        there = self.there
        map_seat(
            company_id=there.company_id,
            seat_id=there.seat(INES_SEAT).pk,
            teammate_id=there.cast.ines.pk,
            by=MappedBy.ADMIN,
            actor=there.cast.by_ada,
        )
        self.run(is_clean=is_clean)

    def said(self) -> list[str]:
        return sorted(row["record"]["feedback"] for row in self.rows())

    def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.there.sandbox.get("records/feedback")["records"]
        return rows


@pytest.fixture(params=[Generation.V2.value, Generation.REST.value])
def desk(there: There, request: pytest.FixtureRequest) -> Desk:
    return Desk(there, request.param)


@pytest.fixture
def desk_today(there: There) -> Desk:
    return Desk(there, Generation.REST.value)


def test_without_a_choice_no_evaluation_is_sent_and_none_is_asked_for(desk_today: Desk):
    with CaptureQueriesContext(connection) as queries:
        desk_today.say("Calm at the test cell.")

    drains = [each["sql"] for each in queries if 'FROM "evaluation_evaluation"' in each["sql"]]
    assert desk_today.said() == []
    assert not [sql for sql in drains if "= ANY(" in sql]


def test_an_evaluation_is_there_as_interview_feedback_and_changes_with_it(desk: Desk):
    desk.choose(YES)
    desk.say("Not finished.", is_draft=True)
    assert desk.said() == []

    desk.say("Calm at the test cell.")
    [row] = desk.rows()
    assert row["record"]["interviewer"] == {"firstName": "Hans", "lastName": "Manager"}
    assert row["record"]["evaluations"] == [
        {"attribute": "Step", "result": "CV review"},
        {"attribute": "Recommendation", "result": "Hire"},
        {"attribute": "Solving problems", "result": "4 of 5"},
    ]

    desk.say("Calm and methodical.")
    assert desk.said() == ["Calm and methodical."]


def test_what_was_said_before_the_choice_follows_and_goes_when_it_is_taken_back(desk: Desk):
    desk.say("From before.")
    desk.choose(YES)
    assert desk.said() == ["From before."]

    desk.choose(NO)
    assert desk.said() == []


def test_kept_as_it_was_and_nothing_new(desk_today: Desk):
    desk_today.choose(YES)
    desk_today.say("Stays.")
    desk_today.choose(KEPT)

    desk_today.say("Too late.", step=1)
    assert desk_today.said() == ["Stays."]

    desk_today.say("Other words.")
    assert desk_today.said() == []


def test_nothing_is_shown_where_a_seat_sees_the_position_and_may_not_read_evaluations(desk_today: Desk):
    """Ines interviews: here she reads what others say once she has given her own, LinkedIn cannot wait for that."""
    cast = desk_today.there.cast
    desk_today.choose(YES)
    desk_today.say("Calm at the test cell.")
    assert desk_today.said() == ["Calm at the test cell."]

    desk_today.seat_ines()
    assert desk_today.said() == []

    change_company_settings(company_id=cast.company.pk, opens_evaluations=True, actor=cast.by_ada)
    desk_today.run()
    assert desk_today.said() == ["Calm at the test cell."]

    change_company_settings(company_id=cast.company.pk, opens_evaluations=False, actor=cast.by_ada)
    desk_today.run()
    assert desk_today.said() == []

    remove_from_hiring_team(
        position=cast.position, teammate=cast.ines, role="interviewer", actor=cast.by_rosa
    )
    desk_today.run()
    assert desk_today.said() == ["Calm at the test cell."]

    add_to_hiring_team(
        position=cast.position, teammate=cast.ines, role=HiringRole.RECRUITING_ASSISTANT, actor=cast.by_rosa
    )
    desk_today.run()
    assert desk_today.said() == []


def test_a_comparison_says_that_an_evaluation_is_missing(desk_today: Desk):
    desk_today.choose(YES)
    desk_today.say("Calm at the test cell.")
    there = desk_today.there
    unmapped = there.fresh()
    assert compare_known(unmapped, MarkKind.PROCESS, [desk_today.process.pk]).drift == []

    unmapped.feedback_outward = NO
    [found] = compare_known(unmapped, MarkKind.PROCESS, [desk_today.process.pk]).drift
    assert (
        sentence_of(found.what, found.about)
        == "LinkedIn has an older state of 1 evaluation. It is sent again."
    )


def test_only_who_configures_the_integration_chooses(there: There):
    with pytest.raises(CompanyRoleTooSmall):
        choose_feedback_outward(company_id=there.company_id, wanted=YES, actor=there.cast.by_rosa)


def test_nobody_new_sees_a_position_before_the_evaluations_that_they_may_not_read_are_gone(desk: Desk):
    """Ines gains sight of it by her seat: at no moment does LinkedIn hold the grant and the evaluation together."""
    desk.choose(YES)
    desk.say("Calm at the test cell.")
    before = len(calls(desk))

    desk.seat_ines()

    told = calls(desk)[before:]
    gone = next(place for place, (verb, path) in enumerate(told) if verb == "DELETE" and "eedback" in path)
    given = [place for place, (verb, path) in enumerate(told) if verb == "PUT" and "Acl" in path]
    assert given, told
    assert min(given) > gone, told
    sight = sight_of_seat(company_id=desk.there.company_id, seat_id=desk.there.seat(INES_SEAT).pk)
    assert (sight.too_much, sight.too_little) == (frozenset(), frozenset())


def test_while_linkedin_refuses_to_take_them_away_nobody_new_sees_the_position(desk_today: Desk):
    there = desk_today.there
    desk_today.choose(YES)
    desk_today.say("Calm at the test cell.")
    there.sandbox.post("faults", kind="status", resource="applicationInterviewFeedbacks", status=422, times=9)

    desk_today.seat_ines(is_clean=False)

    sight = sight_of_seat(company_id=there.company_id, seat_id=there.seat(INES_SEAT).pk)
    assert sight.linkedin == frozenset()
    assert Mark.objects.filter(kind=MarkKind.PROCESS, parked_reason="permanent").exists()

    there.sandbox.send("DELETE", "/_sandbox/faults")
    try_again(company_id=there.company_id, mark_id=None, actor=there.cast.by_ada)
    Mark.objects.update(not_before=clock.now() - timedelta(seconds=1))
    desk_today.run()
    assert desk_today.said() == []
    assert (
        there.cast.position.pk
        in sight_of_seat(company_id=there.company_id, seat_id=there.seat(INES_SEAT).pk).linkedin
    )


def calls(desk: Desk) -> list[tuple[str, str]]:
    """What LinkedIn was asked to write, oldest first."""
    entries = desk.there.sandbox.get("journal", limit=500)["entries"]
    return [(each["verb"], each["path"]) for each in sorted(entries, key=lambda each: each["id"])]
