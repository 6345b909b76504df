"""What waits to be sent, and what is parked for a human?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, Subquery
from django.utils.translation import gettext

from linkedin_sync.enums import MarkKind, ParkedReason
from linkedin_sync.models import Connection, Mark
from recruit.base.paging import COUNT_LIMIT, Page, moment_and_id_of, page_of


@dataclass(frozen=True)
class ParkedMark:
    """One record that was given up on until a human looks. ``key`` is our integer id as text, for most kinds."""

    id: int
    kind: str
    kind_label: str
    key: str
    reason: str
    reason_label: str
    text: str
    attempts: int
    parked_at: datetime | None
    #: The latest try, as ``outbox.exchanges`` keeps it; None where LinkedIn was not asked.
    exchange: Mapping[str, Any] | None


def parked_page(*, company_id: int, cursor: str | None = None, limit: int = 50) -> Page[ParkedMark]:
    """Parked marks, the latest parked first: an order that only the index of parked marks has."""
    mine = Subquery(Connection.objects.filter(company_id=company_id).values("id"))
    rows = Mark.objects.filter(connection_id=mine).exclude(parked_reason="").order_by("-parked_at", "-id")
    count = rows[: COUNT_LIMIT + 1].count()
    found = list((rows.filter(_later_than(cursor)) if cursor else rows)[: limit + 1])
    return page_of(
        [_parked(row) for row in found],
        limit=limit,
        key=lambda row: (row.parked_at.isoformat() if row.parked_at else "", row.id),
        count=count,
    )


def _later_than(cursor: str) -> Q:
    """In the list's order: parked before, or at the same moment with a smaller id."""
    at, mark_id = moment_and_id_of(cursor)
    return Q(parked_at__lte=at) & (Q(parked_at__lt=at) | Q(pk__lt=mark_id))


def _parked(row: Mark) -> ParkedMark:
    return ParkedMark(
        id=row.pk,
        kind=row.kind,
        kind_label=str(MarkKind(row.kind).label),
        key=row.our_key,
        reason=row.parked_reason,
        reason_label=str(ParkedReason(row.parked_reason).label),
        text=gettext(row.parked_text),
        attempts=row.attempts,
        parked_at=row.parked_at,
        exchange=row.exchange,
    )
