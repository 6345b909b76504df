"""How large is a seeded company, and how uneven? A few numbers from which all others follow."""

from __future__ import annotations

from dataclasses import dataclass

_PERSONS_PER_POSITION = 50
_LARGEST = 5_000
_LARGEST_SHARE = 10
_TEAMMATES = 500


@dataclass(frozen=True)
class Shape:
    """``largest``: so many persons are considered for the first position; each further one has fewer than the last."""

    persons: int
    positions: int
    teammates: int
    largest: int

    @property
    def every(self) -> int:
        """Every so manieth person is considered for the largest position."""
        return max(1, self.persons // max(1, self.largest))


def shape_of(persons: int) -> Shape:
    """A million candidates have 20,000 positions, the largest with 5,000 of them, and 500 teammates."""
    return Shape(
        persons=persons,
        positions=max(8, persons // _PERSONS_PER_POSITION),
        teammates=max(8, min(_TEAMMATES, persons // 100)),
        largest=max(1, min(_LARGEST, persons // _LARGEST_SHARE)),
    )
