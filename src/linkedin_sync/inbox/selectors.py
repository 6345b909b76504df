"""What came in from LinkedIn, and what became of it?

Owners and admins see all exports for positions that they may see; everybody sees their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from linkedin_sync.enums import ExportOutcome, ExportReason, ReceiptState
from linkedin_sync.inbox.exports import said_again
from linkedin_sync.models import Export, Receipt
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.positions.selectors import sight_of, visible_positions

if TYPE_CHECKING:
    from recruit.company.models import Teammate


#: A navigation entry counts no further.
_MANY_REFUSED = 100
#: Refused before any position of ours was known: nothing in these rows tells of one.
_OF_NO_POSITION = (ExportReason.UNKNOWN_POSITION, ExportReason.OTHER_COMPANY, ExportReason.MALFORMED)


@dataclass(frozen=True)
class ExportView:
    """One exported person. ``reason`` is a word for machines, ``sentence`` for people."""

    id: int
    at: datetime
    full_name: str
    profile_url: str
    position_public_id: str
    position_name: str
    recruiter_name: str
    is_seat_known: bool
    outcome: str
    outcome_label: str
    reason: str
    reason_label: str
    sentence: str
    person_id: int | None
    process_id: int | None


def exports_page(
    *, teammate: Teammate, outcome: str = "", cursor: str | None = None, limit: int = 50
) -> Page[ExportView]:
    """Exports that this teammate may read, newest first; ``outcome`` is a word of ``ExportOutcome`` or empty."""
    rows = _readable_exports(teammate)
    if outcome in ExportOutcome.values:
        rows = rows.filter(outcome=outcome)
    count = rows.order_by()[: COUNT_LIMIT + 1].count()
    found = list((rows.filter(pk__lt=id_of(cursor)) if cursor else rows).order_by("-id")[: limit + 1])
    visible = set(
        visible_positions(teammate=teammate)
        .filter(public_id__in={row.position_public_id for row in found})
        .values_list("public_id", flat=True)
    )
    return page_of(
        [_view(row, visible) for row in found], limit=limit, key=lambda row: (row.id,), count=count
    )


def refused_export_count(*, teammate: Teammate, after_id: int = 0) -> int:
    """How many refused exports later than that one this teammate may read; a hundred is as good as any more."""
    return refused_exports(teammate=teammate, after_id=after_id).count()


def refused_exports(*, teammate: Teammate, after_id: int = 0) -> QuerySet[Export]:
    """These, in no order."""
    refused = _readable_exports(teammate).filter(outcome=ExportOutcome.REFUSED, pk__gt=after_id)
    return refused.order_by()[:_MANY_REFUSED]


def exports_of_person(*, teammate: Teammate, person_id: int) -> list[ExportView]:
    """The exports that brought or met this person, who is one that the teammate sees; newest first."""
    rows = list(
        Export.objects.filter(company_id=teammate.company_id, person_id=person_id).order_by("-id")[:50]
    )
    visible = set(
        visible_positions(teammate=teammate)
        .filter(public_id__in={row.position_public_id for row in rows})
        .values_list("public_id", flat=True)
    )
    return [_view(row, visible) for row in rows if row.position_public_id in visible]


@dataclass(frozen=True)
class RecruiterLine:
    """What became of one recruiter's exports."""

    recruiter_name: str
    total: int
    created: int
    attached: int
    refused: int


def exports_by_recruiter(
    *, teammate: Teammate, first: date | None = None, after: date | None = None, limit: int = 100
) -> list[RecruiterLine]:
    """Of the exports that this teammate may read, the most first; days are those of UTC, ``after`` is not included."""
    rows = _readable_exports(teammate)
    if first is not None:
        rows = rows.filter(at__gte=datetime.combine(first, time(), tzinfo=UTC))
    if after is not None:
        rows = rows.filter(at__lt=datetime.combine(after, time(), tzinfo=UTC))
    found = (
        rows.order_by()
        .values("recruiter_name")
        .annotate(
            total=Count("id"),
            created=Count("id", filter=Q(outcome=ExportOutcome.CREATED)),
            attached=Count("id", filter=Q(outcome=ExportOutcome.ATTACHED)),
            refused=Count("id", filter=Q(outcome=ExportOutcome.REFUSED)),
        )
    )
    return [
        RecruiterLine(
            row["recruiter_name"] or _("Not known"),
            row["total"],
            row["created"],
            row["attached"],
            row["refused"],
        )
        for row in found.order_by("-total", "recruiter_name")[:limit]
    ]


def _readable_exports(teammate: Teammate) -> QuerySet[Export]:
    """One's own; for owners and admins all others too, but those for positions that they may not see."""
    rows = Export.objects.filter(
        sight_of(teammate=teammate).leaves_out("person_id"), company_id=teammate.company_id
    )
    own = Q(teammate_id=teammate.pk)
    if not company_role_allows(teammate.company_role, Capability.CONFIGURE_INTEGRATIONS):
        return rows.filter(own)
    visible = visible_positions(teammate=teammate).values("public_id")
    nowhere = Q(position_public_id="") | Q(reason__in=_OF_NO_POSITION)
    return rows.filter(own | Q(position_public_id__in=visible) | nowhere)


def _view(row: Export, visible: set[str]) -> ExportView:
    is_visible = row.position_public_id in visible
    return ExportView(
        id=row.pk,
        at=row.at,
        full_name=f"{row.first_name} {row.last_name}".strip() or _("Unknown person"),
        profile_url=row.profile_url,
        position_public_id=row.position_public_id if is_visible else "",
        position_name=row.position_name if is_visible else "",
        recruiter_name=row.recruiter_name,
        is_seat_known=row.seat_id is not None,
        outcome=row.outcome,
        outcome_label=str(ExportOutcome(row.outcome).label),
        reason=row.reason,
        reason_label=str(ExportReason(row.reason).label),
        sentence=said_again(
            row.sentence,
            ExportReason(row.reason),
            person=f"{row.first_name} {row.last_name}".strip(),
            position=row.position_name,
            exporter=row.recruiter_name,
        ),
        person_id=row.person_id,
        process_id=row.process_id,
    )


@dataclass(frozen=True)
class ReceiptView:
    """One notification that came; the body is not shown, it may be anybody's."""

    id: int
    event_id: str
    type: str
    received_at: datetime
    finished_at: datetime | None
    state: str
    state_label: str
    signature_state: str
    reason: str
    reason_label: str
    sentence: str
    attempts: int


#: What an admin wants to see first: notifications that came to no good end.
TROUBLED = (ReceiptState.REFUSED, ReceiptState.FAILED, ReceiptState.EXPIRED, ReceiptState.IGNORED)


def receipts_page(
    *,
    company_id: int,
    states: Sequence[str] = (),
    without_export: bool = False,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[ReceiptView]:
    """Notifications, newest first; with ``states`` only those.

    ``without_export`` leaves out those that an export tells more of, to those who may read it.
    """
    rows = Receipt.objects.filter(company_id=company_id).filter(Q(state__in=states) if states else Q())
    if without_export:
        rows = rows.filter(~Exists(Export.objects.filter(receipt=OuterRef("pk"))))
    count = rows.order_by()[: COUNT_LIMIT + 1].count()
    found = list((rows.filter(pk__lt=id_of(cursor)) if cursor else rows).order_by("-id")[: limit + 1])
    return page_of([_receipt(row) for row in found], limit=limit, key=lambda row: (row.id,), count=count)


def _receipt(row: Receipt) -> ReceiptView:
    return ReceiptView(
        id=row.pk,
        event_id=row.event_id,
        type=row.type,
        received_at=row.received_at,
        finished_at=row.finished_at,
        state=row.state,
        state_label=str(ReceiptState(row.state).label),
        signature_state=row.signature_state,
        reason=row.reason,
        reason_label=str(ExportReason(row.reason).label),
        sentence=_(row.sentence),
        attempts=row.attempts,
    )
