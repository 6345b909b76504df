"""What is sent of hiring processes? An application each, and of its stages, notes and evaluations those that differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import structlog

from linkedin_client import Application, LinkedIn, Stage
from linkedin_sync.enums import LinkKind
from linkedin_sync.mapping.fingerprints import fingerprint_of
from linkedin_sync.mapping.notes import application_note_of
from linkedin_sync.mapping.processes import application_of_process, stages_of_process
from linkedin_sync.models import Connection
from linkedin_sync.outbox.calls import Answer, Cargo, Send, answers_of, at_once, calls_of
from linkedin_sync.outbox.lanes.evaluations import (
    FEEDBACK,
    Evaluations,
    compared_evaluations,
    evaluations_if_any,
)
from linkedin_sync.outbox.lanes.notes import NOTES_OF_PROCESS, compared_notes, notes_if_any
from linkedin_sync.outbox.lanes.parts import ComparedParts, Family, FamilyCargo
from linkedin_sync.outbox.lanes.sharing import shared_position_ids
from linkedin_sync.outbox.plans import Held, Item, Plan, fault_of_ours, held_records
from linkedin_sync.outbox.reserving import Batch, Reserved
from linkedin_sync.outbox.settling import Done
from recruit.activity.selectors import NoteRecord, notes_of_processes
from recruit.hiring.selectors import ProcessRecord, processes_by_ids

log = structlog.get_logger(__name__)

#: Of one process, what is sent and taken away of each family, by its prefix.
_Chosen = dict[str, ComparedParts]


#: What goes along because an admin chose so.
_FAMILIES: Final[tuple[Family, ...]] = (NOTES_OF_PROCESS, FEEDBACK)


@dataclass
class _Cargo:
    upserts: list[Cargo] = field(default_factory=list)
    deletions: list[Cargo] = field(default_factory=list)
    stages: list[Cargo] = field(default_factory=list)
    stage_deletions: list[Cargo] = field(default_factory=list)
    chosen: dict[str, FamilyCargo] = field(
        default_factory=lambda: {family.prefix: FamilyCargo(family) for family in _FAMILIES}
    )


def plan_processes(connection: Connection, batch: Batch) -> Plan:
    ids = [int(mark.our_key) for mark in batch.marks]
    processes = {row.id: row for row in processes_by_ids(company_id=connection.company_id, ids=ids)}
    shared = shared_position_ids(connection, {process.position_id for process in processes.values()})
    held = held_records(
        connection_id=connection.pk, kind=LinkKind.PROCESS, keys=[m.our_key for m in batch.marks]
    )
    notes = notes_if_any(
        connection, lambda: notes_of_processes(company_id=connection.company_id, process_ids=ids)
    )
    evaluations = evaluations_if_any(connection, processes.values())
    plan, cargo = Plan(), _Cargo()
    for mark in batch.marks:
        process, known = processes.get(int(mark.our_key)), held.get(mark.our_key)
        if process is None or process.position_id not in shared:
            _take_away(plan, cargo, mark, known)
        else:
            compare = partial(_compared, connection, process, notes.get(process.id, ()), evaluations, known)
            _bring(plan, cargo, mark, process, known, compare=compare)
    plan.calls = [
        *calls_of("applications", cargo.upserts, _upsert),
        *calls_of("applications", cargo.deletions, at_once(_delete), is_deletion=True),
        *calls_of("stages", cargo.stages, _upsert_stages),
        *calls_of("stages", cargo.stage_deletions, at_once(_delete_stages), is_deletion=True),
        *(call for each in cargo.chosen.values() for call in each.calls()),
    ]
    return plan


def _compared(
    connection: Connection,
    process: ProcessRecord,
    notes: Sequence[NoteRecord],
    evaluations: Evaluations,
    known: Held | None,
) -> _Chosen:
    record_of = partial(application_note_of, process_public_id=process.public_id)
    return {
        NOTES_OF_PROCESS.prefix: compared_notes(NOTES_OF_PROCESS, connection, notes, known, record_of),
        FEEDBACK.prefix: compared_evaluations(connection, process, evaluations, known),
    }


def _bring(
    plan: Plan,
    cargo: _Cargo,
    mark: Reserved,
    process: ProcessRecord,
    known: Held | None,
    *,
    compare: Callable[[], _Chosen],
) -> None:
    try:
        application, stages = application_of_process(process), stages_of_process(process)
        chosen = compare()
    except Exception as error:
        log.exception("linkedin.record_not_prepared", kind="process", key=mark.our_key)
        plan.ends.append((mark, fault_of_ours(error)))
        return
    fingerprint = fingerprint_of(application)
    has_application = known is not None and known.fingerprint == fingerprint
    differing = _differing(stages, known)
    surplus = _stage_slots(known) - {stage.stage_id for stage in stages}
    if has_application and not (differing or surplus or any(any(each) for each in chosen.values())):
        plan.ends.append((mark, Done()))
        return
    index = plan.add(Item(mark, LinkKind.PROCESS, process.public_id, known))
    if not has_application:
        cargo.upserts.append(Cargo(index, "", fingerprint, application))
    cargo.stages.extend(Cargo(index, stage.stage_id, digest, stage) for stage, digest in differing)
    cargo.stage_deletions.extend(
        Cargo(index, slot, "", (process.public_id, slot)) for slot in sorted(surplus)
    )
    for prefix, compared in chosen.items():
        cargo.chosen[prefix].add(index, process.public_id, compared)


def _stage_slots(known: Held | None) -> set[str]:
    """The parts that are stage entries, of what LinkedIn has."""
    others = [slot for family in _FAMILIES for slot in family.slots_of(known)]
    return set(known.parts if known else ()).difference(others)


def _differing(stages: Sequence[Stage], known: Held | None) -> list[tuple[Stage, str]]:
    sent = known.parts if known else {}
    digests = [(stage, fingerprint_of(stage)) for stage in stages]
    return [(stage, digest) for stage, digest in digests if sent.get(stage.stage_id) != digest]


def _take_away(plan: Plan, cargo: _Cargo, mark: Reserved, known: Held | None) -> None:
    """Deleting an application deletes its stages, notes and feedback with it (rsc-data-deletion)."""
    if known is None:
        plan.ends.append((mark, Done()))
        return
    index = plan.add(Item(mark, LinkKind.PROCESS, known.external_id, known))
    cargo.deletions.append(Cargo(index, "", "", known.external_id))


def _upsert(linkedin: LinkedIn, applications: Sequence[Application]) -> Send:
    send = linkedin.applications.written_upsert(applications)
    ids = [each.application_id for each in applications]
    return lambda: answers_of(send(), ids)


def _delete(linkedin: LinkedIn, application_ids: Sequence[str]) -> list[Answer]:
    return answers_of(linkedin.applications.delete(application_ids), application_ids)


def _upsert_stages(linkedin: LinkedIn, stages: Sequence[Stage]) -> Send:
    send, keys = linkedin.stages.written_upsert(stages), [stage.key for stage in stages]
    return lambda: answers_of(send(), keys)


def _delete_stages(linkedin: LinkedIn, keys: Sequence[tuple[str, str]]) -> list[Answer]:
    return answers_of(linkedin.stages.delete(keys), keys)
