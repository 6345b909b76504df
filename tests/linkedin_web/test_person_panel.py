"""How does a candidate stand on LinkedIn, in one glance and only as far as the reader may see?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.linkedin_web import scenes
from tests.people import Cast, a_person, a_position, a_process, hiring_company
from tests.recruit_web.conftest import queries_of

from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.services import pause_connection
from linkedin_sync.enums import LinkKind, MarkKind, Shares
from linkedin_sync.models import Connection
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.hiring.models import HiringProcess

Browser = Callable[[Teammate], Client]


@pytest.fixture
def process(cast: Cast, connection: Connection) -> HiringProcess:
    """Mia, who is a member, considered for the Welding Robot Technician; nothing is marked."""
    made = a_process(cast, a_person(cast, "Mia", "Brand"))
    scenes.a_member(cast, made.person)
    scenes.no_marks(cast)
    return made


def _panel(browser: Client, process: HiringProcess) -> str:
    answer = browser.get(f"/linkedin/person/{process.person.public_id}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_candidates_page_shows_the_badge_and_the_panel(
    cast: Cast, process: HiringProcess, browser_of: Browser
) -> None:
    page = browser_of(cast.rosa).get(f"/candidates/{process.person.public_id}?whole=on").content.decode()

    assert "https://www.linkedin.com/in/mia" in page
    assert "What LinkedIn has of them" in page


def test_the_page_has_the_places_of_both_parts_and_they_come_after_it(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    rosa, address = browser_of(cast.rosa), f"/candidates/{process.person.public_id}"
    page = rosa.get(address).content.decode()

    assert "What LinkedIn has of them" not in page
    assert queries_of(rosa, address) <= 26
    for part in (f"/linkedin/person/{process.person.public_id}", f"{address}?whole=on"):
        assert "What LinkedIn has of them" in rosa.get(part).content.decode()
        assert part in page
    later = f"/linkedin/person/{process.person.public_id}/correspondence?first=on"
    assert later in page
    assert rosa.get(later).content == b"", "a member of whom LinkedIn has told nothing: the place goes away"


def test_it_says_who_exported_them_and_when(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    scenes.an_export(cast, connection, person_id=process.person_id)

    assert f"Exported by {cast.rosa.full_name} for Welding Robot Technician" in _panel(
        browser_of(cast.rosa), process
    )


def test_delivered_waiting_and_stuck_are_told_apart(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    """M-39."""
    rosa = browser_of(cast.rosa)
    assert "Not sent" in _panel(rosa, process)

    scenes.a_mark(cast, connection, MarkKind.PERSON, process.person_id)
    assert "On its way" in _panel(rosa, process)

    scenes.delivered(cast, connection, LinkKind.PERSON, process.person_id)
    assert "On LinkedIn" in _panel(rosa, process)

    scenes.a_mark(
        cast,
        connection,
        MarkKind.PROCESS,
        process.pk,
        parked_reason="permanent",
        parked_text="LinkedIn says: no such job.",
        parked_at=clock.now(),
    )
    panel = _panel(rosa, process)
    assert "Stuck" in panel
    assert "LinkedIn refuses this record: LinkedIn says: no such job." in panel


def test_what_is_not_shared_says_why(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    """M-39."""
    hans = browser_of(cast.hans)
    company_id = cast.company.pk

    with company_context(company_id):
        agree(company_id=company_id, choices=Choices(shares=Shares.PUBLISHED), counts={}, actor=cast.by_ada)
    unpublished = a_process(cast, process.person, a_position(cast, "Unpublished Job"))
    scenes.no_marks(cast)
    assert "Only published positions are shared" in _panel(hans, unpublished)

    secret = a_process(cast, process.person, a_position(cast, "Secret Successor", is_discreet=True))
    scenes.no_marks(cast)
    assert "Discreet positions are not shared" in _panel(hans, secret)

    with company_context(company_id):
        pause_connection(company_id=company_id, actor=cast.by_ada)
    assert "Sending is paused by an admin" in _panel(hans, process)


def test_a_process_on_a_position_one_may_not_see_is_left_out(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    """M-31, on this side."""
    a_process(cast, process.person, a_position(cast, "Secret Successor", is_discreet=True))

    assert "Secret Successor" in _panel(browser_of(cast.hans), process)
    assert "Secret Successor" not in _panel(browser_of(cast.rosa), process)


def test_otto_and_another_company_do_not_find_the_candidate(
    cast: Cast, process: HiringProcess, browser_of: Browser
) -> None:
    """M-36."""
    others = hiring_company("Rivals Ltd", domain="rivals.example")

    for who in (cast.otto, others.olga):
        assert browser_of(who).get(f"/linkedin/person/{process.person.public_id}").status_code == 404


def test_without_a_connection_it_says_so(cast: Cast, browser_of: Browser) -> None:
    process = a_process(cast)

    assert "Recruit is not connected to LinkedIn" in _panel(browser_of(cast.rosa), process)


def test_the_list_marks_members_and_nobody_else(
    cast: Cast, process: HiringProcess, browser_of: Browser
) -> None:
    a_process(cast, a_person(cast, "Max", "Unknown"))

    page = browser_of(cast.rosa).get("/candidates").content.decode()

    assert page.count("linkedin-icon") == 1
