"""Which searches has a teammate kept, which do others share, and which columns does the list show them?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from recruit.base.lookups import distinct_texts
from recruit.company.models import Teammate
from recruit.hiring.enums import SearchedList
from recruit.hiring.models import DefaultSearch, ListColumns, SavedSearch
from recruit.hiring.rules import may_change_search
from recruit.hiring.selectors.processes import processes_in_sight
from recruit.positions.selectors import sight_of

_MOST_SHOWN = 100


@dataclass(frozen=True)
class KeptSearch:
    """``owner_name`` is empty for one's own."""

    public_id: str
    name: str
    query: str
    of: str
    is_shared: bool
    is_own: bool
    may_change: bool
    is_default: bool
    owner_name: str


def searches_of(*, teammate: Teammate, of: SearchedList) -> list[KeptSearch]:
    """One's own and those that the company shares, by name; one query."""
    rows = _seen_by(teammate).filter(of=of)
    return [_kept(row, teammate) for row in rows.order_by("name", "id")[:_MOST_SHOWN]]


def search_with_id(*, teammate: Teammate, public_id: str) -> KeptSearch | None:
    """One's own, or a shared one."""
    row = _seen_by(teammate).filter(public_id=public_id).first()
    return None if row is None else _kept(row, teammate)


def _seen_by(teammate: Teammate) -> QuerySet[SavedSearch]:
    default = DefaultSearch.objects.filter(
        company_id=teammate.company_id, teammate=teammate, search=OuterRef("pk")
    )
    rows = SavedSearch.objects.filter(company_id=teammate.company_id)
    mine = rows.filter(Q(is_shared=True) | Q(owner=teammate))
    return mine.select_related("owner").annotate(is_default=Exists(default))


def _kept(row: SavedSearch, teammate: Teammate) -> KeptSearch:
    is_own = row.owner_id == teammate.pk
    return KeptSearch(
        public_id=row.public_id,
        name=row.name,
        query=row.query,
        of=row.of,
        is_shared=row.is_shared,
        is_own=is_own,
        may_change=may_change_search(
            is_own=is_own, is_shared=row.is_shared, company_role=teammate.company_role
        ),
        is_default=row.is_default,  # type: ignore[attr-defined]  # annotated by ``_seen_by``
        owner_name="" if is_own else row.owner.full_name,
    )


def columns_of(*, teammate: Teammate) -> tuple[str, ...] | None:
    """Nothing if the teammate has never chosen."""
    rows = ListColumns.objects.filter(company_id=teammate.company_id, teammate=teammate)
    columns = rows.values_list("columns", flat=True).first()
    return None if columns is None else tuple(columns)


def step_names(*, teammate: Teammate) -> list[str]:
    """At which steps do people stand on positions that the teammate sees? Two statements, however many they are.

    A discreet position's own steps tell what it is about.
    """
    sight = sight_of(teammate=teammate)
    if sight.seen is not None:
        processes = processes_in_sight(company_id=teammate.company_id, sight=sight)
        named = processes.exclude(current_step_name="").order_by("current_step_name")
        return list(named.values_list("current_step_name", flat=True).distinct())
    names = distinct_texts(
        "hiring_hiringprocess",
        "current_step_name",
        "company_id = %(company)s AND current_step_name <> ''",
        company=teammate.company_id,
    )
    return (
        _names_beside(names, hidden=sight.hidden, company_id=teammate.company_id) if sight.hidden else names
    )


# Each name's first row on another position ends the search for it.
_BESIDE = """
SELECT name FROM unnest(%(names)s::text[]) WITH ORDINALITY AS known (name, place) WHERE EXISTS (
    SELECT 1 FROM hiring_hiringprocess
    WHERE company_id = %(company)s AND current_step_name = name AND current_step_name <> ''
        AND position_id <> ALL (%(hidden)s::bigint[])
) ORDER BY place
"""


def _names_beside(names: list[str], *, hidden: Collection[int], company_id: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, {"names": names, "company": company_id, "hidden": sorted(hidden)})
        return [name for (name,) in cursor.fetchall()]
