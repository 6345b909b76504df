"""What becomes of a job that an ATS sends? A posting waits in a task, a requisition is there at once.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/create-jobs
"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from linkedin_sandbox.restli.errors import RecordError, invalid, invalid_batch
from linkedin_sandbox.world.ground.bulk import replace_rows
from linkedin_sandbox.world.ground.keys import record_key
from linkedin_sandbox.world.ground.records import Problems, Sent, not_found, stops
from linkedin_sandbox.world.ground.validation import Field, first_problem
from linkedin_sandbox.world.jobs import jobs
from linkedin_sandbox.world.jobs.job_checks import is_closing, problem_of_record, problem_of_workplaces
from linkedin_sandbox.world.jobs.job_fields import Form, fields_of, form_of
from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.jobs.promotion import Slots, contract_number, is_promoted, problem_of_promotion
from linkedin_sandbox.world.models import Application, AtsJob, JobPosting, JobTask
from linkedin_sandbox.world.steering import clock, transitions
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from collections.abc import Iterable

_BAD_REQUEST = 400
_HOUR = 3_600_000


def create_postings(
    application: Application, records: list[dict[str, Any]], *, generation: str
) -> list[JobTask | RecordError]:
    """One task per accepted record, in the order of the request."""
    settle_due_tasks()
    ids = Counter(str(record.get("externalJobPostingId")) for record in records)
    now = clock.now_ms()
    read = [
        _read(
            application,
            record,
            form_of(record, generation=generation),
            is_twice=ids[str(record.get("externalJobPostingId"))] > 1,
            now=now,
        )
        for record in records
    ]
    there = _There.of(application, [task for task in read if isinstance(task, JobTask)], now=now)
    answers = [there.problem_of(one) or one if isinstance(one, JobTask) else one for one in read]
    if refusing_all(answers) is None:
        replace_rows([answer for answer in answers if isinstance(answer, JobTask)])
    return answers


def refusing_all(answers: list[JobTask | RecordError]) -> RecordError | None:
    """The problem of one record for which LinkedIn refuses the whole call, if the switches say so."""
    problems = {index: one for index, one in enumerate(answers) if isinstance(one, RecordError)}
    if switch("job_bad_request") == "call":
        bad = next((one for one in problems.values() if one.status == _BAD_REQUEST), None)
        if bad is not None:
            return bad
    if stops(problems):
        return invalid_batch({f"Index: {index}": one for index, one in problems.items()})
    return None


def _read(
    application: Application, record: dict[str, Any], form: Form, *, is_twice: bool, now: int
) -> JobTask | RecordError:
    problem = problem_of_record(record, form, now=now)
    if problem:
        return problem
    if is_twice:
        return invalid("externalJobPostingId", "the same job is in the request more than once")
    known = {field.name for field in fields_of(form)}
    kept = {name: value for name, value in record.items() if name in known and value is not None}
    context = str(kept.pop("company", None) or kept.get("integrationContext") or "")
    return _task(application, kept | {"integrationContext": context}, form, now=now)


def _task(application: Application, record: dict[str, Any], form: Form, *, now: int) -> JobTask:
    wait = transitions.job_task()
    external_id = str(record["externalJobPostingId"])
    is_premium = is_promoted(record) and not is_closing(record)
    return JobTask(
        urn=f"urn:li:simpleJobPostingTask:{uuid.uuid4()}",
        application_id=application.id,
        job_key=record_key(application.id, str(record["integrationContext"]), external_id),
        external_id=external_id,
        record=record,
        form=form,
        operation=str(record.get("jobPostingOperationType") or ""),
        contract_id=contract_number(record) if is_premium else None,
        created_at=now,
        due_at=now + wait.milliseconds,
        looks_left=wait.looks,
    )


@dataclass(frozen=True)
class _There:
    """What is there already and decides whether a job of this batch can be taken."""

    application: Application
    open_keys: set[str]
    slots: Slots

    @classmethod
    def of(cls, application: Application, tasks: list[JobTask], *, now: int) -> Self:
        closing = [task.job_key for task in tasks if task.operation == "CLOSE"]
        listed = JobPosting.objects.filter(key__in=closing, state="LISTED", expires_at__gt=now)
        return cls(
            application,
            open_keys=set(listed.values_list("key", flat=True)) if closing else set(),
            slots=Slots(application, now=now),
        )

    def problem_of(self, task: JobTask) -> RecordError | None:
        if task.operation == "CLOSE":
            is_open = task.job_key in self.open_keys
            return (
                None
                if is_open
                else RecordError(409, "The job is unknown or has been closed already", rule="36")
            )
        if not is_promoted(task.record) or is_closing(task.record):
            return None
        return problem_of_promotion(
            task.record, self.application, emails=self.slots.emails
        ) or self.slots.take(task.job_key)


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


def upsert_requisitions(application: Application, batch: list[Sent], *, version: int) -> Problems:
    """The body is known by analogy only, so little is refused."""
    now = clock.now_ms()
    fields = fields_of(Form.REQUISITION, version=version)
    known = {field.name for field in fields}
    problems: Problems = {}
    rows = []
    for index, sent in enumerate(batch):
        problem = _problem_of_requisition(sent.record, fields)
        if problem:
            problems[index] = problem
            continue
        record = {name: value for name, value in sent.record.items() if name in known}
        rows.append(_requisition_row(application, sent, jobs.as_kept(record), now=now))
    if not stops(problems):
        replace_rows(rows)
    return problems


def _problem_of_requisition(record: dict[str, Any], fields: tuple[Field, ...]) -> RecordError | None:
    return first_problem(
        record, fields, reject_unknown=switch("unknown_fields") == "reject"
    ) or problem_of_workplaces(record)


def _requisition_row(application: Application, sent: Sent, record: dict[str, Any], *, now: int) -> AtsJob:
    return jobs.job_row(
        application_id=application.id,
        key=record_key(application.id, sent.context, *sent.ids),
        context=sent.context,
        external_id=sent.ids[0],
        form=Form.REQUISITION,
        record=record,
        expires_at=record.get("expireAt"),
        now=now,
    )


def get_requisitions(
    application: Application, batch: list[Sent]
) -> tuple[dict[int, dict[str, Any]], Problems]:
    settle_due_tasks()
    keys = [record_key(application.id, sent.context, *sent.ids) for sent in batch]
    rows = AtsJob.objects.in_bulk(keys)
    found = {index: rows[key].record for index, key in enumerate(keys) if key in rows}
    return found, {index: not_found() for index, key in enumerate(keys) if key not in rows}
