"""Which persons have these words, this tag and a position that the teammate sees: the newest, and how many?

Written as SQL, because here the shape of the question decides between two milliseconds and two seconds, and the planner
cannot know how many persons a beginning of a word stands for, let alone two of them together. Each condition is
therefore counted first, up to a bound, and the answer takes one of two ways:

- One of them is small: all sets are met with each other, and what is left is sorted and counted.
- All are large, or there is none: the newest persons are asked one after the other until the page is full, and a sample
  tells how many there are at least.

What is asked of a single person is a scalar subquery. EXISTS in its place would become a join that reads the table.
"""

# ruff: noqa: S608 -- the statements are put together from this module's own constants; every value is a parameter

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from recruit.base.paging import COUNT_LIMIT
from recruit.people.rules import prefix_range, search_words
from recruit.people.selectors import tag_id_of
from recruit.positions.selectors import Sight

#: Sets below this many rows are read within a few milliseconds; above, walking is the shorter way.
_SMALL = 50_000
#: So many rows of a large set are looked at to say how many persons there are at least.
_SAMPLE = 15_000
#: Processes on hidden positions are counted so far, to show that it does not matter whose they are.
_HIDDEN_AT_MOST = 100_000


@dataclass(frozen=True)
class Found:
    """Ids newest first, one more than asked for if there are more. If not ``is_exact``, there are at least so many.

    A ``count`` above ``COUNT_LIMIT`` says no more than that.
    """

    ids: list[int]
    count: int
    is_exact: bool


@dataclass(frozen=True)
class _Condition:
    """``rows`` name the persons who fulfil it: a table and its WHERE. ``size``: how many, up to ``_SMALL``."""

    rows: str
    size: int = 0

    @property
    def holds(self) -> str:
        return f"(SELECT true FROM {self.rows} AND person_id = found.id LIMIT 1)"


def find_persons(
    *, company_id: int, sight: Sight, query: str, tag: str, after_id: int | None, limit: int
) -> Found:
    """At most three queries. ``sight`` says which positions' persons count; who sees none finds nobody, unasked."""
    if sight.seen == frozenset():
        return Found([], 0, is_exact=True)
    tag_id = tag_id_of(company_id=company_id, name=tag) if tag else None
    if tag and tag_id is None:
        return Found([], 0, is_exact=True)
    values = {
        "company": company_id,
        "after": after_id,
        "limit": limit + 1,
        "counted": COUNT_LIMIT + 1,
        "small": _SMALL,
        "hidden_at_most": _HIDDEN_AT_MOST,
        "tag": tag_id,
        "seen": sorted(sight.seen or ()),
        "hidden": sorted(sight.hidden),
    }
    hides = bool(sight.hidden)
    conditions = _conditions(query, tag_id, sight, values)
    if any(each.rows != _TAG for each in conditions):
        conditions = _measured(conditions, values)
        if conditions[0].size < _SMALL:
            return _met(conditions, values, hides=hides)
    return _walked(conditions, tag_id, values, hides=hides)


_WORD = "people_persontoken WHERE company_id = %(company)s AND token >= %(low{n})s AND token < %(high{n})s"
_TAG = "people_persontag WHERE company_id = %(company)s AND tag_id = %(tag)s"
_SEEN = "hiring_hiringprocess WHERE company_id = %(company)s AND position_id = ANY(%(seen)s::bigint[])"
_HIDDEN = "hiring_hiringprocess WHERE company_id = %(company)s AND position_id = ANY(%(hidden)s::bigint[])"
_EVERYBODY = "(SELECT id FROM people_person WHERE company_id = %(company)s)"
_TAGGED = "(SELECT person_id AS id FROM people_persontag WHERE company_id = %(company)s AND tag_id = %(tag)s)"
# A person whom only hidden positions consider is hidden; one of no position is not.
_ELSEWHERE = """(
    SELECT true FROM hiring_hiringprocess WHERE company_id = %(company)s AND person_id = found.id
    AND position_id <> ALL(%(hidden)s::bigint[]) LIMIT 1
)"""
_VISIBLE = f"((SELECT true FROM {_HIDDEN} AND person_id = found.id LIMIT 1) IS NULL OR {_ELSEWHERE})"
# Of so many persons more than COUNT_LIMIT are visible, whoever is hidden; nothing if too many could be.
_ENOUGH = f"""
WITH enough AS MATERIALIZED (
    SELECT NULLIF(count(*), %(hidden_at_most)s) + %(counted)s AS persons
    FROM (SELECT FROM {_HIDDEN} LIMIT %(hidden_at_most)s) AS few
)"""


def _conditions(query: str, tag_id: int | None, sight: Sight, values: dict[str, Any]) -> list[_Condition]:
    found = []
    for number, word in enumerate(search_words(query)):
        values[f"low{number}"], values[f"high{number}"] = prefix_range(word)
        found.append(_Condition(_WORD.format(n=number)))
    if tag_id is not None:
        found.append(_Condition(_TAG))
    if sight.seen is not None:
        found.append(_Condition(_SEEN))
    return found


def _measured(conditions: list[_Condition], values: dict[str, Any]) -> list[_Condition]:
    """The smallest first."""
    counts = [
        f"(SELECT count(*) FROM (SELECT FROM {each.rows} LIMIT %(small)s) AS few)" for each in conditions
    ]
    sizes = _row(f"SELECT {', '.join(counts)}", values)
    sized = [_Condition(each.rows, size) for each, size in zip(conditions, sizes, strict=True)]
    return sorted(sized, key=lambda each: each.size)


def _met(conditions: list[_Condition], values: dict[str, Any], *, hides: bool) -> Found:
    smallest, *others = conditions
    met = "".join(f" AND person_id IN (SELECT person_id FROM {each.rows})" for each in others)
    count, ids = _row(
        f"""
        WITH fitting AS MATERIALIZED (SELECT DISTINCT person_id AS id FROM {smallest.rows}{met})
        SELECT {_count_of_set("fitting", hides=hides)}, {_page("fitting", [], hides=hides)}
        """,
        values,
    )
    return Found(ids, count, is_exact=count <= COUNT_LIMIT)


def _walked(
    conditions: list[_Condition], tag_id: int | None, values: dict[str, Any], *, hides: bool
) -> Found:
    """Along the persons, or along those of the tag: both have an index in this order."""
    along = _EVERYBODY if tag_id is None else _TAGGED
    asked = [each.holds for each in conditions if each.rows != _TAG]
    page = _page(along, asked, hides=hides)
    if not asked:
        enough = _ENOUGH if hides else ""
        count, ids = _row(f"{enough} SELECT {_count_along(along, hides=hides)}, {page}", values)
        return Found(ids, count, is_exact=count <= COUNT_LIMIT)
    count, ids = _row(f"{_sample(conditions)} SELECT {_count_of_set('fitting', hides=hides)}, {page}", values)
    return Found(ids, max(count, len(ids)), is_exact=False)


def _sample(conditions: list[_Condition]) -> str:
    """Those persons of a piece of the smallest set who fulfil all conditions; the more are asked, the smaller it is."""
    smallest, *others = conditions
    rows = f"SELECT person_id FROM {smallest.rows} LIMIT {_SAMPLE // len(conditions)}"
    fits = " AND ".join(["true", *(each.holds for each in others)])
    some = (
        f"SELECT id FROM (SELECT DISTINCT person_id AS id FROM ({rows}) AS some_rows) AS found WHERE {fits}"
    )
    return f"WITH fitting AS MATERIALIZED ({some})"


def _page(found: str, asked: list[str], *, hides: bool) -> str:
    """In order first, so that no more persons are asked than the page needs; OFFSET keeps the two apart."""
    later = "(%(after)s::bigint IS NULL OR id < %(after)s)"
    ordered = f"(SELECT id FROM {found} AS found WHERE {later} ORDER BY id DESC OFFSET 0)"
    fits = " AND ".join([*asked, _VISIBLE if hides else "true"])
    return f"ARRAY(SELECT id FROM {ordered} AS found WHERE {fits} ORDER BY id DESC LIMIT %(limit)s)"


def _count_of_set(found: str, *, hides: bool) -> str:
    """All of them, less the hidden ones: whom hidden positions consider, and no others. OFFSET as in ``_page``."""
    if not hides:
        return f"(SELECT count(*) FROM {found})"
    touched = f"(SELECT id FROM {found} WHERE id IN (SELECT person_id FROM {_HIDDEN}) OFFSET 0)"
    hidden = f"(SELECT count(*) FROM {touched} AS found WHERE {_ELSEWHERE} IS NULL)"
    return f"(SELECT count(*) FROM {found}) - {hidden}"


def _count_along(along: str, *, hides: bool) -> str:
    """Up to one more than ``COUNT_LIMIT``. Of so many that it does not matter who is hidden, nobody is asked.

    Ordered, so that the index is read and not the table, where another company's rows may come first.
    """
    counted = f"SELECT FROM {along} AS found WHERE {{fits}} ORDER BY id DESC LIMIT {{most}}"
    visible = counted.format(fits=_VISIBLE if hides else "true", most="%(counted)s")
    exact = f"(SELECT count(*) FROM ({visible}) AS few)"
    if not hides:
        return exact
    many = counted.format(fits="true", most="(SELECT COALESCE(persons, 0) FROM enough)")
    is_enough = f"(SELECT count(*) FROM ({many}) AS few) = (SELECT persons FROM enough)"
    return f"CASE WHEN {is_enough} THEN %(counted)s ELSE {exact} END"


def _row(statement: str, values: dict[str, Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()
