"""Which fields of its own has a company given its positions, and what do they say on one?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recruit.base.asking import asked_once
from recruit.base.typed import shown_value
from recruit.positions.models import Position, PositionField


def position_fields_of(*, company_id: int) -> list[PositionField]:
    """In their order; once a page."""

    def ask() -> list[PositionField]:
        return list(PositionField.objects.filter(company_id=company_id).order_by("order", "id"))

    return list(asked_once(("position fields", company_id), ask))


def position_field(*, company_id: int, public_id: str) -> PositionField | None:
    return PositionField.objects.filter(company_id=company_id, public_id=public_id).first()


@dataclass(frozen=True)
class FieldValue:
    """``value`` as it is kept, ``text`` as people read it."""

    public_id: str
    name: str
    value: str
    text: str


def values_of(position: Position, *, only_public: bool = False) -> list[FieldValue]:
    """What the company's fields say on this position; one query for as many positions as a page shows."""
    return values_in(
        position.custom_values, position_fields_of(company_id=position.company_id), only_public=only_public
    )


def values_in(
    values: Mapping[str, str], fields: Sequence[PositionField], *, only_public: bool = False
) -> list[FieldValue]:
    """Only what says something."""
    return [
        FieldValue(field.public_id, field.name, value, shown_value(field.kind, value))
        for field in fields
        if (value := values.get(field.public_id, "")) and (field.is_public or not only_public)
    ]
