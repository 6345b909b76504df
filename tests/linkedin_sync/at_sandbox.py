"""Robots Ltd, connected to the real sandbox: what recruiters do there is done there, what we read is read over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.linkedin_sandbox.records import CONTRACT, NOOR, ODILE, ORGANIZATION, PARENT, ROSA_SEAT
from tests.linkedin_sandbox.server import Server, sandbox, sandbox_process
from tests.linkedin_sync.jobs import lose_jobs, run_jobs
from tests.people import SETTING_UP, Cast, a_person, hiring_company

from linkedin_sync import tasks
from linkedin_sync.connections import services, set_up
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.client import close_clients
from linkedin_sync.enums import BodiesFor, CameBy, MappedBy, MarkKind
from linkedin_sync.mirror.members import admit_member
from linkedin_sync.models import Connection, PullCursor, Seat
from linkedin_sync.outbox.marks import mark_records
from linkedin_sync.pulls.run import pull
from linkedin_sync.pulls.seats import pull_seats
from linkedin_sync.seats.services import map_seat
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.people.models import Person
from recruit.people.services import set_external_identity

__all__ = ["NOOR", "ODILE", "ROSA_SEAT", "sandbox", "sandbox_process", "there"]

INES_SEAT, INES = 55510, 9010


def ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


@dataclass
class There:
    """The cast, the connection, and the sandbox; Rosa sits on the seat of Rosa Lind, Ines on that of Ines Varga."""

    cast: Cast
    connection: Connection
    sandbox: Server
    persons: dict[int, Person] = field(default_factory=dict)

    @property
    def company_id(self) -> int:
        return self.cast.company.pk

    def fresh(self) -> Connection:
        return Connection.objects.get(pk=self.connection.pk)

    def urn(self, member: int) -> str:
        persons = self.sandbox.get("persons", client_id=self.connection.client_id)["persons"]
        return persons[str(member)]

    def seat(self, number: int = ROSA_SEAT) -> Seat:
        return Seat.objects.get(connection=self.connection, urn=f"urn:li:seat:{number}")

    # What recruiters and members do at LinkedIn

    def rosa_writes(self, member: int = ODILE, *, ago: timedelta = timedelta(minutes=5), **more: Any) -> Any:
        usual = {"seat": ROSA_SEAT, "subject": "Plant engineer in Lyon", "body": "Hello, may I call?"}
        return self.sandbox.post("inmails", **(usual | more), member=member, at=ms(clock.now() - ago))

    def answers(self, thread: Any, *, ago: timedelta = timedelta(minutes=4), **more: Any) -> Any:
        usual = {"body": "Gladly."}
        return self.sandbox.post(
            f"inmails/{thread['id']}/replies", **(usual | more), at=ms(clock.now() - ago)
        )

    def rosa_notes(self, member: int = ODILE, *, ago: timedelta = timedelta(minutes=5), **more: Any) -> Any:
        usual = {"seat": ROSA_SEAT, "content": "Open to relocation."}
        return self.sandbox.post("notes", **(usual | more), member=member, at=ms(clock.now() - ago))

    def exports(self, member: int) -> str:
        """Rosa exports the member to the cast's position, as soon as LinkedIn has it. Returns the request id."""
        tasks.sweep(is_start=True)
        run_jobs(until=clock.now() + timedelta(minutes=2), limit=2000)
        made = self.sandbox.post("exports", seat=ROSA_SEAT, member=member, job=self.cast.position.public_id)
        return made["request_id"]

    # What we do

    def came(self, member: int = ODILE, first_name: str = "Odile", last_name: str = "Marchetti") -> Person:
        """The member is a candidate of ours, as after an export."""
        person = a_person(self.cast, first_name, last_name)
        set_external_identity(
            person=person, provider="linkedin", subject=self.urn(member), verified=True, actor=SETTING_UP
        )
        self.admit(member)
        self.persons[member] = person
        return person

    def admit(self, member: int) -> None:
        admit_member(
            company_id=self.company_id,
            connection_id=self.connection.pk,
            urn=self.urn(member),
            came_by=CameBy.EXPORT,
            seat_id=self.seat().pk,
        )

    def choose(
        self, *, inmail: bool = True, notes: bool = True, bodies_for: BodiesFor = BodiesFor.SEAT_HOLDERS
    ) -> None:
        services.choose_reading(
            company_id=self.company_id,
            syncs_inmail=inmail,
            syncs_notes=notes,
            bodies_for=bodies_for,
            actor=self.cast.by_ada,
        )

    def pull(self, *, again: bool = True) -> None:
        """As the worker does; ``again``: whatever waits for its turn is due."""
        if again:
            PullCursor.objects.update(next_at=clock.now(), asked_at=None, called_at=[])
        pull(company_id=self.company_id, connection_id=self.connection.pk)

    def pull_back(self, days: int) -> None:
        """Until the history has been read so far back, newest first. Ninety days of it are some 730 calls."""
        for _ in range(90):
            self.pull()
            if (
                not PullCursor.objects.exclude(feed="closed")
                .filter(read_since__gt=clock.now() - timedelta(days=min(days, 89)))
                .exists()
            ):
                return
        raise AssertionError("the history has no end")

    def leave_the_past(self) -> None:
        """The history counts as read: what is asked from here on is new."""
        self.pull()
        PullCursor.objects.exclude(feed="closed").update(read_since=clock.now() - timedelta(days=90))


@pytest.fixture
def there(committed: None, sandbox: Server, settings: Any) -> Iterator[There]:
    with being_there(sandbox, settings) as there:
        yield there


@contextmanager
def being_there(sandbox: Server, settings: Any) -> Iterator[There]:
    """The company, founded and connected; ``sandbox`` holds the small world and nothing else."""
    address = f"http://127.0.0.1:{sandbox.port}"
    settings.LINKEDIN_API_URL = settings.LINKEDIN_AUTH_URL = address
    settings.LINKEDIN_PARENT_ID, settings.LINKEDIN_PARENT_SECRET = PARENT
    settings.BASE_URL = "http://recruit.example"
    _second_seat(sandbox)
    sandbox.post("switches", inmail_viewer_throttle="off")
    cast = hiring_company()
    with company_context(cast.company.pk):
        there = There(cast, _connected(cast, sandbox), sandbox)
        for number, teammate in ((ROSA_SEAT, cast.rosa), (INES_SEAT, cast.ines)):
            _map(there, number, teammate)
        there.choose()
        lose_jobs()
        mark_records(
            company_id=there.company_id,
            connection_id=there.connection.pk,
            kind=MarkKind.POSITION,
            keys=[cast.position.pk],
        )
        mark_records(
            company_id=there.company_id,
            connection_id=there.connection.pk,
            kind=MarkKind.VISIBILITY_OF_POSITION,
            keys=[cast.position.pk],
        )
        yield there
        close_clients()


def _second_seat(sandbox: Server) -> None:
    sandbox.post(
        "seed",
        members=[{"id": INES, "slug": "ines-varga", "first_name": "Ines", "last_name": "Varga"}],
        seats=[{"id": INES_SEAT, "contract": CONTRACT, "member": INES, "email": "ines@bluebird.example"}],
    )


def _connected(cast: Cast, sandbox: Server) -> Connection:
    company_id, actor = cast.company.pk, cast.by_ada
    agree(company_id=company_id, choices=Choices(), counts={}, actor=actor)
    connection = set_up.provision(company_id=company_id, actor=actor)
    sandbox.post(
        "plugin/authorize", client_id=connection.client_id, organization=ORGANIZATION, contract=CONTRACT
    )
    set_up.authorise(
        company_id=company_id,
        organization_urn=f"urn:li:organization:{ORGANIZATION}",
        contract_urn=f"urn:li:contract:{CONTRACT}",
        actor=actor,
    )
    set_up.name_integrations(company_id=company_id, actor=actor)
    sandbox.post("integrations/enable", client_id=connection.client_id)
    sandbox.post("transitions", job_task={}, matching={})
    connection = set_up.refresh_state(company_id=company_id)
    pull_seats(company_id=company_id, connection_id=connection.pk)
    return connection


def _map(there: There, number: int, teammate: Teammate) -> None:
    map_seat(
        company_id=there.company_id,
        seat_id=there.seat(number).pk,
        teammate_id=teammate.pk,
        by=MappedBy.ADMIN,
        actor=there.cast.by_ada,
    )
