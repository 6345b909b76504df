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
_SMALL = 100_000
#: So many rows of a large set are looked at to say how many persons there are at least.
_SAMPLE = 30_000


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
        "tag": tag_id,
        "seen": sorted(sight.seen or ()),
        "hidden": sorted(sight.hidden),
    }
    conditions = _measured(_conditions(query, tag_id, sight, values), values)
    visible = _VISIBLE if sight.hidden else "true"
    if conditions and conditions[0].size < _SMALL and (tag_id is None or len(conditions) > 1):
        return _met(conditions, visible, values)
    return _walked(conditions, tag_id, visible, values)


_WORD = "people_persontoken WHERE company_id = %(company)s AND token >= %(low{n})s AND token < %(high{n})s"
_TAG = "people_persontag WHERE company_id = %(company)s AND tag_id = %(tag)s"
_SEEN = "hiring_hiringprocess WHERE company_id = %(company)s AND position_id = ANY(%(seen)s::bigint[])"
_HIDDEN = "hiring_hiringprocess WHERE company_id = %(company)s AND position_id = ANY(%(hidden)s::bigint[])"
_EVERYBODY = "(SELECT id FROM people_person WHERE company_id = %(company)s)"
_TAGGED = "(SELECT person_id AS id FROM people_persontag WHERE company_id = %(company)s AND tag_id = %(tag)s)"
# A person whom only hidden positions consider is hidden; one of no position is not.
_VISIBLE = f"""(
    (SELECT true FROM {_HIDDEN} AND person_id = found.id LIMIT 1) IS NULL
    OR (SELECT true FROM hiring_hiringprocess WHERE company_id = %(company)s AND person_id = found.id
        AND position_id <> ALL(%(hidden)s::bigint[]) LIMIT 1)
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
    """The smallest first. ``proof``: of so many persons at least ``COUNT_LIMIT`` are visible, whoever is hidden."""
    sets = [each.rows for each in conditions] + ([_HIDDEN] if values["hidden"] else [])
    if not sets:
        return []
    counts = [f"(SELECT count(*) FROM (SELECT FROM {rows} LIMIT %(small)s) AS few)" for rows in sets]
    sizes = _row(f"SELECT {', '.join(counts)}", values)
    if values["hidden"]:
        values["proof"] = None if sizes[-1] == _SMALL else sizes[-1] + COUNT_LIMIT + 1
    sized = [_Condition(each.rows, size) for each, size in zip(conditions, sizes, strict=False)]
    return sorted(sized, key=lambda each: each.size)


def _met(conditions: list[_Condition], visible: str, values: dict[str, Any]) -> Found:
    smallest, *others = conditions
    met = "".join(f" AND person_id IN (SELECT person_id FROM {each.rows})" for each in others)
    count, ids = _row(
        f"""
        WITH fitting AS MATERIALIZED (SELECT DISTINCT person_id AS id FROM {smallest.rows}{met})
        SELECT {_count("fitting", visible, values)}, {_page("fitting", visible)}
        """,
        values,
    )
    return Found(ids, count, is_exact=count <= COUNT_LIMIT)


def _walked(conditions: list[_Condition], tag_id: int | None, visible: str, values: dict[str, Any]) -> Found:
    """Along the persons, or along those of the tag: both have an index in this order."""
    along = _EVERYBODY if tag_id is None else _TAGGED
    asked = [each for each in conditions if each.rows != _TAG]
    page = _page(along, " AND ".join([*(each.holds for each in asked), visible]))
    if not asked:
        count, ids = _row(f"SELECT {_count(along, visible, values)}, {page}", values)
        return Found(ids, count, is_exact=count <= COUNT_LIMIT)
    smallest, *others = conditions
    sample = f"SELECT person_id FROM {smallest.rows} LIMIT {_SAMPLE // len(conditions)}"
    some = f"(SELECT DISTINCT person_id AS id FROM ({sample}) AS sample)"
    fits = " AND ".join([*(each.holds for each in others), visible])
    count, ids = _row(f"SELECT {_count(some, fits, values, is_proof=not others)}, {page}", values)
    return Found(ids, max(count, len(ids)), is_exact=False)


def _page(found: str, fits: str) -> str:
    """In order first, so that no more persons are asked than the page needs; OFFSET keeps the two apart."""
    later = "(%(after)s::bigint IS NULL OR id < %(after)s)"
    ordered = f"(SELECT id FROM {found} AS found WHERE {later} ORDER BY id DESC OFFSET 0)"
    return f"ARRAY(SELECT id FROM {ordered} AS found WHERE {fits} ORDER BY id DESC LIMIT %(limit)s)"


def _count(found: str, fits: str, values: dict[str, Any], *, is_proof: bool = True) -> str:
    """Up to one more than ``COUNT_LIMIT``. Of so many that it does not matter who is hidden, none is asked."""
    exact = f"(SELECT count(*) FROM (SELECT FROM {found} AS found WHERE {fits} LIMIT %(counted)s) AS counted)"
    if not is_proof or values.get("proof") is None:
        return exact
    many = f"(SELECT count(*) FROM (SELECT FROM {found} AS found LIMIT %(proof)s) AS few)"
    return f"CASE WHEN {many} = %(proof)s THEN %(counted)s ELSE {exact} END"


def _row(statement: str, values: dict[str, Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()
