"""What becomes of two persons who are one? Who stays, which value of each field, and what has to be decided first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from recruit.duplicates.rules.profiles import ID_NUMBER, Identity

#: What is chosen as one: the parts of a name are not mixed.
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("first_name", "middle_name", "last_name"),
    "headline": ("headline",),
    "employer": ("employer",),
    "location": ("location",),
    "prospect_status": ("prospect_status",),
}
#: Of these the one that is chosen becomes the primary one; nothing is dropped.
CONTACTS: Final = ("email", "phone", "link")
CHOOSABLE: Final = (*PARTS, *CONTACTS)


@dataclass(frozen=True)
class Standing:
    """What speaks for keeping a record: how much it holds, and since when it is there."""

    public_id: str
    filled: int
    processes: int
    created_at: datetime


def default_survivor(one: Standing, other: Standing) -> str:
    """The more complete one, processes first; of two alike the older."""
    first = (one.processes, one.filled, -one.created_at.timestamp())
    second = (other.processes, other.filled, -other.created_at.timestamp())
    return one.public_id if first >= second else other.public_id


def takes_from_lost(chosen: str | None, *, lost: str, survivors_value: str, losts_value: str) -> bool:
    """Whether a field takes the value of the one who goes: by choice, or because the survivor has none."""
    if not losts_value:
        return False
    return chosen == lost if chosen else not survivors_value


def contradiction(one: Sequence[Identity], other: Sequence[Identity]) -> str:
    """The provider by whose word the two are different people; "" if nobody says so.

    Two verified members of one outside network are two members there: whoever has two accounts has to be freed of one
    before. Two numbers of passports or registers are two people.
    """
    return next(
        (
            mine.provider
            for mine in one
            for theirs in other
            if mine.provider == theirs.provider
            and mine.subject != theirs.subject
            and ((mine.verified and theirs.verified) or mine.provider == ID_NUMBER)
        ),
        "",
    )


def undecided(active: Mapping[int, Collection[str]], stopped: Collection[str]) -> list[int]:
    """Positions for which more than one process would go on. ``active``: processes by position, of both persons."""
    return [position for position, found in active.items() if len(set(found) - set(stopped)) > 1]
