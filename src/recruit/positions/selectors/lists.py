"""Which positions does a list show? Those that the teammate sees, narrowed down, newest first.

A company has thousands of positions, not millions, so words and fields are compared row by row.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.base.typed import NotOfKind, ValueKind, clean_value
from recruit.company.models import Teammate
from recruit.company.selectors import Reader
from recruit.positions.models import Position
from recruit.positions.selectors.fields import position_fields_of
from recruit.positions.selectors.positions import visible_positions

_MOST_CHOICES = 200


@dataclass(frozen=True)
class Narrowed:
    """What a list of positions is narrowed down by beside its status and words; empty: by nothing.

    ``fields``: ids of the company's own fields with what they say; a text is looked for inside, others are equal.
    """

    department: str = ""
    city: str = ""
    workplace_type: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def positions_page(
    *,
    teammate: Reader,
    status: str | None = None,
    query: str = "",
    narrowed: Narrowed = Narrowed(),
    after: str | None = None,
    limit: int = 50,
) -> Page[Position]:
    """Newest first. Every word of the query occurs in a name or in the custom id."""
    positions = _matching(teammate, query, narrowed)
    if status:
        positions = positions.filter(status=status)
    count = positions.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        positions = positions.filter(id__lt=id_of(after))
    rows = list(positions.order_by("-id")[: limit + 1])
    return page_of(rows, limit=limit, key=lambda row: (row.pk,), count=count)


def first_positions(*, teammate: Reader, query: str, limit: int) -> list[Position]:
    """The newest that match the words, for whoever is still typing: nobody counts them. One query."""
    return list(_matching(teammate, query, Narrowed()).order_by("-id")[:limit])


def status_counts(
    *,
    teammate: Teammate,
    query: str = "",
    narrowed: Narrowed = Narrowed(),
) -> dict[str, int]:
    """How many visible positions match, by status. One query."""
    rows = _matching(teammate, query, narrowed).values("status").annotate(number=Count("id"))
    return {row["status"]: row["number"] for row in rows}


def choices_of(*, teammate: Reader, field: str) -> list[str]:
    """What the visible positions say in ``department`` or ``city``, by name; for a list to choose from."""
    positions = visible_positions(teammate=teammate).exclude(**{field: ""})
    return list(positions.order_by(field).values_list(field, flat=True).distinct()[:_MOST_CHOICES])


def _matching(teammate: Reader, query: str, narrowed: Narrowed) -> QuerySet[Position]:
    positions = visible_positions(teammate=teammate)
    for word in query.split():
        positions = positions.filter(
            Q(name__icontains=word) | Q(public_name__icontains=word) | Q(custom_id__icontains=word)
        )
    if narrowed.department:
        positions = positions.filter(department__iexact=narrowed.department)
    if narrowed.city:
        positions = positions.filter(city__iexact=narrowed.city)
    if narrowed.workplace_type:
        positions = positions.filter(workplace_type=narrowed.workplace_type)
    if narrowed.fields:
        positions = _saying(positions, teammate.company_id, dict(narrowed.fields))
    return positions


def _saying(positions: QuerySet[Position], company_id: int, wanted: dict[str, str]) -> QuerySet[Position]:
    """A field that is gone, or a value that it cannot have, is found on no position."""
    fields = {field.public_id: field for field in position_fields_of(company_id=company_id)}
    for place, (public_id, value) in enumerate(wanted.items()):
        field = fields.get(public_id)
        if field is None:
            return positions.none()
        if field.kind == ValueKind.TEXT:
            said = f"said_{place}"
            positions = positions.alias(**{said: KeyTextTransform(public_id, "custom_values")})
            positions = positions.filter(**{f"{said}__icontains": value})
            continue
        try:
            clean = clean_value(field.kind, value, options=[*field.options, value])
        except NotOfKind:
            return positions.none()
        positions = positions.filter(custom_values__contains={public_id: clean})
    return positions
