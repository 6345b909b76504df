"""A company that is connected to a scripted LinkedIn, with its jobs in hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
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
        settings.LINKEDIN_API_URL = settings.LINKEDIN_AUTH_URL = scripted.address
        settings.BASE_URL = "http://recruit.example"
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


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database in which everything commits, as in the product: jobs, locks and other sessions see it."""
    with django_db_blocker.unblock(), committing():
        yield


@contextmanager
def committing() -> Iterator[None]:
    """Afterwards the database is emptied by one statement that reaches every table with a company.

    Django's own flush would also make the permissions of all models again, which costs more than most tests.
    """
    keeping = connection.settings_dict["CONN_MAX_AGE"]
    connection.close()
    # The jobs run in this thread: one session for all of them.
    connection.settings_dict["CONN_MAX_AGE"] = None
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE company_company, procrastinate_jobs, procrastinate_periodic_defers RESTART IDENTITY CASCADE"
        )
    connection.settings_dict["CONN_MAX_AGE"] = keeping
    connection.close()


@pytest.fixture
def scene(committed: None, linkedin: ScriptedLinkedIn) -> Iterator[Scene]:
    """Robots Ltd, enabled, with a mapped seat for everybody of the cast; the company's context is open."""
    cast = hiring_company()
    with company_context(cast.company.pk):
        authorised_connection = authorised(cast)
        scene = Scene(cast, authorised_connection, linkedin)
        scene.seats = mapped_seats_for(cast, authorised_connection)
        linkedin.seats = [wire_seat(seat) for seat in scene.seats.values()]
        enable(cast)
        run_jobs(until=clock.now() + timedelta(minutes=1))
        linkedin.seen.clear()
        yield scene


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The root's marking knows pytest-django's fixtures; this one is ours."""
    for item in items:
        if "committed" in getattr(item, "fixturenames", []):
            item.add_marker(pytest.mark.database)
