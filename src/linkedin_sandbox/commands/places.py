"""Where does a sandbox answer, and where does it keep its world? A free port, and a folder or nothing that lasts."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PREFIX = "linkedin-sandbox-"
_MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of one's own is made below it, readable by nobody else


@dataclass(frozen=True)
class Place:
    host: str
    port: int

    @property
    def address(self) -> str:
        """As a client on this machine reaches it."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 -- what is compared, not bound
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def free_place(host: str, port: int) -> Place:
    """The port that was asked for, or any (0); refused in a sentence when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except (OSError, OverflowError) as reason:
            raise SystemExit(
                f"linkedin-sandbox: cannot answer at {host}, port {port} ({reason}). "
                "Is a sandbox running already? Choose another port with --port, or any free one with --port 0."
            ) from None
        return Place(host, trial.getsockname()[1])


@contextmanager
def kept_in(data: Path | None) -> Iterator[Path]:
    """The folder of the world. None: one in the machine's memory where it has such a folder, gone at the end.

    SQLite's own memory databases lock whole tables and do not wait for each other, so that a file in memory it is.
    """
    if data is not None:
        yield _writable(data)
        return
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_home()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _home() -> str:
    return str(_MEMORY) if os.access(_MEMORY, os.W_OK) else tempfile.gettempdir()


def _sweep() -> None:
    """Take away what a sandbox left that was killed and could not do so itself."""
    for folder in Path(_home()).glob(f"{_PREFIX}*-*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdecimal() and not _is_alive(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _writable(data: Path) -> Path:
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            return data
    except OSError as reason:
        raise SystemExit(
            f"linkedin-sandbox: the world cannot be kept in {data} ({reason.strerror}). "
            "Choose a folder with --data, or keep nothing with --in-memory."
        ) from None
