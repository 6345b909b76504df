"""A position's workflow changes under way: who is told, who keeps their own, and what LinkedIn's engine would read."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.people import SETTING_UP, a_person, a_position, a_process

from recruit.base.errors import NotFound
from recruit.company.services import change_company_settings
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import board_of, processes_by_ids, steps_of_process, workflow_reach
from recruit.hiring.services import (
    NewProcess,
    OwnStepsChangedMeanwhile,
    WorkflowIsNotOwn,
    advance_process,
    change_own_steps,
    decide_step,
    follow_again,
    follow_workflow,
    hold_process,
    reinstate_process,
    reject_process,
    start_process,
    start_processes_in_bulk,
    undo_change,
    unlock_process,
)
from recruit.positions.models import StepDefinition
from recruit.positions.selectors import PositionRoleTooSmall, participants_of_definitions, steps_of
from recruit.positions.services import (
    NewStep,
    StepTemplateRefused,
    WantedStep,
    WorkflowChangedMeanwhile,
    WorkflowRefused,
    change_workflow,
    remove_from_hiring_team,
    remove_step_template,
    save_step_template,
)


def wanted(position) -> list[WantedStep]:
    """The workflow as it is, for an editor to change."""
    participants = participants_of_definitions(
        company_id=position.company_id, definition_ids=[step.pk for step in steps_of(position=position)]
    )
    return [
        WantedStep(
            name=step.name,
            type=step.type,
            public_id=step.public_id,
            beside_previous=step.beside_previous,
            instructions=step.instructions,
            participants=tuple(one.pk for one in participants.get(step.pk, [])),
        )
        for step in steps_of(position=position)
    ]


def save(cast, steps, position=None, actor=None):
    return change_workflow(position=position or cast.position, steps=steps, actor=actor or cast.by_rosa)


def picture(process) -> str:
    marks = {"completed": "x", "current": "!", "future": ".", "skipped": "-"}
    return " ".join(f"{step.name}{marks[step.state]}" for step in steps_of_process(process=process))


def fresh(process):
    return HiringProcess.objects.get(pk=process.pk)


@pytest.fixture
def short(cast):
    """A position with four steps, worked on by Hans alone."""
    steps = [NewStep(name) for name in ("Review", "Talk", "Visit", "Offer")]
    return a_position(cast, "Line Planner", steps=steps)


def test_a_change_reaches_who_is_under_way_but_not_who_has_ended_or_has_an_own_workflow(cast, short):
    going, held, ended, own, untouched = (a_process(cast, position=short) for _ in range(5))
    for process in (going, held, own):
        advance_process(process=process, actor=cast.by_hans)
    hold_process(process=held, actor=cast.by_hans)
    reject_process(process=ended, reason="Too far away", actor=cast.by_hans)
    unlock_process(process=own, actor=cast.by_hans)
    review, talk, visit, offer = wanted(short)

    change_workflow(
        position=short,
        steps=[review, WantedStep("Call", "interview", talk.public_id), offer, WantedStep("Paper", "test")],
        actor=cast.by_hans,
    )

    assert picture(going) == picture(held) == "Reviewx Call! Offer. Paper."
    assert picture(untouched) == "Review! Call. Offer. Paper."
    assert picture(ended) == "Review! Talk. Visit. Offer."
    assert picture(own) == "Reviewx Talk! Visit. Offer."
    assert (fresh(going).current_step_name, fresh(own).current_step_name) == ("Call", "Talk")
    assert fresh(held).status == "on_hold"
    reach = workflow_reach(position=short)
    assert (reach.following, reach.unlocked, reach.behind, reach.told) == (3, 1, 0, 4)
    # The step that left is kept for what points at it, and is no step of the workflow.
    assert StepDefinition.objects.get(public_id=visit.public_id).retired_at is not None
    assert [step.name for step in steps_of(position=short)] == ["Review", "Call", "Offer", "Paper"]
    reinstate_process(process=ended, actor=cast.by_hans)
    assert picture(ended) == "Review! Call. Offer. Paper."


def test_who_stands_at_a_removed_step_goes_on_and_the_board_follows_a_new_order(cast, short):
    process = a_process(cast, position=short)
    advance_process(process=process, actor=cast.by_hans)
    own = a_process(cast, position=short)
    unlock_process(process=own, actor=cast.by_hans)
    review, _talk, visit, offer = wanted(short)

    change_workflow(position=short, steps=[visit, review, offer], actor=cast.by_hans)

    # Review is completed and stands second now: what lies before it was passed by, the present step is Offer.
    assert picture(process) == "Reviewx Visit- Offer!"
    board = board_of(teammate=cast.hans, position=short)
    assert [(column.title, column.count) for column in board.columns[:3]] == [
        ("Visit", 0), ("Review", 1), ("Offer", 1),
    ]  # fmt: skip
    assert fresh(own).board_column == "step-002"


def test_a_workflow_is_saved_once_and_by_whoever_may(cast, short):
    seen = short.workflow_version
    steps = wanted(short)
    first = change_workflow(position=short, steps=steps[:3], seen_version=seen, actor=cast.by_hans)

    with pytest.raises(WorkflowChangedMeanwhile, match="Reload it"):
        change_workflow(position=short, steps=steps, seen_version=seen, actor=cast.by_hans)
    again = change_workflow(position=short, steps=wanted(short), actor=cast.by_hans)
    assert again.workflow_version == first.workflow_version  # nothing differed
    for steps_, words in ([], "at least one"), ([WantedStep("A"), WantedStep(" a ")], "both called"):
        with pytest.raises(WorkflowRefused, match=words):
            change_workflow(position=short, steps=steps_, actor=cast.by_hans)
    with pytest.raises(WorkflowRefused, match="Ines Interviewer is not on the hiring team"):
        change_workflow(
            position=short, steps=[WantedStep("A", participants=(cast.ines.pk,))], actor=cast.by_hans
        )
    with pytest.raises(NotFound):
        change_workflow(position=short, steps=steps, actor=cast.by_otto)
    with pytest.raises(PositionRoleTooSmall):
        save(cast, wanted(cast.position), actor=cast.by_ines)


def test_many_are_told_by_a_worker_in_a_constant_number_of_statements(
    cast, short, django_assert_max_num_queries
):
    persons = [a_person(cast) for _ in range(130)]
    start_processes_in_bulk(
        company_id=cast.company.pk,
        processes=[
            NewProcess(person_id=person.pk, position_id=short.pk, completed_steps=number % 4)
            for number, person in enumerate(persons)
        ],
        actor=SETTING_UP,
        announce=False,
    )
    steps = wanted(short)

    change_workflow(position=short, steps=[steps[1], *steps[2:], WantedStep("Paper")], actor=cast.by_hans)

    assert workflow_reach(position=short).behind == 30
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'recruit.follow_workflow'")
        assert len(cursor.fetchall()) == 1
    # Whoever is touched before the worker comes is brought up to date at once.
    last = HiringProcess.objects.filter(position=short).order_by("-id")[0]
    advance_process(process=last, actor=cast.by_hans)
    assert last.steps.order_by("-order")[0].name == "Paper"
    with django_assert_max_num_queries(60):
        told = [follow_workflow(company_id=cast.company.pk, position_id=short.pk, limit=20) for _ in range(3)]
    assert told == [20, 9, 0]
    assert workflow_reach(position=short).behind == 0
    assert (
        not HiringProcess.objects.filter(position=short, steps__definition__retired_at__isnull=False)
        .exclude(steps__state="completed")
        .filter(steps__name="Review", steps__state__in=["current", "future"])
        .exists()
    )


def test_an_earlier_change_is_undone_around_what_the_workflow_brought_since(cast, short):
    process = a_process(cast, position=short)
    change = advance_process(process=process, actor=cast.by_hans)
    change_workflow(position=short, steps=[*wanted(short), WantedStep("Paper")], actor=cast.by_hans)

    undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_hans)

    assert picture(process) == "Review! Talk. Visit. Offer. Paper."


def test_steps_side_by_side_begin_together_and_are_one_line_outward(cast, short):
    review, talk, visit, offer = wanted(short)
    beside = WantedStep("Visit", public_id=visit.public_id, beside_previous=True)
    change_workflow(position=short, steps=[review, talk, beside, offer], actor=cast.by_hans)
    process = start_process(person=a_person(cast), position=short, actor=cast.by_hans)

    advance_process(process=process, actor=cast.by_hans, seen_step="Review")

    assert picture(process) == "Reviewx Talk! Visit! Offer."
    (told,) = processes_by_ids(company_id=cast.company.pk, ids=[process.pk])
    assert told.current_step_name == "Talk + Visit"
    second = next(step for step in steps_of_process(process=process) if step.name == "Visit")
    decide_step(process=process, step_public_id=second.public_id, decision="go", actor=cast.by_hans)
    assert picture(process) == "Reviewx Talk! Visitx Offer."
    assert fresh(process).current_step_name == "Talk"
    advance_process(process=process, actor=cast.by_hans)
    assert picture(process) == "Reviewx Talkx Visitx Offer!"


def test_one_candidate_gets_steps_of_their_own_and_follows_again(cast, short):
    process = a_process(cast, position=short)
    advance_process(process=process, actor=cast.by_hans)
    with pytest.raises(WorkflowIsNotOwn, match="Unlock it"):
        change_own_steps(process=process, steps=[], actor=cast.by_hans)
    unlock_process(process=process, actor=cast.by_hans)
    _, talk, _visit, offer = steps_of_process(process=process)

    own = [
        WantedStep("Talk", "interview", talk.public_id, participants=(cast.hans.pk,)),
        WantedStep("Trial day", "test", beside_previous=True, instructions="Bring gloves"),
        WantedStep("Offer", "offer", offer.public_id),
    ]
    change_own_steps(process=process, steps=own, actor=cast.by_hans)

    assert picture(process) == "Reviewx Talk! Trial day! Offer."
    assert fresh(process).current_step_name == "Talk + Trial day"
    assert fresh(process).board_column == "step-002"
    with pytest.raises(OwnStepsChangedMeanwhile):
        change_own_steps(process=process, steps=own, seen=[talk.public_id], actor=cast.by_hans)
    with pytest.raises(NotFound):
        unlock_process(process=process, actor=cast.by_otto)
    change_workflow(position=short, steps=wanted(short)[:3], actor=cast.by_hans)
    assert picture(process) == "Reviewx Talk! Trial day! Offer."

    follow_again(process=process, actor=cast.by_hans)

    # The day of trial was begun: it stays a question besides the workflow, until somebody is done with it.
    assert picture(process) == "Reviewx Trial day! Talk! Visit."
    change_own = steps_of_process(process=process)[1]
    decide_step(process=process, step_public_id=change_own.public_id, actor=cast.by_hans)
    assert picture(process) == "Reviewx Trial dayx Talk! Visit."


def test_whoever_leaves_the_team_takes_part_in_no_step_any_more(cast):
    steps = [WantedStep("Interview", "interview", participants=(cast.ines.pk, cast.hans.pk))]
    save(cast, steps)

    remove_from_hiring_team(
        position=cast.position, teammate=cast.ines, role="interviewer", actor=cast.by_hans
    )

    (step,) = steps_of(position=cast.position)
    found = participants_of_definitions(company_id=cast.company.pk, definition_ids=[step.pk])
    assert [one.first_name for one in found[step.pk]] == ["Hans"]


def test_the_company_keeps_templates_and_may_allow_no_other_steps(cast):
    company_id = cast.company.pk
    with pytest.raises(StepTemplateRefused, match="already"):
        save_step_template(company_id=company_id, name="CV review", type="go_no_go", actor=cast.by_ada)
    made = save_step_template(company_id=company_id, name="Trial day", type="test", actor=cast.by_ada)
    change_company_settings(company_id=company_id, allows_custom_steps=False, actor=cast.by_ada)

    save(cast, [*wanted(cast.position), WantedStep("Trial day", "test")])
    with pytest.raises(WorkflowRefused, match="none of your company's step templates"):
        save(cast, [*wanted(cast.position), WantedStep("Secret handshake")])

    remove_step_template(company_id=company_id, public_id=made.public_id, actor=cast.by_ada)
    save(cast, wanted(cast.position)[1:])  # what is there already may stay
    with pytest.raises(NotFound):
        remove_step_template(company_id=company_id, public_id=made.public_id, actor=cast.by_ada)
