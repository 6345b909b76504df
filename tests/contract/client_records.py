"""Who and what stands in the contract's examples, as the client's records? All of it invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from linkedin_client import (
    Acl,
    AclAssignee,
    Address,
    Application,
    Availability,
    Candidate,
    ClosedMember,
    ConversationEvent,
    ExportedCandidate,
    Integration,
    IntegrationKey,
    JobOperation,
    JobOutcome,
    JobPosting,
    JobTask,
    MailStub,
    PhoneNumber,
    ProspectNote,
    ProvisionApplication,
    ProvisionedApplication,
    RecordError,
    Recruiter,
    Seat,
    Stage,
    WorkplaceType,
)

ORGANIZATION = "urn:li:organization:2000117"
CONTRACT = "urn:li:contract:310044551"
RECRUITER = "urn:li:person:dEm0rc77"
ODILE_URN = "urn:li:person:dEm0bb02"
TASK = "urn:li:simpleJobPostingTask:1f5b7c1e-6a0e-4b0e-9a10-0c55d0a1b2c3"
FORGOTTEN = "urn:li:simpleJobPostingTask:00000000-0000-4000-8000-000000000000"
ODD_ID = "a.b~[c]/d&e=f g+ü%(,:')"


def at(epoch_seconds: int) -> datetime:
    return datetime.fromtimestamp(epoch_seconds, tz=UTC)


NOOR = Candidate(
    candidate_id="cand-7f31",
    created_at=at(1767603600),
    modified_at=at(1767690000),
    first_name="Noor",
    last_name="Haddad",
    email_addresses=("noor.haddad@example.org",),
    phone_numbers=(PhoneNumber(number="+43 660 5550142"),),
    addresses=(
        Address(
            line1="Hafenstrasse 9",
            city="Linz",
            geographic_area="OOe",
            geographic_area_type="STATE",
            postal_code="4020",
            country="at",
        ),
    ),
    current_company_name="Traun Robotik",
    current_job_title="Service Technician",
    linkedin_profile_url="https://www.linkedin.com/in/demo-noor-h",
    external_profile_url="https://ats.example.org/c/cand-7f31",
    do_not_contact=False,
)
ADA_QUIST = Candidate(
    candidate_id=ODD_ID,
    created_at=at(1767603600),
    modified_at=at(1767690000),
    first_name="Ada",
    last_name="Quist",
    email_addresses=("ada.quist@example.org",),
    external_profile_url="https://ats.example.org/c/2",
)
NAMELESS = replace(
    ADA_QUIST,
    candidate_id="cand-7f32",
    first_name="",
    last_name="Unnamed",
    email_addresses=("nobody@example.org",),
    external_profile_url="https://ats.example.org/c/cand-7f32",
)
ATTACHED = replace(ADA_QUIST, candidate_id="cand-7f33", email_addresses=(), manual_matched_member=ODILE_URN)
WELDER = JobPosting(
    external_id="REQ-4411",
    title="Welding Robot Technician",
    description=(
        "<p>You will install, teach and service welding robots at three plants in the region, keep spare-part "
        "lists and train the night shift.</p>"
    ),
    location="Linz,Austria",
    company_apply_url="https://jobs.example.org/REQ-4411/apply",
    listed_at=at(1767603600),
    company_job_code="4411",
    workplace_type=WorkplaceType.ON_SITE,
)
WITH_OPERATION = replace(
    WELDER,
    operation=JobOperation.CREATE,
    availability=Availability.PUBLIC,
    requisition_owner_email="hilde@example.org",
    requisition_owner_first_name="Hilde",
    requisition_owner_last_name="Moser",
    access_restricted=True,
)
REQUISITION = replace(WELDER, availability=Availability.PUBLIC, modified_at=at(1767690000))
APPLICATION = Application(
    application_id="app-9001",
    candidate_id="cand-7f31",
    job_posting_id="REQ-4411",
    job_posting_name="Welding Robot Technician",
    created_at=at(1767704400),
    modified_at=at(1767790800),
    candidate_email="noor.haddad@example.org",
    first_name="Noor",
    last_name="Haddad",
    source="Career site",
    disposition_reason="",
)
REVIEW = Stage(
    application_id="app-9001", stage_id="st-1", name="Application review", entered_at=at(1767704400)
)
TRIAL = Stage(application_id="app-9001", stage_id="st-2", name="Workshop trial", entered_at=at(1767790800))
ACL = Acl(acl_id="plant-linz", job_id="REQ-4411")
ASSIGNEE = AclAssignee(acl_id="plant-linz", person_urn=RECRUITER)
ONE_CLICK = IntegrationKey(context=ORGANIZATION, type="ONE_CLICK_EXPORT")
ENABLED = Integration(key=ONE_CLICK, name="Acorn ATS (Bluebird Foods)", status="ENABLED")
CALLBACK = "https://acorn.example/hooks/linkedin/tenant-7c1f"
BLUEBIRD = ProvisionApplication(
    unique_foreign_id="tenant-7c1f",
    name="Acorn ATS - Bluebird Foods",
    description="RSC for Bluebird Foods",
    callback_urls=("https://acorn.example/oauth/linkedin",),
    valid_js_sdk_domains=("https://acorn.example",),
)
CHILD = ProvisionedApplication(
    key="urn:li:developerApplication:880017",
    client_id="86invented01",
    client_secret="s3cr3t-invented",
    unique_foreign_id="tenant-7c1f",
)
SEAT = Seat(
    urn="urn:li:seat:55501",
    person_urn=RECRUITER,
    first_name="Ivo",
    last_name="Varga",
    email="ivo.varga@bluebird.example",
    state="ACTIVE",
    contract=CONTRACT,
)
ROSAS_SEAT = SEAT.urn
THREAD = "urn:li:mailThread:77"
MORNING, EVENING = at(1780000000), at(1780043200)
WRITTEN = ConversationEvent(
    id="ev-1",
    thread_urn=THREAD,
    author_seat=ROSAS_SEAT,
    recipients=(ODILE_URN,),
    sent_at=at(1780000500),
    subject="Plant engineer in Lyon",
    body="Hello Odile, a word about a plant in Lyon?",
    visibility="PUBLIC",
)
ANSWERED = ConversationEvent(
    id="ev-2",
    thread_urn=THREAD,
    author_person=ODILE_URN,
    recipients=(ROSAS_SEAT,),
    sent_at=at(1780001000),
    subject="Re: Plant engineer in Lyon",
    body="Gladly.",
    visibility="PUBLIC",
)
SHARED = MailStub(
    id="stub-1",
    contract=CONTRACT,
    owner=ROSAS_SEAT,
    person_urn=ODILE_URN,
    shared_at=at(1780001000),
    first_name="Odile",
    last_name="Marchetti",
    profile_url="https://www.linkedin.com/in/invented-odile",
    email_addresses=("odile@example.org",),
    phone_numbers=("+33 4 00 00 00 00",),
)
NOTED = ProspectNote(
    id="1323001",
    contract=CONTRACT,
    created_at=at(1780000600),
    modified_at=at(1780000700),
    owner=ROSAS_SEAT,
    person_urn=ODILE_URN,
    text="Open to relocation.",
    visibility="ORGANIZATION",
)
UNNOTED = replace(NOTED, active=False, modified_at=at(1780000800))
CLOSED = ClosedMember(person_urn=ODILE_URN, closed_at=at(1780000900))
ODILE = ExportedCandidate(
    integration_context=ORGANIZATION,
    member=ODILE_URN,
    first_name="Odile",
    last_name="Marchetti",
    profile_url="https://www.linkedin.com/in/invented-odile",
    headline="Plant engineer",
    location="Lyon, France",
    employer_names=("Rhone Valves",),
    external_job_posting_id="REQ-4411",
    recruiter=Recruiter(
        person_urn=RECRUITER,
        seat_urn="urn:li:seat:55501",
        name="Ivo Varga",
        email="ivo.varga@bluebird.example",
    ),
)
ACCEPTED = JobOutcome(external_id="REQ-4411", ok=True, task_urn=TASK)
DONE = JobTask(
    urn=TASK, status="SUCCEEDED", job_posting="urn:li:jobPosting:3900112233", external_id="REQ-4411"
)
NAMELESS_ERROR = RecordError(422, 'ERROR :: /firstName :: length of "" is out of range 1..')
NOT_FOUND = RecordError(404, "Not found")
