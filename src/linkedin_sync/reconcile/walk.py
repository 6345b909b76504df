"""How are both sides compared? Page by page, a hundred records at a time, as LinkedIn's throttle allows.

What differs is written down, its link is no longer believed, and it is marked: the drain repairs it as it would any
change. The walk's place is a row that moves in the same transaction; a worker killed at any moment repeats one page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import structlog
from django.db import transaction

from linkedin_client import errors
from linkedin_sync.budget.services import close, take
from linkedin_sync.connections.client import assert_no_transaction, linkedin_of
from linkedin_sync.connections.selectors import connection_by_id, sends
from linkedin_sync.enums import DriftKind, LinkKind, MarkKind, Priority, ReconcileState, ResumesOutward
from linkedin_sync.models import Connection, Drift, Link, Reconcile
from linkedin_sync.outbox.marks import defer_drain, mark_records
from linkedin_sync.outbox.outcomes import Hopeless, Later, trouble_of_batch
from linkedin_sync.reconcile.comparing import (
    LINK_OF,
    READ_FROM,
    Compared,
    Found,
    NotReadable,
    compare_known,
    compare_read,
    pending_keys,
)
from linkedin_sync.reconcile.visibility import compare_positions, compare_teammates
from recruit.base import clock, live, queue
from recruit.hiring.selectors import all_process_ids, known_process_ids, process_ids_of_persons
from recruit.people.selectors import all_person_ids, known_person_ids, persons_with_resumes
from recruit.positions.selectors import all_position_ids, known_position_ids

log = structlog.get_logger(__name__)

#: The task's name; the function lies in ``tasks``, above this.
GO_ON: Final = "linkedin.reconcile"
TOPIC: Final = "integration"

#: LinkedIn reads at most so many in one call.
_PAGE: Final = 100
#: Grants are read one call for each position: a page is to be short.
_PAGE_OF_GRANTS: Final = 20
#: One job gives way to others after so long and defers the rest.
_LONGEST_RUN: Final = timedelta(seconds=20)
_AFTER_TROUBLE: Final = timedelta(minutes=1)
#: So often in a row LinkedIn may be out of reach before the comparison is given up.
_MOST_TROUBLES: Final = 30

_KINDS: Final = (MarkKind.POSITION, MarkKind.PERSON, MarkKind.PROCESS)
_IDS: Final[Mapping[MarkKind, Callable[..., list[int]]]] = {
    MarkKind.POSITION: all_position_ids,
    MarkKind.PERSON: all_person_ids,
    MarkKind.PROCESS: all_process_ids,
}
_GRANTS: Final = (MarkKind.VISIBILITY_OF_TEAMMATE, MarkKind.VISIBILITY_OF_POSITION)
_KNOWN: Final[Mapping[MarkKind, Callable[..., set[int]]]] = {
    MarkKind.POSITION: known_position_ids,
    MarkKind.PERSON: known_person_ids,
    MarkKind.PROCESS: known_process_ids,
}


@dataclass(frozen=True)
class Part:
    """A stretch of the walk: Recruit's records of a kind, or what LinkedIn has of records that are gone here."""

    kind: MarkKind
    is_gone: bool


PARTS: Final = (
    *(Part(kind, is_gone=False) for kind in (*_KINDS, MarkKind.RESUMES, *_GRANTS)),
    *(Part(kind, is_gone=True) for kind in (*_KINDS, MarkKind.RESUMES)),
)


@dataclass(frozen=True)
class _Page:
    """What one page came to; ``last_id`` None: the part has ended."""

    compared: Compared
    last_id: int | None
    is_read: bool


class _Wait(Exception):  # noqa: N818 -- no error: the throttle, or LinkedIn's trouble
    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


def defer_go_on(*, company_id: int, connection_id: int, at: datetime | None = None) -> None:
    queue.defer(
        GO_ON,
        company_id=company_id,
        connection_id=connection_id,
        run_at=at,
        queueing_lock=f"{GO_ON}:{connection_id}" if at else None,
    )


def go_on(*, company_id: int, connection_id: int) -> None:
    """Compare the next pages, until the end, the throttle, or the time to give way."""
    until = clock.now() + _LONGEST_RUN
    while clock.now() < until:
        run = Reconcile.objects.filter(connection_id=connection_id, state=ReconcileState.RUNNING).first()
        connection = connection_by_id(company_id=company_id, connection_id=connection_id)
        if run is None or connection is None or not sends(connection):
            return
        try:
            page = _page(run, connection)
        except _Wait as wait:
            defer_go_on(company_id=company_id, connection_id=connection_id, at=wait.until)
            return
        except errors.LinkedInError as error:
            _meet_trouble(run, connection, error)
            return
        if _keep(run, page):
            return
    defer_go_on(company_id=company_id, connection_id=connection_id)


def _page(run: Reconcile, connection: Connection) -> _Page:
    assert_no_transaction()
    part = PARTS[run.part]
    if part.kind is MarkKind.RESUMES:
        return _page_of_resumes(run, connection, is_gone=part.is_gone)
    if part.is_gone:
        return _page_of_gone(run, connection, part.kind)
    if part.kind not in _IDS:
        return _page_of_grants(run, connection, part.kind)
    ids = _IDS[part.kind](company_id=run.company_id, after_id=run.after_id, limit=_PAGE)
    compared = compare_known(connection, part.kind, ids)
    is_read = bool(run.counts.get(part.kind.value, {}).get("is_read", True))
    if is_read and compared.settled:
        is_read = _read(connection, part.kind, compared)
    return _Page(compared, ids[-1] if len(ids) == _PAGE else None, is_read)


def _read(connection: Connection, kind: MarkKind, compared: Compared) -> bool:
    """Ask LinkedIn for what it should hold. False: this kind cannot be read."""
    _ask(connection, kind, records=len(compared.settled))
    try:
        found = compare_read(connection, linkedin_of(connection), kind, compared.settled)
    except NotReadable:
        return False
    compared.drift.extend(found)
    compared.linkedin -= len(found)
    return True


def _ask(connection: Connection, kind: MarkKind, *, records: int = 1) -> None:
    until = take(connection=connection, resource=READ_FROM[kind], records=records, is_backfill=True)
    if until is not None:
        raise _Wait(until)


def _page_of_grants(run: Reconcile, connection: Connection, kind: MarkKind) -> _Page:
    linkedin, before_each = linkedin_of(connection), partial(_ask, connection, kind)
    try:
        if kind is MarkKind.VISIBILITY_OF_TEAMMATE:
            return _Page(compare_teammates(connection, linkedin, before_each=before_each), None, is_read=True)
        ids = all_position_ids(company_id=run.company_id, after_id=run.after_id, limit=_PAGE_OF_GRANTS)
        compared = compare_positions(connection, linkedin, ids, before_each=before_each)
    except NotReadable:
        return _Page(Compared(), None, is_read=False)
    return _Page(compared, ids[-1] if len(ids) == _PAGE_OF_GRANTS else None, is_read=True)


def _page_of_resumes(run: Reconcile, connection: Connection, *, is_gone: bool) -> _Page:
    """By what LinkedIn has confirmed, for it does not tell: of whoever has a résumé; then of all that it holds."""
    if is_gone:
        rows = Link.objects.filter(connection=connection, kind=LinkKind.RESUMES, pk__gt=run.after_id)
        links = list(rows.order_by("pk").values_list("pk", "our_key")[:_PAGE])
        places, ids = [pk for pk, _ in links], [int(key) for _, key in links]
    elif connection.resumes_outward == ResumesOutward.NO:
        places, ids = [], []
    else:
        places = persons_with_resumes(company_id=run.company_id, after_id=run.after_id, limit=_PAGE)
        ids = process_ids_of_persons(company_id=run.company_id, person_ids=places)
    compared = compare_known(connection, MarkKind.RESUMES, ids)
    if is_gone:  # what is here has been counted
        compared = Compared(drift=compared.drift)
    return _Page(compared, places[-1] if len(places) == _PAGE else None, is_read=False)


def _page_of_gone(run: Reconcile, connection: Connection, kind: MarkKind) -> _Page:
    """Links whose record is not here any more; LinkedIn need not be asked, deleting what is not there is harmless."""
    rows = Link.objects.filter(connection=connection, kind=LINK_OF[kind], pk__gt=run.after_id).order_by("pk")
    links = list(rows.values_list("pk", "our_key", "fingerprint")[: 5 * _PAGE])
    here = _KNOWN[kind](company_id=run.company_id, ids=[int(key) for _, key, _ in links])
    compared = Compared()
    for _, key, fingerprint in links:
        if int(key) not in here:
            compared.drift.append(Found(kind, key, DriftKind.GONE, {}, {key: fingerprint}))
    return _Page(compared, links[-1][0] if len(links) == 5 * _PAGE else None, is_read=True)


@transaction.atomic
def _keep(run: Reconcile, page: _Page) -> bool:
    """Write the page down and move on, unless another worker has. True: the walk has ended."""
    locked = (
        Reconcile.objects.select_for_update()
        .filter(pk=run.pk, state=ReconcileState.RUNNING, part=run.part, after_id=run.after_id)
        .first()
    )
    if locked is None:
        return True
    part = PARTS[locked.part]
    drift = _still(locked, part, page.compared.drift)
    _write_down(locked, drift)
    _repair(locked, part, drift)
    _count(locked, part, page, len(drift))
    if page.last_id is None:
        locked.part, locked.after_id = locked.part + 1, 0
    else:
        locked.after_id = page.last_id
    if locked.part == len(PARTS):
        locked.state, locked.finished_at = ReconcileState.DONE, clock.now()
    locked.save()
    if locked.state == ReconcileState.DONE or drift:
        live.touch(locked.company_id, [TOPIC])
    return locked.state == ReconcileState.DONE


def _still(run: Reconcile, part: Part, drift: Sequence[Found]) -> list[Found]:
    """Without what has changed since it was looked at: that has a mark by now, or another link."""
    pending = pending_keys(run.connection, part.kind, [found.key for found in drift])
    links = [key for found in drift for key in found.seen]
    rows = Link.objects.select_for_update().filter(
        connection_id=run.connection_id, kind=LINK_OF[part.kind], our_key__in=links
    )
    held = dict(rows.order_by("pk").values_list("our_key", "fingerprint"))
    return [
        found
        for found in drift
        if found.key not in pending and all(held.get(key) == seen for key, seen in found.seen.items())
    ]


def _write_down(run: Reconcile, drift: Sequence[Found]) -> None:
    Drift.objects.bulk_create(
        (
            Drift(
                company_id=run.company_id,
                reconcile=run,
                kind=found.kind,
                our_key=found.key,
                what=found.what,
                about=found.about,
            )
            for found in drift
        ),
        ignore_conflicts=True,
    )


def _repair(run: Reconcile, part: Part, drift: Sequence[Found]) -> None:
    """What LinkedIn tells is believed, not our link; the mark does the rest."""
    links = Link.objects.filter(connection_id=run.connection_id, kind=LINK_OF[part.kind])
    # LinkedIn deletes the stages of an application with it.
    links.filter(our_key__in=_links_of(drift, DriftKind.MISSING)).update(fingerprint="", parts={})
    links.filter(our_key__in=_links_of(drift, DriftKind.DIFFERENT)).update(fingerprint="")
    if part.kind is MarkKind.PROCESS:
        # So are its files.
        files = Link.objects.filter(connection_id=run.connection_id, kind=LinkKind.RESUMES)
        files.filter(our_key__in=_links_of(drift, DriftKind.MISSING)).update(fingerprint="", parts={})
    if part.kind in _GRANTS:
        _believe_grants(run, part, drift)
    gone = [found.key for found in drift if found.what is DriftKind.GONE]
    for keys, tombstone in ((gone, True), ([found.key for found in drift if found.key not in gone], False)):
        mark_records(
            company_id=run.company_id,
            connection_id=run.connection_id,
            kind=part.kind,
            keys=keys,
            tombstone=tombstone,
            priority=Priority.FOLLOWING,
        )
    if drift:
        defer_drain(company_id=run.company_id, connection_id=run.connection_id)


def _links_of(drift: Sequence[Found], what: DriftKind) -> list[str]:
    return [key for found in drift if found.what is what for key in found.seen]


def _believe_grants(run: Reconcile, part: Part, drift: Sequence[Found]) -> None:
    """What LinkedIn has and we knew nothing of gets a link that is not sure, and so do grants that it lost."""
    keys = _links_of(drift, DriftKind.UNWANTED)
    kind = LINK_OF[part.kind]
    Link.objects.filter(connection_id=run.connection_id, kind=kind, our_key__in=keys).update(fingerprint="")
    Link.objects.bulk_create(
        (
            Link(
                company_id=run.company_id,
                connection_id=run.connection_id,
                kind=kind,
                our_key=key,
                external_id=key.partition("|")[0],
            )
            for key in keys
        ),
        ignore_conflicts=True,
    )


def _count(run: Reconcile, part: Part, page: _Page, drift: int) -> None:
    before: dict[str, Any] = run.counts.get(part.kind.value, {})
    compared = page.compared
    run.counts = run.counts | {
        part.kind.value: {
            "recruit": before.get("recruit", 0) + compared.recruit,
            "linkedin": before.get("linkedin", 0) + compared.linkedin,
            "waiting": before.get("waiting", 0) + compared.waiting,
            "drift": before.get("drift", 0) + drift,
            "is_read": bool(before.get("is_read", True)) and page.is_read,
        },
        "troubles": 0,
    }
    run.drift += drift


def _meet_trouble(run: Reconcile, connection: Connection, error: errors.LinkedInError) -> None:
    """Wait and go on, or give up in words that people can read."""
    log.warning("linkedin.reconcile_trouble", error=repr(error), reconcile=run.pk)
    met = trouble_of_batch(error, now=clock.now(), size=1)
    troubles = int(run.counts.get("troubles", 0)) + 1
    if isinstance(met, Hopeless) or troubles > _MOST_TROUBLES:
        Reconcile.objects.filter(pk=run.pk, state=ReconcileState.RUNNING).update(
            state=ReconcileState.STOPPED, finished_at=clock.now(), trouble=met.text[:1000]
        )
        live.touch(run.company_id, [TOPIC])
        return
    Reconcile.objects.filter(pk=run.pk).update(counts=run.counts | {"troubles": troubles})
    at = met.at if isinstance(met, Later) else clock.now() + _AFTER_TROUBLE
    if isinstance(met, Later):
        close(connection=connection, resource=READ_FROM[PARTS[run.part].kind], until=at)
    defer_go_on(company_id=run.company_id, connection_id=run.connection_id, at=at)
