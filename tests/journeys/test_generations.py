"""Is a switch of LinkedIn's generation a setting? There and back in each, on the connection that is running.

`make test-generations` has every journey on LinkedIn's wire speak one generation from its set-up on; this one switches.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.stack import until
from tests.journeys.test_backfill import linkedin
from tests.journeys.test_outward import SOON, choose_notes

from config.demo import cast
from linkedin_client import Generation


@pytest.fixture(params=[each.value for each in Generation])
def spoken(request, recruit_stack):
    """Lumen's connection speaks one generation, as its admin says at the command line."""

    assert linkedin(recruit_stack, "generations", "choose", request.param)[0] == 0
    yield request.param
    assert linkedin(recruit_stack, "generations", "reset")[0] == 0


def test_an_export_comes_and_steps_and_notes_go_in_each_generation(
    console, recruit, sandbox, newcomer, truth, spoken
):
    """M-16, M-30, M-37."""
    ada = recruit(cast.ADA)
    choose_notes(ada, "Notes are shown on LinkedIn, also those written before")
    rosa_at_linkedin = console("Rosa Calderón")
    begun = max((one["id"] for one in sandbox.get("journal", limit=1)["entries"]), default=0)

    rosa_at_linkedin.export_person(newcomer.name, letters="lig", position="Hamburg")
    until(lambda: truth.processes(*newcomer.names))
    rosa = recruit(cast.ROSA)
    rosa.open_person(newcomer.name)
    form = rosa.page.locator("#note-form")
    form.get_by_label("Note").fill("Knows every lamp by name.")
    form.get_by_role("button", name="Save note").click()
    rosa.page.get_by_role("button", name="Advance to Phone interview").click()

    expect(rosa_at_linkedin.page.get_by_role("button", name="In ATS").first).to_be_visible(timeout=SOON)
    panel = rosa_at_linkedin.open_indicator()
    expect(panel).to_contain_text("Knows every lamp by name.", timeout=SOON)
    expect(panel.get_by_role("listitem").filter(has_text="(current)")).to_contain_text(
        "Phone interview", timeout=SOON
    )
    expect(panel.get_by_role("listitem").filter(has_text="(completed)")).to_contain_text("CV review")
    client = sandbox.application_of(cast.LUMEN)["client_id"]
    said = sandbox.get("journal", kind="call", client_id=client, after=begun, limit=500)["entries"]
    resources = {entry["resource"] for entry in said}
    assert {entry["generation"] for entry in said} == {spoken}, resources
    assert any("tage" in resource for resource in resources), "a step went out"

    choose_notes(ada, "Notes stay in Recruit; what LinkedIn has of them is taken away")
