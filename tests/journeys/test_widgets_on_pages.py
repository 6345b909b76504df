"""On which pages a widget shows itself, what it says when not, and that nobody else is listened to."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.axe import axe_violations
from tests.journeys.foreign_page import ForeignSite
from tests.journeys.framed import PROFILE, Widget, sit
from tests.linkedin_sandbox.records import CONTEXT
from tests.linkedin_sandbox.widget_cast import allow

pytestmark = pytest.mark.generations


def test_a_widget_that_comes_later_is_found_and_one_that_goes_is_forgotten(page, customer, site):
    """M-37."""
    customer.add_candidate()
    page.goto(site.show("", api_key=customer.client_id))
    page.wait_for_function("() => Boolean(window.IN)")

    page.evaluate(
        "attributes => addLater('IN/HcmWidget', attributes)",
        {"data-widget-type": "ATS", "data-ats-candidate-id": "c1", "data-integration-context": CONTEXT},
    )
    Widget(page).says("Sign in to LinkedIn Recruiter")

    page.evaluate("document.querySelector('main div').remove()")
    page.evaluate(
        "attributes => addLater('IN/HcmWidget', attributes)",
        {"data-widget-type": "ATS", "data-ats-candidate-id": "c2", "data-integration-context": CONTEXT},
    )
    widget = Widget(page)
    widget.says("Sign in to LinkedIn Recruiter").press("Rosa Lind")
    widget.says("LinkedIn does not know this candidate yet")


@pytest.fixture
def complaints(browser):
    """What the browser's console says, on a page where errors are what is looked for."""
    context = browser.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield page, said
    context.close()


@pytest.mark.parametrize(
    ("listed", "api_key", "extensions", "expected"),
    [
        (["https://ats.example"], None, None, "is not in validJsSdkDomains of “Acorn ATS - bluebird” (there: https://ats.example)"),
        ([], None, None, "(there: nothing yet)"),
        (["{origin}"], "86nobody", None, "no application has the api_key “86nobody”"),
        (["{origin}"], "", None, "has no line “api_key"),
        (["{origin}"], None, "HcmWidget@https://evil.example/x", "is not the address of HcmWidget"),
        (["{origin}"], None, "CandyWidget@https://www.linkedin.com/x", "there is no extension “CandyWidget”"),
        (["{origin}"], None, "", "no “extensions:” line names HcmWidget"),
    ],
)  # fmt: skip
def test_a_page_that_may_not_show_a_widget_learns_why(
    complaints, site, linkedin, customer, listed, api_key, extensions, expected
):
    """M-37."""
    page, said = complaints
    if listed or expected.startswith("(there"):
        allow(linkedin, customer, *[one.format(origin=site.origin) for one in listed])
    key = customer.client_id if api_key is None else api_key
    more = {} if extensions is None else {"extensions": extensions}

    page.goto(site.show(PROFILE, api_key=key, **more))
    page.wait_for_timeout(100)
    for _look in range(50):
        if any(expected in sentence for sentence in said):
            break
        page.wait_for_timeout(100)

    assert any(expected in sentence for sentence in said), said
    assert page.locator("iframe").count() == 0


def test_a_function_that_is_missing_is_named(complaints, site, linkedin, customer):
    """M-37."""
    page, said = complaints
    customer.add_candidate()
    page.goto(site.show(PROFILE.replace("page.onUnlink", "nobody.there"), api_key=customer.client_id))
    plugin = Widget(page)
    sit(plugin, "Rosa Lind")

    plugin.press("Not the right person?").press("Unlink").says("No profile found")

    assert [sentence for sentence in said if "names “nobody.there”, which is no function" in sentence]


def test_a_frame_does_not_listen_to_a_page_that_is_not_listed(complaints, site, linkedin, customer):
    """M-37: the frame's address alone, put on another page: the browser does not draw it."""
    page, said = complaints
    other = ForeignSite(site.sandbox)
    try:
        address = (
            f"{site.sandbox}/rsc/extensions/profile-widget?api_key={customer.client_id}&origin={site.origin}"
        )
        page.goto(other.show(f'<iframe title="stolen" src="{address}"></iframe>', api_key=customer.client_id))
        for _look in range(50):
            if any("frame-ancestors" in sentence for sentence in said):
                break
            page.wait_for_timeout(100)
    finally:
        other.close()

    assert any("frame-ancestors" in sentence for sentence in said), said


def test_messages_of_strangers_change_nothing(widget, customer):
    """M-37."""
    customer.add_candidate()
    plugin = widget(PROFILE, customer.client_id)
    sit(plugin, "Rosa Lind")
    plugin.says("Noor Haddad")
    before = plugin.page.locator("iframe").get_attribute("height")

    plugin.page.evaluate(
        """() => {
          const channel = JSON.parse(document.querySelector("iframe").name).channel;
          window.postMessage({ channel, what: "call", attribute: "onlink", arguments: ["forged"] }, "*");
          window.postMessage({ channel, what: "size", width: 1, height: 9999 }, "*");
        }"""
    )
    plugin.page.wait_for_timeout(200)

    assert plugin.was_told() == []
    assert plugin.page.locator("iframe").get_attribute("height") == before


def test_the_sandboxs_own_page_shows_all_widgets(page, customer, linkedin):
    """M-37."""
    customer.add_candidate()
    page.goto(f"http://127.0.0.1:{linkedin.port}/_sandbox/widgets-demo")
    page.get_by_role("link", name="Acorn ATS - bluebird").click()
    page.get_by_role("button", name="Add it to the list").click()

    expect(page.locator("span.IN-widget iframe")).to_have_count(3)
    for number, heading in enumerate(
        ["Sign in to LinkedIn Recruiter", "Sign in to LinkedIn Recruiter", "Apply with LinkedIn (sandbox)"]
    ):
        frame = page.frame_locator("span.IN-widget iframe").nth(number)
        expect(frame.get_by_role("heading", level=1)).to_have_text(heading)
    assert axe_violations(page) == []
