"""How does a demo company get connected to the sandbox? By the calls that LinkedIn gets, and by its admin's acts there.

provision → the admin authorises in LinkedIn's plugin → name → configure → the admin switches the integrations on →
LinkedIn tells us → seats are pulled and mapped. No row is written here that a customer's set-up would not write.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from config.demo.loading import ACTOR
from linkedin_sync.backfill.counting import counts_of_choice
from linkedin_sync.connections import selectors as connections
from linkedin_sync.connections import set_up
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.services import choose_reading
from linkedin_sync.enums import BodiesFor, CameBy, ConnectionState, MappedBy
from linkedin_sync.mirror.members import admit_member
from linkedin_sync.models import Seat
from linkedin_sync.pulls.seats import pull_seats
from linkedin_sync.seats.services import map_seat, map_seats_by_email
from recruit.base.tenancy import company_context
from recruit.company.selectors import actor_of, teammate_with_email
from recruit.company.services import deactivate_teammate
from recruit.people.models import Person
from recruit.people.services import set_external_identity

if TYPE_CHECKING:
    from config.demo.sandbox import SandboxControl
    from config.demo.shapes import DemoCompany, World
    from linkedin_sync.models import Connection
    from recruit.base.actors import Actor

#: How long LinkedIn's own word (a push to our web server, worked by our worker) is waited for before we ask.
_WAIT_FOR_PUSH = 5.0
_LOOK_EVERY = 0.1


def is_connected(company_id: int) -> bool:
    connection = connections.connection_of(company_id=company_id)
    return connection is not None and connection.state == ConnectionState.ENABLED


def connect_company(*, company_id: int, demo: DemoCompany, world: World, control: SandboxControl) -> str:
    """Connect, and answer in words how LinkedIn's word of it came. Every step may be repeated."""
    with company_context(company_id):
        admin = _admin(company_id, demo)
        connection = set_up.provision(company_id=company_id, actor=admin)
        _recognise_members(connection, demo, world, control.person_urns(client_id=connection.client_id))
        control.authorize(
            client_id=connection.client_id, organization=demo.organization, contract=demo.contract
        )
        set_up.authorise(
            company_id=company_id,
            organization_urn=f"urn:li:organization:{demo.organization}",
            contract_urn=f"urn:li:contract:{demo.contract}",
            actor=admin,
        )
        set_up.name_integrations(company_id=company_id, actor=admin)
        set_up.store_configurations(company_id=company_id, actor=admin)
        choose_reading(
            company_id=company_id,
            syncs_inmail=True,
            syncs_notes=True,
            bodies_for=BodiesFor.SEAT_HOLDERS,
            actor=admin,
        )
        control.enable(client_id=connection.client_id)
        words = _wait_until_enabled(company_id)
        _map_seats(company_id, connection.pk, demo, admin)
        _deactivate(company_id, demo)
    return words


def agree_to_share(*, company_id: int, demo: DemoCompany) -> None:
    """As its admin does on the page of the set-up: all of it, positions public as they are published."""
    with company_context(company_id):
        connection = connections.connection_of(company_id=company_id)
        if connection is not None and connection.agreed_at is not None:
            return
        choices = Choices()
        agree(
            company_id=company_id,
            choices=choices,
            counts=counts_of_choice(company_id=company_id, choices=choices),
            actor=_admin(company_id, demo),
        )


def _admin(company_id: int, demo: DemoCompany) -> Actor:
    roles = ("admin", "owner")
    email = next(one.email for role in roles for one in demo.teammates if one.company_role == role)
    admin = teammate_with_email(company_id=company_id, email=email)
    assert admin is not None
    return actor_of(admin)


def _recognise_members(
    connection: Connection, demo: DemoCompany, world: World, urns: Mapping[int, str]
) -> None:
    """Tell Recruit who of its candidates is which member, as an earlier export would have.

    LinkedIn's names of members differ from application to application, so this is known only now.
    """
    links = {member.id: member.profile_url for member in world.members}
    persons = {
        link: person
        for person in Person.objects.filter(
            company_id=connection.company_id, contact_points__kind="link"
        ).prefetch_related("contact_points")
        for link in [point.value for point in person.contact_points.all()]
    }
    for known in demo.persons:
        if known.member is not None:
            set_external_identity(
                person=persons[links[known.member]],
                provider="linkedin",
                subject=urns[known.member],
                verified=True,
                url=links[known.member],
                known_as="a LinkedIn member",
                actor=ACTOR,
            )
            admit_member(
                company_id=connection.company_id,
                connection_id=connection.pk,
                urn=urns[known.member],
                came_by=CameBy.EXPORT,
            )


def _wait_until_enabled(company_id: int) -> str:
    deadline = time.monotonic() + _WAIT_FOR_PUSH
    while time.monotonic() < deadline:
        if is_connected(company_id):
            return "LinkedIn said so by itself"
        time.sleep(_LOOK_EVERY)
    connection = set_up.refresh_state(company_id=company_id)
    if connection.state != ConnectionState.ENABLED:
        raise RuntimeError(
            f"the sandbox was told to enable the integrations, but they are {connection.state}"
        )
    return "LinkedIn said so when asked: no web server or worker took its notification"


def _map_seats(company_id: int, connection_id: int, demo: DemoCompany, admin: Actor) -> None:
    pull_seats(company_id=company_id, connection_id=connection_id)
    map_seats_by_email(company_id=company_id, connection_id=connection_id, actor=admin)
    for seat_email, teammate_email in demo.seats_mapped_by_admin:
        seat = Seat.objects.get(connection_id=connection_id, email=seat_email)
        teammate = teammate_with_email(company_id=company_id, email=teammate_email)
        assert teammate is not None
        map_seat(
            company_id=company_id, seat_id=seat.pk, teammate_id=teammate.pk, by=MappedBy.ADMIN, actor=admin
        )


def _deactivate(company_id: int, demo: DemoCompany) -> None:
    """After the seats are mapped: their exports are refused from now on, with the reason."""
    for gone in demo.teammates:
        if gone.is_deactivated:
            teammate = teammate_with_email(company_id=company_id, email=gone.email)
            assert teammate is not None
            deactivate_teammate(teammate=teammate, actor=ACTOR)
