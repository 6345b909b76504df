"""Jobs on the wire: postings with their tasks, and requisitions.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/create-jobs
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from linkedin_sandbox.faults.store import take_fault
from linkedin_sandbox.restli import keys
from linkedin_sandbox.restli.errors import RecordError, WireRefusal, not_understood
from linkedin_sandbox.settings import ADDRESS
from linkedin_sandbox.wire.answers import Answer
from linkedin_sandbox.wire.batches import MOST_RECORDS, Shape, batch_read, batch_write, refuse_foreign_context
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.jobs import posting_status, postings
from linkedin_sandbox.world.jobs.promotion import is_promoted
from linkedin_sandbox.world.steering import limits

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call
    from linkedin_sandbox.world.ground.records import Problems, Sent
    from linkedin_sandbox.world.models import JobTask

REQUISITION = Shape(
    parts=("externalJobRequisitionId", "integrationContext"), ids=("externalJobRequisitionId",)
)


def _create(call: Call) -> Answer:
    records = call.json_body().get("elements")
    if not isinstance(records, list) or not records:
        raise not_understood("The request body has no 'elements'", rule="17")
    if not all(isinstance(record, dict) for record in records):
        raise not_understood("An element is not an object", rule="17")
    limits.take(call.caller.client_id, call.resource, records=len(records))
    if len(records) > MOST_RECORDS:
        raise not_understood(
            f"The request batch size: {len(records)} is larger than the allowed max batch size: "
            f"{MOST_RECORDS} for method: batch_create"
        )
    _take_premium(call, records)
    _refuse_mixed_operations(call, records)
    answers = postings.create_postings(
        call.application, [_with_context(call, record) for record in records], generation=call.generation
    )
    answers = _with_fault(call, records, answers)
    refused = postings.refusing_all(answers)
    if refused:
        raise WireRefusal(refused.status, refused.message, rule=refused.rule)
    refusals = tuple(answer for answer in answers if isinstance(answer, RecordError))
    return Answer(200, {"elements": [_element(answer) for answer in answers]}, problems=refusals)


def _take_premium(call: Call, records: list[dict[str, Any]]) -> None:
    """Promoted listings have throttles of their own (rule 42)."""
    promoted = sum(is_promoted(record) for record in records)
    if promoted:
        limits.take_premium(call.caller.client_id, records=promoted)


def _refuse_mixed_operations(call: Call, records: list[dict[str, Any]]) -> None:
    """The versioned API wants one operation for the whole request."""
    operations = {str(record.get("jobPostingOperationType")) for record in records}
    if call.generation == "rest" and len(operations) > 1:
        raise not_understood("All elements of a request must have the same jobPostingOperationType")


def _with_context(call: Call, record: dict[str, Any]) -> dict[str, Any]:
    """Whose job it is: as it says, or, when it names its company in words only, the application's customer's."""
    name = "company" if call.generation == "rest" else "integrationContext"
    context = record.get(name)
    if isinstance(context, str):
        refuse_foreign_context(call, context)
        return record
    if record.get("companyName") or record.get("companyPageUrl"):
        return record | {name: f"urn:li:organization:{call.application.organization_id}"}
    return record


def _with_fault(
    call: Call, records: list[dict[str, Any]], answers: list[JobTask | RecordError]
) -> list[JobTask | RecordError]:
    fault = take_fault("per_key", call.resource)
    if fault is None:
        return answers
    match = str(fault.details.get("match", ""))
    error = RecordError(int(fault.details.get("status", 500)), "A fault of the sandbox", rule="44")
    return [
        error if match in str(record.get("externalJobPostingId")) else answer
        for record, answer in zip(records, answers, strict=True)
    ]


def _element(answer: JobTask | RecordError) -> dict[str, Any]:
    if isinstance(answer, RecordError):
        return {"status": answer.status, "error": answer.body()}
    return {
        "status": 202,
        "id": answer.urn,
        "location": f"/simpleJobPostings/{quote(answer.urn, safe='')}",
    }


def _tasks(call: Call) -> Answer:
    asked = _plain_keys(call, "tasks")
    found = postings.get_tasks(call.application, asked)
    return _by_key(call, asked, found, RecordError(404, "Task not found", rule="38"))


def _statuses(call: Call) -> Answer:
    asked = _plain_keys(call, "jobs")
    found = posting_status.statuses_of(call.application, asked, links=ADDRESS)
    return _by_key(call, asked, found, RecordError(404, "Job not found"))


def _plain_keys(call: Call, what: str) -> list[str]:
    asked = list(dict.fromkeys(key for key in keys.parse_ids(call.pairs).keys if isinstance(key, str)))
    limits.take(call.caller.client_id, call.resource, records=0)
    if not asked or len(asked) > MOST_RECORDS:
        raise not_understood(f"Between 1 and {MOST_RECORDS} {what} can be asked for, not {len(asked)}")
    return asked


def _by_key(call: Call, asked: list[str], found: dict[str, dict[str, Any]], missing: RecordError) -> Answer:
    texts = {key: keys.write_key(key, protocol=call.protocol) for key in asked}
    return Answer(
        200,
        {
            "results": {texts[key]: record for key, record in found.items()},
            "statuses": {texts[key]: 200 if key in found else missing.status for key in asked},
            "errors": {texts[key]: missing.body() for key in asked if key not in found},
        },
    )


def _task(call: Call) -> Answer:
    found = postings.get_tasks(call.application, [call.entity])
    if call.entity not in found:
        raise WireRefusal(404, "Task not found", rule="38")
    return Answer(200, found[call.entity])


def _upsert(call: Call, sent: list[Sent]) -> Problems:
    return postings.upsert_requisitions(call.application, sent, version=int(call.version[:6] or 0))


def _get(call: Call, sent: list[Sent]) -> tuple[dict[int, dict[str, Any]], Problems]:
    return postings.get_requisitions(call.application, sent)


_TASK_METHODS = {"batch_get": _tasks, "get": _task}

RESOURCES = (
    Resource("v2", "simpleJobPostings", {"batch_create": _create}),
    Resource("v2", "simpleJobPostingTasks", _TASK_METHODS),
    Resource("v2", "jobPostingStatus", {"batch_get": _statuses}),
    Resource("rest", "jobPostingStatus", {"batch_get": _statuses}, since=202501),
    Resource("rest", "simpleJobPostings", {"batch_create": _create}, since=202501),
    Resource("rest", "simpleJobPostingTasks", _TASK_METHODS, since=202501),
    Resource(
        "rest",
        "jobRequisitions",
        {"batch_update": batch_write(REQUISITION, _upsert), "batch_get": batch_read(REQUISITION, _get)},
        since=202504,
    ),
)
