"""Is every call of the contract throttled, and can each be made to fail? With a good example of each, through HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.contract.reading import CONTRACT, examples
from tests.contract.test_sandbox_examples import Stage, _with_token_client, callback, sandbox_process
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.server import Said, Server

__all__ = ["callback", "sandbox_process"]

ROWS = json.loads((CONTRACT / "methods.json").read_text())["methods"]
GOOD: dict[tuple[str, str], dict[str, Any]] = {}
for one in examples(whom="server"):
    if one["response"]["status"] < 300:
        GOOD.setdefault((one["method"], one["generation"]), one)


def id_of(row: dict[str, Any]) -> str:
    return f"{row['generation']} {row['name']}"


class Ready:
    """A sandbox in which the example's call would go well."""

    def __init__(self, sandbox: Server, callback: Callback, row: dict[str, Any]) -> None:
        self.sandbox = sandbox
        self.stage = Stage(sandbox, callback)
        self.example = GOOD[row["name"], row["generation"]]
        self.stage.prepare(self.example)

    def send(self) -> Said:
        return self.stage.send(_with_token_client(self.stage, self.example))


@pytest.mark.parametrize("row", ROWS, ids=id_of)
def test_rules_41_42_and_44_each_call_can_be_made_to_fail_and_is_counted_before_it_is_worked_on(
    sandbox_process: Server, callback: Callback, row: dict[str, Any]
) -> None:
    ready = Ready(sandbox_process, callback, row)
    sandbox_process.post("faults", kind="status", resource="*", status=503)
    sandbox_process.post("faults", kind="status", resource="*", status=504, after_storing=True)

    statuses = [ready.send().status for _call in range(2)]
    sandbox_process.post("limits", day_calls=0)
    refused = ready.send()

    assert statuses == [503, 504]
    if row["throttle"]:
        assert (refused.status, refused.body["code"]) == (429, "TOO_MANY_REQUESTS")
        assert "APPLICATION DAY" in refused.body["message"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["credentials"] in ("child", "parent")], ids=id_of)
def test_rule_04_each_call_is_refused_to_the_other_kind_of_application(
    sandbox_process: Server, callback: Callback, row: dict[str, Any]
) -> None:
    ready = Ready(sandbox_process, callback, row)
    if row["credentials"] == "child":
        ready.stage.known["AQX-demo-child"] = sandbox_process.parent().token
    else:
        ready.stage.known["AQX-demo-parent"] = sandbox_process.provision("another").token

    said = ready.send()

    assert (said.status, said.body["code"]) == (403, "ACCESS_DENIED")
