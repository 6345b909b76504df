"""How does a backup come back? Into an empty database, table by table compared with what was counted when it was made.

The rows are counted before the walls between companies are put up again: behind them nobody could count.
"""

from __future__ import annotations

import hashlib
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from config.backups.folder import DUMP, FILES, Backup, Manifest
from config.backups.making import rows_of
from config.backups.programs import run_program
from config.database import Cluster, embedded_url, find_binaries
from config.database.fitness import WALLS, without_password
from config.environment import Environment
from config.trouble import Trouble

_IS_EMPTY: Final = "SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)"


@dataclass(frozen=True)
class Restored:
    """What is there again; it is the same as what was counted."""

    manifest: Manifest
    tables: int
    rows: int
    files: int


def restore(environment: Environment, backup: Backup, *, url: str, files: Path) -> Restored:
    """``Trouble`` if the database is not empty, or what came back is not what was there."""
    manifest = backup.manifest()
    _refuse_full(url)
    dump = str(backup.path / DUMP)
    words = ("--no-owner", "--no-privileges", "--exit-on-error", "--dbname=", dump)
    run_program(environment, "pg_restore", "--section=pre-data", "--section=data", *words, url=url)
    with psycopg.connect(url) as session:
        rows = rows_of(session)
    run_program(environment, "pg_restore", "--section=post-data", *words, url=url)
    _compare(rows, manifest.rows)
    with psycopg.connect(url) as session:
        session.execute("ANALYZE")
        open_tables = [name for name, stands in session.execute(WALLS).fetchall() if not stands]
    if open_tables:
        raise Trouble(f"The wall between companies is not there again: {', '.join(open_tables)}.")
    return Restored(
        manifest, len(rows), sum(rows.values()), _unpack(backup.path / FILES, files, manifest.files)
    )


def _refuse_full(url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=10) as session:
            [(is_empty,)] = session.execute(_IS_EMPTY).fetchall()
    except psycopg.Error as error:
        raise Trouble(
            f"The database at {without_password(url)} cannot be used: {str(error).strip()}"
        ) from error
    if not is_empty:
        raise Trouble(
            f"The database at {without_password(url)} is not empty, and nothing is overwritten. Make a new one "
            "(CREATE DATABASE … OWNER recruit), or name an empty data folder with RECRUIT_DATA."
        )


def _compare(found: dict[str, int], counted: dict[str, int]) -> None:
    differing = [
        f"{table}: {counted.get(table, 'none')} then, {found.get(table, 'none')} now"
        for table in sorted({*found, *counted})
        if found.get(table) != counted.get(table)
    ]
    if differing:
        raise Trouble("What came back is not what was there:\n" + "\n".join(differing))


def _unpack(packed: Path, folder: Path, counted: int) -> int:
    """The files, each looked at: it is called by the digest of its content."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = []
    with tarfile.open(packed) as tar:
        # One by one and by hand: the filter of extractall is missing in Python 3.11 before its fourth release.
        for member in tar:
            content = tar.extractfile(member)
            place = (folder / member.name).resolve()
            if content is None or not place.is_relative_to(folder.resolve()):
                raise Trouble(
                    f"{member.name} in the backup is no file of Recruit's. Nothing more is unpacked."
                )
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with content, place.open("xb") as file:
                shutil.copyfileobj(content, file)
            names.append(member.name)
    for name in names:
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != Path(name).name:
                raise Trouble(f"The file {name} came back damaged.")
    if len(names) != counted:
        raise Trouble(f"{counted} files were packed, and {len(names)} came back.")
    return len(names)


def drill(environment: Environment, backup: Backup) -> Restored:
    """Restore into a server of its own that is thrown away: does this backup hold?"""
    with tempfile.TemporaryDirectory(prefix="recruit-drill-") as made:
        folder = Path(made)
        folder.chmod(0o755)  # the database may run as somebody else
        cluster = Cluster(folder, binaries=find_binaries(environment.pg_bin), durable=False)
        cluster.start()
        try:
            return restore(environment, backup, url=embedded_url(folder), files=folder / "files")
        finally:
            cluster.stop()
