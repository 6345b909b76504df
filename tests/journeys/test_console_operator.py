"""Does whoever runs the sandbox see what happens while it happens? The persona Sandbox, in a browser."""

from __future__ import annotations

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.journeys.console_scene import Scene

# The page asks every two seconds.
SOON = 8000


def call(scene: Scene, path: str) -> None:
    """Somebody without a token asks LinkedIn, and is refused."""
    with pytest.raises(HTTPError, match="401"):
        urlopen(Request(f"{scene.url}{path}"))


def control(scene: Scene, path: str, **body: object) -> dict[str, object]:
    sent = json.dumps(body).encode() if body else None
    request = Request(f"{scene.url}/_sandbox/{path}", data=sent, headers={"Content-Type": "application/json"})
    return dict(json.load(urlopen(request)))


def row(page: Page, text: str) -> Locator:
    return page.locator("[data-rows] tr", has_text=text)


def test_what_is_new_appears_by_itself_and_is_announced(scene: Scene, page: Page) -> None:
    """M-37."""
    page.goto(f"{scene.url}/recruiter/operator/journal")

    call(scene, "/v2/atsBrandNew")

    expect(row(page, "/v2/atsBrandNew")).to_be_visible(timeout=SOON)
    expect(page.locator("[data-live-says]")).to_contain_text("the latest GET /v2/atsBrandNew", timeout=SOON)
    expect(row(page, "/v2/atsBrandNew").locator("time")).not_to_contain_text("UTC")


def test_the_reader_keeps_the_place(scene: Scene, page: Page) -> None:
    """M-37."""
    page.set_viewport_size({"width": 1000, "height": 500})
    page.goto(f"{scene.url}/recruiter/operator/journal")
    read = page.locator("[data-rows] tr").nth(9)
    number = read.get_attribute("data-entry")
    read.scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(300)
    kept = page.locator(f'[data-entry="{number}"]')
    before = kept.bounding_box()
    assert before is not None

    for turn in range(3):
        call(scene, f"/v2/atsMeanwhile{turn}")

    above = page.get_by_role("link", name="above")
    expect(above).to_have_text("3 new exchanges above", timeout=SOON)
    after = kept.bounding_box()
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2
    above.click()
    expect(row(page, "/v2/atsMeanwhile2")).to_be_in_viewport()
    expect(above).to_be_hidden()


def test_it_pauses_and_goes_on(scene: Scene, page: Page) -> None:
    """M-37."""
    page.goto(f"{scene.url}/recruiter/operator/journal")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Paused: nothing new appears until you go on.")).to_be_visible()

    call(scene, "/v2/atsWhilePaused")
    page.wait_for_timeout(3000)
    expect(row(page, "/v2/atsWhilePaused")).to_have_count(0)
    page.get_by_role("button", name="Go on").click()

    expect(row(page, "/v2/atsWhilePaused")).to_be_visible(timeout=SOON)


def test_only_what_fits_the_filter_appears(scene: Scene, page: Page) -> None:
    """M-37."""
    page.goto(f"{scene.url}/recruiter/operator/journal")
    page.get_by_label("Words in it").fill("atsWanted")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{scene.url}/recruiter/operator/journal?text=atsWanted")
    expect(page.get_by_text("No exchange fits.")).to_be_visible()

    call(scene, "/v2/atsUnwanted")
    call(scene, "/v2/atsWanted")

    expect(row(page, "/v2/atsWanted")).to_be_visible(timeout=SOON)
    expect(page.locator("[data-rows] tr")).to_have_count(1)
    expect(page.get_by_text("No exchange fits.")).to_have_count(0)


def test_an_exchange_folds_and_is_carried_into_a_shell(scene: Scene, page: Page) -> None:
    """M-37."""
    page.goto(f"{scene.url}/recruiter/operator/journal?resource=atsCandidates")
    page.locator("[data-row]").first.click()
    line = page.locator("#request .json-name", has_text="externalProfileUrl")
    expect(line).to_be_visible()

    page.get_by_role("button", name="Fold the request", exact=True).click()
    expect(line).to_be_hidden()
    page.get_by_role("button", name="Unfold the request", exact=True).click()
    expect(line).to_be_visible()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as curl").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("curl --globoff -X PUT")
    assert "Bearer YOUR_TOKEN" in copied


def test_moments_are_typed_in_the_readers_zone(scene: Scene, new_page) -> None:
    """M-37."""
    page = new_page(timezone_id="Pacific/Auckland", locale="en-GB")
    page.goto(f"{scene.url}/recruiter/operator/clock")
    page.get_by_role("button", name="Stop it here").click()
    page.get_by_label("Date and time").fill("2026-01-05T22:00:00")
    page.get_by_role("button", name="Travel", exact=True).click()

    expect(page.locator(".big-time")).to_have_text("5 Jan 2026, 22:00:00")
    assert control(scene, "clock")["now"] == 1_767_603_600_000
    expect(page.locator(".clock-banner")).to_contain_text("stands still")
    page.get_by_role("button", name="Back to the machine").click()
    expect(page.locator(".clock-banner")).to_have_count(0)


def test_a_fault_is_asked_only_for_what_its_kind_looks_at(scene: Scene, page: Page) -> None:
    """M-37."""
    page.goto(f"{scene.url}/recruiter/operator/faults")
    expect(page.get_by_label("Status")).to_be_hidden()

    page.get_by_role("link", name="30 seconds of silence").click()

    expect(page.get_by_label("Seconds")).to_have_value("30")
    expect(page.get_by_label("Status")).to_be_hidden()
    page.get_by_label("What goes wrong").select_option("malformed")
    expect(page.get_by_label("Seconds")).to_be_hidden()
    page.get_by_label("Form").select_option("html")
    page.get_by_label("Resource").fill("atsNothing")
    page.get_by_role("button", name="Add this fault").click()
    expect(page.locator("#toasts")).to_contain_text("waits for the next call that fits")
    [fault] = control(scene, "faults")["faults"]  # type: ignore[misc]  # a list, as control says
    assert (fault["kind"], fault["details"]) == ("malformed", {"form": "html"})
    page.get_by_role("button", name="Remove", exact=False).first.click()


def test_without_scripts_everything_can_be_set(scene: Scene, new_page) -> None:
    """M-37."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{scene.url}/recruiter/operator/faults?preset=once")
    page.get_by_role("button", name="Add this fault").click()
    expect(page.locator("#toasts")).to_contain_text("waits for the next call that fits")
    page.get_by_role("button", name="Remove all").click()
    page.goto(f"{scene.url}/recruiter/operator/journal?status=2xx")
    expect(page.locator("[data-rows] tr").first).to_be_visible()
    page.goto(f"{scene.url}/recruiter/operator/clock")
    page.get_by_label("Date and time (UTC)").fill("2026-05-04T12:00:00")
    page.get_by_role("button", name="Travel", exact=True).click()
    expect(page.locator(".big-time")).to_contain_text("4 May 2026, 12:00 UTC")
    page.get_by_role("button", name="Back to the machine").click()
    page.goto(f"{scene.url}/recruiter/operator/transitions")
    page.get_by_label("at once").first.check()
    page.get_by_role("button", name="Set job postings").click()
    expect(page.locator("#toasts")).to_contain_text("at once, from now on")
    page.get_by_role("button", name="As usual").click()
