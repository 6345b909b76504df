"""How is a tally counted from the processes themselves? For making it anew, and for a few positions at a time."""

# ruff: noqa: S608 -- the statements are put together from our own constants; every value is a parameter

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from recruit.reports.rules import ALL_SOURCES, BOUNDS, NOT_COMPLETED

_MONTH: Final = "date_trunc('month', p.started_at AT TIME ZONE 'UTC')::date"
_BOUNDS: Final = ", ".join(str(bound) for bound in BOUNDS)
_DURATION: Final = (
    f"CASE WHEN s.state <> 'completed' OR s.completed_at IS NULL THEN {NOT_COMPLETED} ELSE width_bucket("
    f"(extract(epoch FROM s.completed_at - s.entered_at) / 3600)::float8, ARRAY[{_BOUNDS}]::float8[]) END"
)


@dataclass(frozen=True)
class Kind:
    """One tally: its table, what its cells are told apart by, and how each is read from a process ``p``."""

    table: str
    columns: tuple[tuple[str, str], ...]
    source: str
    condition: str = "true"
    #: Its folded rows are there once more for all sources together.
    has_all: bool = False

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    def rows(self, where: str, *, sign: int = 1) -> str:
        """One row a process or step, of the processes ``p`` for which ``where`` holds."""
        chosen = ", ".join(f"{expression} AS {name}" for name, expression in self.columns)
        return f"SELECT {chosen}, {sign} AS number FROM {self.source} WHERE {where} AND {self.condition}"

    @property
    def of_all(self) -> str:
        """The columns of a cell, with the source of all."""
        return ", ".join(str(ALL_SOURCES) if name == "source_id" else name for name in self.dimensions)

    @property
    def all_cells(self) -> str:
        """Each cell of the company %(company)s with its number."""
        chosen = ", ".join(f"{expression} AS {name}" for name, expression in self.columns)
        by = ", ".join(str(place) for place in range(1, len(self.columns) + 2))
        return (
            f"SELECT o.is_discreet, {chosen}, count(*) AS number FROM {self.source} "
            "JOIN positions_position AS o ON o.id = p.position_id "
            f"WHERE p.company_id = %(company)s AND {self.condition} GROUP BY {by}"
        )


PROCESSES: Final = Kind(
    "reports_processtally",
    (
        ("month", _MONTH),
        ("source_id", "COALESCE(p.source_id, 0)"),
        ("contact_id", "COALESCE(p.source_contact_id, 0)"),
        ("status", "p.status"),
    ),
    "hiring_hiringprocess AS p",
)
STEPS: Final = Kind(
    "reports_steptally",
    (
        ("month", _MONTH),
        ("source_id", "COALESCE(p.source_id, 0)"),
        ("step", "s.name"),
        ("place", 's."order"'),
        ("duration", _DURATION),
    ),
    "hiring_hiringprocess AS p JOIN hiring_processstep AS s ON s.process_id = p.id",
    "s.entered_at IS NOT NULL",
    has_all=True,
)
