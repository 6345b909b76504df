"""Which processes may this teammate count, in the way that costs least?

Nearly all who read reports see every position that is not discreet: for those the tallies answer. Discreet positions
that one sees by a place on their team, a single position, and one's own hidden profile are counted from their few
processes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from recruit.base.errors import NotFound
from recruit.company.enums import Capability
from recruit.company.selectors import actor_of, require_capability
from recruit.hiring.selectors import NO_SOURCE
from recruit.positions.models import Position
from recruit.positions.selectors import Sight, sight_of, visible_positions
from recruit.reports.rules import ALL_SOURCES, Months
from recruit.sources.selectors import source_ids

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.reports.selectors.counting import Kind


@dataclass(frozen=True)
class Wanted:
    """What a report is narrowed down by; ``position`` and ``source`` are public ids, empty is everything."""

    months: Months = field(default_factory=Months)
    position: str = ""
    source_type: str = ""
    source: str = ""


@dataclass(frozen=True)
class Scope:
    """``kinds``: of discreet positions or not, which tallies are added up; ``positions``: counted by themselves."""

    company_id: int
    months: Months
    kinds: tuple[bool, ...]
    positions: tuple[int, ...]
    sources: tuple[int, ...] | None
    sight: Sight

    def read(self, kind: Kind, *, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
        """The sums by those columns, each row ending with its number. One query; none if nothing is seen."""
        pieces = self._pieces(kind)
        if not pieces or self.sources == ():
            return []
        by = ", ".join(columns)
        statement = (
            f"SELECT {by}, sum(number) AS number FROM ({' UNION ALL '.join(pieces)}) AS counted "  # noqa: S608 -- our own constants
            f"GROUP BY {by} HAVING sum(number) <> 0"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, self._values)
            return list(cursor.fetchall())

    def _pieces(self, kind: Kind) -> list[str]:
        pieces = []
        if self.kinds:
            chosen = ", ".join(kind.dimensions)
            tally = (
                f"SELECT {chosen}, number FROM {kind.table} WHERE company_id = %(company)s "  # noqa: S608 -- our own constants
                f"AND is_discreet = ANY(%(kinds)s){self._narrowed('month', 'source_id', of_days=True)}"
            )
            if kind.has_all and self.sources is None:
                pieces += [f"{tally} AND source_id = {ALL_SOURCES}", f"{tally} AND NOT is_folded"]
            else:
                pieces.append(tally)
        narrowed = self._narrowed("p.started_at", "p.source_id", of_days=False)
        if self.positions:
            pieces.append(kind.rows("p.position_id = ANY(%(positions)s::bigint[])" + narrowed))
        if pieces and self.sight.without_person is not None:
            pieces.append(kind.rows(f"p.person_id = %(without)s AND {self._seen}{narrowed}", sign=-1))
        return pieces

    @property
    def _seen(self) -> str:
        if not self.kinds:
            return "p.position_id = ANY(%(positions)s::bigint[])"
        return "p.position_id <> ALL(%(hidden)s::bigint[])"

    def _narrowed(self, moment: str, source: str, *, of_days: bool) -> str:
        """The tallies know a month by its day; a process begins at a moment, and without a source it has none."""
        kind = "date" if of_days else "timestamp AT TIME ZONE 'UTC'"
        words = ""
        if self.months.first:
            words += f" AND {moment} >= %(first)s::{kind}"
        if self.months.after:
            words += f" AND {moment} < %(after)s::{kind}"
        if self.sources is not None:
            words += f" AND COALESCE({source}, 0) = ANY(%(sources)s::bigint[])"
        return words

    @property
    def _values(self) -> dict[str, Any]:
        return {
            "company": self.company_id,
            "kinds": list(self.kinds),
            "positions": list(self.positions),
            "hidden": sorted(self.sight.hidden),
            "without": self.sight.without_person,
            "sources": list(self.sources or ()),
            "first": self.months.first,
            "after": self.months.after,
        }


def scope_of(*, teammate: Teammate, wanted: Wanted) -> Scope:
    """Refuses with ``NotAllowed`` without the right to read reports, with ``NotFound`` for a position not seen."""
    require_capability(
        company_id=teammate.company_id, actor=actor_of(teammate), capability=Capability.VIEW_REPORTS
    )
    sight = sight_of(teammate=teammate)
    kinds, positions = _seen_by(teammate, sight)
    if wanted.position:
        found = (
            visible_positions(teammate=teammate)
            .filter(public_id=wanted.position)
            .values_list("id", flat=True)
        )
        kinds, positions = (), tuple(found)
        if not positions:
            raise NotFound(_("There is no such position, or you may not view it."))
    return Scope(teammate.company_id, wanted.months, kinds, positions, _sources(teammate, wanted), sight)


def _seen_by(teammate: Teammate, sight: Sight) -> tuple[tuple[bool, ...], tuple[int, ...]]:
    if sight.seen is not None:
        return (), tuple(sorted(sight.seen))
    if not sight.hidden:
        return (False, True), ()
    discreet = Position.objects.filter(company_id=teammate.company_id, is_discreet=True)
    mine = discreet.exclude(pk__in=sight.hidden).values_list("id", flat=True)
    return (False,), tuple(mine)


def _sources(teammate: Teammate, wanted: Wanted) -> tuple[int, ...] | None:
    if wanted.source == NO_SOURCE:
        return (0,)
    if not wanted.source and not wanted.source_type:
        return None
    return tuple(source_ids(company_id=teammate.company_id, public_id=wanted.source, type=wanted.source_type))
