"""What does a company have of LinkedIn whose plan is without it? It is told so everywhere, and nothing is begun."""

from __future__ import annotations

import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from tests.journeys.recruit import Recruit
from tests.journeys.screens import press
from tests.journeys.stack import ROOT

COMPANY, OWNER, PASSWORD = "Plover Press", "pina@plover.example", "wheelbarrow lantern sunday"


@pytest.fixture
def pina(recruit_stack, new_page):
    """The owner's tab: the company is added from the command line, and she chooses her password by its link."""
    added = subprocess.run(
        [
            sys.executable, "-m", "config", "company", "add", COMPANY, "--plan", "growth",
            "--owner", OWNER, "--first-name", "Pina", "--last-name", "Rask",
        ],
        cwd=ROOT, env=recruit_stack.variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    [link] = re.findall(r"https?://\S+/password/\S+", added.stdout)
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
