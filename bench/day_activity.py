"""What happens on the seats of a recruiting team in a few days? Messages by chance, the same for the same seed.

Recruiters in four time zones work in sittings, and write several InMails in each; a quarter of these is answered, half
of the answers within four hours and never at the member's night; half of the answers lead to a conversation. A seat is
*active* in an hour in which a message is written or answered on it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from linkedin_sync.enums import Feed

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
#: Hours before UTC, and how many of a hundred seats are there.
OFFICES: Final = ((-5.0, 30), (0.0, 20), (1.0, 30), (5.5, 20))
Uses = tuple[tuple[float, int], ...]
#: Sittings a day, and how many of a hundred seats have so many: a third of the seats does nearly all.
STEADY: Final[Uses] = ((8.0, 38), (0.2, 62))
#: The same recruiters all use it a little: nobody knows on which seat the next message comes.
SCATTERED: Final[Uses] = ((2.3, 100),)
#: Of a hundred seats so many are used on a day.
_AT_WORK: Final = 0.8
_FROM, _TO = 8.5, 18.0
_ANSWERED, _GOES_ON, _SHARED, _NOTED = 0.25, 0.5, 0.5, 0.4
_MORNING, _NIGHT = 7.0, 23.0


@dataclass(frozen=True)
class Message:
    """``at``: seconds since the first day began, UTC."""

    at: float
    seat: int
    is_from_member: bool = False
    feed: Feed = Feed.INMAIL


class Team:
    def __init__(self, seats: int, *, days: int, uses: Uses = STEADY, seed: int = 7) -> None:
        self._chance = random.Random(seed)  # noqa: S311 -- the same day for the same seed
        self._days = days
        self._uses = self._chance.choices([each for each, _ in uses], [many for _, many in uses], k=seats)
        self.offsets = self._chance.choices([o for o, _ in OFFICES], [n for _, n in OFFICES], k=seats)
        self.messages: list[Message] = []
        for seat in range(seats):
            self.messages.extend(self._of_seat(seat))
        self.messages.sort(key=lambda message: (message.at, message.seat))

    def _of_seat(self, seat: int) -> Iterator[Message]:
        # The first day is also what was written before: its answers arrive on the others.
        for day in range(-1, self._days):
            if self._chance.random() < _AT_WORK:
                for start in self._starts(seat, day):
                    yield from self._sitting(seat, start)

    def _starts(self, seat: int, day: int) -> list[float]:
        midnight = day * DAY - self.offsets[seat] * HOUR
        found: list[float] = []
        at = midnight + _FROM * HOUR + self._chance.expovariate(self._uses[seat] / (_TO - _FROM)) * HOUR
        while at < midnight + _TO * HOUR:
            found.append(at)
            at += self._chance.expovariate(self._uses[seat] / (_TO - _FROM)) * HOUR
        return found

    def _sitting(self, seat: int, start: float) -> Iterator[Message]:
        at = start
        for _ in range(1 + int(self._chance.expovariate(1 / 5.0))):
            yield from self._kept(Message(at, seat))
            if self._chance.random() < _ANSWERED:
                yield from self._answers(seat, at)
            at += self._chance.expovariate(1 / 240.0)

    def _answers(self, seat: int, since: float) -> Iterator[Message]:
        at = self._awake(seat, since + self._chance.lognormvariate(9.57, 1.2))  # the median is four hours
        yield from self._kept(Message(at, seat, is_from_member=True))
        if self._chance.random() < _SHARED:
            yield from self._kept(Message(at, seat, is_from_member=True, feed=Feed.CONTACTS))
        if self._chance.random() < _NOTED:
            noted = self._at_work(seat, at + self._chance.lognormvariate(7.2, 1.0))
            yield from self._kept(Message(noted, seat, feed=Feed.NOTES))
        while self._chance.random() < _GOES_ON:
            at = self._at_work(seat, at + self._chance.lognormvariate(7.2, 1.0))  # 22 minutes
            yield from self._kept(Message(at, seat))
            if self._chance.random() < _GOES_ON:
                return
            at = self._awake(seat, at + self._chance.lognormvariate(7.5, 1.2))  # half an hour
            yield from self._kept(Message(at, seat, is_from_member=True))

    def _kept(self, message: Message) -> Iterator[Message]:
        if 0 <= message.at < self._days * DAY:
            yield message

    def _awake(self, seat: int, at: float) -> float:
        return self._within(seat, at, _MORNING, _NIGHT)

    def _at_work(self, seat: int, at: float) -> float:
        return self._within(seat, at, _FROM, _TO)

    def _within(self, seat: int, at: float, begin: float, end: float) -> float:
        """The same moment, or one in the first two hours of the next time of day that fits."""
        hour = (at / HOUR + self.offsets[seat]) % 24
        if begin <= hour < end:
            return at
        return at + ((begin - hour) % 24 + self._chance.uniform(0, 2)) * HOUR

    def active_by_hour(self, day: int) -> list[int]:
        """How many seats are active in each of the day's hours, UTC."""
        seats: defaultdict[int, set[int]] = defaultdict(set)
        for message in self.messages:
            if day * DAY <= message.at < (day + 1) * DAY and message.feed is Feed.INMAIL:
                seats[int((message.at - day * DAY) // HOUR)].add(message.seat)
        return [len(seats[hour]) for hour in range(24)]
