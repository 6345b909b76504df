"""What is a backup made of? A folder, complete or not there: it is made under another name and renamed at the end.

recruit-20261128T021500Z/
    database.dump    pg_dump's own format
    files.tar        what was uploaded
    manifest.json    when, by which version, how many rows each table had, the digests of both files

The keys are not in it: whoever finds a backup cannot read the secrets in it. Neither is the list of erasures, which is
kept apart from backups (docs/privacy.md).
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from config.trouble import Trouble

DUMP, FILES, MANIFEST = "database.dump", "files.tar", "manifest.json"
_NAME: Final = re.compile(r"recruit-(\d{8}T\d{6}Z)")
_MOMENT: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Manifest:
    """``rows`` by table; ``migrations`` are the latest of each app; ``key`` recognises the encryption key, no more."""

    made_at: str
    recruit: str
    postgresql: str
    key: str
    files: int
    rows: dict[str, int]
    migrations: dict[str, str]
    digests: dict[str, str]


@dataclass(frozen=True)
class Backup:
    path: Path
    made_at: datetime

    def manifest(self) -> Manifest:
        """``Trouble`` if it cannot be read, or the files are not those of which it tells."""
        try:
            told = Manifest(**json.loads((self.path / MANIFEST).read_text("utf-8")))
            digests = {name: digest_of(self.path / name) for name in told.digests}
        except (OSError, ValueError, TypeError) as error:
            raise Trouble(f"{self.path} is no whole backup: {error}") from error
        changed = [name for name, digest in digests.items() if digest != told.digests[name]]
        if changed:
            raise Trouble(f"{self.path} was damaged: {', '.join(changed)} is not what was written.")
        return told


def name_of(moment: datetime) -> str:
    return f"recruit-{moment.astimezone(UTC).strftime(_MOMENT)}"


def backup_at(path: Path) -> Backup:
    """``Trouble`` if the folder has not the name of a backup."""
    named = _NAME.fullmatch(path.absolute().name)
    if not named:
        raise Trouble(
            f"{path} is no backup. They are called {name_of(datetime(2026, 11, 28, tzinfo=UTC))} and so on."
        )
    return Backup(path.absolute(), datetime.strptime(named.group(1), _MOMENT).replace(tzinfo=UTC))


def backups_in(folder: Path) -> list[Backup]:
    """Those that are complete, the newest first."""
    if not folder.is_dir():
        return []
    found = [
        backup_at(path)
        for path in folder.iterdir()
        if _NAME.fullmatch(path.name) and (path / MANIFEST).exists()
    ]
    return sorted(found, key=lambda each: each.made_at, reverse=True)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n", "utf-8")


def digest_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def key_mark(encryption_key: str) -> str:
    """By it one sees whether an installation has the key of a backup; the key cannot be told from it."""
    return hashlib.sha256(b"recruit backup\0" + encryption_key.encode()).hexdigest()[:16]
