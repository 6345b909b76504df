"""What do the widgets' journeys have? A sandbox alone, a foreign page, and the widget that stands on it."""

from __future__ import annotations

import pytest
from playwright.sync_api import FrameLocator, expect
from tests.journeys.axe import axe_violations
from tests.journeys.foreign_page import ForeignSite
from tests.journeys.looks import WINDOWS
from tests.linkedin_sandbox.callbacks import callback
from tests.linkedin_sandbox.records import CONTEXT
from tests.linkedin_sandbox.server import start_sandbox, until
from tests.linkedin_sandbox.widget_cast import WORLD_WITH_ADA, allow

CONFIGURATION = (
    '<script type="IN/ATSIntegrationWidget" data-onintegrate="onIntegrate" '
    'data-supported-bundled-integration-types="RECRUITER_SYSTEM_CONNECT_COMPANY,RECRUITER_SYSTEM_CONNECT_CONTRACT">'
    "</script>"
)
PROFILE = (
    f'<script type="IN/HcmWidget" data-widget-type="ATS" data-ats-candidate-id="c1" data-integration-context="{CONTEXT}" '
    'data-show-unlink-url="true" data-confirm-unlink="true" data-onlink="page.onLink" data-onunlink="page.onUnlink" '
    'data-width="800"></script>'
)
APPLYING = (
    f'<script type="IN/AwliWidget" data-mode="BUTTON_DATA" data-callback-method="onProfile" data-size="{{size}}" '
    f'data-color="{{colour}}" data-integration-context="{CONTEXT}" data-company-job-code="4411"></script>'
)
CONVERSION = (
    f'<script type="IN/AwliWidget" data-mode="CONVERSION" data-integration-context="{CONTEXT}" '
    'data-company-job-code="4411"></script>'
)


@pytest.fixture(scope="session")
def linkedin(tmp_path_factory):
    server = start_sandbox(tmp_path_factory.mktemp("sandbox"))
    yield server
    server.process.terminate()
    assert server.process.wait(timeout=20) == 0


@pytest.fixture
def site(linkedin):
    site = ForeignSite(f"http://127.0.0.1:{linkedin.port}")
    yield site
    site.close()


@pytest.fixture
def ats(linkedin, site):
    """Bluebird's ATS, provisioned, with nothing chosen; the foreign page is on its list."""
    linkedin.post("reset", **WORLD_WITH_ADA)
    ats = linkedin.provision()
    allow(linkedin, ats, site.origin)
    return ats


@pytest.fixture
def customer(linkedin, site):
    linkedin.post("reset", **WORLD_WITH_ADA)
    ats = linkedin.customer()
    allow(linkedin, ats, site.origin)
    return ats


class Widget:
    """The one widget of a page, looked at and looked after."""

    def __init__(self, page) -> None:
        self.page = page

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("span.IN-widget iframe")

    def says(self, heading: str) -> Widget:
        expect(self.frame.get_by_role("heading", level=1)).to_have_text(heading)
        return self

    def press(self, name: str, *, exact: bool = False) -> Widget:
        self.frame.get_by_role("button", name=name, exact=exact).first.click()
        return self

    def looks_well(self) -> Widget:
        """No violation, and nothing cut off, in the frame and around it."""
        for name, (window, colours) in WINDOWS.items():
            self.page.set_viewport_size(window)
            self.page.emulate_media(color_scheme=colours)
            self.is_as_large_as_its_content()
            assert axe_violations(self.page.frames[1]) == [], name
        assert axe_violations(self.page) == []
        return self

    def is_as_large_as_its_content(self) -> None:
        """Neither cut off nor with a bar to scroll by, once the browser has settled."""
        expect(self.page.locator("span.IN-widget iframe")).to_have_count(1)
        until(self._fits, seconds=5)

    def _fits(self) -> bool:
        frame = self.page.frames[1]
        height = self.page.evaluate("document.querySelector('span.IN-widget iframe').height")
        wanted = frame.evaluate("document.body.getBoundingClientRect().height")
        is_wide_enough = "document.documentElement.scrollWidth <= window.innerWidth"
        return (
            abs(float(height) - wanted) <= 1
            and frame.evaluate(is_wide_enough)
            and self.page.evaluate(is_wide_enough)
        )

    def was_told(self) -> list[object]:
        return self.page.evaluate("window.called")


@pytest.fixture
def widget(page, site):
    def show(content: str, api_key: str) -> Widget:
        page.goto(site.show(content, api_key=api_key))
        return Widget(page)

    return show


def sit(widget: Widget, name: str) -> None:
    widget.says("Sign in to LinkedIn Recruiter").press(name)


def told(widget: Widget, name: str) -> list[object]:
    """The arguments of the page's function, once it has been called."""
    widget.page.wait_for_function("name => window.called.some(([one]) => one === name)", arg=name)
    [arguments] = [values for one, values in widget.was_told() if one == name]
    return arguments


__all__ = ["ats", "callback", "customer", "linkedin", "site", "widget"]
