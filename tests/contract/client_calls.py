"""What does one call to make the client send an example's request, and what is one told then?

One row per example that is for the client. All data is the examples'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from tests.contract.client_calls_of_children import ROWS_OF_CHILDREN
from tests.contract.client_calls_of_members import ROWS_OF_MEMBERS
from tests.contract.client_records import (
    ACCEPTED,
    ACL,
    ADA_QUIST,
    ANSWERED,
    APPLICATION,
    ASSIGNEE,
    ATTACHED,
    BLUEBIRD,
    CALLBACK,
    CHILD,
    CLOSED,
    CONTRACT,
    DONE,
    ENABLED,
    EVENING,
    FORGOTTEN,
    MORNING,
    NAMELESS,
    NAMELESS_ERROR,
    NOOR,
    NOT_FOUND,
    NOTED,
    ODD_ID,
    ODILE,
    ODILE_URN,
    ONE_CLICK,
    RECRUITER,
    REQUISITION,
    REVIEW,
    ROSAS_SEAT,
    SEAT,
    SHARED,
    TASK,
    TRIAL,
    UNNOTED,
    WELDER,
    WITH_OPERATION,
    WRITTEN,
    at,
)
from tests.contract.client_rows import Row, stored

from linkedin_client import (
    BatchResult,
    CandidateMatch,
    Dialects,
    Generation,
    JobOutcome,
    JobState,
    JobTask,
    LinkedIn,
    RecordError,
    Recruiter,
    errors,
)


def _exports(li: LinkedIn) -> Any:
    return li.exports.by_request("req-5d20-0001")


def _status_change(li: LinkedIn) -> Any:
    return li.integrations.by_request("req-7a11-0001")


def _matches(li: LinkedIn) -> Any:
    return li.candidates.matches(["cand-7f31"])


def _inmail(li: LinkedIn) -> Any:
    return list(li.conversation_events.pages(ROSAS_SEAT, since=MORNING, until=EVENING, count=50))


def _stubs(li: LinkedIn) -> Any:
    return list(li.mail_stubs.pages(CONTRACT, owners=[ROSAS_SEAT], since=MORNING, until=EVENING, count=50))


def _notes(li: LinkedIn, *, owners: Sequence[str] = ()) -> Any:
    return list(li.prospect_notes.pages(CONTRACT, owners=owners, since=MORNING, until=EVENING))


def _closed(li: LinkedIn) -> Any:
    return list(li.exports.closed_pages())


ROWS: dict[str, Row] = (
    ROWS_OF_CHILDREN
    | ROWS_OF_MEMBERS
    | {
        "provisionedApplications.create/v2-created": Row(lambda li: li.provisioning.create(BLUEBIRD), CHILD),
        "provisionedApplications.create/v2-known-id": Row(
            lambda li: li.provisioning.create(BLUEBIRD), errors.Conflict
        ),
        "provisionedApplications.find/v2-known": Row(lambda li: li.provisioning.find("tenant-7c1f"), CHILD),
        "provisionedApplications.partial_update/v2-domains": Row(
            lambda li: li.provisioning.update(
                CHILD.key, valid_js_sdk_domains=["https://acorn.example", "http://localhost:5000"]
            ),
            None,
        ),
        "integrations.batch_partial_update/v2-name": Row(
            lambda li: li.integrations.name([ONE_CLICK], "Acorn ATS (Bluebird Foods)"), stored(ONE_CLICK)
        ),
        "integrations.batch_partial_update/rest-name": Row(
            lambda li: li.integrations.name([ONE_CLICK], "Acorn ATS (Bluebird Foods)"), stored(ONE_CLICK)
        ),
        "integrations.batch_get/v2-enabled": Row(
            lambda li: li.integrations.get([ONE_CLICK]), {ONE_CLICK: ENABLED}
        ),
        "integrations.batch_get/rest-enabled": Row(
            lambda li: li.integrations.get([ONE_CLICK]), {ONE_CLICK: ENABLED}
        ),
        "integrations.request/v2-status-change": Row(_status_change, [ENABLED]),
        "integrations.request/rest-status-change": Row(_status_change, [ENABLED]),
        "configurations.batch_update/v2-callback": Row(
            lambda li: li.configurations.put(
                ONE_CLICK, {"CALLBACK_URL": CALLBACK, "JOB_POSTING_VIEWERS": "ALL_PRODUCT_USERS"}
            ),
            stored("CALLBACK_URL", "JOB_POSTING_VIEWERS"),
        ),
        "configurations.batch_get/v2-callback": Row(
            lambda li: li.configurations.get(ONE_CLICK, ["CALLBACK_URL"]), {"CALLBACK_URL": CALLBACK}
        ),
        "configurations.batch_delete/v2-viewers": Row(
            lambda li: li.configurations.delete(ONE_CLICK, ["JOB_POSTING_VIEWERS"]),
            stored("JOB_POSTING_VIEWERS"),
        ),
        "configurations.batch_update/rest-callback": Row(
            lambda li: li.configurations.put(ONE_CLICK, {"CALLBACK_URL": CALLBACK}), stored("CALLBACK_URL")
        ),
        "configurations.batch_get/rest-callback": Row(
            lambda li: li.configurations.get(ONE_CLICK, ["CALLBACK_URL"]), {"CALLBACK_URL": CALLBACK}
        ),
        "configurations.batch_delete/rest-callback": Row(
            lambda li: li.configurations.delete(ONE_CLICK, ["CALLBACK_URL"]), stored("CALLBACK_URL")
        ),
        "jobs.batch_create/v2-listed": Row(lambda li: li.jobs.upsert([WELDER]), [ACCEPTED]),
        "jobs.batch_create/v2-closed": Row(
            lambda li: li.jobs.upsert([replace(WELDER, state=JobState.CLOSED)]), [ACCEPTED]
        ),
        "jobs.batch_create/v2-operation": Row(lambda li: li.jobs.upsert([WITH_OPERATION]), [ACCEPTED]),
        "jobs.batch_create/v2-one-refused": Row(
            lambda li: li.jobs.upsert([WELDER, replace(WELDER, external_id="REQ-4412", title="")]),
            [
                ACCEPTED,
                JobOutcome(
                    external_id="REQ-4412",
                    ok=False,
                    error=RecordError(422, 'ERROR :: /title :: length of "" is out of range 1..200'),
                ),
            ],
        ),
        "jobs.tasks/v2-succeeded": Row(lambda li: li.jobs.tasks([TASK]), {TASK: DONE}),
        "jobs.tasks/v2-in-progress": Row(
            lambda li: li.jobs.tasks([TASK]),
            {TASK: JobTask(urn=TASK, status="IN_PROGRESS", external_id="REQ-4411")},
        ),
        "jobs.tasks/v2-failed": Row(
            lambda li: li.jobs.tasks([TASK]),
            {
                TASK: JobTask(
                    urn=TASK,
                    status="FAILED",
                    external_id="REQ-4411",
                    error_message="Duplicate partner job identifier: REQ-4411",
                )
            },
        ),
        "jobs.tasks/v2-forgotten": Row(
            lambda li: li.jobs.tasks([FORGOTTEN]),
            {
                FORGOTTEN: JobTask(
                    urn=FORGOTTEN, status="", error_message="LinkedIn does not know this task (any more)"
                )
            },
        ),
        "jobs.tasks/rest-succeeded": Row(lambda li: li.jobs.tasks([TASK]), {TASK: DONE}),
        "jobs.batch_update/rest-listed": Row(
            lambda li: li.jobs.upsert([REQUISITION]), [JobOutcome(external_id="REQ-4411", ok=True)]
        ),
        "candidates.batch_update/v2-one": Row(lambda li: li.candidates.upsert([NOOR]), stored("cand-7f31")),
        "candidates.batch_update/v2-one-refused": Row(
            lambda li: li.candidates.upsert([NOOR, NAMELESS]),
            BatchResult(results={"cand-7f31": 204}, errors={"cand-7f32": NAMELESS_ERROR}),
        ),
        "candidates.batch_update/v2-whole-batch-refused": Row(
            lambda li: li.candidates.upsert([NOOR, NAMELESS]), errors.Invalid
        ),
        "candidates.batch_update/v2-person-instead-of-email": Row(
            lambda li: li.candidates.upsert([ATTACHED]), stored("cand-7f33")
        ),
        "candidates.batch_update/v2-reserved-characters": Row(
            lambda li: li.candidates.upsert([ADA_QUIST]), stored(ODD_ID)
        ),
        "candidates.batch_update/rest-one": Row(lambda li: li.candidates.upsert([NOOR]), stored("cand-7f31")),
        "candidates.batch_update/rest-reserved-characters": Row(
            lambda li: li.candidates.upsert([ADA_QUIST]), stored(ODD_ID)
        ),
        "candidates.batch_get/v2-matches": Row(
            _matches, {"cand-7f31": CandidateMatch(matched=("urn:li:person:dEm0aa01",), manual=ODILE_URN)}
        ),
        "candidates.batch_get/v2-no-match": Row(_matches, {"cand-7f31": CandidateMatch()}),
        "candidates.batch_get/v2-unknown": Row(lambda li: li.candidates.matches(["cand-0000"]), {}),
        "candidates.batch_get/rest-matches": Row(
            _matches, {"cand-7f31": CandidateMatch(matched=("urn:li:person:dEm0aa01",))}
        ),
        "candidates.batch_partial_update/v2-attach": Row(
            lambda li: li.candidates.attach({"cand-7f31": ODILE_URN}), stored("cand-7f31")
        ),
        "candidates.batch_partial_update/v2-detach": Row(
            lambda li: li.candidates.attach({"cand-7f31": None}), stored("cand-7f31")
        ),
        "candidates.batch_partial_update/v2-unknown": Row(
            lambda li: li.candidates.attach({"cand-0000": ODILE_URN}),
            BatchResult(errors={"cand-0000": NOT_FOUND}),
        ),
        "candidates.batch_delete/v2-one": Row(
            lambda li: li.candidates.delete(["cand-7f31"]), stored("cand-7f31")
        ),
        "candidates.batch_delete/v2-unknown": Row(
            lambda li: li.candidates.delete(["cand-0000"]), BatchResult(errors={"cand-0000": NOT_FOUND})
        ),
        "candidates.batch_delete/rest-one": Row(
            lambda li: li.candidates.delete(["cand-7f31"]), stored("cand-7f31")
        ),
        "applications.batch_update/v2-one": Row(
            lambda li: li.applications.upsert([APPLICATION]), stored("app-9001")
        ),
        "applications.batch_update/v2-refused": Row(
            lambda li: li.applications.upsert([replace(APPLICATION, modified_at=at(1767600000))]),
            BatchResult(
                errors={
                    "app-9001": RecordError(
                        422, "ERROR :: /atsLastModifiedAt :: must not be before atsCreatedAt"
                    )
                }
            ),
        ),
        "applications.batch_update/rest-one": Row(
            lambda li: li.applications.upsert([APPLICATION]), stored("app-9001")
        ),
        "applications.batch_delete/v2-one": Row(
            lambda li: li.applications.delete(["app-9001"]), stored("app-9001")
        ),
        "applications.batch_delete/rest-one": Row(
            lambda li: li.applications.delete(["app-9001"]), stored("app-9001")
        ),
        "stages.batch_update/v2-two": Row(
            lambda li: li.stages.upsert([REVIEW, TRIAL]), stored(REVIEW.key, TRIAL.key)
        ),
        "stages.batch_update/v2-not-available": Row(
            lambda li: li.stages.upsert([replace(TRIAL, stage_id="st-3", name="Not Available")]),
            BatchResult(
                errors={
                    ("app-9001", "st-3"): RecordError(422, 'ERROR :: /stage :: must not be "Not Available"')
                }
            ),
        ),
        "stages.batch_update/rest-two-applications": Row(
            lambda li: li.stages.upsert([REVIEW, replace(TRIAL, application_id="app-9002")]),
            stored(("app-9001", "st-1"), ("app-9002", "st-2")),
        ),
        "stages.batch_delete/v2-two": Row(
            lambda li: li.stages.delete([REVIEW.key, TRIAL.key]), stored(REVIEW.key, TRIAL.key)
        ),
        "stages.batch_delete/rest-one": Row(lambda li: li.stages.delete([REVIEW.key]), stored(REVIEW.key)),
        "entityAcls.batch_update/v2-one": Row(lambda li: li.acls.put([ACL]), stored(ACL)),
        "entityAcls.batch_update/rest-one": Row(lambda li: li.acls.put([ACL]), stored(ACL)),
        "entityAcls.batch_delete/v2-one": Row(lambda li: li.acls.delete([ACL]), stored(ACL)),
        "entityAcls.batch_delete/rest-one": Row(lambda li: li.acls.delete([ACL]), stored(ACL)),
        "entityAcls.criteria/v2-of-a-job": Row(lambda li: li.acls.find("REQ-4411"), [ACL]),
        "entityAcls.criteria/rest-of-a-job": Row(lambda li: li.acls.find("REQ-4411"), [ACL]),
        "entityAclAssignees.batch_update/v2-one": Row(
            lambda li: li.assignees.put([ASSIGNEE]), stored(ASSIGNEE)
        ),
        "entityAclAssignees.batch_update/rest-one": Row(
            lambda li: li.assignees.put([ASSIGNEE]), stored(ASSIGNEE)
        ),
        "entityAclAssignees.batch_delete/v2-one": Row(
            lambda li: li.assignees.delete([ASSIGNEE]), stored(ASSIGNEE)
        ),
        "entityAclAssignees.batch_delete/rest-one": Row(
            lambda li: li.assignees.delete([ASSIGNEE]), stored(ASSIGNEE)
        ),
        "entityAclAssignees.criteria/v2-of-a-person": Row(
            lambda li: li.assignees.find(RECRUITER), [ASSIGNEE]
        ),
        "entityAclAssignees.criteria/rest-of-a-person": Row(
            lambda li: li.assignees.find(RECRUITER), [ASSIGNEE]
        ),
        "exportedCandidates.request/v2-one": Row(_exports, [ODILE]),
        "exportedCandidates.request/v2-typed-email-and-seat": Row(
            _exports,
            [
                replace(
                    ODILE,
                    email_addresses=("odile@example.org",),
                    recruiter=Recruiter(seat_urn="urn:li:seat:55501"),
                    notes="Met at the fair.",
                )
            ],
        ),
        "exportedCandidates.request/v2-enhanced": Row(
            _exports, [replace(ODILE, recruiter=Recruiter(person_urn=RECRUITER))]
        ),
        "exportedCandidates.request/v2-expired": Row(lambda li: li.exports.by_request("req-0000-0000"), []),
        "exportedCandidates.request/v2-nothing": Row(lambda li: li.exports.by_request("req-0000-0000"), []),
        "exportedCandidates.request/rest-one": Row(_exports, [ODILE]),
        "seats.attributes/v2-active": Row(lambda li: li.seats.all(CONTRACT), [SEAT]),
        "seats.attributes/rest-active": Row(lambda li: li.seats.all(CONTRACT), [SEAT]),
        "exportedCandidates.closed/v2-one": Row(_closed, [[CLOSED]]),
        "exportedCandidates.closed/rest-one": Row(_closed, [[CLOSED]]),
        "conversationEvents.criteria/v2-two-messages": Row(_inmail, [[WRITTEN, ANSWERED]]),
        "conversationEvents.criteria/rest-two-messages": Row(_inmail, [[WRITTEN, ANSWERED]]),
        "mailStubs.contract/v2-one": Row(_stubs, [[SHARED]]),
        "mailStubs.contract/rest-one": Row(_stubs, [[SHARED]]),
        "prospectNotes.criteria/v2-one": Row(partial(_notes, owners=[ROSAS_SEAT]), [[NOTED]]),
        "prospectNotes.criteria/rest-one": Row(partial(_notes, owners=[ROSAS_SEAT]), [[NOTED]]),
        "prospectNotes.criteria/v2-deleted": Row(_notes, [[UNNOTED]]),
        "prospectNotes.criteria/rest-deleted": Row(_notes, [[UNNOTED]]),
        "errors/v2-token-expired": Row(_exports, errors.Unauthorized),
        "errors/v2-forbidden": Row(_exports, errors.Forbidden),
        "errors/rest-version-not-active": Row(_exports, errors.VersionRefused),
        "errors/v2-throttled-minute": Row(_exports, errors.Throttled),
        "errors/v2-throttled-day": Row(_exports, errors.Throttled),
        "errors/v2-server-failed": Row(_exports, errors.ServerFailed),
        "errors/v2-unavailable-without-json": Row(_exports, errors.ServerFailed),
    }
)


def dialects_of(generation: str) -> Dialects:
    return Dialects.all(Generation(generation))
