"""Considering a person for a position: once at a time, and only where the rules allow."""

from __future__ import annotations

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.people import a_person, a_position, a_process

from recruit.base.errors import NotFound
from recruit.company.enums import ExportRequires
from recruit.company.services import change_company_settings
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import ACTIVE, StartDecision, decide_start
from recruit.hiring.selectors import process_for, steps_of_process
from recruit.hiring.services import (
    AlreadyHired,
    AlreadyUnderConsideration,
    ExportNeedsContribution,
    PositionNotOpen,
    SeveralPositionsNotAllowed,
    hire_process,
    hold_process,
    reject_process,
    start_process,
    withdraw_process,
)
from recruit.positions.enums import PositionStatus
from recruit.positions.selectors import PositionRoleTooSmall
from recruit.positions.services import close_position, hold_position

OPEN, ON_HOLD, CLOSED = PositionStatus.OPEN, PositionStatus.ON_HOLD, PositionStatus.CLOSED
ROWS = [
    # processes on this position, position, several allowed, active elsewhere -> decision
    ([], OPEN, True, False, StartDecision.START),  # new to us
    ([], OPEN, True, True, StartDecision.START),  # several positions at once
    ([], OPEN, False, False, StartDecision.START),
    ([], OPEN, False, True, StartDecision.SEVERAL_POSITIONS_NOT_ALLOWED),  # the company forbids it
    ([], ON_HOLD, True, False, StartDecision.POSITION_ON_HOLD),
    ([], CLOSED, True, False, StartDecision.POSITION_CLOSED),
    (["in_progress"], OPEN, True, False, StartDecision.ALREADY_UNDER_CONSIDERATION),
    (
        ["on_hold"],
        OPEN,
        True,
        False,
        StartDecision.ALREADY_UNDER_CONSIDERATION,
    ),  # on hold is under consideration
    (["awaiting_decision"], OPEN, True, False, StartDecision.ALREADY_UNDER_CONSIDERATION),
    (["rejected"], OPEN, True, False, StartDecision.START),  # not under consideration any more
    (["withdrawn"], OPEN, True, False, StartDecision.START),
    (["hired"], OPEN, True, False, StartDecision.ALREADY_HIRED),
    (["rejected", "in_progress"], OPEN, True, False, StartDecision.ALREADY_UNDER_CONSIDERATION),
    (["hired", "in_progress"], OPEN, True, False, StartDecision.ALREADY_UNDER_CONSIDERATION),
    (["rejected", "withdrawn"], OPEN, True, True, StartDecision.START),
    (
        ["in_progress"],
        CLOSED,
        True,
        False,
        StartDecision.ALREADY_UNDER_CONSIDERATION,
    ),  # the nearer reason first
]


@pytest.mark.parametrize(("existing", "position", "several", "elsewhere", "decision"), ROWS)
def test_when_a_process_may_start(existing, position, several, elsewhere, decision):
    assert (
        decide_start(
            existing=existing, position_status=position, allows_several=several, other_active=elsewhere
        )
        == decision
    )


def test_whatever_else_holds_nobody_starts_beside_an_active_process():
    for status, position, several, elsewhere in itertools.product(
        ACTIVE, PositionStatus, (True, False), (True, False)
    ):
        decision = decide_start(
            existing=[status], position_status=position, allows_several=several, other_active=elsewhere
        )
        assert decision == StartDecision.ALREADY_UNDER_CONSIDERATION


def test_rosa_starts_mias_process_at_the_first_step(cast):
    process = a_process(cast)

    steps = steps_of_process(process=process)
    assert process.status == ProcessStatus.IN_PROGRESS
    assert (process.current_step_order, process.current_step_name) == (1, "CV review")
    assert [step.state for step in steps] == [StepState.CURRENT] + [StepState.FUTURE] * 5
    assert [step.entered_at is not None for step in steps] == [True] + [False] * 5
    assert process_for(teammate=cast.rosa, public_id=process.public_id) == process


def test_the_moment_of_the_start_can_be_given(cast):
    moment = timezone.now().replace(year=2024)

    process = a_process(cast, started_at=moment)

    assert {process.started_at, process.status_changed_at} == {moment}
    assert ProcessStep.objects.get(process=process, order=1).entered_at == moment


@pytest.mark.parametrize("before", [None, hold_process])
def test_mia_is_not_considered_twice_for_one_position(cast, before):
    process = a_process(cast)
    if before:
        before(process=process, actor=cast.by_rosa)

    with pytest.raises(AlreadyUnderConsideration) as refusal:
        start_process(person=process.person, position=cast.position, actor=cast.by_rosa)

    assert "already under consideration for Welding Robot Technician" in refusal.value.sentence
    assert HiringProcess.objects.count() == 1


@pytest.mark.parametrize("end", [reject_process, withdraw_process])
def test_mia_comes_again_after_a_rejection_or_a_withdrawal(cast, end):
    first = a_process(cast)
    end(process=first, reason="", actor=cast.by_rosa)

    second = start_process(person=first.person, position=cast.position, actor=cast.by_rosa)

    assert second.pk != first.pk


def test_mia_was_hired_and_is_not_hired_again(cast):
    process = a_process(cast)
    hire_process(process=process, actor=cast.by_hans)

    with pytest.raises(AlreadyHired):
        start_process(person=process.person, position=cast.position, actor=cast.by_rosa)


@pytest.mark.parametrize(("pause", "status"), [(hold_position, "on_hold"), (close_position, "closed")])
def test_nobody_starts_on_a_position_that_is_not_open(cast, pause, status):
    pause(position=cast.position, actor=cast.by_hans)

    with pytest.raises(PositionNotOpen) as refusal:
        start_process(person=a_person(cast), position=cast.position, actor=cast.by_rosa)

    assert refusal.value.evidence == {"status": status}


def test_a_company_can_allow_one_position_at_a_time(cast):
    other = a_position(cast, "Line Planner")
    process = a_process(cast)
    change_company_settings(company_id=cast.company.pk, allows_several_positions=False, actor=cast.by_ada)

    with pytest.raises(SeveralPositionsNotAllowed):
        start_process(person=process.person, position=other, actor=cast.by_hans)

    reject_process(process=process, reason="", actor=cast.by_hans)
    assert start_process(person=process.person, position=other, actor=cast.by_hans)


def test_ines_may_view_the_position_but_start_nobody_and_otto_does_not_find_it(cast):
    person = a_person(cast)

    with pytest.raises(PositionRoleTooSmall):
        start_process(person=person, position=cast.position, actor=cast.by_ines)
    with pytest.raises(NotFound):
        start_process(person=person, position=cast.position, actor=cast.by_otto)


def test_who_views_a_position_may_bring_persons_from_outside_until_the_company_asks_for_more(cast):
    first = start_process(
        person=a_person(cast), position=cast.position, actor=cast.by_ines, imported_via="Outside Tool"
    )
    change_company_settings(
        company_id=cast.company.pk, export_requires=ExportRequires.CONTRIBUTE, actor=cast.by_ada
    )

    with pytest.raises(ExportNeedsContribution):
        start_process(
            person=a_person(cast), position=cast.position, actor=cast.by_ines, imported_via="Outside Tool"
        )
    assert first.imported_via == "Outside Tool"
    assert start_process(
        person=a_person(cast), position=cast.position, actor=cast.by_rosa, imported_via="Outside Tool"
    )
    with pytest.raises(NotFound):
        start_process(
            person=a_person(cast), position=cast.position, actor=cast.by_otto, imported_via="Outside Tool"
        )


def test_the_database_itself_refuses_a_second_active_process(cast):
    process = a_process(cast)

    with pytest.raises(IntegrityError, match="one_active_process"), transaction.atomic():
        HiringProcess.objects.create(
            company=cast.company, person=process.person, position=cast.position, board_column="step-001"
        )
