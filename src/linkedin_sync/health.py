"""How is the connection doing? One look for the settings page, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q

from linkedin_sync.connections.selectors import IntegrationView, connection_of, integrations_of
from linkedin_sync.enums import ConnectionState, ExportOutcome, Lane, MarkKind, ReceiptState
from linkedin_sync.models import Connection, Export, Link, Mark, Receipt
from linkedin_sync.seats.selectors import SeatCounts, seat_counts
from recruit.base import clock


@dataclass(frozen=True)
class KindCount:
    """How many records of one kind are on their way, and how many wait for a human."""

    kind: str
    label: str
    waiting: int
    parked: int


@dataclass(frozen=True)
class Health:
    """The truth of both sides. Lags are zero when nothing waits."""

    state: str
    state_label: str
    state_changed_at: datetime | None
    trouble: str
    is_paused: bool
    organization_urn: str
    contract_urn: str
    integrations: list[IntegrationView]
    seats: SeatCounts
    #: Marks that are due or on their way, and how old the oldest of them is.
    waiting: int
    oldest_waiting: timedelta
    retrying: int
    parked: int
    by_kind: list[KindCount]
    delivered: int
    latest_delivery_at: datetime | None
    #: How long the oldest change of permissions has been on its way to LinkedIn (M-14).
    permission_lag: timedelta
    permissions_synced_at: datetime | None
    receipts_open: int
    receipts_failed: int
    latest_receipt_at: datetime | None
    exports_refused: int

    @property
    def is_connected(self) -> bool:
        return self.state != ConnectionState.NOT_CONNECTED


def overview(*, company_id: int) -> Health:
    connection = connection_of(company_id=company_id) or Connection(company_id=company_id)
    connection_id = connection.pk or 0  # not connected: nothing to count
    now = clock.now()
    marks = _marks(connection_id)
    receipts = _receipts(connection_id)
    # Two statements: the count and the latest each have an index, both together would read every link.
    links = Link.objects.filter(connection_id=connection_id)
    return Health(
        state=connection.state,
        state_label=ConnectionState(connection.state).label,
        state_changed_at=connection.state_changed_at if connection.pk else None,
        trouble=connection.trouble,
        is_paused=connection.paused_at is not None,
        organization_urn=connection.organization_urn,
        contract_urn=connection.contract_urn,
        integrations=integrations_of(company_id=company_id),
        seats=seat_counts(company_id=company_id),
        waiting=marks["waiting"],
        oldest_waiting=_age(marks["oldest"], now),
        retrying=marks["retrying"],
        parked=marks["parked"],
        by_kind=_by_kind(connection_id),
        delivered=links.count(),
        latest_delivery_at=links.aggregate(latest=Max("delivered_at"))["latest"],
        permission_lag=_age(marks["oldest_permission"], now),
        permissions_synced_at=connection.permissions_synced_at,
        receipts_open=receipts["open"],
        receipts_failed=receipts["failed"],
        latest_receipt_at=receipts["latest"],
        exports_refused=Export.objects.filter(company_id=company_id, outcome=ExportOutcome.REFUSED).count(),
    )


def _age(since: datetime | None, now: datetime) -> timedelta:
    return max(now - since, timedelta(0)) if since else timedelta(0)


def _marks(connection_id: int) -> dict[str, Any]:
    waiting = Q(parked_reason="")
    return Mark.objects.filter(connection_id=connection_id).aggregate(
        waiting=Count("id", filter=waiting),
        retrying=Count("id", filter=waiting & ~Q(last_error="")),
        parked=Count("id", filter=~waiting),
        oldest=Min("marked_at", filter=waiting),
        oldest_permission=Min("marked_at", filter=waiting & Q(lane=Lane.VISIBILITY)),
    )


def _by_kind(connection_id: int) -> list[KindCount]:
    """Only kinds of which something waits, in the order in which they are sent."""
    waiting = Q(parked_reason="")
    rows = (
        Mark.objects.filter(connection_id=connection_id)
        .values("kind", "lane")
        .annotate(waiting=Count("id", filter=waiting), parked=Count("id", filter=~waiting))
        .order_by("lane", "kind")
    )
    return [
        KindCount(row["kind"], MarkKind(row["kind"]).label, row["waiting"], row["parked"]) for row in rows
    ]


def _receipts(connection_id: int) -> dict[str, Any]:
    return Receipt.objects.filter(connection_id=connection_id).aggregate(
        open=Count("id", filter=Q(state__in=[ReceiptState.RECEIVED, ReceiptState.WORKING])),
        failed=Count("id", filter=Q(state__in=[ReceiptState.FAILED, ReceiptState.EXPIRED])),
        latest=Max("received_at"),
    )
