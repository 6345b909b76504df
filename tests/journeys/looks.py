"""Is a page usable by everybody as it stands, in a large and in a small window, in light and in dark?"""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Page, ViewportSize
from tests.journeys.axe import axe_violations
from tests.journeys.windows import NARROW, WIDE

#: Instead of an appearance: the colours of this window are those of another.
NO_COLOURS = ""
#: One window in each appearance: the colours do not depend on the width, nor the layout on the colours.
WINDOWS = {"narrow, dark": (NARROW, "dark"), "wide, light": (WIDE, "light")}


def wrong_with(page: Page, windows: Mapping[str, tuple[ViewportSize, str]] = WINDOWS) -> list[str]:
    """What axe says, and what is wider than the window, in words; the page is left as in the last of the windows."""
    wrong = []
    for name, (window, colours) in windows.items():
        page.set_viewport_size(window)
        if colours:
            page.emulate_media(color_scheme=colours)
        found = axe_violations(page, with_colours=bool(colours))
        wrong += [f"{name}: {one}" for one in (*too_wide(page), *found)]
    return wrong


def too_wide(page: Page) -> list[str]:
    by = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{by} pixels wider than the window"] if by > 0 else []
