"""How is a backup made? The database's dump and the counts of its rows are of one snapshot; the files come after it.

Files lie under the digest of their content and are never changed: whatever the dump names is there a moment later, too,
but for somebody who was erased in that moment.
"""

from __future__ import annotations

import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import psycopg
from django.conf import settings
from psycopg import sql

from config.backups.folder import (
    DUMP,
    FILES,
    Backup,
    Manifest,
    backup_at,
    backups_in,
    digest_of,
    key_mark,
    name_of,
    write_manifest,
)
from config.backups.programs import reader_url, run_program
from config.database.fitness import without_password
from config.environment import Environment
from config.trouble import Trouble

_TABLES: Final = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname
"""
_MIGRATIONS: Final = "SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app"
_MAY_READ_ALL: Final = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
#: Files are called by the SHA-256 of their content; whatever else lies there is being written.
_CONTENT: Final = re.compile(r"[0-9a-f]{64}")

Session = psycopg.Connection[tuple[Any, ...]]


def make_backup(environment: Environment, folder: Path) -> Backup:
    """A new backup in ``folder``. ``Trouble`` if it could not be made; then nothing is left of it."""
    path = folder.absolute() / name_of(datetime.now(UTC))
    half = path.with_name(f".{path.name}.half")
    try:
        half.mkdir(mode=0o700, parents=True)
        write_manifest(half, _made(environment, half))
        half.rename(path)
    except OSError as error:
        raise Trouble(f"The backup cannot be written in {folder}: {error.strerror}") from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return backup_at(path)


def _made(environment: Environment, half: Path) -> Manifest:
    counted = _dump(environment, half / DUMP)
    files = _pack(Path(settings.FILES_FOLDER), half / FILES)
    return Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        recruit=version("recruit"),
        postgresql=counted.server,
        key=key_mark(settings.ENCRYPTION_KEY),
        files=files,
        rows=counted.rows,
        migrations=counted.migrations,
        digests={name: digest_of(half / name) for name in (DUMP, FILES)},
    )


@dataclass(frozen=True)
class _Counted:
    server: str
    rows: dict[str, int]
    migrations: dict[str, str]


def _dump(environment: Environment, place: Path) -> _Counted:
    url = reader_url(environment)
    try:
        with psycopg.connect(url, connect_timeout=10) as session:
            _refuse_short_sight(session)
            session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            [(snapshot,)] = session.execute("SELECT pg_export_snapshot()").fetchall()
            words = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
            run_program(environment, "pg_dump", *words, f"--file={place}", url=url)
            [(server,)] = session.execute("SELECT current_setting('server_version')").fetchall()
            migrations: dict[str, str] = dict(session.execute(_MIGRATIONS).fetchall())
            return _Counted(server, rows_of(session), migrations)
    except psycopg.Error as error:
        raise Trouble(
            f"The database at {without_password(url)} cannot be read: {str(error).strip()}"
        ) from error


def _refuse_short_sight(session: Session) -> None:
    [(sees_all,)] = session.execute(_MAY_READ_ALL).fetchall()
    session.rollback()  # the snapshot is to be the first thing of its transaction
    if not sees_all:
        raise Trouble(
            "The role of RECRUIT_BACKUP_DATABASE_URL does not see the rows of all companies: little would be in the "
            "backup. Give it the right, as the server's superuser: ALTER ROLE … BYPASSRLS;"
        )


def rows_of(session: Session) -> dict[str, int]:
    """How many rows each table has, as this session sees it."""
    tables = [name for (name,) in session.execute(_TABLES).fetchall()]
    counts = {}
    for table in tables:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", table))
        [(counts[table],)] = session.execute(query).fetchall()
    return counts


def _pack(folder: Path, place: Path) -> int:
    """All files into one; how many they are."""
    packed = 0
    with tarfile.open(place, "w") as tar:
        for file in _contents(folder):
            with suppress(FileNotFoundError):  # erased since it was listed
                tar.add(file, arcname=file.relative_to(folder).as_posix())
                packed += 1
    return packed


def _contents(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if _CONTENT.fullmatch(file.name) and file.is_file():
            yield file


def forget_old(folder: Path, *, keep: int) -> int:
    """Of complete backups the newest ``keep`` stay; how many went."""
    old = backups_in(folder)[keep:]
    for each in old:
        shutil.rmtree(each.path)
    return len(old)
