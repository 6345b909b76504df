"""When is the time over for which somebody is kept? Values in, values out (``domain/recruit.md`` 10)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from recruit.hiring.enums import ProcessStatus
from recruit.hiring.rules import is_active
from recruit.privacy.enums import CandidateKind, ConsentState

#: So long somebody stands on the list before a rule does anything by itself.
GRACE: Final = timedelta(days=7)
LONGEST_MONTHS: Final = 120
#: Nobody agrees to anything for longer; whoever names such a day has mistyped it.
LONGEST_CONSENT: Final = timedelta(days=36_525)


@dataclass(frozen=True)
class Clock:
    """What the moment depends on. ``statuses``: of all their hiring processes.

    ``held_until``: moments until which something holds them: a consent with an end, and what a teammate has decided.
    ``wished_at``: when they asked to be erased, or withdrew their consent.
    """

    last_active_at: datetime
    statuses: Collection[str] = ()
    has_applied: bool = False
    held_until: Collection[datetime] = ()
    wished_at: datetime | None = None


def kind_of(*, statuses: Collection[str], has_applied: bool) -> CandidateKind:
    """What came of them counts more than how they came; whoever withdrew was not rejected."""
    if ProcessStatus.HIRED in statuses:
        return CandidateKind.HIRED
    if ProcessStatus.REJECTED in statuses:
        return CandidateKind.REJECTED
    return CandidateKind.APPLIED if has_applied else CandidateKind.SOURCED


def due_at(clock: Clock, *, months: int | None) -> datetime | None:
    """None: never, as things stand. ``months``: of the rule for their kind, None where there is none.

    What they asked for themselves comes first. Nobody is due while a position considers them; else the latest of all
    clocks counts.
    """
    if clock.wished_at is not None:
        return clock.wished_at
    if months is None or any(is_active(status) for status in clock.statuses):
        return None
    return max([months_after(clock.last_active_at, months), *clock.held_until])


def happens_at(*, due: datetime, rule_set_at: datetime) -> datetime:
    """When the rule does what it says by itself: nobody goes who was not on the list for a week."""
    return max(due, rule_set_at) + GRACE


def months_after(moment: datetime, months: int) -> datetime:
    """The same day of that month, or its last one."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def end_of(day: date) -> datetime:
    """Its last moment, in UTC."""
    return datetime.combine(day, time.max, tzinfo=UTC)


def moment_on(day: date, *, now: datetime) -> datetime:
    """When something was that is told by its day alone: at noon in UTC, which is that day nearly everywhere."""
    return min(now, datetime.combine(day, time(12), tzinfo=UTC))


def consent_state(*, now: datetime, until: datetime | None, withdrawn_at: datetime | None) -> ConsentState:
    if withdrawn_at is not None:
        return ConsentState.WITHDRAWN
    if until is not None and until <= now:
        return ConsentState.OVER
    return ConsentState.HOLDS
