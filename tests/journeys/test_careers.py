"""From the careers site to the candidate: a visitor with the form, a member with Apply with LinkedIn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect
from tests.journeys.linkedin import Newcomer, Sandbox
from tests.journeys.recruit import Recruit
from tests.journeys.stack import Stack, until
from tests.journeys.truth import Truth

from config.demo import cast

SITE = "/careers/lumen-works/"
RESUME = {"name": "resume.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF"}


def opened(page: Page, stack: Stack, position: str, query: str) -> None:
    page.goto(f"{stack.web_url}{SITE}")
    page.get_by_label("Search").fill(query)
    page.get_by_role("button", name="Show").click()
    page.get_by_role("main").get_by_role("link", name=position, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(position)


def send(page: Page) -> None:
    page.get_by_label("Résumé (optional)").set_input_files(RESUME)  # type: ignore[arg-type]  # as the driver takes it
    page.get_by_label("may keep and use my data").check()
    page.get_by_role("button", name="Send application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def test_a_visitor_finds_a_position_and_applies_and_the_recruiter_sees_source_and_resume(
    recruit_stack: Stack, new_page: Callable[..., Page], recruit: Callable[..., Recruit], truth: Truth
) -> None:
    """M-34: the form, without LinkedIn."""
    visitor = new_page()
    opened(visitor, recruit_stack, "Lighting Designer", "museum")
    visitor.get_by_label("First name").fill("Ottilie")
    visitor.get_by_label("Last name").fill("Quandt")
    visitor.get_by_label("E-mail").fill("ottilie.quandt@mail.example")
    visitor.get_by_label("Message (optional)").fill("I have lit three museums.")
    send(visitor)

    rosa = recruit(cast.ROSA)
    rosa.open_person("Ottilie Quandt")

    files = rosa.page.get_by_role("region", name="Files")
    expect(files.get_by_role("link", name="resume.pdf", exact=True)).to_be_visible()
    expect(rosa.page.get_by_role("region", name="Applications")).to_contain_text("I have lit three museums.")
    [(_, status, source, _)] = truth.processes("Ottilie", "Quandt")
    assert (status, source) == ("in_progress", "lumenworks.example")


def test_a_member_applies_with_linkedin_twice_and_is_one_candidate(
    recruit_stack: Stack,
    new_page: Callable[..., Page],
    recruit: Callable[..., Recruit],
    truth: Truth,
    sandbox: Sandbox,
    newcomer: Newcomer,
) -> None:
    """M-25, M-34: signed by LinkedIn's sandbox; the second application is another process of the same candidate."""
    member = new_page()
    opened(member, recruit_stack, "Lighting Designer", "museum")
    fill_in_from_linkedin(member, newcomer)
    send(member)
    until(lambda: len(truth.processes(*newcomer.names)) == 1)
    client_id = sandbox.application_of("Lumen")["client_id"]

    def applies() -> list[dict[str, Any]]:
        found = sandbox.get("awli", client_id=client_id)["applies"]
        return [one for one in found if one["member"] == newcomer.id]

    until(lambda: all(one["completed_at"] for one in applies()), "the page with the thanks has told LinkedIn")
    opened(member, recruit_stack, "Backend Engineer", "backend")
    fill_in_from_linkedin(member, newcomer)
    member.get_by_label("E-mail").fill("another.address@mail.example")
    send(member)

    until(lambda: len(truth.processes(*newcomer.names)) == 2)
    assert truth.persons(*newcomer.names) == 1
    assert {row[2] for row in truth.processes(*newcomer.names)} == {"LinkedIn"}
    assert len(applies()) == 2
    until(lambda: all(one["completed_at"] for one in applies()))
    rosa = recruit(cast.ROSA)
    rosa.open_person(newcomer.name)
    expect(rosa.page.get_by_role("region", name="Applications")).to_contain_text("Confirmed by the service")


def fill_in_from_linkedin(page: Page, newcomer: Newcomer) -> None:
    """LinkedIn's own frame: who one is, if it does not know that yet, and the consent."""
    frame = page.frame_locator("#apply-with-linkedin iframe")
    frame.get_by_role("button", name="Apply with LinkedIn").click()
    allow = frame.get_by_role("button", name="Allow")
    search = frame.get_by_label("Name, title or employer")
    expect(allow.or_(search)).to_be_visible()
    if search.is_visible():
        search.fill(newcomer.name)
        frame.get_by_role("button", name="Search").click()
        frame.get_by_role("button", name=f"I am {newcomer.name}").click()
    allow.click()
    expect(page.get_by_label("First name")).to_have_value(newcomer.first_name)
