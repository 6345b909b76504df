"""How is the embedded PostgreSQL made, started, recovered and stopped?

It listens on a unix socket only, in a folder that nobody else can enter, and trusts who gets there. Two roles:
``postgres`` is used by this module alone; ``recruit`` owns the database and is neither superuser nor exempt from
row security.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg import sql

from config.database.binaries import Binaries
from config.database.identity import Identity, choose_identity
from config.trouble import Trouble

ROLE = "recruit"
DATABASE = "recruit"
_LONGEST_SOCKET_PATH = 107
_START_SECONDS = 60
_STOP_SECONDS = 20
_TESTS_ONLY = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def socket_folder(folder: Path) -> Path:
    """Where this data folder's socket lies: inside, or in a short runtime folder where the path grows too long."""
    inside = folder.absolute() / "run"
    if len(os.fsencode(inside / ".s.PGSQL.5432")) <= _LONGEST_SOCKET_PATH:
        return inside
    short = hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:12]
    return Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"recruit-{os.getuid()}-{short}"


def embedded_url(folder: Path, *, role: str = ROLE, database: str = DATABASE) -> str:
    """The address of the embedded server's database, whether it runs or not."""
    return f"postgresql://{role}@/{database}?host={quote(str(socket_folder(folder)), safe='')}"


class Cluster:
    """One PostgreSQL under ``folder``. Not ``durable`` (tests): nothing is flushed, ``recruit`` may make databases."""

    def __init__(self, folder: Path, *, binaries: Binaries, durable: bool = True) -> None:
        self.folder = folder.absolute()
        self.data = self.folder / "postgres"
        self.socket = socket_folder(folder)
        self.binaries = binaries
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None
        self._identity: Identity | None = None

    @property
    def identity(self) -> Identity:
        if self._identity is None:
            self._identity = choose_identity(self.binaries.postgres, self.folder)
        return self._identity

    def start(self, log: IO[bytes] | int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """Make the cluster if it is not there, start it, and answer when the database can be used."""
        self._make()
        self._clear_leftover()
        self._make_socket_folder()
        self.process = subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603 -- our programs, words of an account
            [self.binaries.postgres, "-D", str(self.data), *self._options()],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=self.identity.before_exec(dies_with_parent=True),  # noqa: PLW1509 -- no threads here
            **self.identity.account(),
        )
        try:
            self._wait_until_ready(self.process)
            self._make_role_and_database()
        except BaseException:
            self.stop()
            raise
        return self.process

    def stop(self) -> None:
        """Stop cleanly: sessions are ended, everything is written. Harder only if that takes too long."""
        process, self.process = self.process, None
        if process is None:
            return
        for signal_number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            process.send_signal(signal_number)
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            return

    def _options(self) -> list[str]:
        socket = str(self.socket).replace('"', '""')
        options = [
            "-c",
            "listen_addresses=",
            "-c",
            f'unix_socket_directories="{socket}"',
            "-c",
            "max_connections=100",
        ]
        return options if self.durable else [*options, *_TESTS_ONLY]

    def _make(self) -> None:
        version = self.data / "PG_VERSION"
        if version.exists():
            self._refuse_other_version(version.read_text("ascii").strip())
            return
        # Made beside and renamed: an initdb that was cut off never passes for a cluster.
        fresh = self.folder / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.identity.own(fresh)
        made = self.identity.run(self._initdb(fresh), capture_output=True)
        if made.returncode != 0:
            raise Trouble(f"PostgreSQL's database files could not be made in {fresh}:\n{made.stderr.strip()}")
        (fresh / "pg_hba.conf").write_text(
            "# Only the socket; its folder is open to nobody else.\nlocal all all trust\n", "ascii"
        )
        fresh.rename(self.data)

    def _initdb(self, target: Path) -> list[str]:
        unsafe = [] if self.durable else ["--no-sync"]
        always = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-instructions"]
        return [self.binaries.initdb, "-D", str(target), *always, *self.binaries.locale_options, *unsafe]

    def _refuse_other_version(self, made_with: str) -> None:
        if made_with != str(self.binaries.major):
            raise Trouble(
                f"The database in {self.data} was made by PostgreSQL {made_with}, and {self.binaries.folder} holds "
                f"{self.binaries.major}. Set RECRUIT_PG_BIN to the programs of version {made_with}, move the data with "
                "pg_dump, or forget it with make clean."
            )

    def _clear_leftover(self) -> None:
        """A server that outlived its parent is stopped; the note of one that did not outlive a crash is removed."""
        note = self.data / "postmaster.pid"
        try:
            pid = int(note.read_text("utf-8").splitlines()[0])
        except FileNotFoundError:
            return
        except (ValueError, IndexError):
            note.unlink(missing_ok=True)
            return
        if not _is_server_of(pid, self.data):
            note.unlink(missing_ok=True)
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + _STOP_SECONDS
        while _is_server_of(pid, self.data):
            if time.monotonic() > deadline:
                raise Trouble(
                    f"A PostgreSQL of an earlier start still runs on {self.data} (process {pid}) and does not stop."
                )
            time.sleep(0.05)

    def _make_socket_folder(self) -> None:
        self.socket.mkdir(mode=0o700, exist_ok=True)
        found = self.socket.lstat()
        if self.socket.is_symlink() or found.st_uid not in (os.getuid(), self.identity.uid):
            raise Trouble(
                f"The folder {self.socket} belongs to somebody else. Set RECRUIT_DATA to a shorter path."
            )
        self.socket.chmod(0o700)
        self.identity.own(self.socket)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            if process.poll() is not None:
                raise Trouble("The embedded PostgreSQL did not start; its log in the data folder says why.")
            try:
                self._session("postgres").close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise Trouble(
                        "The embedded PostgreSQL started, but does not answer; see its log."
                    ) from None
                time.sleep(0.02)
            else:
                return

    def _session(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            embedded_url(self.folder, role="postgres", database=database), autocommit=True, connect_timeout=5
        )

    def _make_role_and_database(self) -> None:
        with self._session("postgres") as session:
            if not session.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                rights = sql.SQL(
                    "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE" + ("" if self.durable else " CREATEDB")
                )
                session.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(ROLE), rights))
            if not session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                made = sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(ROLE)
                )
                session.execute(made)


def _is_server_of(pid: int, data: Path) -> bool:
    """Is this process alive, a PostgreSQL, and of this data folder? Numbers of processes are used again."""
    command = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        try:
            words = command.read_bytes()
        except OSError:
            return False
    else:
        question = ["ps", "-p", str(pid), "-o", "command="]
        words = subprocess.run(question, capture_output=True, check=False).stdout  # noqa: S603 -- the system's own ps
    return b"postgres" in words and os.fsencode(data) in words
