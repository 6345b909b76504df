"""When is a feed read again, and which spans of time are read? Values in, values out.

InMail costs a call per seat, so a seat is asked the more often the more happens on it; notes and shared contacts take
many seats per call. Spans overlap a little: what LinkedIn files late, or at the very bound, is met by the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

#: InMail and notes are to be asked for in spans of at most this (their pages).
LONGEST_SPAN: Final = timedelta(hours=12)
#: So far back is read what was there before the seat was ours to read; older than that nothing is kept of traces.
LOOK_BACK: Final = timedelta(days=90)
OVERLAP: Final = timedelta(minutes=10)
_TICK: Final = timedelta(milliseconds=1)

SOONEST: Final = timedelta(minutes=1)
LATEST: Final = timedelta(minutes=30)
#: A seat on which something happened an hour ago is asked every six minutes.
_SHARE_OF_IDLENESS: Final = 10
#: So much of the day's calls may go into asking seats whether there is anything new.
_SHARE_OF_DAY: Final = 0.7
_DAY: Final = 86_400


class Aim(StrEnum):
    """Why a span is read."""

    TRACED = "traced"  # somebody who came left something in it
    FORWARD = "forward"  # up to the present
    BACKWARD = "backward"  # what was there before


@dataclass(frozen=True)
class Span:
    aim: Aim
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Reach:
    """How far one seat's feed has been read, and which half days somebody's traces name."""

    read_since: datetime
    read_until: datetime
    traced: Sequence[datetime] = ()


def next_span(reach: Reach, *, now: datetime, longest: timedelta = LONGEST_SPAN) -> Span | None:
    """What to read next: for whom has just come, then the present, then the past; None if all of it has been read."""
    if reach.traced:
        since = min(reach.traced)
        return Span(Aim.TRACED, since, since + LONGEST_SPAN)
    horizon = now - LOOK_BACK
    if reach.read_until < now:
        since = max(reach.read_until - OVERLAP, horizon)
        return Span(Aim.FORWARD, since, min(since + longest, now))
    if reach.read_since > horizon:
        # By half days of UTC, so that seats which came at different times are soon asked for in one call.
        since = half_day_of(reach.read_since - _TICK) - (longest - LONGEST_SPAN)
        return Span(Aim.BACKWARD, max(since, horizon), reach.read_since)
    return None


def half_day_of(moment: datetime) -> datetime:
    """The beginning of the half day, by UTC, in which the moment lies."""
    return moment - (moment - datetime(1970, 1, 1, tzinfo=UTC)) % LONGEST_SPAN


def wanted_wait(*, now: datetime, active_at: datetime | None) -> timedelta:
    """How long to leave a seat alone on which something happened last then."""
    if active_at is None:
        return LATEST
    return min(max((now - active_at) / _SHARE_OF_IDLENESS, SOONEST), LATEST)


def stretched(wait: timedelta, *, wanted_calls: float, day_calls: int) -> timedelta:
    """The wait for which the day's calls suffice: all seats wait longer by the same factor, so none is forgotten.

    ``wanted_calls``: what all seats together would like to have on a day.
    """
    return wait * max(1.0, wanted_calls / max(day_calls * _SHARE_OF_DAY, 1.0))


def wanted_calls_of(wait_seconds: float) -> float:
    """How many calls a day it takes to wait so long between two."""
    return _DAY / max(wait_seconds, 1.0)


def wait_after_failure(attempts: int) -> timedelta:
    """1, 2, 4 … minutes, at most an hour."""
    return min(timedelta(minutes=1) * int(2 ** min(max(attempts - 1, 0), 6)), timedelta(hours=1))
