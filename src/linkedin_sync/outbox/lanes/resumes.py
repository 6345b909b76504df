"""Which résumés are sent of the candidates on positions, and which are taken away? Those of each application there.

They have marks and links of their own, by the process: an upload takes as long as a hundred applications, and what is
refused of them holds up nobody's application. Without the application there is nothing to attach them to; when it has
arrived, or gone, they are marked (``drain``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import structlog

from linkedin_client import LinkedIn
from linkedin_sync.connections.noting import MOST_RESUMES, resumes_can_leave
from linkedin_sync.enums import LinkKind, ResumesOutward
from linkedin_sync.mapping.resumes import Resume, attachment_key, file_type_of, resume_of
from linkedin_sync.models import Connection
from linkedin_sync.outbox.calls import Answer, Send, answers_of
from linkedin_sync.outbox.lanes.parts import ComparedParts, Family, FamilyCargo
from linkedin_sync.outbox.lanes.sharing import shared_position_ids
from linkedin_sync.outbox.plans import Held, Item, Plan, fault_of_ours, held_records
from linkedin_sync.outbox.reserving import Batch, Reserved
from linkedin_sync.outbox.settling import Done
from linkedin_sync.outbox.uploading import upload_and_attach
from recruit.hiring.selectors import ProcessRecord, processes_by_ids
from recruit.people.selectors import ResumeRecord, resumes_of_persons

log = structlog.get_logger(__name__)

Resumes = Mapping[int, Sequence[ResumeRecord]]


@dataclass(frozen=True)
class _Attached(Family):
    """A file is uploaded before its record is told; LinkedIn names both by a key of its own."""

    def upsert(self, linkedin: LinkedIn, records: Sequence[Any]) -> Send:
        return partial(upload_and_attach, linkedin, records)

    def delete(self, linkedin: LinkedIn, keys: Sequence[tuple[str, str]]) -> list[Answer]:
        named = [attachment_key(key) for key in keys]
        return answers_of(linkedin.attachments.delete(named), named)


#: They are alone on their links, so that nothing need tell them from other parts.
RESUMES: Final = _Attached("", "attachments")


def resumes_if_any(connection: Connection, person_ids: Collection[int]) -> Resumes:
    """By person, the newest first, unless none of them can be on LinkedIn."""
    if connection.resumes_outward == ResumesOutward.NO or not person_ids:
        return {}
    return resumes_of_persons(company_id=connection.company_id, person_ids=person_ids, most=MOST_RESUMES)


def plan_resumes(connection: Connection, batch: Batch) -> Plan:
    keys = [mark.our_key for mark in batch.marks]
    processes = {
        row.id: row
        for row in processes_by_ids(company_id=connection.company_id, ids=[int(key) for key in keys])
    }
    shared = shared_position_ids(connection, {process.position_id for process in processes.values()})
    held = held_records(connection_id=connection.pk, kind=LinkKind.RESUMES, keys=keys)
    applications = held_records(connection_id=connection.pk, kind=LinkKind.PROCESS, keys=keys)
    resumes = resumes_if_any(connection, {process.person_id for process in processes.values()})
    plan, cargo = Plan(), FamilyCargo(RESUMES)
    for mark in batch.marks:
        process, known = processes.get(int(mark.our_key)), held.get(mark.our_key)
        has_application = mark.our_key in applications
        if process is None or process.position_id not in shared or not has_application:
            item = Item(mark, LinkKind.RESUMES, known.external_id if known else "", known)
            can_leave = resumes_can_leave(connection)
            _take_away(plan, cargo, item, can_leave=can_leave, has_application=has_application)
        else:
            compare = partial(_compared, connection, process, resumes.get(process.person_id, ()), known)
            _bring(plan, cargo, Item(mark, LinkKind.RESUMES, process.public_id, known), compare)
    plan.calls = cargo.calls()
    return plan


def _compared(
    connection: Connection, process: ProcessRecord, resumes: Sequence[ResumeRecord], known: Held | None
) -> ComparedParts:
    wishes = [
        (each.public_id, False, partial(_record, connection, process, each))
        for each in resumes
        if file_type_of(each) is not None
    ]
    fresh, surplus = RESUMES.compared(connection.resumes_outward, wishes, known)
    return fresh, surplus if resumes_can_leave(connection) else []


def _bring(plan: Plan, cargo: FamilyCargo, item: Item, compare: Callable[[], ComparedParts]) -> None:
    try:
        compared = compare()
    except Exception as error:
        log.exception("linkedin.record_not_prepared", kind="resumes", key=item.mark.our_key)
        plan.ends.append((item.mark, fault_of_ours(error)))
        return
    if any(compared):
        cargo.add(plan.add(item), item.external_id, compared)
    else:
        _leave(plan, item.mark, item.held, holds_nothing=not (item.held and item.held.parts))


def _record(connection: Connection, process: ProcessRecord, file: ResumeRecord) -> Resume | None:
    return resume_of(
        file,
        process_public_id=process.public_id,
        company_id=connection.company_id,
        contract=connection.contract_urn,
    )


def _take_away(plan: Plan, cargo: FamilyCargo, item: Item, *, can_leave: bool, has_application: bool) -> None:
    """One by one even where the application has gone: that LinkedIn deletes them with it is not documented."""
    held = item.held
    if held is not None and held.parts and can_leave:
        cargo.take_away(plan.add(item), item.external_id, RESUMES.slots_of(held))
        return
    _leave(plan, item.mark, held, holds_nothing=not (has_application and held and held.parts))


def _leave(plan: Plan, mark: Reserved, known: Held | None, *, holds_nothing: bool) -> None:
    plan.ends.append((mark, Done()))
    if known is not None and holds_nothing:
        plan.gone.append((LinkKind.RESUMES, mark.our_key))
