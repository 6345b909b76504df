"""Which connection does a company have, and whose callback was called?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_noop

from linkedin_sync.connections.states import CONTRACT_TYPES, Outward, outward_of
from linkedin_sync.enums import ConnectionState, IntegrationStatus
from linkedin_sync.models import Connection, Integration
from recruit.base.asking import asked_once
from recruit.base.tenancy import Door, door
from recruit.company.enums import Feature
from recruit.company.selectors import company_of, plan_includes

#: In these states a change is worth a mark; in all others everything is marked once the connection is enabled.
WORTH_MARKING = (ConnectionState.ENABLED, ConnectionState.DEGRADED)


def connection_of(*, company_id: int) -> Connection | None:
    return asked_once(
        ("connection", company_id), lambda: Connection.objects.filter(company_id=company_id).first()
    )


def connection_by_id(*, company_id: int, connection_id: int) -> Connection | None:
    return Connection.objects.filter(company_id=company_id, pk=connection_id).first()


def marking_connection_id(*, company_id: int) -> int | None:
    """The connection that changes are to be marked for, if there is one and somebody has agreed to share."""
    return (
        Connection.objects.filter(company_id=company_id, state__in=WORTH_MARKING, agreed_at__isnull=False)
        .values_list("id", flat=True)
        .first()
    )


def is_in_plan(*, company_id: int) -> bool:
    """Whether the company's plan includes LinkedIn. Where it does not, all is kept, and only deletions run. (M-06)"""
    return plan_includes(company=company_of(company_id=company_id), feature=Feature.SOURCING_INTEGRATION)


def outward(connection: Connection) -> Outward:
    """What may go out now: LinkedIn's admin has enabled it, ours has agreed and has not paused it, and the plan."""
    return outward_of(
        connection.state,
        is_agreed=connection.agreed_at is not None,
        is_paused=connection.paused_at is not None,
        is_in_plan=is_in_plan(company_id=connection.company_id),
        is_removing=connection.removing_at is not None,
    )


def sends(connection: Connection) -> bool:
    """Whether records may be sent now, and whatever else is told to LinkedIn or asked for its sake."""
    return connection.paused_at is None and reads(connection)


def reads(connection: Connection) -> bool:
    """Whether LinkedIn may be read now. A pause holds what is sent, not what is read."""
    return hears_of_closed(connection) and is_in_plan(company_id=connection.company_id)


def hears_of_closed(connection: Connection) -> bool:
    """Whether LinkedIn is asked who has closed the account: what they left here goes, whatever the plan."""
    return connection.state == ConnectionState.ENABLED and connection.agreed_at is not None


@dataclass(frozen=True)
class CallbackTarget:
    """Whose callback address was called, before the company's own context is entered."""

    connection_id: int
    company_id: int
    client_secret: str
    requires_signature: bool
    previous_secret: str = ""
    previous_secret_until: datetime | None = None

    def secrets(self, now: datetime) -> list[str]:
        """What LinkedIn may sign with at this moment."""
        until = self.previous_secret_until
        is_known = bool(self.previous_secret) and until is not None and now < until
        return [self.client_secret, *([self.previous_secret] if is_known else [])]


def callback_target(*, token: str) -> CallbackTarget | None:
    """The owner of a callback address, through the door that shows connections and nothing else, read-only."""
    with door(Door.CALLBACK):
        row = (
            Connection.objects.filter(callback_token=token)
            .values_list(
                "id",
                "company_id",
                "client_secret",
                "requires_signature",
                "previous_secret",
                "previous_secret_until",
            )
            .first()
        )
    return CallbackTarget(*row) if row else None


@dataclass(frozen=True)
class IntegrationView:
    """One integration as we saw it last at LinkedIn."""

    type: str
    title: str
    name: str
    status: str
    status_label: str
    context: str
    checked_at: datetime | None


#: What a person reads for LinkedIn's integration types (integration-types page).
TITLES = {
    "ONE_CLICK_EXPORT": gettext_noop("Export to Recruit"),
    "IN_ATS_INDICATOR": gettext_noop("Recruit's activity on profiles"),
    "PROFILE_PLUGIN": gettext_noop("LinkedIn profile in Recruit"),
    "CSA_API": gettext_noop("Seats, InMail and notes"),
}


def integrations_of(*, company_id: int) -> list[IntegrationView]:
    """In the order in which a person reads them."""
    order = list(TITLES)
    rows = Integration.objects.filter(company_id=company_id)
    return [
        _view(row) for row in sorted(rows, key=lambda row: order.index(row.type) if row.type in order else 99)
    ]


def contracts_of(*, company_id: int) -> list[str]:
    """URNs of the contracts whose seats, InMail and notes may be read, the one authorised first at the beginning."""
    rows = Integration.objects.filter(company_id=company_id, type__in=CONTRACT_TYPES)
    return list(dict.fromkeys(rows.order_by("id").values_list("context", flat=True)))


def _view(row: Integration) -> IntegrationView:
    return IntegrationView(
        type=row.type,
        title=gettext(TITLES.get(row.type, row.type)),
        name=row.name,
        status=row.status,
        status_label=str(IntegrationStatus(row.status).label),
        context=row.context,
        checked_at=row.checked_at,
    )
