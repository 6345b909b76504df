"""Do client and sandbox, written apart from each other, understand each other? One export's whole way, in both dialects."""

from __future__ import annotations

from tests.contract.client_at_sandbox import (
    AT,
    ODD_ID,
    TYPES,
    callback,
    key,
    linkedin,
    person,
    posting,
    process,
    sandbox,
    sandbox_process,
)
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import (
    CONTEXT,
    CONTRACT_URN,
    NOOR,
    ODILE,
    ROSA_SEAT,
)
from tests.linkedin_sandbox.server import Server, until

from linkedin_client import (
    ALL_PRODUCT_USERS,
    CALLBACK_URL,
    JOB_POSTING_VIEWERS,
    Acl,
    AclAssignee,
    LinkedIn,
    Stage,
)

__all__ = ["callback", "linkedin", "sandbox", "sandbox_process"]


def test_what_was_set_up_can_be_read(linkedin: LinkedIn, sandbox: Server, callback: Callback) -> None:
    integrations = linkedin.integrations.get([key(type_) for type_ in TYPES])
    configured = linkedin.configurations.get(key("ONE_CLICK_EXPORT"), [CALLBACK_URL, JOB_POSTING_VIEWERS])
    seats = linkedin.seats.all(CONTRACT_URN, states=("ACTIVE", "PARKED"))
    changes = [
        change
        for push in sandbox.get("push")["pushes"]
        for change in linkedin.integrations.by_request(push["request_id"])
    ]

    assert {one.key.type: (one.name, one.status) for one in integrations.values()} == dict.fromkeys(
        TYPES, ("Acorn", "ENABLED")
    )
    assert configured == {CALLBACK_URL: callback.url, JOB_POSTING_VIEWERS: ALL_PRODUCT_USERS}
    assert [(seat.first_name, seat.state) for seat in seats] == [("Rosa", "ACTIVE"), ("Odile", "PARKED")]
    assert {one.key.type for one in changes} == {*TYPES, "CSA_API"}


def test_an_export_goes_its_whole_way(linkedin: LinkedIn, sandbox: Server, callback: Callback) -> None:
    [outcome] = linkedin.jobs.upsert([posting()])
    assert outcome.ok, outcome
    made = sandbox.post("exports", seat=ROSA_SEAT, member=ODILE, job="REQ-1", email="odile@home.example")
    until(lambda: any(made["request_id"].encode() in body for _headers, body in callback.came))

    [exported] = linkedin.exports.by_request(made["request_id"])
    sent = linkedin.candidates.upsert([person(member=exported.member)])
    linkedin.applications.upsert([process()])
    stages = linkedin.stages.upsert(
        [
            Stage(application_id="a1", stage_id="s1", name="Review", entered_at=AT),
            Stage(application_id="a1", stage_id="s2", name="Trial", entered_at=AT.replace(hour=10)),
        ]
    )

    assert (exported.integration_context, exported.external_job_posting_id) == (CONTEXT, "REQ-1")
    assert exported.email_addresses == ("odile@home.example",)
    assert (exported.recruiter.name, exported.recruiter.seat_urn) == ("Rosa Lind", "urn:li:seat:55501")
    assert (sent.errors, stages.errors) == ({}, {})
    [shown] = sandbox.get("indicator", seat=ROSA_SEAT, member=ODILE)["processes"]
    assert (shown["current_stage"], shown["completed_stages"]) == ("Trial", ["Review"])
    assert sandbox.get(f"exports/{made['request_id']}")["state"] == "seen"
    assert linkedin.exports.by_request("req-unknown") == []


def test_matches_permissions_and_deletion(linkedin: LinkedIn, sandbox: Server) -> None:
    linkedin.candidates.upsert([person()])
    linkedin.applications.upsert([process()])
    match = linkedin.candidates.matches(["c1", "c-unknown"])
    [noor] = match["c1"].matched

    acl, member = Acl(acl_id="all", job_id="REQ-1"), AclAssignee(acl_id="all", person_urn=noor)
    put = (linkedin.acls.put([acl]), linkedin.assignees.put([member]))
    found = (linkedin.acls.find("REQ-1"), linkedin.assignees.find(noor))
    gone = (linkedin.acls.delete([acl]), linkedin.assignees.delete([member]))

    assert [result.errors for result in (*put, *gone)] == [{}, {}, {}, {}]
    assert found == ([acl], [member])
    assert sandbox.get("indicator", seat=ROSA_SEAT, member=NOOR)["in_ats"] is True
    deleted = linkedin.candidates.delete(["c1", "c-unknown"])
    assert (set(deleted.results), deleted.errors["c-unknown"].status) == ({"c1"}, 404)
    assert linkedin.applications.delete(["a1"]).errors == {}


def test_a_hundred_odd_ids_arrive_as_they_are(linkedin: LinkedIn, sandbox: Server) -> None:
    numbers = [f"{ODD_ID} {number}" for number in range(100)]

    sent = linkedin.candidates.upsert([person(number) for number in numbers])
    applied = linkedin.applications.upsert([process(number, number) for number in numbers])

    assert (sent.errors, applied.errors) == ({}, {})
    assert set(sent.results) == set(numbers)
    stored = sandbox.get("records/candidates", limit=1000)["records"]
    assert {row["id"] for row in stored} == set(numbers)
