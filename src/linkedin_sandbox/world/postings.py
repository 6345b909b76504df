"""What becomes of a job that an ATS sends? A posting waits in a task, a requisition is there at once.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/create-jobs
"""

from __future__ import annotations

import uuid
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db import transaction

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world import clock, jobs, transitions
from linkedin_sandbox.world.fields import JOB_POSTING, JOB_REQUISITION
from linkedin_sandbox.world.job_tasks import settle_due_tasks
from linkedin_sandbox.world.keys import record_key
from linkedin_sandbox.world.models import Application, AtsJob, JobTask
from linkedin_sandbox.world.records import Problems, Sent, not_found, stops
from linkedin_sandbox.world.switches import switch
from linkedin_sandbox.world.validation import MISSING, first_problem, is_web_address, under_main_names

if TYPE_CHECKING:
    from collections.abc import Iterable

_HOUR = 3_600_000


def create_postings(application: Application, records: list[dict[str, Any]]) -> list[JobTask | RecordError]:
    """One task per accepted record, in the order of the request."""
    settle_due_tasks()
    ids = Counter(str(record.get("externalJobPostingId")) for record in records)
    with transaction.atomic():
        answers = [
            _problem(application, record, is_twice=ids[str(record.get("externalJobPostingId"))] > 1)
            or _task(application, under_main_names(record, JOB_POSTING))
            for record in records
        ]
        tasks = [answer for answer in answers if isinstance(answer, JobTask)]
        if len(tasks) == len(answers) or switch("validation") != "whole_batch":
            JobTask.objects.bulk_create(tasks)
    return answers


def _problem(application: Application, record: dict[str, Any], *, is_twice: bool) -> RecordError | None:
    canonical = under_main_names(record, JOB_POSTING)
    problem = first_problem(
        canonical, JOB_POSTING, reject_unknown=switch("unknown_fields") == "reject"
    ) or _problem_of_form(canonical)
    if problem:
        return problem
    if is_twice:
        return invalid("externalJobPostingId", "the same job is in the request more than once")
    if canonical.get("jobPostingOperationType") == "CLOSE":
        return _cannot_close(application, canonical)
    return None


def _problem_of_form(record: dict[str, Any]) -> RecordError | None:
    if "state" not in record and "jobPostingOperationType" not in record:
        return invalid("jobPostingOperationType", MISSING)
    if "state" in record and "jobPostingOperationType" not in record and "availability" not in record:
        return invalid("availability", MISSING)
    if "location" not in record and not ("countryCode" in record and "postalCode" in record):
        return invalid("location", MISSING)
    if record["listedAt"] > clock.now_ms() + 60_000:
        return invalid("listedAt", "is in the future")
    return _bad_request(record)


def _bad_request(record: dict[str, Any]) -> RecordError | None:
    """What LinkedIn answers with 400 rather than 422."""
    if len(record.get("workplaceTypes") or ()) > 1:
        return RecordError(400, "Only one workplaceType is allowed")
    if not is_web_address(record["companyApplyUrl"]):
        return RecordError(400, f"companyApplyUrl {record['companyApplyUrl']} is not a valid URL")
    if not any(record.get(name) for name in ("integrationContext", "companyName", "companyPageUrl")):
        return RecordError(400, "At least one of company, companyPageUrl, companyName must be given")
    return None


def _cannot_close(application: Application, record: dict[str, Any]) -> RecordError | None:
    key = record_key(
        application.id, str(record.get("integrationContext", "")), record["externalJobPostingId"]
    )
    if AtsJob.objects.filter(key=key, state="LISTED").exists():
        return None
    return RecordError(409, "The job is unknown or has been closed already")


def _task(application: Application, record: dict[str, Any]) -> JobTask:
    now = clock.now_ms()
    wait = transitions.job_task()
    external_id = str(record["externalJobPostingId"])
    return JobTask(
        urn=f"urn:li:simpleJobPostingTask:{uuid.uuid4()}",
        application_id=application.id,
        job_key=record_key(application.id, str(record.get("integrationContext", "")), external_id),
        external_id=external_id,
        record=record,
        created_at=now,
        due_at=now + wait.milliseconds,
        looks_left=wait.looks,
    )


def get_tasks(application: Application, urns: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The tasks that still can be read, by URN; looking counts where a task waits for looks."""
    wanted = list(urns)
    oldest = clock.now_ms() - int(switch("task_life_hours")) * _HOUR
    rows = JobTask.objects.filter(urn__in=wanted, application_id=application.id, created_at__gt=oldest)
    transitions.count_looks(rows, "looks_left")
    settle_due_tasks()
    return {task.urn: _task_on_the_wire(task) for task in rows}


def _task_on_the_wire(task: JobTask) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "id": task.urn,
        "externalJobPostingId": task.external_id,
        "status": task.status,
    }
    if task.posting_id:
        answer["jobPosting"] = f"urn:li:jobPosting:{task.posting_id}"
    if task.error:
        answer["errorMessage"] = task.error
    return answer


def upsert_requisitions(application: Application, batch: list[Sent]) -> Problems:
    """The body is known by analogy only, so little is refused."""
    now = clock.now_ms()
    problems: Problems = {}
    rows = []
    for index, sent in enumerate(batch):
        record = {name: value for name, value in sent.record.items() if value is not None}
        problem = first_problem(record, JOB_REQUISITION, reject_unknown=switch("unknown_fields") == "reject")
        if problem is None and len(record.get("workplaceTypes") or ()) > 1:
            problem = RecordError(400, "Only one workplaceType is allowed")
        if problem:
            problems[index] = problem
            continue
        rows.append(
            jobs.job_row(
                application_id=application.id,
                key=record_key(application.id, sent.context, *sent.ids),
                context=sent.context,
                external_id=sent.ids[0],
                record=record,
                now=now,
            )
        )
    if not stops(problems):
        jobs.store_jobs(rows)
    return problems


def get_requisitions(
    application: Application, batch: list[Sent]
) -> tuple[dict[int, dict[str, Any]], Problems]:
    settle_due_tasks()
    keys = [record_key(application.id, sent.context, *sent.ids) for sent in batch]
    rows = AtsJob.objects.in_bulk(keys)
    found = {index: rows[key].record for index, key in enumerate(keys) if key in rows}
    return found, {index: not_found() for index, key in enumerate(keys) if key not in rows}
