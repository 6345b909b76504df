"""How much may be asked of each resource: rules 41 and 42 of outbound.md section 20, through HTTP."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.linkedin_sandbox.records import WORLD, candidate, candidate_key
from tests.linkedin_sandbox.server import Ats, Server, start_sandbox, until


def meter(sandbox: Server, ats: Ats, resource: str) -> dict[str, Any]:
    rows = sandbox.get("limits/usage")["usage"]
    [row] = [row for row in rows if (row["client_id"], row["resource"]) == (ats.client_id, resource)]
    return row


@pytest.mark.parametrize(
    ("target", "resource", "day_calls", "minute_records"),
    [
        # 41: what is usual
        ("/v2/atsCandidates?ids[0].atsCandidateId=c1&ids[0].dataProvider=ATS", "atsCandidates", 100_000, 10_000),
        # 42: numbers of their own
        ("/v2/simpleJobPostingTasks?ids=urn:li:simpleJobPostingTask:1", "simpleJobPostingTasks", 300_000, None),
    ],
)  # fmt: skip
def test_rules_41_and_42_each_resource_has_the_contracts_numbers(
    sandbox: Server, target: str, resource: str, day_calls: int, minute_records: int | None
) -> None:
    ats = sandbox.customer()

    ats.get(target)

    shown = meter(sandbox, ats, resource)
    assert (shown["day_calls"], shown["minute_records"]) == (day_calls, minute_records)
    assert shown["calls_today"] == 1


def test_rule_41_the_meters_show_what_an_application_has_used(sandbox: Server) -> None:
    ats = sandbox.customer()
    keys = [(candidate_key(f"c{number}"), candidate()) for number in range(3)]

    ats.upsert("v2/atsCandidates", keys)
    ats.upsert("v2/atsCandidates", keys[:1])

    shown = meter(sandbox, ats, "atsCandidates")
    assert (shown["calls_today"], shown["records_this_minute"], shown["records_today"]) == (2, 4, 4)
    sandbox.post("clock", advance=86_400)
    shown = meter(sandbox, ats, "atsCandidates")
    assert (shown["calls_today"], shown["records_this_minute"], shown["records_today"]) == (0, 0, 0)


def test_one_resource_can_be_given_other_limits_than_the_rest(sandbox: Server) -> None:
    ats = sandbox.customer()

    sandbox.post("limits/throttles", resource="atsCandidates", minute_records=0)

    assert ats.add_candidate().status == 429
    assert ats.add_application().status == 200


def test_a_limit_that_does_not_exist_is_refused_with_those_that_do(sandbox: Server) -> None:
    said = sandbox.ask("limits/throttles", resource="atsCandidates", hour_calls=7)

    assert said.status == 400
    assert "day_calls, day_records, minute_records" in said.body["error"]


def test_rule_41_a_rejected_call_counts_toward_the_day_and_stores_nothing(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", minute_window="rolling")
    sandbox.post("limits", minute_records=1)

    statuses = [ats.add_candidate(f"c{number}").status for number in range(3)]

    [meter] = [one for one in sandbox.get("limits/usage")["usage"] if one["resource"] == "atsCandidates"]
    assert statuses == [200, 429, 429]
    assert (meter["calls_today"], meter["records_this_minute"]) == (3, 1)
    assert sandbox.get("records/candidates")["count"] == 1


def test_rule_41_what_was_counted_outlives_a_sandbox_that_is_killed(tmp_path: Path) -> None:
    first = start_sandbox(tmp_path)
    first.post("reset", **WORLD)
    ats = first.customer()
    ats.add_candidate()
    before = meter(first, ats, "atsCandidates")
    assert before["calls_today"] > 0
    until(lambda: _kept(tmp_path, ats.client_id))
    kill_whole(first)

    second = start_sandbox(tmp_path, "--seed", "none")
    try:
        after = meter(second, ats, "atsCandidates")
        assert [after[name] for name in ("calls_today", "records_today")] == [
            before[name] for name in ("calls_today", "records_today")
        ]
    finally:
        kill_whole(second)


def kill_whole(server: Server) -> None:
    """With -9, the process that serves before the one that watches over it: by itself it would live on."""
    watching = server.process.pid
    for serving in Path(f"/proc/{watching}/task/{watching}/children").read_text().split():
        os.kill(int(serving), signal.SIGKILL)
    server.process.kill()
    server.process.wait(timeout=20)


def _kept(folder: Path, client_id: str) -> bool:
    """Whether the file has what was counted for this application, its ACLs among it."""
    with closing(sqlite3.connect(next(folder.glob("*.sqlite3")))) as file:
        rows = file.execute(
            "SELECT value FROM world_setting WHERE name = 'counters' AND value LIKE ?",
            [f"%{client_id}%atsCandidates%"],
        )
        return rows.fetchone() is not None
