"""What is sent of persons? Candidates: only of those whom a shared position considers or considered, nobody else.

With them, if the company has chosen so, what was noted about them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import structlog
from django.conf import settings
from django.utils.translation import gettext_noop

from linkedin_client import Candidate, LinkedIn
from linkedin_sync.enums import LinkKind, ParkedReason
from linkedin_sync.mapping.fingerprints import fingerprint_of
from linkedin_sync.mapping.notes import candidate_note_of
from linkedin_sync.mapping.persons import candidate_of_person
from linkedin_sync.models import Connection
from linkedin_sync.outbox.calls import Answer, Cargo, Send, answers_of, at_once, calls_of
from linkedin_sync.outbox.lanes.notes import NOTES_OF_PERSON, compared_notes, notes_if_any
from linkedin_sync.outbox.lanes.parts import ComparedParts, FamilyCargo
from linkedin_sync.outbox.lanes.sharing import shared_position_ids
from linkedin_sync.outbox.plans import Held, Item, Plan, fault_of_ours, held_records
from linkedin_sync.outbox.reserving import Batch, Reserved
from linkedin_sync.outbox.settling import Done, Parked
from recruit.activity.selectors import NoteRecord, notes_of_persons
from recruit.hiring.selectors import position_ids_of_persons
from recruit.people.selectors import PersonRecord, persons_by_ids

log = structlog.get_logger(__name__)

#: The part of a person that LinkedIn is to forget: a member who was chosen and is not any more.
MEMBER_SLOT: Final = "member"

NOT_TAKEN: Final = Parked(
    ParkedReason.PERMANENT,
    gettext_noop(
        "LinkedIn takes a candidate only with an e-mail address or a known LinkedIn member. Add an e-mail address."
    ),
)


@dataclass
class _Cargo:
    upserts: list[Cargo] = field(default_factory=list)
    deletions: list[Cargo] = field(default_factory=list)
    withdrawals: list[Cargo] = field(default_factory=list)
    notes: FamilyCargo = field(default_factory=lambda: FamilyCargo(NOTES_OF_PERSON))


def plan_persons(connection: Connection, batch: Batch) -> Plan:
    ids = [int(mark.our_key) for mark in batch.marks]
    persons = {row.id: row for row in persons_by_ids(company_id=connection.company_id, ids=ids)}
    shared = _shared_persons(connection, ids)
    held = held_records(
        connection_id=connection.pk, kind=LinkKind.PERSON, keys=[m.our_key for m in batch.marks]
    )
    notes = notes_if_any(
        connection, lambda: notes_of_persons(company_id=connection.company_id, person_ids=ids)
    )
    plan, cargo = Plan(), _Cargo()
    for mark in batch.marks:
        person, known = persons.get(int(mark.our_key)), held.get(mark.our_key)
        if person is None or person.id not in shared:
            _take_away(plan, cargo, mark, known)
        else:
            compare = partial(_compared, connection, person, notes.get(person.id, ()), known)
            _bring(plan, cargo, mark, person, known, compare=compare)
    plan.calls = [
        # Before the records: one of them may name another member.
        *calls_of("candidates", cargo.withdrawals, at_once(_withdraw), is_deletion=True),
        *calls_of("candidates", cargo.upserts, _upsert),
        *cargo.notes.calls(),
        *calls_of("candidates", cargo.deletions, at_once(_delete), is_deletion=True),
    ]
    return plan


def _shared_persons(connection: Connection, ids: Sequence[int]) -> set[int]:
    positions = position_ids_of_persons(company_id=connection.company_id, person_ids=ids)
    shared = shared_position_ids(connection, set().union(*positions.values()))
    return {person_id for person_id, where in positions.items() if not shared.isdisjoint(where)}


def _compared(
    connection: Connection, person: PersonRecord, notes: Sequence[NoteRecord], known: Held | None
) -> ComparedParts:
    record_of = partial(candidate_note_of, person_public_id=person.public_id)
    return compared_notes(NOTES_OF_PERSON, connection, notes, known, record_of)


def _bring(
    plan: Plan,
    cargo: _Cargo,
    mark: Reserved,
    person: PersonRecord,
    known: Held | None,
    *,
    compare: Callable[[], ComparedParts],
) -> None:
    try:
        candidate = candidate_of_person(person, base_url=settings.BASE_URL)
        fresh, surplus = compare()
    except Exception as error:
        log.exception("linkedin.record_not_prepared", kind="person", key=mark.our_key)
        plan.ends.append((mark, fault_of_ours(error)))
        return
    if candidate is None:
        if known is None:
            plan.ends.append((mark, NOT_TAKEN))
        else:
            _take_away(plan, cargo, mark, known)
        return
    fingerprint = fingerprint_of(candidate)
    is_withdrawn = known is not None and MEMBER_SLOT in known.parts
    has_candidate = known is not None and known.fingerprint == fingerprint and not is_withdrawn
    if has_candidate and not fresh and not surplus:
        plan.ends.append((mark, Done()))
        return
    index = plan.add(Item(mark, LinkKind.PERSON, person.public_id, known))
    if is_withdrawn:
        cargo.withdrawals.append(Cargo(index, MEMBER_SLOT, "", candidate))
    if not has_candidate:
        cargo.upserts.append(Cargo(index, "", fingerprint, candidate))
    cargo.notes.add(index, person.public_id, (fresh, surplus))


def _take_away(plan: Plan, cargo: _Cargo, mark: Reserved, known: Held | None) -> None:
    """Its notes first: whether LinkedIn deletes them with the candidate is not documented (rsc-data-deletion)."""
    if known is None:
        plan.ends.append((mark, Done()))
        return
    index = plan.add(Item(mark, LinkKind.PERSON, known.external_id, known))
    cargo.notes.take_away(index, known.external_id, NOTES_OF_PERSON.slots_of(known))
    cargo.deletions.append(Cargo(index, "", "", known.external_id))


def _upsert(linkedin: LinkedIn, candidates: Sequence[Candidate]) -> Send:
    send, ids = linkedin.candidates.written_upsert(candidates), [each.candidate_id for each in candidates]
    return lambda: answers_of(send(), ids)


def _withdraw(linkedin: LinkedIn, candidates: Sequence[Candidate]) -> list[Answer]:
    ids = [each.candidate_id for each in candidates]
    return answers_of(linkedin.candidates.withdraw_match(candidates), ids)


def _delete(linkedin: LinkedIn, candidate_ids: Sequence[str]) -> list[Answer]:
    return answers_of(linkedin.candidates.delete(candidate_ids), candidate_ids)
