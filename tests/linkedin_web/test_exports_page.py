"""Who reads which export, why did one fail, and what does one do next? (M-26)"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.linkedin_web import scenes
from tests.people import Cast, a_person, a_position, a_process, a_teammate, hiring_company

from linkedin_sync.models import Connection
from recruit.company.enums import CompanyRole
from recruit.company.models import Teammate

Browser = Callable[[Teammate], Client]
PAGE = "/linkedin/exports"
REFUSED = {
    "outcome": "refused",
    "reason": "position_on_hold",
    "sentence": "Welding is on hold. Export Mia again later.",
}


def _page(browser: Client, query: str = "") -> str:
    answer = browser.get(f"{PAGE}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_rosa_reads_why_her_export_failed_and_what_to_do(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    """M-26: the recruiter learns why."""
    person = a_process(cast, a_person(cast, "Mia", "Brand")).person
    scenes.an_export(
        cast,
        connection,
        outcome="refused",
        reason="already_under_consideration",
        sentence="Mia Brand is already under consideration for Welding. Nothing was changed.",
        person_id=person.pk,
    )

    page = _page(browser_of(cast.rosa))

    assert "is already under consideration" in page
    assert "Continue with the process that is there" in page
    assert f"/candidates/{person.public_id}" in page
    assert "Failed" in page


def test_everybody_reads_their_own_and_ada_and_olga_read_all(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    scenes.an_export(cast, connection, last_name="Rosas")
    scenes.an_export(cast, connection, last_name="Hanses", teammate=cast.hans)
    scenes.an_export(cast, connection, last_name="Nobodys", teammate=None)

    rosa, ada, olga = (_page(browser_of(who)) for who in (cast.rosa, cast.ada, cast.olga))

    assert ["Rosas" in rosa, "Hanses" in rosa, "Nobodys" in rosa] == [True, False, False]
    assert all(name in page for name in ("Rosas", "Hanses", "Nobodys") for page in (ada, olga))


def test_otto_an_it_manager_and_another_company_see_nothing(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    """M-36."""
    scenes.an_export(cast, connection, last_name="Rosas")
    ivo = a_teammate(cast.company, "Ivo", "Itman", CompanyRole.IT_MANAGER)
    others = hiring_company("Rivals Ltd", domain="rivals.example")
    scenes.a_connection(others)

    for who in (cast.otto, ivo, others.olga, others.rosa):
        assert "Rosas" not in _page(browser_of(who))
        assert "Rosas" not in _page(browser_of(who), "?show=created")


def test_an_export_to_a_discreet_position_is_not_adas_to_read(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    scenes.an_export(
        cast,
        connection,
        last_name="Hidden",
        teammate=cast.hans,
        position_public_id=secret.public_id,
        position_name=secret.shown_name,
    )

    ada, olga, hans = (_page(browser_of(who)) for who in (cast.ada, cast.olga, cast.hans))

    assert "Hidden" in olga
    assert "Hidden" in hans
    assert "Hidden" not in ada
    assert "Secret Successor" not in ada


def test_what_was_turned_away_is_listed_for_admins(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    scenes.a_receipt(
        cast,
        connection,
        state="refused",
        reason="bad_signature",
        signature_state="wrong",
        sentence="The notification was not signed by LinkedIn as it should be and was not worked on.",
    )
    scenes.a_receipt(cast, connection, state="ignored", reason="unknown_event", type="LUNCH_IS_READY")
    scenes.a_receipt(cast, connection, type="EVERYTHING_WENT_WELL")

    page = _page(browser_of(cast.ada), "?show=turned-away")

    assert "was not signed by LinkedIn" in page
    assert "Wrong signature" in page
    assert "LUNCH_IS_READY" in page
    assert "EVERYTHING_WENT_WELL" not in page
    assert browser_of(cast.rosa).get(f"{PAGE}?show=turned-away").status_code == 403


def test_a_refused_export_is_not_told_again_among_the_turned_away(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    """Its sentence names a candidate and a position: who may read those is decided for exports."""
    export = scenes.an_export(cast, connection, **REFUSED)
    scenes.end_receipt(cast, export, state="refused", reason="position_on_hold", sentence=REFUSED["sentence"])

    assert REFUSED["sentence"] in _page(browser_of(cast.ada))
    assert REFUSED["sentence"] not in _page(browser_of(cast.ada), "?show=turned-away")


def test_failed_ones_can_be_looked_at_alone(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    scenes.an_export(cast, connection, last_name="Welcome")
    scenes.an_export(cast, connection, last_name="Unlucky", **REFUSED)

    page = _page(browser_of(cast.rosa), "?show=refused")

    assert "Unlucky" in page
    assert "Welcome" not in page
    assert "1 export," in page


def test_a_long_list_is_read_page_by_page(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    for number in range(53):
        scenes.an_export(cast, connection, last_name=f"Number{number:02d}")
    rosa = browser_of(cast.rosa)

    first = rosa.get(PAGE)
    second = _page(rosa, f"?after={first.context['page'].next_cursor}")

    assert "53 exports" in first.content.decode()
    assert "Number52" in first.content.decode()
    assert "Number02" not in first.content.decode()
    assert "Number02" in second
    assert "Number03" not in second
    assert browser_of(cast.rosa).get(f"{PAGE}?after=nonsense").status_code == 409


def test_the_navigation_counts_failures_until_they_were_looked_at(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    rosa = browser_of(cast.rosa)
    note = '<span class="side-note">2</span>'
    assert note not in rosa.get("/positions").content.decode()

    scenes.an_export(cast, connection, **REFUSED)
    scenes.an_export(cast, connection, **REFUSED)
    assert note in rosa.get("/positions").content.decode()
    assert note not in browser_of(cast.otto).get("/positions").content.decode()

    _page(rosa)
    assert note not in rosa.get("/positions").content.decode()


def test_it_refreshes_itself_as_a_fragment(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    scenes.an_export(cast, connection)

    fragment = browser_of(cast.rosa).get(PAGE, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in fragment
    assert 'data-live="exports integration"' in fragment


def test_the_list_costs_the_same_however_long_it_is(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    rosa = browser_of(cast.rosa)

    def export_and_count(number: int) -> int:
        for _ in range(number):
            scenes.an_export(cast, connection, person_id=a_process(cast).person_id)
        with CaptureQueriesContext(database) as captured:
            _page(rosa)
        return len(captured)

    export_and_count(2)

    assert export_and_count(2) == export_and_count(15)


@pytest.mark.parametrize("address", [PAGE, "/settings/linkedin", "/settings/my-linkedin-seat"])
def test_nobody_reads_it_without_signing_in(db: None, address: str) -> None:
    assert Client().get(address).status_code == 302
