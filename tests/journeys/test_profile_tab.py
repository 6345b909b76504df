"""The LinkedIn tab of a candidate: LinkedIn's profile plugin on Recruit's page, linked and unlinked by hand. (RSC-304)"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.looks import wrong_with
from tests.journeys.stack import until

from config.demo import cast

pytestmark = pytest.mark.generations


def test_a_candidate_whom_nothing_matches_is_linked_by_hand_and_unlinked(recruit, truth, sandbox, newcomer):
    """M-04, M-24: the profile as it is now, inside Recruit, on a tab of the candidate's own."""
    rosa = recruit(cast.ROSA)
    page = rosa.page
    rosa.open_position("Lighting Designer (museum lighting)")
    page.get_by_role("link", name="Add a candidate").first.click()
    page.get_by_label("First name").fill("Invented")
    page.get_by_label("Last name").fill(f"Namesake of {newcomer.last_name}")
    page.get_by_label("E-mail").fill(f"nobody-{newcomer.id}@nowhere.example")
    page.get_by_role("button", name="Add candidate").click()
    rosa.open_person(f"Invented Namesake of {newcomer.last_name}")
    panel = page.locator("#linkedin-panel")
    expect(panel.get_by_role("listitem").filter(has_text="Candidate")).to_contain_text(
        "On LinkedIn", timeout=30_000
    )
    panel.get_by_role("link", name="Their profile today").click()
    plugin = page.frame_locator("span.IN-widget iframe")
    plugin.get_by_role("button", name="Rosa Calderón").first.click()
    expect(plugin.get_by_text("No profile found")).to_be_visible(timeout=15_000)
    assert wrong_with(page) == []

    plugin.get_by_role("searchbox").fill(newcomer.name)
    plugin.get_by_role("button", name="Search").click()
    plugin.get_by_role("button", name=f"Link {newcomer.name}").first.click()
    expect(plugin.get_by_role("heading", name=newcomer.name)).to_be_visible()
    expect(page.locator("#toasts")).to_contain_text("is that LinkedIn member from now on")
    page.reload()
    expect(plugin.get_by_role("heading", name=newcomer.name)).to_be_visible(timeout=15_000)
    assert wrong_with(page) == []
    subject = (
        "SELECT subject FROM people_externalidentity identity JOIN people_person person "
        "ON person.id = identity.person_id WHERE person.last_name = %s"
    )
    [(urn,)] = truth.rows(subject, f"Namesake of {newcomer.last_name}")
    client = sandbox.application_of(cast.LUMEN)["client_id"]
    assert sandbox.get("persons", client_id=client)["persons"][str(newcomer.id)] == urn

    plugin.get_by_role("button", name="Not the right person?").click()
    plugin.get_by_role("button", name="Unlink", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("is not that LinkedIn member any more")
    until(lambda: truth.rows(subject, f"Namesake of {newcomer.last_name}") == [])
    page.get_by_role("link", name=f"Invented Namesake of {newcomer.last_name}").first.click()
    expect(panel).not_to_contain_text("chosen by hand")
