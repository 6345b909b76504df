"""Where do the bytes of files lie? In the data folder, one place per company and content; rows carry their digest.

The same content is there once, however many rows name it, and a file is complete or not there: it is written beside
its place and moved. What no row names any more goes after the last such row is gone. Whoever adds a content and whoever
looks whether it may go wait for each other, each holding the content's lock until its rows are there to be seen.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from recruit.base.errors import NotFound
from recruit.base.locks import lock_in_transaction
from recruit.base.tenancy import company_context

#: The columns that name contents by their digest: (table, column).
_naming: list[tuple[str, str]] = []


def named_by(table: str, column: str) -> None:
    """Say that this table's rows name contents, from ``apps.ready``; saying it twice says it once.

    ``column`` may be an expression of SQL that has an index behind the company's.
    """
    if (table, column) not in _naming:
        _naming.append((table, column))


def store(*, company_id: int, content: bytes) -> str:
    """Keep these bytes for a row that the caller's transaction writes. Returns their SHA-256, in hexadecimal.

    Until that transaction ends nobody decides that no row names them.
    """
    lock_in_transaction("file", company_id, hashlib.sha256(content).hexdigest())
    return put(company_id=company_id, content=content)


def put(*, company_id: int, content: bytes) -> str:
    """``store`` without a lock: for a company that nobody else sees yet, and thousands of files at once."""
    digest = hashlib.sha256(content).hexdigest()
    place = _place(company_id, digest)
    if place.exists():
        return digest
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=place.parent)  # readable by its owner only
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return digest


def opened(*, company_id: int, digest: str) -> BinaryIO:
    """To be read and closed. Refuses with ``NotFound`` if the data folder has lost it."""
    try:
        return _place(company_id, digest).open("rb")
    except FileNotFoundError:
        raise NotFound(_("The file is not in the data folder any more. Restore it from a backup.")) from None


def discard_unnamed(*, company_id: int, digests: Collection[str]) -> None:
    """Of these contents, those that no row names any more go after this transaction is committed.

    They are looked for once more by then, in a transaction of their own: bytes do not come back with a rollback, and
    somebody may have added the same content meanwhile. A crash in between leaves bytes that nobody names.
    """
    for digest in set(digests):
        transaction.on_commit(partial(_discard_if_unnamed, company_id, digest))


def _discard_if_unnamed(company_id: int, digest: str) -> None:
    with company_context(company_id), transaction.atomic():
        lock_in_transaction("file", company_id, digest)
        if not _is_named(company_id, digest):
            discard(company_id=company_id, digest=digest)


def _is_named(company_id: int, digest: str) -> bool:
    rows = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE company_id = %(company)s AND {column} = %(digest)s"  # noqa: S608 -- names of ours
        for table, column in _naming
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({rows})", {"company": company_id, "digest": digest})
        return bool(cursor.fetchone()[0])


def discard(*, company_id: int, digest: str) -> None:
    """Nobody's row names it any more, as the caller knows; that it is gone already is fine."""
    with suppress(FileNotFoundError):
        _place(company_id, digest).unlink()


def _place(company_id: int, digest: str) -> Path:
    return Path(settings.FILES_FOLDER) / str(company_id) / digest[:2] / digest
