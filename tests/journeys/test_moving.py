"""What becomes of one's own hand in the browser? One gesture, one change, a way back, and the same picture for two."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.screens import DESIGNER, press
from tests.journeys.stack import until

from config.demo import cast


@pytest.fixture
def rosa(recruit):
    tab = recruit(cast.ROSA)
    tab.open_position(DESIGNER)
    return tab


@pytest.fixture
def added(rosa, truth):
    """Somebody whom Rosa has added by hand to the position, on whose board her tab is again."""
    names = ("Tilda", f"Ahlgren{truth.count('people_person')}")
    page = rosa.page
    page.get_by_role("link", name="Add a candidate").click()
    page.get_by_label("First name").fill(names[0])
    page.get_by_label("Last name").fill(names[1])
    page.get_by_label("Source").select_option("Careers site")
    press("Add candidate", page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(names[1])
    expect(page.get_by_role("main")).to_contain_text("Source: Careers site")
    rosa.open_position(DESIGNER)
    return " ".join(names)


def steps_completed(truth, name):
    first, last = name.split()
    return truth.rows(
        "SELECT count(*) FROM hiring_processstep s JOIN hiring_hiringprocess h ON h.id = s.process_id "
        "JOIN people_person n ON n.id = h.person_id "
        "WHERE n.first_name = %s AND n.last_name = %s AND s.state = 'completed'",
        first, last,
    )[0][0]  # fmt: skip


def column(tab, title):
    return tab.page.get_by_role("region", name=re.compile(f"^{title}"))


def messages(tab):
    return tab.page.get_by_role("region", name="Messages")


def test_a_double_click_advances_once_and_undo_takes_it_back(rosa, added, truth):
    """M-35."""
    rosa.card(added).get_by_role("button", name="Advance").dblclick()

    expect(column(rosa, "Phone interview").get_by_role("link", name=added)).to_be_visible()
    expect(messages(rosa)).to_contain_text(f"{added} is now at Phone interview.")
    expect(messages(rosa).get_by_role("status")).to_have_count(1)
    assert steps_completed(truth, added) == 1

    rosa.page.keyboard.press("u")

    expect(column(rosa, "CV review").get_by_role("link", name=added)).to_be_visible()
    expect(messages(rosa)).to_contain_text(f"Undone: {added} is back where they were.")
    assert steps_completed(truth, added) == 0


def test_two_tabs_of_two_teammates_stay_in_step(rosa, recruit, added):
    """M-35."""
    hans = recruit(cast.HANS)
    hans.open_position(DESIGNER)

    rosa.advance(added)
    expect(column(hans, "Phone interview").get_by_role("link", name=added)).to_be_visible()
    hans.card(added).locator("summary").click()
    hans.page.get_by_role("button", name="Put on hold").click()
    expect(rosa.card(added)).to_contain_text("On hold")

    # An open menu stays open while a colleague's change comes in.
    menu = hans.card("Anna Kovacs").locator("details")
    menu.locator("summary").click()
    rosa.card(added).get_by_role("button", name="Resume").click()
    expect(hans.card(added)).not_to_contain_text("On hold")
    expect(menu).to_have_attribute("open", "")


def test_the_answer_to_a_button_that_is_gone_meanwhile_is_told(rosa, recruit, added, truth):
    """M-35."""
    hans = recruit(cast.HANS)
    hans.open_position(DESIGNER)
    page = rosa.page
    held = []
    page.route("**/advance*", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright notes things on it
    rosa.advance(added)
    until(lambda: (page.wait_for_timeout(20), held)[1], "the press is under way")

    hans.advance(added)
    expect(column(rosa, "Phone interview").get_by_role("link", name=added)).to_be_visible()
    held[0].continue_()

    expect(messages(rosa)).to_contain_text("Somebody was quicker")
    assert steps_completed(truth, added) == 1


def test_rejecting_asks_why_gives_the_focus_back_and_can_be_undone(rosa, added):
    """M-35."""
    page = rosa.page
    rosa.card(added).get_by_role("link", name=added).click()
    reject = page.get_by_role("button", name="Reject…")
    reject.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Reject", exact=True).click()
    expect(dialog).to_contain_text("Choose a reason or write one")
    page.keyboard.press("Escape")
    expect(reject).to_be_focused()

    reject.click()
    dialog.get_by_label("Skills do not fit").check()
    dialog.get_by_role("button", name="Reject", exact=True).dblclick()

    expect(messages(rosa)).to_contain_text(f"{added} is rejected.")
    expect(page.get_by_role("region", name="Positions")).to_contain_text("Reason: Skills do not fit")
    expect(page.get_by_role("button", name="Consider again")).to_be_visible()
    messages(rosa).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Advance to")).to_be_visible()
    expect(page.locator("#person-head")).to_contain_text("Undone")


def test_a_position_put_on_hold_says_so_in_both_tabs(rosa, recruit):
    """M-35."""
    hans = recruit(cast.HANS)
    hans.open_position(DESIGNER)

    rosa.change_status("Put on hold")

    for tab in (rosa, hans):
        expect(tab.page.locator("#position-head")).to_contain_text("On hold")
        expect(tab.page.get_by_role("link", name="Add a candidate")).to_have_count(0)
    hans.change_status("Reopen")
    expect(rosa.page.get_by_role("link", name="Add a candidate")).to_be_visible()


def test_a_lost_connection_says_so_and_what_was_missed_comes_back(rosa, recruit, added, truth):
    """M-35."""
    rosa.page.context.set_offline(True)

    expect(rosa.page.get_by_text("No connection to Recruit.")).to_be_visible()
    rosa.advance(added)
    expect(messages(rosa)).to_contain_text("Recruit cannot be reached.")
    assert steps_completed(truth, added) == 0
    hans = recruit(cast.HANS)
    hans.open_position(DESIGNER)
    hans.advance(added)
    until(lambda: steps_completed(truth, added) == 1)
    rosa.page.context.set_offline(False)

    expect(column(rosa, "Phone interview").get_by_role("link", name=added)).to_be_visible()
    expect(rosa.page.get_by_text("No connection to Recruit.")).to_be_hidden()


def test_a_session_that_ended_leads_to_the_door(rosa, added):
    """M-35."""
    rosa.page.context.clear_cookies(name="recruit_session")

    rosa.advance(added)

    rosa.page.wait_for_url("**/sign-in?next=**")
