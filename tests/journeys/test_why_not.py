"""Why is this candidate not in LinkedIn? One refused record: explained where one looks for it, helped, and gone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.linkedin import CANDIDATES
from tests.journeys.looks import wrong_with
from tests.journeys.stack import until

from config.demo import cast

pytestmark = pytest.mark.generations


def is_at_rest(truth):
    """A comparison that runs, or comes after the history, would send by itself what this journey sends by hand."""
    return (
        truth.count("linkedin_sync_mark", "parked_reason = ''") == 0
        and truth.count("linkedin_sync_reconcile", "state = 'done'") > 0
        and truth.count("linkedin_sync_reconcile", "state = 'running'") == 0
    )


def somebody(truth):
    """A candidate of a position that all may see, whom LinkedIn has."""
    [row] = truth.rows(
        "SELECT person.id, person.public_id, person.first_name || ' ' || person.last_name "
        "FROM people_person person JOIN linkedin_sync_link link "
        "  ON link.kind = 'person' AND link.our_key = person.id::text "
        "WHERE link.fingerprint <> '' AND NOT EXISTS ("
        "  SELECT FROM hiring_hiringprocess process JOIN positions_position position "
        "    ON position.id = process.position_id "
        "  WHERE process.person_id = person.id AND position.is_discreet) "
        "ORDER BY person.id LIMIT 1"
    )
    return row


def test_a_refused_candidate_is_explained_helped_and_gone(recruit_stack, recruit, sandbox, truth):
    """M-39, M-44: state, reason, next step and the exchange; the support bundle; nothing is stuck silently."""
    until(lambda: is_at_rest(truth), "the demo's history is sent and both sides are compared", seconds=120)
    person_id, public_id, name = somebody(truth)
    sandbox.post("faults", kind="per_key", resource=CANDIDATES, status=422, match=public_id, times=0)
    # As if an answer had been lost: what LinkedIn holds of the candidate is not known any more.
    truth.rows(
        "UPDATE linkedin_sync_link SET fingerprint = '' WHERE kind = 'person' AND our_key = %s RETURNING 1",
        str(person_id),
    )
    tab = recruit(cast.ADA)
    page = tab.page
    page.goto(f"{tab.url}/candidates/{public_id}")
    panel = page.get_by_role("region", name="LinkedIn", exact=True)
    expect(panel).to_contain_text("Not confirmed")

    panel.get_by_role("button", name=re.compile("Send now.*Candidate")).click()

    expect(panel).to_contain_text("Stuck", timeout=20_000)
    expect(panel).to_contain_text("(422)")
    panel.get_by_text("What was asked and answered").first.click()
    expect(panel).to_contain_text(f"/{CANDIDATES}")
    expect(panel).to_contain_text(name.split(" ", maxsplit=1)[0])
    assert wrong_with(page) == []
    page.goto(f"{tab.url}/settings/linkedin")
    health = page.get_by_role("region", name="Health")
    expect(health.get_by_role("button", name=re.compile(f"Give up.*{name}"))).to_be_visible()
    assert wrong_with(page) == []
    with page.expect_download() as bundle:
        health.get_by_role("link", name="Support bundle").click()
    assert bundle.value.suggested_filename.startswith("recruit-linkedin-")
    until(
        lambda: any(
            "Records are stuck" in file.read_text() for file in (recruit_stack.data / "mail").glob("*.log")
        ),
        "the admins are told by mail",
        seconds=90,
    )
    page.reload()
    expect(page.get_by_role("link", name=re.compile("LinkedIn problems")).first).to_be_visible()

    sandbox.delete("faults")
    page.goto(f"{tab.url}/candidates/{public_id}")
    panel.get_by_role("button", name=re.compile("Try again.*Candidate")).click()

    expect(page.get_by_role("region", name="Messages")).to_contain_text("It is being sent")
    expect(panel).not_to_contain_text("Stuck", timeout=20_000)
    expect(panel).not_to_contain_text("What was asked and answered")
    until(lambda: truth.count("linkedin_sync_mark", "our_key = %s AND kind = 'person'", str(person_id)) == 0)
    expect(panel.get_by_role("listitem").filter(has_text="Candidate").first).to_contain_text("On LinkedIn")


def test_what_linkedin_shows_to_a_seat_is_what_recruit_says(recruit, truth):
    """M-40: for every seat that somebody sits on; and the indicator of a candidate."""
    until(lambda: truth.count("linkedin_sync_mark", "lane = 2") == 0, seconds=60)
    _, public_id, name = somebody(truth)
    tab = recruit(cast.ADA)
    page = tab.page
    page.goto(f"{tab.url}/settings/linkedin")
    links = page.get_by_role("region", name="Seats").get_by_role("link", name=re.compile("^View as"))
    addresses = [link.get_attribute("href") for link in links.all()]
    assert addresses

    for address in addresses:
        page.goto(f"{tab.url}{address}?candidate={tab.url}/candidates/{public_id}")
        expect(page.get_by_role("region", name="Positions")).to_contain_text("No difference")
        expect(page.get_by_role("main")).not_to_contain_text("Differs")
        expect(page.get_by_role("main")).to_contain_text(name)
    assert wrong_with(page) == []
