"""What hangs on a candidate or an application? Stages, notes and interview feedback, all kept in one way.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-stages
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-notes
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-interview-feedback
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world.ground.bulk import Columns, delete_by, rows_by, upsert_rows
from linkedin_sandbox.world.ground.fields import APPLICATION_NOTE, CANDIDATE_NOTE, INTERVIEW_FEEDBACK, STAGE
from linkedin_sandbox.world.ground.keys import below, record_key
from linkedin_sandbox.world.ground.records import V2_NAMES, Names, Problems, Sent, missing, not_found, stops
from linkedin_sandbox.world.ground.validation import Field, first_problem, under_main_names
from linkedin_sandbox.world.models import (
    Application,
    ApplicationNote,
    AtsApplication,
    AtsCandidate,
    AtsStage,
    CandidateNote,
    InterviewFeedback,
)
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

Record = dict[str, Any]
_NOT_A_STAGE = "Not Available"


@dataclass(frozen=True)
class Family:
    """One kind of record below a ``parent``; ``link`` is the column that says below which."""

    model: type[AtsStage | CandidateNote | ApplicationNote | InterviewFeedback]
    parent: type[AtsApplication | AtsCandidate]
    link: str
    fields: tuple[Field, ...]
    columns: Callable[[Record, int], Columns | RecordError]


def _stage_columns(record: Record, _now: int) -> Columns | RecordError:
    name = str(record["stage"])
    if name.strip() == _NOT_A_STAGE:
        return invalid("stage", f'"{_NOT_A_STAGE}" is not a stage', rule="23")
    return {"name": name, "entered_at": record["atsCreatedAt"]}


def _writing_columns(record: Record, now: int) -> Columns:
    return {"written_at": record.get("atsCreatedAt"), "record": record, "changed_at": now}


STAGES = Family(AtsStage, AtsApplication, "application_key", STAGE, _stage_columns)
CANDIDATE_NOTES = Family(CandidateNote, AtsCandidate, "candidate_key", CANDIDATE_NOTE, _writing_columns)
APPLICATION_NOTES = Family(
    ApplicationNote, AtsApplication, "application_key", APPLICATION_NOTE, _writing_columns
)
FEEDBACK = Family(InterviewFeedback, AtsApplication, "application_key", INTERVIEW_FEEDBACK, _writing_columns)
OF_A_CANDIDATE = (CANDIDATE_NOTES,)
OF_AN_APPLICATION = (STAGES, APPLICATION_NOTES, FEEDBACK)


def upsert_below(
    family: Family, application: Application, batch: list[Sent], *, names: Names = V2_NAMES
) -> Problems:
    """``ids`` of each: the parent's id and the record's own. An unknown parent: 404, by the switch (rule 32)."""
    parents = [record_key(application.id, sent.context, sent.ids[0]) for sent in batch]
    make_row = _row_maker(family, names)
    problems: Problems = {}
    rows = []
    with transaction.atomic():
        orphans = _unknown(family, parents)
        for index, (parent, sent) in enumerate(zip(parents, batch, strict=True)):
            row = not_found(rule="32") if parent in orphans else make_row(parent, sent)
            if isinstance(row, RecordError):
                problems[index] = row
            else:
                rows.append(row)
        if not stops(problems):
            upsert_rows(family.model, rows)
    return problems


def _unknown(family: Family, parents: list[str]) -> set[str]:
    if not switch("parent_check"):
        return set()
    wanted = set(parents)
    return wanted - {key for (key,) in rows_by(family.parent, "key", wanted, "key")}


def _row_maker(family: Family, names: Names) -> Callable[[str, Sent], Columns | RecordError]:
    """What makes a row of a record, with all that holds for the whole batch found out once."""
    fields = [field.renamed(names.wire) for field in family.fields] if names.wire else family.fields
    known = {field.name for field in fields} | {field.also for field in fields}
    reject_unknown, now = switch("unknown_fields") == "reject", clock.now_ms()

    def row(parent: str, sent: Sent) -> Columns | RecordError:
        problem = first_problem(sent.record, fields, reject_unknown=reject_unknown)
        if problem:
            return problem
        taken = {name: value for name, value in sent.record.items() if name in known}
        record = under_main_names(names.from_wire(taken), family.fields)
        columns = family.columns(record, now)
        if isinstance(columns, RecordError):
            return columns
        return {"key": below(parent, sent.ids[1]), family.link: parent, "id": sent.ids[1], **columns}

    return row


def delete_below(family: Family, application: Application, batch: list[Sent]) -> Problems:
    keys = [below(record_key(application.id, sent.context, sent.ids[0]), sent.ids[1]) for sent in batch]
    with transaction.atomic():
        known = {key for (key,) in rows_by(family.model, "key", keys, "key")}
        delete_by(family.model, "key", keys)
    return missing(keys, known)


def delete_of_parents(families: Iterable[Family], parents: list[str]) -> None:
    """What goes when its parent goes (rule 34)."""
    for family in families:
        delete_by(family.model, family.link, parents)
