"""Transport and access: rules 1 to 9 of outbound.md section 20, through HTTP."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.records import (
    CONTRACT_URN,
    OTHER_CONTRACT,
    OTHER_ORGANIZATION,
    PARENT,
    candidate,
    candidate_key,
    ids,
    rest_candidate,
    rest_candidate_key,
    rest_key,
    v2_key,
)
from tests.linkedin_sandbox.server import Ats, Prepared, Server


def test_rule_01_a_call_without_token_is_unauthorized(sandbox: Server) -> None:
    said = sandbox.send("GET", "/v2/atsCandidates")

    assert (said.status, said.body["message"]) == (401, "Empty oauth2_access_token")


@pytest.mark.parametrize(
    ("header", "code"),
    [("Basic abc", None), ("Bearer", None), ("Bearer nobody-knows-it", "INVALID_ACCESS_TOKEN")],
)
def test_rule_01_malformed_and_unknown_tokens(sandbox: Server, header: str, code: str | None) -> None:
    said = sandbox.send("GET", "/v2/atsCandidates", headers={"Authorization": header})

    assert (said.status, said.body.get("code")) == (401, code)


def test_rule_01_a_token_lives_thirty_minutes(sandbox: Server) -> None:
    ats = sandbox.customer()

    sandbox.post("clock", advance=1799)
    before = ats.add_candidate()
    sandbox.post("clock", advance=2)
    after = ats.add_candidate()

    assert before.status == 200
    assert (after.status, after.body["code"]) == (401, "EXPIRED_ACCESS_TOKEN")


def test_rule_01_a_revoked_token_is_told_so_in_the_middle_of_a_run(sandbox: Server) -> None:
    ats = sandbox.customer()

    sandbox.post("tokens/revoke", client_id=ats.client_id)

    assert ats.add_candidate().body["code"] == "REVOKED_ACCESS_TOKEN"
    renewed = Ats(sandbox, ats.client_id, sandbox.token(ats.client_id, ats.secret).body["access_token"])
    assert renewed.add_candidate().status == 200


def test_rule_02_a_token_is_granted_with_exactly_two_fields(sandbox: Server) -> None:
    said = sandbox.token(*PARENT)

    assert said.status == 200
    assert set(said.body) == {"access_token", "expires_in"}
    assert said.body["expires_in"] == 1800


@pytest.mark.parametrize("pair", [(PARENT[0], "wrong"), ("86nobody", PARENT[1])])
def test_rule_02_an_unknown_client_or_a_wrong_secret_is_refused(
    sandbox: Server, pair: tuple[str, str]
) -> None:
    said = sandbox.token(*pair)

    assert (said.status, said.body["error"]) == (401, "invalid_client")


def test_rule_02_credentials_in_the_address_are_not_read(sandbox: Server) -> None:
    query = f"grant_type=client_credentials&client_id={PARENT[0]}&client_secret=x"

    said = sandbox.send(
        "POST",
        f"/oauth/v2/accessToken?{query}",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert (said.status, said.body["error"]) == (400, "invalid_request")


def test_rule_03_a_child_acts_only_for_its_own_organization(sandbox: Server) -> None:
    ats = sandbox.customer()
    foreign = candidate_key(context=f"urn:li:organization:{OTHER_ORGANIZATION}")

    said = ats.upsert("v2/atsCandidates", [(foreign, candidate())])

    assert (said.status, said.body["code"]) == (403, "ACCESS_DENIED")
    assert said.body["message"] == "Not enough permissions to access: PUT /atsCandidates"


def test_rule_03_nor_for_another_contract(sandbox: Server) -> None:
    ats = sandbox.customer()

    said = ats.get(f"/v2/seatsV2?q=attributes&contracts=urn:li:contract:{OTHER_CONTRACT}&start=0")

    assert said.status == 403


FOREIGN = f"urn:li:organization:{OTHER_ORGANIZATION}"
FOREIGN_HEX = FOREIGN.replace(":", "%3A")


@pytest.mark.parametrize(
    ("verb", "target", "method"),
    [
        ("GET", f"/rest/candidates?ids=List((externalCandidateId:c1,integrationContext:{FOREIGN_HEX}))", "batch_get"),
        ("DELETE", f"/rest/atsApplications?ids=List((atsJobApplicationId:a1,integrationContext:{FOREIGN_HEX}))", "batch_delete"),
        ("DELETE", f"/v2/atsApplications/atsJobApplicationId=a1&dataProvider=ATS&integrationContext={FOREIGN}/stages?ids=s", "batch_delete"),
        ("GET", f"/v2/atsEntityAcls?q=criteria&atsEntityId=REQ-1&integrationContext={FOREIGN}", ""),
        ("GET", f"/rest/entityAclAssignees?q=criteria&entityAclId=g&integrationContext={FOREIGN_HEX}", ""),
        ("GET", f"/rest/integrations?ids=List((integrationContext:{FOREIGN_HEX},integrationType:ONE_CLICK_EXPORT,tenantType:RECRUITER))", "batch_get"),
    ],
)  # fmt: skip
def test_rule_03_another_organization_is_out_of_reach_of_every_method(
    prepared: Prepared, verb: str, target: str, method: str
) -> None:
    said = prepared.ats.send(verb, target, method=method)

    assert (said.status, said.body["code"], said.body["serviceErrorCode"]) == (403, "ACCESS_DENIED", 100)


def test_rule_03_nor_are_its_jobs(sandbox: Server) -> None:
    ats = sandbox.customer()

    said = ats.add_job(integrationContext=FOREIGN)

    assert said.status == 403


def test_rule_04_the_parent_reads_no_data_and_the_child_provisions_nothing(sandbox: Server) -> None:
    ats = sandbox.customer()
    parent = sandbox.parent()

    read = parent.read("v2/atsCandidates", [candidate_key()])
    made = ats.post("/v2/provisionedApplications", {})

    assert (read.status, made.status) == (403, 403)


def test_rule_05_no_data_before_an_integration_is_enabled(sandbox: Server) -> None:
    ats = sandbox.provision()

    before = ats.add_candidate()
    sandbox.post("switches", enabled_integration_required=False)
    switched = ats.add_candidate()

    assert (before.status, switched.status) == (403, 200)


def test_rule_05_nor_after_it_has_been_disabled(sandbox: Server) -> None:
    ats = sandbox.customer()

    sandbox.post("integrations/disable", client_id=ats.client_id)

    assert ats.add_candidate().status == 403


def _version(
    ats: Ats, version: str, resource: str = "candidates", key: dict[str, str] | None = None
) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {ats.token}", "X-RestLi-Protocol-Version": "2.0.0"}
    if version:
        headers["LinkedIn-Version"] = version
    query = ids("rest", [key or rest_candidate_key()])
    said = ats.server.send("GET", f"/rest/{resource}?{query}", headers=headers)
    return said.status, said.body.get("code", said.body.get("message", ""))


def test_rule_06_the_versioned_api_wants_an_active_version(sandbox: Server) -> None:
    ats = sandbox.customer()

    assert _version(ats, "") == (400, "VERSION_MISSING")
    assert _version(ats, "202402") == (426, "NONEXISTENT_VERSION")
    assert _version(ats, "soon") == (426, "NONEXISTENT_VERSION")
    assert _version(ats, "202603")[0] == 200


def test_rule_06_a_resource_is_not_in_versions_before_it(sandbox: Server) -> None:
    ats = sandbox.customer()

    assert _version(ats, "202512") == (404, "Resource candidates does not exist")
    sandbox.post("switches", resource_version="ignored")
    assert _version(ats, "202512")[0] == 200


def test_rule_06_the_unversioned_api_ignores_the_header(sandbox: Server) -> None:
    ats = sandbox.customer()

    assert ats.read("v2/atsCandidates", [candidate_key()], LinkedIn_Version="199901").status == 200


def test_rule_06_a_version_ends_with_its_sunset(sandbox: Server) -> None:
    ats = sandbox.customer()
    two_years = 2 * 365 * 24 * 3600

    sandbox.post("clock", advance=two_years)
    again = Ats(sandbox, ats.client_id, sandbox.token(ats.client_id, ats.secret).body["access_token"])

    assert _version(again, "202603") == (426, "NONEXISTENT_VERSION")


def test_rule_07_unknown_resources_and_methods(sandbox: Server) -> None:
    ats = sandbox.customer()

    nothing = ats.get("/v2/noSuchThings")
    no_create = ats.post("/v2/atsCandidates", {})
    sandbox.post("switches", missing_method_status=405)
    switched = ats.post("/v2/atsCandidates", {})

    assert (nothing.status, nothing.body["message"]) == (404, "Resource noSuchThings does not exist")
    assert no_create.status == 400
    assert "Method 'create' is not supported for URI" in no_create.body["message"]
    assert switched.status == 405


def test_rule_08_the_protocol_is_one_of_two_and_echoed(sandbox: Server) -> None:
    ats = sandbox.customer()

    absent = ats.read("v2/atsCandidates", [candidate_key()])
    second = ats.read("v2/atsCandidates", [candidate_key()], X_RestLi_Protocol_Version="2.0.0")
    third = ats.read("v2/atsCandidates", [candidate_key()], X_RestLi_Protocol_Version="3.0.0")

    assert absent.headers["x-restli-protocol-version"] == "1.0.0"
    assert second.headers["x-restli-protocol-version"] == "2.0.0"
    assert third.status == 400


def test_rule_08_keys_of_the_other_protocol_are_read_unless_strict(sandbox: Server) -> None:
    ats = sandbox.customer()
    query = ids("v2", [rest_candidate_key()])
    body = {"entities": {v2_key(rest_candidate_key()): rest_candidate()}}

    lenient = ats.send("PUT", f"/rest/candidates?{query}", body, method="batch_update")
    sandbox.post("switches", key_syntax="strict")
    strict = ats.send("PUT", f"/rest/candidates?{query}", body, method="batch_update")

    assert lenient.results == {rest_key(rest_candidate_key()): {"status": 204}}
    assert strict.status == 400


def test_rule_09_long_addresses_are_refused(sandbox: Server) -> None:
    ats = sandbox.customer()
    forty = [candidate_key(f"candidate-{n:04}") for n in range(40)]

    assert ats.read("v2/atsCandidates", forty).status == 414


def test_rule_09_a_tunneled_query_is_the_original_read(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate("candidate-0007")
    hundred = ids("v2", [candidate_key(f"candidate-{n:04}") for n in range(100)])
    headers = ats.headers(X_HTTP_Method_Override="GET") | {
        "Content-Type": "application/x-www-form-urlencoded"
    }

    said = sandbox.send("POST", "/v2/atsCandidates", body=hundred.encode(), headers=headers)

    assert (said.status, len(said.results), len(said.errors)) == (200, 1, 99)


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_rule_09_a_tunneled_upsert_is_the_original_upsert(sandbox: Server, line_end: str) -> None:
    import json

    ats = sandbox.customer()
    keys = [candidate_key(f"candidate-{n:04}") for n in range(100)]
    body = json.dumps({"entities": {v2_key(key): candidate() for key in keys}})
    parts = [
        "--b7", "Content-Type: application/x-www-form-urlencoded", "", ids("v2", keys),
        "--b7", "Content-Type: application/json", "", body, "--b7--", "",
    ]  # fmt: skip
    headers = ats.headers(method="batch_update", X_HTTP_Method_Override="PUT")
    headers["Content-Type"] = "multipart/mixed; boundary=b7"

    said = sandbox.send("POST", "/v2/atsCandidates", body=line_end.join(parts).encode(), headers=headers)

    assert (said.status, len(said.results), said.errors) == (200, 100, {})


def test_every_answer_has_linkedins_request_id(sandbox: Server) -> None:
    ats = sandbox.customer()

    good, bad = ats.add_candidate(), ats.get("/v2/noSuchThings")

    assert len({good.headers["x-li-uuid"], bad.headers["x-li-uuid"]}) == 2
    assert bad.headers["x-linkedin-error-response"] == "true"


def test_seats_are_found_with_paging_traps(sandbox: Server) -> None:
    ats = sandbox.customer()
    find = f"q=attributes&contracts={CONTRACT_URN}"

    without_start = ats.get(f"/v2/seatsV2?{find}")
    active = ats.get(f"/v2/seatsV2?{find}&states=ACTIVE&start=0")
    rest = ats.get(f"/rest/seatsV2?{find.replace(':', '%3A')}&states=List(ACTIVE,PARKED)&start=1&count=5")

    assert without_start.status == 400
    [rosa] = active.body["elements"]
    assert (rosa["firstName"], rosa["member"], rosa["state"]) == ("Rosa", ats.urn(9001), "ACTIVE")
    assert active.body["paging"]["count"] == 10
    assert [seat["seatId"] for seat in rest.body["elements"]] == [55502]


def test_a_person_urn_is_nobody_to_another_application(sandbox: Server) -> None:
    ours = sandbox.customer()
    theirs = sandbox.provision("redwood", organization=OTHER_ORGANIZATION, contract=OTHER_CONTRACT)
    foreign = theirs.urn(9002)

    said = ours.add_candidate(manualMatchedMember=foreign)

    assert ours.urn(9002) != foreign
    assert [error["status"] for error in said.errors.values()] == [404]
