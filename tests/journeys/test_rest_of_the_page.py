"""What lies below a candidate's page comes right after it: once, though something changes meanwhile, and again if it fails."""

from __future__ import annotations

from secrets import token_hex

import pytest
from playwright.sync_api import Page, Route, expect
from tests.journeys.looks import wrong_with
from tests.journeys.screens import press

from config.demo import cast

COMING = '[aria-busy="true"]'


@pytest.fixture
def address(recruit) -> str:
    """The page of somebody of whom a note was written."""
    rosa = recruit(cast.ROSA)
    (page := rosa.page).goto(f"{rosa.url}/candidates/new")
    page.get_by_label("First name").fill("Odo")
    page.get_by_label("Last name").fill(f"Quern{token_hex(3)}")
    press("Add candidate", page)
    note(page, "Asks for Mondays.")
    expect(page.locator("#person-timeline")).to_contain_text("Asks for Mondays.")
    return page.url


def note(page: Page, text: str) -> None:
    page.get_by_label("Note", exact=True).fill(text)
    press("Save note", page)


def test_the_rest_comes_once_and_again_if_it_fails(recruit, address):
    """M-35."""
    page, held = recruit(cast.ROSA).page, list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.goto(address)
    noted = page.locator("#person-timeline .is-note").get_attribute("id")
    page.route("**/rest", hold)

    page.goto(f"{address}#{noted}")
    page.reload()
    expect(
        page.locator(f"#person-timeline{COMING}, #person-files{COMING}, #person-privacy{COMING}")
    ).to_have_count(3)
    assert wrong_with(page) == []
    note(page, "Written at once.")
    expect(page.locator("#person-timeline")).to_contain_text("Written at once.")
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/rest")):
        held[-1].continue_()
    expect(page.get_by_text("Written at once.")).to_have_count(1)
    expect(page.get_by_role("region", name="Files")).to_have_count(1)

    page.reload()
    expect(page.locator(f"#person-timeline{COMING}")).to_be_visible()
    held[-1].abort("internetdisconnected")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_have_count(3)
    expect(page.locator(COMING)).to_have_count(0)
    assert wrong_with(page) == []
    again.first.click()
    expect(page.locator(f"#person-timeline{COMING}")).to_be_visible()
    held[-1].continue_()
    expect(page.get_by_role("region", name="Privacy")).to_contain_text("Record consent")
    expect(again).to_have_count(0)

    page.unroute("**/rest")
    page.goto("about:blank")
    page.goto(f"{address}#{noted}")
    expect(page.locator(f"#{noted}:target")).to_be_in_viewport()


def test_without_scripts_a_link_leads_to_everything(recruit, address):
    """M-35."""
    page = recruit(cast.ROSA, java_script_enabled=False).page
    page.goto(address)

    page.get_by_role("link", name="Show what happened, files and privacy").click()

    expect(page.get_by_role("region", name="Privacy")).to_contain_text("No consent is on record")
    expect(page.get_by_role("main")).to_contain_text("Asks for Mondays.")
    expect(page.locator(COMING)).to_have_count(0)
