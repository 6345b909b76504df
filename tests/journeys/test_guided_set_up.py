"""From nothing to history on LinkedIn and back to nothing: an admin in Recruit's guide, LinkedIn's admin in another tab.

The company is a new one of which neither side has heard; nothing of the demo is touched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect
from tests.journeys.axe import axe_violations
from tests.journeys.console import Console
from tests.journeys.looks import wrong_with
from tests.journeys.recruit import Recruit
from tests.journeys.stack import Stack, until

pytestmark = pytest.mark.generations

#: Numbers that the demo's world does not use.
ORGANIZATION, CONTRACT, MEMBER, SEAT = 7_700_100, 7_700_200, 7_700_300, 7_700_400
EMAIL, PASSWORD = "vera@marmot.example", "a password for the journey"

_FOUNDING = f"""
import json
from recruit.base.actors import system_actor
from recruit.base.tenancy import company_context
from recruit.company.selectors import teammate_with_email
from recruit.company.services import found_company
from recruit.hiring.services import start_process
from recruit.people.services import add_contact_point, add_person
from recruit.positions.services import open_position
by = system_actor("Journey")
ids = dict(candidates=[], applications=[])
company = found_company(name="Marmot Optics", plan="enterprise", owner_email={EMAIL!r}, owner_first_name="Vera",
    owner_last_name="Lindqvist", owner_password={PASSWORD!r}, actor=by)
with company_context(company.pk):
    vera = teammate_with_email(company_id=company.pk, email={EMAIL!r})
    position = open_position(company_id=company.pk, name="Lens Grinder", city="Linz", country="AT", is_published=True,
        hiring_manager=vera, actor=by)
    for first, last in (("Noa", "Ekberg"), ("Ilse", "Varga")):
        person = add_person(company_id=company.pk, first_name=first, last_name=last, actor=by)
        add_contact_point(person=person, kind="email", value=first.lower() + "@marmot.example", provenance="manual",
            actor=by)
        process = start_process(person=person, position=position, actor=by)
        ids["candidates"].append(person.public_id)
        ids["applications"].append(process.public_id)
print(json.dumps(ids))
"""


@dataclass
class Marmot:
    """A company that is not connected, and its Recruiter contract with one administrator."""

    stack: Stack

    ids: dict[str, list[str]]

    def count(self, kind: str) -> int:
        """How many of this company's candidates or applications LinkedIn holds."""
        return sum(self.stack.sandbox("GET", f"records/{kind}?id={each}")["count"] for each in self.ids[kind])


@pytest.fixture
def marmot(recruit_stack: Stack) -> Marmot:
    said = recruit_stack.manage("shell", "-c", _FOUNDING)
    recruit_stack.sandbox(
        "POST",
        "seed",
        {
            "organizations": [{"id": ORGANIZATION, "name": "Marmot Optics"}],
            "contracts": [{"id": CONTRACT, "organization": ORGANIZATION}],
            "members": [{"id": MEMBER, "slug": "vera-l", "first_name": "Vera", "last_name": "Lindqvist"}],
            "seats": [
                {"id": SEAT, "contract": CONTRACT, "member": MEMBER, "email": EMAIL, "is_admin": True},
            ],
        },
    )
    return Marmot(recruit_stack, json.loads(said.splitlines()[-1]))


def test_from_nothing_to_history_and_back_to_nothing(recruit_stack, marmot, new_page):
    """M-07, M-08, M-44: each step in the browser, and the checks; the state of both sides is told by itself."""
    tab = Recruit(new_page(), recruit_stack.web_url)
    tab.sign_in(EMAIL, password=PASSWORD)
    page = tab.page
    main = page.get_by_role("main")
    linkedin = Console(page.context.new_page(), recruit_stack.sandbox_url)
    linkedin.take_seat_number(SEAT)

    # what would be shared, and the consent to it
    page.goto(f"{tab.url}/settings/linkedin/set-up")
    expect(main).to_contain_text("Before anything leaves")
    expect(page.locator("#sharing-preview")).to_contain_text("2 candidates")
    page.get_by_label("All positions stay inside Recruiter").check()
    expect(page.locator("#sharing-preview")).to_contain_text("No position is shown to members")
    assert wrong_with(page) == []
    assert marmot.count("candidates") == 0
    page.get_by_role("button", name="Agree and go on").click()

    # LinkedIn's plugin, in its frame
    plugin = page.frame_locator("#linkedin-plugin iframe")
    expect(plugin.get_by_role("heading", level=1)).to_contain_text(
        "Connect Recruit - Marmot Optics", timeout=30_000
    )
    assert wrong_with(page) == []
    plugin.get_by_label("Recruiter System Connect, for the whole company").check()
    plugin.get_by_role("button", name="Continue").click()
    plugin.get_by_role("button", name="Confirm").click()

    # named by itself; now LinkedIn's admin, in another tab
    expect(main).to_contain_text("Now in LinkedIn", timeout=30_000)
    expect(main).to_contain_text("Recruit (Marmot Optics)", timeout=30_000)
    assert wrong_with(page) == []
    assert marmot.count("candidates") == 0
    linkedin.switch_integrations("Marmot Optics", "Enable")

    # enabled, and the history is sent
    expect(main).to_contain_text("Your history is on LinkedIn", timeout=60_000)
    assert wrong_with(page) == []
    assert marmot.count("candidates") == 2
    page.get_by_role("button", name="Check everything").click()
    expect(page.locator("#linkedin-preflight")).to_contain_text("Nobody sits on a seat", timeout=30_000)
    assert wrong_with(page) == []

    # switched off in LinkedIn, told truthfully, and on again
    page.goto(f"{tab.url}/settings/linkedin")
    state = page.locator("#linkedin-state")
    expect(state).to_contain_text("Agreed to by")
    linkedin.switch_integrations("Marmot Optics", "Disable")
    expect(state).to_contain_text("were switched off in LinkedIn", timeout=30_000)
    linkedin.switch_integrations("Marmot Optics", "Enable")
    expect(state).to_contain_text("are kept in step", timeout=30_000)
    assert wrong_with(page) == []

    # disconnected with everything taken away
    page.locator("#linkedin-disconnect").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 candidates")
    assert axe_violations(page) == []
    dialog.get_by_role("button", name="Disconnect").click()
    expect(state).to_contain_text("is not connected to LinkedIn Recruiter yet", timeout=60_000)
    expect(state).to_contain_text("Taken away at LinkedIn before: 2 candidates")
    until(lambda: marmot.count("candidates") == marmot.count("applications") == 0)
    assert wrong_with(page) == []
