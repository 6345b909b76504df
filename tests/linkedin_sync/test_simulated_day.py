"""Days of the product's planner on a simulated clock, and most of an hour of the real pull on the sandbox's.

The large days are `make bench-day`; here a team of a twentieth, with a twentieth of the calls and a few more: what takes
a hundred seats in a call is not cheaper for fifty.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from bench.day_activity import Message, Team
from bench.day_simulation import FEEDS, Simulation, Told
from bench.measuring import percentile
from tests.linkedin_sync.at_sandbox import (
    INES_SEAT,
    ODILE,
    ROSA_SEAT,
    There,
    ms,
    sandbox,
    sandbox_process,
    there,
)

from linkedin_sync.enums import Feed
from linkedin_sync.models import PullCursor
from linkedin_sync.pulls import cursors, planning, run
from recruit.base import clock

__all__ = ["sandbox", "sandbox_process", "there"]

DAYS, CALLS = 4, 5_600


def a_day_of(seats: int) -> Told:
    team = Team(seats, days=DAYS)
    return Simulation(seats, team.messages, days=DAYS, day_calls=CALLS).run()


def test_nearly_all_messages_appear_within_five_minutes_inside_the_days_calls():
    told = a_day_of(50)

    ages = told.ages(Feed.INMAIL)
    assert len(ages) > 500
    assert percentile(ages, 0.95) <= 300
    assert sum(told.calls.values()) <= CALLS
    assert told.refused == 0


def test_with_more_than_twice_the_seats_it_slows_down_and_nobody_is_forgotten():
    told = a_day_of(120)

    assert sum(told.calls.values()) <= CALLS
    assert told.refused == 0
    assert max(told.factors) > 1
    assert told.longest_unasked < timedelta(hours=8).total_seconds()


def test_history_takes_no_call_from_what_is_new():
    team = Team(50, days=1)
    told = Simulation(50, team.messages, days=1, day_calls=CALLS, has_past=True).run()

    assert told.calls["past"] > 100
    assert sum(told.calls.values()) <= CALLS
    assert told.refused == 0
    assert percentile(told.ages(Feed.INMAIL), 0.5) < 300


def test_the_sandbox_counts_what_the_simulation_counts(there: There, monkeypatch: pytest.MonkeyPatch):
    """Three quarters of an hour of two seats: every call that the simulation makes LinkedIn's meter has seen, no other."""
    begin = clock.now().replace(second=0, microsecond=0) + timedelta(minutes=1)
    span = timedelta(minutes=45)
    written = [Message(60.0 * minute + 7, seat) for minute, seat in ((4, 0), (5, 0), (31, 1), (32, 0))]
    simulated = Simulation(
        2, written, days=1, answers_after=timedelta(0), worker_looks=timedelta(0), begin=begin
    )
    simulated.run_until(begin + span)

    _play(there, monkeypatch, begin, span, written)

    [meter] = [
        row["calls_today"]
        for row in there.sandbox.get("limits/usage")["usage"]
        if row["resource"] == "recruiterData" and row["client_id"] == there.connection.client_id
    ]
    assert meter - 1 == sum(simulated.told.calls.values()), "but for the list of seats"


def _play(
    there: There,
    monkeypatch: pytest.MonkeyPatch,
    begin: datetime,
    span: timedelta,
    written: list[Message],
) -> None:
    """The product's own pull, called when the product wants to be, on both sides' clocks."""
    seats = (ROSA_SEAT, INES_SEAT)
    now = begin
    monkeypatch.setattr(clock, "now", lambda: now)
    connection = there.fresh()
    cursors.ensure_cursors(connection, FEEDS)
    PullCursor.objects.update(read_since=begin - timedelta(days=120), read_until=begin, next_at=begin)
    left = list(written)
    there.sandbox.post("clock", freeze=ms(now))
    while now < begin + span:
        while left and begin + timedelta(seconds=left[0].at) < now:
            message = left.pop(0)
            there.sandbox.post(
                "inmails", seat=seats[message.seat], member=ODILE, subject="Hello", body="Hello",
                at=ms(begin + timedelta(seconds=message.at)),
            )  # fmt: skip
        has_due = run.has_due(connection)
        run.pull(company_id=there.company_id, connection_id=connection.pk)
        sweep = now + timedelta(minutes=1) - (now - begin) % timedelta(minutes=1)
        look = planning.next_look(now=now, next_due=cursors.next_due(connection, FEEDS)) if has_due else None
        now = min(sweep, look or sweep)
        there.sandbox.post("clock", at=ms(now))
