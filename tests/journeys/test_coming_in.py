"""Coming in by a link and by a passkey: a real browser, a real mail, and the browser's own authenticator."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect
from tests.journeys.stack import until

from config.demo import cast


def _link_in(folder, address: str) -> str:
    """The path of the link in the newest mail to this address, once it lies there."""

    def newest() -> str:
        for file in sorted(folder.glob("*.log"), key=lambda each: each.stat().st_mtime, reverse=True):
            text = file.read_text("utf-8").replace("=\n", "")
            if address in text and (found := re.search(r"https?://\S+/invitation/\S+", text)):
                return urlsplit(found.group()).path
        return ""

    return until(newest, f"a mail to {address}")


def test_an_invited_teammate_comes_in_adds_a_passkey_and_signs_in_by_it(recruit, recruit_stack, new_page):
    """M-35: teammates come in by themselves."""
    ada = recruit(cast.ADA).page
    ada.goto(f"{recruit_stack.web_url}/settings/teammates")
    ada.get_by_role("button", name="Invite a teammate").click()
    dialog = ada.get_by_role("dialog")
    dialog.get_by_label("E-mail").fill("nils.nystrom@guests.example")
    dialog.get_by_label("Company role").select_option(label="Recruiter")
    dialog.get_by_role("button", name="Send the invitation").click()
    expect(ada.get_by_text("is on its way.")).to_be_visible()
    expect(
        ada.get_by_role("button", name="Take back the invitation of nils.nystrom@guests.example")
    ).to_be_visible()

    # Browsers tie passkeys to a name: under its address as a number the site offers none.
    named = recruit_stack.web_url.replace("127.0.0.1", "localhost")
    nils = new_page()
    keys = nils.context.new_cdp_session(nils)
    keys.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    nils.goto(named + _link_in(recruit_stack.data / "mail", "nils.nystrom@guests.example"))
    nils.get_by_label("First name").fill("Nils")
    nils.get_by_label("Last name").fill("Nyström")
    nils.get_by_label("Password").fill("wheelbarrow lantern sunday")
    nils.get_by_role("button", name="Come in").click()
    nils.get_by_role("link", name="Nils Nyström").click()
    nils.get_by_role("link", name="Password and second factor").click()
    nils.get_by_label("Name of a new passkey").fill("Nils's laptop")
    nils.get_by_role("button", name="Add a passkey").click()
    expect(nils.get_by_label("Name of the passkey Nils's laptop")).to_be_visible()
    nils.get_by_role("button", name="Sign out").click()
    nils.get_by_role("button", name="Sign in with a passkey").click()

    expect(nils.get_by_role("link", name="Nils Nyström")).to_be_visible()
    nils.goto(f"{named}/account/sessions")
    expect(nils.get_by_text("with passkey")).to_be_visible()
