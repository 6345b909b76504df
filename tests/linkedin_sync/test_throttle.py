"""When may history go on, so that LinkedIn's throttle is used up and never exceeded? Rules, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from linkedin_sync.budget.rules import (
    HELD,
    Limits,
    Room,
    Slot,
    Usage,
    expected_seconds,
    history_room,
    moment_with_room,
    next_day,
    pace,
    slot_of,
)
from linkedin_sync.enums import LinkKind, MarkKind
from linkedin_sync.outbox.calls import Cargo, at_once, calls_of
from linkedin_sync.outbox.cutting import cut
from linkedin_sync.outbox.pacing import full_calls
from linkedin_sync.outbox.plans import Item, Plan
from linkedin_sync.outbox.reserving import Reserved

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LINKEDIN = Limits(minute_records=10_000, day_calls=100_000, reserve_percent=10)


def ago(seconds: float, records: int) -> Slot:
    return Slot(NOON - timedelta(seconds=seconds), records)


#: What was sent lately, and how much of history may be sent now.
ROOMS = [
    # nothing yet: all but what is left to live changes, in whole calls
    (Usage(NOON), Room(9900, NOON)),
    # one more call fits
    (Usage(NOON, (ago(30, 9_800),)), Room(100, NOON)),
    # less than a call, and nothing becomes free soon: it goes by itself, lest it be lost for ever
    (Usage(NOON, (ago(30, 9_900),)), Room(90, NOON)),
    # nor does a whole call that is free in a moment make more of it
    (Usage(NOON, (ago(60, 100), ago(30, 9_800))), Room(90, NOON)),
    # less than a call, but what is free in a moment fills it
    (Usage(NOON, (ago(60, 60), ago(30, 9_840))), Room(0, NOON - timedelta(seconds=60) + HELD)),
    # too little to be worth a call
    (Usage(NOON, (ago(50, 3_000), ago(30, 6_950))), Room(0, NOON - timedelta(seconds=50) + HELD)),
    # what is out of LinkedIn's minute does not count, even if it is still in the table
    (Usage(NOON, (ago(61, 9_900),)), Room(9900, NOON)),
    # LinkedIn said 429
    (Usage(NOON, closed_until=NOON + timedelta(seconds=20)), Room(0, NOON + timedelta(seconds=20))),
    # it did, but that is over
    (Usage(NOON, closed_until=NOON), Room(9900, NOON)),
    # a tenth of the day's calls is left to live changes
    (Usage(NOON, calls_today=89_999), Room(9900, NOON)),
    (Usage(NOON, calls_today=90_000), Room(0, datetime(2026, 3, 2, 0, 0, 30, tzinfo=UTC))),
]


@pytest.mark.parametrize(("usage", "room"), ROOMS)
def test_history_has_room(usage, room):
    assert history_room(usage, LINKEDIN) == room


#: The same for who waits for four calls' worth.
ROOMS_FOR_MANY = [
    (Usage(NOON, (ago(30, 9_500),)), Room(400, NOON)),
    # it is less, and no more comes in a moment: taken as whole calls
    (Usage(NOON, (ago(30, 9_600),)), Room(300, NOON)),
    # not even one
    (Usage(NOON, (ago(30, 9_900),)), Room(0, NOON - timedelta(seconds=30) + HELD)),
    # it is less, but the rest is about to be free
    (Usage(NOON, (ago(60, 400), ago(30, 9_200))), Room(0, NOON - timedelta(seconds=60) + HELD)),
]


@pytest.mark.parametrize(("usage", "room"), ROOMS_FOR_MANY)
def test_history_that_goes_in_large_batches_has_room(usage, room):
    assert history_room(usage, LINKEDIN, wanted=400) == room


def test_a_small_limit_is_shared_out_in_quarters():
    small = Limits(minute_records=60, day_calls=1000, reserve_percent=0)

    assert history_room(Usage(NOON), small).records == 52  # 54 are history's: four times thirteen


def test_room_is_there_once_enough_has_left_the_minute():
    usage = Usage(NOON, (ago(40, 500), ago(20, 500)))

    assert moment_with_room(usage, limit=1000, wanted=400) == NOON - timedelta(seconds=40) + HELD
    assert moment_with_room(usage, limit=1000, wanted=600) == NOON - timedelta(seconds=20) + HELD
    assert moment_with_room(usage, limit=2000, wanted=600) == NOON


def test_a_small_history_keeps_no_pace_and_a_large_one_is_spread_over_the_minute():
    assert pace(Usage(NOON), LINKEDIN, records=1000) == timedelta(0)
    assert 2.3 < pace(Usage(NOON, (ago(1, 5_000),)), LINKEDIN, records=400).total_seconds() < 2.4


def test_a_day_begins_a_little_late():
    assert next_day(NOON) == datetime(2026, 3, 2, 0, 0, 30, tzinfo=UTC)
    assert slot_of(NOON + timedelta(milliseconds=257)) == NOON + timedelta(milliseconds=240)


#: Records per resource, and seconds until all are there.
TIMES = [
    ({}, 0),
    ({"candidates": 9_990}, 60),  # a minute's worth for history
    ({"candidates": 99_900, "applications": 9_990}, 600),  # side by side: the slower one counts
    ({"stages": 9_000_000 + 9_990}, 86_400 + 60),  # a day's calls, and a minute of the next
]


@pytest.mark.parametrize(("records", "seconds"), TIMES)
def test_how_long_it_takes_at_the_throttle(records, seconds):
    assert expected_seconds(records, LINKEDIN, records_per_second=1e9) == pytest.approx(seconds)


def test_without_a_throttle_the_machine_is_what_one_waits_for():
    records = {"candidates": 30_000, "stages": 15_000}
    plenty = Limits(minute_records=100_000_000, day_calls=100_000_000, reserve_percent=10)

    assert expected_seconds(records, plenty, records_per_second=1500.0) == 30


@dataclass
class Minute:
    """LinkedIn's counting of a resource, by the clock's minute or over the last sixty seconds."""

    is_rolling: bool
    calls: list[tuple[float, int]]

    def accepts(self, at: float, records: int) -> bool:
        begin = at - 60 if self.is_rolling else at // 60 * 60
        first = [
            count for moment, count in self.calls if (moment > begin if self.is_rolling else moment >= begin)
        ]
        self.calls.append((at, records))
        return sum(first) + records <= 10_000


@pytest.mark.parametrize("wanted", [100, 400, 1000])
@pytest.mark.parametrize("is_rolling", [True, False])
@pytest.mark.parametrize("answer_seconds", [0.005, 0.04, 0.3])
def test_history_uses_the_throttle_up_and_never_exceeds_it(is_rolling, answer_seconds, wanted):
    """A drain of one resource, call by call, for ten minutes of a clock that only this test moves."""
    linkedin, slots = Minute(is_rolling, []), list[Slot]()
    at, sent_later = 13.37, 0
    while at < 13.37 + 600:
        now = NOON + timedelta(seconds=at)
        usage = Usage(now, tuple(slot for slot in slots if slot.at + HELD > now))
        room = history_room(usage, LINKEDIN, wanted=wanted)
        if not room.records:
            at += min((room.at - now).total_seconds(), 0.05)
            continue
        records = min(room.records, max(wanted, 400))
        began = at
        for start in range(0, records, 100):
            size = min(100, records - start)
            assert linkedin.accepts(at + answer_seconds / 2, size), f"429 after {at:.1f} s"
            at += answer_seconds
            late = at - began > 0.1
            counted = at - 0.1 if late else began
            slots.append(Slot(slot_of(NOON + timedelta(seconds=counted)), size))
            sent_later += size if at > 73.37 else 0
        at += max(0.0, pace(usage, LINKEDIN, records=records).total_seconds() - (at - began))

    # Large batches whose answers take seconds cost some of each minute: all of a batch has to be free before the next.
    least = 0.94 if wanted > 100 and answer_seconds > 0.1 else 0.99
    assert sent_later >= least * 10_000 * 9  # from the second minute on


#: Stage entries of a process, and the calls to both resources that are full together.
FULL_CALLS = [
    (1, (1, 1)),
    (2, (1, 2)),
    (0.25, (4, 1)),  # one call for entries takes those of four hundred processes
    (1.02, (1, 1)),  # two processes wait for the next batch
    (1.5, (2, 3)),
    (3.8, (3, 11)),
    (1.1, (4, 4)),  # never quite: as many as a batch has
]


@pytest.mark.parametrize(("stages_each", "calls"), FULL_CALLS)
def test_processes_wait_for_room_for_no_more_than_full_calls(stages_each, calls):
    assert full_calls(stages_each) == calls


def a_plan(parts: list[tuple[int, int]]) -> Plan:
    """For each record how many applications (0 or 1) and stage entries it has."""
    plan, applications, stages = Plan(), list[Cargo](), list[Cargo]()
    for number, (application, entries) in enumerate(parts):
        mark = Reserved(number, MarkKind.PROCESS, str(number), 1, 0, tombstone=False)
        plan.add(Item(mark, LinkKind.PROCESS, f"prc_{number}", None))
        applications += [Cargo(number, "", "x", None)] * application
        stages += [Cargo(number, f"s{entry}", "x", None) for entry in range(entries)]
    nothing = at_once(lambda _linkedin, _records: [])
    plan.calls = [*calls_of("applications", applications, nothing), *calls_of("stages", stages, nothing)]
    return plan


def sizes(plan: Plan) -> list[tuple[str, int]]:
    return [(call.resource, len(call.cargo)) for call in plan.calls]


class TestCutting:
    def test_the_last_batch_goes_as_a_whole(self):
        plan, left = cut(a_plan([(1, 1)] * 130), rooms={}, is_last=True)

        assert sizes(plan) == [("applications", 100), ("applications", 30), ("stages", 100), ("stages", 30)]
        assert left == []

    def test_calls_are_filled_while_others_follow(self):
        plan, left = cut(a_plan([(1, 1)] * 130), rooms={}, is_last=False)

        assert sizes(plan) == [("applications", 100), ("stages", 100)]
        assert [mark.our_key for mark in left] == [str(number) for number in range(100, 130)]

    def test_no_more_goes_than_there_is_room_for(self):
        plan, left = cut(a_plan([(1, 3)] * 400), rooms={"stages": 500, "applications": 9000}, is_last=True)

        assert sum(size for resource, size in sizes(plan) if resource == "stages") <= 500
        assert len(plan.items) + len(left) == 400
        assert len(plan.items) >= 83  # half of what would fit, at the least

    def test_without_room_nothing_goes(self):
        plan, left = cut(a_plan([(1, 3)] * 5), rooms={"stages": 2}, is_last=True)

        assert (plan.calls, plan.items, len(left)) == ([], [], 5)

    def test_calls_of_many_batches_are_nearly_full(self):
        """LinkedIn counts calls per day: no more than two in a hundred above the fewest."""
        parts, calls, records = [(1, 1 + number * 7 % 5) for number in range(4000)], 0, {"a": 0, "s": 0}
        while parts:
            plan, _ = cut(a_plan(parts[:400]), rooms={}, is_last=len(parts) <= 400)
            calls += len(plan.calls)
            records["a"] += len(plan.items)
            records["s"] += sum(size for resource, size in sizes(plan) if resource == "stages")
            parts = parts[len(plan.items) :]

        assert calls <= 1.02 * (-(-records["a"] // 100) + -(-records["s"] // 100))
