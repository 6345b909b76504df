"""Does the sandbox go wrong on demand, exactly as asked? Rule 44 of outbound.md section 20, and inbound.md section 12."""

from __future__ import annotations

import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import NOOR, ODILE, candidate, candidate_key
from tests.linkedin_sandbox.server import Ats, Server, until
from tests.linkedin_sandbox.test_push import customer, export, is_signed, shown


def count(sandbox: Server) -> int:
    return sandbox.get("records/candidates")["count"]


def latest(sandbox: Server, **query: object) -> dict[str, Any]:
    return sandbox.get("journal", limit=1, **query)["entries"][0]


def lost(ats: Ats, id_: str = "c1") -> bool:
    """Was there no answer, not one byte?"""
    try:
        ats.add_candidate(id_)
    except (http.client.RemoteDisconnected, ConnectionResetError):
        return True
    return False


def test_rule_44_only_the_third_call_of_a_method_fails(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="status", resource="atsCandidates", method="batch_update", nth=3, status=503)

    statuses = []
    for turn in range(4):
        statuses.append(ats.add_candidate(f"c{turn}").status)
        assert ats.read("v2/atsCandidates", [candidate_key("c0")]).status == 200

    assert statuses == [200, 200, 503, 200]
    [spent] = sandbox.get("faults")["spent"]
    assert (spent["seen"], spent["struck"]) == (3, 1)


def test_rule_44_one_application_and_one_generation(sandbox: Server) -> None:
    bluebird = sandbox.customer()
    redwood = sandbox.provision("redwood", organization=2000118, contract=310044552)
    sandbox.post("integrations/enable", client_id=redwood.client_id)
    sandbox.post(
        "faults", kind="status", client_id=bluebird.client_id, generation="rest", times=0, status=500
    )

    said = [
        bluebird.get("/rest/seatsV2?q=attributes&contracts=urn%3Ali%3Acontract%3A310044551&start=0").status,
        bluebird.get("/v2/seatsV2?q=attributes&contracts=urn:li:contract:310044551&start=0").status,
        redwood.get("/rest/seatsV2?q=attributes&contracts=urn%3Ali%3Acontract%3A310044552&start=0").status,
    ]

    assert said == [500, 200, 200]


def test_rule_44_dice_with_a_seed_fall_alike(sandbox: Server) -> None:
    ats = sandbox.customer()

    def run(seed: int) -> list[int]:
        sandbox.post(
            "faults", kind="status", resource="atsCandidates", probability=0.5, times=0, seed=seed, status=500
        )
        statuses = [ats.add_candidate().status for _turn in range(16)]
        sandbox.send("DELETE", "/_sandbox/faults")
        return statuses

    first, second, other = run(7), run(7), run(8)

    assert first == second != other
    assert 2 < first.count(500) < 14


def test_rule_44_the_answer_is_lost_after_the_data_was_stored(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="cut", resource="atsCandidates")
    sandbox.post("faults", kind="cut", resource="atsCandidates", after_storing=False, nth=2)

    first, stored, second = lost(ats, "c1"), count(sandbox), lost(ats, "c2")

    assert (first, stored, second, count(sandbox)) == (True, 1, True, 1)
    entry = latest(sandbox, status="none")
    assert "connection was cut" in entry["problem"]
    assert entry["faults"] == ["#" + entry["faults"][0].lstrip("#").split()[0] + " cut"]


def test_rule_44_only_the_connection_that_is_meant_is_cut(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="cut", resource="atsCandidates", nth=5)
    sandbox.post("faults", kind="latency", resource="atsCandidates", seconds=0.3, times=0)

    with ThreadPoolExecutor(8) as pool:
        were_lost = list(pool.map(lambda number: lost(ats, f"c{number}"), range(8)))

    assert (sum(were_lost), count(sandbox)) == (1, 8)


def test_rule_44_silence_and_then_nothing(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="silence", resource="atsCandidates", seconds=0.6, after_storing=True)

    begun = time.monotonic()
    was_lost = lost(ats)

    assert (was_lost, time.monotonic() - begun > 0.6, count(sandbox)) == (True, True, 1)


def test_a_client_that_waits_less_than_the_silence_gives_up_by_itself(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="silence", resource="atsCandidates", seconds=3)
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=0.3)
    headers = ats.headers(method="batch_get")
    try:
        connection.request("GET", "/v2/atsCandidates?ids[0].atsCandidateId=c1", headers=headers)
        with pytest.raises(TimeoutError):
            connection.getresponse()
    finally:
        connection.close()
    assert sandbox.get("health") == {"status": "ok"}


@pytest.mark.parametrize(
    ("form", "code"), [("unknown", "INVALID_ACCESS_TOKEN"), ("expired", "EXPIRED_ACCESS_TOKEN")]
)
def test_rule_44_a_token_dies_in_the_middle_of_a_run(sandbox: Server, form: str, code: str) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="token", form=form, nth=2)

    said = [ats.add_candidate() for _turn in range(3)]

    assert [one.status for one in said] == [200, 401, 200]
    assert said[1].body["code"] == code


@pytest.mark.parametrize(("limit", "word"), [("minute", "throttle limit"), ("day", "DAY")])
def test_rule_44_throttled_for_the_minute_or_the_day(sandbox: Server, limit: str, word: str) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="throttled", resource="atsCandidates", limit=limit)

    said = ats.add_candidate()

    assert (said.status, word in said.body["message"], count(sandbox)) == (429, True, 0)


def test_rule_44_a_whole_batch_is_refused(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="whole_batch", resource="atsCandidates")

    said = ats.upsert("v2/atsCandidates", [(candidate_key(f"c{n}"), candidate()) for n in range(3)])

    assert (said.status, said.body["message"].count("Key: "), count(sandbox)) == (422, 3, 0)


@pytest.mark.parametrize("form", ["not_json", "truncated", "empty", "html"])
def test_rule_44_the_answer_is_spoiled(sandbox: Server, form: str) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="malformed", resource="atsCandidates", form=form)
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=10)
    try:
        headers = ats.headers(method="batch_get")
        key = "ids[0].atsCandidateId=c1&ids[0].dataProvider=ATS&ids[0].integrationContext=urn:li:organization:2000117"
        connection.request("GET", f"/v2/atsCandidates?{key}", headers=headers)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()

    assert (answer.status, content == b"") == (200, form == "empty")
    with pytest.raises(json.JSONDecodeError):
        json.loads(content)
    assert latest(sandbox, fault="malformed")["response_body"] == content.decode()


def test_faults_are_taken_back_one_by_one(sandbox: Server) -> None:
    one = sandbox.post("faults", kind="status", status=500)["id"]
    two = sandbox.post("faults", kind="latency", seconds=1)["id"]

    gone = sandbox.send("DELETE", f"/_sandbox/faults/{one}")
    again = sandbox.send("DELETE", f"/_sandbox/faults/{one}")

    assert ([fault["id"] for fault in gone.body["faults"]], again.status) == ([two], 404)


def test_a_fault_that_makes_no_sense_is_refused(sandbox: Server) -> None:
    said = [
        sandbox.ask("faults", kind="malformed", form="upside_down"),
        sandbox.ask("faults", kind="status", status=200),
        sandbox.ask("faults", kind="latency", seconds=4000),
        sandbox.ask("faults", kind="status", sttaus=500),
    ]

    assert [one.status for one in said] == [400] * 4
    assert "truncated" in said[0].body["error"]


def bodies(callback: Callback) -> list[bytes]:
    return [body for _headers, body in callback.came]


def test_a_push_comes_late(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    sandbox.post("clock", freeze=True)
    sandbox.post("faults", kind="push_late", seconds=600)

    made = export(sandbox)
    held = until(lambda: shown(sandbox, made)["push"]["last_problem"] and shown(sandbox, made)["push"])
    time.sleep(0.6)
    early = len(callback.came)
    sandbox.post("clock", advance=600)
    until(lambda: callback.came)

    assert (early, held["attempts"], "late" in held["last_problem"]) == (0, 0, True)
    assert latest(sandbox, fault="push_late")["status"] == 0


def test_a_push_is_overtaken_by_the_next_one(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    sandbox.post("faults", kind="push_reordered")

    first = export(sandbox)
    until(lambda: shown(sandbox, first)["push"]["last_problem"])
    second = export(sandbox, member=NOOR)
    until(lambda: len(callback.came) == 2)

    assert [json.loads(body)["id"] for body in bodies(callback)] == [
        second["request_id"],
        first["request_id"],
    ]


def test_a_push_never_comes_though_linkedin_believes_it_did(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    sandbox.post("faults", kind="push_dropped")

    made = export(sandbox)
    until(lambda: shown(sandbox, made)["push"]["state"] == "done")

    assert callback.came == []
    assert latest(sandbox, kind="push")["faults"][0].endswith("push_dropped")


@pytest.mark.parametrize("form", ["not_json", "truncated", "no_id", "unknown_type"])
def test_a_push_is_spoiled_and_rightly_signed(sandbox: Server, callback: Callback, form: str) -> None:
    customer(sandbox, callback)
    sandbox.post("faults", kind="push_malformed", form=form)

    export(sandbox, member=ODILE)
    [(headers, body)] = until(lambda: list(callback.came))

    assert is_signed(callback, headers, body)
    if form in ("not_json", "truncated"):
        with pytest.raises(json.JSONDecodeError):
            json.loads(body)
    else:
        assert ("id" in json.loads(body), json.loads(body)["type"]) == (
            (False, "EXPORT_CANDIDATE_PROFILE") if form == "no_id" else (True, "SOMETHING_NEW")
        )


def test_a_push_names_a_request_of_somebody_else(sandbox: Server, callback: Callback) -> None:
    ats = customer(sandbox, callback)
    sandbox.post("faults", kind="push_malformed", form="foreign_id")

    made = export(sandbox)
    [(headers, body)] = until(lambda: list(callback.came))
    named = json.loads(body)["id"]

    assert (is_signed(callback, headers, body), named == made["request_id"]) == (True, False)
    assert ats.get(f"/v2/exportedCandidates?q=request&requestId={named}").status == 404
