"""Which seat is asked when, so that a day's calls suffice? Values in, values out.

InMail costs a call per seat, and LinkedIn takes 100,000 calls a UTC day for seats, InMail, notes and shared contacts
together. A seat is therefore asked the more often the less time has passed since something happened on it. What all
seats would like to have at this moment is held against what is left of the day; where that is too little all wait
longer by the same factor, so that the quietest is asked later than it would like, and never not at all.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import inf
from typing import Final, Protocol

from linkedin_sync.enums import Feed
from linkedin_sync.pulls.rules import LONGEST_SPAN, Aim


@dataclass(frozen=True)
class Level:
    """How long a seat is left alone, in seconds: ``soonest`` for as long as ``busy`` after something happened on it,
    and in the hours of the day in which it usually does (on ``usual`` percent of its days); else the longer the quieter
    it is (twice as quiet, four times as long), at most ``latest``.

    ``together``: feeds that take many seats per call are not asked more often than this.
    """

    soonest: float
    busy: float
    latest: float
    together: float
    usual: int


def _level(soonest: float, busy: float, latest: float, *, usual: int, together: float = 4.7) -> Level:
    """In minutes."""
    return Level(soonest * 60.0, busy * 60.0, latest * 60.0, together * 60.0, usual)


#: In hours that are usual on so many percent of days a seat is busy, whether or not that is expected of it.
_BUSY_ANYHOW: Final = 40
#: Nothing is usual on so many percent of days.
_NEVER: Final = 101
#: From plenty to scarce. The first one for which the day's calls suffice is taken. Down to the last one a seat is asked
#: within five minutes while something happens on it; what saves calls is to leave the quiet ones alone.
LEVELS: Final = (
    _level(1, 75, 30, usual=10, together=2),
    _level(2, 100, 30, usual=15, together=3),
    _level(3, 120, 45, usual=20, together=4),
    _level(4.7, 120, 60, usual=20),
    _level(4.7, 90, 60, usual=25),
    _level(4.7, 75, 60, usual=30),
    _level(4.7, 60, 75, usual=35),
    _level(4.7, 45, 90, usual=40),
    _level(4.7, 30, 90, usual=50),
    _level(4.7, 30, 90, usual=_NEVER),
)
#: So much of the day's calls goes into asking whether there is anything new. The others are for second pages, for
#: whoever asks to look now, for members who come and for lists of seats.
_SHARE_OF_DAY: Final = 0.96
#: A moment's rate is expected to last so long, in seconds; then the day goes on as days usually do.
_THIS_MOMENT: Final = 2 * 3600.0
#: A seat in use of which nothing is known yet is busy for so much of a day.
_UNKNOWN_BUSY: Final = 0.4
#: What unusual activity adds to what is asked of quiet seats.
_SURPRISES: Final = 1.5
#: What is usual is learned within a few days: each day of use counts for a quarter.
_LEARNS: Final = 0.25
#: Shortly before a usual hour begins it has begun.
_EARLY: Final = timedelta(minutes=10)

#: What is read with others in one call comes a little early rather than alone.
JOINS: Final = timedelta(seconds=45)
#: Whoever dies over a turn leaves it due again after so long.
TURN: Final = timedelta(minutes=3)
#: How the day stands is looked up again after so long.
PACE_HOLDS: Final = timedelta(seconds=60)
#: A pull that has nothing more to read comes again when the next seat is due, but not sooner than this.
PAUSE: Final = timedelta(seconds=10)
#: LinkedIn's minute for one viewer of InMail, and a little for the way there.
_VIEWERS_MINUTE: Final = timedelta(seconds=61)
_TOGETHER_AGAIN: Final = timedelta(seconds=2)
#: What lies before a seat was ours to read is read with at most a call a second, beside what is new.
_PAST_GAP: Final = timedelta(seconds=1)
#: Where few seats are read nobody waits for that, and so many spans, shared by all seats, are read at once.
_PAST_OF_ALL: Final = 400
_DAY: Final = 86_400.0


@dataclass(frozen=True)
class Manner:
    """How one feed is read: seats in a call, spans of one seat in a turn, and the longest span.

    ``viewers_calls``: as many calls a minute LinkedIn takes for one seat, where it counts them by seat.
    """

    seats_per_call: int
    spans_per_turn: int
    longest: timedelta
    viewers_calls: int | None = None

    @property
    def is_together(self) -> bool:
        return self.seats_per_call > 1


MANNERS: Final[Mapping[Feed, Manner]] = {
    Feed.INMAIL: Manner(1, 5, LONGEST_SPAN, viewers_calls=12),
    Feed.NOTES: Manner(100, 20, LONGEST_SPAN),
    Feed.CONTACTS: Manner(100, 20, timedelta(days=30)),
}


# Whose turn it is


@dataclass(frozen=True)
class Waiting:
    """A cursor whose turn has come."""

    id: int
    feed: Feed


class Schedule(Protocol):
    """The cursors with the moments at which their turns come."""

    def first_due(self, *, now: datetime) -> Waiting | None:
        """The one that came due first, by moment and id."""

    def others_due(self, first: Waiting, *, until: datetime, most: int) -> Sequence[int]:
        """Cursors of the same feed that come due until then, in the same order."""


def next_turn(schedule: Schedule, *, now: datetime) -> list[int]:
    """The cursor that has waited longest, and those read in the same call; empty if nobody's turn has come."""
    first = schedule.first_due(now=now)
    if first is None:
        return []
    most = MANNERS[first.feed].seats_per_call - 1
    others = schedule.others_due(first, until=now + JOINS, most=most) if most else []
    return [first.id, *others]


def next_look(*, now: datetime, next_due: datetime | None) -> datetime | None:
    """When a pull that has read something comes again; None: the sweeps of the next minutes are soon enough."""
    if next_due is None or next_due > now + timedelta(minutes=2):
        return None
    return max(next_due, now + PAUSE)


# How long it waits then


#: Of each hour of the day, UTC, on how many percent of the days something happened in it; empty: nothing is known.
Hours = Sequence[int]


@dataclass(frozen=True)
class Activity:
    """What is known of one seat: when something happened on it last, and its usual hours."""

    active_at: datetime | None = None
    hours: Hours = ()

    def happened(self, at: datetime) -> Activity:
        """Learned from that something happened then."""
        last = self.active_at
        if last is not None and at <= last:
            return self
        hours = list(self.hours) or [0] * 24
        if last is None or at.date() != last.date():
            hours = [round(each * (1 - _LEARNS)) for each in hours]
        if last is None or (at.date(), at.hour) != (last.date(), last.hour):
            hours[at.hour] = min(hours[at.hour] + round(100 * _LEARNS), 100)
        return Activity(at, tuple(hours))

    def usual(self, now: datetime) -> int:
        """On how many percent of days something happens on it at this time."""
        return max(self.hours[now.hour], self.hours[(now + _EARLY).hour]) if self.hours else 0


def together(activities: Iterable[Activity]) -> Activity:
    """Of seats that are read in one call, the latest that happened on any."""
    rows = list(activities)
    if len(rows) == 1:
        return rows[0]
    return Activity(max((row.active_at for row in rows if row.active_at), default=None))


def wanted_wait(level: Level, activity: Activity, *, now: datetime, is_together: bool = False) -> timedelta:
    """How long to leave a seat alone; ``is_together``: it is read in one call with many others."""
    idle = inf if activity.active_at is None else (now - activity.active_at).total_seconds()
    return timedelta(seconds=_wait(level, idle, activity.usual(now), is_together=is_together))


def _wait(level: Level, idle: float, usual: int, *, is_together: bool) -> float:
    soonest = level.together if is_together else level.soonest
    quieter = idle / level.busy
    if quieter <= 1 or usual >= level.usual:
        return soonest
    return min(soonest * quieter * quieter, level.latest)


@dataclass(frozen=True)
class Asked:
    """One feed and its seats."""

    manner: Manner
    activities: Sequence[Activity]


@dataclass(frozen=True)
class Pace:
    """``factor``: so many times as long as the level says all seats wait. ``past_gap``: so often one span of what
    was before may be read, None: not now; ``past_at_once``: so many more at the beginning of a pull.
    """

    level: Level
    factor: float
    past_gap: timedelta | None
    day_ends_at: datetime
    past_at_once: int = 0


def pace_of(
    asked: Iterable[Asked], *, now: datetime, day_ends_at: datetime, day_calls: int, calls_today: int
) -> Pace:
    """What is wanted until LinkedIn's day ends, against what is left of it."""
    left = max(day_calls * _SHARE_OF_DAY - calls_today, 1.0)
    remaining = max((day_ends_at - now).total_seconds(), 1.0)
    feeds = [_Feed(row, now=now, remaining=remaining) for row in asked]
    for level in LEVELS:
        needed = sum(feed.needed(level) for feed in feeds)
        if needed <= left:
            break
    spare = left - needed
    gap = max(timedelta(seconds=remaining / spare), _PAST_GAP) if spare >= 1 else None
    seats = max((feed.seats for feed in feeds), default=0)
    return Pace(level, max(1.0, needed / left), gap, day_ends_at, _PAST_OF_ALL // max(seats, 1))


class _Feed:
    """What one feed needs until the day's end."""

    def __init__(self, asked: Asked, *, now: datetime, remaining: float) -> None:
        self._manner, self._remaining = asked.manner, remaining
        begin = now.timestamp()
        self._seats = [
            (inf if each.active_at is None else begin - each.active_at.timestamp(), each.usual(now))
            for each in asked.activities
        ]
        #: By percent of days, for how many seconds of what is left of this day something happens on so many of them.
        self._usual_seconds = [0.0] * (_NEVER + 1)
        self._unknown = 0
        if not asked.manner.is_together:
            shares = _hours_left(now, remaining)
            for each, (idle, _) in zip(asked.activities, self._seats, strict=True):
                if each.hours:
                    for hour, seconds in shares:
                        self._usual_seconds[each.hours[hour]] += seconds
                elif idle < _DAY:
                    self._unknown += 1

    @property
    def seats(self) -> int:
        return len(self._seats)

    def needed(self, level: Level) -> float:
        """Calls: for a while as at this moment, then as on a usual day, or as on one altogether if that is more."""
        if self._manner.is_together:
            turns = -(-len(self._seats) // self._manner.seats_per_call)
            idle = min((idle for idle, _ in self._seats), default=inf)
            return turns * self._remaining / _wait(level, idle, 0, is_together=True)
        busy = sum(self._usual_seconds[min(level.usual, _BUSY_ANYHOW) :])
        busy += self._unknown * _UNKNOWN_BUSY * self._remaining
        quiet = max(len(self._seats) * self._remaining - busy, 0.0)
        usual = busy / level.soonest + quiet / level.latest * _SURPRISES
        rate = sum(1 / _wait(level, idle, percent, is_together=False) for idle, percent in self._seats)
        while_ = min(self._remaining, _THIS_MOMENT)
        return max(usual, rate * while_ + usual * (1 - while_ / self._remaining))


def _hours_left(now: datetime, remaining: float) -> list[tuple[int, float]]:
    """The hours until then, with the seconds that are left of each."""
    found, at = [], now
    while remaining > 0:
        seconds = min(3600.0 - (at.minute * 60 + at.second), remaining)
        found.append((at.hour, seconds))
        at, remaining = at + timedelta(seconds=max(seconds, 1.0)), remaining - max(seconds, 1.0)
    return found


class Left(StrEnum):
    """What is still to be read after a turn."""

    NOTHING = "nothing"
    PAST = "past"
    #: More than one turn takes of what is new, or of somebody who has just come.
    MORE = "more"


def left_of(aims: Collection[Aim]) -> Left:
    """``aims``: of the spans that would be read next."""
    if not aims:
        return Left.NOTHING
    return Left.PAST if set(aims) == {Aim.BACKWARD} else Left.MORE


@dataclass(frozen=True)
class Rest:
    """``wait``: how long the seat would like to be left alone. ``next_at``: when its turn comes."""

    wait: timedelta
    next_at: datetime


def rest_after(
    *,
    now: datetime,
    activity: Activity,
    pace: Pace,
    left: Left,
    manner: Manner,
    seats: int,
) -> Rest:
    """The turn is over; the next one comes soon while there is more to read, else as the seat's activity wants it."""
    wait = wanted_wait(pace.level, activity, now=now, is_together=manner.is_together)
    next_at = _turn_at(wait, pace, now=now)
    soonest = _TOGETHER_AGAIN if manner.is_together else _VIEWERS_MINUTE
    if left is Left.MORE:
        next_at = min(next_at, now + soonest)
    elif left is Left.PAST and pace.past_gap is not None:
        everybody = pace.past_gap * manner.spans_per_turn * -(-seats // manner.seats_per_call)
        next_at = min(next_at, now + max(soonest, everybody))
    return Rest(wait, next_at)


def _turn_at(wait: timedelta, pace: Pace, *, now: datetime) -> datetime:
    """Whoever would wait beyond the end of LinkedIn's day comes on the next one as early as they would like."""
    next_day = max(pace.day_ends_at, now) + wait
    return min(now + wait * pace.factor, next_day)


def hints(feed: Feed, at: datetime, *, read_until: datetime) -> bool:
    """Whether what happened then tells that there is InMail to read: contacts are shared with the first answer, and
    notes are written by recruiters at work. It costs a call for a hundred seats to learn that.
    """
    return feed is not Feed.INMAIL and at > read_until


class Past:
    """May one more span of what was before be read now? So many that what is new never lacks calls or time."""

    def __init__(self) -> None:
        self._opens_at: datetime | None = None

    def takes(self, pace: Pace, *, now: datetime) -> bool:
        if pace.past_gap is None:
            return False
        begin = now - pace.past_gap * pace.past_at_once
        opens_at = begin if self._opens_at is None else max(self._opens_at, begin)
        if now < opens_at:
            return False
        self._opens_at = opens_at + pace.past_gap
        return True


def still_counted(called_at: Sequence[datetime], *, now: datetime) -> list[datetime]:
    """The calls for one viewer that LinkedIn still counts."""
    return [at for at in called_at if at > now - _VIEWERS_MINUTE]


def viewer_opens_at(called_at: Sequence[datetime], manner: Manner, *, now: datetime) -> datetime | None:
    """When LinkedIn takes the next call for this viewer; None: now. ``called_at``: the oldest first."""
    counted = still_counted(called_at, now=now)
    if manner.viewers_calls is None or len(counted) < manner.viewers_calls:
        return None
    return counted[-manner.viewers_calls] + _VIEWERS_MINUTE


def wait_after_failure(attempts: int) -> timedelta:
    """1, 2, 4 … minutes, at most an hour."""
    return min(timedelta(minutes=1) * int(2 ** min(max(attempts - 1, 0), 6)), timedelta(hours=1))
