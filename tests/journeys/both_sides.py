"""Have both sides the same of somebody who was exported, once, and does nothing wait any more?"""

from __future__ import annotations

from tests.journeys.stack import until


def is_equal(sandbox, truth, newcomer) -> bool:
    """LinkedIn has the candidate and the application, and nothing of either waits."""
    rows = truth.rows(
        "SELECT n.id::text, n.public_id, h.id::text, h.public_id FROM people_person n "
        "JOIN hiring_hiringprocess h ON h.person_id = n.id WHERE n.first_name = %s AND n.last_name = %s",
        *newcomer.names,
    )
    if not rows:
        return False
    [(person, candidate_id, process, application_id)] = rows
    return (
        sandbox.get("records/candidates", id=candidate_id)["count"] == 1
        and sandbox.get("records/applications", id=application_id)["count"] == 1
        and truth.count("linkedin_sync_mark", "kind = 'person' AND our_key = %s", person) == 0
        and truth.count("linkedin_sync_mark", "kind = 'process' AND our_key = %s", process) == 0
    )


def ends_well(sandbox, truth, newcomer, *, seconds: float = 30.0) -> None:
    until(
        lambda: is_equal(sandbox, truth, newcomer),
        f"both sides have {newcomer.name}",
        seconds=seconds,
        every=0.2,
    )
    assert truth.persons(*newcomer.names) == 1
    assert [row[0] for row in truth.exports(*newcomer.names)] == ["created"]
