"""Is every screen usable by everybody? No axe violation, nothing wider than the window, wide and narrow; with pictures.

`make screenshots` runs this file alone; the pictures lie in ``.evidence/screenshots``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.journeys.axe import axe_violations
from tests.journeys.console import Console
from tests.journeys.recruit import Recruit
from tests.journeys.stack import Stack
from tests.journeys.windows import EVIDENCE, NARROW, WIDE

from config.demo import cast

WINDOWS = {"wide": WIDE, "narrow": NARROW}

#: name -> who looks, and where; what stands behind ``first`` is opened from the list by its first link.
RECRUIT = {
    "positions": (cast.ROSA, "/positions"),
    "open-a-position": (cast.ROSA, "/positions/new"),
    "candidates": (cast.ROSA, "/candidates"),
    "candidates-by-tag": (cast.ROSA, "/candidates?tag=Imported: LinkedIn Recruiter"),
    "nothing-found": (cast.ROSA, "/candidates?q=nobody-is-called-this"),
    "exports": (cast.ROSA, "/linkedin/exports"),
    "my-seat": (cast.ROSA, "/settings/my-linkedin-seat"),
    "company-settings": (cast.ADA, "/settings/company"),
    "teammates": (cast.ADA, "/settings/teammates"),
    "connection": (cast.ADA, "/settings/linkedin"),
    "sees-nothing": (cast.OTTO, "/positions"),
    "not-there": (cast.ROSA, "/positions/pos_0000000000000000"),
}
SANDBOX = [
    "/recruiter/people", "/recruiter/exports", "/recruiter/operator/applications", "/recruiter/operator/journal",
    "/recruiter/operator/switches", "/recruiter/operator/seats",
]  # fmt: skip


def _examine(page: Page, name: str, window: str) -> None:
    page.wait_for_load_state("load")
    pictures = EVIDENCE / "screenshots"
    pictures.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=Path(pictures / f"{name}-{window}.png"), full_page=True)
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert axe_violations(page) == [], f"{name} ({window})"
    assert too_wide <= 0, f"{name} ({window}) is {too_wide} pixels wider than the window"


@pytest.mark.parametrize("window", WINDOWS)
def test_the_door(recruit_stack: Stack, new_page: Callable[..., Page], window: str):
    page = new_page(viewport=WINDOWS[window])
    page.goto(f"{recruit_stack.web_url}/sign-in")

    _examine(page, "sign-in", window)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("person", [cast.ROSA, cast.ADA, cast.OTTO], ids=["Rosa", "Ada", "Otto"])
def test_the_screens(recruit_stack: Stack, new_page: Callable[..., Page], person: str, window: str):
    tab = Recruit(new_page(viewport=WINDOWS[window]), recruit_stack.web_url)
    tab.sign_in(person)

    for name, (who, address) in RECRUIT.items():
        if who == person:
            tab.page.goto(recruit_stack.web_url + address)
            _examine(tab.page, name, window)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("listed", ["positions", "candidates"])
def test_the_page_behind_a_list(
    recruit_stack: Stack, new_page: Callable[..., Page], listed: str, window: str
):
    tab = Recruit(new_page(viewport=WINDOWS[window]), recruit_stack.web_url)
    tab.sign_in(cast.ROSA)
    tab.page.goto(f"{recruit_stack.web_url}/{listed}")
    tab.page.locator(f'main a[href^="/{listed}/"]:not([href$="/new"])').first.click()
    tab.page.wait_for_url(f"**/{listed}/*")

    _examine(tab.page, f"one-of-the-{listed}", window)


@pytest.mark.parametrize("window", WINDOWS)
def test_the_sandboxs_console(recruit_stack: Stack, new_page: Callable[..., Page], window: str):
    console = Console(new_page(viewport=WINDOWS[window]), recruit_stack.sandbox_url)
    console.take_seat("Rosa Calderón")

    for address in SANDBOX:
        console.page.goto(recruit_stack.sandbox_url + address)
        _examine(console.page, f"sandbox{address.replace('/', '-').rstrip('-')}", window)
