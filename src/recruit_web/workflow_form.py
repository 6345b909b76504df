"""How is a workflow written in a form? A row for each step; a position's page and a candidate's own steps share it.

Each row has a key, posted under ``row`` in the order of the page; its fields end in that key. Without scripts a row is
moved by its number, taken out by its box, and one empty row waits for a new step; with them rows are dragged, moved by
buttons and added from templates, and the numbers follow by themselves.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from recruit.positions.enums import StepType
from recruit.positions.services import WantedStep

if TYPE_CHECKING:
    from django.http import QueryDict

    from recruit.company.models import Teammate

#: More rows than any workflow may have: what is sent beyond them was not typed by hand.
_MOST_ROWS = 100
_LONGEST_NUMBER = 4


@dataclass(frozen=True)
class Row:
    """One step in the form. ``who`` are teammates' public ids; ``problem`` is the domain's sentence about this row."""

    key: str
    name: str = ""
    type: str = StepType.GO_NO_GO.value
    beside: bool = False
    instructions: str = ""
    who: frozenset[str] = field(default_factory=frozenset)
    problem: str = ""
    place: int = 0

    @property
    def is_new(self) -> bool:
        return self.key.startswith("new")


def new_key() -> str:
    return f"new{secrets.token_hex(4)}"


def rows_posted(posted: QueryDict) -> list[Row]:
    """What stands in the form, in the order that the numbers say; rows to be removed and empty ones are left out."""
    rows = []
    for at, key in enumerate(posted.getlist("row")[:_MOST_ROWS]):
        row = Row(
            key=key,
            name=posted.get(f"name-{key}", "").strip(),
            type=posted.get(f"type-{key}", ""),
            beside=f"beside-{key}" in posted,
            instructions=posted.get(f"instructions-{key}", ""),
            who=frozenset(posted.getlist(f"who-{key}")),
            place=_place(posted.get(f"place-{key}", ""), at),
        )
        is_blank = row.is_new and not row.name
        if not is_blank and f"remove-{key}" not in posted:
            rows.append(row)
    return sorted(rows, key=lambda row: row.place)


def _place(said: str, at: int) -> int:
    return int(said) if said.isdecimal() and len(said) <= _LONGEST_NUMBER else at + 1


def wanted_steps(rows: Sequence[Row], *, teammates: Sequence[Teammate]) -> list[WantedStep]:
    """For the domain; whoever is chosen but not among the teammates offered is nobody's id, and is refused there."""
    ids: Mapping[str, int] = {teammate.public_id: teammate.pk for teammate in teammates}
    return [
        WantedStep(
            name=row.name,
            type=row.type,
            public_id="" if row.is_new else row.key,
            beside_previous=row.beside,
            instructions=row.instructions,
            participants=tuple(ids.get(public_id, 0) for public_id in row.who),
        )
        for row in rows
    ]


def with_problem(rows: Sequence[Row], place: object, sentence: str) -> list[Row]:
    """The rows again, with the sentence at the one that it is about."""
    return [
        Row(**{**row.__dict__, "problem": sentence}) if at == place else row
        for at, row in enumerate(rows, start=1)
    ]


def choices(teammates: Sequence[Teammate]) -> dict[str, Any]:
    """What the rows offer to choose from."""
    return {"types": StepType.choices, "teammates": teammates}
