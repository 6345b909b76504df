"""How are millions of rows written quickly? Set by set, into tables whose indexes and references wait outside.

The rows are those that the services would have written. A column that a statement does not name gets the default of its
model's field, so that a new column with a default needs no change here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """The rows of one table: an expression for each column, and where they are read from.

    ``source`` holds the WHERE of a slice, ``{ids}.id BETWEEN %(low)s AND %(high)s``, if ``ids`` names the table whose
    ids are walked; without ``ids`` it is one statement. ``weight`` is seconds for a million candidates, roughly.
    """

    caption: str
    model: type[Model]
    columns: Mapping[str, str]
    source: str
    ids: str = ""
    weight: float = 1.0


class ColumnNeedsValue(Exception):  # noqa: N818 -- a statement of what is missing reads better than an error
    """The table has a column that must differ from row to row, and the piece does not say how."""


def insertion(piece: Piece) -> tuple[str, dict[str, Any]]:
    """The statement, and the values of the columns that the piece leaves to their defaults."""
    expressions = dict(piece.columns)
    values: dict[str, Any] = {}
    for field in piece.model._meta.concrete_fields:  # noqa: SLF001 -- Django's documented door to a model's fields
        column = str(field.column)
        if column in expressions or field.primary_key or (field.null and not field.has_default()):
            continue
        if field.unique:
            raise ColumnNeedsValue(f"{piece.model.__name__}.{field.name}")
        values[f"default_{column}"] = field.get_db_prep_save(field.get_default(), connection)
        expressions[column] = f"%(default_{column})s"
    names = ", ".join(f'"{name}"' for name in expressions)
    table = piece.model._meta.db_table  # noqa: SLF001 -- see above
    chosen = ",\n    ".join(expressions.values())
    return (
        f"INSERT INTO {table} ({names})\nOVERRIDING SYSTEM VALUE\nSELECT {chosen}\n{piece.source}",
        values,
    )


def run(statement: str, values: Values | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def one_value(statement: str, values: Values | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def copy_rows(table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Into a temporary table of ours."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    run(f"ANALYZE {table}")


def highest_id(table: str) -> int:
    """No row of anybody's has a higher id: the wall hides other companies' rows, but not the sequence."""
    found = one_value(
        "SELECT last_value FROM pg_sequences WHERE sequencename = %(name)s", {"name": f"{table}_id_seq"}
    )
    return int(found or 0)


def tell_sequence(table: str) -> None:
    """The ids that were given out by hand are not given out again."""
    highest = one_value(f"SELECT max(id) FROM {table}")  # noqa: S608 -- a table's name of ours
    run(
        "SELECT setval(pg_get_serial_sequence(%(table)s, 'id'), %(highest)s)",
        {"table": table, "highest": highest},
    )


@dataclass(frozen=True)
class Bare:
    """What was taken off a set of tables; ``put_back`` says each definition before it runs."""

    tables: Sequence[str]
    constraints: Sequence[tuple[str, str, str]]
    indexes: Sequence[str]

    @property
    def count(self) -> int:
        return len(self.constraints) + len(self.indexes)

    def put_back(self, each: Callable[[], None]) -> None:
        """References are checked again against all rows, which PostgreSQL does in one join per reference."""
        run("SET LOCAL maintenance_work_mem = '512MB'")
        for definition in self.indexes:
            run(definition)
            each()
        for table, name, definition in self.constraints:
            run(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
            each()
        for table in self.tables:
            run(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def bare(tables: Sequence[str]) -> Iterator[Bare]:
    """Inside, the tables have no indexes, unique constraints, references or triggers; the caller puts them back.

    What triggers would have written is the caller's matter, too.

    In the caller's transaction: whoever fails inside leaves everything as it was.
    """
    # Checks of references that wait for the end of the transaction would forbid changing the table.
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u') ORDER BY contype DESC, conname",
            [list(tables)],
        )
        constraints = cursor.fetchall()
        for table, name, _ in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
            "WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary ORDER BY 1",
            [list(tables)],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
    for table in tables:
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield Bare(tables, constraints, [definition for _, definition in indexes])
