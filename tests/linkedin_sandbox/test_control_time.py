"""Can one stop, travel and come back? The clock, and snapshots of the world."""

from __future__ import annotations

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import ODILE, ROSA_SEAT, candidate, candidate_key
from tests.linkedin_sandbox.server import Ats, Server, until

NOON = "2026-05-04T12:00:00Z"
NOON_MS = 1_777_896_000_000


def test_the_clock_stands_still_and_goes_on(sandbox: Server) -> None:
    frozen = sandbox.post("clock", freeze=NOON)
    time.sleep(0.02)
    later = sandbox.get("clock")
    sandbox.post("clock", advance=90)
    advanced = sandbox.get("clock")["now"]
    thawed = sandbox.post("clock", thaw=True)
    time.sleep(0.02)

    assert (frozen["now"], later["now"], frozen["frozen"]) == (NOON_MS, NOON_MS, True)
    assert advanced == NOON_MS + 90_000
    assert 0 <= thawed["now"] - advanced < 5000
    assert sandbox.get("clock")["now"] > thawed["now"]


def test_nothing_in_the_sandbox_asks_another_clock() -> None:
    """Seconds that pass while somebody waits are the machine's; moments are the sandbox's."""
    folder = Path(__file__).resolve().parents[2] / "src" / "linkedin_sandbox"
    words = re.compile(r"time\.time\(|datetime\.now|timezone\.now|date\.today|utcnow")

    found = [str(file.relative_to(folder)) for file in folder.rglob("*.py") if words.search(file.read_text())]

    assert found == ["world/steering/clock.py"]


def test_one_travels_to_a_moment(sandbox: Server) -> None:
    there = sandbox.post("clock", at=NOON_MS)["now"]
    nowhere = sandbox.ask("clock", at="the day after tomorrow")
    beyond = sandbox.ask("clock", at="9999-01-01")
    two = sandbox.ask("clock", advance=1, thaw=True)

    assert 0 <= there - NOON_MS < 5000
    assert [said.status for said in (nowhere, beyond, two)] == [400] * 3
    assert "epoch milliseconds" in nowhere.body["error"]


def test_a_token_dies_when_the_clock_travels(sandbox: Server) -> None:
    sandbox.post("clock", freeze=NOON)
    ats = sandbox.customer()
    before = ats.add_candidate().status
    sandbox.post("clock", advance=1799)
    just = ats.add_candidate().status
    sandbox.post("clock", advance=2)

    assert (before, just, ats.add_candidate().status) == (200, 200, 401)


def test_a_task_finishes_and_a_match_shows_when_it_is_time(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("transitions", job_task={"after_seconds": 60}, matching={"after_seconds": 120})
    sandbox.post("clock", freeze=True)
    ats.add_job("REQ-7")
    ats.add_candidate("c1", emailAddresses=["noor.haddad@example.org"])

    def matched() -> bool:
        [record] = ats.read("v2/atsCandidates", [candidate_key("c1")]).results.values()
        return bool(record.get("matchedMembers"))

    seen = [(sandbox.get("records/jobs")["count"], matched())]
    for seconds in (60, 60):
        sandbox.post("clock", advance=seconds)
        seen.append((sandbox.get("records/jobs")["count"], matched()))

    assert seen == [(0, False), (1, False), (1, True)]


def test_a_push_that_waits_for_its_next_try_is_sent_when_the_clock_gets_there(
    sandbox: Server, callback: Callback
) -> None:
    ats = sandbox.customer()
    ats.add_job()
    sandbox.post("limits", push_schedule=[3600])
    until(lambda: all(push["attempts"] for push in sandbox.get("push")["pushes"]))
    callback.secret, callback.status = ats.secret, 503
    ats.configure("ONE_CLICK_EXPORT", "CALLBACK_URL", callback.url)
    sandbox.post("clock", freeze=True)
    made = sandbox.post("exports", seat=ROSA_SEAT, member=ODILE, job="REQ-1")
    until(lambda: sandbox.get(f"exports/{made['request_id']}")["push"]["attempts"] == 1)
    callback.status = 200
    time.sleep(0.7)
    came = len(callback.came)

    sandbox.post("clock", advance=3600)
    until(lambda: sandbox.get(f"exports/{made['request_id']}")["push"]["state"] == "done")

    assert came == 1


def test_the_world_comes_back_as_it_was(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate("c1")
    sandbox.post("switches", validation="whole_batch")
    sandbox.post("clock", freeze=NOON)
    ats = renewed(sandbox, ats)
    taken = sandbox.post("snapshots", name="before")

    ats.add_candidate("c2")
    sandbox.post("switches", validation="per_key")
    sandbox.post("clock", advance=3600)
    sandbox.post("snapshots/before/restore")

    assert taken["bytes"] > 0
    assert sandbox.get("records/candidates")["count"] == 1
    assert sandbox.get("switches")["switches"]["validation"] == "whole_batch"
    assert sandbox.get("clock") == {"now": NOON_MS, "offset_seconds": 0.0, "frozen": True}
    assert [member["name"] for member in sandbox.get("members", q="noo had")["members"]] == ["Noor Haddad"]
    assert ats.add_candidate("c3").status == 200


def renewed(sandbox: Server, ats: Ats) -> Ats:
    token = sandbox.token(ats.client_id, ats.secret).body["access_token"]
    return Ats(sandbox, ats.client_id, token, ats.secret)


def test_snapshots_are_listed_and_deleted(sandbox: Server) -> None:
    for name in ("one", "two", "two"):
        sandbox.post("snapshots", name=name)
    deleted = sandbox.send("DELETE", "/_sandbox/snapshots/one")
    names = {one["name"] for one in sandbox.get("snapshots")["snapshots"]}
    unknown = sandbox.ask("snapshots/one/restore")
    odd = sandbox.ask("snapshots", name="../etc")

    assert (deleted.status, "one" in names, "two" in names) == (200, False, True)
    assert (unknown.status, odd.status) == (404, 400)
    assert "two" in unknown.body["error"]


def test_no_request_sees_half_a_restore(sandbox: Server) -> None:
    """While the world is exchanged, thirty writers write: each batch is there whole or not at all."""
    ats = sandbox.customer()
    sandbox.post("snapshots", name="empty")
    ended = threading.Event()

    def write(number: int) -> list[int]:
        statuses = []
        for turn in range(12):
            records = [(candidate_key(f"w{number}-{turn}-{n}"), candidate()) for n in range(10)]
            statuses.append(ats.upsert("v2/atsCandidates", records).status)
        return statuses

    def restore() -> list[int]:
        found = []
        while not ended.is_set():
            found.append(sandbox.ask("snapshots/empty/restore").status)
            found.append(sandbox.get("records/candidates")["count"] % 10 + 200)
        return found

    with ThreadPoolExecutor(5) as pool:
        restoring = pool.submit(restore)
        statuses = [status for found in pool.map(write, range(4)) for status in found]
        ended.set()

    assert set(statuses) == {200}
    assert set(restoring.result()) == {200}


def test_a_slow_answer_does_not_hold_up_a_restore(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("snapshots", name="quick")
    sandbox.post("faults", kind="latency", resource="atsCandidates", seconds=6)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(ats.add_candidate)
        time.sleep(0.3)
        sandbox.post("snapshots/quick/restore")

        assert not slow.done()
        assert slow.result().status == 200
