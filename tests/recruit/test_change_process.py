"""Moving, ending, reinstating and undoing: the table of transitions, then each verb."""

from __future__ import annotations

import itertools

import pytest
from django.db import DatabaseError, transaction
from tests.people import a_position, a_process

from recruit.base.errors import NotFound
from recruit.company.services import change_company_settings
from recruit.hiring.enums import ChangeKind, ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessChange, ProcessStep
from recruit.hiring.rules import ENDED, board_column, next_status
from recruit.hiring.selectors import changes_of, latest_change_of, steps_of_process
from recruit.hiring.services import (
    AlreadyUnderConsideration,
    ChangeCannotBeUndone,
    ChangeRefused,
    PositionNotOpen,
    ProcessEnded,
    SeveralPositionsNotAllowed,
    advance_process,
    hire_process,
    hold_process,
    reinstate_process,
    reject_process,
    resume_process,
    start_process,
    undo_change,
    withdraw_process,
)
from recruit.positions.selectors import PositionRoleTooSmall
from recruit.positions.services import close_position, hold_position, reopen_position

GOING, HELD, DUE = ProcessStatus.IN_PROGRESS, ProcessStatus.ON_HOLD, ProcessStatus.AWAITING_DECISION
REJECTED, WITHDRAWN, HIRED = ProcessStatus.REJECTED, ProcessStatus.WITHDRAWN, ProcessStatus.HIRED
TRANSITIONS = {
    # change: {from: (to with a step left, to without)}; what is not here is refused
    ChangeKind.ADVANCE: {GOING: (GOING, DUE)},
    ChangeKind.HOLD: {GOING: (HELD, HELD), DUE: (HELD, HELD)},
    ChangeKind.RESUME: {HELD: (GOING, DUE)},
    ChangeKind.REJECT: dict.fromkeys((GOING, HELD, DUE), (REJECTED, REJECTED)),
    ChangeKind.WITHDRAW: dict.fromkeys((GOING, HELD, DUE), (WITHDRAWN, WITHDRAWN)),
    ChangeKind.HIRE: {GOING: (HIRED, HIRED), DUE: (HIRED, HIRED)},  # whoever is on hold is resumed first
    ChangeKind.REINSTATE: dict.fromkeys((REJECTED, WITHDRAWN, HIRED), (GOING, DUE)),
    # whoever has ended comes back by being moved to a step
    ChangeKind.MOVE: dict.fromkeys((GOING, DUE, REJECTED, WITHDRAWN, HIRED), (GOING, DUE)),
    ChangeKind.DECIDE: {GOING: (GOING, DUE)},
}


@pytest.mark.parametrize(("kind", "status"), list(itertools.product(ChangeKind, ProcessStatus)))
def test_which_change_leads_where(kind, status):
    answers = tuple(next_status(kind=kind, status=status, has_step_left=left) for left in (True, False))

    assert answers == TRANSITIONS[kind].get(status, (None, None))


@pytest.mark.parametrize(
    ("status", "order", "column"),
    [
        (GOING, 2, "step-002"),
        (HELD, 2, "step-002"),  # on hold stays where they are
        (HELD, None, "on_hold"),  # held when a decision was due
        (DUE, None, "awaiting_decision"),
        (REJECTED, 2, "rejected"),  # ended leaves the step's column
        (HIRED, None, "hired"),
    ],
)
def test_which_column_of_the_board(status, order, column):
    assert board_column(status=status, current_step_order=order) == column


@pytest.fixture
def process(cast):
    return a_process(cast)


def fresh(process):
    return HiringProcess.objects.get(pk=process.pk)


def states(process):
    return [step.state for step in steps_of_process(process=process)]


def test_advancing_completes_the_step_and_the_next_one_is_current(cast, process):
    change = advance_process(process=process, actor=cast.by_rosa, decision="go")

    first, second, *_ = steps_of_process(process=process)
    assert states(process) == ["completed", "current", "future", "future", "future", "future"]
    assert (first.completed_by_name, first.decision) == ("Rosa Recruiter", "go")
    assert first.completed_at == second.entered_at == change.at
    assert (fresh(process).current_step_name, fresh(process).board_column) == ("Phone interview", "step-002")
    assert fresh(process).status == GOING


def test_after_the_last_step_a_decision_is_due(cast, process):
    for _ in range(6):
        advance_process(process=process, actor=cast.by_rosa)

    assert states(process) == [StepState.COMPLETED] * 6
    assert (fresh(process).status, fresh(process).board_column) == (DUE, "awaiting_decision")
    assert fresh(process).current_step_order is None
    with pytest.raises(ChangeRefused) as refusal:
        advance_process(process=process, actor=cast.by_rosa)
    assert "hire or reject" in refusal.value.sentence


@pytest.mark.parametrize(("end", "status"), [(reject_process, REJECTED), (withdraw_process, WITHDRAWN)])
@pytest.mark.parametrize("before", [None, hold_process, "awaiting"])
def test_rejecting_and_withdrawing_end_from_every_active_status(cast, process, end, status, before):
    if before == "awaiting":
        for _ in range(6):
            advance_process(process=process, actor=cast.by_rosa)
    elif before:
        before(process=process, actor=cast.by_rosa)

    change = end(process=process, reason=" No welding licence ", actor=cast.by_hans)

    ended = fresh(process)
    assert (ended.status, ended.reason, ended.board_column) == (status, "No welding licence", status)
    assert ended.ended_at == ended.status_changed_at == change.at


def test_hiring_completes_the_step_and_skips_the_others(cast, process):
    advance_process(process=process, actor=cast.by_rosa)

    hire_process(process=process, actor=cast.by_hans)

    assert states(process) == ["completed", "completed", "skipped", "skipped", "skipped", "skipped"]
    assert fresh(process).status == HIRED
    assert fresh(process).ended_at is not None


def test_holding_and_resuming_keep_the_step(cast, process):
    advance_process(process=process, actor=cast.by_rosa)

    hold_process(process=process, actor=cast.by_rosa)
    held = fresh(process)
    resume_process(process=process, actor=cast.by_rosa)

    assert (held.status, held.current_step_order, held.held_by_position) == (HELD, 2, False)
    assert (fresh(process).status, fresh(process).current_step_order) == (GOING, 2)


def test_whoever_is_on_hold_is_resumed_before_they_advance_or_are_hired(cast, process):
    hold_process(process=process, actor=cast.by_rosa)

    for verb in (advance_process, hire_process):
        with pytest.raises(ChangeRefused, match="Resume the candidate"):
            verb(process=process, actor=cast.by_rosa)
    with pytest.raises(ChangeRefused, match="Nothing needs to be done"):
        hold_process(process=process, actor=cast.by_rosa)


@pytest.mark.parametrize("end", sorted(ENDED))
def test_what_has_ended_changes_no_more_until_it_is_reinstated(cast, process, end):
    endings = {
        REJECTED: lambda: reject_process(process=process, reason="", actor=cast.by_rosa),
        WITHDRAWN: lambda: withdraw_process(process=process, reason="", actor=cast.by_rosa),
        HIRED: lambda: hire_process(process=process, actor=cast.by_rosa),
    }
    endings[end]()

    for verb in (advance_process, hold_process, resume_process, hire_process):
        with pytest.raises(ProcessEnded, match="Reinstate"):
            verb(process=process, actor=cast.by_rosa)
    for verb in (reject_process, withdraw_process):
        with pytest.raises(ProcessEnded):
            verb(process=process, reason="", actor=cast.by_rosa)


def test_a_rejected_candidate_comes_back_where_they_stood(cast, process):
    advance_process(process=process, actor=cast.by_rosa)
    reject_process(process=process, reason="Too early", actor=cast.by_rosa)

    reinstate_process(process=process, actor=cast.by_hans)

    back = fresh(process)
    assert (back.status, back.current_step_name, back.reason, back.ended_at) == (
        GOING,
        "Phone interview",
        "",
        None,
    )


def test_a_hire_that_comes_back_awaits_a_decision(cast, process):
    hire_process(process=process, actor=cast.by_hans)

    reinstate_process(process=process, actor=cast.by_hans)

    assert fresh(process).status == DUE


def test_nobody_is_reinstated_beside_an_active_process_or_where_no_new_one_could_start(cast, process):
    reject_process(process=process, reason="", actor=cast.by_rosa)
    second = start_process(person=process.person, position=cast.position, actor=cast.by_rosa)

    with pytest.raises(AlreadyUnderConsideration):
        reinstate_process(process=process, actor=cast.by_rosa)

    withdraw_process(process=second, reason="", actor=cast.by_rosa)
    a_process(cast, process.person, a_position(cast, "Line Planner"))
    change_company_settings(company_id=cast.company.pk, allows_several_positions=False, actor=cast.by_ada)
    with pytest.raises(SeveralPositionsNotAllowed):
        reinstate_process(process=process, actor=cast.by_rosa)

    close_position(position=cast.position, actor=cast.by_hans)
    with pytest.raises(PositionNotOpen):
        reinstate_process(process=process, actor=cast.by_rosa)


def test_only_the_ended_are_reinstated(cast, process):
    with pytest.raises(ChangeRefused):
        reinstate_process(process=process, actor=cast.by_rosa)


def test_ines_interviews_and_moves_nobody_and_otto_knows_of_nothing(cast, process):
    with pytest.raises(PositionRoleTooSmall):
        advance_process(process=process, actor=cast.by_ines)
    with pytest.raises(NotFound):
        advance_process(process=process, actor=cast.by_otto)
    assert not changes_of(process=process)


EVERYTHING = {
    "advance": lambda p, c: advance_process(process=p, actor=c.by_rosa, decision="go"),
    "reject": lambda p, c: reject_process(process=p, reason="Too far away", actor=c.by_rosa),
    "withdraw": lambda p, c: withdraw_process(process=p, reason="Found work", actor=c.by_rosa),
    "hold": lambda p, c: hold_process(process=p, actor=c.by_rosa),
    "hire": lambda p, c: hire_process(process=p, actor=c.by_rosa),
}


def picture(process):
    """Everything but the moment of the last touch, as the database has it."""
    row = HiringProcess.objects.values().get(pk=process.pk)
    row.pop("updated_at")
    return row, list(ProcessStep.objects.filter(process=process).order_by("order").values())


@pytest.mark.parametrize("verb", EVERYTHING)
def test_undoing_restores_everything_exactly(cast, process, verb):
    advance_process(process=process, actor=cast.by_rosa)
    before = picture(process)

    change = EVERYTHING[verb](process, cast)
    assert picture(process) != before
    undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_hans)

    assert picture(process) == before


def test_changes_are_undone_one_after_the_other_back_to_the_start(cast, process):
    start = picture(process)
    for verb in ("advance", "hold"):
        EVERYTHING[verb](process, cast)
    resume_process(process=process, actor=cast.by_rosa)
    reject_process(process=process, reason="", actor=cast.by_rosa)
    reinstate_process(process=process, actor=cast.by_rosa)

    while change := latest_change_of(process=process):
        undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)

    assert picture(process) == start
    assert all(change.undone_at for change in changes_of(process=process))


def test_a_change_is_not_undone_when_the_process_has_moved_on(cast, process):
    change = advance_process(process=process, actor=cast.by_rosa)
    advance_process(process=process, actor=cast.by_rosa)

    with pytest.raises(ChangeCannotBeUndone, match="has moved on"):
        undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)

    assert fresh(process).current_step_order == 3


def test_a_change_is_not_undone_twice(cast, process):
    change = advance_process(process=process, actor=cast.by_rosa)
    undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)

    with pytest.raises(ChangeCannotBeUndone, match="already"):
        undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)


def test_a_rejection_is_not_undone_once_another_process_began(cast, process):
    change = reject_process(process=process, reason="", actor=cast.by_rosa)
    start_process(person=process.person, position=cast.position, actor=cast.by_rosa)

    with pytest.raises(AlreadyUnderConsideration):
        undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)


def test_nobody_is_put_back_in_progress_on_a_position_on_hold(cast, process):
    change = reject_process(process=process, reason="", actor=cast.by_rosa)
    hold_position(position=cast.position, actor=cast.by_hans)

    with pytest.raises(PositionNotOpen):
        undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)


def test_a_rejection_on_a_position_on_hold_is_undone_while_it_is_on_hold(cast, process):
    hold_position(position=cast.position, actor=cast.by_hans)
    change = reject_process(process=process, reason="", actor=cast.by_rosa)

    undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)
    assert (fresh(process).status, fresh(process).held_by_position) == (HELD, True)

    reopen_position(position=cast.position, actor=cast.by_hans)
    assert fresh(process).status == GOING


def test_a_rejection_on_a_closed_position_can_be_undone(cast, process):
    close_position(position=cast.position, actor=cast.by_hans)
    change = reject_process(process=process, reason="", actor=cast.by_rosa)

    undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_rosa)

    assert fresh(process).status == GOING


def test_nobody_undoes_what_they_may_not_do(cast, process):
    change = advance_process(process=process, actor=cast.by_rosa)

    with pytest.raises(PositionRoleTooSmall):
        undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_ines)
    with pytest.raises(NotFound):
        undo_change(change_public_id="chg_nothing", company_id=cast.company.pk, actor=cast.by_rosa)


def test_a_change_is_history_and_the_database_keeps_it(cast, process):
    change = advance_process(process=process, actor=cast.by_rosa)

    with pytest.raises(DatabaseError, match="undone_at"), transaction.atomic():
        ProcessChange.objects.filter(pk=change.pk).update(actor_name="Somebody else")
