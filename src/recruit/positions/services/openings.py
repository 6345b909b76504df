"""How does a hire fill an opening, and how does it become free again?"""

from __future__ import annotations

from recruit.base import clock
from recruit.base.errors import Refusal
from recruit.positions.enums import PositionStatus
from recruit.positions.models import Opening, Position


class OpeningTaken(Refusal):
    """Somebody else was hired for it, or it was closed with its position."""

    code = "opening_taken"


def opening_to_fill(*, position: Position, public_id: str | None) -> Opening | None:
    """The open one of that public id, or the oldest for None; nothing for "". Refuses with ``OpeningTaken``."""
    if public_id == "":
        return None
    rows = Opening.objects.filter(company_id=position.company_id, position=position, is_open=True)
    if public_id is not None:
        rows = rows.filter(public_id=public_id)
    found = rows.select_for_update().order_by("id").first()
    if found is None and public_id is not None:
        raise OpeningTaken(
            f"That opening of {position.name} is filled or closed already. Choose another one, or none."
        )
    return found


def settle_opening(*, company_id: int, released: int | None, filled: int | None) -> None:
    """One process let go of an opening, or took one, or both. Refuses with ``OpeningTaken`` what another has taken."""
    if released == filled:
        return
    if released is not None:
        free = Opening.objects.filter(company_id=company_id, pk=released)
        status = free.values_list("position__status", flat=True).first()
        free.update(is_open=status == PositionStatus.OPEN, filled_at=None)
    if filled is not None:
        free = Opening.objects.filter(company_id=company_id, pk=filled, filled_at__isnull=True)
        if not free.update(is_open=False, filled_at=clock.now()):
            raise OpeningTaken("Somebody else was hired for that opening meanwhile. Choose another one.")
