"""LinkedIn fails, each time otherwise, while somebody is exported: in the end both sides have the same, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.journeys.both_sides import ends_well
from tests.journeys.linkedin import CANDIDATES
from tests.journeys.stack import LINKEDIN_TIMEOUT, until

from config.demo import cast

pytestmark = pytest.mark.generations

EXPORTS = "exportedCandidates"
#: What goes wrong at LinkedIn, once or a few times.
FAULTS: dict[str, dict[str, Any]] = {
    "an answer is lost after the write": {"kind": "cut", "resource": CANDIDATES},
    "a call is lost before the write": {"kind": "cut", "resource": CANDIDATES, "after_storing": False},
    "504 after the write": {"kind": "status", "resource": CANDIDATES, "status": 504, "after_storing": True},
    "503 twice": {"kind": "status", "resource": CANDIDATES, "status": 503, "times": 2},
    "silence after the write": {
        "kind": "silence",
        "resource": CANDIDATES,
        "seconds": 2,
        "after_storing": True,
    },
    "silence for longer than anybody waits, after the write": {
        "kind": "silence",
        "resource": CANDIDATES,
        "seconds": 2 * LINKEDIN_TIMEOUT,
        "after_storing": True,
    },
    "silence for longer than anybody waits, before the write": {
        "kind": "silence",
        "resource": CANDIDATES,
        "seconds": 2 * LINKEDIN_TIMEOUT,
    },
    "a token that is not known any more": {"kind": "token", "resource": CANDIDATES, "form": "unknown"},
    "a token that has expired": {"kind": "token", "resource": CANDIDATES, "form": "expired"},
    "an expired token when the export is fetched": {"kind": "token", "resource": EXPORTS, "form": "expired"},
    "the export cannot be fetched at first": {"kind": "status", "resource": EXPORTS, "status": 500},
    "an answer that is a web page": {"kind": "malformed", "resource": CANDIDATES, "form": "html"},
    "a push that comes late": {"kind": "push_late", "seconds": 2},
    "a push that is not answered": {"kind": "push_outage"},
}


@pytest.mark.parametrize("what", FAULTS)
def test_an_export_arrives_once_on_both_sides(sandbox, truth, newcomer, rosas_seat, lighting_designer, what):
    """M-16."""
    fault = sandbox.post("faults", **FAULTS[what])["id"]

    sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)

    ends_well(sandbox, truth, newcomer)
    told = sandbox.get("faults")
    assert [one["struck"] for one in (*told["faults"], *told["spent"]) if one["id"] == fault] > [0]


def test_pushes_in_the_wrong_order(sandbox, truth, newcomers, rosas_seat, lighting_designer):
    """M-16."""
    first, second = newcomers(2)
    sandbox.post("faults", kind="push_reordered", resource="EXPORT_CANDIDATE_PROFILE")

    for each in (first, second):
        sandbox.post("exports", seat=rosas_seat, member=each.id, job=lighting_designer)

    ends_well(sandbox, truth, second)
    ends_well(sandbox, truth, first)


@pytest.fixture
def other_clock(sandbox):
    """LinkedIn's clock, to be set wrong."""
    before = sandbox.get("clock")["offset_seconds"]
    yield lambda seconds: sandbox.post("clock", offset_seconds=before + seconds)
    sandbox.post("clock", offset_seconds=before)


@pytest.mark.parametrize("seconds", [-600, 600], ids=["behind", "ahead"])
def test_clocks_that_differ(sandbox, truth, newcomer, rosas_seat, lighting_designer, other_clock, seconds):
    """M-16."""
    other_clock(seconds)

    sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)

    ends_well(sandbox, truth, newcomer)


def test_while_linkedin_is_out_of_reach_the_candidate_is_there_and_says_what_waits(
    sandbox, truth, newcomer, rosas_seat, lighting_designer, recruit
):
    """M-16, M-39."""
    fault = sandbox.post("faults", kind="status", resource=CANDIDATES, status=503, times=0)["id"]
    sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)
    until(lambda: truth.processes(*newcomer.names), "the candidate is in Recruit")
    [(public_id,)] = truth.rows(
        "SELECT public_id FROM people_person WHERE first_name = %s AND last_name = %s", *newcomer.names
    )
    until(
        lambda: truth.count(
            "linkedin_sync_mark", "kind = 'person' AND last_error LIKE %s", "%Service Unavailable%"
        ),
        "LinkedIn was asked",
    )
    tab = recruit(cast.ADA)

    tab.page.goto(f"{tab.url}/candidates/{public_id}")

    panel = tab.page.get_by_role("region", name="LinkedIn", exact=True)
    expect(panel).to_contain_text("Service Unavailable")
    sandbox.delete(f"faults/{fault}")
    ends_well(sandbox, truth, newcomer, seconds=60)
    tab.page.reload()
    expect(panel).not_to_contain_text("Service Unavailable")


@pytest.fixture
def quota_opens(truth):
    """The minute, or the day, is over: what waits for LinkedIn's quota may go."""

    def open_it() -> None:
        truth.rows("UPDATE linkedin_sync_budgetday SET closed_until = NULL RETURNING 1")
        truth.rows("UPDATE linkedin_sync_mark SET not_before = now() WHERE waits_for_quota RETURNING 1")

    yield open_it
    open_it()


@pytest.mark.parametrize("limit", ["minute", "day"])
def test_a_quota_that_is_used_up_is_waited_for_and_costs_no_try(
    sandbox, truth, newcomers, rosas_seat, lighting_designer, quota_opens, limit
):
    """M-39, M-43."""
    first, second = newcomers(2)
    sandbox.post("faults", kind="throttled", resource=CANDIDATES, limit=limit)
    sandbox.post("exports", seat=rosas_seat, member=first.id, job=lighting_designer)

    [(attempts, waits)] = until(
        lambda: truth.rows(
            "SELECT mark.attempts, mark.not_before - now() FROM linkedin_sync_mark mark "
            "JOIN people_person person ON mark.kind = 'person' AND mark.our_key = person.id::text "
            "WHERE mark.waits_for_quota AND person.first_name = %s AND person.last_name = %s",
            *first.names,
        ),
        "it waits for the quota",
    )

    assert attempts == 0
    assert (waits > timedelta(minutes=1)) is (limit == "day") or is_around_midnight()
    quota_opens()
    sandbox.post("exports", seat=rosas_seat, member=second.id, job=lighting_designer)
    ends_well(sandbox, truth, second)
    ends_well(sandbox, truth, first)


def is_around_midnight() -> bool:
    """LinkedIn's day ends within the minute then, or has begun a little later than ours."""
    now = datetime.now(tz=UTC)
    return (now.hour, now.minute) < (0, 11) or (now.hour, now.minute) > (23, 57)


@pytest.fixture
def marked(sandbox, truth, newcomers, rosas_seat, lighting_designer):
    """Six who were exported while LinkedIn was ill: their candidates have failed together, and are due at once."""
    illness = sandbox.post("faults", kind="status", resource=CANDIDATES, status=503, times=0)["id"]
    six = newcomers(6)
    for each in six:
        sandbox.post("exports", seat=rosas_seat, member=each.id, job=lighting_designer)

    def have_failed() -> bool:
        attempts = [row[0] for each in six for row in truth.rows(ATTEMPTS, *each.names)]
        return len(attempts) == len(six) and min(attempts) >= 2

    until(have_failed, "LinkedIn has failed at all six, twice", seconds=90, every=0.5)
    sandbox.delete(f"faults/{illness}")
    return six


ATTEMPTS = """
SELECT mark.attempts, mark.parked_reason, mark.parked_text FROM linkedin_sync_mark mark
JOIN people_person person ON mark.kind = 'person' AND mark.our_key = person.id::text
WHERE person.first_name = %s AND person.last_name = %s
"""


def candidate_of(truth, newcomer) -> str:
    [(public_id,)] = truth.rows(
        "SELECT public_id FROM people_person WHERE first_name = %s AND last_name = %s", *newcomer.names
    )
    return str(public_id)


def test_a_batch_that_is_refused_for_one_record_goes_through_without_it(sandbox, truth, marked, recruit):
    """M-39: LinkedIn does not say whose record is wrong: it is found, parked with LinkedIn's words, and sent when mended."""
    bad, *good = marked
    fault = sandbox.post(
        "faults",
        kind="whole_batch",
        resource=CANDIDATES,
        times=0,
        match=candidate_of(truth, bad),
        message="ERROR :: /addresses :: not a country\n",
    )["id"]

    for each in good:
        ends_well(sandbox, truth, each, seconds=60)
    [(_, reason, words)] = until(
        lambda: [row for row in truth.rows(ATTEMPTS, *bad.names) if row[1]], "it is parked", seconds=60
    )
    assert reason == "permanent"
    assert "not a country" in words

    sandbox.delete(f"faults/{fault}")
    tab = recruit(cast.ADA)
    tab.page.goto(f"{tab.url}/candidates/{candidate_of(truth, bad)}")
    panel = tab.page.get_by_role("region", name="LinkedIn", exact=True)
    expect(panel).to_contain_text("not a country")
    panel.get_by_role("button", name="Try again").first.click()
    ends_well(sandbox, truth, bad, seconds=60)


def test_one_record_at_which_linkedin_fails_again_and_again_holds_up_nobody(sandbox, truth, marked):
    """M-39."""
    bad, *good = marked
    fault = sandbox.post(
        "faults", kind="status", resource=CANDIDATES, status=500, times=0, match=candidate_of(truth, bad)
    )["id"]

    for each in good:
        ends_well(sandbox, truth, each, seconds=90)
    [(attempts, reason, _)] = truth.rows(ATTEMPTS, *bad.names)
    assert attempts >= 2
    assert reason == ""

    sandbox.delete(f"faults/{fault}")
    ends_well(sandbox, truth, bad, seconds=90)
