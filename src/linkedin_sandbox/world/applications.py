"""Who is considered for what? Applications and the stages they have entered.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-applications
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-stages
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world import clock
from linkedin_sandbox.world.bulk import Columns, upsert_rows
from linkedin_sandbox.world.candidates import missing
from linkedin_sandbox.world.fields import APPLICATION, STAGE
from linkedin_sandbox.world.keys import below, record_key
from linkedin_sandbox.world.models import Application, AtsApplication, AtsStage
from linkedin_sandbox.world.records import Problems, Sent, not_found
from linkedin_sandbox.world.switches import switch
from linkedin_sandbox.world.validation import first_problem, modified_before_created, under_main_names

_NOT_A_STAGE = "Not Available"


def upsert_applications(application: Application, batch: list[Sent]) -> Problems:
    """Create or replace. The job and the candidate need not be known: the record carries their names (rule 33)."""
    now = clock.now_ms()
    problems: Problems = {}
    rows = []
    for index, sent in enumerate(batch):
        row = _application_row(application, sent, now=now)
        if isinstance(row, RecordError):
            problems[index] = row
        else:
            rows.append(row)
    if not stops(problems):
        with transaction.atomic():
            upsert_rows(AtsApplication, rows)
    return problems


def stops(problems: Problems) -> bool:
    """Does one bad record keep the whole batch out? Not documented (rule 16)."""
    return bool(problems) and switch("validation") == "whole_batch"


def _application_row(application: Application, sent: Sent, *, now: int) -> Columns | RecordError:
    record = under_main_names(sent.record, APPLICATION)
    problem = first_problem(
        record, APPLICATION, reject_unknown=switch("unknown_fields") == "reject"
    ) or modified_before_created(record, "atsCreatedAt", "atsLastModifiedAt")
    if problem:
        return problem
    return {
        "key": record_key(application.id, sent.context, *sent.ids),
        "application_id": application.id,
        "context": sent.context,
        "id": sent.ids[0],
        "candidate_key": record_key(application.id, sent.context, str(record.get("atsCandidateId", ""))),
        "job_key": record_key(application.id, sent.context, str(record["atsJobPostingId"])),
        "record": record,
        "changed_at": now,
    }


def get_applications(
    application: Application, batch: list[Sent]
) -> tuple[dict[int, dict[str, Any]], Problems]:
    keys = [record_key(application.id, sent.context, *sent.ids) for sent in batch]
    rows = AtsApplication.objects.in_bulk(keys)
    found = {index: rows[key].record for index, key in enumerate(keys) if key in rows}
    return found, {index: not_found() for index, key in enumerate(keys) if key not in rows}


def delete_applications(application: Application, batch: list[Sent]) -> Problems:
    """The application and the stages below it (rule 34)."""
    keys = [record_key(application.id, sent.context, *sent.ids) for sent in batch]
    with transaction.atomic():
        known = set(AtsApplication.objects.filter(key__in=keys).values_list("key", flat=True))
        AtsApplication.objects.filter(key__in=keys).delete()
        AtsStage.objects.filter(application_key__in=keys).delete()
    return missing(keys, known)


def upsert_stages(application: Application, batch: list[Sent]) -> Problems:
    """``ids`` of each: the application's id and the stage entry's. An unknown application: 404 (rule 32)."""
    parents = [record_key(application.id, sent.context, sent.ids[0]) for sent in batch]
    problems: Problems = {}
    rows = []
    with transaction.atomic():
        known = set(AtsApplication.objects.filter(key__in=set(parents)).values_list("key", flat=True))
        for index, (parent, sent) in enumerate(zip(parents, batch, strict=True)):
            if parent not in known and switch("parent_check"):
                problems[index] = not_found()
                continue
            row = _stage_row(parent, sent)
            if isinstance(row, RecordError):
                problems[index] = row
            else:
                rows.append(row)
        if not stops(problems):
            upsert_rows(AtsStage, rows)
    return problems


def _stage_row(parent: str, sent: Sent) -> Columns | RecordError:
    record = under_main_names(sent.record, STAGE)
    problem = first_problem(record, STAGE, reject_unknown=switch("unknown_fields") == "reject")
    if problem:
        return problem
    name = str(record["stage"])
    if name.strip() == _NOT_A_STAGE:
        return invalid("stage", f'"{_NOT_A_STAGE}" is not a stage')
    return {
        "key": below(parent, sent.ids[1]),
        "application_key": parent,
        "id": sent.ids[1],
        "name": name,
        "entered_at": record["atsCreatedAt"],
    }


def delete_stages(application: Application, batch: list[Sent]) -> Problems:
    keys = [below(record_key(application.id, sent.context, sent.ids[0]), sent.ids[1]) for sent in batch]
    with transaction.atomic():
        known = set(AtsStage.objects.filter(key__in=keys).values_list("key", flat=True))
        AtsStage.objects.filter(key__in=keys).delete()
    return missing(keys, known)
