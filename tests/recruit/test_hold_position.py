"""Pausing, reopening and closing a position, and what becomes of its processes."""

from __future__ import annotations

import pytest
from tests.people import a_process

from recruit.base import events
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.events import ProcessesOfPositionChanged
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import PositionNotOpen, hold_process, reject_process, resume_process
from recruit.positions.enums import PositionStatus
from recruit.positions.models import Opening
from recruit.positions.selectors import PositionRoleTooSmall
from recruit.positions.services import PositionStatusRefused, close_position, hold_position, reopen_position


def fresh(process):
    return HiringProcess.objects.get(pk=process.pk)


def test_holding_pauses_the_processes_and_reopening_resumes_exactly_those(cast):
    going, held_by_rosa, rejected = a_process(cast), a_process(cast), a_process(cast)
    hold_process(process=held_by_rosa, actor=cast.by_rosa)
    reject_process(process=rejected, reason="", actor=cast.by_rosa)

    hold_position(position=cast.position, actor=cast.by_hans)
    paused = [(fresh(p).status, fresh(p).held_by_position) for p in (going, held_by_rosa, rejected)]
    position = reopen_position(position=cast.position, actor=cast.by_hans)
    reopened = [(fresh(p).status, fresh(p).held_by_position) for p in (going, held_by_rosa, rejected)]

    assert paused == [("on_hold", True), ("on_hold", False), ("rejected", False)]
    assert reopened == [("in_progress", False), ("on_hold", False), ("rejected", False)]
    assert position.status == PositionStatus.OPEN


def test_holding_ends_the_openings_and_reopening_makes_a_new_one(cast):
    hold_position(position=cast.position, actor=cast.by_hans)
    after_hold = list(Opening.objects.order_by("id").values_list("is_open", flat=True))
    reopen_position(position=cast.position, actor=cast.by_hans)

    assert after_hold == [False]
    assert list(Opening.objects.order_by("id").values_list("is_open", flat=True)) == [False, True]


def test_closing_leaves_every_process_as_it_is(cast):
    process = a_process(cast)

    closed = close_position(position=cast.position, actor=cast.by_hans)

    assert fresh(process).status == ProcessStatus.IN_PROGRESS
    assert closed.closed_at is not None
    assert reopen_position(position=closed, actor=cast.by_hans).closed_at is None


def test_what_was_held_before_the_close_goes_on_when_the_position_is_reopened(cast):
    process = a_process(cast)
    hold_position(position=cast.position, actor=cast.by_hans)
    close_position(position=cast.position, actor=cast.by_hans)

    reopen_position(position=cast.position, actor=cast.by_hans)

    assert fresh(process).status == ProcessStatus.IN_PROGRESS


def test_a_rejected_process_is_no_longer_held_by_its_position(cast):
    process = a_process(cast)
    hold_position(position=cast.position, actor=cast.by_hans)
    reject_process(process=process, reason="", actor=cast.by_rosa)

    reopen_position(position=cast.position, actor=cast.by_hans)

    assert fresh(process).status == ProcessStatus.REJECTED


def test_nobody_is_resumed_while_the_position_is_on_hold(cast):
    process = a_process(cast)
    hold_position(position=cast.position, actor=cast.by_hans)

    with pytest.raises(PositionNotOpen, match="Reopen the position"):
        resume_process(process=process, actor=cast.by_rosa)


def test_all_held_processes_are_one_fact(cast, monkeypatch):
    processes = [a_process(cast) for _ in range(3)]
    told: list[tuple[int, ...]] = []
    monkeypatch.setitem(
        events._subscribers, ProcessesOfPositionChanged, [lambda event: told.append(event.process_ids)]
    )

    hold_position(position=cast.position, actor=cast.by_hans)

    assert told == [tuple(process.pk for process in processes)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (hold_position, hold_position),
        (close_position, hold_position),
        (close_position, close_position),
        (None, reopen_position),
    ],
)
def test_a_status_that_is_there_already_is_refused(cast, first, second):
    if first:
        first(position=cast.position, actor=cast.by_hans)

    with pytest.raises(PositionStatusRefused):
        second(position=cast.position, actor=cast.by_hans)


def test_ines_does_not_pause_positions(cast):
    with pytest.raises(PositionRoleTooSmall):
        hold_position(position=cast.position, actor=cast.by_ines)
