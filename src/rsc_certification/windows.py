"""What does a person see? A headless Chromium with a window for each person who looks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rsc_certification.evidence import Evidence

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_SIZE = {"width": 1100, "height": 800}
_QUALITY = 42
_PATIENCE_MS = 20_000
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoBrowser(Exception):  # noqa: N818 -- it says what is the matter
    """There is no Chromium, or no driver for it."""


class Windows:
    """Windows by name, each with cookies of its own."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._pages: dict[str, Page] = {}

    def window(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = self.fresh()
        return self._pages[name]

    def fresh(self) -> Page:
        context = self.browser.new_context(viewport=_SIZE, device_scale_factor=1)  # type: ignore[arg-type]  # a plain dict is what it takes
        context.set_default_timeout(_PATIENCE_MS)
        return context.new_page()

    def open_ones(self) -> list[tuple[str, Page]]:
        """By name, for a look at what they show when something has broken off."""
        return [(name, page) for name, page in self._pages.items() if not page.is_closed()]


def take_picture(evidence: Evidence, page: Page, caption: str) -> None:
    """Of what is in the window, small enough for a report."""
    evidence.picture(caption, page.screenshot(type="jpeg", quality=_QUALITY))


@contextmanager
def open_windows() -> Iterator[Windows]:
    """Raises ``NoBrowser`` with what helps."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- installed for tests and checks only
    except ImportError as missing:
        raise NoBrowser(
            "The certification looks through a browser, and its driver (Playwright) is not installed. "
            "make certify installs it; so does scripts/bootstrap dev."
        ) from missing
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_OPTIONS)
        try:
            yield Windows(browser)
        finally:
            browser.close()


def chromium() -> str:
    """``RECRUIT_CHROMIUM``, or one on the path. Raises ``NoBrowser``."""
    named = os.environ.get("RECRUIT_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if named is None:
        raise NoBrowser("There is no Chromium. Install one, or say where it is: RECRUIT_CHROMIUM=/path")
    return named
