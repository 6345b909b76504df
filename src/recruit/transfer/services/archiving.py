"""How is everything of a company written into one file? As it stood at one moment, table by table, then the files.

PostgreSQL writes each row as JSON, a cursor on the server hands over some thousand at a time, and the zip file takes
them as they come: memory does not grow with the company.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from django.db import connection, transaction

from recruit.base import clock, files
from recruit.base.errors import NotFound
from recruit.company.selectors import company_of
from recruit.transfer.rules.archive import (
    FORMAT,
    MANIFEST,
    NO_ROW,
    SHIFTED,
    VERSION,
    file_entry,
    table_entry,
)
from recruit.transfer.services.tables import WRITTEN, Exported, exported_tables, left_out_tables

_AT_ONCE: Final = 2000
_PIECE: Final = 1024 * 1024
Told = Callable[[int], bool]


class Stopped(Exception):  # noqa: N818 -- no error: somebody wants it so
    """Whoever was told how far it is does not want it any more."""


def write_archive(*, company_id: int, path: Path, told: Told = lambda _: True) -> dict[str, Any]:
    """The file, complete or not there. Returns its manifest. Raises ``Stopped`` when ``told`` says no."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)
        with _one_moment(), zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            manifest = _Writer(company_id, archive, told).write()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """What others change meanwhile is not seen; a caller's own transaction stays as it is."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


class _Writer:
    """One archive on its way. ``bases``: by table, what is taken off its ids so that they count from one; ``lasts``:
    the highest of its ids, before that.
    """

    def __init__(self, company_id: int, archive: zipfile.ZipFile, told: Told) -> None:
        self.company_id, self.archive, self.told = company_id, archive, told
        self.seen = 0
        self.bases: dict[str, int] = {}
        self.lasts: dict[str, int] = {}

    def write(self) -> dict[str, Any]:
        for one in exported_tables():
            first, self.lasts[one.table] = self._span(one)
            self.bases[one.table] = first - 1
        tables = [self._write_table(one) for one in exported_tables()]
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "company": company_of(company_id=self.company_id).name,
            "made_at": clock.now().isoformat(timespec="seconds"),
            "tables": tables,
            "files": self._write_files(),
            "left_out": left_out_tables(),
        }
        self.archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
        return manifest

    def _span(self, one: Exported) -> tuple[int, int]:
        """Its lowest and its highest id."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COALESCE(min(id), 1), COALESCE(max(id), 0) FROM {one.table} "  # noqa: S608 -- names of ours
                f"WHERE {one.company_column} = %s",
                [self.company_id],
            )
            first, last = cursor.fetchone()
            return int(first), int(last)

    def _write_table(self, one: Exported) -> dict[str, Any]:
        digest, rows = hashlib.sha256(), 0
        with self.archive.open(_entry(table_entry(one.table)), "w", force_zip64=True) as entry:
            for lines in self._lines(one):
                text = "".join(lines).encode()
                digest.update(text)
                entry.write(text)
                rows += len(lines)
                self._tell(len(lines))
        return {
            "name": one.table,
            "rows": rows,
            "sha256": digest.hexdigest(),
            "without": list(one.dropped),
        }

    def _lines(self, one: Exported) -> Iterator[list[str]]:
        statement = _statement(one, self.bases, self.lasts)
        with connection.chunked_cursor() as cursor:
            cursor.execute(statement, [self.company_id])
            while rows := cursor.fetchmany(_AT_ONCE):
                yield [self._line(one, text) for (text,) in rows]

    def _line(self, one: Exported, text: str) -> str:
        if one.table in SHIFTED:
            row = SHIFTED[one.table](json.loads(text), self._shifted)
            text = json.dumps(row, ensure_ascii=False, sort_keys=True)
        return text + "\n"

    def _shifted(self, table: str, row_id: int | None) -> int | None:
        return None if row_id is None else row_id - self.bases[table]

    def _write_files(self) -> dict[str, int]:
        """Each content once; what the data folder has lost is counted."""
        count = size = lost = 0
        for digest in self._digests():
            try:
                file = files.opened(company_id=self.company_id, digest=digest)
            except NotFound:
                lost += 1
                continue
            with file, self.archive.open(_entry(file_entry(digest)), "w", force_zip64=True) as entry:
                while piece := file.read(_PIECE):
                    size += len(piece)
                    entry.write(piece)
            count += 1
            self._tell(1)
        return {"count": count, "bytes": size, "lost": lost}

    def _digests(self) -> Iterator[str]:
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT sha256 FROM people_personfile WHERE company_id = %s ORDER BY 1",
                [self.company_id],
            )
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from (digest for (digest,) in rows)

    def _tell(self, more: int) -> None:
        self.seen += more
        if not self.told(self.seen):
            raise Stopped


def _entry(name: str) -> zipfile.ZipInfo:
    """Without a date of its own: the same data are the same bytes."""
    found = zipfile.ZipInfo(name)
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def _statement(one: Exported, bases: dict[str, int], lasts: dict[str, int]) -> str:
    """The rows of a table as JSON, without secrets and company, ids counted from one."""
    own = {column: f"t.{column} - {bases[table]}" for column, table in one.keys.items()}
    for column in one.plain:
        base, last = bases[one.keys[column]], lasts[one.keys[column]]
        is_there = f"t.{column} > {base} AND t.{column} <= {last}"
        own[column] = (
            f"CASE WHEN {is_there} THEN t.{column} - {base} WHEN t.{column} IS NOT NULL THEN {NO_ROW} END"  # English
        )
    own |= WRITTEN.get(one.table, {})
    pairs = ", ".join(f"'{column}', {expression}" for column, expression in own.items())
    dropped = ", ".join(f"'{column}'" for column in (*one.dropped, "company_id"))
    return (
        f"SELECT (to_jsonb(t) - ARRAY[{dropped}] || jsonb_build_object({pairs}))::text "  # noqa: S608 -- names of ours
        f"FROM {one.table} AS t WHERE {one.company_column} = %s ORDER BY id"
    )


def size_of(*, company_id: int) -> int:
    """How many rows and files there are, for a bar of progress."""
    total = 0
    with connection.cursor() as cursor:
        for one in exported_tables():
            cursor.execute(
                f"SELECT count(*) FROM {one.table} WHERE {one.company_column} = %s",  # noqa: S608 -- names of ours
                [company_id],
            )
            total += int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT count(DISTINCT sha256) FROM people_personfile WHERE company_id = %s", [company_id]
        )
        return total + int(cursor.fetchone()[0])


def digest_of_file(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()
