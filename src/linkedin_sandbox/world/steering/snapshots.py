"""How does one come back to where one was? By a named copy of the whole world, kept beside it.

A snapshot holds every row and everything that was set: switches, limits, transitions, the clock. Faults and the journal
are not the world's and stay as they are. https://www.sqlite.org/backup.html
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from django.db import connection

from linkedin_sandbox.world.models import (
    Application,
    AtsApplication,
    AtsCandidate,
    AtsJob,
    ExportEvent,
    MailMessage,
    Member,
    ProspectNote,
)
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import bell, gate, limits, settings_table

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_MOST = 100


class UnknownSnapshot(ValueError):  # noqa: N818 -- the word of the house
    """There is none of that name."""


@dataclass(frozen=True)
class Snapshot:
    """``taken_at`` is the machine's time, in epoch milliseconds."""

    name: str
    taken_at: int
    bytes: int


def take_snapshot(name: str) -> Snapshot:
    """Copy the world as it is between two requests; one of the same name is replaced."""
    file = _file(name)
    if not file.exists() and len(list_snapshots()) >= _MOST:
        raise SandboxRefusal(f"There are {_MOST} snapshots. Delete one first.")
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with gate.alone(), closing(sqlite3.connect(fresh)) as copy:
        _live().backup(copy)
    fresh.rename(file)
    return _shown(file)


def restore_snapshot(name: str) -> None:
    """Put the copy in the world's place, at once for everybody."""
    file = _existing(name)
    with gate.alone(), closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
        if _tables_of(copy) != _tables_of(_live()):
            raise SandboxRefusal(
                f"The snapshot “{name}” is of another version of the sandbox. Take a new one."
            )
        copy.backup(_live())
        settings_table.load_settings()
        limits.forget_counters()
    bell.ring()


def delete_snapshot(name: str) -> None:
    _existing(name).unlink()


@dataclass(frozen=True)
class Kind:
    """How many rows of a kind there are now, and how many there are in a snapshot."""

    label: str
    now: int
    then: int


_KINDS = {
    "Candidates of ATSs": AtsCandidate,
    "Applications of ATSs": AtsApplication,
    "Jobs": AtsJob,
    "Exports": ExportEvent,
    "InMail messages": MailMessage,
    "Recruiters' notes": ProspectNote,
    "Members": Member,
    "Integrated applications": Application,
}


def compared(name: str) -> list[Kind]:
    """The world beside one of its snapshots; nothing for a snapshot of another version."""
    with closing(sqlite3.connect(f"file:{_existing(name)}?mode=ro", uri=True)) as copy:
        if _tables_of(copy) != _tables_of(_live()):
            return []
        return [
            Kind(label=label, now=model.objects.count(), then=_counted(copy, model._meta.db_table))  # noqa: SLF001 -- Django's own name for the model's description
            for label, model in _KINDS.items()
        ]


def counted() -> dict[str, int]:
    """How many rows of each of these kinds there are now."""
    return {label: model.objects.count() for label, model in _KINDS.items()}


def _counted(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 -- a table's own name


def list_snapshots() -> list[Snapshot]:
    """By name."""
    return [_shown(file) for file in sorted(_folder().glob("*.sqlite3"))]


def _shown(file: Path) -> Snapshot:
    found = file.stat()
    return Snapshot(name=file.stem, taken_at=int(found.st_mtime * 1000), bytes=found.st_size)


def _folder() -> Path:
    return Path(str(connection.settings_dict["NAME"])).parent / "snapshots"


def _file(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise UnknownSnapshot("A snapshot's name has letters, digits, '.', '_' and '-', 60 at most.")
    return _folder() / f"{name}.sqlite3"


def _existing(name: str) -> Path:
    file = _folder() / f"{name}.sqlite3"
    if not (_NAME.fullmatch(name) and file.exists()):
        names = ", ".join(one.name for one in list_snapshots())
        raise UnknownSnapshot(f"There is no snapshot “{name}”; there are {names or 'none'}.")
    return file


def _live() -> sqlite3.Connection:
    connection.ensure_connection()
    return cast("sqlite3.Connection", connection.connection)


def _tables_of(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])
