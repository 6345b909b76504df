"""How long is a middle step, and which months are meant? Counts in, numbers and days out.

The time that steps took is counted in classes, because a million times cannot be sorted while somebody waits. A
quantile is read within its class as if the times in it lay evenly: it is at most one class away from the true one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from recruit.base.texts import number_format

#: Hours between which the classes of time lie. The first class is below the first bound, the last is open.
BOUNDS: Final = (
    1, 2, 4, 8, 12, 24, 36, 48, 72, 96, 120, 168, 240, 336, 504, 720, 1080, 1440, 2160, 4320,
)  # fmt: skip
#: The class of who has entered a step and has not completed it.
NOT_COMPLETED: Final = -1
#: Instead of a source's id: the folded rows of all sources together.
ALL_SOURCES: Final = -1
_HOURS_A_DAY: Final = 24
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Duration:
    """In days. ``is_open``: so long at least; the last class has no upper bound."""

    days: float
    is_open: bool = False


def quantile(classes: Mapping[int, int], share: float) -> Duration | None:
    """The time within which that share of the completed was done; None if nobody completed."""
    counted = {number: count for number, count in classes.items() if number >= 0 and count > 0}
    wanted = sum(counted.values()) * share
    passed = 0.0
    for number in sorted(counted):
        count = counted[number]
        if passed + count >= wanted:
            return _within(number, (wanted - passed) / count)
        passed += count
    return None


def _within(number: int, part: float) -> Duration:
    low = BOUNDS[number - 1] if number > 0 else 0
    if number >= len(BOUNDS):
        return Duration(low / _HOURS_A_DAY, is_open=True)
    return Duration((low + (BOUNDS[number] - low) * part) / _HOURS_A_DAY)


@dataclass(frozen=True)
class Months:
    """Whole months, both included; None is without an end. Each is its first day, and months are those of UTC."""

    first: date | None = None
    last: date | None = None

    @property
    def after(self) -> date | None:
        """The first day that is not meant any more."""
        return None if self.last is None else next_month(self.last)

    def hold(self, month: date) -> bool:
        return (self.first is None or month >= self.first) and (self.last is None or month <= self.last)


def months_of(first: str, last: str) -> Months:
    """As ``2026-11``. What cannot be read is no end; two ends the wrong way round are turned."""
    ends = _month(first), _month(last)
    if ends[0] and ends[1] and ends[0] > ends[1]:
        return Months(ends[1], ends[0])
    return Months(*ends)


def _month(text: str) -> date | None:
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        return None
    with suppress(ValueError):
        return date(int(found[1]), int(found[2]), 1)
    return None


def next_month(month: date) -> date:
    return months_later(month, 1)


def months_later(month: date, number: int) -> date:
    """``number`` may be negative. Never leaves the years that a date can have."""
    index = min(max(month.year * 12 + month.month - 1 + number, 12), 9999 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def last_months(today: date, number: int) -> Months:
    """The present month and those before it, ``number`` in all."""
    this = today.replace(day=1)
    return Months(months_later(this, 1 - number), this)


def share_text(part: int, whole: int) -> str:
    """In percent; empty where there is nothing to share."""
    if whole <= 0:
        return ""
    percent = 100 * part / whole
    told = f"{percent:.0f}" if percent >= 10 or percent == 0 else f"{percent:.1f}"  # noqa: PLR2004 -- two digits are enough
    return f"{number_format(told)} %"
