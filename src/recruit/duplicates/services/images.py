"""What was there before a merge? Each row that it changes is kept, so that undoing it is exact.

Plain SQL over the tables that hold something of a person (``following``): their rows are taken as they are, whatever
columns they have now or get later.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection

from recruit.duplicates.models import Merge, MergedRow

_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz_0123456789")

_MOVE: Final = """
WITH moved AS (
    UPDATE {table} SET {column} = %(to)s WHERE company_id = %(company)s AND {column} = %(from)s RETURNING id
)
INSERT INTO duplicates_mergedrow (company_id, merge_id, "table", row_id, before, after)
SELECT %(company)s, %(merge)s, %(table)s, id,
    jsonb_build_object(%(column)s::text, %(from)s::bigint), jsonb_build_object(%(column)s::text, %(to)s::bigint)
FROM moved ORDER BY id
"""
_DELETE: Final = """
WITH gone AS (DELETE FROM {table} WHERE company_id = %(company)s AND {which} RETURNING *)
INSERT INTO duplicates_mergedrow (company_id, merge_id, "table", row_id, before)
SELECT %(company)s, %(merge)s, %(table)s, gone.id, to_jsonb(gone) FROM gone ORDER BY gone.id
"""
_READ: Final = (
    "SELECT id, to_jsonb(one) FROM {table} AS one WHERE company_id = %s AND id = ANY(%s) ORDER BY id"
)


class BeforeImage:
    """What one merge changes, written down in the order of the changes, in the caller's transaction."""

    def __init__(self, merge: Merge) -> None:
        self.merge = merge

    def move(self, table: str, column: str, *, lost_id: int, survivor_id: int) -> None:
        """Every row that points at the one points at the other from now on."""
        values = {"from": lost_id, "to": survivor_id, "column": column}
        self._run(_MOVE.format(table=named(table), column=named(column)), table, values)

    def delete(self, table: str, which: str, **values: Any) -> None:
        """``which``: a condition of SQL over the table's columns, with named values."""
        self._run(_DELETE.format(table=named(table), which=which), table, values)

    def made(self, table: str, row_ids: Collection[int]) -> None:
        """These rows are of the merge's own making: they go when it is undone."""
        rows = [MergedRow(company_id=self.merge.company_id, merge=self.merge, table=table, row_id=each, after={})
                for each in row_ids]  # fmt: skip
        MergedRow.objects.bulk_create(rows)

    @contextmanager
    def changing(self, table: str, row_ids: Collection[int]) -> Iterator[None]:
        """What differs in these rows after the block is written down, column by column."""
        company_id = self.merge.company_id
        before = rows_as_they_are(company_id=company_id, table=table, row_ids=row_ids)
        yield
        after = rows_as_they_are(company_id=company_id, table=table, row_ids=row_ids)
        changed = []
        for row_id, was in before.items():
            now = after[row_id]
            differing = [name for name in was if was[name] != now[name]]
            if differing:
                changed.append(
                    MergedRow(
                        company_id=company_id,
                        merge=self.merge,
                        table=table,
                        row_id=row_id,
                        before={name: was[name] for name in differing},
                        after={name: now[name] for name in differing},
                    )
                )
        MergedRow.objects.bulk_create(changed)

    def _run(self, statement: str, table: str, values: dict[str, Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                statement,
                {**values, "company": self.merge.company_id, "merge": self.merge.pk, "table": table},
            )


@contextmanager
def remember_rows(*, company_id: int, merge_id: int, table: str, row_ids: Collection[int]) -> Iterator[None]:
    """For who answers to ``PersonsMerged``: what the block changes in these rows is put back with the rest."""
    merge = Merge.objects.get(company_id=company_id, pk=merge_id)
    with BeforeImage(merge).changing(table, row_ids):
        yield


def rows_as_they_are(*, company_id: int, table: str, row_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Whole rows as JSON, by id."""
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(table=named(table)), [company_id, list(row_ids)])
        return {row_id: _parsed(row) for row_id, row in cursor.fetchall()}


def named(identifier: str) -> str:
    """The name of a table or column of ours, quoted; anything else is a bug."""
    assert set(identifier) <= _LETTERS, identifier
    return f'"{identifier}"'


_INSERT: Final = "INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s::jsonb)"
#: A column gets the value that it has in the JSON, by the table's own type of it.
_UPDATE: Final = """
UPDATE {table} AS one SET {assignments}
FROM jsonb_populate_record(NULL::{table}, %(before)s::jsonb) AS before
WHERE one.id = %(id)s AND one.company_id = %(company)s
"""


def put_back(row: MergedRow, *, by_column: bool, pointers: Collection[str]) -> None:
    """One row as it was. What somebody has changed since stays as it is now.

    ``by_column``: each column by itself; else, but for ``pointers``, all of them or none.
    """
    company_id, table = row.company_id, row.table
    if row.after is None:
        _write(_INSERT.format(table=named(table)), [json.dumps(row.before)])
        return
    if row.before is None:
        statement = f"DELETE FROM {named(table)} WHERE company_id = %s AND id = %s"  # noqa: S608 -- a name of ours
        _write(statement, [company_id, row.row_id])
        return
    now = rows_as_they_are(company_id=company_id, table=table, row_ids=[row.row_id]).get(row.row_id)
    if now is None:
        return
    untouched = {name for name, value in row.after.items() if now[name] == value}
    if not by_column and not set(row.after) - set(pointers) <= untouched:
        untouched &= set(pointers)
    if untouched:
        assignments = ", ".join(f"{named(name)} = before.{named(name)}" for name in sorted(untouched))
        values = {"before": json.dumps(row.before), "id": row.row_id, "company": company_id}
        _write(_UPDATE.format(table=named(table), assignments=assignments), values)


def _write(statement: str, values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _parsed(found: Any) -> dict[str, Any]:
    """Django's connections hand JSON over as text."""
    parsed: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return parsed
