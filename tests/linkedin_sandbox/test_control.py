"""Limits, faults, journal and clock: rules 41 and 44 of outbound.md section 20, and what scripts steer."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.linkedin_sandbox.records import NOOR, ROSA_SEAT, WORLD, candidate, candidate_key
from tests.linkedin_sandbox.server import Ats, Server


def renewed(sandbox: Server, ats: Ats) -> Ats:
    return Ats(
        sandbox, ats.client_id, sandbox.token(ats.client_id, ats.secret).body["access_token"], ats.secret
    )


def three(ats: Ats) -> int:
    return ats.upsert("v2/atsCandidates", [(candidate_key(f"c{n}"), candidate()) for n in range(3)]).status


def test_rule_41_records_a_minute_are_counted_before_anything_is_stored(sandbox: Server) -> None:
    ats = sandbox.customer()
    # In the middle of a minute of the sandbox's clock, so that the next one is half a minute away.
    sandbox.post("clock", advance=60 - time.time() % 60 + 30)
    sandbox.post("limits", minute_records=5)

    first, second = three(ats), ats.add_candidate("c9")
    third = ats.upsert("v2/atsCandidates", [(candidate_key(f"d{n}"), candidate()) for n in range(3)])
    sandbox.post("clock", advance=45)

    assert (first, second.status, third.status) == (200, 200, 429)
    assert (third.body["code"], third.body["serviceErrorCode"]) == ("TOO_MANY_REQUESTS", 101)
    assert sandbox.get("records/candidates")["count"] == 4
    assert three(renewed(sandbox, ats)) == 200


def test_rule_41_the_minute_can_be_a_rolling_one(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", minute_window="rolling")
    sandbox.post("clock", advance=60 - time.time() % 60 + 30)
    sandbox.post("limits", minute_records=5)

    three(ats)
    sandbox.post("clock", advance=45)
    within = three(renewed(sandbox, ats))
    sandbox.post("clock", advance=30)

    assert (within, three(renewed(sandbox, ats))) == (429, 200)


def test_rule_41_calls_of_a_day_are_counted_by_resource_until_midnight_utc(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("clock", advance=86_400 - time.time() % 86_400 + 3600)
    ats = renewed(sandbox, ats)
    sandbox.post("limits", day_calls=2)

    calls = [ats.add_candidate().status for _n in range(3)]
    message = ats.add_candidate().body["message"]
    other = ats.add_application().status
    sandbox.post("clock", advance=86_400)

    assert calls == [200, 200, 429]
    assert "DAY" in message
    assert other == 200
    assert renewed(sandbox, ats).add_candidate().status == 200


@pytest.mark.parametrize("status", [401, 414, 422, 429, 500, 503, 504])
def test_rule_44_a_status_for_the_next_calls_of_a_resource(sandbox: Server, status: int) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="status", resource="atsCandidates", status=status, times=2)

    said = [ats.add_candidate().status, ats.add_application().status, ats.add_candidate().status]

    assert said == [status, 200, status]
    assert sandbox.get("records/candidates")["count"] == 0
    assert ats.add_candidate().status == 200


def test_rule_44_failed_after_the_data_was_stored(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="status", resource="atsCandidates", status=504, after_storing=True)

    assert ats.add_candidate().status == 504
    assert sandbox.get("records/candidates")["count"] == 1


def test_rule_44_some_keys_of_a_batch_fail(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="per_key", resource="atsCandidates", status=500, match="c1")

    said = ats.upsert("v2/atsCandidates", [(candidate_key(f"c{n}"), candidate()) for n in range(3)])

    assert (len(said.results), [error["status"] for error in said.errors.values()]) == (2, [500])
    assert sandbox.get("records/candidates")["count"] == 2


def test_rule_44_a_late_answer(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("faults", kind="latency", resource="atsCandidates", seconds=0.4)

    begun = time.monotonic()
    status = ats.add_candidate().status

    assert (status, time.monotonic() - begun > 0.4) == (200, True)


def test_rule_43_batches_are_sent_one_after_another(sandbox: Server) -> None:
    ats = sandbox.customer()

    def two() -> list[int]:
        sandbox.post("faults", kind="latency", resource="atsCandidates", seconds=0.5)
        with ThreadPoolExecutor(2) as pool:
            return sorted(pool.map(lambda id_: ats.add_candidate(id_).status, ["c1", "c2"]))

    usual = two()
    noted = [entry["problem"] for entry in sandbox.get("journal", resource="atsCandidates")["entries"]]
    sandbox.post("switches", overlapping_calls="refuse")

    assert (usual, two()) == ([200, 200], [200, 429])
    assert sum("another call" in problem for problem in noted) == 1


def test_rule_44_the_token_endpoint_too(sandbox: Server) -> None:
    sandbox.post("faults", kind="status", resource="accessToken", status=503)

    assert [sandbox.token("a", "b").status for _n in range(2)] == [503, 401]


def test_faults_can_be_listed_and_taken_back(sandbox: Server) -> None:
    sandbox.post("faults", kind="status", resource="atsCandidates", status=500, times=3)

    listed = sandbox.get("faults")
    sandbox.send("DELETE", "/_sandbox/faults")

    assert [(fault["kind"], fault["times"]) for fault in listed["faults"]] == [("status", 3)]
    assert sandbox.get("faults")["faults"] == []


def test_the_journal_keeps_calls_and_covers_secrets(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate()

    [entry] = sandbox.get("journal", resource="atsCandidates")["entries"]
    everything = json.dumps(sandbox.get("journal", limit=1000))

    assert (entry["verb"], entry["method"], entry["status"], entry["client_id"]) == (
        "PUT", "batch_update", 200, ats.client_id,
    )  # fmt: skip
    assert "noor.haddad@example.org" in entry["request_body"]
    assert ats.token not in everything
    assert ats.secret not in everything
    assert WORLD["parent_application"]["client_secret"] not in everything


def test_unknown_words_are_refused_with_their_name(sandbox: Server) -> None:
    seed = sandbox.ask("seed", organizations=[{"id": 1, "name": "X", "colour": "red"}])
    switch = sandbox.ask("switches", no_such=True)
    value = sandbox.ask("switches", validation="sometimes")
    fault = sandbox.ask("faults", kind="earthquake")

    assert [said.status for said in (seed, switch, value, fault)] == [400] * 4
    assert "organizations[0].colour" in seed.body["error"]


def test_the_default_world_can_be_seeded(sandbox: Server) -> None:
    seeded = sandbox.post("reset", seed="default")["seeded"]

    assert seeded["members"] == 1500
    assert sandbox.get("members", q="a", limit=5)["next_after"] is not None


def test_members_are_found_by_beginnings_of_words(sandbox: Server) -> None:
    def found(words: str) -> list[str]:
        return [member["name"] for member in sandbox.get("members", q=words)["members"]]

    assert found("noo had") == ["Noor Haddad"]
    assert found("rhone") == ["Odile Marchetti"]
    assert found("oor") == []


def test_many_writers_at_once_lose_nothing(sandbox: Server) -> None:
    ats = sandbox.customer()

    def put(batch: int) -> int:
        records = [(candidate_key(f"b{batch}-{n}"), candidate()) for n in range(20)]
        return ats.upsert("v2/atsCandidates", records).status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(put, range(40)))

    assert statuses == [200] * 40
    assert sandbox.get("records/candidates")["count"] == 800


def test_the_indicator_of_nobody_says_so(sandbox: Server) -> None:
    sandbox.customer()

    seen = sandbox.get("indicator", seat=ROSA_SEAT, member=NOOR)

    assert (seen["in_ats"], seen["summary"]) == (False, "Not in the ATS")


@pytest.mark.parametrize("said", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_no_web_page_steers_the_sandbox(sandbox: Server, said: dict[str, str]) -> None:
    address = f"http://127.0.0.1:{sandbox.port}/_sandbox/reset"
    request = urllib.request.Request(address, b"{}", {"Content-Type": "text/plain", **said})

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)

    assert refused.value.code == 403
    refused.value.close()


def test_records_are_found_by_their_id(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate("c1")
    ats.add_candidate("c2")
    context = candidate_key("c1")["integrationContext"]
    for acl, job in (("plant", "REQ-1"), ("plant", "REQ-2"), ("office", "REQ-1")):
        key = {
            "atsEntityAclId": acl, "integrationContext": context, "dataProvider": "ATS", "atsEntityId": job,
            "atsEntityType": "JOB_POSTING",
        }  # fmt: skip
        assert ats.upsert("v2/atsEntityAcls", [(key, {})]).errors == {}

    assert sandbox.get("records/candidates", id="c2")["count"] == 1
    assert {row["job_id"] for row in sandbox.get("records/acls", id="plant")["records"]} == {"REQ-1", "REQ-2"}
    assert sandbox.get("records/assignees", id="plant")["records"] == []
