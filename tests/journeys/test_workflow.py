"""A workflow that changes under way, cards moved by hand, and what an interviewer thinks: three people, one position."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.looks import wrong_with
from tests.journeys.screens import press
from tests.journeys.stack import until

from config.demo import cast

POSITION = "Gallery Installer"


@pytest.fixture
def rosa(recruit, truth):
    """Rosa's tab on the board of a position of this journey's own, with Ines on its team and one candidate."""
    tab = recruit(cast.ROSA, reduced_motion="reduce")
    page = tab.page
    page.goto(f"{tab.url}/positions/new")
    page.get_by_label("Name", exact=True).fill(POSITION)
    manager = page.get_by_label("Hiring manager")
    manager.select_option(label=manager.locator("option").filter(has_text="Hans").first.inner_text())
    press("Open position", page)
    tab.open_position(POSITION)
    tab.add_to_team("Rosa", role="Recruiter")
    tab.add_to_team("Ines", role="Interviewer")
    tab.open_position(POSITION)
    page.get_by_role("link", name="Add a candidate").click()
    page.get_by_label("First name").fill("Nils")
    page.get_by_label("Last name").fill(f"Abel{truth.count('people_person')}")
    press("Add candidate", page)
    tab.name = page.get_by_role("heading", level=1).inner_text().strip()
    tab.open_position(POSITION)
    return tab


def column(tab, title):
    return tab.page.get_by_role("region", name=re.compile(f"^{title}"))


def drop_out_of_sight(tab, title):
    """What the browser tells the page when a card is carried to a column that has to be scrolled to first."""
    carried = {"dataTransfer": tab.page.evaluate_handle("new DataTransfer()")}
    tab.card(tab.name).dispatch_event("dragstart", carried)
    for event in ("dragover", "drop"):
        column(tab, title).dispatch_event(event, carried)
    tab.card(tab.name).dispatch_event("dragend", carried)


def test_a_team_changes_its_workflow_moves_a_card_and_evaluates(rosa, recruit, truth):
    """M-35: and hires."""
    assert wrong_with(rosa.page) == []
    moves_a_card(rosa)
    drops_it_where_a_reason_is_asked_for(rosa)
    changes_the_workflow(rosa)
    evaluates_by_keyboard(recruit(cast.INES, reduced_motion="reduce"), rosa.name)
    proceeds_and_hires(rosa)
    filled = (
        "SELECT count(*) FROM positions_opening o JOIN positions_position p ON p.id = o.position_id "
        "WHERE p.name = %s AND o.filled_at IS NOT NULL"
    )
    until(lambda: truth.rows(filled, POSITION)[0][0] >= 1)


def moves_a_card(tab):
    """Dragged to another column, and back by the message's key; then the same by the keyboard alone."""
    page = tab.page
    tab.card(tab.name).drag_to(column(tab, "Hiring manager review"))
    expect(column(tab, "Hiring manager review").get_by_role("link", name=tab.name)).to_be_visible()
    page.keyboard.press("u")
    expect(column(tab, "CV review").get_by_role("link", name=tab.name)).to_be_visible()
    # Once the board that has come back listens.
    expect(page.locator(".htmx-added")).to_have_count(0)
    tab.card(tab.name).get_by_role("link", name=tab.name).focus()
    page.keyboard.press("m")
    page.get_by_role("dialog").get_by_role("radio", name="Phone interview").press("Space")
    assert wrong_with(tab.page) == []
    page.keyboard.press("Enter")
    expect(column(tab, "Phone interview").get_by_role("link", name=tab.name)).to_be_visible()


def drops_it_where_a_reason_is_asked_for(tab):
    """Whoever thinks better of it changes nothing."""
    drop_out_of_sight(tab, "Rejected")
    expect(tab.page.get_by_role("dialog")).to_contain_text("Why?")
    assert wrong_with(tab.page) == []
    tab.page.keyboard.press("Escape")


def changes_the_workflow(tab):
    """A row dragged up by its grip, one moved by its button, one taken out, one added, and somebody who takes part."""
    page = tab.page
    page.get_by_role("link", name="Workflow").click()
    rows = page.locator("[data-step-row]")
    expect(rows).to_have_count(6)
    rows.nth(4).locator("[data-grip]").drag_to(rows.nth(2))
    page.get_by_role("button", name="Move Hire paperwork up").click()
    expect(rows.nth(4).get_by_label("Name of the step")).to_have_value("Hire paperwork")
    page.get_by_role("button", name="Remove CV review").click()
    page.get_by_label("Step to add").select_option(label="Test")
    page.get_by_role("button", name="Add step").click()
    expect(rows).to_have_count(6)
    rows.nth(0).locator("summary").click()
    rows.nth(0).get_by_label("Ines").check()
    rows.nth(0).get_by_label("What they should know").fill("Ask about heights.")
    assert wrong_with(tab.page) == []
    page.get_by_role("button", name="Save workflow").click()
    expect(page.get_by_role("region", name="Messages")).to_contain_text(
        f"The workflow of {POSITION} is saved."
    )
    expect(rows.nth(0).get_by_label("Name of the step")).to_have_value("Phone interview")
    names = [row.get_by_label("Name of the step").input_value() for row in rows.all()]
    assert names[-1] == "Test"
    assert set(names) == {
        "Phone interview", "Offer", "Hiring manager review", "Interview", "Hire paperwork", "Test",
    }  # fmt: skip


def evaluates_by_keyboard(tab, name):
    """Ines finds it among her tasks."""
    page = tab.page
    page.get_by_role("link", name="My tasks").click()
    assert wrong_with(tab.page) == []
    page.get_by_role("listitem").filter(has_text=name).get_by_role("link", name="Evaluate").click()
    first = page.get_by_role("group").filter(has_text="Skill in the field")
    first.get_by_role("radio", name="1 of 5 stars").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(first.get_by_role("radio", name="4 of 5 stars")).to_be_checked()
    page.get_by_label("What did you see and hear?").fill("Climbs like a cat.")
    page.get_by_role("radio", name="Not sure").check()
    assert wrong_with(tab.page) == []
    page.get_by_role("button", name="Submit evaluation").click()
    expect(page.get_by_role("heading", name="My tasks")).to_be_visible()


def proceeds_and_hires(tab):
    """Rosa reads what Ines thinks, is asked whether to proceed, says yes, and hires."""
    page = tab.page
    tab.open_person(tab.name)
    expect(page.get_by_role("region", name="Evaluation")).to_contain_text("Climbs like a cat.")
    positions = page.get_by_role("region", name="Positions")
    expect(positions).to_contain_text("Proceed with candidate")
    assert wrong_with(tab.page) == []
    page.get_by_role("button", name="Go at Proceed with candidate", exact=True).click()
    expect(positions.locator(".steps-line .current")).not_to_have_text(re.compile("Proceed"))
    positions.locator("summary[aria-label^='More']").click()
    page.get_by_role("link", name="Hire now…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("First day of work").fill("2027-01-04")
    assert wrong_with(tab.page) == []
    dialog.get_by_role("button", name="Hire", exact=True).click()
    expect(page.get_by_role("region", name="Messages")).to_contain_text("is hired.")
    activity = page.get_by_role("region", name="Activity and notes")
    expect(activity).to_contain_text(f"filling “{POSITION}”")
