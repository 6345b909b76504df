"""What does a journey have? A running Recruit with worker, database and sandbox, and a real browser in front of it.

This folder is run as a pytest process of its own: the browser's driver leaves an event loop behind that other tests
would stumble over. ``RECRUIT_LINKEDIN_GENERATIONS=rest`` (or ``v2``) has them all speak one generation of LinkedIn's API,
which is otherwise as by default. A console error, a page error or an answer of 500 fails the journey that saw it; a failed journey
leaves pictures in ``.evidence``.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from tests.journeys.console_scene import Scene, play
from tests.journeys.evidence import keep_last_tab
from tests.journeys.framed import *  # noqa: F403 -- the fixtures of the widgets' journeys
from tests.journeys.stack import ROOT, Stack
from tests.journeys.tabs import *  # noqa: F403 -- the fixtures that all journeys share
from tests.journeys.windows import EVIDENCE, WIDE
from tests.linkedin_sandbox.console_cast import leave
from tests.linkedin_sandbox.server import start_sandbox

_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

#: Milliseconds. How long something may take that happens at once: no journey asserts a time, and machines are busy.
_PATIENCE = 15_000

# That a refusal was answered, or that a journey has cut the line, is the journey's own matter; the browser reports it.
_OWN_MATTER = re.compile(
    r"the server responded with a status of 4(03|04|09|10|22)|^Response Status Error Code 4(03|04|09|10|22) |"
    r"ERR_INTERNET_DISCONNECTED|^htmx:(sendError|afterRequest)"
)


@pytest.fixture(scope="session")
def recruit_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """One installation for all journeys, with the small demo. Journeys use people and members of their own.

    ``RECRUIT_JOURNEY_STACK`` names the ready file of a ``recruit run`` that is up already: quicker while writing one.
    """
    stack = Stack(tmp_path_factory.mktemp("recruit"), DJANGO_SETTINGS_MODULE="tests.journeys.settings")
    running = os.environ.get("RECRUIT_JOURNEY_STACK")
    if running:
        stack.ready = Path(running)
        yield stack
        return
    stack.take_migrated_database()
    stack.start()
    yield stack
    assert stack.stop() == 0, stack.said()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A sandbox by itself, in which a little of everything has happened."""
    server = start_sandbox(tmp_path_factory.mktemp("sandbox"))
    yield play(f"http://127.0.0.1:{server.port}", server.post)
    leave()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=20) == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = subprocess.run([ROOT / "scripts" / "chromium"], capture_output=True, text=True, check=False)
    assert chromium.returncode == 0, chromium.stderr
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.stdout.strip(), args=_OPTIONS)
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open a window: ``new_page()``, ``new_page(viewport=NARROW)``. Each has cookies of its own."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(**{"viewport": WIDE, **options})
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        _watch(page, wrong)
        return page

    yield open_page

    keep_last_tab(request, contexts)
    failed = getattr(request.node, "failed", False) or bool(wrong)
    for number, context in enumerate(contexts):
        for page in context.pages:
            if failed and not page.is_closed():
                _picture(page, f"{request.node.name}-{number}")
        context.close()
    assert not wrong, "the browser saw errors:\n" + "\n".join(wrong)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


#: What takes longest comes first: several processes share the files, and are done at about the same time.
_LONGEST_FIRST = (
    "certification", "screens", "outward", "faults", "conversations", "console_screens", "guided_set_up", "import",
    "backfill", "widgets", "export", "why_not", "visibility", "set_up", "one_person", "moving", "several", "crashes",
    "generations", "console_operator", "pushes", "sources", "erasing", "workflow", "job_page", "widgets_on_pages",
)  # fmt: skip
_PLACES = {f"test_{name}": place for place, name in enumerate(_LONGEST_FIRST)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first journey's time includes the start of everything: on a busy machine that takes minutes."""
    items.sort(key=lambda item: _PLACES.get(item.path.stem, len(_PLACES)))
    for item in items:
        if ROOT / "tests" / "journeys" in item.path.parents:
            item.add_marker(pytest.mark.timeout(300))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True
    return report


def _watch(page: Page, wrong: list[str]) -> None:
    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and not _OWN_MATTER.search(message.text):
            wrong.append(f"{message.text} at {message.location.get('url', '')}")

    page.on("console", console)
    page.on("pageerror", lambda error: wrong.append(f"{error} at {page.url}"))
    page.on(
        "response",
        lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None,
    )


def _picture(page: Page, name: str) -> None:
    EVIDENCE.mkdir(exist_ok=True)
    page.screenshot(path=EVIDENCE / (re.sub(r"[^\w.-]+", "-", name)[:120] + ".png"), full_page=True)
