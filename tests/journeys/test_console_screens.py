"""Is every page and dialog of the console usable by everybody? Looked at alone, with only the sandbox running."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.console_scene import LOOKS, ODILE, Look, Scene, go, sign_in
from tests.journeys.looks import NO_COLOURS, WINDOWS, wrong_with
from tests.journeys.windows import MIDDLE

MOST_LOOKS = 12


def stretches() -> Iterator[object]:
    """So many looks as a journey has time for, one after the other by the same person on the same seat."""
    for (member, seat), looks in groupby(LOOKS, key=lambda look: (look.as_, look.seat)):
        left = [*looks]
        while left:
            some, left = left[:MOST_LOOKS], left[MOST_LOOKS:]
            yield pytest.param(member, seat, some, id=f"from {some[0].name}")


@pytest.mark.parametrize(("member", "seat", "looks"), [*stretches()])
def test_every_page_and_dialog(scene: Scene, page: Page, member: int, seat: int, looks: list[Look]) -> None:
    """M-37: in light and dark: no axe violation, and nothing wider than the window."""
    sign_in(page, scene, member=member, seat=seat)

    wrong = []
    for look in looks:
        go(page, scene, look)
        wrong += [
            f"{look.name}, {one}" for one in wrong_with(page, {"middle": (MIDDLE, NO_COLOURS)} | WINDOWS)
        ]

    assert wrong == []


def test_the_search_by_keyboard(scene: Scene, page: Page) -> None:
    """M-37."""
    sign_in(page, scene, member=ODILE)
    page.goto(f"{scene.url}/recruiter/people")
    press, rows = page.keyboard.press, page.locator("[data-row]")

    press("/")
    expect(page.get_by_label("Name or keyword")).to_be_focused()
    press("ArrowDown")
    expect(rows.nth(0)).to_be_focused()
    for key, row in (("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0)):
        press(key)
        expect(rows.nth(row)).to_be_focused()
    name = rows.nth(0).inner_text()
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_single_keys_can_be_switched_off_and_stay_off(scene: Scene, page: Page) -> None:
    """M-37: WCAG 2.1.4: who speaks to the machine must not set off keys."""
    sign_in(page, scene, member=ODILE)
    page.goto(f"{scene.url}/recruiter/people")
    page.get_by_label("Single-key shortcuts").uncheck()
    page.reload()

    page.keyboard.press("/")

    expect(page.get_by_label("Name or keyword")).not_to_be_focused()


def test_an_inmail_there_and_back_by_keyboard(scene: Scene, page: Page) -> None:
    """M-37: focus, dialogs and messages behave: written, found unread, answered with contact data, seen by the recruiter."""
    sign_in(page, scene, member=10020)
    page.goto(f"{scene.url}/recruiter/people/10020/inmail")
    page.get_by_label("Subject").fill("Night baker")
    page.get_by_label("Message").fill("Would you like to?")
    page.get_by_role("button", name="Send InMail").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("InMail sent to")

    page.get_by_role("navigation", name="As whom").get_by_role("link", name="Member").click()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("1 unread")
    page.locator("[data-row]").first.press("Enter")
    page.get_by_label("Your answer").fill("With pleasure.")
    page.get_by_label("Yes, share them").check()
    page.get_by_label("E-mail").fill("baker@people.example")
    page.get_by_role("button", name="Send answer").press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Sent with your contact details")

    page.get_by_role("navigation", name="As whom").get_by_role("link", name="Recruiter").click()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="InMail").click()
    page.get_by_label("Name, subject or words").fill("pleasure")
    page.keyboard.press("Enter")
    page.locator("[data-row]").first.click()
    expect(page.get_by_text("baker@people.example")).to_be_visible()


def test_a_dialog_gives_the_focus_back(scene: Scene, page: Page) -> None:
    """M-37."""
    sign_in(page, scene, member=ODILE)
    page.goto(f"{scene.url}/recruiter/people/{ODILE}")
    badge = page.get_by_role("button", name="In ATS")
    badge.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()

    page.keyboard.press("Escape")

    expect(badge).to_be_focused()


def test_without_scripts_everything_can_be_read_and_written(scene: Scene, new_page) -> None:
    """M-37."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{scene.url}/recruiter/sign-in")
    page.get_by_role("button", name="Rosa Calderón").first.click()
    page.goto(f"{scene.url}/recruiter/people/{ODILE}/notes")
    page.get_by_label("Note", exact=True).fill("Written without scripts.")
    page.get_by_role("button", name="Save note").click()

    expect(page.get_by_text("Written without scripts.")).to_be_visible()
    expect(page.locator("#toasts")).to_contain_text("Note saved.")
    expect(page.locator("time").first).to_contain_text("UTC")


def test_moments_are_written_in_the_readers_zone(scene: Scene, new_page) -> None:
    """M-37."""
    page = new_page(timezone_id="Pacific/Auckland", locale="en-GB")
    sign_in(page, scene, member=ODILE)
    page.goto(f"{scene.url}/recruiter/people/{ODILE}/ats")

    # The first step was entered on 5 January 2026 at 9:00 UTC, which is 22:00 there.
    expect(page.locator("time").first).to_have_text("5 Jan 2026, 22:00")
