"""What do ATSs tell about people? Candidates, replaced whole at every upsert, matched to members in LinkedIn's time.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world.ground.bulk import Columns, delete_by, insert_rows, rows_by, upsert_rows
from linkedin_sandbox.world.ground.fields import CANDIDATE
from linkedin_sandbox.world.ground.keys import record_key
from linkedin_sandbox.world.ground.records import Names, Problems, Sent, missing, not_found, stops
from linkedin_sandbox.world.ground.validation import Field, first_problem, modified_before_created
from linkedin_sandbox.world.models import (
    Application,
    AtsCandidate,
    CandidateTrace,
    Recognition,
    Unlinking,
)
from linkedin_sandbox.world.people import matching
from linkedin_sandbox.world.people.member_index import recognise_candidates
from linkedin_sandbox.world.people.person_urns import member_id_of, person_urn
from linkedin_sandbox.world.steering import clock, transitions
from linkedin_sandbox.world.steering.switches import switch
from linkedin_sandbox.world.synced.attachments import CANDIDATE_ENTITY, delete_attachments_of
from linkedin_sandbox.world.synced.subrecords import OF_A_CANDIDATE, delete_of_parents

_READ_ONLY = ("matchedMembers", "manualMatchedMember")


@dataclass(frozen=True)
class _Rules:
    """What holds for every record of one batch, found out once."""

    names: Names
    fields: tuple[Field, ...]
    reject_unknown: bool
    wait: transitions.Wait
    now: int

    @classmethod
    def of(cls, names: Names) -> _Rules:
        return cls(
            names=names,
            fields=tuple(field.renamed(names.wire) for field in CANDIDATE),
            reject_unknown=switch("unknown_fields") == "reject",
            wait=transitions.matching(),
            now=clock.now_ms(),
        )


def upsert_candidates(application: Application, batch: list[Sent], *, names: Names) -> Problems:
    """Create or replace; a field left out is gone, but a match is not (rule 28)."""
    keys = [record_key(application.id, sent.context, *sent.ids) for sent in batch]
    with transaction.atomic():
        known = dict(rows_by(AtsCandidate, "key", keys, "key", "manual_member_id"))
        rules = _Rules.of(names)
        problems: Problems = {}
        rows = []
        for index, (key, sent) in enumerate(zip(keys, batch, strict=True)):
            row = _row(application, sent, key=key, manual=known.get(key), rules=rules)
            if isinstance(row, RecordError):
                problems[index] = row
            else:
                rows.append(row)
        if not stops(problems):
            _store(application, rows, known=known)
    return problems


def _row(
    application: Application, sent: Sent, *, key: str, manual: int | None, rules: _Rules
) -> Columns | RecordError:
    names = rules.names
    problem = first_problem(
        sent.record, rules.fields, reject_unknown=rules.reject_unknown
    ) or modified_before_created(sent.record, names.of("atsCreatedAt"), names.of("atsLastModifiedAt"))
    if problem:
        return problem
    member = _manual_member(application, sent.record, kept=manual)
    if isinstance(member, RecordError):
        return member
    if not sent.record.get("emailAddresses") and member is None:
        return invalid(
            "emailAddresses", "an e-mail address is required unless a person URN is attached", rule="20"
        )
    record = names.from_wire(sent.record)
    return {
        "key": key,
        "application_id": application.id,
        "context": sent.context,
        "id": sent.ids[0],
        "record": {name: value for name, value in record.items() if name not in _READ_ONLY},
        "manual_member_id": member,
        "match_due_at": rules.now + rules.wait.milliseconds,
        "match_looks_left": rules.wait.looks,
        "changed_at": rules.now,
    }


def _manual_member(
    application: Application, record: dict[str, Any], *, kept: int | None
) -> int | RecordError | None:
    urn = record.get("manualMatchedMember")
    if urn is None:
        left_out = "manualMatchedMember" not in record
        return kept if left_out and switch("manual_match_on_omission") == "keep" else None
    member_id = member_id_of(urn, application.client_id)
    if member_id is None:
        return RecordError(404, f"Person {urn} is not known to this application", rule="inbound 0.5")
    return member_id


def _store(application: Application, rows: list[Columns], *, known: Collection[str]) -> None:
    # Not when matching is due: a match, once found, is never lost by an upsert.
    upsert_rows(AtsCandidate, rows, kept=("match_due_at", "match_looks_left"))
    _store_traces(application, [(str(row["key"]), row["record"]) for row in rows], known=known)


def _store_traces(
    application: Application, records: list[tuple[str, Any]], *, known: Collection[str]
) -> None:
    """Of whom is new or has other traces than before: most upserts of somebody known change none."""
    stored: dict[str, set[tuple[str, str]]] = {}
    columns = ("candidate_key", "kind", "value")
    for key, kind, value in rows_by(CandidateTrace, "candidate_key", [*known], *columns):
        stored.setdefault(key, set()).add((kind, value))
    changed = {
        key: traces
        for key, record in records
        if (traces := matching.traces_of(record)) != stored.get(key, set())
    }
    _forget_traces([key for key in changed if key in stored])
    rows = [(key, kind, value) for key, traces in changed.items() for kind, value in traces]
    insert_rows(CandidateTrace, [dict(zip(columns, row, strict=True)) for row in rows])
    recognise_candidates(application.id, rows)


def _forget_traces(keys: list[str]) -> None:
    delete_by(CandidateTrace, "candidate_key", keys)
    delete_by(Recognition, "candidate_key", keys)


def get_candidates(
    application: Application, batch: list[Sent], *, names: Names
) -> tuple[dict[int, dict[str, Any]], Problems]:
    """The stored fields with the matches found by now; looking counts where matching waits for looks."""
    keys = [record_key(application.id, sent.context, *sent.ids) for sent in batch]
    with transaction.atomic():
        transitions.count_looks(AtsCandidate.objects.filter(key__in=keys), "match_looks_left")
        rows = AtsCandidate.objects.in_bulk(keys)
        matched = matching.matched_members(list(rows.values()), now=clock.now_ms())
    found = {
        index: names.to_wire(_shown(application, rows[key], matched.get(key)))
        for index, key in enumerate(keys)
        if key in rows
    }
    return found, {index: not_found() for index, key in enumerate(keys) if key not in rows}


def _shown(application: Application, row: AtsCandidate, matched: list[int] | None) -> dict[str, Any]:
    shown = dict(row.record)
    if matched or (matched is not None and switch("no_match") == "empty"):
        shown["matchedMembers"] = [person_urn(member_id, application.client_id) for member_id in matched]
    if row.manual_member_id is not None:
        shown["manualMatchedMember"] = person_urn(row.manual_member_id, application.client_id)
    return shown


def patch_candidates(application: Application, batch: list[Sent]) -> Problems:
    """Attach or detach a person: ``$set`` or ``$delete`` of manualMatchedMember; other fields may be set too."""
    problems: Problems = {}
    with transaction.atomic():
        for index, sent in enumerate(batch):
            key = record_key(application.id, sent.context, *sent.ids)
            row = AtsCandidate.objects.filter(key=key).first()
            problem = not_found() if row is None else _patch(application, row, sent.record)
            if problem:
                problems[index] = problem
    return problems


def _patch(application: Application, row: AtsCandidate, patch: dict[str, Any]) -> RecordError | None:
    changes = dict(patch.get("$set") or {})
    removed = patch.get("$delete") or []
    problem = first_problem(changes, [field for field in CANDIDATE if field.name in changes])
    if problem:
        return problem
    if "manualMatchedMember" in changes:
        member = _manual_member(application, changes, kept=None)
        if isinstance(member, RecordError):
            return member
        row.manual_member_id = member
    elif "manualMatchedMember" in removed:
        row.manual_member_id = None
    kept = {name: value for name, value in row.record.items() if name not in removed}
    row.record = kept | {name: value for name, value in changes.items() if name not in _READ_ONLY}
    AtsCandidate.objects.filter(key=row.key).update(
        record=row.record, manual_member_id=row.manual_member_id, changed_at=clock.now_ms()
    )
    _store_traces(application, [(row.key, row.record)], known=[row.key])
    return None


def delete_candidates(application: Application, batch: list[Sent]) -> Problems:
    """The candidate, and with it its notes, its files and everything by which a member was recognised (rule 34)."""
    keys = [record_key(application.id, sent.context, *sent.ids) for sent in batch]
    with transaction.atomic():
        known = set(AtsCandidate.objects.filter(key__in=keys).values_list("key", flat=True))
        AtsCandidate.objects.filter(key__in=keys).delete()
        _forget_traces(keys)
        delete_of_parents(OF_A_CANDIDATE, keys)
        Unlinking.objects.filter(candidate_key__in=keys).delete()
        delete_attachments_of(CANDIDATE_ENTITY, keys)
    return missing(keys, known)
