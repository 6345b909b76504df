"""How large is the demo? Full for people who look around, small for tests; the named cast is in both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How many there are in the first company and in the world; the second company is always small."""

    teammates: int
    positions: int
    persons: int
    members: int
    known_members: int
    lookalikes: int


SIZES = {
    "full": Size(teammates=60, positions=40, persons=2000, members=1500, known_members=150, lookalikes=90),
    "small": Size(teammates=13, positions=8, persons=60, members=80, known_members=8, lookalikes=5),
}
