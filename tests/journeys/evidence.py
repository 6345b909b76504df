"""What is kept of a run of the journeys? Of each how it ended, how long it took, why it failed and what its last tab showed.

A plugin of pytest: ``-p tests.journeys.evidence --evidence FILE`` writes that as JSON when the run is over. Where several
processes share the journeys, each hands its pictures over with its reports, and the one that leads them writes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page

#: As wide as a page draws it, in parts of the window; a journey's picture has some 20 KB.
_SCALE = 0.6
_LONGEST_WHY = 3_000


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--evidence", type=Path, default=None, metavar="FILE", help="keep what each journey showed"
    )


def pytest_configure(config: pytest.Config) -> None:
    kept = config.getoption("--evidence")
    if kept is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Keeper(kept), "evidence-keeper")


def keep_last_tab(request: pytest.FixtureRequest, contexts: Sequence[BrowserContext]) -> None:
    """A picture of the tab that was opened last and is still open, if evidence is kept at all."""
    if request.config.getoption("--evidence", default=None) is None:
        return
    tabs = [page for context in contexts for page in context.pages if not page.is_closed()]
    seen = [page for page in tabs if page.url != "about:blank"]
    if seen:
        # A tab that cannot be drawn any more takes its picture along, not the journey.
        with suppress(Error):
            request.node.user_properties.append(("picture", _picture(seen[-1])))


def _picture(page: Page) -> str:
    """WebP in base64: what is in the window now, made smaller."""
    size = page.viewport_size or {"width": 1400, "height": 900}
    left, top = page.evaluate("[scrollX, scrollY]")
    session = page.context.new_cdp_session(page)
    taken = session.send(
        "Page.captureScreenshot",
        {"format": "webp", "quality": 70, "clip": {"x": left, "y": top, **size, "scale": _SCALE}},
    )
    return str(taken["data"])


class Keeper:
    """One row for each journey and its parameters; one that failed on the way in or out has failed."""

    def __init__(self, kept: Path) -> None:
        self._kept = kept
        self._rows: dict[str, dict[str, Any]] = {}
        self._began_at = datetime.now(UTC)
        self._began = time.monotonic()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        row = self._rows.setdefault(
            report.nodeid,
            {"name": report.nodeid, "outcome": "passed", "seconds": 0.0, "why": "", "picture": ""},
        )
        if report.when == "call":
            row["seconds"] = round(report.duration, 1)
        if report.outcome != "passed":
            row["outcome"] = report.outcome
            row["why"] = (row["why"] or report.longreprtext)[-_LONGEST_WHY:]
        if report.when == "teardown":
            row["picture"] = dict(report.user_properties).get("picture", "")

    def pytest_sessionfinish(self) -> None:
        told = {
            "begun_at": self._began_at.isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - self._began, 1),
            "journeys": list(self._rows.values()),
        }
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        self._kept.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
