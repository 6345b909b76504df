"""How LinkedIn says no: the texts, codes and headers of outbound.md 1.2, 1.7, 1.8 and 19, through HTTP."""

from __future__ import annotations

import json

import pytest
from tests.linkedin_sandbox.records import (
    candidate,
    candidate_key,
    ids,
    job,
    rest_candidate,
    rest_candidate_key,
    rest_key,
    v2_key,
)
from tests.linkedin_sandbox.server import Ats, Prepared, Said, Server


def told(said: Said) -> tuple[int, object, object, str]:
    """(status, code, serviceErrorCode, message), the status twice the same."""
    assert said.body["status"] == said.status
    return said.status, said.body.get("code"), said.body.get("serviceErrorCode"), said.body["message"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, (401, None, 401, "Empty oauth2_access_token")),
        ("", (401, None, 401, "Empty oauth2_access_token")),
        ("Basic abc", (401, None, None, "Unknown authentication schema")),
        ("Bearer", (401, None, None, "Unknown authentication schema")),
        ("AQX-token-alone", (401, None, None, "Unknown authentication schema")),
        ("Bearer nobody", (401, "INVALID_ACCESS_TOKEN", 65600, "Invalid access token")),
    ],
)
def test_rule_01_what_a_wrong_authorization_is_told(
    sandbox: Server, header: str | None, expected: tuple[int, object, object, str]
) -> None:
    said = sandbox.send(
        "GET", "/v2/atsCandidates", headers={} if header is None else {"Authorization": header}
    )

    assert told(said) == expected


def test_rule_01_the_word_bearer_may_be_written_small(prepared: Prepared) -> None:
    ats = prepared.ats

    said = ats.server.send(
        "GET",
        f"/v2/atsCandidates?{ids('v2', [candidate_key()])}",
        headers={"authorization": f"bearer {ats.token}"},
    )

    assert said.status == 200


def test_rule_01_revoked_and_expired_tokens_are_told_apart(sandbox: Server) -> None:
    ats = sandbox.customer()

    sandbox.post("clock", advance=1801)
    expired = ats.add_candidate()
    sandbox.post("tokens/revoke", client_id=ats.client_id)
    revoked = ats.add_candidate()

    assert told(expired)[:3] == (401, "EXPIRED_ACCESS_TOKEN", 65602)
    assert told(revoked)[:3] == (401, "REVOKED_ACCESS_TOKEN", 65601)
    assert "revoked" in revoked.body["message"]


@pytest.mark.parametrize(
    ("content_type", "body", "status", "error"),
    [
        ("application/json", '{"grant_type": "client_credentials"}', 400, "invalid_request"),
        ("application/x-www-form-urlencoded", "client_id=86parent&client_secret=x", 400, "invalid_request"),
        ("application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=86parent", 400, "invalid_request"),
        ("application/x-www-form-urlencoded", "grant_type=password&client_id=a&client_secret=b", 400, "unsupported_grant_type"),
        ("application/x-www-form-urlencoded; charset=UTF-8", "grant_type=client_credentials&client_id=a&client_secret=b", 401, "invalid_client"),
    ],
)  # fmt: skip
def test_rule_02_what_the_token_endpoint_says_no_to(
    sandbox: Server, content_type: str, body: str, status: int, error: str
) -> None:
    said = sandbox.send(
        "POST", "/oauth/v2/accessToken", body=body.encode(), headers={"Content-Type": content_type}
    )

    assert (said.status, said.body["error"]) == (status, error)
    assert said.body["error_description"]


def test_rule_02_a_get_gives_no_token(sandbox: Server) -> None:
    assert sandbox.send("GET", "/oauth/v2/accessToken?grant_type=client_credentials").status == 400


def test_rule_02_a_secret_with_signs_must_be_form_encoded(sandbox: Server) -> None:
    form = b"grant_type=client_credentials&client_id=86parent&client_secret=parent/secret+with=signs"

    said = sandbox.send(
        "POST",
        "/oauth/v2/accessToken",
        body=form,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert said.status == 401


def test_rules_04_and_05_who_may_not_is_told_what_and_where(sandbox: Server) -> None:
    ats = sandbox.provision()

    parent = sandbox.parent().read("v2/atsCandidates", [candidate_key()])
    child = ats.post("/v2/provisionedApplications", {})
    early = ats.add_candidate()

    assert told(parent) == (403, "ACCESS_DENIED", 100, "Not enough permissions to access: GET /atsCandidates")
    assert told(child) == (
        403,
        "ACCESS_DENIED",
        100,
        "Not enough permissions to access: POST /provisionedApplications",
    )
    assert told(early) == (403, "ACCESS_DENIED", 100, "Not enough permissions to access: PUT /atsCandidates")


def test_rule_06_versions_that_are_missing_or_not_active(sandbox: Server) -> None:
    ats = sandbox.customer()
    target = f"/rest/candidates?{ids('rest', [rest_candidate_key()])}"

    def asked(version: str | None) -> Said:
        headers = ats.headers(rest=True)
        headers.pop("LinkedIn-Version") if version is None else headers.update({"LinkedIn-Version": version})
        return sandbox.send("GET", target, headers=headers)

    missing, unknown, revision, word = asked(None), asked("202601"), asked("202508.02"), asked("newest")

    assert told(missing)[:2] == (400, "VERSION_MISSING")
    assert told(unknown) == (426, "NONEXISTENT_VERSION", None, "Requested version 20260101 is not active")
    assert told(revision) == (404, None, None, "Resource candidates does not exist")
    assert (word.status, word.body["code"]) == (426, "NONEXISTENT_VERSION")


def test_rule_06_v2_takes_no_notice_of_a_version(sandbox: Server) -> None:
    ats = sandbox.customer()

    said = ats.read("v2/atsCandidates", [candidate_key()], LinkedIn_Version="199901")

    assert said.status == 200


def test_rule_06_the_age_of_a_resource_is_ignored_by_the_switch(sandbox: Server) -> None:
    ats = sandbox.customer()
    target = f"/rest/candidates?{ids('rest', [rest_candidate_key()])}"

    usual = ats.get(target, LinkedIn_Version="202512")
    sandbox.post("switches", resource_version="ignored")
    switched = ats.get(target, LinkedIn_Version="202512")

    assert (usual.status, switched.status) == (404, 200)


@pytest.mark.parametrize("status", [400, 405])
@pytest.mark.parametrize(
    ("verb", "target", "method", "named"),
    [
        ("POST", "/v2/atsCandidates", "", "create"),
        ("GET", "/v2/atsCandidates", "", "get_all"),
        ("PUT", "/v2/atsCandidates", "", "update"),
        ("DELETE", "/v2/atsCandidates", "", "delete"),
        ("GET", "/v2/atsCandidates?q=everybody", "", "finder"),
        ("POST", "/v2/atsCandidates?action=merge", "", "action"),
        ("GET", "/v2/atsCandidates/x", "", "get"),
        ("PATCH", "/v2/atsCandidates?ids=x", "", "PATCH"),
        ("PUT", "/v2/atsCandidates?ids=x", "batch_delete", "batch_delete"),
        ("POST", "/v2/atsCandidates?ids=x", "batch_everything", "batch_everything"),
        ("GET", "/v2/simpleJobPostings?ids=x", "batch_get", "batch_get"),
    ],
)
def test_rule_07_a_method_that_is_not_there(
    sandbox: Server, status: int, verb: str, target: str, method: str, named: str
) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", missing_method_status=status)

    said = ats.send(verb, target, {} if verb in ("POST", "PUT") else None, method=method)

    address = target.partition("?")[0].removesuffix("/x")
    assert told(said) == (status, None, None, f"Method '{named}' is not supported for URI '{address}'")


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ("/v2/noSuchThings", "noSuchThings"),
        ("/v2/atsApplicationStages?ids=x", "atsApplicationStages"),
        ("/rest/atsCandidates?ids=x", "atsCandidates"),
        ("/v2/candidates?ids=x", "candidates"),
        ("/v2/", ""),
        ("/v2/ATSCANDIDATES", "ATSCANDIDATES"),
    ],
)
def test_rule_07_a_resource_that_is_not_there(prepared: Prepared, target: str, named: str) -> None:
    assert told(prepared.ats.get(target)) == (404, None, None, f"Resource {named} does not exist")


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_rule_08_answers_and_refusals_are_in_the_protocol_of_the_call(sandbox: Server, version: str) -> None:
    ats = sandbox.customer()
    marked = "x-restli-error-response" if version == "2.0.0" else "x-linkedin-error-response"

    good = ats.read("v2/atsCandidates", [candidate_key()], X_RestLi_Protocol_Version=version)
    bad = ats.get("/v2/noSuchThings", X_RestLi_Protocol_Version=version)
    nobody = sandbox.send("GET", "/v2/atsCandidates", headers={"X-RestLi-Protocol-Version": version})

    assert {said.headers["x-restli-protocol-version"] for said in (good, bad, nobody)} == {version}
    assert (bad.headers[marked], nobody.headers[marked]) == ("true", "true")
    assert marked not in good.headers


def test_rule_08_an_unknown_protocol_is_refused_in_the_old_one(prepared: Prepared) -> None:
    said = prepared.ats.read("v2/atsCandidates", [candidate_key()], X_RestLi_Protocol_Version="3.0.0")

    assert told(said)[3] == "Rest.li protocol version 3.0.0 used by the client is not supported!"
    assert said.headers["x-restli-protocol-version"] == "1.0.0"


def test_rule_08_the_names_of_headers_may_be_written_in_any_case(prepared: Prepared) -> None:
    ats = prepared.ats
    key = rest_candidate_key()
    headers = {
        "AUTHORIZATION": f"Bearer {ats.token}", "linkedin-version": "202603", "x-restli-protocol-version": "2.0.0",
        "x-RESTLI-method": "BATCH_UPDATE", "content-type": "application/json",
    }  # fmt: skip

    said = ats.server.send(
        "PUT",
        f"/rest/candidates?{ids('rest', [key])}",
        body=json.dumps({"entities": {rest_key(key): rest_candidate()}}).encode(),
        headers=headers,
    )

    assert list(said.results.values()) == [{"status": 204}]


def put(ats: Ats, in_query: list[dict[str, str]], in_body: list[dict[str, str]]) -> Said:
    entities = {v2_key(key): candidate() for key in in_body}
    return ats.send(
        "PUT", f"/v2/atsCandidates?{ids('v2', in_query)}", {"entities": entities}, method="batch_update"
    )


def test_rule_11_what_a_mismatch_is_told(prepared: Prepared) -> None:
    ats, one, two = prepared.ats, candidate_key("c1"), candidate_key("c2")

    left_over, left_out = put(ats, [one], [one, two]), put(ats, [one, two], [one])

    assert told(left_over)[3] == (
        f"Batch request mismatch. Entity key '{v2_key(two)}' not found in the query parameter."
    )
    answered = "atsCandidateId=c1&dataProvider=ATS&integrationContext=urn%3Ali%3Aorganization%3A2000117"
    assert told(left_out)[3] == (
        f"Batch request mismatch. URI keys: '[{answered}, {answered.replace('c1', 'c2')}]' "
        f"Entity keys: '[{answered}]'"
    )


def test_rule_12_what_a_duplicate_is_told(prepared: Prepared) -> None:
    ats, key = prepared.ats, candidate_key()
    turned = dict(reversed(key.items()))
    record = json.dumps(candidate())
    twice = f'{{"entities": {{"{v2_key(key)}": {record}, "{v2_key(turned)}": {record}}}}}'

    in_query = ats.read("v2/atsCandidates", [key, turned])
    in_body = ats.server.send(
        "PUT",
        f"/v2/atsCandidates?{ids('v2', [key])}",
        body=twice.encode(),
        headers=ats.headers(method="batch_update"),
    )

    assert told(in_query)[0] == 400
    assert told(in_body)[3] == f"Duplicate key in batch request body: '{v2_key(turned)}'"
    assert prepared.get("records/candidates")["count"] == 0


def test_rule_13_a_batch_create_that_does_not_say_so(prepared: Prepared) -> None:
    said = prepared.ats.post("/v2/simpleJobPostings", {"elements": [job()]})

    assert told(said)[0] == 403
    assert said.body["message"].startswith("Unpermitted fields present in REQUEST_BODY")
    assert said.body["message"].endswith("[/elements]")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"1", b'"x"', b"{", b"[]", b'{"entities": []}', b'{"entities": {"x": 1}}', b'{"elements": [1]}', b'{"elements": {}}',
        b"\xff\xfe", b'{"a": NaN}', b'{"a": Infinity}', b'{"a": 1e999}', b'{"a": "\\ud800"}', b"[" * 100_000, b'{"a":' * 100_000,
        b'{"\\ud800": 1, "\\ud800": 2}',
    ],
    ids=repr,
)  # fmt: skip
def test_rule_17_bodies_that_are_no_batch(prepared: Prepared, body: bytes) -> None:
    ats = prepared.ats

    put = ats.server.send(
        "PUT",
        f"/v2/atsCandidates?{ids('v2', [candidate_key()])}",
        body=body,
        headers=ats.headers(method="batch_update"),
    )
    post = ats.server.send(
        "POST", "/v2/simpleJobPostings", body=body, headers=ats.headers(method="batch_create")
    )
    create = ats.server.send(
        "POST", "/v2/provisionedApplications", body=body, headers=ats.server.parent().headers()
    )

    assert [told(said)[0] for said in (put, post)] == [400, 400]
    assert told(create)[0] in (400, 422)


def test_rule_18_what_a_refused_record_is_told(prepared: Prepared) -> None:
    said = prepared.ats.add_candidate(firstName=...)

    [error] = said.errors.values()
    assert error == {
        "status": 422,
        "message": "ERROR :: /firstName :: field is required but not found and has no default value\n",
    }


def test_rule_31_what_is_not_found_is_told_for_its_key(prepared: Prepared) -> None:
    said = prepared.ats.read("v2/atsCandidates", [candidate_key()])

    [error] = said.errors.values()
    assert (said.status, error["status"], bool(error["message"])) == (200, 404, True)
    assert list(said.body["statuses"].values()) == [404]


def test_rule_41_what_a_used_up_quota_is_told(prepared: Prepared) -> None:
    ats = prepared.ats
    ats.server.post("limits", minute_records=0)
    minute = ats.add_candidate()
    ats.server.post("limits", day_calls=0)
    day = ats.add_candidate()

    assert told(minute) == (
        429,
        "TOO_MANY_REQUESTS",
        101,
        "Resource level throttle limit for calls to this resource is reached.",
    )
    assert told(day)[:3] == (429, "TOO_MANY_REQUESTS", 101)
    assert "APPLICATION DAY limit" in day.body["message"]
    assert "retry-after" not in day.headers


def test_a_body_that_no_server_would_take_is_refused_in_linkedins_form(prepared: Prepared) -> None:
    ats = prepared.ats
    headers = ats.headers(method="batch_update") | {"Content-Length": str(33 * 1024 * 1024)}

    said = ats.server.send("PUT", f"/v2/atsCandidates?{ids('v2', [candidate_key()])}", headers=headers)

    assert told(said)[0] == 413
