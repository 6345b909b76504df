"""Where does a value still stand? Every table, every column, every file: for proving that somebody is gone.

The tables are read as the superuser where the server is the embedded one (past the wall, all companies); on a server
that ``DATABASE_URL`` names, through the wall of the company at hand. The database's own files are read through SQL
only: PostgreSQL writes over the bytes of deleted rows in its own time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

_COLUMNS = """
SELECT table_schema, table_name, column_name, data_type
FROM information_schema.columns JOIN information_schema.tables USING (table_catalog, table_schema, table_name)
WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
  AND data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'ARRAY', 'name', 'inet')
ORDER BY table_name, column_name
"""


def in_tables(database: psycopg.Connection[Any], values: Iterable[str]) -> list[str]:
    """``table.column: value`` of every place in which one of the values stands, in any case."""
    wanted = [value.lower() for value in values]
    assert wanted
    assert all(len(value) > 3 for value in wanted), "so short a value is found everywhere"
    columns = database.execute(_COLUMNS).fetchall()
    assert len({table for _, table, _, _ in columns}) > 60, "these are not the product's tables"
    found = []
    for schema, table, column, kind in columns:
        # Bytes are shown as their letters, so that a text within them is found.
        text = "encode({column}, 'escape')" if kind == "bytea" else "{column}::text"
        query = sql.SQL(
            f"SELECT DISTINCT sought FROM {{table}} AS rows, unnest(%s::text[]) AS sought "
            f"WHERE strpos(lower({text}), sought) > 0"
        ).format(table=sql.Identifier(schema, table), column=sql.Identifier("rows", column))
        found += [f"{table}.{column}: {value}" for (value,) in database.execute(query, [wanted]).fetchall()]
    return found


def in_files(folder: Path, values: Sequence[str], *, but: Sequence[str] = ()) -> list[str]:
    """``file: value`` of every file below the folder; ``but`` names folders that are read otherwise."""
    return [
        f"{path.relative_to(folder)}: {value}"
        for path in _files(folder, but)
        for value in values
        if value.lower().encode() in path.read_bytes().lower() or value.lower() in path.name.lower()
    ]


def _files(folder: Path, but: Sequence[str]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).parts[0] not in but:
            yield path


def as_superuser(address: str) -> str:
    """The embedded server's address for the role that nothing holds back."""
    return address.replace("postgresql://recruit@", "postgresql://postgres@")
