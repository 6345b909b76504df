"""Does Recruit speak German to who wants it: everything, in a narrow window too, and to nobody else?"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from scripts.texts import catalogues
from scripts.texts.found import PACKAGES
from tests.journeys.axe import axe_violations
from tests.journeys.looks import too_wide
from tests.journeys.screens import DESIGNER
from tests.journeys.windows import NARROW, WIDE

from config.demo import cast

PLACES = [
    "/tasks", "/positions", "/positions/new", "/candidates", "/candidates/new", "/duplicates", "/sources",
    "/reports/sources?period=all", "/linkedin/exports", "/linkedin/matches", "/settings/company", "/settings/steps",
    "/settings/position-templates", "/settings/position-fields", "/settings/careers", "/settings/teammates",
    "/settings/roles", "/settings/audit", "/settings/privacy", "/settings/retention?days=90", "/settings/erasures",
    "/settings/imports", "/settings/exports", "/settings/webhooks", "/settings/linkedin", "/settings/linkedin/sharing",
    "/account", "/account/security", "/account/sessions", "/shortcuts",
]  # fmt: skip
#: Names of steps and sources are kept as they were given, by the company or by Recruit when it asks a question of its own.
THEIR_OWN = {"Interview", "Offer", "Careers site", "Proceed with candidate"}
#: Every text that is shown, piece by piece.
PIECES = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("script, style, code, [hidden], [translate=no]")) found.push(walker.currentNode.data.trim().replace(/\\s+/g, " "));
  }
  return found.filter(Boolean);
}"""


def english():
    """Texts of ours that are other words in German."""
    return {
        message.id
        for package in PACKAGES
        for message in catalogues.read(package, "de")
        if isinstance(message.id, str) and message.id and message.string != message.id
    }


def choose(page, url, label, button):
    page.goto(f"{url}/account")
    page.locator("select[name=language]").select_option(label=label)
    page.get_by_role("button", name=button, exact=True).first.click()


@pytest.fixture
def olga(recruit, recruit_stack):
    """She reads German until the end of the journey."""
    tab = recruit(cast.OLGA)
    choose(tab.page, recruit_stack.web_url, "Deutsch", "Save")
    expect(tab.page.get_by_text("Gespeichert.")).to_be_visible()
    yield tab
    choose(tab.page, recruit_stack.web_url, "English", "Speichern")
    expect(tab.page.get_by_text("Saved.")).to_be_visible()


def test_every_place_speaks_german(olga, recruit_stack, recruit):
    """M-35: nothing on these pages is English that we say in German, and the longer words fit into a telephone."""
    page, ours, wrong = olga.page, english(), []

    for path in (
        *PLACES,
        _of_a_position(page, recruit_stack.web_url),
        _of_a_candidate(page, recruit_stack.web_url),
    ):
        page.set_viewport_size(NARROW)
        page.goto(path if path.startswith("http") else f"{recruit_stack.web_url}{path}")
        wrong += [
            f"{path}: {one!r} is English" for one in sorted((ours - THEIR_OWN) & set(page.evaluate(PIECES)))
        ]
        wrong += [f"{path}: {one}" for one in (*too_wide(page), *axe_violations(page, with_colours=False))]
    page.set_viewport_size(WIDE)

    assert wrong == [], "\n".join(wrong)
    assert page.locator("html").get_attribute("lang") == "de"

    rosa = recruit(cast.ROSA).page
    expect(rosa.get_by_role("link", name="Candidates")).to_be_visible()


def _of_a_position(page, url):
    page.goto(f"{url}/positions?q=museum")
    page.get_by_role("main").get_by_role("link", name=DESIGNER).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lighting Designer")
    return page.url


def _of_a_candidate(page, url):
    page.goto(f"{url}/candidates?q=karagoz")
    page.get_by_role("main").get_by_role("link", name="Elif Karagöz").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Elif Karagöz")
    return page.url


def test_a_visitor_reads_the_careers_site_as_the_browser_asks(recruit_stack, new_page):
    """M-35."""
    german, english = new_page(locale="de-DE"), new_page(locale="en-GB")

    for page, heading in ((german, "Offene Stellen"), (english, "Open positions")):
        page.goto(f"{recruit_stack.web_url}/careers/lumen-works/")
        expect(page.get_by_text(heading).first).to_be_visible()
        assert too_wide(page) == []
