"""A system beside Recruit is told what happens: it fails, it answers again, and Ada sees all of it without reloading."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.looks import wrong_with
from tests.recruit_webhooks.receiver import Answer, is_genuine, listening

from config.demo import cast

SECONDS_30 = 30_000
#: It is tried once more after five seconds: whether that or the hand is quicker is chance.
SEND = re.compile("Send (now|again)")


@pytest.fixture
def payroll():
    """A real receiver on this machine, which the installation names."""
    with listening() as receiver:
        yield receiver


@pytest.fixture
def ada(recruit):
    """She takes away again what she adds: an address that nobody listens to would be tried for days."""
    tab = recruit(cast.ADA)
    yield tab
    tab.page.goto(f"{tab.url}/settings/webhooks")
    tab.page.locator("#webhook-rows").get_by_role("link", name="Payroll").click()
    tab.page.once("dialog", lambda question: question.accept())
    tab.page.get_by_role("button", name="Remove").click()
    tab.page.wait_for_url("**/settings/webhooks")


def test_a_receiver_that_fails_and_answers_again_misses_nothing(ada, recruit, payroll):
    """M-35."""
    page = ada.page
    an_app_for(page, ada.url)
    secret = a_webhook(page, ada.url, payroll.url)
    page.get_by_role("link", name="I have kept it").click()
    deliveries = page.get_by_role("region", name="Deliveries").get_by_role("listitem")
    expect(deliveries).to_contain_text("Nothing was sent yet")

    page.get_by_role("button", name="Send a test event").click()
    expect(deliveries.first).to_contain_text("Delivered", timeout=SECONDS_30)
    payroll.answers = [Answer(503, body=b"We are out of order")]
    rosa = recruit(cast.ROSA)
    rosa.page.goto(f"{rosa.url}/candidates/new")
    rosa.page.get_by_label("First name").fill("Wilhelmina")
    rosa.page.get_by_label("Last name").fill("Hookstra")
    rosa.page.get_by_role("main").get_by_role("button", name="Add").first.click()
    rosa.page.wait_for_url("**/candidates/per_*")

    expect(deliveries.first).to_contain_text("Answered 503", timeout=SECONDS_30)
    expect(page.get_by_role("main")).to_contain_text("Nothing has arrived since")
    assert wrong_with(page) == []
    deliveries.first.get_by_role("link").click()
    attempts = page.get_by_role("list", name="Attempts").get_by_role("listitem")
    expect(attempts.first).to_contain_text("We are out of order")
    assert wrong_with(page) == []
    payroll.answers = [Answer(200)]
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("main")).to_contain_text("Delivered", timeout=SECONDS_30)

    person = rosa.page.url.rpartition("/")[2]
    tested, failed, *_, arrived = payroll.came
    assert tested.type == "webhook.test"
    assert all(is_genuine(came, secret) for came in payroll.came)
    assert failed.headers["webhook-id"] == arrived.headers["webhook-id"]
    assert arrived.payload["data"]["id"] == person
    page.get_by_role("link", name="Payroll").click()
    expect(page.get_by_role("main")).not_to_contain_text("Nothing has arrived since")


def an_app_for(page, url):
    page.goto(f"{url}/settings/api-apps")
    page.get_by_role("link", name="Add an API app").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What is the app called?").fill("Payroll system")
    dialog.get_by_label("Read candidates and their tags").check()
    dialog.get_by_role("button", name="Ask for approval").click()
    page.get_by_role("link", name="Review Payroll system").click()
    page.get_by_role("button", name="Approve and show its token").click()
    expect(page.get_by_role("heading", name="The token of Payroll system")).to_be_visible()


def a_webhook(page, url, address):
    page.goto(f"{url}/settings/webhooks")
    page.get_by_role("link", name="Add a webhook").first.click()
    page.get_by_label("For which API app?").select_option(label="Payroll system")
    page.get_by_label("What is it called?").fill("Payroll")
    page.get_by_label("To which address are events sent?").fill("http://payroll.example.com/")
    page.get_by_label("A candidate is added").check()
    page.get_by_role("button", name="Add and show its secret").click()
    expect(page.get_by_role("main")).to_contain_text("Use https")
    assert wrong_with(page) == []
    page.get_by_label("To which address are events sent?").fill(address)
    page.get_by_role("button", name="Add and show its secret").click()
    return page.get_by_role("textbox", name="Secret").input_value()
