"""How does a test come to its company at once? It is founded by the product's services once, and then laid down again.

    @kept
    def hiring_company(name: str = "Robots Ltd", ...) -> Cast: ...

The first call in a process founds; what it wrote is read back, and each later call with the same arguments writes the
same rows, with the same ids, by one statement, and returns a copy of the same objects. A test notices only that it is
quick: it may be one transaction that is rolled back, or commit and have its tables emptied afterwards.

Ids are never given twice in the tests' database (nothing restarts its sequences), so what is laid down meets no other
row. If it is there already, in a test that asks twice, another company is founded.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import connection

from recruit.base import clock
from recruit.base.tenancy import company_context

P = ParamSpec("P")


class OfCompany(Protocol):
    """Whatever is kept tells whose rows they are; it and all that hangs on it can be pickled."""

    @property
    def company_id(self) -> int: ...


M = TypeVar("M", bound=OfCompany)


@dataclass(frozen=True)
class _Kept:
    company_id: int
    made: bytes
    statement: str
    rows: list[str]


_by_call: dict[Any, _Kept] = {}
_real_now = clock.now


def kept(make: Callable[P, M]) -> Callable[P, M]:
    """Decorate a function that founds a company. No process of hiring may be in it: triggers count those in reports."""

    @wraps(make)
    def found_or_laid_down(*args: P.args, **kwargs: P.kwargs) -> M:
        if clock.now is not _real_now:
            return make(*args, **kwargs)  # a company of another time is nothing for other tests
        call = (make.__module__, make.__qualname__, args, tuple(sorted(kwargs.items())))
        before = _by_call.get(call)
        if before is not None and _lay_down(before):
            return pickle.loads(before.made)
        made = make(*args, **kwargs)
        if before is None:
            _by_call[call] = _kept_of(made)
        return made

    return found_or_laid_down


@cache
def _tables() -> dict[str, list[str]]:
    """The columns, by table, of all tables with a wall between companies, and of the queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname::text, array_agg(quote_ident(attname) ORDER BY attnum) FROM pg_class "
            "JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' "
            "WHERE relkind = 'r' AND (relforcerowsecurity OR relname = 'procrastinate_jobs') GROUP BY relname"
        )
        return dict(cursor.fetchall())


def _kept_of(made: OfCompany) -> _Kept:
    theirs = {"procrastinate_jobs": f"WHERE args->>'company_id' = '{made.company_id}'"}
    questions = [
        f"SELECT '{table}', json_agg(to_json(each))::text FROM {table} each {theirs.get(table, '')} HAVING count(*) > 0"
        for table in _tables()
    ]
    with company_context(made.company_id), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions))
        found = dict(cursor.fetchall())
    insertions = []
    for table in found:
        columns = ", ".join(_tables()[table])
        insertions.append(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)"
        )
    parts = ", ".join(f"part_{number} AS ({each})" for number, each in enumerate(insertions))
    # One statement, so that the tables' order does not matter: references are looked at when it ends.
    return _Kept(made.company_id, pickle.dumps(made), f"WITH {parts} SELECT", list(found.values()))


def _lay_down(kept: _Kept) -> bool:
    """False if the company is there already."""
    with company_context(kept.company_id), connection.cursor() as cursor:
        cursor.execute("SELECT FROM company_company WHERE id = %s", [kept.company_id])
        if cursor.rowcount:
            return False
        cursor.execute(kept.statement, kept.rows)
        return True
