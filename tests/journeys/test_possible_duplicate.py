"""Is somebody who is typed in a second time noticed at once, told with the reason, and answered on the spot?"""

from __future__ import annotations

from playwright.sync_api import expect
from tests.journeys.looks import wrong_with

from config.demo import cast


def _add(rosa, first, last, phone):
    page = rosa.page
    page.goto(f"{rosa.url}/candidates/new")
    page.get_by_label("First name").fill(first)
    page.get_by_label("Last name").fill(last)
    page.get_by_label("Phone").fill(phone)
    page.get_by_role("button", name="Add candidate").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{first} {last}")


def test_rosa_types_in_a_candidate_who_is_known_and_says_that_they_are_two(recruit):
    """M-27, M-28: noticed at once, with the reason, and answered on the spot."""
    rosa = recruit(cast.ROSA)
    page = rosa.page
    for first, phone in (("Jürgen Wöhrmann", "+49 151 2345 6789"), ("Juergen Woehrmann", "0151 23456789")):
        _add(rosa, *first.split(), phone)

    warning = page.get_by_role("status").filter(has_text="Possible duplicate of")
    expect(warning).to_contain_text("Jürgen Wöhrmann")
    expect(warning).to_contain_text("The same phone number but for its beginning")
    assert wrong_with(page) == []

    page.get_by_role("navigation").get_by_role("link", name="Duplicates").first.click()
    row = page.get_by_role("main").get_by_role("listitem").filter(has_text="Wöhrmann")
    expect(row).to_be_visible()
    assert wrong_with(page) == []
    row.get_by_role("button", name="different people").click()
    expect(row).to_have_count(0)
