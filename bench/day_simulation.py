"""A day of pulls on a simulated clock: the product's own planner decides which seat is asked when.

Only what is outside of it is played here: the cursors' table is a list, LinkedIn answers after a while and counts, the
worker wakes as the product's sweep and jobs do. No code of the planner is repeated.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from bench.day_activity import DAY, HOUR, Message
from linkedin_sync.enums import Feed
from linkedin_sync.pulls import planning
from linkedin_sync.pulls.planning import Waiting
from linkedin_sync.pulls.rules import Aim, Reach, Span, spans_of

BEGIN: Final = datetime(2026, 11, 23, tzinfo=UTC)  # a Monday
_SWEEP: Final = timedelta(minutes=1)
#: How long a worker takes to see a job whose moment has come, and LinkedIn to answer.
WORKER_LOOKS: Final = timedelta(seconds=2)
ANSWERS_AFTER: Final = timedelta(milliseconds=350)
FEEDS: Final = (Feed.INMAIL, Feed.NOTES, Feed.CONTACTS)


@dataclass
class Cursor:
    id: int
    feed: Feed
    seat: int
    read_since: datetime
    read_until: datetime
    next_at: datetime
    activity: planning.Activity = field(default_factory=planning.Activity)


@dataclass(frozen=True)
class Arrival:
    message: Message
    age: float


@dataclass
class Told:
    """What a simulated day tells. Ages in seconds."""

    arrivals: list[Arrival] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    factors: list[float] = field(default_factory=list)
    levels: Counter[int] = field(default_factory=Counter)
    #: The longest time for which one seat was not asked.
    longest_unasked: float = 0.0
    calls_by_hour: Counter[int] = field(default_factory=Counter)

    def ages(self, feed: Feed, *, of_members: bool | None = None, hour: int | None = None) -> list[float]:
        """Ages at arrival, in seconds, of one feed's messages, or of some of them."""
        return [
            arrival.age
            for arrival in self.arrivals
            if arrival.message.feed is feed
            and (of_members is None or arrival.message.is_from_member is of_members)
            and (hour is None or arrival.message.at % DAY // HOUR == hour)
        ]


class Table:
    """The cursors, as the planner's ``Schedule``."""

    def __init__(self, cursors: Sequence[Cursor]) -> None:
        self.rows = {cursor.id: cursor for cursor in cursors}
        self.by_feed: dict[Feed, list[Cursor]] = defaultdict(list)
        self._queues: dict[Feed, list[tuple[datetime, int]]] = defaultdict(list)
        for cursor in cursors:
            self.by_feed[cursor.feed].append(cursor)
            heapq.heappush(self._queues[cursor.feed], (cursor.next_at, cursor.id))

    def move(self, cursor: Cursor, next_at: datetime) -> None:
        cursor.next_at = next_at
        heapq.heappush(self._queues[cursor.feed], (next_at, cursor.id))

    def _top(self, feed: Feed) -> tuple[datetime, int] | None:
        queue = self._queues[feed]
        while queue and self.rows[queue[0][1]].next_at != queue[0][0]:
            heapq.heappop(queue)
        return queue[0] if queue else None

    def next_due(self) -> datetime:
        return min(top[0] for feed in FEEDS if (top := self._top(feed)))

    def first_due(self, *, now: datetime) -> Waiting | None:
        tops = [(top, feed) for feed in FEEDS if (top := self._top(feed))]
        (at, key), feed = min(tops)
        return Waiting(key, feed) if at <= now else None

    def others_due(self, first: Waiting, *, until: datetime, most: int) -> list[int]:
        found: list[tuple[datetime, int]] = []
        queue = self._queues[first.feed]
        seen = {first.id}
        while len(found) < most and (top := self._top(first.feed)) and top[0] <= until:
            heapq.heappop(queue)
            if top[1] not in seen:
                seen.add(top[1])
                found.append(top)
        for each in [*found, (self.rows[first.id].next_at, first.id)]:
            heapq.heappush(queue, each)
        return [key for _, key in found]


class Simulation:
    def __init__(
        self,
        seats: int,
        messages: Sequence[Message],
        *,
        days: int,
        day_calls: int = 100_000,
        has_past: bool = False,
        answers_after: timedelta = ANSWERS_AFTER,
        worker_looks: timedelta = WORKER_LOOKS,
        begin: datetime = BEGIN,
    ) -> None:
        self.now = self.begin = begin
        self._worker_looks = worker_looks
        self._days, self._day_calls, self._answers_after = days, day_calls, answers_after
        since = begin if has_past else self.begin - timedelta(days=120)
        self.table = Table(
            [
                Cursor(index * seats + seat + 1, feed, seat, since, self.begin, self.begin)
                for index, feed in enumerate(FEEDS)
                for seat in range(seats)
            ]
        )
        self._messages: dict[tuple[Feed, int], list[Message]] = defaultdict(list)
        for message in messages:
            self._messages[message.feed, message.seat].append(message)
        self._seen: Counter[tuple[Feed, int]] = Counter()
        self._day, self._calls_today = 0, 0
        self._pace_at = self.begin - planning.PACE_HOLDS
        self._pace: planning.Pace | None = None
        self._asked: dict[tuple[Feed, int], datetime] = {}
        self.told = Told()

    def run(self) -> Told:
        """All days; what is told is of the last one."""
        return self.run_until(self.begin + timedelta(days=self._days))

    def run_until(self, end: datetime) -> Told:
        while self.now < end:
            has_due = self.table.next_due() <= self.now
            self._pull(end)
            wake = planning.next_look(now=self.now, next_due=self.table.next_due()) if has_due else None
            sweep = self.now + _SWEEP - (self.now - self.begin) % _SWEEP
            self.now = min(sweep, wake or sweep) + self._worker_looks
        for asked in self._asked.values():
            self.told.longest_unasked = max(self.told.longest_unasked, (end - asked).total_seconds())
        return self.told

    def _pull(self, end: datetime) -> None:
        past = planning.Past()
        while self.now < end and (taken := planning.next_turn(self.table, now=self.now)):
            rows = [self.table.rows[key] for key in taken]
            self._turn(rows, past)

    def _turn(self, rows: list[Cursor], past: planning.Past) -> None:
        feed, began = rows[0].feed, self.now
        manner, pace = planning.MANNERS[feed], self._pace_now()
        for _ in range(manner.spans_per_turn):
            spans = self._next(rows, began)
            if any(span.aim is Aim.BACKWARD for span in spans) and not past.takes(pace, now=self.now):
                spans = {span: keys for span, keys in spans.items() if span.aim is not Aim.BACKWARD}
            if not spans:
                break
            for span, keys in spans.items():
                if not self._read(span, [self.table.rows[key] for key in keys]):
                    return
        left = planning.left_of({span.aim for span in self._next(rows, began)})
        rest = planning.rest_after(
            now=self.now,
            activity=planning.together(row.activity for row in rows),
            pace=pace,
            left=left,
            manner=manner,
            seats=len(self.table.by_feed[feed]),
        )
        for row in rows:
            self.table.move(row, rest.next_at)

    def _next(self, rows: Sequence[Cursor], began: datetime) -> dict[Span, list[int]]:
        reaches = {row.id: Reach(row.read_since, row.read_until) for row in rows}
        longest = planning.MANNERS[rows[0].feed].longest
        return spans_of(reaches, now=began, longest=longest)

    def _read(self, span: Span, rows: Sequence[Cursor]) -> bool:
        """One call: counted as LinkedIn counts it; what had been written by then has appeared when it is answered."""
        if self._calls_today >= self._day_calls:
            self.told.refused += self._is_last_day
            for row in rows:
                self.table.move(row, self._day_ends_at())
            return False
        self._calls_today += 1
        if self._is_last_day:
            kind = "past" if span.aim is Aim.BACKWARD else str(rows[0].feed.value)
            self.told.calls[kind] += 1
            self.told.calls_by_hour[self.now.hour] += 1
        arrived = self.now
        self._advance(self._answers_after)
        for row in rows:
            if span.aim is Aim.FORWARD:
                self._arrive(row, arrived, span.until)
                row.read_until = max(row.read_until, span.until)
            else:
                row.read_since = min(row.read_since, span.since)
        return True

    def _arrive(self, row: Cursor, arrived: datetime, until: datetime) -> None:
        key = (row.feed, row.seat)
        messages, index = self._messages[key], self._seen[key]
        asked = self._asked.get(key, self.begin)
        if self._is_last_day:
            self.told.longest_unasked = max(self.told.longest_unasked, (arrived - asked).total_seconds())
        self._asked[key] = arrived
        while index < len(messages) and (at := self.begin + timedelta(seconds=messages[index].at)) < until:
            row.activity = row.activity.happened(at)
            self._hint(row, at)
            if messages[index].at >= (self._days - 1) * DAY:
                age = (self.now - at).total_seconds()
                self.told.arrivals.append(Arrival(messages[index], age))
            index += 1
        self._seen[key] = index

    def _hint(self, row: Cursor, at: datetime) -> None:
        """Notes and shared contacts show that something happens on a seat."""
        inmail = self.table.by_feed[Feed.INMAIL][row.seat]
        if planning.hints(row.feed, at, read_until=inmail.read_until):
            inmail.activity = inmail.activity.happened(at)
            self.table.move(inmail, min(inmail.next_at, self.now))

    # The day

    @property
    def _is_last_day(self) -> bool:
        return self._day == self._days - 1

    def _advance(self, by: timedelta) -> None:
        self.now += by
        day = (self.now - self.begin).days
        if day != self._day:
            self._day, self._calls_today = day, 0

    def _day_ends_at(self) -> datetime:
        return self.begin + timedelta(days=(self.now - self.begin).days + 1, seconds=30)

    def _asked_of(self, feed: Feed) -> planning.Asked:
        return planning.Asked(planning.MANNERS[feed], [row.activity for row in self.table.by_feed[feed]])

    def _pace_now(self) -> planning.Pace:
        self._advance(timedelta(0))
        if self._pace is None or self.now >= self._pace_at + planning.PACE_HOLDS:
            self._pace_at = self.now
            self._pace = planning.pace_of(
                [self._asked_of(feed) for feed in FEEDS],
                now=self.now,
                day_ends_at=self._day_ends_at(),
                day_calls=self._day_calls,
                calls_today=self._calls_today,
            )
            if self._is_last_day:
                self.told.factors.append(self._pace.factor)
                self.told.levels[planning.LEVELS.index(self._pace.level)] += 1
        return self._pace
