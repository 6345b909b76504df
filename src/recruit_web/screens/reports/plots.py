"""How are numbers drawn? As rectangles with whole coordinates, which a template writes as SVG; without a script.

Every plot stands beside the same numbers as text: what is drawn is hidden from screen readers, what is written is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from recruit.reports.rules import Duration, months_later
from recruit.reports.selectors import MonthLine, Outcomes

#: Bars are drawn in thousandths of their line's width; the picture is stretched to the line.
WIDTH: Final = 1000
_HEIGHT, _MOST_COLUMNS = 120, 60


@dataclass(frozen=True)
class Piece:
    """One rectangle; ``css`` names its colour."""

    x: int
    width: int
    css: str


def bar(parts: Sequence[tuple[int, str]], *, most: int) -> list[Piece]:
    """Parts beside each other, from the left; ``most`` is what fills the whole line."""
    pieces, done = [], 0
    for number, css in parts:
        start, end = _place(done, most), _place(done + number, most)
        # What is there at all is seen.
        pieces.append(Piece(start, max(end - start, 4 if number > 0 else 0), css))
        done += number
    return [piece for piece in pieces if piece.width]


def outcome_bar(outcomes: Outcomes, *, most: int) -> list[Piece]:
    ended = outcomes.rejected + outcomes.withdrawn
    return bar([(outcomes.hired, "hired"), (outcomes.active, "active"), (ended, "ended")], most=most)


def step_bar(reached: int, completed: int, *, most: int) -> list[Piece]:
    return bar([(completed, "completed"), (reached - completed, "ended")], most=most)


def time_bar(middle: Duration | None, high: Duration | None, *, longest: float) -> list[Piece]:
    if middle is None or high is None:
        return []
    half = _place(middle.days, longest)
    return [Piece(0, max(half, 4), "middle"), Piece(half, max(_place(high.days, longest) - half, 4), "high")]


def _place(value: float, most: float) -> int:
    return round(WIDTH * value / most) if most > 0 else 0


@dataclass(frozen=True)
class Column:
    """One month: how high its bars are, counted from the top of the picture, and what it says."""

    month: date
    outcomes: Outcomes
    x: int
    width: int
    applied_y: int
    applied_height: int
    hired_y: int
    hired_height: int


@dataclass(frozen=True)
class Columns:
    columns: list[Column]
    width: int
    height: int
    most: int


def columns_of(lines: Sequence[MonthLine]) -> Columns:
    """The latest five years, with the months in which nobody came between."""
    if not lines:
        return Columns([], WIDTH, _HEIGHT, 0)
    by_month: Mapping[date, Outcomes] = {line.month: line.outcomes for line in lines}
    last = max(by_month)
    first = max(min(by_month), months_later(last, 1 - _MOST_COLUMNS))
    number = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [months_later(first, place) for place in range(number)]
    most = max(by_month[month].applied if month in by_month else 0 for month in months)
    step = min(WIDTH // number, 80)
    return Columns(
        [
            _column(month, by_month.get(month, Outcomes()), place, step, most)
            for place, month in enumerate(months)
        ],
        step * number,
        _HEIGHT,
        most,
    )


def _column(month: date, outcomes: Outcomes, place: int, step: int, most: int) -> Column:
    applied, hired = (_tall(number, most) for number in (outcomes.applied, outcomes.hired))
    width = max(step * 3 // 4, 1)
    return Column(month, outcomes, place * step, width, _HEIGHT - applied, applied, _HEIGHT - hired, hired)


def _tall(number: int, most: int) -> int:
    return max(round(_HEIGHT * number / most), 2) if number > 0 and most > 0 else 0
