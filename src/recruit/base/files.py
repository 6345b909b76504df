"""Where do the bytes of files lie? In the data folder, one place per company and content; rows carry their digest.

The same content is there once, however many rows name it, and a file is complete or not there: it is written beside
its place and moved. What a row does not name any more is removed by whoever removes the last such row.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from recruit.base.errors import NotFound


def store(*, company_id: int, content: bytes) -> str:
    """Keep these bytes. Returns their SHA-256, in hexadecimal."""
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
        raise NotFound("The file is not in the data folder any more. Restore it from a backup.") from None


def discard(*, company_id: int, digest: str) -> None:
    """Nobody's row names it any more; that it is gone already is fine."""
    with suppress(FileNotFoundError):
        _place(company_id, digest).unlink()


def _place(company_id: int, digest: str) -> Path:
    return Path(settings.FILES_FOLDER) / str(company_id) / digest[:2] / digest
