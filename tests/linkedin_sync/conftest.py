"""A company that is connected to a scripted LinkedIn, with its jobs in hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from tests.kept import kept
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.scripted import ScriptedLinkedIn, running_linkedin
from tests.people import Cast, hiring_company

from linkedin_sync.connections import services
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.client import close_clients
from linkedin_sync.connections.services import SeenIntegration
from linkedin_sync.enums import IntegrationStatus, MappedBy
from linkedin_sync.models import Connection, Seat
from linkedin_sync.seats.services import SeenSeat, keep_seats, map_seat
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate

ORGANIZATION = "urn:li:organization:2000117"
CONTRACT = "urn:li:contract:310044551"
SECRET = "s3cr3t-invented"


@pytest.fixture
def linkedin(settings: Any) -> Iterator[ScriptedLinkedIn]:
    with running_linkedin() as scripted:
        for name, value in _spoken_to(scripted).items():
            setattr(settings, name, value)
        yield scripted
        close_clients()


@dataclass
class Scene:
    """The cast, their connection, and LinkedIn. Whatever history there was has been sent."""

    cast: Cast
    connection: Connection
    linkedin: ScriptedLinkedIn
    seats: dict[int, Seat] = field(default_factory=dict)

    @property
    def company_id(self) -> int:
        return self.cast.company.pk

    def fresh(self) -> Connection:
        return Connection.objects.get(pk=self.connection.pk)

    def urn_of(self, teammate: Teammate) -> str:
        return self.seats[teammate.pk].person_urn


@dataclass(frozen=True)
class Connected:
    """A company, its connection, everybody's seat, and what LinkedIn knew then."""

    cast: Cast
    connection: Connection
    seats: dict[int, Seat]
    linkedin: ScriptedLinkedIn

    @property
    def company_id(self) -> int:
        return self.cast.company.pk


def connected_company() -> Connected:
    """Robots Ltd, enabled, with a mapped seat for everybody of the cast; whatever history there was has been sent.

    One for each way of speaking: what was sent in one generation is nothing for tests of the other.
    """
    return _connected_company(tuple(sorted(settings.LINKEDIN_GENERATIONS.items())))


@kept
def _connected_company(_generations: tuple[tuple[str, str], ...]) -> Connected:
    with running_linkedin() as linkedin, override_settings(**_spoken_to(linkedin)):
        cast = hiring_company()
        with company_context(cast.company.pk):
            connection = authorised(cast)
            seats = mapped_seats_for(cast, connection)
            linkedin.seats = [wire_seat(seat) for seat in seats.values()]
            enable(cast)
            run_jobs(until=clock.now() + timedelta(minutes=1))
        close_clients()
        linkedin.seen.clear()
        return Connected(cast, connection, seats, linkedin)


def _spoken_to(linkedin: ScriptedLinkedIn) -> dict[str, str]:
    return {
        "LINKEDIN_API_URL": linkedin.address,
        "LINKEDIN_AUTH_URL": linkedin.address,
        "BASE_URL": "http://recruit.example",
    }


@pytest.fixture
def scene(committed: None, linkedin: ScriptedLinkedIn) -> Iterator[Scene]:
    """The connected company, with its context open."""
    found = connected_company()
    linkedin.remember(found.linkedin)
    with company_context(found.company_id):
        yield Scene(found.cast, found.connection, linkedin, found.seats)


def authorised(cast: Cast, *, organization: str = ORGANIZATION) -> Connection:
    """A connection that the admin has authorised in LinkedIn's plugin, through the engine's own services."""
    company_id = cast.company.pk
    services.begin_connection(company_id=company_id, actor=cast.by_ada)
    services.keep_application(
        company_id=company_id,
        application_urn="urn:li:developerApplication:880017",
        client_id="86invented01",
        client_secret=SECRET,
    )
    agree(company_id=company_id, choices=Choices(), counts={}, actor=cast.by_ada)
    return services.keep_authorisation(
        company_id=company_id, organization_urn=organization, contract_urn=CONTRACT, actor=cast.by_ada
    )


def enable(cast: Cast, *, organization: str = ORGANIZATION) -> Connection:
    """LinkedIn's admin switches the integrations on."""
    seen = [
        SeenIntegration(type=name, context=organization, name="Recruit", status=IntegrationStatus.ENABLED)
        for name in ("ONE_CLICK_EXPORT", "IN_ATS_INDICATOR")
    ]
    return services.keep_statuses(company_id=cast.company.pk, seen=seen)


def mapped_seats_for(cast: Cast, connection: Connection) -> dict[int, Seat]:
    """A Recruiter seat for each of the cast, whose e-mail is not the one in Recruit, mapped by Ada."""
    teammates = (cast.olga, cast.ada, cast.rosa, cast.hans, cast.ines, cast.otto)
    seen = [
        SeenSeat(
            urn=f"urn:li:seat:{55000 + teammate.pk}",
            person_urn=f"urn:li:person:{teammate.first_name}_{teammate.pk}",
            first_name=teammate.first_name,
            last_name=teammate.last_name,
            email=f"{teammate.first_name.lower()}@recruiter.example",
            is_active=True,
        )
        for teammate in teammates
    ]
    keep_seats(company_id=cast.company.pk, connection_id=connection.pk, seen=seen)
    return {
        teammate.pk: _mapped(cast, teammate, each.urn) for teammate, each in zip(teammates, seen, strict=True)
    }


def _mapped(cast: Cast, teammate: Teammate, urn: str) -> Seat:
    return map_seat(
        company_id=cast.company.pk,
        seat_id=Seat.objects.get(urn=urn).pk,
        teammate_id=teammate.pk,
        by=MappedBy.ADMIN,
        actor=cast.by_ada,
    )


def wire_seat(seat: Seat) -> dict[str, Any]:
    return {
        "id": int(seat.urn.rpartition(":")[2]),
        "member": seat.person_urn,
        "firstName": seat.first_name,
        "lastName": seat.last_name,
        "email": seat.email,
        "contract": CONTRACT,
        "state": "ACTIVE",
    }
