"""What does the address of a report ask for, and which list of candidates is behind each of its numbers?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recruit.base import clock
from recruit.hiring.selectors import ANY_ACTIVE, NO_SOURCE
from recruit.positions import selectors as positions
from recruit.reports.rules import Months, last_months, months_of
from recruit.reports.selectors import Wanted
from recruit.sources.enums import SourceType

if TYPE_CHECKING:
    from recruit.positions.models import Position
    from recruit_web.requests import SignedInRequest

_USUAL_MONTHS = 12
#: A word of the address, its label, and how many months it means; 0 is all there are.
PERIODS = (
    ("1", _("This month"), 1),
    ("3", _("3 months"), 3),
    ("12", _("12 months"), 12),
    ("all", _("All time"), 0),
)


@dataclass(frozen=True)
class Asked:
    """``period`` is a word of ``PERIODS``, or empty if two months were chosen."""

    wanted: Wanted
    position: Position | None
    period: str

    @property
    def pairs(self) -> dict[str, str]:
        """What the address says, without what is empty."""
        months = self.wanted.months
        ends = (
            {"period": self.period}
            if self.period
            else {"from": _month(months.first), "to": _month(months.last)}
        )
        found = {**ends, "position": self.wanted.position, "type": self.wanted.source_type}
        return {name: value for name, value in found.items() if value}

    def in_month(self, month: date) -> Asked:
        return replace(self, wanted=replace(self.wanted, months=Months(month, month)), period="")

    def list_behind(self, **more: str) -> str:
        """The address of the candidates whom a number counts."""
        months = self.wanted.months
        query = {
            "position": self.wanted.position,
            "source_type": self.wanted.source_type,
            "started_from": months.first.isoformat() if months.first else "",
            "started_to": (months.after - timedelta(days=1)).isoformat() if months.after else "",
            **more,
        }
        if query.get("source"):
            query.pop("source_type")
        return reverse("persons", query={name: value for name, value in query.items() if value})

    def lists_of(self, **more: str) -> dict[str, str]:
        """An address for each of the outcomes."""
        statuses = {
            "applied": "",
            "active": ANY_ACTIVE,
            "hired": "hired",
            "rejected": "rejected",
            "withdrawn": "withdrawn",
        }
        return {name: self.list_behind(**more, status=status) for name, status in statuses.items()}


def source_key(public_id: str) -> str:
    return public_id or NO_SOURCE


def read_report_address(request: SignedInRequest) -> Asked:
    """What is not understood narrows nothing. At most one query, for the position."""
    given = request.GET
    kind = given.get("type", "")
    position = _position(request, given.get("position", "").strip()[:100])
    chosen = months_of(given.get("from", ""), given.get("to", ""))
    period = given.get("period", "")
    if period not in {word for word, *_rest in PERIODS}:
        period = "" if chosen != Months() else str(_USUAL_MONTHS)
    number = next((number for word, _label, number in PERIODS if word == period), 0)
    months = last_months(clock.now().date(), number) if number else (Months() if period else chosen)
    wanted = Wanted(
        months=months,
        position=position.public_id if position else "",
        source_type=kind if kind in SourceType.values else "",
    )
    return Asked(wanted, position, period)


def _position(request: SignedInRequest, public_id: str) -> Position | None:
    if not public_id:
        return None
    return positions.visible_positions(teammate=request.user).filter(public_id=public_id).first()


def _month(month: date | None) -> str:
    return month.strftime("%Y-%m") if month else ""
