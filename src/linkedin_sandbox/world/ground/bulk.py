"""How are a hundred records stored and found at once? As plain rows in one statement, without an object for each."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.db import models

Columns = dict[str, object]


def upsert_rows(
    model: type[models.Model],
    rows: Sequence[Columns],
    *,
    by: str | tuple[str, ...] = "key",
    kept: tuple[str, ...] = (),
) -> None:
    """Insert or replace by the unique columns ``by``; ``kept`` ones stay as they are in rows that are there."""
    _execute(model, rows, conflict=(by,) if isinstance(by, str) else by, kept=kept)


def replace_rows(rows: Sequence[models.Model]) -> None:
    """Insert or replace, by primary key, objects of one table: all of them or none."""
    if not rows:
        return
    meta = type(rows[0])._meta  # noqa: SLF001 -- Django's documented Meta API
    names = [(str(field.column), field.attname) for field in meta.concrete_fields]
    written: list[Columns] = [{column: getattr(row, name) for column, name in names} for row in rows]
    with transaction.atomic():
        upsert_rows(type(rows[0]), written, by=str(meta.pk.column))


def insert_rows(model: type[models.Model], rows: Sequence[Columns]) -> None:
    _execute(model, rows, conflict=(), kept=())


def _execute(
    model: type[models.Model], rows: Sequence[Columns], *, conflict: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    if not rows:
        return
    sql = _statement(model._meta.db_table, tuple(rows[0]), conflict, kept)  # noqa: SLF001 -- Django's documented Meta API
    with connection.cursor() as cursor:
        cursor.executemany(sql, [tuple(map(_plain, row.values())) for row in rows])


def rows_by(
    model: type[models.Model], column: str, values: Collection[str | int], *columns: str
) -> list[tuple[Any, ...]]:
    """These columns of the rows whose ``column`` is one of the values."""
    if not values:
        return []
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {_among(model, column)}", [json.dumps([*values])])  # noqa: S608 -- names of our own tables and columns
        return list(cursor.fetchall())


def delete_by(model: type[models.Model], column: str, values: Collection[str | int]) -> None:
    if not values:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_among(model, column)}", [json.dumps([*values])])  # noqa: S608 -- names of our own tables and columns


def _among(model: type[models.Model], column: str) -> str:
    """However many values there are, they are one parameter, and the statement is the same one every time."""
    table = model._meta.db_table  # noqa: SLF001 -- Django's documented Meta API
    return f'"{table}" WHERE "{column}" IN (SELECT value FROM json_each(%s))'  # noqa: S608 -- names of our own tables and columns


_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def _plain(value: object) -> Any:
    return _write_json(value) if isinstance(value, dict | list) else value


@lru_cache(maxsize=64)
def _statement(table: str, columns: tuple[str, ...], conflict: tuple[str, ...], kept: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})'  # noqa: S608 -- names of our own tables and columns
    if not conflict:
        return sql
    changed = [f'"{one}" = excluded."{one}"' for one in columns if one not in (*conflict, *kept)]
    unique = ", ".join(f'"{one}"' for one in conflict)
    return f"{sql} ON CONFLICT ({unique}) DO UPDATE SET {', '.join(changed)}"
