"""The widgets in a real browser: on a page of another origin with a strict policy, through every state of every frame.

The page is nobody's product; the sandbox is a process of its own, so these journeys need no Recruit.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.axe import axe_violations
from tests.journeys.framed import APPLYING, CONFIGURATION, CONVERSION, PROFILE, Widget, sit, told
from tests.linkedin_sandbox.records import NOOR, ODILE
from tests.linkedin_sandbox.widget_cast import WORLD_WITH_ADA, allow


def test_ada_connects_the_ats_in_the_configuration_plugin(widget, linkedin, site):
    """M-37."""
    linkedin.post("reset", **WORLD_WITH_ADA)
    record = {"uniqueForeignId": "bluebird", "name": "Acorn ATS - Bluebird", "description": "RSC"}
    parent = linkedin.parent()
    client_id = parent.post("/v2/provisionedApplications", record).body["credentials"]["client_id"]
    ats = type(parent)(linkedin, client_id=client_id, token="")
    allow(linkedin, ats, site.origin)
    plugin = widget(CONFIGURATION, client_id)

    plugin.says("Sign in to LinkedIn Recruiter").looks_well()
    plugin.press("Rosa Lind").says("An administrator of Recruiter has to do this")
    plugin.looks_well()
    plugin.press("Change seat").says("Whose seat do you take?").press("Ada Oye")
    plugin.says("Connect Acorn ATS - Bluebird with LinkedIn").looks_well()
    plugin.frame.get_by_label("Recruiter System Connect, for the whole company").check()
    plugin.press("Continue").says("Let Acorn ATS - Bluebird ask for this?").looks_well()
    plugin.press("Confirm").says("Your ATS knows").looks_well()

    [integrations] = told(plugin, "onIntegrate")
    assert [one["integrationType"] for one in integrations] == [
        "ONE_CLICK_EXPORT",
        "IN_ATS_INDICATOR",
        "PROFILE_PLUGIN",
        "CSA_API",
    ]
    plugin.page.reload()
    plugin.says("Connect Acorn ATS - Bluebird with LinkedIn").looks_well()


def test_rosa_sees_why_there_is_no_profile(widget, linkedin, ats):
    """M-37."""
    plugin = widget(PROFILE, ats.client_id)

    plugin.says("Sign in to LinkedIn Recruiter").looks_well()
    plugin.press("Odile Marchetti").says("No Recruiter licence for this").looks_well()
    plugin.press("Change seat").press("Rosa Lind").says("Profiles are not switched on for this ATS")
    plugin.looks_well()
    linkedin.post("integrations/enable", client_id=ats.client_id)
    plugin.page.reload()
    plugin.says("LinkedIn does not know this candidate yet").looks_well()
    linkedin.post("transitions", matching={"after_seconds": 3600})
    ats.add_candidate()
    plugin.press("Look again").says("LinkedIn is still looking").looks_well()


def test_rosa_links_by_hand_and_unlinks(widget, customer):
    """M-37."""
    customer.add_candidate(emailAddresses=["other@example.org"], firstName="Odile", lastName="Marchetti")
    plugin = widget(PROFILE, customer.client_id)
    sit(plugin, "Rosa Lind")

    plugin.says("No profile found").looks_well()
    plugin.press("Search").looks_well()
    plugin.press("Link Odile Marchetti").says("Odile Marchetti").looks_well()
    assert told(plugin, "onLink") == [customer.urn(ODILE)]

    plugin.press("Not the right person?").says("Is Odile Marchetti not this candidate?")
    plugin.looks_well()
    plugin.press("Unlink").says("No profile found")
    assert told(plugin, "onUnlink") == [customer.urn(ODILE)]


def test_rosa_chooses_among_several(widget, customer):
    """M-37."""
    customer.add_candidate(linkedInProfileUrl="https://www.linkedin.com/in/invented-odile")
    plugin = widget(PROFILE, customer.client_id)
    sit(plugin, "Rosa Lind")

    plugin.says("Several profiles fit").looks_well()
    plugin.press("Link Noor Haddad").says("Noor Haddad")

    assert told(plugin, "onLink") == [customer.urn(NOOR)]


def test_rosa_works_on_a_profile_without_leaving_the_ats(widget, customer, linkedin, site):
    """M-37."""
    customer.add_candidate()
    plugin = widget(PROFILE, customer.client_id)
    sit(plugin, "Rosa Lind")
    plugin.says("Noor Haddad")

    plugin.press("Save to project").looks_well()
    plugin.frame.get_by_label("Name of a new project").fill("Welders")
    plugin.press("Save", exact=True)
    plugin.frame.get_by_text("Saved to “Welders”").wait_for()
    plugin.press("Send InMail").looks_well()
    expect(plugin.frame.get_by_label("Subject")).to_be_focused()
    plugin.frame.get_by_label("Subject").fill("A job in Linz")
    plugin.frame.get_by_label("Message to").fill("Would you like to talk?")
    plugin.press("Send", exact=True)
    plugin.frame.get_by_text("Your InMail to Noor Haddad has been sent").wait_for()
    plugin.press("Write a note")
    plugin.frame.get_by_label("Note").fill("Open to relocation.")
    plugin.frame.get_by_label("Who sees it").select_option(label="Only me")
    plugin.looks_well()
    plugin.press("Keep the note")
    plugin.frame.get_by_text("only you").wait_for()
    plugin.looks_well()
    assert plugin.page.evaluate("history.length") <= 2, "the frame's forms are no steps of the page"

    plugin.press("Change seat").press("Ada Oye").says("Noor Haddad").press("Recruiting activities")
    expect(plugin.frame.get_by_text("InMail by Rosa Lind")).to_be_visible()
    expect(plugin.frame.get_by_text("Would you like to talk?")).to_have_count(0)
    expect(plugin.frame.get_by_text("Open to relocation.")).to_have_count(0)
    plugin.looks_well()
    opened = plugin.frame.get_by_role("link", name="Open in Recruiter").get_attribute("href")
    assert opened == f"/recruiter/people/{NOOR}"


def test_who_sits_in_the_console_is_signed_in_in_the_widget(page, customer, site, linkedin):
    """M-37."""
    customer.add_candidate()
    page.goto(f"http://127.0.0.1:{linkedin.port}/recruiter/sign-in")
    page.get_by_role("button", name="Rosa Lind").click()

    page.goto(site.show(PROFILE, api_key=customer.client_id))

    Widget(page).says("Noor Haddad")


def test_noor_applies_with_her_profile(widget, customer, linkedin):
    """M-37."""
    button = widget(APPLYING.format(size="medium", colour="blue"), customer.client_id)
    button.says("Apply with LinkedIn (sandbox)").looks_well()

    button.press("Apply with LinkedIn").says("Sign in to LinkedIn").looks_well()
    button.frame.get_by_label("Name, title or employer").fill("noor")
    button.press("Search").press("I am Noor Haddad")
    button.says("Share your profile with Acorn ATS - bluebird?").looks_well()
    button.press("Cancel").says("Apply with LinkedIn (sandbox)")
    assert button.was_told() == []

    button.press("Apply with LinkedIn").says("Share your profile with Acorn ATS - bluebird?").press("Allow")
    profile, signature = told(button, "onProfile")
    assert profile["firstName"] == "Noor"
    assert len(signature) == 64
    button.looks_well()
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
    """M-37."""
    button = widget(APPLYING.format(size=size, colour=colour), customer.client_id)

    button.says("Apply with LinkedIn (sandbox)").looks_well()
