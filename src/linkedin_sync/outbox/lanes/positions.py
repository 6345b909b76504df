"""What is sent of positions? Job postings; one that is not shared any more is closed: jobs cannot be deleted."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from django.conf import settings
from django.utils.translation import gettext_noop

from linkedin_client import JobPosting, LinkedIn
from linkedin_sync.enums import JobAvailability, LinkKind, ParkedReason
from linkedin_sync.mapping.fingerprints import fingerprint_of
from linkedin_sync.mapping.positions import PositionOwner, closed, posting_of_position
from linkedin_sync.mapping.shares import is_shared, sharing_of
from linkedin_sync.models import Connection
from linkedin_sync.outbox.calls import Answer, Cargo, at_once, calls_of
from linkedin_sync.outbox.lanes.offering import offers_of
from linkedin_sync.outbox.plans import Item, Plan, fault_of_ours, held_records
from linkedin_sync.outbox.reserving import Batch
from linkedin_sync.outbox.settling import Done, Parked
from recruit.company.selectors import company_of
from recruit.positions.selectors import PositionRecord, hiring_managers_of, positions_by_ids

log = structlog.get_logger(__name__)


def plan_positions(connection: Connection, batch: Batch) -> Plan:
    ids = [int(mark.our_key) for mark in batch.marks]
    positions = {row.id: row for row in positions_by_ids(company_id=connection.company_id, ids=ids)}
    owners = _owners(connection, ids)
    offers = offers_of(connection, list(positions.values()))
    company_name = company_of(company_id=connection.company_id).name
    held = held_records(
        connection_id=connection.pk, kind=LinkKind.POSITION, keys=[m.our_key for m in batch.marks]
    )
    plan, upserts, closings = Plan(), list[Cargo](), list[Cargo]()
    for mark in batch.marks:
        position, known = positions.get(int(mark.our_key)), held.get(mark.our_key)
        if position is None:
            gone = Parked(
                ParkedReason.PERMANENT,
                gettext_noop("The position is gone here; close its job at LinkedIn by hand."),
            )
            plan.ends.append((mark, gone if known else Done()))
            continue
        shared = _is_shared(connection, position)
        if not shared and known is None:
            plan.ends.append((mark, Done()))
            continue
        offer = offers.get(position.id)
        try:
            posting = posting_of_position(
                position,
                owner=owners.get(position.id),
                base_url=settings.BASE_URL,
                company_name=company_name,
                may_be_public=connection.availability == JobAvailability.PUBLIC,
                onsite=offer.onsite if offer else None,
                careers_url=offer.apply_url if offer else "",
            )
        except Exception as error:
            log.exception("linkedin.record_not_prepared", kind="position", key=mark.our_key)
            plan.ends.append((mark, fault_of_ours(error)))
            continue
        record = posting if shared else closed(posting)
        fingerprint = fingerprint_of(record)
        if known and known.fingerprint == fingerprint:
            plan.ends.append((mark, Done()))
            continue
        index = plan.add(Item(mark, LinkKind.POSITION, position.public_id, known))
        (upserts if shared else closings).append(Cargo(index, "", fingerprint, record))
    plan.calls = [
        *calls_of("jobs", upserts, at_once(_post)),
        *calls_of("jobs", closings, at_once(_post), is_deletion=True),
    ]
    return plan


def _is_shared(connection: Connection, position: PositionRecord) -> bool:
    return is_shared(
        sharing_of(connection),
        is_discreet=position.is_discreet,
        is_published=position.is_published,
        closed_at=position.closed_at,
    )


def _owners(connection: Connection, ids: Sequence[int]) -> dict[int, PositionOwner]:
    managers = hiring_managers_of(company_id=connection.company_id, position_ids=ids)
    return {
        position_id: PositionOwner(manager.first_name, manager.last_name, manager.email)
        for position_id, manager in managers.items()
    }


def _post(linkedin: LinkedIn, postings: Sequence[JobPosting]) -> list[Answer]:
    return [
        Answer(None if outcome.ok else outcome.error, outcome.task_urn or "")
        for outcome in linkedin.jobs.upsert(postings)
    ]
