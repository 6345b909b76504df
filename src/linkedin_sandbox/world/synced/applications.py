"""Who is considered for what? Applications; what hangs on them is in ``subrecords``.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-applications
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from linkedin_sandbox.restli.errors import RecordError
from linkedin_sandbox.world.ground.bulk import Columns, upsert_rows
from linkedin_sandbox.world.ground.fields import APPLICATION
from linkedin_sandbox.world.ground.keys import record_key
from linkedin_sandbox.world.ground.records import Problems, Sent, missing, not_found, stops
from linkedin_sandbox.world.ground.validation import first_problem, modified_before_created, under_main_names
from linkedin_sandbox.world.models import Application, AtsApplication
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch
from linkedin_sandbox.world.synced.attachments import APPLICATION_ENTITY, delete_attachments_of
from linkedin_sandbox.world.synced.subrecords import OF_AN_APPLICATION, delete_of_parents


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
    """The application and all that hangs on it (rule 34)."""
    keys = [record_key(application.id, sent.context, *sent.ids) for sent in batch]
    with transaction.atomic():
        known = set(AtsApplication.objects.filter(key__in=keys).values_list("key", flat=True))
        AtsApplication.objects.filter(key__in=keys).delete()
        delete_of_parents(OF_AN_APPLICATION, keys)
        delete_attachments_of(APPLICATION_ENTITY, keys)
    return missing(keys, known)
