"""Batches: rules 10 to 17 of outbound.md section 20, through HTTP."""

from __future__ import annotations

import json

import pytest
from tests.linkedin_sandbox.records import (
    CONTEXT,
    application_key,
    candidate,
    candidate_key,
    ids,
    job,
    rest_candidate,
    rest_candidate_key,
    rest_key,
    v2_key,
)
from tests.linkedin_sandbox.server import Ats, Said, Server


def tunneled(ats: Ats, keys: list[dict[str, str]]) -> Said:
    body = json.dumps({"entities": {v2_key(key): candidate() for key in keys}})
    parts = [
        "--b7", "Content-Type: application/x-www-form-urlencoded", "", ids("v2", keys),
        "--b7", "Content-Type: application/json", "", body, "--b7--", "",
    ]  # fmt: skip
    headers = ats.headers(method="batch_update", X_HTTP_Method_Override="PUT")
    headers["Content-Type"] = "multipart/mixed; boundary=b7"
    return ats.server.send("POST", "/v2/atsCandidates", body="\r\n".join(parts).encode(), headers=headers)


def test_rule_10_a_hundred_and_one_keys_are_too_many_and_none_too_few(sandbox: Server) -> None:
    ats = sandbox.customer()

    many = tunneled(ats, [candidate_key(f"c{n}") for n in range(101)])
    none = ats.send("PUT", "/v2/atsCandidates", {"entities": {}}, method="batch_update")
    jobs = ats.post(
        "/v2/simpleJobPostings", {"elements": [job(f"J{n}") for n in range(101)]}, method="batch_create"
    )

    assert (many.status, none.status, jobs.status) == (400, 400, 400)
    assert (
        "The request batch size: 101 is larger than the allowed max batch size: 100" in many.body["message"]
    )
    assert sandbox.get("records/candidates")["count"] == 0


def test_rule_11_keys_of_address_and_body_must_be_the_same(sandbox: Server) -> None:
    ats = sandbox.customer()
    one, two = candidate_key("c1"), candidate_key("c2")

    def put(in_query: list[dict[str, str]], in_body: list[dict[str, str]]) -> Said:
        entities = {v2_key(key): candidate() for key in in_body}
        return ats.send(
            "PUT", f"/v2/atsCandidates?{ids('v2', in_query)}", {"entities": entities}, method="batch_update"
        )

    left_out, left_over = put([one, two], [one]), put([one], [one, two])

    assert left_out.status == 400
    assert left_over.body["message"].startswith("Batch request mismatch. Entity key 'atsCandidateId=c2")
    assert sandbox.get("records/candidates")["count"] == 0


@pytest.mark.parametrize(
    "body_key",
    [
        f"integrationContext={CONTEXT}&atsCandidateId=c.1~50%&dataProvider=ATS",
        "dataProvider=ATS&atsCandidateId=c~2E1~7E50%25&integrationContext=urn%3Ali%3Aorganization%3A2000117",
        f"$params.a=b&dataProvider=ATS&atsCandidateId=c~2E1~7E50%25&integrationContext={CONTEXT}",
    ],
    ids=["another order, bare", "encoded", "with parameters"],
)
def test_rule_11_keys_are_compared_as_sets_of_parts(sandbox: Server, body_key: str) -> None:
    ats = sandbox.customer()
    query = (
        "ids[0].dataProvider=ATS&ids%5B0%5D.atsCandidateId=c.1~7E50%25&ids[0].integrationContext=" + CONTEXT
    )

    said = ats.send(
        "PUT", f"/v2/atsCandidates?{query}", {"entities": {body_key: candidate()}}, method="batch_update"
    )

    assert (said.status, len(said.results)) == (200, 1), said
    assert sandbox.get("records/candidates")["records"][0]["id"] == "c.1~50%"


def test_rule_11_parameters_and_the_case_of_hex_do_not_matter(sandbox: Server) -> None:
    ats = sandbox.customer()
    query = "ids=List(($params:(),externalCandidateId:a%2cb%281%29,integrationContext:urn%3ali%3Aorganization%3a2000117))"
    body_key = "(externalCandidateId:a%2Cb%281%29,integrationContext:urn%3Ali%3Aorganization%3A2000117)"

    said = ats.send(
        "PUT", f"/rest/candidates?{query}", {"entities": {body_key: rest_candidate()}}, method="batch_update"
    )

    assert said.results == {body_key: {"status": 204}}


def test_rule_12_the_same_key_twice(sandbox: Server) -> None:
    ats = sandbox.customer()
    key = candidate_key()
    record = json.dumps(candidate())
    body = f'{{"entities": {{"{v2_key(key)}": {record}, "{v2_key(key)}": {record}}}}}'

    in_query = ats.read("v2/atsCandidates", [key, dict(reversed(key.items()))])
    in_body = sandbox.send(
        "PUT",
        f"/v2/atsCandidates?{ids('v2', [key])}",
        body=body.encode(),
        headers=ats.headers(method="batch_update"),
    )

    assert (in_query.status, in_body.status) == (400, 400)
    assert "Duplicate key" in in_body.body["message"]


def test_rule_13_methods_that_must_be_said(sandbox: Server) -> None:
    ats = sandbox.customer()
    patch = {"entities": {v2_key(candidate_key()): {"patch": {"$set": {}}}}}

    create = ats.post("/v2/simpleJobPostings", {"elements": [job()]})
    partial = ats.post(f"/v2/atsCandidates?{ids('v2', [candidate_key()])}", patch)

    assert create.status == 403
    assert create.body["message"].startswith("Unpermitted fields present in REQUEST_BODY")
    assert partial.status == 400


def test_rule_14_each_key_is_in_exactly_one_of_the_two_maps(sandbox: Server) -> None:
    ats = sandbox.customer()
    good, bad = candidate_key("c1"), candidate_key("c2")

    said = ats.upsert("v2/atsCandidates", [(good, candidate()), (bad, candidate(firstName=""))])

    assert said.status == 200
    assert list(said.results.values()) == [{"status": 204}]
    assert [error["status"] for error in said.errors.values()] == [422]
    assert not set(said.results) & set(said.errors)


def test_rule_15_keys_are_written_as_the_protocol_has_it(sandbox: Server) -> None:
    ats = sandbox.customer()

    first = ats.add_candidate("c.1")
    second = ats.upsert("rest/candidates", [(rest_candidate_key("c'2"), rest_candidate())])
    ats.add_application("a1")
    below = ats.add_stages("a1", **{"st-1": ("Review", 1)})

    assert list(first.results) == [
        "atsCandidateId=c~2E1&dataProvider=ATS&integrationContext=urn%3Ali%3Aorganization%3A2000117"
    ]
    assert list(second.results) == [rest_key({"externalCandidateId": "c%272", "integrationContext": CONTEXT})]
    assert list(below.results) == ["st-1"]


def test_rule_16_good_records_are_stored_beside_bad_ones(sandbox: Server) -> None:
    ats = sandbox.customer()

    ats.upsert(
        "v2/atsCandidates",
        [(candidate_key("c1"), candidate()), (candidate_key("c2"), candidate(lastName=...))],
    )

    assert [row["id"] for row in sandbox.get("records/candidates")["records"]] == ["c1"]


@pytest.mark.parametrize("resource", ["atsCandidates", "atsApplications"])
def test_rule_16_or_nothing_is_stored_by_the_switch(sandbox: Server, resource: str) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", validation="whole_batch")
    key = candidate_key if resource == "atsCandidates" else application_key

    said = ats.upsert(
        f"v2/{resource}",
        [(key("x1"), candidate(atsJobPostingId="J", atsJobPostingName="J")), (key("x2"), {})],
    )

    assert said.status == 422
    assert said.body["message"].startswith("Key: ")
    assert sandbox.get(f"records/{resource.removeprefix('ats').lower()}")["count"] == 0


@pytest.mark.parametrize("body", [b"no json", b"[]", b'{"records": {}}', b""])
def test_rule_17_a_body_that_is_not_a_batch(sandbox: Server, body: bytes) -> None:
    ats = sandbox.customer()

    put = sandbox.send(
        "PUT",
        f"/v2/atsCandidates?{ids('v2', [candidate_key()])}",
        body=body,
        headers=ats.headers(method="batch_update"),
    )
    post = sandbox.send(
        "POST", "/v2/simpleJobPostings", body=body, headers=ats.headers(method="batch_create")
    )

    assert (put.status, post.status) == (400, 400)


def test_rule_26_provider_and_context_are_checked_for_each_key(sandbox: Server) -> None:
    ats = sandbox.customer()
    other_provider = candidate_key("c2") | {"dataProvider": "CRM"}
    no_organization = candidate_key("c3", context="urn:li:contract:310044551")

    said = ats.upsert(
        "v2/atsCandidates",
        [(candidate_key(), candidate()), (other_provider, candidate()), (no_organization, candidate())],
    )

    assert (len(said.results), [error["status"] for error in said.errors.values()]) == (1, [400, 400])


def test_rule_26_a_provider_in_a_versioned_key_is_unknown_but_for_acls(sandbox: Server) -> None:
    ats = sandbox.customer()
    acl = {
        "entityAclId": "g",
        "integrationContext": CONTEXT,
        "entityType": "JOB_REQUISITION",
        "entityId": "R",
    }

    person = ats.upsert(
        "rest/candidates", [(rest_candidate_key() | {"dataProvider": "ATS"}, rest_candidate())]
    )
    group = ats.upsert("rest/entityAcls", [(acl | {"dataProvider": "ATS"}, {})])

    assert (person.status, group.status) == (400, 200)
