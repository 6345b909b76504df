"""Is every screen usable by everybody? No axe violation, nothing wider than the window, and nothing needs a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.looks import wrong_with
from tests.journeys.screens import IN_RECRUIT
from tests.journeys.stack import until

from config.demo import cast

MOST_SCREENS = 15


def examine(page, url, screens):
    """Everything wrong on these screens, in words: one run tells all there is to mend."""
    wrong = []
    for screen in screens:
        screen.visit(page, url)
        wrong += [f"{screen.name}, {one}" for one in wrong_with(page)]
    return wrong


def stretches():
    """So many screens by one teammate as a journey has time for; one that goes on from the screen before stays with it."""
    for email, screens in IN_RECRUIT.items():
        first = 0
        for at, screen in enumerate([*screens, None]):
            if screen is None or (screen.path and at - first >= MOST_SCREENS):
                name = f"{email.partition('.')[0] or 'nobody yet'}, from {screens[first].name}"
                yield pytest.param(email, screens[first:at], id=name)
                first = at


@pytest.mark.parametrize(("email", "screens"), [*stretches()])
def test_every_screen_of_recruit(recruit_stack, recruit, new_page, email, screens):
    """M-35."""
    page = recruit(email).page if email else new_page()

    assert examine(page, recruit_stack.web_url, screens) == []


def test_recruit_by_keyboard(recruit):
    """M-35."""
    page = recruit(cast.ROSA).page
    press = page.keyboard.press
    search, dialog = page.get_by_label("Find a candidate or position"), page.get_by_role("dialog")

    press("/")
    expect(search).to_be_focused()
    page.keyboard.type("karag")
    expect(page.locator("#quick-results a")).to_have_count(1)
    press("ArrowDown")
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Elif Karagöz")

    press("Control+k")
    box = page.get_by_role("combobox", name="A candidate, position, page or action")
    expect(box).to_be_focused()
    page.keyboard.type("museum light")
    expect(page.locator("#palette-found-1-1")).to_contain_text("Lighting Designer (museum lighting)")
    press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "palette-found-1-1")
    expect(page.locator("#palette-found-1-1")).to_have_attribute("aria-selected", "true")
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lighting Designer")

    press("g")
    press("p")
    page.wait_for_url("**/positions")
    rows = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    for key, row in (("j", 0), ("j", 1), ("k", 0)):
        press(key)
        expect(rows.nth(row)).to_be_focused()
    press("?")
    expect(dialog).to_contain_text("Keyboard shortcuts")
    press("Escape")
    expect(dialog).to_be_hidden()
    expect(rows.first).to_be_focused()

    page.goto(page.url + "?q=museum")
    press("j")
    press("Enter")
    card = page.get_by_role("region", name="Candidates by step").get_by_role("listitem").first
    expect(card).to_be_visible()
    press("j")
    expect(card.get_by_role("link")).to_be_focused()
    press("r")
    expect(dialog).to_contain_text("Reject")
    press("Escape")
    expect(dialog).to_be_hidden()

    walk_to(page, page.locator("#position-menu"), backwards=True)
    press("Enter")
    expect(page.get_by_role("link", name="Edit the position")).to_be_visible()
    press("Escape")
    expect(page.get_by_role("link", name="Edit the position")).to_be_hidden()
    expect(page.locator("#position-menu")).to_be_focused()


def test_a_whole_export_by_keyboard(console, truth, newcomer):
    """M-11 to M-15, M-29: without a mouse: the search, the three dots, the window, the type-ahead, the indicator."""
    page = console("Rosa Calderón").page
    press = page.keyboard.press

    expect(page.get_by_role("heading", name="People")).to_be_visible()
    walk_to(page, page.get_by_label("Name or keyword"))
    page.keyboard.type(newcomer.name)
    press("Enter")
    dots = page.get_by_role("button", name=f"More actions for {newcomer.name}")
    expect(dots).to_be_visible()
    walk_to(page, dots)
    press("Enter")
    expect(page.get_by_role("menuitem", name="Export to ATS")).to_be_focused()
    press("Enter")
    window = page.get_by_role("dialog", name="Export to your ATS")
    job = window.get_by_role("combobox", name="Public Job Name")
    expect(job).to_be_focused()

    page.keyboard.type("lighting")
    expect(window.get_by_role("listbox", name="Positions").get_by_role("option")).to_have_count(2)
    press("ArrowDown")
    press("Enter")
    expect(job).to_have_value("Lighting Designer")
    walk_to(page, window.get_by_role("button", name="Export", exact=True))
    press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Sent to")
    expect(dots).to_be_focused()

    until(lambda: truth.processes(*newcomer.names))
    badge = page.get_by_role("button", name="In ATS")
    expect(badge).to_be_visible(timeout=15_000)
    walk_to(page, badge, backwards=True)
    press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("CV review")
    press("Escape")
    expect(badge).to_be_focused()


def walk_to(page, place, *, backwards=False):
    """With Tab, as somebody does who cannot point."""
    for _ in range(40):
        if place.evaluate("place => place === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"Tab does not lead to {place}")
