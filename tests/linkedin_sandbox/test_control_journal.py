"""Can one find, understand, carry away, follow and repeat what was said? The journal."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import candidate, candidate_key
from tests.linkedin_sandbox.server import Ats, Server, until
from tests.linkedin_sandbox.test_push import customer, export, is_signed, shown

from linkedin_sandbox.journal import log


def found(sandbox: Server, **query: object) -> list[dict[str, Any]]:
    return sandbox.get("journal", **query)["entries"]


def test_a_refusal_is_explained_by_its_rule_and_the_vendors_page(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.upsert("v2/atsCandidates", [(candidate_key("c1"), candidate(firstName=""))])

    [entry] = found(sandbox, resource="atsCandidates")

    assert (entry["status"], entry["rule"], "firstName" in entry["why"]) == (200, "21", True)
    assert (
        entry["page"]
        == "https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates"
    )


def refusals(ats: Ats) -> dict[str, Any]:
    """One call for each rule that this test knows how to break."""
    records = [(candidate_key("c1"), candidate())]
    foreign = {**candidate_key("c1"), "integrationContext": "urn:li:organization:1"}
    return {
        "1": lambda: Ats(ats.server, ats.client_id, "AQX-nonsense").add_candidate(),
        "4": lambda: ats.server.parent().add_candidate(),
        "5": lambda: (ats.server.post("integrations/disable", client_id=ats.client_id), ats.add_candidate()),
        "12": lambda: ats.send("PUT", f"/v2/atsCandidates?{_query(records * 2)}", {"entities": {}}, method="batch_update"),
        "27": lambda: ats.upsert("v2/atsEntityAclAssignees", [(_assignee(), {})]),
        "35": lambda: ats.delete("v2/atsCandidates", [candidate_key("nobody")]),
        "38": lambda: ats.get("/v2/simpleJobPostingTasks/urn%3Ali%3AsimpleJobPostingTask%3Anone"),
        "3": lambda: ats.upsert("v2/atsCandidates", [(foreign, candidate())]),
        "6": lambda: ats.send("GET", "/rest/atsCandidates", LinkedIn_Version="201901"),
        "7": lambda: ats.get("/v2/atsNothing"),
        "8": lambda: ats.send("GET", "/v2/atsCandidates", X_RestLi_Protocol_Version="3.0.0"),
        "9": lambda: ats.get(f"/v2/atsCandidates?ids={'x' * 5000}"),
        "10": lambda: ats.send("PUT", "/v2/atsCandidates", {"entities": {}}, method="batch_update"),
        "13": lambda: ats.post("/v2/simpleJobPostings", {"elements": []}),
        "17": lambda: ats.send("PUT", f"/v2/atsCandidates?{_query(records)}", {"rows": []}, method="batch_update"),
        "19": lambda: ats.upsert("v2/atsCandidates", [(candidate_key("c1"), candidate(atsCreatedAt=5, atsLastModifiedAt=4))]),
        "31": lambda: ats.read("v2/atsCandidates", [candidate_key("nobody")]),
    }  # fmt: skip


def _assignee() -> dict[str, str]:
    context = candidate_key("c1")["integrationContext"]
    return {
        "atsEntityAclId": "plant", "integrationContext": context, "dataProvider": "ATS",
        "assignee": "urn:li:nobody:1", "atsEntityType": "JOB_POSTING",
    }  # fmt: skip


def _query(records: list[Any]) -> str:
    from tests.linkedin_sandbox.records import ids

    return ids("v2/atsCandidates", [key for key, _record in records])


@pytest.mark.parametrize(
    "rule", ["1", "3", "4", "5", "6", "7", "8", "9", "10", "12", "13", "17", "19", "27", "31", "35", "38"]
)
def test_each_refusal_carries_the_number_of_its_rule(sandbox: Server, rule: str) -> None:
    refusals(sandbox.customer())[rule]()

    [entry] = found(sandbox, limit=1)

    assert (entry["rule"], bool(entry["why"])) == (rule, True)


def test_it_is_searched(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate("c1", lastName="Ingeborg")
    ats.add_application()
    ats.get("/v2/atsNothing")
    here = sandbox.get("clock")["now"]

    assert [entry["resource"] for entry in found(sandbox, text="ingeborg")] == ["atsCandidates"]
    assert [entry["path"] for entry in found(sandbox, status="404")] == ["/v2/atsNothing"]
    assert {entry["status"] for entry in found(sandbox, status="2xx")} <= {200, 201, 204}
    assert [entry["resource"] for entry in found(sandbox, method="batch_update", limit=2)] == [
        "atsApplications",
        "atsCandidates",
    ]
    assert {entry["client_id"] for entry in found(sandbox, client_id=ats.client_id)} == {ats.client_id}
    assert found(sandbox, since=here + 60_000) == []
    assert len(found(sandbox, until=here + 60_000)) == len(found(sandbox))
    assert sandbox.send("GET", "/_sandbox/journal?status=teapot").status == 400


def test_it_is_paged(sandbox: Server) -> None:
    ats = sandbox.customer()
    for turn in range(5):
        ats.add_candidate(f"c{turn}")

    seen, before = [], {}
    while True:
        page = sandbox.get("journal", resource="atsCandidates", limit=2, **before)
        seen += [entry["id"] for entry in page["entries"]]
        if page["next_before"] is None:
            break
        before = {"before": page["next_before"]}

    assert (len(seen), seen) == (5, sorted(set(seen), reverse=True))
    assert sandbox.get(f"journal/{seen[0]}")["resource"] == "atsCandidates"
    assert sandbox.send("GET", "/_sandbox/journal/999999999").status == 404


def test_headers_are_kept_and_secrets_are_not(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate()

    [entry] = found(sandbox, resource="atsCandidates")

    assert (entry["request_headers"]["Authorization"], entry["response_headers"]["Content-Type"]) == (
        "Bearer ***", "application/json",
    )  # fmt: skip
    assert ats.token not in json.dumps(found(sandbox, limit=1000))


def test_it_is_carried_away_as_har(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    made = export(sandbox)
    until(lambda: shown(sandbox, made)["push"]["state"] == "done")

    har = sandbox.get("journal/har")["log"]

    assert (har["version"], len(har["entries"]) > 5) == ("1.2", True)
    for entry in har["entries"]:
        assert set(entry) >= {"startedDateTime", "time", "request", "response", "cache", "timings"}
        assert urlsplit(entry["request"]["url"]).netloc
        assert set(entry["request"]) >= {
            "method",
            "url",
            "httpVersion",
            "cookies",
            "headers",
            "queryString",
            "headersSize",
            "bodySize",
        }
        assert set(entry["response"]) >= {
            "status",
            "statusText",
            "httpVersion",
            "cookies",
            "headers",
            "content",
            "redirectURL",
            "headersSize",
            "bodySize",
        }
    times = [entry["startedDateTime"] for entry in har["entries"]]
    assert times == sorted(times)
    assert callback.url in {entry["request"]["url"] for entry in har["entries"]}


def test_a_push_is_sent_again_word_for_word(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    made = export(sandbox)
    until(lambda: shown(sandbox, made)["push"]["state"] == "done")
    [entry] = found(sandbox, resource="EXPORT_CANDIDATE_PROFILE")

    again = sandbox.post(f"journal/{entry['id']}/replay")
    call = found(sandbox, kind="call", limit=1)[0]
    refused = sandbox.ask(f"journal/{call['id']}/replay")

    assert again["status"] == 200
    assert callback.came[0] == callback.came[1]
    assert is_signed(callback, *callback.came[1])
    assert f"a replay of {entry['id']}" in found(sandbox, kind="push", limit=1)[0]["problem"]
    assert (refused.status, "sent by an ATS" in refused.body["error"]) == (409, True)


def test_it_is_awaited(sandbox: Server) -> None:
    ats = sandbox.customer()
    before = sandbox.get("journal/stream", wait=0)["after"]
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(sandbox.get, "journal/stream", after=before, wait=20)
        ats.add_candidate()
        said = waiting.result(timeout=10)

    assert [entry["resource"] for entry in said["entries"]] == ["atsCandidates"]
    assert said["after"] == said["entries"][0]["id"]


def test_it_is_followed_as_events(sandbox: Server) -> None:
    ats = sandbox.customer()
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=10)
    connection.request("GET", "/_sandbox/journal/stream")
    answer = connection.getresponse()
    lines: list[str] = []

    def next_data() -> dict[str, Any]:
        while not (line := answer.readline().decode()).startswith("data: "):
            lines.append(line)
        return json.loads(line.removeprefix("data: "))

    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.readline() == b"retry: 1000\n"
    ats.add_candidate("c1")
    first = next_data()
    ats.add_application("a1")
    second = next_data()
    connection.close()

    assert [first["resource"], second["resource"]] == ["atsCandidates", "atsApplications"]
    assert f"id: {second['id']}\n" in lines


def test_who_was_cut_off_goes_on_where_it_was(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate("c1")
    ats.add_application("a1")
    older = found(sandbox, limit=2)[1]["id"]
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=10)
    connection.request("GET", "/_sandbox/journal/stream", headers={"Last-Event-ID": str(older)})
    answer = connection.getresponse()
    lines = [answer.readline().decode() for _line in range(4)]
    connection.close()

    assert json.loads(lines[3].removeprefix("data: "))["resource"] == "atsApplications"


def test_it_keeps_ten_thousand_and_no_more_than_its_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store itself, without a process around it: filling one over HTTP would take minutes."""
    facts = {
        "at": 1, "kind": "call", "verb": "GET", "path": "/v2/x", "resource": "x", "method": "get", "client_id": "",
        "status": 200, "milliseconds": 1.0, "request_id": "",
    }  # fmt: skip
    log.clear_journal()
    for _turn in range(log.KEPT + 5):
        log.record(**facts)
    many = log.entries(limit=log.KEPT + 5)
    monkeypatch.setattr(log, "KEPT_CHARACTERS", 100_000)
    log.record(**facts, response_body="x" * 50_000)
    few = log.entries(limit=log.KEPT)
    log.clear_journal()

    assert len(many) == log.KEPT
    assert sum(entry.size for entry in few) <= 100_000
    assert len(few[0].response_body) == log.LONGEST_BODY
