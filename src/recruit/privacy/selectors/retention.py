"""Whose time is over, or soon will be? Numbers that stop counting, and a list by key, of a million candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from recruit.base import clock
from recruit.base.paging import COUNT_LIMIT, Page, cursor_of, moment_and_id_of, page_of
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.selectors import (
    Reader,
    actor_of,
    actor_of_reader,
    has_capability,
    require_capability,
)
from recruit.hiring.selectors import visible_persons
from recruit.people.models import Person
from recruit.privacy.enums import CandidateKind
from recruit.privacy.models import RetentionClock, RetentionProgress, RetentionRule

#: The report looks so many days ahead, in these pieces; the first is those whose time is over.
AHEAD: Final = (0, 30, 90)
#: Whoever sees only some of the candidates looks through so many of the list for a page of theirs.
_LOOKED_THROUGH: Final = 2000
_AT_ONCE: Final = 200


def may_review(*, teammate: Reader) -> bool:
    return has_capability(reader=teammate, capability=Capability.REVIEW_RETENTION)


def may_configure(*, teammate: Teammate) -> bool:
    return has_capability(reader=teammate, capability=Capability.CONFIGURE_PRIVACY)


def require_review(*, teammate: Reader) -> None:
    """Refuses with ``CompanyRoleTooSmall``, an API app with ``AppScopeTooSmall``."""
    require_capability(
        company_id=teammate.company_id,
        actor=actor_of_reader(teammate),
        capability=Capability.REVIEW_RETENTION,
    )


def require_configure(*, teammate: Teammate) -> None:
    """Refuses with ``CompanyRoleTooSmall``."""
    require_capability(
        company_id=teammate.company_id, actor=actor_of(teammate), capability=Capability.CONFIGURE_PRIVACY
    )


def rules_of(*, company_id: int) -> dict[str, RetentionRule]:
    """By kind; a kind that has none is kept for good."""
    return {row.kind: row for row in RetentionRule.objects.filter(company_id=company_id)}


@dataclass(frozen=True)
class KindNumbers:
    """How many of one kind are due now, and in each of the next pieces; ``COUNT_LIMIT`` means at least so many."""

    kind: CandidateKind
    rule: RetentionRule | None
    due: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.due)


@dataclass(frozen=True)
class Numbers:
    """Of the whole company: they name nobody. ``reckoned_at``: None while it is under way, or was never done."""

    kinds: tuple[KindNumbers, ...]
    reckoned_at: datetime | None
    is_under_way: bool

    @property
    def due(self) -> tuple[int, ...]:
        return tuple(sum(each.due[place] for each in self.kinds) for place in range(len(AHEAD)))

    @property
    def has_rules(self) -> bool:
        return any(each.rule for each in self.kinds)


_COUNTS: Final = """
SELECT piece.kind, piece.place, (
    SELECT count(*) FROM (
        SELECT 1 FROM privacy_retentionclock AS one
        WHERE one.company_id = %(company)s AND one.kind = piece.kind
            AND one.due_at > piece.after AND one.due_at <= piece.until
        LIMIT %(most)s
    ) AS found
)
FROM unnest(%(kinds)s::text[], %(places)s::int[], %(after)s::timestamptz[], %(until)s::timestamptz[])
    AS piece (kind, place, after, until)
"""


def numbers_of(*, teammate: Teammate) -> Numbers:
    """Three queries. Refuses with ``CompanyRoleTooSmall``."""
    require_review(teammate=teammate)
    now, company_id = clock.now(), teammate.company_id
    ends = [now + timedelta(days=days) for days in AHEAD]
    starts = [datetime.min.replace(tzinfo=now.tzinfo), *ends[:-1]]
    pieces = [(kind.value, place) for kind in CandidateKind for place in range(len(AHEAD))]
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTS,
            {
                "company": company_id,
                "most": COUNT_LIMIT,
                "kinds": [kind for kind, _ in pieces],
                "places": [place for _, place in pieces],
                "after": [starts[place] for _, place in pieces],
                "until": [ends[place] for _, place in pieces],
            },
        )
        counted = {(kind, place): number for kind, place, number in cursor.fetchall()}
    rules = rules_of(company_id=company_id)
    progress = RetentionProgress.objects.filter(company_id=company_id).first()
    kinds = tuple(
        KindNumbers(kind, rules.get(kind), tuple(counted[kind.value, place] for place in range(len(AHEAD))))
        for kind in CandidateKind
    )
    ended = progress.ended_at if progress else None
    return Numbers(kinds, ended, is_under_way=progress is not None and ended is None)


@dataclass(frozen=True)
class DueRow:
    """One person of the list with their clock."""

    person: Person
    clock: RetentionClock


def due_page(
    *, teammate: Reader, days: int = 0, kind: str = "", after: str | None = None, limit: int = 50
) -> Page[DueRow]:
    """Who of those whom the teammate sees is due within so many days, the longest overdue first.

    The total counts the whole company's. Whoever sees few of the candidates may get a page with fewer rows than there
    is room for, or with none, and a cursor: so many were looked through, and the list goes on. Refuses as
    ``require_review``.
    """
    require_review(teammate=teammate)
    rows = RetentionClock.objects.filter(
        company_id=teammate.company_id, due_at__lte=clock.now() + timedelta(days=days)
    )
    if kind:
        rows = rows.filter(kind=kind)
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    found, stopped_at = _seen(teammate, rows, after, limit)
    page = page_of(found, limit=limit, key=_key, count=count)
    return replace(page, next_cursor=cursor_of(*_key_of(stopped_at))) if stopped_at else page


def _key(row: DueRow) -> tuple[str, int]:
    return _key_of(row.clock)


def _key_of(clock: RetentionClock) -> tuple[str, int]:
    assert clock.due_at is not None
    return clock.due_at.isoformat(), clock.pk


def _seen(
    teammate: Reader, rows: QuerySet[RetentionClock], after: str | None, limit: int
) -> tuple[list[DueRow], RetentionClock | None]:
    """``limit + 1`` of those whose persons the teammate sees, looked through piece by piece.

    With it the last one who was looked at, if there are more behind and not enough were found before.
    """
    place: tuple[Any, int] | None = moment_and_id_of(after) if after else None
    found: list[DueRow] = []
    for _ in range(_LOOKED_THROUGH // _AT_ONCE):
        piece = list(_after(rows, place).order_by("due_at", "id")[:_AT_ONCE])
        found += _with_persons(teammate, piece)
        if len(found) > limit or len(piece) < _AT_ONCE:
            return found[: limit + 1], None
        place = (piece[-1].due_at, piece[-1].pk)
    return found, piece[-1]


def _after(rows: QuerySet[RetentionClock], place: tuple[Any, int] | None) -> QuerySet[RetentionClock]:
    if place is None:
        return rows
    due_at, pk = place
    return rows.filter(due_at__gte=due_at).exclude(due_at=due_at, pk__lte=pk)


def _with_persons(teammate: Reader, piece: Sequence[RetentionClock]) -> list[DueRow]:
    persons = visible_persons(teammate=teammate).filter(pk__among=[row.person_id for row in piece])
    by_id = {person.pk: person for person in persons}
    return [DueRow(by_id[row.person_id], row) for row in piece if row.person_id in by_id]
