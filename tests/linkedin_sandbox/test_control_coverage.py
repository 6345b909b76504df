"""What does control tell of the contract's coverage? What is offered, and what has been asked for, whatever was reset."""

from __future__ import annotations

from typing import Any

from tests.linkedin_sandbox.records import candidate_key
from tests.linkedin_sandbox.server import Server


def row(sandbox: Server, name: str, generation: str = "v2") -> dict[str, Any]:
    [found] = [
        one
        for one in sandbox.get("coverage")["methods"]
        if (one["name"], one["generation"]) == (name, generation)
    ]
    return dict(found)


def test_an_answered_call_and_a_refused_key_are_counted(sandbox: Server) -> None:
    ats = sandbox.customer()
    before = row(sandbox, "candidates.batch_update")["answered"]

    ats.add_candidate()
    ats.add_candidate(firstName="")
    after = row(sandbox, "candidates.batch_update")["answered"]

    assert after["200"] == before.get("200", 0) + 2
    assert after["422"] == before.get("422", 0) + 1


def test_what_was_asked_is_not_forgotten_by_a_reset(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.delete("v2/atsCandidates", [candidate_key()])
    before = row(sandbox, "candidates.batch_delete")["answered"]

    sandbox.post("reset")

    assert row(sandbox, "candidates.batch_delete")["answered"] == before


def test_a_finder_is_known_by_what_it_finds_by(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.get("/v2/atsIntegrations?q=request&requestId=nobody")

    found = row(sandbox, "integrations.request")

    assert (found["called"], found["implemented"]) == ("finder:request", True)
    assert found["answered"]["404"] >= 1


def test_a_switch_counts_when_it_is_acted_upon_not_when_it_is_set(sandbox: Server) -> None:
    ats = sandbox.customer()

    def acted_upon() -> list[Any]:
        [switch] = [
            one for one in sandbox.get("coverage")["switches"] if one["name"] == "delete_unknown_status"
        ]
        return list(switch["acted_upon"])

    sandbox.post("switches", delete_unknown_status=204)
    sandbox.post("switches", delete_unknown_status=404)
    unchanged = acted_upon()
    sandbox.post("switches", delete_unknown_status=204)
    ats.delete("v2/atsCandidates", [candidate_key()])

    assert set(unchanged) <= {204}
    assert acted_upon() == [204]


def test_rules_know_their_switches(sandbox: Server) -> None:
    rules = {one["number"]: one for one in sandbox.get("coverage")["rules"]}

    assert len(rules) == 44
    assert rules[16]["switches"] == ["validation"]
    assert rules[40]["switches"] == ["viewers_with_acls"]
