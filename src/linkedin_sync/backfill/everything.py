"""What follows from a change that may touch every record? They are marked, page by page.

Each page is one transaction that also defers the next page: a worker killed at any moment loses nothing. Unchanged
records cost a fingerprint, not a call, so marking twice is harmless. None of this is history: it does not wait while a
backfill is paused, for something may have to be taken away at LinkedIn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db import transaction

from linkedin_sync.connections.selectors import connection_by_id
from linkedin_sync.enums import MarkKind, Priority
from linkedin_sync.mapping.shares import sharing_of
from linkedin_sync.outbox.marks import defer_drain, mark_records
from recruit.activity.selectors import noted_ids
from recruit.base import queue
from recruit.evaluation.selectors import evaluated_process_ids
from recruit.hiring.selectors import (
    all_process_ids,
    person_ids_of_processes,
    process_ids_of_persons,
    process_ids_of_position,
)
from recruit.people.selectors import all_person_ids, persons_with_resumes
from recruit.positions.selectors import all_position_ids

#: The tasks' names; the functions lie in ``tasks``, above this.
MARK_HISTORY: Final = "linkedin.mark_history"
MARK_NOTED: Final = "linkedin.mark_noted"
MARK_EVALUATED: Final = "linkedin.mark_evaluated"
MARK_RESUMED: Final = "linkedin.mark_resumed"
MARK_PROCESSES_OF_POSITION: Final = "linkedin.mark_processes_of_position"

_PAGE: Final = 2000
_IDS: Final[dict[MarkKind, Callable[..., list[int]]]] = {
    MarkKind.POSITION: all_position_ids,
    MarkKind.PERSON: all_person_ids,
    MarkKind.PROCESS: all_process_ids,
}
_ORDER: Final = list(_IDS)


@transaction.atomic
def mark_everything(*, company_id: int, connection_id: int) -> None:
    """Begin at the first page of the first kind; the rest follows by itself."""
    _defer_page(company_id, connection_id, _ORDER[0], 0)


@transaction.atomic
def mark_history_page(*, company_id: int, connection_id: int, kind: MarkKind, after_id: int) -> None:
    """Mark one page of one kind and defer the next page, of this kind or of the one after it."""
    ids = _IDS[kind](company_id=company_id, after_id=after_id, limit=_PAGE)
    _mark(company_id, connection_id, kind, ids)
    if kind is MarkKind.POSITION:
        _mark(company_id, connection_id, MarkKind.VISIBILITY_OF_POSITION, ids)
    if len(ids) == _PAGE:
        _defer_page(company_id, connection_id, kind, ids[-1])
    elif kind is not _ORDER[-1]:
        _defer_page(company_id, connection_id, _ORDER[_ORDER.index(kind) + 1], 0)
    defer_drain(company_id=company_id, connection_id=connection_id)


@transaction.atomic
def mark_processes_of_position(*, company_id: int, connection_id: int, position_id: int) -> None:
    """A position's name, or whether it is shared, touches every process on it; the unchanged ones are not sent.

    Where not all positions are shared, a position may also be the only one that brings its persons along.
    """
    connection = connection_by_id(company_id=company_id, connection_id=connection_id)
    brings_persons = connection is not None and not sharing_of(connection).is_everything
    after_id = 0
    while ids := process_ids_of_position(
        company_id=company_id, position_id=position_id, after_id=after_id, limit=_PAGE
    ):
        _mark(company_id, connection_id, MarkKind.PROCESS, ids)
        if brings_persons:
            persons = person_ids_of_processes(company_id=company_id, process_ids=ids)
            _mark(company_id, connection_id, MarkKind.PERSON, persons)
        after_id = ids[-1]
    defer_drain(company_id=company_id, connection_id=connection_id)


@transaction.atomic
def mark_noted(*, company_id: int, connection_id: int) -> None:
    """Everybody and everything that a note was written about, from the first note on."""
    _defer_noted(company_id, connection_id, 0)


@transaction.atomic
def mark_noted_page(*, company_id: int, connection_id: int, after_id: int) -> None:
    """Mark what one page of notes is about, and defer the next page."""
    page = noted_ids(company_id=company_id, after_id=after_id, limit=_PAGE)
    persons = sorted({person for _, person, process in page if process is None})
    processes = sorted({process for _, _, process in page if process is not None})
    _mark(company_id, connection_id, MarkKind.PERSON, persons)
    _mark(company_id, connection_id, MarkKind.PROCESS, processes)
    if len(page) == _PAGE:
        _defer_noted(company_id, connection_id, page[-1][0])
    defer_drain(company_id=company_id, connection_id=connection_id)


def _defer_noted(company_id: int, connection_id: int, after_id: int) -> None:
    queue.defer(MARK_NOTED, company_id=company_id, connection_id=connection_id, after_id=after_id)


@transaction.atomic
def mark_evaluated(*, company_id: int, connection_id: int) -> None:
    """Every process that somebody submitted an evaluation of, from the first on."""
    _defer_evaluated(company_id, connection_id, 0)


@transaction.atomic
def mark_evaluated_page(*, company_id: int, connection_id: int, after_id: int) -> None:
    """Mark what one page of evaluations is about, and defer the next page."""
    page = evaluated_process_ids(company_id=company_id, after_id=after_id, limit=_PAGE)
    _mark(company_id, connection_id, MarkKind.PROCESS, sorted({process for _, process in page}))
    if len(page) == _PAGE:
        _defer_evaluated(company_id, connection_id, page[-1][0])
    defer_drain(company_id=company_id, connection_id=connection_id)


def _defer_evaluated(company_id: int, connection_id: int, after_id: int) -> None:
    queue.defer(MARK_EVALUATED, company_id=company_id, connection_id=connection_id, after_id=after_id)


@transaction.atomic
def mark_resumed(*, company_id: int, connection_id: int) -> None:
    """Every process of everybody who has a résumé, from the first such candidate on."""
    _defer_resumed(company_id, connection_id, 0)


@transaction.atomic
def mark_resumed_page(*, company_id: int, connection_id: int, after_id: int) -> None:
    """Mark what one page of candidates are considered for, and defer the next page."""
    page = persons_with_resumes(company_id=company_id, after_id=after_id, limit=_PAGE)
    processes = process_ids_of_persons(company_id=company_id, person_ids=page)
    _mark(company_id, connection_id, MarkKind.RESUMES, processes)
    if len(page) == _PAGE:
        _defer_resumed(company_id, connection_id, page[-1])
    defer_drain(company_id=company_id, connection_id=connection_id)


def _defer_resumed(company_id: int, connection_id: int, after_id: int) -> None:
    queue.defer(MARK_RESUMED, company_id=company_id, connection_id=connection_id, after_id=after_id)


def _mark(company_id: int, connection_id: int, kind: MarkKind, ids: list[int]) -> None:
    mark_records(
        company_id=company_id, connection_id=connection_id, kind=kind, keys=ids, priority=Priority.FOLLOWING
    )


def _defer_page(company_id: int, connection_id: int, kind: MarkKind, after_id: int) -> None:
    queue.defer(
        MARK_HISTORY, company_id=company_id, connection_id=connection_id, kind=kind.value, after_id=after_id
    )
