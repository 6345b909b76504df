"""A candidate is asked for consent, says without an account that their data shall go, and is gone."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests.journeys.stack import until

from config.demo import cast

SECONDS_30 = 30_000


def test_whoever_is_asked_and_says_erase_is_gone_with_a_receipt(recruit, recruit_stack, new_page):
    """M-42: the link in the mail needs no account; the receipt says that the candidate asked for it, and names nobody."""
    rosa = recruit(cast.ROSA)
    rosa.page.goto(f"{rosa.url}/candidates/new")
    rosa.page.get_by_label("First name").fill("Wanda")
    rosa.page.get_by_label("Last name").fill("Consenting")
    rosa.page.get_by_label("E-mail").fill("wanda@consenting.example")
    rosa.page.get_by_role("main").get_by_role("button", name="Add").click()
    expect(rosa.page.get_by_role("heading", level=1)).to_contain_text("Wanda Consenting")
    privacy = rosa.page.get_by_role("region", name="Privacy")
    expect(privacy).to_contain_text("No consent is on record")
    privacy.get_by_role("button", name="Ask for consent…").click()
    rosa.page.get_by_role("dialog").get_by_role("button", name="Send the mail").click()
    expect(privacy).to_contain_text("no answer yet", timeout=SECONDS_30)

    page = new_page()
    page.goto(f"{rosa.url}{until(lambda: link_in_mail(recruit_stack), 'the mail is sent')}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your data at")
    page.get_by_role("button", name="Erase my data").click()
    expect(page.get_by_role("status")).to_contain_text("has been told")

    expect(rosa.page.get_by_role("heading", level=1)).to_have_text(
        "This candidate is not there any more", timeout=SECONDS_30
    )
    ada = recruit(cast.ADA)
    ada.page.goto(f"{ada.url}/settings/erasures")
    newest = ada.page.locator("#receipt-rows").get_by_role("listitem").first
    expect(newest).to_contain_text("The candidate asked for it")
    expect(newest).not_to_contain_text("Consenting")
    page.goto(page.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link cannot be used")


def link_in_mail(stack):
    """The path of the page to which the mail to Wanda leads, once it lies in the data folder."""
    for file in sorted((stack.data / "mail").glob("*")):
        text = file.read_text()
        if "wanda@consenting.example" in text and (found := re.search(r"/your-data/\S+", text)):
            return found.group()
    return None
