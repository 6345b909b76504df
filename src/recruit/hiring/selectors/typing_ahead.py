"""Whom may somebody mean who is still typing? The first few, found at once; the whole search waits for the Enter key.

Nothing is counted and no similar names are looked for. What a beginning of a word stands for is read up to a bound, in
the order of the index, so that a letter that half a million names begin with takes no longer than a rare one. Whoever
sees only a few positions is asked for from both ends: whom the word stands for, and who came to these positions lately.
"""

# ruff: noqa: S608 -- the statement is put together from our own constants; every value is a parameter

from __future__ import annotations

from typing import Any, Final

from recruit.company.selectors import Reader
from recruit.hiring.selectors.finding import VISIBLE
from recruit.people.models import Person
from recruit.people.rules import prefix_range, search_words
from recruit.positions.selectors import sight_of

#: So many persons whom the longest word stands for are looked at, and so many who came lately.
_LOOKED_AT: Final = 4000
_LATELY: Final = 2000
_BEGINS: Final = "token >= %(low{n})s AND token < %(high{n})s"
_STARTS: Final = f"""(SELECT DISTINCT person_id AS id FROM (
    SELECT person_id FROM people_persontoken
    WHERE company_id = %(company)s AND {_BEGINS} ORDER BY token LIMIT {_LOOKED_AT}
) AS starts)"""
_LATE: Final = f"""(SELECT DISTINCT person_id AS id FROM (
    SELECT person_id FROM unnest(%(seen)s::bigint[]) AS mine (position_id), LATERAL (
        SELECT id, person_id FROM hiring_hiringprocess
        WHERE company_id = %(company)s AND position_id = mine.position_id ORDER BY id DESC LIMIT 200
    ) AS came ORDER BY came.id DESC LIMIT {_LATELY}
) AS late)"""
_HAS: Final = """(SELECT true FROM people_persontoken
    WHERE company_id = %(company)s AND person_id = found.id AND {word} LIMIT 1)"""
_SEEN: Final = """(SELECT true FROM hiring_hiringprocess WHERE company_id = %(company)s
    AND person_id = found.id AND position_id = ANY(%(seen)s::bigint[]) LIMIT 1)"""


def first_persons(*, teammate: Reader, query: str, limit: int) -> list[Person]:
    """At most ``limit``, the newest of those looked at first. One query beside the teammate's sight."""
    sight = sight_of(teammate=teammate)
    words = sorted(search_words(query), key=len, reverse=True)
    if not words or sight.seen == frozenset():
        return []
    values: dict[str, Any] = {
        "company": teammate.company_id,
        "hidden": sorted(sight.hidden),
        "seen": sorted(sight.seen or ()),
        "without": sight.without_person,
        "limit": limit,
    }
    for number, word in enumerate(words):
        values[f"low{number}"], values[f"high{number}"] = prefix_range(word)
    has = [_HAS.format(word=_BEGINS.format(n=number)) for number in range(len(words))]
    visible = "true" if sight.is_everything else VISIBLE if sight.seen is None else _SEEN
    not_oneself = "true" if sight.without_person is None else "found.id <> %(without)s"
    ways = [_page(_STARTS.format(n=0), [not_oneself, *has[1:], visible])]
    if sight.seen is not None:
        ways.append(_page(_LATE, [not_oneself, *has]))
    statement = (
        f"SELECT person.* FROM ({' UNION '.join(ways)}) AS shown JOIN people_person AS person ON person.id = shown.id "
        "WHERE person.company_id = %(company)s ORDER BY person.id DESC LIMIT %(limit)s"
    )
    return list(Person.objects.raw(statement, values))


def _page(persons: str, asked: list[str]) -> str:
    """In order first, so that no more persons are asked than are shown; OFFSET keeps the two apart."""
    ordered = f"(SELECT id FROM {persons} AS all_of_them ORDER BY id DESC OFFSET 0)"
    return f"(SELECT id FROM {ordered} AS found WHERE {' AND '.join(asked)} ORDER BY id DESC LIMIT %(limit)s)"
