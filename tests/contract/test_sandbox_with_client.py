"""Do client and sandbox, written apart from each other, understand each other? One export's whole way, in both dialects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.linkedin_sandbox.callbacks import Callback, callback
from tests.linkedin_sandbox.records import (
    CONTEXT,
    CONTRACT,
    CONTRACT_URN,
    NOOR,
    ODILE,
    ORGANIZATION,
    PARENT,
    ROSA_SEAT,
)
from tests.linkedin_sandbox.server import Server, sandbox, sandbox_process, until

from linkedin_client import (
    ALL_PRODUCT_USERS,
    APPLICATION_VIEWERS,
    CALLBACK_URL,
    JOB_POSTING_VIEWERS,
    Acl,
    AclAssignee,
    Application,
    Candidate,
    Credentials,
    Dialects,
    Generation,
    IntegrationKey,
    JobPosting,
    LinkedIn,
    MemoryTokenStore,
    ProvisionApplication,
    Stage,
    WorkplaceType,
    errors,
)

__all__ = ["callback", "sandbox", "sandbox_process"]

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TYPES = ("ONE_CLICK_EXPORT", "IN_ATS_INDICATOR", "PROFILE_PLUGIN")
ODD_ID = "cand (1),'a':~.[x]&b=c%2F+ü"


def client(sandbox: Server, pair: tuple[str, str], dialects: Dialects | None = None) -> LinkedIn:
    address = f"http://127.0.0.1:{sandbox.port}"
    return LinkedIn(
        api_url=address,
        auth_url=address,
        credentials=Credentials(*pair),
        tokens=MemoryTokenStore(),
        organization=CONTEXT,
        dialects=dialects,
    )


def key(type_: str) -> IntegrationKey:
    return IntegrationKey(context=CONTEXT, type=type_)


@pytest.fixture(params=["usual", "v2", "rest"])
def linkedin(request: pytest.FixtureRequest, sandbox: Server, callback: Callback) -> Iterator[LinkedIn]:
    """A client of a customer whose admin has enabled everything."""
    dialects = {
        "usual": Dialects(),
        "v2": Dialects.all(Generation.V2),
        "rest": Dialects.all(Generation.REST),
    }[request.param]
    with client(sandbox, PARENT) as parent:
        made = parent.provisioning.create(
            ProvisionApplication(unique_foreign_id="bluebird", name="Acorn - Bluebird", description="RSC")
        )
        with pytest.raises(errors.Conflict):
            parent.provisioning.create(
                ProvisionApplication(unique_foreign_id="bluebird", name="Acorn - Bluebird", description="RSC")
            )
        assert parent.provisioning.find("bluebird") == made
    callback.secret = made.client_secret
    sandbox.post("plugin/authorize", client_id=made.client_id, organization=ORGANIZATION, contract=CONTRACT)
    with client(sandbox, (made.client_id, made.client_secret), dialects) as linkedin:
        assert linkedin.integrations.name([key(type_) for type_ in TYPES], "Acorn").errors == {}
        put = linkedin.configurations.put(
            key("ONE_CLICK_EXPORT"), {CALLBACK_URL: callback.url, JOB_POSTING_VIEWERS: ALL_PRODUCT_USERS}
        )
        assert put.errors == {}
        linkedin.configurations.put(key("IN_ATS_INDICATOR"), {APPLICATION_VIEWERS: ALL_PRODUCT_USERS})
        sandbox.post("integrations/enable", client_id=made.client_id)
        sandbox.post("transitions", job_task={}, matching={})
        yield linkedin


def posting(id_: str = "REQ-1") -> JobPosting:
    return JobPosting(
        external_id=id_,
        title="Welding Robot Technician",
        description="You will install, teach and service welding robots at three plants. " * 3,
        company_apply_url="https://jobs.example.org/REQ-1/apply",
        listed_at=AT,
        location="Linz,Austria",
        company_job_code="4411",
        workplace_type=WorkplaceType.HYBRID,
    )


def person(id_: str = "c1", *, member: str | None = None) -> Candidate:
    return Candidate(
        candidate_id=id_,
        created_at=AT,
        modified_at=AT,
        first_name="Noor",
        last_name="Haddad",
        external_profile_url="https://ats.example.org/c/c1",
        email_addresses=("noor.haddad@example.org",),
        manual_matched_member=member,
    )


def process(id_: str = "a1", person_id: str = "c1") -> Application:
    return Application(
        application_id=id_,
        candidate_id=person_id,
        job_posting_id="REQ-1",
        job_posting_name="Welding Robot Technician",
        created_at=AT,
        modified_at=AT,
        first_name="Noor",
        last_name="Haddad",
    )


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
