"""Which seats does a position have, and what has become of them?"""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from recruit.base.paging import Page, id_of, page_of
from recruit.positions.enums import OpeningStatus
from recruit.positions.models import Opening, Position

_BY_STATUS = {
    OpeningStatus.OPEN: Q(is_open=True),
    OpeningStatus.FILLED: Q(is_open=False, filled_at__isnull=False),
    OpeningStatus.CLOSED: Q(is_open=False, filled_at__isnull=True),
}


def openings_of(*, position: Position) -> list[Opening]:
    """All, the oldest first."""
    return list(_openings(position).order_by("id"))


def open_openings_of(*, position: Position) -> list[Opening]:
    """Those that a hire can fill, the oldest first."""
    return list(_openings(position).filter(is_open=True).order_by("id"))


def opening_of(*, position: Position, public_id: str) -> Opening | None:
    return _openings(position).filter(public_id=public_id).first()


def openings_page(
    *, position: Position, status: str | None = None, after: str | None = None, limit: int = 50
) -> Page[Opening]:
    """Newest first. Nobody counts them here: ``total`` is of this page; ``opening_counts`` says all."""
    rows = _openings(position)
    if status:
        rows = rows.filter(_BY_STATUS[OpeningStatus(status)])
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=len(found))


def opening_counts(*, position: Position) -> dict[str, int]:
    """How many there are, by status. One query."""
    counts = {status.value: Count("id", filter=query) for status, query in _BY_STATUS.items()}
    return dict(_openings(position).aggregate(**counts))


def _openings(position: Position) -> QuerySet[Opening]:
    return Opening.objects.filter(company_id=position.company_id, position=position)
