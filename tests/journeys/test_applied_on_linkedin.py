"""A member applies on LinkedIn's own job page: the candidate in Recruit, and what LinkedIn hears of the rejection."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.axe import axe_violations
from tests.journeys.linkedin import Newcomer, Sandbox
from tests.journeys.recruit import Recruit
from tests.journeys.stack import Stack, until
from tests.journeys.truth import Truth

from config.demo import cast

RESUME = {"name": "resume.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF"}
TITLE = "Lighting Designer"


def switch(ada: Recruit, *, on: bool) -> None:
    ada.page.goto(f"{ada.url}/settings/linkedin")
    card = ada.page.get_by_role("region", name="Applications on LinkedIn")
    card.get_by_label("Members apply on LinkedIn's own job pages").set_checked(on)
    with ada.page.expect_response("**/settings/linkedin/applications/choose"):
        card.get_by_role("button", name="Save").click()


@pytest.fixture
def offered(recruit: Callable[..., Recruit], sandbox: Sandbox, lighting_designer: str) -> Iterator[int]:
    """LinkedIn's number of the position that members apply for there; in the end it is switched off again."""
    ada = recruit(cast.ADA)
    switch(ada, on=True)

    def here() -> list[int]:
        jobs = sandbox.get("public-jobs", q=TITLE)["jobs"]
        return [one["job"] for one in jobs if one["external_id"] == lighting_designer and one["applies_here"]]

    yield until(here, "the position is applied for on LinkedIn")[0]
    switch(ada, on=False)


def applies(page: Page, stack: Stack, number: int, newcomer: Newcomer) -> None:
    page.goto(f"{stack.sandbox_url}/jobs/view/{number}")
    page.get_by_role("link", name="Apply on LinkedIn").click()
    page.get_by_role("searchbox").fill(newcomer.name)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name=f"I am {newcomer.name}").click()
    expect(page.get_by_label("First name")).to_have_value(newcomer.first_name)
    page.get_by_role("button", name="Résumé").set_input_files(RESUME)  # type: ignore[arg-type]  # as the driver takes it
    page.get_by_label("I agree").check()
    page.get_by_label("may have my answers").check()
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("status")).to_contain_text("your application is on its way")


def rejects(rosa: Recruit) -> None:
    rosa.page.get_by_role("button", name="Reject…").click()
    dialog = rosa.page.get_by_role("dialog")
    dialog.get_by_label("Skills do not fit").check()
    dialog.get_by_role("button", name="Reject", exact=True).click()
    expect(dialog).to_be_hidden()


def test_a_member_applies_on_linkedins_page_and_hears_of_the_rejection_that_stayed(
    recruit_stack: Stack,
    new_page: Callable[..., Page],
    recruit: Callable[..., Recruit],
    truth: Truth,
    sandbox: Sandbox,
    newcomer: Newcomer,
    offered: int,
) -> None:
    """M-34, M-02: résumé and answers come along; a rejection that is taken back is told nobody."""
    member = new_page()
    applies(member, recruit_stack, offered, newcomer)
    [(_, status, source, _)] = until(lambda: truth.processes(*newcomer.names))
    assert (status, source) == ("in_progress", "LinkedIn apply")

    rosa = recruit(cast.ROSA)
    rosa.open_person(newcomer.name)
    page = rosa.page
    expect(page.get_by_role("region", name="Files")).to_contain_text("résumé.pdf")
    expect(page.get_by_role("region", name="Applications")).to_contain_text("with consent")
    panel = page.get_by_role("region", name="LinkedIn", exact=True)
    expect(panel).to_contain_text(f"Applied on LinkedIn for {TITLE}")

    rejects(rosa)
    expect(panel).to_contain_text("Rejected: will be told")
    page.get_by_role("region", name="Messages").get_by_role("button", name="Undo").click()
    expect(panel).to_contain_text("Rejected: not told")
    rejects(rosa)
    expect(panel).to_contain_text("Rejected: will be told")
    assert axe_violations(page) == []
    panel.get_by_role("button", name="Tell LinkedIn now").click()
    expect(panel).to_contain_text("Rejected: told", timeout=20_000)

    heard = sandbox.get("notices", member=newcomer.id)["notices"]
    assert {one["title"] for one in heard} == {
        "Your application was viewed",
        "Your application was not selected",
    }
    member.reload()
    expect(member.get_by_role("main")).to_contain_text("Your application was not selected")
