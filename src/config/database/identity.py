"""As whom does the server run? As ourselves; PostgreSQL refuses root, so root has two other ways.

First a user namespace of its own, in which root is called user 1000: no account, no changed permissions, all files
stay root's. Where that is forbidden (hardened containers), an existing account without rights that can read the
programs.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config.trouble import Trouble

_CLONE_NEWUSER = 0x10000000
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Identity:
    """``uid`` and ``gid`` are of the account that must own the data, where that is not ours."""

    name: str
    uid: int | None = None
    gid: int | None = None
    in_namespace: bool = False

    def before_exec(self, *, dies_with_parent: bool) -> Callable[[], None]:
        """What the child does between fork and exec."""
        parent = os.getpid()

        def prepare() -> None:
            if self.in_namespace:
                enter_namespace()
            if dies_with_parent:
                die_with_parent(parent, signal.SIGINT)

        return prepare

    def own(self, folder: Path) -> None:
        """Hand a folder of the server to the account it runs as."""
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)

    def run(self, command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL's to its end as this identity."""
        return subprocess.run(  # type: ignore[call-overload,no-any-return]  # noqa: S603 -- our own programs
            command,
            check=False,
            text=True,
            preexec_fn=self.before_exec(dies_with_parent=True),
            **self.account(),
            **options,
        )

    def account(self) -> dict[str, object]:
        """``subprocess``'s words for another account; nothing where it is ours."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def die_with_parent(parent: int, signal_number: int) -> None:
    """Ask the kernel (Linux) for this signal when the parent dies, however it dies; elsewhere do nothing."""
    if not hasattr(_libc, "prctl"):
        return
    _libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    if os.getppid() != parent:  # it died between fork and here
        os._exit(1)


def enter_namespace() -> None:
    """Become user 1000 of a new user namespace that knows nobody else."""
    uid, gid = os.getuid(), os.getgid()
    if _libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny", "ascii")
    Path("/proc/self/gid_map").write_text(f"1000 {gid} 1", "ascii")
    Path("/proc/self/uid_map").write_text(f"1000 {uid} 1", "ascii")


def choose_identity(program: str, folder: Path) -> Identity:
    """The first identity that can run ``program`` and reach ``folder``."""
    if os.getuid() != 0:
        return Identity(name="this user")
    candidates = [Identity(name="root in a user namespace", in_namespace=True), *_accounts()]
    for identity in candidates:
        if _works(identity, program, folder):
            return identity
    raise Trouble(
        "PostgreSQL does not run as root, user namespaces are forbidden here, and no account without rights can "
        f"read {program} and enter {folder}. Run Recruit as an ordinary user, or set DATABASE_URL to a server that "
        "runs already."
    )


def _accounts() -> list[Identity]:
    found = []
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        found.append(Identity(name=name, uid=account.pw_uid, gid=account.pw_gid))
    return found


def _works(identity: Identity, program: str, folder: Path) -> bool:
    try:
        for command in ([program, "--version"], ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]):
            if identity.run(command, capture_output=True, timeout=20).returncode != 0:
                return False
    except (OSError, subprocess.SubprocessError):
        return False
    return True
