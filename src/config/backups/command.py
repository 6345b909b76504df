"""What does ``recruit backup`` do? Make one, look whether it holds, bring it back.

recruit backup make [--keep N]     a new one in RECRUIT_BACKUPS; of older ones the newest N stay
recruit backup list                which there are
recruit backup drill [BACKUP]      restore the newest, or this one, into a server that is thrown away, and compare
recruit backup restore BACKUP      into the empty database of this installation, and compare

The exit status is 0 if it was done, 1 if not, 2 if the words were wrong.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from config.backups.folder import Backup, backup_at, backups_in, key_mark
from config.backups.making import forget_old, make_backup
from config.backups.restoring import Restored, drill, restore
from config.database import embedded_url
from config.environment import Environment
from config.trouble import Trouble


def run_backup(environment: Environment, options: argparse.Namespace) -> list[str]:
    """Do it. Returns what to tell; raises ``Trouble``."""
    verbs = {"make": _make, "list": _list, "drill": _drill, "restore": _restore}
    return [*verbs[options.verb](environment, options)]


def _make(environment: Environment, options: argparse.Namespace) -> Iterator[str]:
    began = time.monotonic()
    made = make_backup(environment, environment.backups_folder)
    manifest = made.manifest()
    yield (
        f"{made.path}: {sum(manifest.rows.values()):,} rows of {len(manifest.rows)} tables and "
        f"{manifest.files:,} files, in {time.monotonic() - began:.0f} s."
    )
    if options.keep > 0 and (gone := forget_old(environment.backups_folder, keep=options.keep)):
        yield f"{gone} older taken away; the newest {options.keep} stay."
    yield "Without the encryption key its secrets cannot be read: keep that (RECRUIT_ENCRYPTION_KEY) in another place."


def _list(environment: Environment, _options: argparse.Namespace) -> Iterator[str]:
    found = backups_in(environment.backups_folder)
    yield from (str(each.path) for each in found)
    if not found:
        yield f"There is no backup in {environment.backups_folder}."


def _drill(environment: Environment, options: argparse.Namespace) -> Iterator[str]:
    backup = backup_at(options.backup) if options.backup else _newest(environment)
    began = time.monotonic()
    restored = drill(environment, backup)
    yield f"{backup.path} holds. {_told(restored)}, in {time.monotonic() - began:.0f} s."


def _newest(environment: Environment) -> Backup:
    found = backups_in(environment.backups_folder)
    if not found:
        raise Trouble(f"There is no backup in {environment.backups_folder}. Make one: recruit backup make")
    return found[0]


def _restore(environment: Environment, options: argparse.Namespace) -> Iterator[str]:
    url = environment.database_url or embedded_url(environment.data)
    restored = restore(environment, backup_at(options.backup), url=url, files=Path(settings.FILES_FOLDER))
    yield f"{_told(restored)}."
    if restored.manifest.key != key_mark(settings.ENCRYPTION_KEY):
        yield (
            "This installation has another encryption key than the backup's: the connections to LinkedIn and the "
            "second factors cannot be read. Set RECRUIT_ENCRYPTION_KEY to the one that was kept."
        )
    yield "Next: recruit migrate, then recruit privacy re-erase with the list of erasures that was kept, then start."


def _told(restored: Restored) -> str:
    return (
        f"{restored.rows:,} rows of {restored.tables} tables and {restored.files:,} files are what they were on "
        f"{restored.manifest.made_at}"
    )
