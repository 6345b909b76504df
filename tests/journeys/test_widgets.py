"""The widgets in a real browser: on a page of another origin with a strict policy, through every state of every frame.

The page is nobody's product; the sandbox is a process of its own, so these journeys need no Recruit.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import FrameLocator, expect
from tests.journeys.axe import axe_violations
from tests.journeys.foreign_page import ForeignSite
from tests.journeys.windows import EVIDENCE, NARROW, WIDE
from tests.linkedin_sandbox.records import CONTEXT, NOOR, ODILE
from tests.linkedin_sandbox.server import start_sandbox, until
from tests.linkedin_sandbox.widget_cast import WORLD_WITH_ADA, allow

FOLDER = EVIDENCE / "widgets"
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


@pytest.fixture(scope="module")
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

    def looks_well(self, name: str) -> Widget:
        """No violation; nothing cut off; one picture for each width."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        for suffix, size in (("wide", WIDE), ("narrow", NARROW)):
            self.page.set_viewport_size(size)
            self.is_as_large_as_its_content()
            self.page.screenshot(path=FOLDER / f"{name}-{suffix}.png", full_page=True)
        frame = self.page.frames[1]
        assert axe_violations(frame) == []
        assert axe_violations(self.page) == []
        self.page.set_viewport_size(WIDE)
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


def test_ada_connects_the_ats_in_the_configuration_plugin(widget, linkedin, site):
    linkedin.post("reset", **WORLD_WITH_ADA)
    record = {"uniqueForeignId": "bluebird", "name": "Acorn ATS - Bluebird", "description": "RSC"}
    parent = linkedin.parent()
    client_id = parent.post("/v2/provisionedApplications", record).body["credentials"]["client_id"]
    ats = type(parent)(linkedin, client_id=client_id, token="")
    allow(linkedin, ats, site.origin)
    plugin = widget(CONFIGURATION, client_id)

    plugin.says("Sign in to LinkedIn Recruiter").looks_well("configuration-signed-out")
    plugin.press("Rosa Lind").says("An administrator of Recruiter has to do this")
    plugin.looks_well("configuration-not-admin")
    plugin.press("Change seat").says("Whose seat do you take?").press("Ada Oye")
    plugin.says("Connect Acorn ATS - Bluebird with LinkedIn").looks_well("configuration-choose")
    plugin.frame.get_by_label("Recruiter System Connect, for the whole company").check()
    plugin.press("Continue").says("Let Acorn ATS - Bluebird ask for this?").looks_well("configuration-review")
    plugin.press("Confirm").says("Your ATS knows").looks_well("configuration-done")

    [integrations] = told(plugin, "onIntegrate")
    assert [one["integrationType"] for one in integrations] == [
        "ONE_CLICK_EXPORT",
        "IN_ATS_INDICATOR",
        "PROFILE_PLUGIN",
        "CSA_API",
    ]
    plugin.page.reload()
    plugin.says("Connect Acorn ATS - Bluebird with LinkedIn").looks_well("configuration-requested")


def test_rosa_sees_why_there_is_no_profile(widget, linkedin, ats):
    plugin = widget(PROFILE, ats.client_id)

    plugin.says("Sign in to LinkedIn Recruiter").looks_well("profile-signed-out")
    plugin.press("Odile Marchetti").says("No Recruiter licence for this").looks_well("profile-no-licence")
    plugin.press("Change seat").press("Rosa Lind").says("Profiles are not switched on for this ATS")
    plugin.looks_well("profile-off")
    linkedin.post("integrations/enable", client_id=ats.client_id)
    plugin.page.reload()
    plugin.says("LinkedIn does not know this candidate yet").looks_well("profile-unknown")
    linkedin.post("transitions", matching={"after_seconds": 3600})
    ats.add_candidate()
    plugin.press("Look again").says("LinkedIn is still looking").looks_well("profile-looking")


def test_rosa_links_by_hand_and_unlinks(widget, customer):
    customer.add_candidate(emailAddresses=["other@example.org"], firstName="Odile", lastName="Marchetti")
    plugin = widget(PROFILE, customer.client_id)
    sit(plugin, "Rosa Lind")

    plugin.says("No profile found").looks_well("profile-nobody")
    plugin.press("Search").looks_well("profile-search")
    plugin.press("Link Odile Marchetti").says("Odile Marchetti").looks_well("profile-matched")
    assert told(plugin, "onLink") == [customer.urn(ODILE)]

    plugin.press("Not the right person?").says("Is Odile Marchetti not this candidate?")
    plugin.looks_well("profile-unlink")
    plugin.press("Unlink").says("No profile found")
    assert told(plugin, "onUnlink") == [customer.urn(ODILE)]


def test_rosa_chooses_among_several(widget, customer):
    customer.add_candidate(linkedInProfileUrl="https://www.linkedin.com/in/invented-odile")
    plugin = widget(PROFILE, customer.client_id)
    sit(plugin, "Rosa Lind")

    plugin.says("Several profiles fit").looks_well("profile-several")
    plugin.press("Link Noor Haddad").says("Noor Haddad")

    assert told(plugin, "onLink") == [customer.urn(NOOR)]


def test_rosa_works_on_a_profile_without_leaving_the_ats(widget, customer, linkedin, site):
    customer.add_candidate()
    plugin = widget(PROFILE, customer.client_id)
    sit(plugin, "Rosa Lind")
    plugin.says("Noor Haddad")

    plugin.press("Save to project").looks_well("profile-save")
    plugin.frame.get_by_label("Name of a new project").fill("Welders")
    plugin.press("Save", exact=True)
    plugin.frame.get_by_text("Saved to “Welders”").wait_for()
    plugin.press("Send InMail").looks_well("profile-write")
    expect(plugin.frame.get_by_label("Subject")).to_be_focused()
    plugin.frame.get_by_label("Subject").fill("A job in Linz")
    plugin.frame.get_by_label("Message to").fill("Would you like to talk?")
    plugin.press("Send", exact=True)
    plugin.frame.get_by_text("Your InMail to Noor Haddad has been sent").wait_for()
    plugin.press("Write a note")
    plugin.frame.get_by_label("Note").fill("Open to relocation.")
    plugin.frame.get_by_label("Who sees it").select_option(label="Only me")
    plugin.looks_well("profile-note")
    plugin.press("Keep the note")
    plugin.frame.get_by_text("only you").wait_for()
    plugin.looks_well("profile-activities")
    assert plugin.page.evaluate("history.length") <= 2, "the frame's forms are no steps of the page"

    plugin.press("Change seat").press("Ada Oye").says("Noor Haddad").press("Recruiting activities")
    expect(plugin.frame.get_by_text("InMail by Rosa Lind")).to_be_visible()
    expect(plugin.frame.get_by_text("Would you like to talk?")).to_have_count(0)
    expect(plugin.frame.get_by_text("Open to relocation.")).to_have_count(0)
    plugin.looks_well("profile-activities-of-others")
    opened = plugin.frame.get_by_role("link", name="Open in Recruiter").get_attribute("href")
    assert opened == f"/recruiter/people/{NOOR}"


def test_who_sits_in_the_console_is_signed_in_in_the_widget(page, customer, site, linkedin):
    customer.add_candidate()
    page.goto(f"http://127.0.0.1:{linkedin.port}/recruiter/sign-in")
    page.get_by_role("button", name="Rosa Lind").click()

    page.goto(site.show(PROFILE, api_key=customer.client_id))

    Widget(page).says("Noor Haddad")


def test_noor_applies_with_her_profile(widget, customer, linkedin):
    button = widget(APPLYING.format(size="medium", colour="blue"), customer.client_id)
    button.says("Apply with LinkedIn (sandbox)").looks_well("apply-button")

    button.press("Apply with LinkedIn").says("Sign in to LinkedIn").looks_well("apply-who")
    button.frame.get_by_label("Name, title or employer").fill("noor")
    button.press("Search").press("I am Noor Haddad")
    button.says("Share your profile with Acorn ATS - bluebird?").looks_well("apply-consent")
    button.press("Cancel").says("Apply with LinkedIn (sandbox)")
    assert button.was_told() == []

    button.press("Apply with LinkedIn").says("Share your profile with Acorn ATS - bluebird?").press("Allow")
    profile, signature = told(button, "onProfile")
    assert profile["firstName"] == "Noor"
    assert len(signature) == 64
    button.looks_well("apply-given")
    [start] = linkedin.get("awli", client_id=customer.client_id)["applies"]
    assert start["is_apply_starter"] is True

    thanks = widget(CONVERSION, customer.client_id)
    thanks.says("LinkedIn is told that the application is complete")
    expect(thanks.frame.locator("form")).to_have_count(0)
    [done] = linkedin.get("awli", client_id=customer.client_id)["applies"]
    assert done["completed_at"]
    assert axe_violations(thanks.page.frames[1]) == []


@pytest.mark.parametrize("size", ["small", "medium", "large"])
@pytest.mark.parametrize("colour", ["blue", "black", "white"])
def test_the_button_has_its_size_and_colour(widget, customer, size, colour):
    button = widget(APPLYING.format(size=size, colour=colour), customer.client_id)

    button.says("Apply with LinkedIn (sandbox)").looks_well(f"apply-{size}-{colour}")


def test_a_widget_that_comes_later_is_found_and_one_that_goes_is_forgotten(page, customer, site):
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
    page, said = complaints
    customer.add_candidate()
    page.goto(site.show(PROFILE.replace("page.onUnlink", "nobody.there"), api_key=customer.client_id))
    plugin = Widget(page)
    sit(plugin, "Rosa Lind")

    plugin.press("Not the right person?").press("Unlink").says("No profile found")

    assert [sentence for sentence in said if "names “nobody.there”, which is no function" in sentence]


def test_a_frame_does_not_listen_to_a_page_that_is_not_listed(complaints, site, linkedin, customer):
    """The frame's address alone, put on another page: the browser does not draw it."""
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
