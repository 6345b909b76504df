"""How are a hundred records stored at once? As plain rows in one prepared statement, without an object for each."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models

Columns = dict[str, object]


def upsert_rows(model: type[models.Model], rows: Sequence[Columns], *, kept: tuple[str, ...] = ()) -> None:
    """Insert or replace by ``key``; the columns ``kept`` stay as they are in rows that are there already."""
    _execute(model, rows, conflict="key", kept=kept)


def insert_rows(model: type[models.Model], rows: Sequence[Columns]) -> None:
    _execute(model, rows, conflict="", kept=())


def _execute(
    model: type[models.Model], rows: Sequence[Columns], *, conflict: str, kept: tuple[str, ...]
) -> None:
    if not rows:
        return
    sql = _statement(model._meta.db_table, tuple(rows[0]), conflict, kept)  # noqa: SLF001 -- Django's documented Meta API
    with connection.cursor() as cursor:
        cursor.executemany(sql, [tuple(map(_plain, row.values())) for row in rows])


def _plain(value: object) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


@lru_cache(maxsize=32)
def _statement(table: str, columns: tuple[str, ...], conflict: str, kept: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})'  # noqa: S608 -- names of our own tables and columns
    if not conflict:
        return sql
    changed = [f'"{one}" = excluded."{one}"' for one in columns if one not in (conflict, *kept)]
    return f'{sql} ON CONFLICT ("{conflict}") DO UPDATE SET {", ".join(changed)}'
