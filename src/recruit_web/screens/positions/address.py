"""What does the address of the list of positions ask for? All that it shows stands there, to be kept and sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from recruit.base.typed import NotOfKind, ValueKind, clean_value, shown_value
from recruit.positions.enums import PositionStatus, WorkplaceType
from recruit.positions.selectors import Narrowed
from recruit_web.chips import Chip

if TYPE_CHECKING:
    from recruit.positions.models import PositionField

_LONGEST = 100
ALL = "all"
_TEXTS = ("q", "department", "city", "workplace")


@dataclass(frozen=True)
class Address:
    """What was asked for. ``pairs``: the parameters that were understood, without a page; others are dropped unsaid."""

    pairs: tuple[tuple[str, str], ...]
    narrowed: Narrowed
    chips: tuple[Chip, ...]

    @property
    def query(self) -> str:
        """The part of the address after the ``?``."""
        return urlencode(self.pairs)

    @property
    def values(self) -> dict[str, str]:
        return dict(self.pairs)

    @property
    def words(self) -> str:
        return self.values.get("q", "")

    @property
    def status(self) -> str | None:
        """None for all."""
        said = self.values["status"]
        return None if said == ALL else said

    def but(self, **changes: str) -> str:
        """The same with other values; an empty one takes a parameter away."""
        values = {**self.values, **changes}
        return urlencode([(name, value) for name, value in values.items() if value])


def read_address(given: QueryDict, fields: Sequence[PositionField]) -> Address:
    """Without a status, the open ones. ``fields``: the company's own."""
    status = given.get("status", PositionStatus.OPEN.value)
    pairs = [("status", status if status in PositionStatus.values else ALL)]
    texts = {name: given.get(name, "").strip()[:_LONGEST] for name in _TEXTS}
    if texts["workplace"] not in WorkplaceType.values:
        texts["workplace"] = ""
    pairs += [(name, text) for name, text in texts.items() if text]
    own = [(field, _said(field, given.get(field.public_id, ""))) for field in fields]
    pairs += [(field.public_id, value) for field, value in own if value]
    narrowed = Narrowed(
        department=texts["department"],
        city=texts["city"],
        workplace_type=texts["workplace"],
        fields=tuple((field.public_id, value) for field, value in own if value),
    )
    labels = {
        "department": (_("Department"), texts["department"]),
        "city": (_("City"), texts["city"]),
        "workplace": (_("Workplace"), str(dict(WorkplaceType.choices).get(texts["workplace"], ""))),
        **{field.public_id: (field.name, shown_value(field.kind, value)) for field, value in own},
    }
    chips = tuple(
        Chip(*labels[name], urlencode([pair for pair in pairs if pair[0] != name]))
        for name, _ in pairs
        if name in labels
    )
    return Address(tuple(pairs), narrowed, chips)


def _said(field: PositionField, text: str) -> str:
    """A text is looked for as it is; what the kind cannot be narrows nothing. A choice may be one of old."""
    text = text.strip()[:_LONGEST]
    if field.kind in (ValueKind.TEXT, ValueKind.CHOICE):
        return text
    try:
        return clean_value(field.kind, text)
    except NotOfKind:
        return ""
