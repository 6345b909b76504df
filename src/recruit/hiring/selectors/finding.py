"""Which persons fulfil these conditions and have a position that the teammate sees: in which order, and how many?

Written as SQL, because here the shape of the question decides between two milliseconds and two seconds, and the planner
cannot know how many persons a beginning of a word stands for, let alone two of them together. Each condition is
therefore counted first, up to a bound, and the answer takes one of two ways:

- One of them is small: all sets are met with each other, and what is left is sorted and counted.
- All are large, or there is none: persons are asked one after the other, in the wanted order, until the page is full,
  and a sample tells how many there are at least. A single condition whose index is in that order is walked by itself.

What is asked of a single person is a scalar subquery. EXISTS in its place would become a join that reads the table.
"""

# ruff: noqa: S608 -- the statements are put together from our own constants; every value is a parameter

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from recruit.base.paging import COUNT_LIMIT, cursor_of, id_of, key_and_id_of
from recruit.hiring.selectors.searching import Asked, Condition, Order
from recruit.positions.selectors import Sight

#: Sets below this many rows are read within a few milliseconds; above, walking is the shorter way.
_SMALL = 50_000
#: In an order that the ids do not tell, each person's place must be looked up: walking is shorter much sooner.
_SMALL_ELSEWHERE = 6_000
#: So many rows of a large set are looked at to say how many persons there are at least.
_SAMPLE = 15_000
#: Where some are hidden each person is asked; after so many who are seen, the others are "and more".
_ASKED_ONE_BY_ONE = 1_000
#: So many rows are read to know that there are more persons than COUNT_LIMIT, though some stand there twice.
_ROWS_COUNTED = 2 * COUNT_LIMIT
_COUNTED = COUNT_LIMIT + 1
#: So many rows are read for one person of a page, where a person may have several.
_ROWS_A_PERSON = 4


@dataclass(frozen=True)
class Found:
    """Ids in order, at most as many as asked for. If not ``is_exact``, there are at least ``count``.

    A ``count`` above ``COUNT_LIMIT`` says no more than that.
    """

    ids: list[int]
    count: int
    is_exact: bool
    next_cursor: str | None = None


NOBODY = Found([], 0, is_exact=True)


@dataclass(frozen=True)
class _Way:
    """How an order is walked: where persons stand in it, how one person's key is found, and what comes later.

    ``repeats``: somebody may stand there several times, each after the other.
    """

    along: str
    key_of: str
    by: str
    later: str
    repeats: bool = False


def _along_persons(column: str, direction: str, kind: str) -> _Way:
    sign = ">" if direction == "ASC" else "<"
    return _Way(
        along=f"(SELECT id, {column} AS key FROM people_person WHERE company_id = %(company)s)",
        key_of=f"(SELECT {column} FROM people_person WHERE id = found.id)",
        by=f"key {direction}, id {direction}",
        later=f"(key, id) {sign} (%(after)s::{kind}, %(after_id)s::bigint)",
    )


_WAYS = {
    Order.NEWEST: _Way(
        along="(SELECT id, id AS key FROM people_person WHERE company_id = %(company)s)",
        key_of="id",
        by="key DESC",
        later="key < %(after)s::bigint",
    ),
    Order.NAME: _along_persons("sort_name", "ASC", "text"),
    Order.ADDED: _along_persons("created_at", "DESC", "timestamptz"),
    Order.CHANGED: _along_persons("updated_at", "DESC", "timestamptz"),
}
#: The column of a condition's rows that is the key of the order in which they can be walked.
_KEYS = {Order.NEWEST: "person_id", Order.ADDED: "created_at", Order.CHANGED: "updated_at"}
_BY_ID = frozenset({Order.NEWEST, Order.ACTIVITY})


def find_persons(
    *,
    company_id: int,
    sight: Sight,
    asked: Asked,
    order: Order,
    after: str | None,
    limit: int,
    likely_small: bool = False,
) -> Found:
    """At most two queries. ``sight`` says which positions' persons count; who sees none finds nobody, unasked.

    ``likely_small``: a single condition is not counted first; if the guess is wrong, the answer takes longer.
    """
    if sight.seen == frozenset():
        return NOBODY
    values = {
        "company": company_id,
        "seen": sorted(sight.seen or ()),
        "hidden": sorted(sight.hidden),
        "without": sight.without_person,
        **asked.values,
        **_after(order, after),
    }
    question = _Question(
        values=values,
        order=order,
        way=_by_activity(sight) if order == Order.ACTIVITY else _WAYS[order],
        hides=bool(sight.hidden) and not asked.sees,
        limit=limit,
    )
    if not asked.conditions:
        return question.everybody()
    if len(asked.conditions) == 1 and asked.conditions[0].walk == order:
        return question.along(asked.conditions[0])
    if likely_small and len(asked.conditions) == 1:
        return question.met(asked.conditions)
    conditions = question.measured(asked.conditions)
    if not conditions[0].size:
        return NOBODY
    return question.met(conditions) if question.is_small(conditions) else question.walked(conditions)


def _after(order: Order, after: str | None) -> dict[str, Any]:
    if after is None:
        return {"after": None, "after_id": None}
    if order in _BY_ID:
        return {"after": id_of(after), "after_id": None}
    key, person_id = key_and_id_of(after)
    return {"after": key, "after_id": person_id}


# What happened on positions that the teammate may not see does not count as activity.
_FACTS = "activity_activity AS {name} WHERE {name}.company_id = %(company)s AND {name}.person_id {of}{seen}"


def _by_activity(sight: Sight) -> _Way:
    """Along the history from its newest fact, past each that is not its person's latest."""

    def seen(name: str) -> str:
        if sight.seen is not None:
            return f" AND ({name}.position_id IS NULL OR {name}.position_id = ANY(%(seen)s::bigint[]))"
        if sight.hidden:
            return f" AND ({name}.position_id IS NULL OR {name}.position_id <> ALL(%(hidden)s::bigint[]))"
        return ""

    later = _FACTS.format(name="later", of="= latest.person_id", seen=seen("later"))
    latest = _FACTS.format(name="latest", of="IS NOT NULL", seen=seen("latest"))
    mine = _FACTS.format(name="mine", of="= found.id", seen=seen("mine"))
    return _Way(
        # Facts outlive their persons: who is not there any more is passed over.
        along="(SELECT latest.person_id AS id, latest.id AS key FROM "
        f"{latest} AND (SELECT true FROM {later} AND later.id > latest.id LIMIT 1) IS NULL "
        "AND (SELECT true FROM people_person WHERE id = latest.person_id))",
        key_of=f"COALESCE((SELECT mine.id FROM {mine} ORDER BY mine.id DESC LIMIT 1), 0)",
        by="key DESC",
        later="key < %(after)s::bigint",
    )


_PROCESSES = "hiring_hiringprocess WHERE company_id = %(company)s"
_NOT_HIDDEN = "position_id <> ALL(%(hidden)s::bigint[])"
# A person whom only hidden positions consider is hidden; one of no position is not.
VISIBLE = f"COALESCE((SELECT bool_or({_NOT_HIDDEN}) FROM {_PROCESSES} AND person_id = found.id), true)"


@dataclass(frozen=True)
class _Question:
    """One search on its way. ``hides``: persons of hidden positions only must be left out."""

    values: dict[str, Any]
    order: Order
    way: _Way
    hides: bool
    limit: int

    def everybody(self) -> Found:
        """Counted along the processes if some are hidden: ten thousand seen in one index are ten thousand and more."""
        along = _WAYS[Order.NEWEST].along
        seen = f"SELECT FROM {along} AS found WHERE {self._seen} ORDER BY id DESC LIMIT {_COUNTED}"
        count = f"(SELECT count(*) FROM ({seen}) AS few)"
        if self.hides:
            some = f"SELECT person_id FROM {_PROCESSES} AND {_NOT_HIDDEN} ORDER BY status, person_id"
            many = (
                f"(SELECT count(DISTINCT person_id) FROM ({some} LIMIT {_ROWS_COUNTED}) AS few) >= {_COUNTED}"
            )
            count = f"CASE WHEN {many} THEN {_COUNTED} ELSE {count} END"
        return self._found(self._row(f"SELECT {count}, {self._page(self.way, [])}"))

    def along(self, condition: Condition) -> Found:
        """By the one condition's own index, in whose order its persons are shown."""
        way = self._way_of(condition)
        most = _ROWS_COUNTED if condition.repeats else _COUNTED
        if self.hides:
            most = _ASKED_ONE_BY_ONE
        rows = f"SELECT id FROM {way.along} AS found WHERE {self._seen} ORDER BY key DESC LIMIT {most}"
        counts = f"(SELECT jsonb_build_array(count(DISTINCT id), count(*)) FROM ({rows}) AS few)"
        (count, read), shown = self._row(f"SELECT {counts}, {self._page(way, [])}")
        return self._found((count, shown), is_cut=read >= most, repeats=condition.repeats)

    def measured(self, conditions: Sequence[Condition]) -> list[Condition]:
        """The smallest first."""
        counts = [
            f"(SELECT count(*) FROM (SELECT FROM {each.rows} LIMIT {_SMALL}) AS few)" for each in conditions
        ]
        sizes = self._row(f"SELECT {', '.join(counts)}")
        sized = [replace(each, size=size) for each, size in zip(conditions, sizes, strict=True)]
        return sorted(sized, key=lambda each: each.size)

    def is_small(self, conditions: Sequence[Condition]) -> bool:
        by_id = self.order == Order.NEWEST or any(each.gathers for each in conditions)
        return conditions[0].size < (_SMALL if by_id else _SMALL_ELSEWHERE)

    def met(self, conditions: Sequence[Condition]) -> Found:
        smallest, *others = conditions
        met = "".join(f" AND person_id IN (SELECT person_id FROM {each.rows})" for each in others)
        met += "" if self.values["without"] is None else " AND person_id <> %(without)s"
        keyed = replace(self.way, along=f"(SELECT id, {self.way.key_of} AS key FROM fitting AS found)")
        fitting = f"WITH fitting AS MATERIALIZED (SELECT DISTINCT person_id AS id FROM {smallest.rows}{met})"
        found = self._row(f"{fitting} SELECT {self._count}, {self._page(keyed, [])}")
        return self._found(found, is_cut=self.hides and found[0] >= _ASKED_ONE_BY_ONE)

    def walked(self, conditions: Sequence[Condition]) -> Found:
        """Along the smallest condition that lies in this order, else along all persons; the others are asked.

        Those persons of a piece of the smallest set who fulfil all conditions are how many there are at least; the more
        is asked, the smaller is the piece.
        """
        smallest, *others = conditions
        first = next((each for each in conditions if each.walk == self.order), None)
        way = self.way if first is None else self._way_of(first)
        page = self._page(way, [each.holds for each in conditions if each is not first])
        rows = f"SELECT person_id FROM {smallest.rows} LIMIT {_SAMPLE // len(conditions)}"
        fits = " AND ".join([self._not_oneself, *(each.holds for each in others)])
        some = f"SELECT id FROM (SELECT DISTINCT person_id AS id FROM ({rows}) AS some_rows) AS found WHERE {fits}"
        count, shown = self._row(f"WITH fitting AS MATERIALIZED ({some}) SELECT {self._count}, {page}")
        return self._found(
            (max(count, len({row[0] for row in shown})), shown), is_cut=True, repeats=way.repeats
        )

    @property
    def _seen(self) -> str:
        return f"{self._not_oneself} AND {VISIBLE}" if self.hides else self._not_oneself

    @property
    def _not_oneself(self) -> str:
        """The teammate's own profile as a candidate, if it is hidden from them."""
        return "true" if self.values["without"] is None else "found.id <> %(without)s"

    def _way_of(self, condition: Condition) -> _Way:
        along = f"(SELECT person_id AS id, {_KEYS[self.order]} AS key FROM {condition.rows})"
        return replace(self.way, along=along, repeats=condition.repeats)

    @property
    def _count(self) -> str:
        """All who fit and are seen."""
        if not self.hides:
            return "(SELECT count(*) FROM fitting)"
        seen = f"SELECT FROM fitting AS found WHERE {VISIBLE} LIMIT {_ASKED_ONE_BY_ONE}"
        return f"(SELECT count(*) FROM ({seen}) AS few)"

    def _page(self, way: _Way, asked: Sequence[str]) -> str:
        """In order first, so that no more persons are asked than the page needs; OFFSET keeps the two apart.

        A JSON array of pairs of id and key.
        """
        later = way.later if self.values["after"] is not None else "true"
        ordered = f"(SELECT id, key FROM {way.along} AS found WHERE {later} ORDER BY {way.by} OFFSET 0)"
        fits = " AND ".join([*asked, self._seen])
        rows = (
            f"(SELECT id, key FROM {ordered} AS found WHERE {fits} ORDER BY {way.by} LIMIT {self._rows(way)})"
        )
        return f"(SELECT COALESCE(jsonb_agg(jsonb_build_array(id, key) ORDER BY {way.by}), '[]') FROM {rows} AS page)"

    def _rows(self, way: _Way) -> int:
        return (self.limit + 1) * (_ROWS_A_PERSON if way.repeats else 1)

    def _row(self, statement: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(statement, self.values)
            # Django hands JSON over as text.
            return [json.loads(value) if isinstance(value, str) else value for value in cursor.fetchone()]

    def _found(self, found: Sequence[Any], *, is_cut: bool = False, repeats: bool = False) -> Found:
        """``is_cut``: there may be more than were counted."""
        count, rows = found
        persons = list(dict(rows).items())
        shown = persons[: self.limit]
        is_full = repeats and len(rows) == (self.limit + 1) * _ROWS_A_PERSON
        cursor = None
        if shown and (len(persons) > self.limit or is_full):
            person_id, key = shown[-1]
            cursor = cursor_of(key) if self.order in _BY_ID else cursor_of(key, person_id)
        is_exact = count <= COUNT_LIMIT and not is_cut
        return Found([person_id for person_id, _ in shown], count, is_exact, cursor)
