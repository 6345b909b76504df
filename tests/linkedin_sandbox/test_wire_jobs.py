"""What LinkedIn takes of a job in each of its forms: rules 13, 16, 17, 25, 36 and 37 of outbound.md section 20, by HTTP.

A job in the words of v2 since 2022 is ``posting``, of the versioned API ``versioned``; ``job`` is the oldest form.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from tests.linkedin_sandbox.apply_cast import post, posting, task_of, versioned
from tests.linkedin_sandbox.records import CONTEXT, ROSA_SEAT, job
from tests.linkedin_sandbox.server import Ats, Prepared, Said, Server

DAY = 86_400_000
NOW = int(time.time() * 1000)
MONEY = {"currencyCode": "EUR", "amount": "52000"}


def told(said: Said) -> str:
    """``202``, or the status of the one element with the field that it complains of."""
    assert said.status == 200, said
    [element] = said.body["elements"]
    message = element.get("error", {}).get("message", "")
    field = message.split(" :: ")[1] if " :: " in message else ""
    return f"{element['status']} {field}".strip()


def pay(**changes: Any) -> dict[str, Any]:
    one = {"value": {"range": {"start": MONEY, "end": MONEY}}, "period": "YEARLY", "type": "BASE_SALARY"}
    return {"compensations": [one | changes]}


COMMON = [
    ({}, "202"),
    ({"title": "x" * 201}, "422 /title"),
    ({"description": "x" * 99}, "422 /description"),
    ({"description": "x" * 25_001}, "422 /description"),
    ({"description": 7}, "422 /description"),
    ({"companyApplyUrl": ...}, "422 /companyApplyUrl"),
    ({"companyApplyUrl": "ats"}, "400"),
    ({"listedAt": NOW + DAY}, "422 /listedAt"),
    ({"listedAt": "today"}, "422 /listedAt"),
    ({"location": ...}, "422 /location"),
    ({"alternateLocations": ["Wels,Austria"] * 7}, "202"),
    ({"alternateLocations": ["Wels,Austria"] * 8}, "422 /alternateLocations"),
    ({"categories": ["engineering"] * 3}, "202"),
    ({"categories": ["engineering"] * 4}, "422 /categories"),
    ({"categories": [""]}, "422 /categories"),
    ({"skillsDescription": "x" * 4000}, "202"),
    ({"skillsDescription": "x" * 4001}, "422 /skillsDescription"),
    ({"workplaceTypes": ["Hybrid", "Remote"]}, "400"),
    ({"workplaceTypes": []}, "400"),
    ({"workplaceTypes": ["Office"]}, "422 /workplaceTypes"),
    ({"industries": ["urn:li:industry:135"]}, "202"),
    ({"industries": ["welding"]}, "422 /industries"),
    ({"employmentStatus": "OTHER"}, "202"),
    ({"employmentStatus": "SOMETIMES"}, "422 /employmentStatus"),
    ({"experienceLevel": "NOT_APPLICABLE"}, "202"),
    ({"experienceLevel": "SENIOR"}, "422 /experienceLevel"),
    # compensation: a range or an exact amount, of a kind and for a period
    ({"compensation": pay()}, "202"),
    ({"compensation": pay(value={"exactAmount": MONEY}, amount=MONEY)}, "202"),
    ({"compensation": pay(value={"start": MONEY, "end": MONEY})}, "202"),
    ({"compensation": pay(period="EVERY_YEAR")}, "422 /compensation"),
    ({"compensation": pay(type="MONEY")}, "422 /compensation"),
    ({"compensation": pay(value={})}, "422 /compensation"),
    ({"compensation": pay(value=None)}, "422 /compensation"),
    ({"compensation": pay(value={"exactAmount": {"amount": "1"}})}, "422 /compensation"),
    ({"compensation": pay(value={"range": {"start": MONEY, "end": MONEY | {"amount": "1"}}})}, "422 /compensation"),
    ({"compensation": {}}, "422 /compensation"),
    ({"trackingPixelUrl": "pixel"}, "422 /trackingPixelUrl"),
    ({"companyPageUrl": "page"}, "422 /companyPageUrl"),
    ({"listingType": "GOLD"}, "422 /listingType"),
    ({"contract": "310044551"}, "422 /contract"),
    ({"posterEmail": "rosa"}, "422 /posterEmail"),
    ({"showPosterInfo": "yes"}, "422 /showPosterInfo"),
    ({"expireAt": NOW + 30 * DAY}, "202"),
    ({"expireAt": "later"}, "422 /expireAt"),
    ({"nickname": "Robby"}, "202"),
]  # fmt: skip

OPERATION = [
    ({"externalJobPostingId": "x" * 200}, "202"),
    ({"externalJobPostingId": "x" * 201}, "422 /externalJobPostingId"),
    ({"jobPostingOperationType": ...}, "422 /jobPostingOperationType"),
    # promotions are the versioned API's
    ({"jobPostingOperationType": "UPGRADE"}, "422 /jobPostingOperationType"),
    ({"availability": ...}, "202"),
    ({"availability": "INTERNAL"}, "422 /availability"),
    ({"availability": "PRIVATE_TO_ATS_INTEGRATION"}, "202"),
    ({"accessRestricted": True}, "202"),
    ({"accessRestricted": "yes"}, "422 /accessRestricted"),
    ({"requisitionOwnerEmail": "hilde@example.org"}, "202"),
    ({"requisitionOwnerEmail": "hilde"}, "422 /requisitionOwnerEmail"),
    ({"integrationContext": ...}, "400"),
    ({"integrationContext": ..., "companyPageUrl": "https://www.example.org/bluebird"}, "202"),
    # a country and a code are no place any more
    ({"location": ..., "countryCode": "at", "postalCode": "4020"}, "422 /location"),
    ({"expireAt": NOW + 1096 * DAY}, "422 /expireAt"),
]

VERSIONED = [
    ({"externalJobPostingId": "x" * 75}, "202"),
    ({"externalJobPostingId": "x" * 76}, "422 /externalJobPostingId"),
    ({"availability": "INTERNAL"}, "202"),
    ({"availability": "PRIVATE_TO_ATS_INTEGRATION"}, "422 /availability"),
    ({"company": ...}, "400"),
    ({"company": ..., "companyName": "Bluebird Foods"}, "202"),
    # the word of v2 says nothing here
    ({"company": ..., "integrationContext": CONTEXT}, "400"),
    ({"partnerRequisitionId": "REQ-4411"}, "202"),
    ({"expireAt": NOW + 365 * DAY}, "202"),
    ({"expireAt": NOW + 366 * DAY}, "422 /expireAt"),
    ({"expireAt": NOW + DAY // 2}, "422 /expireAt"),
]


@pytest.mark.parametrize(("changes", "answer"), [*COMMON, *OPERATION])
def test_rule_25_a_job_of_v2_with_an_operation(
    prepared: Prepared, changes: dict[str, Any], answer: str
) -> None:
    assert told(post(prepared.ats, posting(**changes))) == answer


@pytest.mark.parametrize(("changes", "answer"), [*COMMON, *VERSIONED])
def test_rule_25_a_versioned_job(prepared: Prepared, changes: dict[str, Any], answer: str) -> None:
    record = versioned() | changes
    record = {name: value for name, value in record.items() if value is not ...}

    assert told(post(prepared.ats, record, rest=True)) == answer


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"availability": "INTERNAL"}, "422 /availability"),
        ({"accessRestricted": False, "requisitionOwnerFirstName": "Hilde"}, "202"),
        ({"expireAt": NOW + 1096 * DAY}, "422 /expireAt"),
        # closing says nothing about the future
        ({"state": "CLOSED", "expireAt": NOW + 1096 * DAY}, "202"),
    ],
)
def test_rule_25_a_job_of_v2_with_a_state(prepared: Prepared, changes: dict[str, Any], answer: str) -> None:
    assert told(post(prepared.ats, job(**changes))) == answer


def requisition(ats: Ats, version: str = "202603", **record: Any) -> str:
    key = "(externalJobRequisitionId:REQ-9,integrationContext:urn%3Ali%3Aorganization%3A2000117)"
    said = ats.send(
        "PUT",
        f"/rest/jobRequisitions?ids=List({key})",
        {"entities": {key: record}},
        method="batch_update",
        LinkedIn_Version=version,
    )
    assert said.status == 200, said
    if said.results:
        return "204"
    [error] = said.errors.values()
    return f"{error['status']} {error['message'].split(' :: ')[1]}" if " :: " in error["message"] else "400"


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        ({"title": "Fitter", "availability": "PUBLIC", "vanityIdentifier": "R-9"}, "204"),
        ({"title": "Fitter", "availability": "PRIVATE_TO_ATS_INTEGRATION"}, "204"),
        ({"title": "Fitter", "availability": "SECRET"}, "422 /availability"),
        ({"title": "Fitter", "description": "short"}, "422 /description"),
        ({"title": "Fitter", "workplaceTypes": ["Remote", "Hybrid"]}, "400"),
        ({"title": "Fitter", "vanityIdentifier": 9}, "422 /vanityIdentifier"),
        ({"title": "Fitter", "state": "PAUSED"}, "422 /state"),
        ({"availability": "PUBLIC"}, "422 /title"),
    ],
)
def test_rule_25_a_requisition(prepared: Prepared, record: dict[str, Any], answer: str) -> None:
    assert requisition(prepared.ats, **record) == answer


def test_the_vanity_identifier_came_with_version_202603(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", unknown_fields="reject")

    assert requisition(ats, "202602", title="Fitter", vanityIdentifier="R-9") == "422 /vanityIdentifier"
    assert requisition(ats, "202603", title="Fitter", vanityIdentifier="R-9") == "204"


def test_rule_18_recruiters_fields_are_no_part_of_the_versioned_posting(sandbox: Server) -> None:
    ats = sandbox.customer()

    ignored = told(post(ats, versioned(accessRestricted="not even a boolean"), rest=True))
    sandbox.post("switches", unknown_fields="reject")
    refused = told(post(ats, versioned("POS-43", accessRestricted=True), rest=True))

    assert (ignored, refused) == ("202", "422 /accessRestricted")


def test_all_elements_of_a_versioned_request_have_one_operation(sandbox: Server) -> None:
    ats = sandbox.customer()

    mixed = post(ats, versioned(), versioned("POS-43", jobPostingOperationType="RENEW"), rest=True)
    fine = post(ats, posting(), posting("POS-43", jobPostingOperationType="RENEW"))

    assert (mixed.status, fine.status) == (400, 200)


@pytest.mark.parametrize(("switch", "status"), [("element", 200), ("call", 400)])
def test_a_bad_request_in_one_job_refuses_the_call_by_the_switch(
    sandbox: Server, switch: str, status: int
) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", job_bad_request=switch)

    said = post(ats, posting(), posting("POS-43", companyApplyUrl="ats"))

    assert said.status == status
    assert sandbox.get("postings", client_id=ats.client_id)["postings"] == [] or status == 200


def test_rule_36_a_short_description_fails_the_task_by_the_switch(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", short_description="task")

    task = task_of(ats, post(ats, posting(description="Too short.")))

    assert (task["status"], "less than 100" in task["errorMessage"]) == ("FAILED", True)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"location": "Austria"}, "FAILED"),
        ({"location": "Austria", "workplaceTypes": ["Remote"]}, "SUCCEEDED"),
        ({"location": "4020,at"}, "SUCCEEDED"),
    ],
)
def test_rule_36_a_country_alone_is_for_remote_jobs_by_the_switch(
    sandbox: Server, changes: dict[str, Any], status: str
) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", job_locations="strict")

    assert task_of(ats, post(ats, posting(**changes)))["status"] == status


def test_of_a_descriptions_html_the_listed_elements_are_kept(sandbox: Server) -> None:
    ats = sandbox.customer()
    sent = (
        '<p onclick="x()">Robots &amp; <em>welding</em></p><script>alert(1)</script><a href="x">here</a><ul><li>a'
        "</li></ul><br/>1 &lt; 2 "
    )

    post(ats, posting(description=sent + "x" * 100))
    post(ats, versioned("POS-43", description=sent + "x" * 100), rest=True)

    [public, other] = sandbox.get("public-jobs")["jobs"]
    for shown in (public, other):
        kept = sandbox.get(f"public-jobs/{shown['job']}")["description"]
        assert kept.startswith(
            "<p>Robots &amp; welding</p>here<ul><li>a</li></ul><br>1 &lt; 2 xxx"
        )  # nothing that could run, and no attribute


def offered(sandbox: Server) -> list[str]:
    return [one["external_id"] for one in sandbox.get("jobs", seat=ROSA_SEAT)["jobs"]]


def test_a_versioned_posting_is_for_members_and_a_requisition_for_recruiters(sandbox: Server) -> None:
    ats = sandbox.customer()

    post(ats, versioned(partnerRequisitionId="REQ-9"), rest=True)
    requisition(ats, title="Fitter", availability="PUBLIC")

    assert offered(sandbox) == ["REQ-9"]
    assert [one["external_id"] for one in sandbox.get("public-jobs")["jobs"]] == ["POS-42"]


def test_versioned_postings_are_offered_to_recruiters_by_the_switch(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", versioned_jobs_offered=True)

    post(ats, versioned(), rest=True)

    assert offered(sandbox) == ["POS-42"]


def test_a_versioned_update_keeps_what_v2_had_told_recruiters(sandbox: Server) -> None:
    ats = sandbox.customer()
    post(ats, posting(accessRestricted=True, requisitionOwnerEmail="hilde@example.org"))

    changed = versioned(jobPostingOperationType="UPDATE", title="Robot Technician")
    task_of(ats, post(ats, changed, rest=True))

    [row] = sandbox.get("records/jobs")["records"]
    assert (row["title"], row["access_restricted"]) == ("Robot Technician", True)
    assert row["record"]["requisitionOwnerEmail"] == "hilde@example.org"


def test_rule_13_without_its_header_a_batch_is_taken_for_one_job(sandbox: Server) -> None:
    ats = sandbox.customer()

    for target in ("/v2/simpleJobPostings", "/rest/simpleJobPostings"):
        said = ats.post(target, {"elements": [posting()]})

        assert said.status == 403
        assert said.body["message"].startswith("Unpermitted fields present in REQUEST_BODY")


def test_rule_16_good_jobs_are_taken_beside_bad_ones_unless_switched(sandbox: Server) -> None:
    ats = sandbox.customer()
    both = [versioned(), versioned("POS-43", title="")]

    said = post(ats, *both, rest=True)
    sandbox.post("switches", validation="whole_batch")
    whole = post(ats, versioned("POS-44"), both[1], rest=True)

    assert [one["status"] for one in said.body["elements"]] == [202, 422]
    assert whole.status == 422
    known = sandbox.get("postings", client_id=ats.client_id)["postings"]
    assert [one["externalJobPostingId"] for one in known] == ["POS-42"]


def test_rule_37_the_same_versioned_job_twice_in_one_request(sandbox: Server) -> None:
    ats = sandbox.customer()

    said = post(ats, versioned(), versioned(), versioned("POS-43"), rest=True)

    assert [one["status"] for one in said.body["elements"]] == [422, 422, 202]


def test_a_job_of_another_company_is_refused_in_both_generations(sandbox: Server) -> None:
    ats = sandbox.customer()

    assert post(ats, posting(integrationContext="urn:li:organization:1")).status == 403
    assert post(ats, versioned(company="urn:li:organization:1"), rest=True).status == 403
