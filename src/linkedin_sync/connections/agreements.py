"""Who has agreed to what being shared, and when? Nothing is sent before somebody has; each agreement is kept.

An agreement is the set of choices, with how much there was to be shared when it was given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_sync.connections.events import ConnectionEnabled, SharingChanged
from linkedin_sync.connections.services import begin_connection, locked_connection
from linkedin_sync.enums import ConnectionState, JobAvailability, Shares
from linkedin_sync.models import Agreement, Connection
from recruit.base import clock, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.events import publish

#: Years of closed positions that may be chosen. LinkedIn certifies no less than two; None is all of them.
YEARS: Final = (None, 10, 5, 3, 2)
_YEAR: Final = timedelta(days=365.25)


@dataclass(frozen=True)
class Choices:
    """What is shared. ``history_years``: how long ago a position may have been closed; None: however long."""

    shares: Shares = Shares.ALL
    availability: JobAvailability = JobAvailability.PUBLIC
    history_years: int | None = None

    def history_from(self, now: datetime) -> datetime | None:
        return None if self.history_years is None else now - self.history_years * _YEAR

    def kept(self) -> dict[str, object]:
        return {
            "shares": self.shares.value,
            "availability": self.availability.value,
            "history_years": self.history_years,
        }


class YearsNotOffered(Refusal):
    code = "years_not_offered"


@transaction.atomic
def agree(*, company_id: int, choices: Choices, counts: Mapping[str, int], actor: Actor) -> Connection:
    """Agree to share that. What leaves the choice is taken away at LinkedIn. Refuses ``YearsNotOffered``.

    Also refuses what ``begin_connection`` refuses; a company without a connection has one afterwards.
    """
    begin_connection(company_id=company_id, actor=actor)
    if choices.history_years not in YEARS:
        raise YearsNotOffered(
            _("Choose how many years of history are shared: all of it, or 2, 3, 5 or 10 years.")
        )
    connection = locked_connection(company_id)
    is_first = connection.agreed_at is None
    differs = _choose(connection, choices)
    _keep(connection, choices, counts, actor)
    if connection.state == ConnectionState.ENABLED and is_first:
        publish(ConnectionEnabled(company_id=company_id, connection_id=connection.pk))
    elif differs and not is_first:
        publish(SharingChanged(company_id=company_id, connection_id=connection.pk))
    live.touch(company_id, ["integration", "settings"])
    return connection


def _choose(connection: Connection, choices: Choices) -> bool:
    """Whether something else is shared than before. The same years again keep their first day."""
    before = (connection.shares, connection.availability, connection.history_years)
    if before == (choices.shares, choices.availability, choices.history_years) and connection.agreed_at:
        return False
    connection.shares = choices.shares
    connection.availability = choices.availability
    if connection.history_years != choices.history_years or connection.history_from is None:
        connection.history_from = choices.history_from(clock.now())
    connection.history_years = choices.history_years
    connection.save(update_fields=["shares", "availability", "history_years", "history_from"])
    return True


def _keep(connection: Connection, choices: Choices, counts: Mapping[str, int], actor: Actor) -> None:
    now = clock.now()
    Agreement.objects.create(
        company_id=connection.company_id,
        connection=connection,
        teammate_id=actor.teammate_id,
        name=actor.name,
        choices=choices.kept(),
        counts=dict(counts),
        at=now,
    )
    connection.agreed_at = now
    connection.save(update_fields=["agreed_at"])


@dataclass(frozen=True)
class AgreementView:
    """One agreement, for people."""

    name: str
    at: datetime
    shares_label: str
    availability_label: str
    history_label: str
    counts: Mapping[str, int]


def choices_of(connection: Connection | None) -> Choices:
    """What holds now, or what is offered first."""
    if connection is None:
        return Choices()
    return Choices(
        shares=Shares(connection.shares),
        availability=JobAvailability(connection.availability),
        history_years=connection.history_years,
    )


def latest_agreements(*, company_id: int, limit: int = 20) -> list[AgreementView]:
    """The newest first."""
    rows = Agreement.objects.filter(company_id=company_id).order_by("-id")[:limit]
    return [_view(row) for row in rows]


def _view(row: Agreement) -> AgreementView:
    return AgreementView(
        name=row.name,
        at=row.at,
        shares_label=str(Shares(row.choices["shares"]).label),
        availability_label=str(JobAvailability(row.choices["availability"]).label),
        history_label=history_label(row.choices["history_years"]),
        counts=row.counts,
    )


def history_label(years: int | None) -> str:
    return _("All of the history") if years is None else _("The last {n} years").format(n=years)
