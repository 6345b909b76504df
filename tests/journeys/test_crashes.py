"""Is anything lost or doubled when the worker is killed with -9? Between receipt and creation, and on the way out."""

from __future__ import annotations

import pytest
from tests.journeys.both_sides import ends_well
from tests.journeys.linkedin import CANDIDATES
from tests.journeys.stack import until

pytestmark = pytest.mark.generations

#: A killed worker's jobs are put back when its heartbeat has been missing; see docs/engine.md.
RECOVERY = 90


def records(sandbox, kind, text):
    """What LinkedIn holds of this kind whose row mentions the text."""
    return [row for row in sandbox.get(f"records/{kind}", limit=1000)["records"] if text in str(row)]


def exactly_one(sandbox, truth, newcomer):
    [process] = truth.processes(*newcomer.names)
    assert process[2] == "Rosa Calderón (LinkedIn Recruiter)"
    assert truth.count("sources_source", "name = %s", "Rosa Calderón (LinkedIn Recruiter)") == 1
    ends_well(sandbox, truth, newcomer, seconds=RECOVERY)
    for kind in ("candidates", "applications"):
        theirs = [
            row for row in records(sandbox, kind, newcomer.last_name) if newcomer.first_name in str(row)
        ]
        assert len(theirs) == 1, kind


def test_killed_between_receipt_and_creation(
    recruit_stack, sandbox, truth, newcomer, rosas_seat, lighting_designer
):
    """M-16, M-39: the receipt is stored, the worker waits for LinkedIn's answer, and dies."""
    sandbox.post("faults", kind="latency", seconds=8, resource="exportedCandidates", times=1)
    sent = sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)
    until(
        lambda: truth.count(
            "linkedin_sync_receipt", "event_id = %s AND state = 'working'", sent["request_id"]
        )
    )

    recruit_stack.kill("worker")

    until(lambda: truth.processes(*newcomer.names), seconds=RECOVERY)
    exactly_one(sandbox, truth, newcomer)


def test_killed_between_creation_and_sync(
    recruit_stack, sandbox, truth, newcomer, rosas_seat, lighting_designer
):
    """M-16, M-39: the candidate is in Recruit, the record is on its way to LinkedIn, and the worker dies."""
    sandbox.post("faults", kind="latency", seconds=8, resource=CANDIDATES, times=1)
    sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)
    until(lambda: truth.processes(*newcomer.names))
    until(lambda: truth.count("linkedin_sync_mark", "reserved_until IS NOT NULL"))

    recruit_stack.kill("worker")

    until(lambda: records(sandbox, "candidates", newcomer.last_name), seconds=RECOVERY)
    exactly_one(sandbox, truth, newcomer)
