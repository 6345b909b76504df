"""How much of LinkedIn's throttle may be used now, and when again? Values in, values out.

LinkedIn counts records per minute, and does not say whether by the clock's minute or over the last sixty seconds. Who
never sends more than the limit within any sixty seconds is right in both cases: that is what is counted here. History
also keeps a pace, so that a live change need not wait until a minute that history has used up is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

WINDOW: Final = timedelta(seconds=60)
#: Records are counted in fiftieths of a second.
SLOT: Final = timedelta(milliseconds=20)
#: LinkedIn counts a call when it arrives, which is a little after we have counted it. A call that took longer is
#: counted anew, as of its answer (``services.count_as_answered``).
SLACK: Final = timedelta(milliseconds=100)
#: From the beginning of its slot a record counts so long: then it is surely out of LinkedIn's minute.
HELD: Final = WINDOW + SLOT + SLACK

#: Records a minute that history never touches.
LIVE_RECORDS: Final = 10
#: A little faster than evenly: what waits for its pace is lost, what waits for room is not.
_EAGER: Final = 1.03
#: The fifth of a minute that history may use without any pace: a small one is there at once.
_UNPACED_SHARE: Final = 5
#: A call for fewer records than fit is made only if it has so many, and what is free in a moment would not fill it.
_LEAST_RECORDS: Final = 50
_A_MOMENT: Final = timedelta(milliseconds=300)
_MOST_RECORDS: Final = 100
#: Who has used up a day asks the next one a little late: LinkedIn's midnight need not be ours.
_MIDNIGHT_GRACE: Final = timedelta(seconds=30)


@dataclass(frozen=True)
class Slot:
    """Records that were sent within a fiftieth of a second that began ``at``."""

    at: datetime
    records: int


@dataclass(frozen=True)
class Usage:
    """What was sent to one resource lately; ``slots`` of the last minute, the oldest first."""

    now: datetime
    slots: Sequence[Slot] = ()
    calls_today: int = 0
    closed_until: datetime | None = None

    @property
    def records(self) -> int:
        return sum(slot.records for slot in self.slots if slot.at + HELD > self.now)


@dataclass(frozen=True)
class Limits:
    """LinkedIn's throttle of one application, per resource."""

    minute_records: int
    day_calls: int
    #: Percent of the day's calls that history leaves to live changes.
    reserve_percent: int

    @property
    def history_records(self) -> int:
        """Records a minute for history."""
        return self.minute_records - min(LIVE_RECORDS, self.minute_records // 10)

    @property
    def history_calls(self) -> int:
        """Calls a day for history."""
        return self.day_calls * (100 - self.reserve_percent) // 100

    def records_for(self, *, is_backfill: bool) -> int:
        return self.history_records if is_backfill else self.minute_records

    def calls_for(self, *, is_backfill: bool) -> int:
        return self.history_calls if is_backfill else self.day_calls


@dataclass(frozen=True)
class Room:
    """So many records of history may be sent now; if none, ask again ``at``."""

    records: int
    at: datetime


def history_room(usage: Usage, limits: Limits, *, wanted: int = _MOST_RECORDS) -> Room:
    """Whole calls where there is room for ``wanted`` records; what is left over goes by itself if nothing joins it."""
    if usage.closed_until is not None and usage.closed_until > usage.now:
        return Room(0, usage.closed_until)
    calls = max(1, -(-wanted // _MOST_RECORDS))
    if usage.calls_today + calls > limits.history_calls:
        return Room(0, next_day(usage.now))
    wanted = max(1, min(wanted, limits.history_records // 4))
    free = limits.history_records - usage.records
    if free >= wanted:
        unit = min(wanted, _MOST_RECORDS)
        return Room(free // unit * unit, usage.now)
    # What is left over would stay so, minute for minute: who waits for much must take it, too, as whole calls.
    least = min(_LEAST_RECORDS, wanted) if wanted <= _MOST_RECORDS else _MOST_RECORDS
    if free >= least and not _is_worth_waiting(free, freed_within(usage, _A_MOMENT), wanted):
        return Room(free // _MOST_RECORDS * _MOST_RECORDS or free, usage.now)
    return Room(0, moment_with_room(usage, limit=limits.history_records, wanted=wanted))


def _is_worth_waiting(free: int, soon: int, wanted: int) -> bool:
    """Whether what is free soon makes more of what is free now: another full call or, for many, one batch of it all.

    A whole call that comes back does not: it is sent as it is, and what was left over before is left over again.
    """
    if wanted > _MOST_RECORDS:
        return soon > 0
    return (free + soon) // wanted > soon // wanted


def freed_within(usage: Usage, span: timedelta) -> int:
    """Records that are counted now and will not be any more after this span."""
    return sum(slot.records for slot in usage.slots if usage.now < slot.at + HELD <= usage.now + span)


def moment_with_room(usage: Usage, *, limit: int, wanted: int) -> datetime:
    """When there is room for so many records, if nobody sends anything until then."""
    missing = usage.records + wanted - limit
    for slot in sorted(usage.slots, key=lambda slot: slot.at):
        if missing <= 0:
            break
        if slot.at + HELD > usage.now:
            missing -= slot.records
            if missing <= 0:
                return slot.at + HELD
    return usage.now if missing <= 0 else usage.now + WINDOW


def pace(usage: Usage, limits: Limits, *, records: int) -> timedelta:
    """How long history rests after it has sent so many records; ``usage`` is from before.

    Evenly, so that room comes back evenly, too: whatever is sent in a rush comes back in a rush a minute later, and a
    live change in between finds nothing free.
    """
    if (usage.records + records) * _UNPACED_SHARE <= limits.history_records:
        return timedelta(0)
    return records * WINDOW / (limits.history_records * _EAGER)


def slot_of(moment: datetime) -> datetime:
    """The beginning of the slot in which the moment lies."""
    return moment - (moment - datetime(1970, 1, 1, tzinfo=UTC)) % SLOT


def next_day(now: datetime) -> datetime:
    """LinkedIn's day begins at midnight UTC."""
    tomorrow = now.astimezone(UTC).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), UTC) + _MIDNIGHT_GRACE


def expected_seconds(records: dict[str, int], limits: Limits, *, records_per_second: float) -> float:
    """How long a history of so many records per resource takes, all resources side by side.

    The slowest of three: a resource's minutes, its days' calls, and the machine, which sends two calls at a time.
    """
    return max(
        sum(records.values()) / records_per_second,
        *(_seconds_of_resource(count, limits) for count in records.values()),
        0.0,
    )


def _seconds_of_resource(records: int, limits: Limits) -> float:
    calls = -(-records // _MOST_RECORDS)
    full_days = max(0, calls - 1) // max(limits.history_calls, 1)
    left = records - full_days * limits.history_calls * _MOST_RECORDS
    return full_days * 86_400 + left / limits.history_records * 60
