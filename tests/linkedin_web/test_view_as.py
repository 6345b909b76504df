"""What do those who look after the connection read of what a seat is shown?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.linkedin_web import scenes
from tests.people import Cast, a_person, a_process

from linkedin_sync.enums import LinkKind, MappedBy
from linkedin_sync.models import Connection, Seat
from linkedin_sync.seats.services import map_seat
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate

Browser = Callable[[Teammate], Client]


@pytest.fixture
def seat(cast: Cast, connection: Connection) -> Seat:
    """Rosa's."""
    scenes.seats(cast, connection, cast.rosa.email)
    with company_context(cast.company.pk):
        found = Seat.objects.get(email=cast.rosa.email)
        map_seat(
            company_id=cast.company.pk,
            seat_id=found.pk,
            teammate_id=cast.rosa.pk,
            by=MappedBy.ADMIN,
            actor=cast.by_ada,
        )
    scenes.no_marks(cast)
    return found


def test_what_linkedin_does_not_show_yet_differs_and_is_named(
    cast: Cast, connection: Connection, seat: Seat, browser_of: Browser
) -> None:
    scenes.delivered(cast, connection, LinkKind.POSITION, cast.position.pk)
    process = a_process(cast, a_person(cast, "Mia", "Brand"))
    address = f"/settings/linkedin/seats/{seat.pk}/view-as?candidate=/candidates/{process.person.public_id}"

    page = browser_of(cast.ada).get(address).content.decode()

    assert f"View as {cast.rosa.full_name}" in page
    assert "1 differs" in page
    assert page.count("Welding Robot Technician") == 2
    assert "Mia Brand" in page


def test_it_is_for_those_who_look_after_the_connection(
    cast: Cast, connection: Connection, seat: Seat, browser_of: Browser
) -> None:
    address = f"/settings/linkedin/seats/{seat.pk}/view-as"

    assert browser_of(cast.rosa).get(address).status_code == 403
    assert browser_of(cast.ada).get(f"{address}?candidate=per_nobody").status_code == 404
    assert browser_of(cast.ada).get("/settings/linkedin/seats/999999/view-as").status_code == 404
    assert address in browser_of(cast.ada).get("/settings/linkedin").content.decode()
