"""What does a company have of LinkedIn whose plan is without it? It is told so, nothing is begun, and deletions go out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from tests.journeys.recruit import Recruit
from tests.journeys.screens import press
from tests.journeys.stack import until
from tests.journeys.test_erasing import HAMBURG, SECONDS_30, at_linkedin, erase, public_ids

from config.demo import cast

__all__ = ["public_ids"]

COMPANY, OWNER, PASSWORD = "Plover Press", "pina@plover.example", "wheelbarrow lantern sunday"


@pytest.fixture
def end_the_plan(recruit_stack):
    """Until the journey's end the demo's company is on another one."""
    yield lambda: recruit_stack.command("company", "plan", cast.LUMEN, "growth")
    recruit_stack.command("company", "plan", cast.LUMEN, "enterprise")


@pytest.fixture
def pina(recruit_stack, new_page):
    """The owner's tab: the company is added from the command line, and she chooses her password by its link."""
    told = recruit_stack.command(
        "company", "add", COMPANY, "--plan", "growth", "--owner", OWNER, "--first-name", "Pina", "--last-name", "Rask"
    )  # fmt: skip
    [link] = re.findall(r"https?://\S+/password/\S+", told)
    tab = Recruit(new_page(), recruit_stack.web_url)
    tab.page.goto(f"{tab.url}{urlsplit(link).path}")
    tab.page.get_by_label("Password").fill(PASSWORD)
    press("Save the password", tab.page)
    tab.sign_in(OWNER, password=PASSWORD)
    return tab


def test_without_the_plan_the_screens_say_so_and_nothing_is_begun(pina, sandbox):
    """M-06."""
    page = pina.page
    main = page.get_by_role("main")
    for path in ("", "/set-up", "/sharing"):
        page.goto(f"{pina.url}/settings/linkedin{path}")
        expect(main).to_contain_text("belongs to the Enterprise plan")
        expect(main.get_by_role("button")).to_have_count(0)
    for path in ("/settings/my-linkedin-seat", "/linkedin/exports", "/linkedin/matches"):
        page.goto(f"{pina.url}{path}")
        expect(main).to_contain_text("belongs to the Enterprise plan")
    assert [
        one["name"] for one in sandbox.get("applications")["applications"] if COMPANY in one["name"]
    ] == []


def test_whoever_is_erased_after_the_plan_has_ended_goes_at_linkedin_too(
    console, recruit, sandbox, newcomer, public_ids, end_the_plan
):
    """M-42, M-06: and the settings say what is left there, and how all of it goes."""
    console("Rosa Calderón").export_person(newcomer.name, letters="lig", position=HAMBURG)
    [(person, process)] = until(lambda: public_ids(newcomer), "the export arrives")
    held = {"candidates": person, "applications": process}
    until(lambda: at_linkedin(sandbox, held) == {"candidates": 1, "applications": 1}, "LinkedIn has both")
    ada = recruit(cast.ADA)

    end_the_plan()
    erase(ada.page, ada.url, person, newcomer.name)

    receipt = ada.page.get_by_role("main")
    expect(receipt).to_contain_text("1 candidate at LinkedIn")
    expect(receipt).not_to_contain_text("Under way", timeout=SECONDS_30)
    assert at_linkedin(sandbox, held) == {"candidates": 0, "applications": 0}
    ada.page.goto(f"{ada.url}/settings/linkedin")
    expect(ada.page.get_by_role("main")).to_contain_text("Whoever is erased in Recruit is deleted there too")
    press("Disconnect…", ada.page)
    expect(ada.page.get_by_role("dialog")).to_contain_text("is taken away there first")
