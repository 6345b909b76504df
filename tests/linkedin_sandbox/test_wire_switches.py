"""What LinkedIn's pages leave open, on every resource that it concerns: rules 16, 18, 26, 27, 28 and 35, at each value of its switch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.linkedin_sandbox.groups import acl_key, assignee_key
from tests.linkedin_sandbox.records import (
    CONTEXT,
    NOOR,
    ROSA,
    ROSA_SEAT,
    application,
    application_key,
    candidate,
    candidate_key,
    job,
    rest_candidate,
    rest_candidate_key,
)
from tests.linkedin_sandbox.server import Ats, Said, Server


def application_key_of(_ats: Ats, id_: str) -> dict[str, str]:
    return application_key(id_)


def rest_application_key(_ats: Ats, id_: str) -> dict[str, str]:
    return {"atsJobApplicationId": id_, "integrationContext": CONTEXT}


def stage_key(_ats: Ats, id_: str) -> dict[str, str]:
    return {"jobApplicationId": "a1", "integrationContext": CONTEXT, "jobApplicationStageId": id_}


@dataclass(frozen=True)
class Written:
    """A resource that takes records by key: one good record, one that fails, and one with a field too many."""

    resource: str
    key: Callable[[Ats, str], dict[str, str]]
    good: dict[str, Any]
    bad: dict[str, Any]
    kind: str


WRITTEN = [
    Written("v2/atsCandidates", lambda _ats, id_: candidate_key(id_), candidate(), candidate(firstName=""), "candidates"),
    Written("rest/candidates", lambda _ats, id_: rest_candidate_key(id_), rest_candidate(), rest_candidate(addresses=...), "candidates"),
    Written("v2/atsApplications", application_key_of, application(), application(lastName=""), "applications"),
    Written("rest/atsApplications", rest_application_key, application(), application(atsJobPostingId=""), "applications"),
    Written("rest/applicationStage", stage_key, {"stage": "Review", "atsCreatedAt": 1}, {"stage": "", "atsCreatedAt": 1}, "stages"),
    Written(
        "rest/jobRequisitions",
        lambda _ats, id_: {"externalJobRequisitionId": id_, "integrationContext": CONTEXT},
        {"title": "Fitter"}, {"title": "x" * 201}, "jobs",
    ),
]  # fmt: skip


def counted(server: Server, kind: str) -> int:
    return int(server.get(f"records/{kind}")["count"])


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.resource)
def test_rule_16_one_bad_record_among_good_ones(sandbox: Server, one: Written) -> None:
    ats = sandbox.customer()
    ats.add_application("a1")
    before = counted(sandbox, one.kind)
    keys = [one.key(ats, f"x{number}") for number in range(3)]
    batch = [(keys[0], one.good), (keys[1], one.bad), (keys[2], one.good)]

    sandbox.post("switches", validation="whole_batch")
    whole = ats.upsert(one.resource, batch)
    after_whole = counted(sandbox, one.kind)
    sandbox.post("switches", validation="per_key")
    by_key = ats.upsert(one.resource, batch)

    assert (whole.status, whole.body["status"]) == (422, 422)
    assert whole.body["message"].startswith("Key: ")
    assert "x1" in whole.body["message"]
    assert "x0" not in whole.body["message"]
    assert after_whole == before
    assert (by_key.status, len(by_key.results), [error["status"] for error in by_key.errors.values()]) == (
        200,
        2,
        [422],
    )
    assert counted(sandbox, one.kind) == before + 2


def test_rule_16_acls_and_their_assignees_are_kept_out_as_a_whole_too(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", validation="whole_batch")
    wrong_acl = acl_key(ats, "g2") | {"atsEntityType": "CANDIDATE"}
    wrong_person = assignee_key(ats, "g2") | {"assignee": "urn:li:seat:1"}

    acls = ats.upsert("v2/atsEntityAcls", [(acl_key(ats, "g1"), {}), (wrong_acl, {})])
    assignees = ats.upsert("rest/entityAclAssignees", [(assignee_key(ats, "g1"), {}), (wrong_person, {})])

    assert (acls.status, assignees.status) == (422, 422)
    assert (counted(sandbox, "acls"), counted(sandbox, "assignees")) == (0, 0)


def test_rule_16_a_batch_of_jobs_is_told_of_by_index(sandbox: Server) -> None:
    ats = sandbox.customer()
    elements = {"elements": [job("J1"), job("J2", title=...)]}
    sandbox.post("switches", validation="whole_batch")

    said = ats.post("/v2/simpleJobPostings", elements, method="batch_create")

    assert said.status == 422
    assert said.body["message"].startswith("Index: 1, ERROR :: /title ::")
    assert sandbox.get("jobs", seat=ROSA_SEAT)["jobs"] == []


def test_rule_16_what_is_only_not_found_keeps_no_batch_out(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate("c1")
    sandbox.post("switches", validation="whole_batch")
    patch = {"patch": {"$set": {"currentJobTitle": "Fitter"}}}

    said = ats.upsert(
        "v2/atsCandidates",
        [(candidate_key("c1"), patch), (candidate_key("c2"), patch)],
        method="batch_partial_update",
    )

    assert (said.status, len(said.results), [error["status"] for error in said.errors.values()]) == (
        200,
        1,
        [404],
    )


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.resource)
def test_rule_18_a_field_that_nobody_knows(sandbox: Server, one: Written) -> None:
    ats = sandbox.customer()
    ats.add_application("a1")
    record = one.good | {"shoeSize": 44}

    ignored = ats.upsert(one.resource, [(one.key(ats, "x1"), record)])
    sandbox.post("switches", unknown_fields="reject")
    refused = ats.upsert(one.resource, [(one.key(ats, "x2"), record)])
    known = ats.upsert(one.resource, [(one.key(ats, "x3"), one.good)])

    assert (len(ignored.results), len(known.results)) == (1, 1)
    assert [error["message"].split(" :: ")[1] for error in refused.errors.values()] == ["/shoeSize"]


def test_rule_18_acls_have_no_fields_at_all(sandbox: Server) -> None:
    ats = sandbox.customer()
    ignored = ats.upsert("v2/atsEntityAcls", [(acl_key(ats, "g1"), {"note": "x"})])
    sandbox.post("switches", unknown_fields="reject")

    acl = ats.upsert("v2/atsEntityAcls", [(acl_key(ats, "g2"), {"note": "x"})])
    assignee = ats.upsert("rest/entityAclAssignees", [(assignee_key(ats, "g2"), {"note": "x"})])

    assert len(ignored.results) == 1
    assert [error["status"] for said in (acl, assignee) for error in said.errors.values()] == [422, 422]


def test_rule_18_the_names_of_v2_are_caught_by_the_strict_switch_in_the_versioned_api(
    sandbox: Server,
) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", unknown_fields="reject")
    record = rest_candidate() | {"atsCreatedAt": 1}

    said = ats.upsert("rest/candidates", [(rest_candidate_key(), record)])

    assert "/atsCreatedAt" in next(iter(said.errors.values()))["message"]


DELETED: list[tuple[str, Callable[[Ats, str], dict[str, str]]]] = [
    ("v2/atsCandidates", lambda _ats, id_: candidate_key(id_)),
    ("rest/candidates", lambda _ats, id_: rest_candidate_key(id_)),
    ("v2/atsApplications", application_key_of),
    ("rest/atsApplications", rest_application_key),
    ("rest/applicationStage", stage_key),
    ("v2/atsEntityAcls", acl_key),
    ("rest/entityAclAssignees", assignee_key),
]


@pytest.mark.parametrize(("resource", "key"), DELETED, ids=[resource for resource, _key in DELETED])
def test_rule_35_deleting_what_was_never_there(
    sandbox: Server, resource: str, key: Callable[[Ats, str], dict[str, str]]
) -> None:
    ats = sandbox.customer()
    ats.add_application("a1")

    usual = ats.delete(resource, [key(ats, "never")])
    sandbox.post("switches", delete_unknown_status=204)
    switched = ats.delete(resource, [key(ats, "never")])

    assert [error["status"] for error in usual.errors.values()] == [404]
    assert list(switched.results.values()) == [{"status": 204}]
    assert (usual.results, switched.errors) == ({}, {})


def test_rule_35_a_configuration_that_was_never_stored(sandbox: Server) -> None:
    ats = sandbox.provision()
    path = (
        f"integrationContext={CONTEXT}&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS"
    )
    target = f"/v2/atsIntegrations/{path}/configurations?ids=JOB_POSTING_VIEWERS"

    usual = ats.send("DELETE", target, method="batch_delete")
    sandbox.post("switches", delete_unknown_status=204)
    switched = ats.send("DELETE", target, method="batch_delete")

    assert [error["status"] for error in usual.errors.values()] == [404]
    assert switched.results == {"JOB_POSTING_VIEWERS": {"status": 204}}


def test_rule_28_the_customers_match_is_cleared_by_an_explicit_null(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate(manualMatchedMember=ats.urn(ROSA))

    ats.add_candidate(manualMatchedMember=None)

    read = ats.read("v2/atsCandidates", [candidate_key()])
    [record] = read.results.values()
    assert "manualMatchedMember" not in record


def test_rule_28_the_versioned_api_replaces_and_keeps_alike(sandbox: Server) -> None:
    ats = sandbox.customer()

    def put(**changes: Any) -> dict[str, Any]:
        said = ats.upsert("rest/candidates", [(rest_candidate_key(), rest_candidate(**changes))])
        assert said.errors == {}
        [record] = ats.read("rest/candidates", [rest_candidate_key()]).results.values()
        return dict(record)

    first = put(
        currentCompanyName="Traun Robotik", manualMatchedMember=ats.urn(ROSA), matchedMembers=[ats.urn(ROSA)]
    )
    second = put()

    assert (first["currentCompanyName"], first["manualMatchedMember"]) == ("Traun Robotik", ats.urn(ROSA))
    assert first["matchedMembers"] == second["matchedMembers"] == [ats.urn(NOOR)]
    assert "currentCompanyName" not in second
    assert second["manualMatchedMember"] == ats.urn(ROSA)


def told(said: Said) -> list[int]:
    return [error["status"] for error in said.errors.values()]


def test_rule_27_both_generations_have_their_own_entity_type(sandbox: Server) -> None:
    ats = sandbox.customer()
    rest_acl = {
        "entityAclId": "g",
        "integrationContext": CONTEXT,
        "entityType": "JOB_POSTING",
        "entityId": "R",
    }
    rest_assignee = assignee_key(ats, "g") | {"entityType": "CANDIDATE"}

    assert told(ats.upsert("rest/entityAcls", [(rest_acl, {})])) == [422]
    assert told(ats.upsert("rest/entityAcls", [(rest_acl | {"entityType": "JOB_REQUISITION"}, {})])) == []
    assert told(ats.upsert("rest/entityAclAssignees", [(rest_assignee, {})])) == [422]


def test_rules_26_and_27_a_provider_in_a_versioned_acls_key_is_tolerated_if_it_is_ats(
    sandbox: Server,
) -> None:
    ats = sandbox.customer()
    acl = {
        "entityAclId": "g",
        "integrationContext": CONTEXT,
        "entityType": "JOB_REQUISITION",
        "entityId": "R",
    }

    good = ats.upsert("rest/entityAcls", [(acl | {"dataProvider": "ATS"}, {})])
    bad = ats.upsert("rest/entityAclAssignees", [(assignee_key(ats, "g") | {"dataProvider": "CRM"}, {})])

    assert (told(good), told(bad)) == ([], [400])
