"""What is refused in a record: rules 18 to 27 of outbound.md section 20, through HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.records import CONTEXT, ODILE, candidate, rest_candidate_key
from tests.linkedin_sandbox.server import Prepared, Said, Server

TOMORROW = 4_000_000_000_000


def problem(said: Said) -> str:
    """``422 /field`` of the one refused record, or ``good``."""
    assert said.status == 200, said
    if not said.errors:
        return "good"
    [error] = said.errors.values()
    return (
        f"{error['status']} {error['message'].split(' :: ')[1] if ' :: ' in error['message'] else ''}".strip()
    )


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, "good"),
        # 18: required fields absent or null, wrong types, unknown words
        ({"firstName": ...}, "422 /firstName"),
        ({"lastName": None}, "422 /lastName"),
        ({"externalProfileUrl": ...}, "422 /externalProfileUrl"),
        ({"firstName": 7}, "422 /firstName"),
        ({"doNotContact": "no"}, "422 /doNotContact"),
        ({"nickname": "Nono"}, "good"),
        # 19: moments
        ({"atsCreatedAt": 0}, "422 /atsCreatedAt"),
        ({"atsLastModifiedAt": -1}, "422 /atsLastModifiedAt"),
        ({"atsLastModifiedAt": 1767603599999}, "422 /atsLastModifiedAt"),
        ({"atsCreatedAt": "yesterday"}, "422 /atsCreatedAt"),
        # 20: e-mail addresses
        ({"emailAddresses": ["noor@example"]}, "422 /emailAddresses"),
        ({"emailAddresses": ["@example.org"]}, "422 /emailAddresses"),
        ({"emailAddresses": ["a@b@example.org"]}, "422 /emailAddresses"),
        ({"emailAddresses": []}, "422 /emailAddresses"),
        ({"emailAddresses": ...}, "422 /emailAddresses"),
        # 21: empty names
        ({"firstName": ""}, "422 /firstName"),
        ({"lastName": " "}, "422 /lastName"),
        # 22: phone numbers and addresses
        ({"phoneNumbers": ...}, "422 /phoneNumbers"),
        ({"addresses": None}, "422 /addresses"),
        ({"phoneNumbers": [{"extension": "9"}]}, "422 /phoneNumbers"),
        ({"addresses": [{"geographicAreaType": "COUNTY"}]}, "422 /addresses"),
        ({"addresses": [{"city": "Linz", "geographicAreaType": "STATE"}]}, "good"),
    ],
)
def test_rules_18_to_22_candidates(prepared: Prepared, changes: dict[str, Any], answer: str) -> None:
    ats = prepared.ats

    assert problem(ats.add_candidate(**changes)) == answer


def test_rule_18_unknown_fields_are_refused_by_the_switch(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", unknown_fields="reject")

    assert problem(ats.add_candidate(nickname="Nono")) == "422 /nickname"


def test_rule_18_names_of_v2_are_not_the_versioned_apis(sandbox: Server) -> None:
    ats = sandbox.customer()

    said = ats.upsert("rest/candidates", [(rest_candidate_key(), candidate())])

    assert problem(said) == "422 /externalCreatedAt"


def test_rule_20_no_address_is_needed_with_a_person_attached(sandbox: Server) -> None:
    ats = sandbox.customer()

    attached = ats.add_candidate(emailAddresses=[], manualMatchedMember=ats.urn(ODILE))
    later = ats.add_candidate(emailAddresses=[])

    assert (problem(attached), problem(later)) == ("good", "good")


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, "good"),
        ({"atsJobPostingId": ""}, "422 /atsJobPostingId"),
        ({"atsJobPostingName": ""}, "422 /atsJobPostingName"),
        ({"firstName": ""}, "422 /firstName"),
        ({"atsCreatedAt": 0}, "422 /atsCreatedAt"),
        ({"atsLastModifiedAt": 1}, "422 /atsLastModifiedAt"),
        ({"candidateEmail": "noor"}, "422 /candidateEmail"),
        ({"dispositionReason": ""}, "good"),
        ({"atsCandidateId": ...}, "good"),
        # 33: neither the job nor the candidate need be known
        ({"atsJobPostingId": "never-sent", "atsCandidateId": "never-sent"}, "good"),
    ],
)
def test_rules_19_20_21_and_33_applications(prepared: Prepared, changes: dict[str, Any], answer: str) -> None:
    ats = prepared.ats

    assert problem(ats.add_application(**changes)) == answer


@pytest.mark.parametrize(
    ("name", "entered_at", "answer"),
    [
        ("Workshop trial", 1, "good"),
        ("", 1, "422 /stage"),
        ("Not Available", 1, "422 /stage"),
        ("Workshop trial", 0, "422 /atsCreatedAt"),
    ],
)
def test_rule_23_stages(prepared: Prepared, name: str, entered_at: int, answer: str) -> None:
    ats = prepared.ats
    ats.add_application("a1")

    assert problem(ats.add_stages("a1", st=(name, entered_at))) == answer


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({}, 202, ""),
        ({"title": "x" * 201}, 422, "/title"),
        ({"title": ...}, 422, "/title"),
        ({"description": "too short"}, 422, "/description"),
        ({"description": "x" * 25_001}, 422, "/description"),
        ({"listedAt": TOMORROW}, 422, "/listedAt"),
        ({"availability": "SECRET"}, 422, "/availability"),
        ({"availability": ...}, 422, "/availability"),
        ({"state": "OPEN"}, 422, "/state"),
        ({"state": ...}, 422, "/jobPostingOperationType"),
        ({"state": ..., "jobPostingOperationType": "PAUSE"}, 422, "/jobPostingOperationType"),
        ({"location": ...}, 422, "/location"),
        ({"location": ..., "countryCode": "at", "postalCode": "4020"}, 202, ""),
        ({"alternateLocations": ["Wels,Austria"] * 8}, 422, "/alternateLocations"),
        ({"workplaceTypes": ["Hybrid", "Remote"]}, 400, ""),
        ({"workplaceTypes": ["Office"]}, 422, "/workplaceTypes"),
        ({"companyApplyUrl": "ats"}, 400, ""),
        ({"integrationContext": ...}, 400, ""),
        ({"integrationContext": ..., "companyName": "Bluebird Foods"}, 202, ""),
    ],
)
def test_rule_25_jobs(prepared: Prepared, changes: dict[str, Any], status: int, field: str) -> None:
    ats = prepared.ats

    [element] = ats.add_job(**changes).body["elements"]

    assert element["status"] == status, element
    assert field in element.get("error", {}).get("message", "")


def test_rule_27_acls_are_of_jobs_and_assignees_are_persons(sandbox: Server) -> None:
    ats = sandbox.customer()
    acl = {
        "atsEntityAclId": "linz", "dataProvider": "ATS", "integrationContext": CONTEXT,
        "atsEntityType": "JOB_POSTING", "atsEntityId": "REQ-1",
    }  # fmt: skip
    assignee = {name: acl[name] for name in acl if name != "atsEntityId"}

    assert problem(ats.upsert("v2/atsEntityAcls", [(acl, {})])) == "good"
    assert (
        problem(ats.upsert("v2/atsEntityAcls", [(acl | {"atsEntityType": "JOB_REQUISITION"}, {})]))
        == "422 /atsEntityType"
    )
    wrong = assignee | {"assignee": "urn:li:seat:55501"}
    assert problem(ats.upsert("v2/atsEntityAclAssignees", [(wrong, {})])) == "422 /assignee"


def test_rule_27_nobody_is_in_an_eleventh_acl(sandbox: Server) -> None:
    ats = sandbox.customer()

    def assign(number: int) -> str:
        key = {
            "entityAclId": f"group-{number}", "integrationContext": CONTEXT,
            "entityType": "JOB_REQUISITION", "assignee": ats.urn(ODILE),
        }  # fmt: skip
        return problem(ats.upsert("rest/entityAclAssignees", [(key, {})]))

    ten = [assign(number) for number in range(10)]
    eleventh, again = assign(10), assign(9)
    sandbox.post("switches", eleventh_acl="accept")

    assert ten == ["good"] * 10
    assert (eleventh, again, assign(10)) == ("422 /assignee", "good", "good")


def test_requisitions_take_a_lenient_body(sandbox: Server) -> None:
    ats = sandbox.customer()
    key = {"externalJobRequisitionId": "REQ-9", "integrationContext": CONTEXT}

    good = ats.upsert(
        "rest/jobRequisitions", [(key, {"title": "Fitter", "state": "LISTED", "workplaceTypes": ["Remote"]})]
    )
    two = ats.upsert(
        "rest/jobRequisitions", [(key, {"title": "Fitter", "workplaceTypes": ["Remote", "Hybrid"]})]
    )
    bad = ats.upsert("rest/jobRequisitions", [(key, {})])

    assert (problem(good), problem(two), problem(bad)) == ("good", "400", "422 /title")
    assert sandbox.get("jobs", seat=55501, workplace="Remote")["jobs"][0]["external_id"] == "REQ-9"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"name": "Acorn for LinkedIn"}, 422),
        ({"name": "x" * 51}, 422),
        ({"uniqueForeignId": ...}, 422),
        ({"validJsSdkDomains": ["https://acorn.example/"]}, 422),
        ({"validJsSdkDomains": ["http://localhost:5000"]}, 201),
    ],
)
def test_names_and_domains_of_child_applications(
    sandbox: Server, changes: dict[str, Any], status: int
) -> None:
    record = {"uniqueForeignId": "t1", "name": "Acorn ATS - T", "description": "RSC"} | changes
    record = {name: value for name, value in record.items() if value is not ...}

    assert sandbox.parent().post("/v2/provisionedApplications", record).status == status


def test_callback_addresses_are_https_and_one_customers_only(sandbox: Server) -> None:
    ours = sandbox.customer()
    url = "https://acorn.example/hooks/bluebird"

    def put(value: str) -> str:
        return problem(ours.configure("ONE_CLICK_EXPORT", "CALLBACK_URL", value))

    assert (put(url), put(url)) == ("good", "good")
    assert put("http://acorn.example/hooks") == "422 /configurationValue"
    assert put("http://127.0.0.1:9/hooks") == "good"
    sandbox.post("switches", loopback_callbacks=False)
    assert put("http://127.0.0.1:9/hooks") == "422 /configurationValue"
    assert problem(ours.configure("IN_ATS_INDICATOR", "CALLBACK_URL", url)) == "422 /integrationType"
    assert (
        problem(ours.configure("ONE_CLICK_EXPORT", "JOB_POSTING_VIEWERS", "SOME"))
        == "422 /configurationValue"
    )


def test_the_same_address_for_a_second_customer_is_refused(sandbox: Server) -> None:
    first = sandbox.provision("one")
    second = sandbox.provision("two")
    url = "https://acorn.example/hooks/one"

    assert problem(first.configure("ONE_CLICK_EXPORT", "CALLBACK_URL", url)) == "good"
    assert problem(second.configure("ONE_CLICK_EXPORT", "CALLBACK_URL", url)) == "422 /configurationValue"
