"""How does an archive become a company again? A new one, in one transaction, and equal to the one it was made of.

Public ids stay if the installation does not know the company (it has moved), so that addresses, links in mails and ids
in other programs go on leading to the same. Where it is still there, the copy gets others. Ids of rows are always new.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.db import DataError, IntegrityError, connection, transaction

from recruit.base import files, media
from recruit.base.errors import Refusal
from recruit.base.tenancy import company_context
from recruit.company.models import Company
from recruit.company.selectors import all_companies
from recruit.duplicates.services import fill_keys
from recruit.people.services import write_missing_words
from recruit.transfer.rules.archive import (
    FORMAT,
    MANIFEST,
    NO_ROW,
    SHIFTED,
    VERSION,
    file_entry,
    renamed_ids,
    table_entry,
)
from recruit.transfer.services.tables import Exported, exported_tables, usual_values

_AT_ONCE: Final = 1000
#: What an archive that was spoilt, or made by hand, may bring about; each is told in a sentence.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, LookupError, ValueError, TypeError, AttributeError,
    DataError, IntegrityError,
)  # fmt: skip


class ArchiveNotUnderstood(Refusal):
    code = "archive_not_understood"


@dataclass(frozen=True)
class Restored:
    """``is_copy``: the company was here already, and its public ids are others."""

    company: Company
    is_copy: bool
    rows: int
    files: int


@transaction.atomic
def restore_company(*, path: Path) -> Restored:
    """Outside of any company's context. Refuses with ``ArchiveNotUnderstood``; then nothing has happened."""
    try:
        with zipfile.ZipFile(path) as archive, _files_go_with_it() as kept:
            return _Reader(archive, kept).restore()
    except _BROKEN as broken:
        why = str(broken).splitlines()[0] if str(broken) else type(broken).__name__
        raise ArchiveNotUnderstood(
            f"{path.name} is no complete archive of a company ({why}). Make it once more."
        ) from broken


@contextmanager
def _files_go_with_it() -> Iterator[list[tuple[int, str]]]:
    """What is put into the data folder meanwhile (company, digest) is taken out of it again if anything goes wrong."""
    kept: list[tuple[int, str]] = []
    try:
        yield kept
    except BaseException:
        for company_id, digest in kept:
            files.discard(company_id=company_id, digest=digest)
        raise


class _Reader:
    """One archive on its way in. ``starts``: by table what is added to the archive's ids, of which none is above
    ``lasts``: what leads elsewhere would lead to another company's rows.
    """

    def __init__(self, archive: zipfile.ZipFile, kept: list[tuple[int, str]]) -> None:
        self.archive = archive
        self.kept = kept
        self.starts: dict[str, int] = {}
        self.lasts: dict[str, int] = {}
        self.key = b""
        self.told: dict[str, dict[str, Any]] = {}

    def restore(self) -> Restored:
        manifest = json.loads(self.archive.read(MANIFEST))
        if manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
            raise ArchiveNotUnderstood(
                f"This archive is of version {manifest.get('version')}, this Recruit reads {VERSION}. "  # English
                "Make it with the same release."
            )
        self.told = {table["name"]: table for table in manifest["tables"]}
        unknown = sorted(set(self.told) - {one.table for one in exported_tables()})
        if unknown:
            raise ArchiveNotUnderstood(
                f"This archive has tables that this Recruit does not know: {', '.join(unknown)}. "  # English
                "Update it first."
            )
        if self._highest("company_company") != 1:
            raise ArchiveNotUnderstood(
                "An archive holds one company; this one does not. Make it anew."  # English
            )
        company_row = json.loads(next(self._lines("company_company")))
        is_copy = company_row["public_id"] in {company.public_id for company in all_companies()}
        self.key = secrets.token_bytes(32) if is_copy else b""
        tables = [one for one in exported_tables() if one.table in self.told]
        for one in tables:
            self.lasts[one.table] = self._highest(one.table)
            self.starts[one.table] = _reserved(one.table, self.lasts[one.table])
        company_id = self.starts["company_company"] + 1
        with company_context(company_id):
            rows = sum(self._insert(one, company_id) for one in tables)
            kept = self._keep_files(company_id)
            write_missing_words(company_id=company_id)
            fill_keys(company_id=company_id)
            connection.check_constraints()  # here, and not when it is too late to say so
            return Restored(Company.objects.get(pk=company_id), is_copy, rows, kept)

    def _lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table; at their end it is known whether they are what the manifest says."""
        digest = hashlib.sha256()
        with self.archive.open(table_entry(table)) as entry:
            for line in entry:
                digest.update(line)
                yield renamed_ids(line, key=self.key) if self.key else line
        if digest.hexdigest() != self.told[table]["sha256"]:
            raise ArchiveNotUnderstood(
                f"The rows of {table} are not those that were written. Make the archive anew."  # English
            )

    def _highest(self, table: str) -> int:
        """The id of the last row: they are in order."""
        last = b""
        with self.archive.open(table_entry(table)) as entry:
            for line in entry:
                last = line
        return int(json.loads(last)["id"]) if last else 0

    def _insert(self, one: Exported, company_id: int) -> int:
        statement, usual = _statement(one, self.starts), self._usual(one)
        rows, lines = 0, self._lines(one.table)
        with connection.cursor() as cursor:
            while taken := list(islice(lines, _AT_ONCE)):
                found = [usual | self._row(one, json.loads(line), company_id) for line in taken]
                cursor.execute(statement, [json.dumps(found)])
                rows += len(found)
        return rows

    def _usual(self, one: Exported) -> dict[str, Any]:
        usual = {name: value for name, value in usual_values(one).items() if _is_plain(value)}
        if one.table == "company_teammate":
            usual["password"] = make_password(None)
        return usual

    def _row(self, one: Exported, row: dict[str, Any], company_id: int) -> dict[str, Any]:
        for column, table in one.keys.items():
            key = row.get(column)
            if key is None or 0 < key <= self.lasts.get(table, 0):
                continue
            if column not in one.plain:
                raise ArchiveNotUnderstood(
                    f"A row of {one.table} leads out of the archive by its {column}. Make the archive anew."  # English
                )
            row[column] = NO_ROW
        if one.table in SHIFTED:
            row = SHIFTED[one.table](row, self._shifted)
        if one.table == "careers_careerssite" and self.key:
            # Two companies cannot have one address: the copy's is new, and off until somebody has looked at it.
            row |= {"slug": f"{row['slug'][:40]}-{secrets.token_hex(4)}", "is_on": False}
        return row if one.company_column == "id" else row | {"company_id": company_id}

    def _shifted(self, table: str, row_id: int | None) -> int | None:
        return None if row_id is None else row_id + self.starts[table]

    def _keep_files(self, company_id: int) -> int:
        """Bytes lie in memory one file at a time, none is larger than a form takes."""
        count = 0
        for entry in self.archive.infolist():
            if not entry.filename.startswith(file_entry("")):
                continue
            content = self.archive.read(entry) if entry.file_size <= media.MOST_BYTES else b""
            digest = hashlib.sha256(content).hexdigest()
            if entry.filename != file_entry(digest):
                raise ArchiveNotUnderstood(
                    f"The file {entry.filename} is not what it was. Make the archive anew."  # English
                )
            self.kept.append((company_id, digest))
            files.put(company_id=company_id, content=content)
            count += 1
        return count


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, bool | int | float | str | list | dict)


#: Nobody takes so many ids between two words of one statement.
_MARGIN: Final = 10_000


def _reserved(table: str, count: int) -> int:
    """What to add to ids from one to ``count``, none of which anybody else is given.

    No lock: the sequence jumps ahead of whoever takes ids from it at this moment.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        (sequence,) = cursor.fetchone()
        cursor.execute(
            f"SELECT setval('{sequence}', last_value + {_MARGIN} + %s) FROM {sequence}",  # noqa: S608 -- names of ours
            [max(count, 1)],
        )
        return int(cursor.fetchone()[0]) - max(count, 1)


def _statement(one: Exported, starts: dict[str, int]) -> str:
    """Rows of JSON into the table by its own types, with its own ids."""
    columns = [str(field.column) for field in one.model._meta.concrete_fields]  # noqa: SLF001 -- all columns of it
    chosen = ", ".join(_chosen(one, column, starts) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f"INSERT INTO {one.table} ({names}) OVERRIDING SYSTEM VALUE SELECT {chosen} "  # noqa: S608 -- names of ours
        f"FROM jsonb_populate_recordset(NULL::{one.table}, %s::jsonb) AS r"
    )


def _chosen(one: Exported, column: str, starts: dict[str, int]) -> str:
    if column not in one.keys:
        return f'r."{column}"'
    if column in one.plain:
        moved = f'r."{column}" + {starts[one.keys[column]]}'
        return f'CASE WHEN r."{column}" = {NO_ROW} THEN {NO_ROW} ELSE {moved} END'  # English
    return f'r."{column}" + {starts[one.keys[column]]}'
