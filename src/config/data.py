"""Where does a self-contained installation keep what must survive? In one folder, ``RECRUIT_DATA``.

postgres/   the embedded database
run/        its socket
keys/       secret_key and encryption_key, readable by the owner only
files/      what was uploaded on candidates
sandbox/    what the LinkedIn sandbox knows
logs/       one file per process
lock        held by the one ``recruit run`` at work here
"""

from __future__ import annotations

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.fernet import Fernet

from config.trouble import Trouble


def prepare_folder(folder: Path) -> Path:
    """The data folder, absolute, made if it was not there. ``Trouble`` if nothing can be written in it."""
    folder = folder.absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (FileExistsError, NotADirectoryError):
        raise Trouble(
            f"The data folder {folder} is not a folder: a file is in its way. "
            "Move it, or set RECRUIT_DATA to another place."
        ) from None
    except OSError as error:
        raise Trouble(
            f"Nothing can be written in the data folder {folder} ({error.strerror}). "
            "Give it to the user who runs Recruit, or set RECRUIT_DATA to another place."
        ) from None
    return folder


def kept_key(folder: Path, name: str) -> str:
    """A key that was made here before, or an empty string."""
    try:
        return (folder / "keys" / name).read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return ""


def prepare_keys(folder: Path) -> None:
    """Make the keys that are not there yet. They are never made anew: what they protect would be lost."""
    (folder / "keys").mkdir(mode=0o700, exist_ok=True)
    _make_key(folder / "keys" / "secret_key", secrets.token_urlsafe(48))
    _make_key(folder / "keys" / "encryption_key", Fernet.generate_key().decode("ascii"))


def _make_key(path: Path, value: str) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(value + "\n")


@contextmanager
def the_only_one(folder: Path) -> Iterator[bool]:
    """True inside if nobody else holds this folder; the lock is gone with the process, however it ends."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)
