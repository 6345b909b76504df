"""Which searches has a teammate kept, which do others share, and which columns does the list show them?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from recruit.base.lookups import distinct_texts
from recruit.company.models import Teammate
from recruit.hiring.models import ListColumns, SavedSearch

_MOST_SHOWN = 100


@dataclass(frozen=True)
class KeptSearch:
    """``owner_name`` is empty for one's own."""

    public_id: str
    name: str
    query: str
    is_shared: bool
    is_own: bool
    owner_name: str


def searches_of(*, teammate: Teammate) -> list[KeptSearch]:
    """One's own and those that the company shares, by name; one query."""
    rows = SavedSearch.objects.filter(company_id=teammate.company_id).filter(
        Q(is_shared=True) | Q(owner=teammate)
    )
    return [
        KeptSearch(
            public_id=row.public_id,
            name=row.name,
            query=row.query,
            is_shared=row.is_shared,
            is_own=row.owner_id == teammate.pk,
            owner_name="" if row.owner_id == teammate.pk else row.owner.full_name,
        )
        for row in rows.select_related("owner").order_by("name", "id")[:_MOST_SHOWN]
    ]


def columns_of(*, teammate: Teammate) -> tuple[str, ...] | None:
    """Nothing if the teammate has never chosen."""
    rows = ListColumns.objects.filter(company_id=teammate.company_id, teammate=teammate)
    columns = rows.values_list("columns", flat=True).first()
    return None if columns is None else tuple(columns)


def step_names(*, company_id: int) -> list[str]:
    """At which steps do people stand? Each name is one step in the index, however many they are."""
    return distinct_texts(
        "hiring_hiringprocess",
        "current_step_name",
        "company_id = %(company)s AND current_step_name <> ''",
        company=company_id,
    )
