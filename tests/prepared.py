"""Where does a database of the tests come from? A migrated one is made once for these migrations, and copied for each run.

To migrate takes longer than most files of tests, and every one of several processes would do it. The copy lies in
``build``; a change of a migration, of what migrations import, or of PostgreSQL makes another.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.database import Cluster, embedded_url, find_binaries
from config.database.binaries import Binaries

_ROOT = Path(__file__).parent.parent
_SRC = _ROOT / "src"
_KEPT = _ROOT / "build" / "test-databases"
_MOST_KEPT = 4


def chosen_binaries() -> Binaries:
    """PostgreSQL's programs for the tests: those that ``RECRUIT_PG_BIN`` names, else the embedded ones."""
    named = os.environ.get("RECRUIT_PG_BIN")
    return find_binaries(Path(named) if named else None)


def copy_of_migrated(folder: Path, *, binaries: Binaries) -> None:
    """Put a stopped cluster into ``folder`` whose database has all migrations; the server is started by whoever asks."""
    with _kept(binaries) as kept:
        # With its owner: PostgreSQL does not run as root, and refuses files of anybody else.
        subprocess.run(["cp", "-a", kept / "postgres", folder / "postgres"], check=True)


@contextmanager
def _kept(binaries: Binaries) -> Iterator[Path]:
    """The migrated one, made if need be; nobody takes it away meanwhile."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = _KEPT / _digest(binaries)
        if not kept.exists():
            _make(kept, binaries)
            _forget_old()
        os.utime(kept)
        yield kept


def _make(kept: Path, binaries: Binaries) -> None:
    fresh = Path(tempfile.mkdtemp(prefix="fresh-", dir=_KEPT))
    fresh.chmod(0o755)
    cluster = Cluster(fresh, binaries=binaries, durable=False)
    cluster.start()
    try:
        variables = os.environ | {
            "DATABASE_URL": embedded_url(fresh),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(_SRC),
            "RECRUIT_DATA": str(fresh / "data"),
        }
        command = [sys.executable, "-m", "config", "manage", "migrate", "--verbosity", "0"]
        done = subprocess.run(command, env=variables, cwd=_ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    finally:
        cluster.stop()
    fresh.rename(kept)


def _forget_old() -> None:
    """Of other branches and earlier migrations, beyond the latest few; and what a run that was cut off left behind."""
    folders = sorted(
        (each for each in _KEPT.iterdir() if each.is_dir()),
        key=lambda each: each.stat().st_mtime,
        reverse=True,
    )
    for number, each in enumerate(folders):
        if number >= _MOST_KEPT or each.name.startswith("fresh-"):
            shutil.rmtree(each, ignore_errors=True)


def _digest(binaries: Binaries) -> str:
    digest = hashlib.sha256(f"{binaries.postgres} {binaries.major}".encode())
    digest.update((_ROOT / "requirements" / "dev.txt").read_bytes())
    migrations = sorted(_SRC.glob("**/migrations/*.py"))
    imported = {module for each in migrations for module in _our_modules(each)}
    for each in (*migrations, *sorted(imported)):
        digest.update(each.relative_to(_SRC).as_posix().encode())
        digest.update(each.read_bytes())
    return digest.hexdigest()[:20]


def _our_modules(migration: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(migration.read_bytes())):
        named = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        for name in named:
            path = _SRC / name.replace(".", "/")
            yield from (each for each in (path.with_suffix(".py"), path / "__init__.py") if each.exists())


if __name__ == "__main__":
    # Before the tests and not within the first of them, whose time is limited: python -m tests.prepared
    with _kept(chosen_binaries()):
        pass
