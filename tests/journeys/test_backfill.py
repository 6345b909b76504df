"""All of the history, again and from nothing: planned, started, paused, the worker killed in the middle, both sides equal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from tests.journeys.looks import wrong_with
from tests.journeys.stack import ROOT, until

from config.demo import cast
from linkedin_client import Candidate, Credentials, LinkedIn, MemoryTokenStore

pytestmark = pytest.mark.generations

#: A killed worker's jobs are put back when its heartbeat has been missing; see docs/engine.md.
RECOVERY = 120
#: So slow that there is a middle to hold and to kill in; the small demo is sent within a second otherwise.
MINUTE_RECORDS = 120


def linkedin(stack, *words):
    """``recruit linkedin …``, as a program asks."""
    done = subprocess.run(
        [sys.executable, "-m", "config", "linkedin", *words, "--company", cast.LUMEN, "--json"],
        cwd=ROOT, env=stack.variables | {"RECRUIT_SUPERVISED": "1", "DATABASE_URL": stack.database_url},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout or done.stderr)


def settled(truth):
    return truth.count("linkedin_sync_mark", "parked_reason = ''") == 0


def sent(truth):
    """How many candidates and applications LinkedIn has confirmed."""
    return truth.count("linkedin_sync_link", "kind IN ('person', 'process') AND fingerprint <> ''")


def latest_state(truth, kind):
    """``kind``: backfill or reconcile. Read past the command, whose start alone takes seconds of a processor."""
    [(state,)] = truth.rows(f"SELECT state FROM linkedin_sync_{kind} ORDER BY id DESC LIMIT 1")
    return state


@pytest.fixture
def slow(sandbox, truth):
    """LinkedIn allows little, and Recruit knows; afterwards all is as before."""
    until(lambda: settled(truth), "the demo's history is sent", seconds=120)
    sandbox.post("limits", minute_records=MINUTE_RECORDS)
    truth.rows("UPDATE linkedin_sync_connection SET minute_records = %s RETURNING 1", MINUTE_RECORDS)
    yield
    truth.rows("UPDATE linkedin_sync_connection SET minute_records = 10000 RETURNING 1")
    sandbox.post("limits", minute_records=10_000)


def at_linkedin(sandbox, kind):
    return sandbox.get(f"records/{kind}", limit=1)["count"]


def throttled(sandbox, *, after):
    return sandbox.get("journal", status=429, after=after, limit=10)["entries"]


def test_planned_started_paused_killed_and_equal(recruit_stack, recruit, sandbox, truth, slow):
    """M-43: open positions first, progress and time left, LinkedIn's throttle never exceeded."""
    # Earlier journeys of this installation may have wanted to be throttled.
    begun = max((one["id"] for one in sandbox.get("journal", limit=1)["entries"]), default=0)
    before = {kind: at_linkedin(sandbox, kind) for kind in ("candidates", "applications", "stages")}
    truth.rows("UPDATE linkedin_sync_link SET fingerprint = '', parts = '{}' RETURNING 1")  # as if never sent
    tab = recruit(cast.ADA)
    page = tab.page
    page.goto(f"{tab.url}/settings/linkedin")
    history = page.get_by_role("region", name="History")

    history.get_by_role("button", name=re.compile("Plan a backfill|Count anew")).click()
    expect(history).to_contain_text("Nothing is sent until it is started")
    persons = truth.count(
        "people_person", "EXISTS (SELECT FROM hiring_hiringprocess h WHERE h.person_id = people_person.id)"
    )
    expect(history.get_by_role("row", name=re.compile("^Candidate"))).to_contain_text(f"{persons}")
    assert wrong_with(page) == []

    history.get_by_role("button", name="Start the backfill").click()
    expect(history.get_by_role("progressbar")).to_be_visible()
    until(lambda: sent(truth) > 20, "positions go first, then the candidates", seconds=90)
    assert 0 < linkedin(recruit_stack, "backfill")[1]["backfill"]["percent"] < 100
    expect(history).to_contain_text(re.compile("About .+ left"), timeout=15_000)
    assert wrong_with(page) == []

    history.get_by_role("button", name="Pause the backfill").click()
    expect(history).to_contain_text("The history waits")
    until(lambda: truth.count("linkedin_sync_mark", "reserved_until IS NOT NULL") == 0, seconds=30)
    held = sent(truth)
    assert 0 < held < before["candidates"] + before["applications"]
    assert wrong_with(page) == []

    history.get_by_role("button", name="Resume the backfill").click()
    until(lambda: sent(truth) > held, "it goes on", seconds=90)
    recruit_stack.kill("worker")

    truth.rows("UPDATE linkedin_sync_connection SET minute_records = 10000 RETURNING 1")
    sandbox.post("limits", minute_records=10_000)
    until(lambda: latest_state(truth, "backfill") == "done", "the backfill ends", seconds=RECOVERY)

    _, told = linkedin(recruit_stack, "backfill")
    assert told["backfill"]["agrees"], told
    assert {kind: at_linkedin(sandbox, kind) for kind in before} == before
    assert throttled(sandbox, after=begun) == []
    expect(history).to_contain_text("Both sides agree", timeout=15_000)
    assert wrong_with(page) == []


def test_what_was_lost_over_there_is_found_told_and_brought_back(recruit_stack, recruit, sandbox, truth):
    """M-39: LinkedIn forgets a candidate and shows another's name wrongly: the comparison says so, and the drain repairs."""
    until(lambda: settled(truth), seconds=120)
    status, told = linkedin(recruit_stack, "reconcile", "start")
    if status == 1:  # the one after the backfill is still under way
        assert told["error"]["code"] == "reconcile_under_way"
    until(lambda: latest_state(truth, "reconcile") == "done", "the comparison ends", seconds=60)
    count = at_linkedin(sandbox, "candidates")
    lost, wrong = candidates_over_there(sandbox)[:2]
    change_over_there(recruit_stack, sandbox, lost, wrong)
    assert at_linkedin(sandbox, "candidates") == count - 1

    tab = recruit(cast.ADA)
    page = tab.page
    page.goto(f"{tab.url}/settings/linkedin")
    both = page.get_by_role("region", name="Both sides compared")
    both.get_by_role("button", name="Compare now").click()
    expect(both).to_contain_text("2 records differed", timeout=60_000)
    assert wrong_with(page) == []
    both.get_by_role("link", name="See what differed").click()

    rows = page.get_by_role("region", name="Records that differed").get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="does not know it any more")).to_have_count(1)
    expect(rows.filter(has_text="the first name")).to_have_count(1)
    assert wrong_with(page) == []
    until(lambda: at_linkedin(sandbox, "candidates") == count, "the candidate is back", seconds=30)
    again = {row["id"]: row for row in candidates_over_there(sandbox)}
    assert again[wrong["id"]]["record"]["firstName"] == wrong["record"]["firstName"]


def candidates_over_there(sandbox):
    """The company's own; the sandbox has another's, too."""
    context = f"urn:li:organization:{sandbox.application_of('Lumen')['organization']}"
    return [
        row for row in sandbox.get("records/candidates", limit=1000)["records"] if row["context"] == context
    ]


def change_over_there(stack, sandbox, lost, wrong):
    """Through LinkedIn's own wire, as the company's application, past Recruit."""
    application = sandbox.application_of("Lumen")
    with LinkedIn(
        api_url=stack.sandbox_url, auth_url=stack.sandbox_url,
        credentials=Credentials(application["client_id"], application["client_secret"]),
        tokens=MemoryTokenStore(), organization=f"urn:li:organization:{application['organization']}",
    ) as client:  # fmt: skip
        client.candidates.delete([lost["id"]])
        client.candidates.upsert([renamed(wrong)])


def renamed(row):
    record = row["record"]
    return Candidate(
        candidate_id=row["id"],
        created_at=datetime.fromtimestamp(record["atsCreatedAt"] / 1000, UTC),
        modified_at=datetime.now(UTC),
        first_name="Somebody",
        last_name=record["lastName"],
        external_profile_url=record["externalProfileUrl"],
        email_addresses=tuple(record["emailAddresses"]) or ("somebody@else.example",),
    )
