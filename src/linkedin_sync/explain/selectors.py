"""What is known of these records, and what does it come to? A constant number of queries for any number of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from linkedin_sync.backfill.selectors import is_paused as is_history_paused
from linkedin_sync.connections.noting import resumes_can_leave
from linkedin_sync.connections.selectors import WORTH_MARKING, connection_of, is_in_plan
from linkedin_sync.enums import (
    ConnectionState,
    LinkKind,
    MarkKind,
    ParkedReason,
    Priority,
    ResumesOutward,
    Shares,
)
from linkedin_sync.explain.rules import (
    NOT_AGREED,
    NOT_IN_PLAN,
    Decision,
    Holding,
    Known,
    OnItsWay,
    Remedy,
    State,
    Subject,
    Unshared,
    decide,
)
from linkedin_sync.mapping.persons import candidate_of_person
from linkedin_sync.mapping.resumes import file_type_of
from linkedin_sync.mapping.shares import NOTHING, Sharing, is_shared, sharing_of
from linkedin_sync.models import Connection, Link, Mark
from linkedin_sync.outbox.lanes.resumes import resumes_if_any
from recruit.base import clock
from recruit.base.errors import NotFound
from recruit.hiring.selectors import position_ids_of_persons, process_id_of, process_places
from recruit.people.selectors import person_id_of, persons_by_ids
from recruit.positions.selectors import PositionRecord, position_by_public_id, positions_by_ids

_KINDS: Final = {
    Subject.POSITION: (LinkKind.POSITION, MarkKind.POSITION),
    Subject.PERSON: (LinkKind.PERSON, MarkKind.PERSON),
    Subject.PROCESS: (LinkKind.PROCESS, MarkKind.PROCESS),
    Subject.RESUMES: (LinkKind.RESUMES, MarkKind.RESUMES),
}


@dataclass(frozen=True)
class Explanation:
    """Why a record is, or is not, in LinkedIn; ``exchange`` is the latest try that failed, if there is one."""

    subject: Subject
    id: int
    state: State
    word: str
    sentence: str
    remedy: Remedy
    delivered_at: datetime | None = None
    last_attempt_at: datetime | None = None
    next_try_at: datetime | None = None
    waiting_since: datetime | None = None
    attempts: int = 0
    answer: str = ""
    exchange: Mapping[str, Any] | None = None
    their_urn: str = ""

    @property
    def is_moving(self) -> bool:
        """It may look otherwise in a moment."""
        return self.state in {State.WAITING, State.RETRYING, State.PROCESSING, State.LEAVING}


def explain_positions(*, company_id: int, ids: Collection[int]) -> dict[int, Explanation]:
    """By id; positions that are not there are left out."""
    return _explain(company_id, Subject.POSITION, ids)


def explain_persons(*, company_id: int, ids: Collection[int]) -> dict[int, Explanation]:
    """By id; persons who are not there are left out."""
    return _explain(company_id, Subject.PERSON, ids)


def explain_processes(*, company_id: int, ids: Collection[int]) -> dict[int, Explanation]:
    """By id; processes that are not there are left out."""
    return _explain(company_id, Subject.PROCESS, ids)


def explain_resumes(*, company_id: int, ids: Collection[int]) -> dict[int, Explanation]:
    """By the id of the process; left out are those of which no résumé goes to LinkedIn and none is there."""
    connection = connection_of(company_id=company_id)
    if connection is None:
        return {}
    processes = {row.id: row for row in process_places(company_id=company_id, ids=ids)}
    links, marks = _links_and_marks(connection, Subject.RESUMES, processes)
    files = resumes_if_any(connection, {row.person_id for row in processes.values()})
    sends = connection.resumes_outward == ResumesOutward.YES
    told = [
        each
        for each, row in processes.items()
        if str(each) in links or str(each) in marks or (sends and files.get(row.person_id))
    ]
    shared = _unshared_processes(company_id, sharing_of(connection), told)
    holding = _holding(connection)
    return {
        each: _explanation(
            _OfResumes(
                Subject.RESUMES,
                each,
                shared[each] or _choice_of(connection),
                links.get(str(each)),
                marks.get(str(each)),
                files=[
                    file.public_id
                    for file in files.get(processes[each].person_id, ())
                    if file_type_of(file) is not None
                ],
                sends=sends,
                can_leave=resumes_can_leave(connection),
            ),
            holding,
        )
        for each in told
    }


def _choice_of(connection: Connection) -> Unshared:
    stays = connection.resumes_outward == ResumesOutward.NO
    return Unshared.NOT_CHOSEN if stays else Unshared.SHARED


class NothingSuch(NotFound):
    code = "nothing_such"


def subject_of(*, company_id: int, public_id: str) -> tuple[Subject, int]:
    """What a public id names, and our id of it. Refuses with ``NothingSuch``."""
    position = position_by_public_id(company_id=company_id, public_id=public_id)
    found = {
        Subject.POSITION: position.pk if position else None,
        Subject.PERSON: person_id_of(company_id=company_id, public_id=public_id),
        Subject.PROCESS: process_id_of(company_id=company_id, public_id=public_id),
    }
    for subject, record_id in found.items():
        if record_id is not None:
            return subject, record_id
    raise NothingSuch(
        _(
            "Nothing has the id {id}. Ids of positions, candidates and processes are in their pages' addresses."
        ).format(id=public_id)
    )


def explain_one(*, company_id: int, public_id: str) -> Explanation:
    """Whatever has this public id. Refuses with ``NothingSuch``."""
    subject, record_id = subject_of(company_id=company_id, public_id=public_id)
    return _explain(company_id, subject, [record_id])[record_id]


def _explain(company_id: int, subject: Subject, ids: Collection[int]) -> dict[int, Explanation]:
    connection = connection_of(company_id=company_id)
    unshared = _UNSHARED[subject](
        company_id, sharing_of(connection) if connection else Sharing(Shares.ALL.value), ids
    )
    holding = _holding(connection)
    links, marks = _links_and_marks(connection, subject, unshared)
    return {
        each: _explanation(_Row(subject, each, why, links.get(str(each)), marks.get(str(each))), holding)
        for each, why in unshared.items()
    }


def _holding(connection: Connection | None) -> Holding:
    if connection is None:
        return Holding(connection_state=ConnectionState.NOT_CONNECTED)
    if connection.state == ConnectionState.ENABLED and connection.agreed_at is None:
        return Holding(connection_state=NOT_AGREED)
    if connection.state in WORTH_MARKING and not is_in_plan(company_id=connection.company_id):
        return Holding(connection_state=NOT_IN_PLAN)
    return Holding(
        connection_state=connection.state,
        is_paused=connection.paused_at is not None,
        is_history_paused=is_history_paused(connection_id=connection.pk),
    )


def _links_and_marks(
    connection: Connection | None, subject: Subject, ids: Iterable[int]
) -> tuple[dict[str, Link], dict[str, Mark]]:
    if connection is None:
        return {}, {}
    link_kind, mark_kind = _KINDS[subject]
    keys = [str(each) for each in ids]
    links = Link.objects.filter(connection=connection, kind=link_kind, our_key__in=keys)
    marks = Mark.objects.filter(connection=connection, kind=mark_kind, our_key__in=keys)
    return {row.our_key: row for row in links}, {row.our_key: row for row in marks}


@dataclass(frozen=True)
class _Row:
    """One record with what the tables say of it."""

    subject: Subject
    id: int
    unshared: Unshared
    link: Link | None
    mark: Mark | None

    @property
    def known(self) -> Known:
        link, mark = self.link, self.mark
        return Known(
            subject=self.subject,
            unshared=self.unshared,
            is_there=link is not None and link.delivered_at is not None,
            is_sure=link is not None and bool(link.fingerprint) and all(link.parts.values()),
            has_open_task=link is not None and bool(link.task_urn),
            mark=_on_its_way(mark) if mark else None,
        )


@dataclass(frozen=True)
class _OfResumes(_Row):
    """``files``: those that may be on LinkedIn, ``sends``: and are to be; ``can_leave``: one by one."""

    files: Collection[str] = ()
    sends: bool = False
    can_leave: bool = True

    @property
    def known(self) -> Known:
        parts = self.link.parts if self.link else {}
        wanted = [file for file in self.files if self.sends or parts.get(file)]
        is_complete = all(parts.get(file) for file in wanted)
        return replace(
            super().known,
            is_there=any(parts.values()),
            is_sure=is_complete and all(parts.values()),
            held=sum(bool(parts.get(file)) for file in self.files),
            stays=0 if self.can_leave else sum(file not in self.files for file in parts),
        )


def _explanation(row: _Row, holding: Holding) -> Explanation:
    decision: Decision = decide(row.known, holding)
    link, mark = row.link, row.mark
    delivered_at = link.delivered_at if link else None
    return Explanation(
        subject=row.subject,
        id=row.id,
        state=decision.state,
        word=decision.word,
        sentence=decision.sentence,
        remedy=decision.remedy,
        delivered_at=delivered_at,
        last_attempt_at=(mark.tried_at if mark else None) or delivered_at,
        next_try_at=mark.not_before if mark and _will_be_tried(decision.state) else None,
        waiting_since=mark.marked_at if mark else None,
        attempts=mark.attempts if mark else 0,
        answer=(mark.parked_text or mark.last_error) if mark else "",
        exchange=mark.exchange if mark else None,
        their_urn=link.their_urn if link else "",
    )


def _will_be_tried(state: State) -> bool:
    return state in {State.RETRYING, State.QUOTA}


def _on_its_way(mark: Mark) -> OnItsWay:
    return OnItsWay(
        is_history=mark.priority == Priority.BACKFILL,
        is_reserved=mark.reserved_until is not None and mark.reserved_until > clock.now(),
        waits_for_quota=bool(mark.waits_for_quota),
        attempts=mark.attempts,
        last_error=mark.last_error,
        parked_reason=mark.parked_reason,
        parked_because=str(ParkedReason(mark.parked_reason).label) if mark.parked_reason else "",
        parked_text=mark.parked_text,
    )


# Whether the company shares these records


def _unshared_positions(company_id: int, sharing: Sharing, ids: Collection[int]) -> dict[int, Unshared]:
    return {row.id: _of_position(sharing, row) for row in positions_by_ids(company_id=company_id, ids=ids)}


def _of_position(sharing: Sharing, position: PositionRecord) -> Unshared:
    if is_shared(
        sharing,
        is_discreet=position.is_discreet,
        is_published=position.is_published,
        closed_at=position.closed_at,
    ):
        return Unshared.SHARED
    if sharing.shares == NOTHING:
        return Unshared.TAKEN_AWAY
    if sharing.is_too_old(position.closed_at):
        return Unshared.TOO_OLD
    return Unshared.DISCREET if position.is_discreet else Unshared.NOT_PUBLISHED


def _unshared_processes(company_id: int, sharing: Sharing, ids: Collection[int]) -> dict[int, Unshared]:
    processes = process_places(company_id=company_id, ids=ids)
    positions = _unshared_positions(company_id, sharing, {row.position_id for row in processes})
    return {row.id: positions[row.position_id] for row in processes}


def _unshared_persons(company_id: int, sharing: Sharing, ids: Collection[int]) -> dict[int, Unshared]:
    where = position_ids_of_persons(company_id=company_id, person_ids=ids)
    positions = _unshared_positions(company_id, sharing, set().union(*where.values()))
    found = {}
    for person in persons_by_ids(company_id=company_id, ids=ids):
        if Unshared.SHARED not in [positions[each] for each in where[person.id]]:
            found[person.id] = Unshared.NO_SHARED_POSITION
        elif candidate_of_person(person, base_url=settings.BASE_URL) is None:
            found[person.id] = Unshared.NO_ADDRESS
        else:
            found[person.id] = Unshared.SHARED
    return found


_UNSHARED: Final = {
    Subject.POSITION: _unshared_positions,
    Subject.PROCESS: _unshared_processes,
    Subject.PERSON: _unshared_persons,
}
