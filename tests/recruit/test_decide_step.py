"""Deciding, moving and hiring: by whom, with what consequence, and back again."""

from __future__ import annotations

from datetime import date

import pytest
from tests.people import a_person, a_process

from recruit.activity.rules import sentence
from recruit.base.errors import NotFound
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import (
    latest_change_of,
    participants_of_steps,
    steps_of_process,
    steps_waiting_for,
    timeline_of_visible_person,
)
from recruit.hiring.services import (
    ColumnUnknown,
    DecisionNeeded,
    LastStep,
    RejectionOpens,
    StepIsOver,
    StepNotYours,
    ThereAlready,
    advance_process,
    decide_step,
    hire_process,
    hold_process,
    move_process,
    reinstate_process,
    reject_process,
    undo_change,
)
from recruit.hiring.services.notifying import send_step_notification
from recruit.positions.models import Opening
from recruit.positions.selectors import PositionRoleTooSmall, openings_of, steps_of
from recruit.positions.services import OpeningTaken, WantedStep, change_workflow


@pytest.fixture
def process(cast):
    """At a go/no-go of Ines; then comes a chore of nobody's."""
    steps = [
        WantedStep("Impression", "go_no_go", participants=(cast.ines.pk,)),
        WantedStep("References", "administrative"),
        WantedStep("Offer", "offer"),
    ]
    change_workflow(position=cast.position, steps=steps, actor=cast.by_rosa)
    return a_process(cast, a_person(cast, "Mia", "Brand"))


def picture(process) -> str:
    marks = {"completed": "x", "current": "!", "future": ".", "skipped": "-"}
    return " ".join(f"{step.name}{marks[step.state]}" for step in steps_of_process(process=process))


def step(process, name):
    return next(one for one in steps_of_process(process=process) if one.name == name)


def decide(process, name, decision, actor):
    return decide_step(
        process=process, step_public_id=step(process, name).public_id, decision=decision, actor=actor
    )


def undo(cast, change, actor):
    return undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=actor)


def fresh(process):
    return HiringProcess.objects.get(pk=process.pk)


def test_ines_decides_her_own_step_and_no_other(cast, process):
    with pytest.raises(DecisionNeeded, match="Go or No-go"):
        decide(process, "Impression", "", cast.by_ines)
    change = decide(process, "Impression", "go", cast.by_ines)

    assert picture(process) == "Impressionx References! Offer."
    assert (step(process, "Impression").decision, step(process, "Impression").completed_by_name) == (
        "go", "Ines Interviewer",
    )  # fmt: skip
    with pytest.raises(StepNotYours, match="who take part"):
        decide(process, "References", "", cast.by_ines)
    with pytest.raises(NotFound):
        decide(process, "References", "", cast.by_otto)
    with pytest.raises(StepIsOver):
        decide(process, "Impression", "go", cast.by_rosa)
    with pytest.raises(PositionRoleTooSmall):
        undo(cast, advance_process(process=process, actor=cast.by_rosa), cast.by_ines)
    latest = latest_change_of(process=process)
    assert latest is not None
    undo(cast, latest, cast.by_rosa)
    undo(cast, change, cast.by_ines)  # what she has decided she may take back
    assert picture(process) == "Impression! References. Offer."


def test_a_no_go_of_an_interviewer_asks_the_hiring_manager_who_may_override_it(cast, process):
    change = decide(process, "Impression", "no_go", cast.by_ines)

    assert picture(process) == "Impressionx Hiring manager's decision! References. Offer."
    question = step(process, "Hiring manager's decision")
    question.process = process
    assert participants_of_steps(steps=[question])[question.pk] == [cast.hans]
    assert fresh(process).board_column == "step-001"
    undo(cast, change, cast.by_ines)
    assert picture(process) == "Impression! References. Offer."
    decide(process, "Impression", "no_go", cast.by_ines)
    (waiting,) = steps_waiting_for(teammate=cast.hans).rows
    assert (waiting.step_name, waiting.person_name) == ("Hiring manager's decision", "Mia Brand")
    assert not steps_waiting_for(teammate=cast.ines).rows

    with pytest.raises(RejectionOpens) as opened:
        decide(process, "Hiring manager's decision", "no_go", cast.by_hans)
    assert opened.value.evidence["step"] == step(process, "Hiring manager's decision").public_id
    decide(process, "Hiring manager's decision", "go", cast.by_hans)

    assert picture(process) == "Impressionx Hiring manager's decisionx References! Offer."
    said = timeline_of_visible_person(teammate=cast.rosa, person=process.person)[1]
    assert "with “No-go”, next is “Hiring manager's decision”" in sentence(said.verb, said.data)


def test_a_no_go_of_the_recruiter_is_a_rejection_with_the_step_that_was_completed_last(cast, process):
    with pytest.raises(RejectionOpens):
        decide(process, "Impression", "no_go", cast.by_rosa)
    last = LastStep(step(process, "Impression").public_id, by="Ines Interviewer", decision="no_go")

    change = reject_process(process=process, reason="No licence", last_step=last, actor=cast.by_rosa)

    assert fresh(process).status == "rejected"
    done = step(process, "Impression")
    assert (done.state, done.completed_by_name, done.decision) == ("completed", "Ines Interviewer", "no_go")
    said = timeline_of_visible_person(teammate=cast.rosa, person=process.person)[0]
    assert "Completed last: Impression, by Ines Interviewer" in sentence(said.verb, said.data)
    undo(cast, change, cast.by_rosa)
    assert picture(process) == "Impression! References. Offer."


def test_a_card_is_moved_forward_back_and_out_of_the_ended(cast, process):
    impression, references, offer = (one.public_id for one in steps_of(position=cast.position))

    forward = move_process(process=process, to=offer, actor=cast.by_rosa)
    assert picture(process) == "Impressionx References- Offer!"
    assert fresh(process).board_column == "step-003"
    move_process(process=process, to=impression, actor=cast.by_rosa)
    assert picture(process) == "Impression! References. Offer."
    with pytest.raises(ThereAlready):
        move_process(process=process, to=impression, actor=cast.by_rosa)
    with pytest.raises(ColumnUnknown, match="reload the board"):
        move_process(process=process, to="std_nowhere", actor=cast.by_rosa)
    with pytest.raises(PositionRoleTooSmall):
        move_process(process=process, to=offer, actor=cast.by_ines)
    done = move_process(process=process, to="awaiting_decision", actor=cast.by_rosa)
    assert (fresh(process).status, picture(process)) == (
        "awaiting_decision", "Impressionx References- Offer-",
    )  # fmt: skip
    undo(cast, done, cast.by_rosa)
    assert picture(process) == "Impression! References. Offer."
    reject_process(process=process, reason="Too early", actor=cast.by_rosa)
    move_process(process=process, to=references, actor=cast.by_rosa)
    assert (fresh(process).status, fresh(process).reason) == ("in_progress", "")
    assert picture(process) == "Impressionx References! Offer."
    assert forward.kind == "move"


def test_a_hire_fills_the_opening_that_was_chosen_and_lets_go_of_it_again(cast, process):
    first = openings_of(position=cast.position)[0]
    second = Opening.objects.create(company_id=cast.company.pk, position=cast.position, name="Second shift")

    change = hire_process(
        process=process,
        opening_public_id=second.public_id,
        applied_date=date(2026, 10, 1),
        first_day_date=date(2027, 1, 4),
        actor=cast.by_rosa,
    )

    second.refresh_from_db()
    assert (second.is_open, second.filled_at is not None) == (False, True)
    hired = fresh(process)
    assert (hired.opening_id, hired.applied_date, hired.first_day_date) == (
        second.pk, date(2026, 10, 1), date(2027, 1, 4),
    )  # fmt: skip
    said = timeline_of_visible_person(teammate=cast.rosa, person=process.person)[0]
    assert "filling “Second shift”, first day 4 January 2027" in sentence(said.verb, said.data)
    other = a_process(cast)
    with pytest.raises(OpeningTaken, match="filled or closed already"):
        hire_process(process=other, opening_public_id=second.public_id, actor=cast.by_rosa)
    undo(cast, change, cast.by_rosa)
    second.refresh_from_db()
    assert (second.is_open, second.filled_at, fresh(process).opening_id) == (True, None, None)
    hire_process(process=process, actor=cast.by_rosa)
    assert fresh(process).opening_id == first.pk
    assert fresh(process).applied_date == process.started_at.date()
    reinstate_process(process=process, actor=cast.by_rosa)
    first.refresh_from_db()
    assert first.is_open
    assert fresh(process).opening_id is None
    hire_process(process=other, opening_public_id="", actor=cast.by_rosa)
    assert fresh(other).opening_id is None


def test_a_notification_is_sent_and_is_behind_at_once(cast, mailoutbox):
    steps = [
        WantedStep("Impression", "go_no_go", participants=(cast.ines.pk,)),
        WantedStep("Tell Hans", "notification", instructions="Book a room.", participants=(cast.hans.pk,)),
        WantedStep("Offer", "offer"),
    ]
    change_workflow(position=cast.position, steps=steps, actor=cast.by_rosa)
    process = a_process(cast, a_person(cast, "Mia", "Brand"))

    change = decide(process, "Impression", "go", cast.by_ines)

    assert picture(process) == "Impressionx Tell Hansx Offer!"
    assert step(process, "Tell Hans").completed_by_name == "Recruit"
    send_step_notification(company_id=cast.company.pk, step_id=step(process, "Tell Hans").pk)
    (mail,) = mailoutbox
    assert mail.to == [cast.hans.email]
    assert "Mia Brand has come to the step “Tell Hans”" in mail.body
    assert "Book a room." in mail.body
    undo(cast, change, cast.by_ines)
    assert picture(process) == "Impression! Tell Hans. Offer."


def test_what_waits_is_shown_to_whom_it_waits_for(cast, process):
    assert [one.person_name for one in steps_waiting_for(teammate=cast.ines).rows] == ["Mia Brand"]
    for _ in range(3):
        a_process(cast)
    first = steps_waiting_for(teammate=cast.ines, limit=3)
    rest = steps_waiting_for(teammate=cast.ines, limit=3, after=first.next_cursor)
    assert (len(first.rows), first.total, [one.person_name for one in rest.rows]) == (3, 4, ["Mia Brand"])
    assert not steps_waiting_for(teammate=cast.otto).rows
    hold_process(process=process, actor=cast.by_rosa)
    assert steps_waiting_for(teammate=cast.ines).total == 3
