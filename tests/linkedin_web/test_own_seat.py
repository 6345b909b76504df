"""On which seat do I sit, and who said so? (M-10)"""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.linkedin_web import scenes
from tests.people import Cast, a_teammate, hiring_company

from linkedin_sync.enums import MappedBy
from linkedin_sync.models import Connection, Seat
from linkedin_sync.seats.services import map_seat
from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole, Plan
from recruit.company.models import Teammate

Browser = Callable[[Teammate], Client]


def _page(browser: Client) -> str:
    answer = browser.get("/settings/my-linkedin-seat")
    assert answer.status_code == 200
    return answer.content.decode()


def test_rosa_sees_her_seat_and_that_an_admin_mapped_it(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    scenes.seats(cast, connection, "rosa.private@mail.example")
    with company_context(cast.company.pk):
        seat = Seat.objects.get()
        map_seat(
            company_id=cast.company.pk,
            seat_id=seat.pk,
            teammate_id=cast.rosa.pk,
            by=MappedBy.ADMIN,
            actor=cast.by_ada,
        )

    page = _page(browser_of(cast.rosa))

    assert "rosa.private@mail.example" in page
    assert "Admin," in page
    assert "rosa.private@mail.example" not in _page(browser_of(cast.hans))


def test_whoever_has_no_seat_reads_what_that_means(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    assert "No seat is mapped to you" in _page(browser_of(cast.otto))


def test_an_it_manager_has_none(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    ivo = a_teammate(cast.company, "Ivo", "Itman", CompanyRole.IT_MANAGER)

    assert "Not for your role" in _page(browser_of(ivo))


def test_without_a_connection_or_the_plan_it_says_so(cast: Cast, browser_of: Browser) -> None:
    """M-06."""
    growth = hiring_company("Growing Ltd", plan=Plan.GROWTH, domain="growing.example")

    assert "is not connected" in _page(browser_of(cast.rosa))
    assert "belongs to the Enterprise plan" in _page(browser_of(growth.rosa))
