"""Is this record on LinkedIn, and if not, why not? (M-39)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Subquery

from linkedin_sync.enums import LinkKind, MarkKind, ParkedReason
from linkedin_sync.models import Connection, Link, Mark


class Standing(StrEnum):
    """How a record stands at LinkedIn."""

    DELIVERED = "delivered"  # LinkedIn has the present state
    WAITING = "waiting"  # a change is on its way
    RETRYING = "retrying"  # the latest try failed; another is planned
    PARKED = "parked"  # a human has to look
    ABSENT = "absent"  # LinkedIn does not have it, and nothing is on the way


@dataclass(frozen=True)
class RecordState:
    """One record's standing. ``reason`` is a sentence where something is in the way."""

    standing: Standing
    label: str
    delivered_at: datetime | None = None
    next_try_at: datetime | None = None
    attempts: int = 0
    reason: str = ""
    parked_reason: str = ""
    their_urn: str = ""


_LABELS = {
    Standing.DELIVERED: "On LinkedIn",
    Standing.WAITING: "On its way to LinkedIn",
    Standing.RETRYING: "Will be tried again",
    Standing.PARKED: "Not on LinkedIn",
    Standing.ABSENT: "Not shared with LinkedIn",
}

_KINDS = {
    LinkKind.POSITION: MarkKind.POSITION,
    LinkKind.PERSON: MarkKind.PERSON,
    LinkKind.PROCESS: MarkKind.PROCESS,
}


def states_of_persons(*, company_id: int, person_ids: Iterable[int]) -> dict[int, RecordState]:
    """The standing of each person, in two queries for all of them."""
    return _states(company_id, LinkKind.PERSON, person_ids)


def states_of_processes(*, company_id: int, process_ids: Iterable[int]) -> dict[int, RecordState]:
    """The standing of each hiring process, in two queries for all of them."""
    return _states(company_id, LinkKind.PROCESS, process_ids)


def states_of_positions(*, company_id: int, position_ids: Iterable[int]) -> dict[int, RecordState]:
    """The standing of each position, in two queries for all of them."""
    return _states(company_id, LinkKind.POSITION, position_ids)


def state_of_person(*, company_id: int, person_id: int) -> RecordState:
    return states_of_persons(company_id=company_id, person_ids=[person_id])[person_id]


def state_of_process(*, company_id: int, process_id: int) -> RecordState:
    return states_of_processes(company_id=company_id, process_ids=[process_id])[process_id]


def state_of_position(*, company_id: int, position_id: int) -> RecordState:
    return states_of_positions(company_id=company_id, position_ids=[position_id])[position_id]


def _states(company_id: int, kind: LinkKind, ids: Iterable[int]) -> dict[int, RecordState]:
    keys = {str(each): each for each in ids}
    mine = Subquery(Connection.objects.filter(company_id=company_id).values("id"))
    links = {
        row.our_key: row for row in Link.objects.filter(connection_id=mine, kind=kind, our_key__in=list(keys))
    }
    marks = {
        row.our_key: row
        for row in Mark.objects.filter(connection_id=mine, kind=_KINDS[kind], our_key__in=list(keys))
    }
    return {each: _state(links.get(key), marks.get(key)) for key, each in keys.items()}


def _state(link: Link | None, mark: Mark | None) -> RecordState:
    standing = _standing(link, mark)
    return RecordState(
        standing=standing,
        label=_LABELS[standing],
        delivered_at=link.delivered_at if link else None,
        next_try_at=mark.not_before if mark and not mark.parked_reason else None,
        attempts=mark.attempts if mark else 0,
        reason=(mark.parked_text or mark.last_error) if mark else "",
        parked_reason=ParkedReason(mark.parked_reason).label if mark and mark.parked_reason else "",
        their_urn=link.their_urn if link else "",
    )


def _standing(link: Link | None, mark: Mark | None) -> Standing:
    if mark is not None and mark.parked_reason:
        return Standing.PARKED
    if mark is not None and mark.last_error:
        return Standing.RETRYING
    if mark is not None:
        return Standing.WAITING
    return Standing.DELIVERED if link is not None and link.delivered_at else Standing.ABSENT
