"""Meeting and evaluating a candidate: by whom, read by whom, and what follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from tests.people import a_person, a_process, a_teammate

from recruit.base import clock
from recruit.base.errors import NotFound
from recruit.base.events import subscribe
from recruit.company.selectors import actor_of
from recruit.company.services import change_company_settings
from recruit.evaluation.events import EvaluationSubmitted
from recruit.evaluation.selectors import (
    averages_of_processes,
    evaluations_of_processes,
    interviews_of_steps,
    interviews_to_evaluate,
    readable_evaluations,
    scorecard_of,
)
from recruit.evaluation.services import (
    EvaluationNotYours,
    MeetingRefused,
    RecommendationNeeded,
    SchedulingNotYours,
    ScorecardRefused,
    cancel_interview,
    change_scorecard,
    save_draft,
    schedule_interview,
    send_invitation,
    submit_evaluation,
)
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import steps_of_process, steps_waiting_for
from recruit.positions.selectors import PositionRoleTooSmall
from recruit.positions.services import (
    WantedStep,
    WorkflowRefused,
    add_to_hiring_team,
    change_workflow,
    remove_from_hiring_team,
)

NEXT_WEEK = clock.now() + timedelta(days=7)


@pytest.fixture
def vera(cast):
    """She interviews as well."""
    teammate = a_teammate(cast.company, "Vera", "Visitor")
    add_to_hiring_team(position=cast.position, teammate=teammate, role="interviewer", actor=cast.by_rosa)
    return teammate


@pytest.fixture
def process(cast, vera):
    """At an interview with Ines and Vera; then comes an offer."""
    steps = [
        WantedStep("Interview", "interview", participants=(cast.ines.pk, vera.pk)),
        WantedStep("Offer", "offer"),
    ]
    change_workflow(position=cast.position, steps=steps, actor=cast.by_rosa)
    return a_process(cast, a_person(cast, "Mia", "Brand"))


def interview(process):
    return steps_of_process(process=process)[0].public_id


def submit(process, actor, recommendation="hire", stars=4, text=""):
    return submit_evaluation(
        process=process,
        step_public_id=interview(process),
        ratings={"Skill in the field": stars, "Wish to learn": 5},
        recommendation=recommendation,
        text=text,
        actor=actor,
    )


def schedule(cast, process, actor=None, **changes):
    said = {
        "starts_at": NEXT_WEEK,
        "minutes": 45,
        "meeting_type": "on_site",
        "place": "Room 3",
        "participants": [cast.ines.pk],
    }
    return schedule_interview(
        process=process, step_public_id=interview(process), actor=actor or cast.by_rosa, **{**said, **changes}
    )


def picture(process) -> str:
    marks = {"completed": "x", "current": "!", "future": ".", "skipped": "-"}
    return " ".join(f"{step.name}{marks[step.state]}" for step in steps_of_process(process=process))


def read_by(teammate, process):
    return readable_evaluations(teammate=teammate, processes=[process])[process.pk]


def test_a_draft_is_its_authors_alone_and_an_evaluation_ends_the_interview(cast, process, vera):
    draft = save_draft(
        process=process,
        step_public_id=interview(process),
        ratings={"Skill in the field": 3, "Charm": 5},
        actor=cast.by_ines,
    )
    with pytest.raises(RecommendationNeeded, match="hire, not sure or no hire"):
        submit(process, cast.by_ines, recommendation="")
    assert draft.ratings == {"Skill in the field": 3}
    assert [one.is_submitted for one in read_by(cast.ines, process).shown] == [False]
    assert not read_by(cast.rosa, process).shown
    assert picture(process) == "Interview! Offer."

    submit(process, cast.by_ines, text="Welds like an angel.")

    assert picture(process) == "Interviewx Offer!"
    assert steps_of_process(process=process)[0].completed_by_name == "Ines Interviewer"
    (shown,) = read_by(cast.rosa, process).shown
    assert (shown.author_name, shown.average, shown.recommendation_label, shown.text) == (
        "Ines Interviewer", Decimal("4.5"), "Hire", "Welds like an angel.",
    )  # fmt: skip
    assert averages_of_processes(company_id=cast.company.pk, process_ids=[process.pk]) == {
        process.pk: (Decimal("4.5"), 1)
    }
    (told,) = evaluations_of_processes(company_id=cast.company.pk, process_ids=[process.pk])[process.pk]
    assert (told.author_first_name, told.recommendation) == ("Ines", "hire")


def test_interviewers_read_others_once_they_have_given_their_own_or_where_the_company_opens_them(
    cast, process, vera
):
    submit(process, cast.by_ines)
    before = read_by(vera, process)
    change_company_settings(company_id=cast.company.pk, opens_evaluations=True, actor=cast.by_ada)
    opened = read_by(vera, process)
    change_company_settings(company_id=cast.company.pk, opens_evaluations=False, actor=cast.by_ada)

    submit(process, actor_of(vera), stars=2)
    after = read_by(vera, process)
    otto = read_by(cast.otto, process)

    assert (len(before.shown), before.hidden, before.average) == (0, 1, None)
    assert (len(opened.shown), opened.hidden) == (1, 0)
    assert (len(after.shown), after.hidden, after.average) == (2, 0, Decimal("4.0"))
    assert (len(otto.shown), otto.hidden) == (0, 2)  # who sees no position is asked by no page


def test_who_evaluates_and_that_others_hear_of_it(cast, process):
    heard: list[EvaluationSubmitted] = []
    subscribe(EvaluationSubmitted)(heard.append)
    outsider = a_teammate(cast.company, "Willi", "Watcher")
    add_to_hiring_team(position=cast.position, teammate=outsider, role="viewer", actor=cast.by_rosa)

    with pytest.raises(EvaluationNotYours, match="those who take part"):
        submit(process, actor_of(outsider))
    with pytest.raises(NotFound):
        submit(process, cast.by_otto)
    submit(process, cast.by_hans)  # whoever moves processes may
    assert [(event.process_id, event.position_id) for event in heard] == [(process.pk, cast.position.pk)]


def test_not_sure_and_no_hire_ask_the_recruiters_whether_to_proceed(cast, process, vera):

    submit(process, cast.by_ines, recommendation="not_sure")

    assert picture(process) == "Interviewx Proceed with candidate! Offer."
    (waiting,) = steps_waiting_for(teammate=cast.rosa).rows
    assert waiting.step_name == "Proceed with candidate"
    submit(process, actor_of(vera), recommendation="no_hire")  # one question is enough
    assert picture(process) == "Interviewx Proceed with candidate! Offer."

    other = a_process(cast)
    change_company_settings(company_id=cast.company.pk, not_sure_asks=False, actor=cast.by_ada)
    submit(other, cast.by_ines, recommendation="not_sure")
    assert picture(other) == "Interviewx Offer!"
    submit(other, actor_of(vera), recommendation="no_hire")
    assert picture(other) == "Interviewx Proceed with candidate! Offer!"
    assert HiringProcess.objects.get(pk=other.pk).current_step_name == "Proceed with candidate + Offer"


def test_a_meeting_is_fixed_moved_and_called_off_and_calendars_are_told(cast, process, vera, mailoutbox):
    first = schedule(cast, process)
    with pytest.raises(MeetingRefused, match="Somebody has to meet"):
        schedule(cast, process, participants=[])
    with pytest.raises(MeetingRefused, match="between 5 minutes"):
        schedule(cast, process, minutes=2)
    with pytest.raises(WorkflowRefused, match="Otto Outsider is not on the hiring team"):
        schedule(cast, process, participants=[cast.otto.pk])
    with pytest.raises(NotFound):
        schedule(cast, process, actor=cast.by_otto)
    moved = schedule(cast, process, actor=cast.by_ines, participants=[vera.pk], place="Room 4")

    assert moved.pk == first.pk
    step = steps_of_process(process=process)[0]
    shown = interviews_of_steps(company_id=cast.company.pk, step_ids=[step.pk])[step.pk]
    assert (shown.place, [one.first_name for one in shown.participants]) == ("Room 4", ["Vera"])
    (waits,) = interviews_to_evaluate(teammate=vera).rows
    assert (waits.person_name, waits.meeting_label, waits.has_draft) == ("Mia Brand", "On site", False)
    assert not interviews_to_evaluate(teammate=cast.ines).rows
    said = {"company_id": cast.company.pk, "interview_id": first.pk}
    send_invitation(**said, sequence=0, gone=[])  # was overtaken by the change
    assert not mailoutbox
    send_invitation(**said, sequence=1, gone=[cast.ines.pk])
    assert [(mail.to, mail.subject[:10]) for mail in mailoutbox] == [
        ([vera.email], "Interview:"), ([cast.ines.email], "Cancelled:"),
    ]  # fmt: skip
    name, content, kind = mailoutbox[0].attachments[0]
    assert (name, kind) == ("interview.ics", "text/calendar; method=REQUEST")
    assert f"DTSTART:{NEXT_WEEK.astimezone(UTC):%Y%m%dT%H%M%SZ}" in content

    cancel_interview(process=process, step_public_id=interview(process), actor=cast.by_rosa)
    send_invitation(**said, sequence=2, gone=[])
    assert "does not take place" in mailoutbox[-1].body
    assert not interviews_to_evaluate(teammate=vera).rows


def test_who_fixes_meetings(cast, process):
    outsider = a_teammate(cast.company, "Willi", "Watcher")
    add_to_hiring_team(position=cast.position, teammate=outsider, role="viewer", actor=cast.by_rosa)

    with pytest.raises(SchedulingNotYours):
        schedule(cast, process, actor=actor_of(outsider))
    schedule(cast, process, participants=[cast.ines.pk])
    remove_from_hiring_team(
        position=cast.position, teammate=cast.ines, role="interviewer", actor=cast.by_rosa
    )
    step = steps_of_process(process=process)[0]
    assert not interviews_of_steps(company_id=cast.company.pk, step_ids=[step.pk])[step.pk].participants


def test_what_was_evaluated_waits_no_more(cast, process, vera):
    schedule(
        cast, process, starts_at=datetime(2026, 1, 5, 9, tzinfo=UTC), participants=[vera.pk, cast.ines.pk]
    )
    save_draft(process=process, step_public_id=interview(process), ratings={}, actor=cast.by_ines)
    assert [one.has_draft for one in interviews_to_evaluate(teammate=cast.ines).rows] == [True]

    submit(process, cast.by_ines)

    assert not interviews_to_evaluate(teammate=cast.ines).rows
    assert len(interviews_to_evaluate(teammate=vera).rows) == 1


def test_a_scorecard_is_the_positions_own(cast):
    assert len(scorecard_of(position=cast.position)) == 6
    with pytest.raises(PositionRoleTooSmall):
        change_scorecard(position=cast.position, traits=["Welding"], actor=cast.by_ines)
    with pytest.raises(ScorecardRefused, match="same name"):
        change_scorecard(position=cast.position, traits=["Welding", "welding"], actor=cast.by_hans)

    change_scorecard(position=cast.position, traits=[" Welding ", "", "Calm"], actor=cast.by_hans)

    assert scorecard_of(position=cast.position) == ["Welding", "Calm"]
