"""Which files belong to an application or a candidate? Attachments; the file behind each is in ``media``.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-attachments?view=li-lts-2025-04
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world.ground.bulk import Columns, delete_by, rows_by, upsert_rows
from linkedin_sandbox.world.ground.fields import ATTACHMENT, RESUME
from linkedin_sandbox.world.ground.keys import below, record_key
from linkedin_sandbox.world.ground.records import Problems, Sent, missing, not_found, stops
from linkedin_sandbox.world.ground.validation import MISSING, Field, first_problem, under_main_names
from linkedin_sandbox.world.models import Application, AtsApplication, AtsAttachment, AtsCandidate
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch
from linkedin_sandbox.world.synced import media

APPLICATION_ENTITY, CANDIDATE_ENTITY = "APPLICATION", "CANDIDATE"
_PARENTS: dict[str, type[AtsApplication | AtsCandidate]] = {
    APPLICATION_ENTITY: AtsApplication,
    CANDIDATE_ENTITY: AtsCandidate,
}
_TYPES = ("RESUME",)
# What the reference to the uploaded file is called could not be read: the likely names are all taken.
_MEDIA_NAMES = (
    "mediaUrn",
    "media",
    "attachmentUrn",
    "resumeUrn",
    "fileUrn",
    "resume",
    "file",
    "mediaReference",
)

# The ids of an attachment's key are (entity type, attachment type, id of the entity, id of the attachment).


def upsert_attachments(application: Application, batch: list[Sent], *, generation: str) -> Problems:
    """Create or replace; the parent must be known (rule 32), and so must the file."""
    records = [_with_media(sent.record) for sent in batch]
    parents = [_parent_key(application, sent) for sent in batch]
    fields = RESUME if generation == "v2" else ATTACHMENT
    with transaction.atomic():
        problems = _problems_of_parents(batch, parents)
        for index, (sent, record) in enumerate(zip(batch, records, strict=True)):
            problem = problems.get(index) or _problem_of_key(sent) or _problem_of(record, fields)
            if problem:
                problems[index] = problem
        urns = {
            index: one["mediaUrn"]
            for index, one in enumerate(records)
            if index not in problems and one.get("mediaUrn")
        }
        problems |= media.refuse_unknown(application, urns)
        if not stops(problems):
            good = [index for index in range(len(batch)) if index not in problems]
            _store(
                [
                    _row(parents[index], batch[index], under_main_names(records[index], fields))
                    for index in good
                ]
            )
    return problems


def _parent_key(application: Application, sent: Sent) -> str:
    return record_key(application.id, sent.context, sent.ids[2])


def _key(parent: str, sent: Sent) -> str:
    entity, type_, _parent, id_ = sent.ids
    return below(parent, entity, type_, id_)


def _with_media(record: dict[str, Any]) -> dict[str, Any]:
    """The record with the reference to the file under one name."""
    given = next((record[name] for name in _MEDIA_NAMES if record.get(name) is not None), None)
    return {name: value for name, value in record.items() if name not in _MEDIA_NAMES} | {"mediaUrn": given}


def _problems_of_parents(batch: list[Sent], parents: list[str]) -> Problems:
    if not switch("parent_check"):
        return {}
    problems: Problems = {}
    for entity, model in _PARENTS.items():
        wanted = {index: key for index, key in enumerate(parents) if batch[index].ids[0] == entity}
        if wanted:
            known = {key for (key,) in rows_by(model, "key", set(wanted.values()), "key")}
            problems |= {index: not_found(rule="32") for index, key in wanted.items() if key not in known}
    return problems


def _problem_of_key(sent: Sent) -> RecordError | None:
    entity, type_, _parent, _id = sent.ids
    if entity not in _PARENTS:
        return invalid("externalReferenceEntityType", f'"{entity}" is not an enum symbol')
    return None if type_ in _TYPES else invalid("attachmentType", f'"{type_}" is not an enum symbol')


def _problem_of(record: dict[str, Any], fields: tuple[Field, ...]) -> RecordError | None:
    problem = first_problem(record, fields, reject_unknown=switch("unknown_fields") == "reject")
    if problem is None and record.get("mediaUrn") is None and switch("media_reference") == "required":
        return invalid("mediaUrn", MISSING)
    return problem


def _row(parent: str, sent: Sent, record: dict[str, Any]) -> Columns:
    entity, type_, _parent, id_ = sent.ids
    return {
        "key": _key(parent, sent),
        "entity": entity,
        "parent_key": parent,
        "id": id_,
        "type": type_,
        "media_id": media.id_of(record.get("mediaUrn") or ""),
        "record": record,
        "changed_at": clock.now_ms(),
    }


def _store(rows: list[Columns]) -> None:
    keys = [str(row["key"]) for row in rows]
    before = {media_id for (media_id,) in rows_by(AtsAttachment, "key", keys, "media_id")}
    upsert_rows(AtsAttachment, rows)
    if left := before - {str(row["media_id"]) for row in rows}:
        media.forget_unreferenced(left)


def delete_attachments(application: Application, batch: list[Sent]) -> Problems:
    keys = [_key(_parent_key(application, sent), sent) for sent in batch]
    with transaction.atomic():
        known = dict(rows_by(AtsAttachment, "key", keys, "key", "media_id"))
        delete_by(AtsAttachment, "key", keys)
        media.forget_unreferenced(set(known.values()))
    return missing(keys, set(known))


def delete_attachments_of(entity: str, parents: list[str]) -> None:
    """They go with the application or the candidate (rule 34), and their files with them."""
    rows = AtsAttachment.objects.filter(parent_key__in=parents, entity=entity)
    named = set(rows.values_list("media_id", flat=True))
    rows.delete()
    if named:
        media.forget_unreferenced(named)
