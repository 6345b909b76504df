"""Which spans of time of a feed are read? Values in, values out.

Spans overlap a little: what LinkedIn files late, or at the very bound, is met by the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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


def spans_of(reaches: Mapping[int, Reach], *, now: datetime, longest: timedelta) -> dict[Span, list[int]]:
    """What is read next of each, and who is read together: the same span of a feed is one call."""
    found: defaultdict[Span, list[int]] = defaultdict(list)
    for key, reach in reaches.items():
        span = next_span(reach, now=now, longest=longest)
        if span is not None:
            found[span].append(key)
    return dict(sorted(found.items(), key=lambda item: item[0].since))
