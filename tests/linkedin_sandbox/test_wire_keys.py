"""How keys may be written, and what each protocol makes of them: rules 8, 10, 11, 12, 15 and 26, through HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from tests.linkedin_sandbox.records import (
    CONTEXT,
    application,
    application_key,
    candidate,
    candidate_key,
    ids,
    rest_candidate,
    rest_candidate_key,
    rest_key,
    v2_key,
)
from tests.linkedin_sandbox.server import Ats, Prepared, Said, Server

HEX = "urn%3Ali%3Aorganization%3A2000117"
#: What an ATS might call a candidate; every one must come back as it went.
IDS = [
    "c-1", "a b", "a+b", "50%", "100%25", "a.b", "a[0]", "~", "~2E", "a~5B", "it's", "(x)", "a,b", "a:b", "a=b", "a&b", "ü", "日本",
    "a/b", "''", "List(a)", "$params", "null", "0", "a'b(c),d:e&f=g.h[i]~j%20k",
]  # fmt: skip


def v2_query(id_: str) -> str:
    tilded = "".join(f"~{ord(sign):02X}" if sign in ".[]~" else sign for sign in id_)
    return (
        f"ids%5B0%5D.atsCandidateId={quote(tilded, safe='~')}&ids%5B0%5D.dataProvider=ATS"
        f"&ids%5B0%5D.integrationContext={HEX}"
    )


def v2_text(id_: str) -> str:
    tilded = "".join(f"~{ord(sign):02X}" if sign in ".[]~" else sign for sign in id_)
    return f"atsCandidateId={quote(tilded, safe='~')}&dataProvider=ATS&integrationContext={HEX}"


def rest_text(id_: str) -> str:
    encoded = "".join(f"%{ord(sign):02X}" if sign in "%,()':" else sign for sign in id_)
    return f"(externalCandidateId:{encoded},integrationContext:{HEX})"


def stored_ids(server: Server) -> list[str]:
    return [row["id"] for row in server.get("records/candidates")["records"]]


@pytest.mark.parametrize("id_", IDS)
def test_rules_11_and_15_any_id_comes_back_as_it_went_in_the_old_protocol(
    prepared: Prepared, id_: str
) -> None:
    ats = prepared.ats
    body = {"entities": {v2_text(id_): candidate()}}

    written = ats.send("PUT", f"/v2/atsCandidates?{v2_query(id_)}", body, method="batch_update")
    read = ats.get(f"/v2/atsCandidates?{v2_query(id_)}&fields=firstName")

    assert written.results == {_as_answered(id_): {"status": 204}}, written
    assert read.results == {_as_answered(id_): {"firstName": "Noor"}}
    assert stored_ids(prepared.server) == [id_]


def _as_answered(id_: str) -> str:
    """The answer's own writing: percent-encoded, with tildes for what has a meaning in a key."""
    tilded = "".join(f"~{ord(sign):02X}" if sign in ".[]~" else sign for sign in id_)
    return f"atsCandidateId={quote(tilded, safe='~-_*')}&dataProvider=ATS&integrationContext={HEX}"


@pytest.mark.parametrize("id_", IDS)
def test_rules_11_and_15_and_in_the_new_one(prepared: Prepared, id_: str) -> None:
    ats = prepared.ats
    query = f"ids=List((externalCandidateId:{quote(id_, safe='')},integrationContext:{HEX}))".replace(
        "''", "%27%27"
    )
    text = rest_text(id_)

    written = ats.send(
        "PUT", f"/rest/candidates?{query}", {"entities": {text: rest_candidate()}}, method="batch_update"
    )
    read = ats.get(f"/rest/candidates?{query}&fields=firstName")

    assert written.results == {text: {"status": 204}}, written
    assert read.results == {text: {"firstName": "Noor"}}
    assert stored_ids(prepared.server) == [id_]


# A client that encodes its brackets as well means a list by the last of them, whatever the header says.
@pytest.mark.parametrize("id_", [one for one in IDS if one not in ("a/b", "$params", "List(a)")])
def test_rules_11_and_15_plain_keys_below_a_parent_too(prepared: Prepared, id_: str) -> None:
    ats = prepared.ats
    ats.add_application("a1")
    parent, stage = quote(v2_key(application_key("a1")), safe="=&:"), {"stage": "Review", "atsCreatedAt": 1}
    query = f"ids={quote(id_, safe='')}"

    written = ats.send(
        "PUT",
        f"/v2/atsApplications/{parent}/stages?{query}",
        {"entities": {id_: stage}},
        method="batch_update",
    )
    gone = ats.send("DELETE", f"/v2/atsApplications/{parent}/stages?{query}", method="batch_delete")

    assert written.results == {id_: {"status": 204}}, written
    assert gone.results == {id_: {"status": 204}}


@pytest.mark.parametrize(
    "id_", ["a b", "a+b", "50%", "a=b", "a&b", "x&dataProvider", "ü", "a~b", "it's", "a.b"]
)
def test_rule_11_a_parents_key_in_the_path_may_hold_anything(prepared: Prepared, id_: str) -> None:
    ats = prepared.ats
    tilded = id_.replace("~", "~7E").replace(".", "~2E")
    single = f"atsJobApplicationId={quote(tilded, safe='~')}&dataProvider=ATS&integrationContext={HEX}"
    query = "&".join(f"ids[0].{part}" for part in single.split("&"))
    assert (
        ats.send(
            "PUT",
            f"/v2/atsApplications?{query}",
            {"entities": {single: application()}},
            method="batch_update",
        ).errors
        == {}
    )

    said = ats.send(
        "PUT",
        f"/v2/atsApplications/{single}/stages?ids=st-1",
        {"entities": {"st-1": {"stage": "Review", "atsCreatedAt": 1}}},
        method="batch_update",
    )

    assert said.results == {"st-1": {"status": 204}}, said


@pytest.mark.parametrize(
    "query",
    [
        f"ids[0].atsCandidateId=c1&ids[0].dataProvider=ATS&ids[0].integrationContext={CONTEXT}",
        f"ids%5B0%5D.atsCandidateId=c1&ids%5b0%5d.dataProvider=ATS&ids%5B0%5D.integrationContext={HEX}",
        f"ids[7].integrationContext={HEX.lower()}&ids[7].atsCandidateId=%631&ids[7].dataProvider=%41TS",
        f"ids[0].$params.x=y&ids[0].atsCandidateId=c1&ids[0].dataProvider=ATS&ids[0].integrationContext={CONTEXT}",
        f"ids[0].atsCandidateId=c1&ids[0].dataProvider=ATS&ids[0].integrationContext={CONTEXT}&unknown=1&&",
    ],
    ids=["raw", "encoded brackets", "another index and small hex", "parameters", "more in the query"],
)
@pytest.mark.parametrize(
    "body_key",
    [
        f"atsCandidateId=c1&dataProvider=ATS&integrationContext={CONTEXT}",
        f"integrationContext={HEX}&dataProvider=ATS&atsCandidateId=c1",
        f"$params.x=y&integrationContext={HEX.lower()}&dataProvider=ATS&atsCandidateId=%631",
    ],
    ids=["bare", "encoded, turned", "parameters"],
)
def test_rule_11_one_key_has_many_writings_in_the_old_protocol(
    prepared: Prepared, query: str, body_key: str
) -> None:
    said = prepared.ats.send(
        "PUT", f"/v2/atsCandidates?{query}", {"entities": {body_key: candidate()}}, method="batch_update"
    )

    assert list(said.results.values()) == [{"status": 204}], said
    assert stored_ids(prepared.server) == ["c1"]


@pytest.mark.parametrize(
    "query",
    [
        f"ids=List((externalCandidateId:c1,integrationContext:{HEX}))",
        f"ids=List((integrationContext:{HEX.lower()},externalCandidateId:%631))",
        f"ids=List(($params:(),externalCandidateId:c1,integrationContext:{HEX}))",
        f"ids=List(($params:(a:b,c:List(d)),externalCandidateId:c1,integrationContext:{HEX}))",
        f"ids=List%28%28externalCandidateId%3Ac1%2CintegrationContext%3A{HEX.replace('%', '%25')}%29%29",
    ],
    ids=["plain", "turned and small hex", "parameters", "full parameters", "brackets encoded too"],
)  # fmt: skip
@pytest.mark.parametrize(
    "body_key",
    [
        f"(externalCandidateId:c1,integrationContext:{HEX})",
        f"(integrationContext:{HEX.lower()},externalCandidateId:%631)",
        f"($params:(),externalCandidateId:c1,integrationContext:{HEX})",
    ],
    ids=["plain", "turned and small hex", "parameters"],
)
def test_rule_11_and_in_the_new_one(prepared: Prepared, query: str, body_key: str) -> None:
    said = prepared.ats.send(
        "PUT", f"/rest/candidates?{query}", {"entities": {body_key: rest_candidate()}}, method="batch_update"
    )

    assert said.results == {f"(externalCandidateId:c1,integrationContext:{HEX})": {"status": 204}}, said


@pytest.mark.parametrize(
    ("verb", "target"),
    [
        ("GET", "/v2/atsCandidates?ids"),
        ("GET", "/v2/atsCandidates?ids="),
        ("GET", "/v2/atsCandidates?ids=List()"),
        ("GET", "/v2/atsCandidates?ids=plain"),
        ("GET", f"/v2/atsCandidates?ids[0].atsCandidateId=c1&ids[0].integrationContext={CONTEXT}"),
        ("GET", f"/v2/atsCandidates?ids[0].atsCandidateId=c1&ids[0].atsCandidateId=c2&ids[0].dataProvider=ATS&ids[0].integrationContext={CONTEXT}"),
        ("GET", f"/v2/atsCandidates?ids[0].atsCandidateId=c1&ids[0].colour=red&ids[0].dataProvider=ATS&ids[0].integrationContext={CONTEXT}"),
        ("GET", "/rest/candidates?ids=List("),
        ("GET", "/rest/candidates?ids=List((externalCandidateId))"),
        ("GET", f"/rest/candidates?ids=List((externalCandidateId:c1,integrationContext:{CONTEXT}))"),
        ("GET", f"/rest/candidates?ids=List((externalCandidateId:c1,externalCandidateId:c2,integrationContext:{HEX}))"),
        ("GET", f"/rest/candidates?ids=List((externalCandidateId:List(c1),integrationContext:{HEX}))"),
        ("GET", f"/rest/candidates?ids=List(List((externalCandidateId:c1,integrationContext:{HEX})))"),
        ("GET", f"/rest/candidates?ids=List((externalCandidateId:c1,integrationContext:{HEX}),)"),
        ("GET", f"/rest/candidates?ids=List((externalCandidateId:c1,integrationContext:{HEX}))x"),
        ("GET", f"/rest/candidates?ids=List({'(' * 200}"),
        ("DELETE", "/v2/atsApplications/nonsense/stages?ids=st-1"),
    ],
)  # fmt: skip
def test_rules_10_and_11_a_key_that_cannot_be_read_refuses_the_call(
    prepared: Prepared, verb: str, target: str
) -> None:
    method = "batch_get" if verb == "GET" else "batch_delete"

    said = prepared.ats.send(verb, target, method=method)

    assert (said.status, said.body["status"]) == (400, 400), said


def test_rule_15_an_empty_text_and_an_empty_list_have_their_own_writing(prepared: Prepared) -> None:
    ats = prepared.ats
    key = f"(externalCandidateId:'',integrationContext:{HEX})"

    said = ats.send(
        "PUT",
        f"/rest/candidates?ids=List({key})",
        {"entities": {key: rest_candidate()}},
        method="batch_update",
    )

    assert said.results == {key: {"status": 204}}
    assert ats.get("/rest/candidates?ids=List()").status == 400


def other_protocol(ats: Ats, name: str) -> Said:
    """A call whose keys are written in the way of the protocol that its header does not name."""
    old, new = rest_candidate_key(), rest_key(rest_candidate_key())
    stage = {"entities": {"st-1": {"stage": "Review", "atsCreatedAt": 1}}}
    calls: dict[str, tuple[str, str, Any, str]] = {
        "query": (
            "PUT",
            f"/rest/candidates?{ids('v2', [old])}",
            {"entities": {new: rest_candidate()}},
            "2.0.0",
        ),
        "body": (
            "PUT",
            f"/rest/candidates?ids=List({new})",
            {"entities": {v2_key(old): rest_candidate()}},
            "2.0.0",
        ),
        "old query": ("GET", f"/v2/atsCandidates?ids=List({rest_key(candidate_key())})", None, "1.0.0"),
        "path": (
            "PUT",
            f"/v2/atsApplications/{rest_key(application_key('a1'))}/stages?ids=st-1",
            stage,
            "1.0.0",
        ),
        "both": (
            "GET",
            f"/rest/candidates?ids=List({new})&{ids('v2', [rest_candidate_key('c2')])}",
            None,
            "2.0.0",
        ),
    }
    verb, target, body, protocol = calls[name]
    method = "batch_get" if verb == "GET" else "batch_update"
    return ats.send(verb, target, body, method=method, X_RestLi_Protocol_Version=protocol)


@pytest.mark.parametrize("name", ["query", "body", "old query", "path", "both"])
def test_rule_08_the_other_protocols_keys_at_both_values_of_the_switch(sandbox: Server, name: str) -> None:
    ats = sandbox.customer()
    ats.add_application("a1")

    lenient = other_protocol(ats, name)
    sandbox.post("switches", key_syntax="strict")
    strict = other_protocol(ats, name)

    assert (lenient.status, strict.status) == (200, 400), (lenient, strict)
    assert "protocol" in strict.body["message"]


def test_rule_08_what_is_written_as_it_should_be_passes_the_strict_ones_too(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", key_syntax="strict")

    old = ats.add_candidate()
    new = ats.upsert("rest/candidates", [(rest_candidate_key("c2"), rest_candidate())])
    ats.add_application("a1")
    below = ats.add_stages("a1", st=("Review", 1))

    assert [len(said.results) for said in (old, new, below)] == [1, 1, 1]


@pytest.mark.parametrize(("count", "status"), [(1, 200), (100, 200), (101, 400)])
def test_rule_10_a_hundred_is_the_most_in_the_new_protocol_too(
    prepared: Prepared, count: int, status: int
) -> None:
    ats = prepared.ats
    headers = ats.headers(rest=True, X_HTTP_Method_Override="GET") | {
        "Content-Type": "application/x-www-form-urlencoded"
    }
    query = ids("rest", [rest_candidate_key(f"c{number}") for number in range(count)])

    said = ats.server.send("POST", "/rest/candidates", body=query.encode(), headers=headers)

    assert said.status == status


def test_rule_26_what_is_no_organization_is_wrong_for_its_key_also_below_a_parent(prepared: Prepared) -> None:
    ats = prepared.ats
    parent = v2_key(application_key("a1") | {"dataProvider": "CRM"})

    said = ats.send(
        "PUT",
        f"/v2/atsApplications/{parent}/stages?ids=st-1",
        {"entities": {"st-1": {"stage": "Review", "atsCreatedAt": 1}}},
        method="batch_update",
    )

    assert (said.status, [error["status"] for error in said.errors.values()]) == (200, [400])
