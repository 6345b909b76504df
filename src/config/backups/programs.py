"""Who dumps and restores? PostgreSQL's own programs, told by the environment, where no password can be seen."""

from __future__ import annotations

import os
import subprocess
from typing import Final

from psycopg.conninfo import conninfo_to_dict

from config.database import embedded_url, find_binaries
from config.environment import Environment
from config.trouble import Trouble

#: What libpq reads of an address; the rest of it are its own names for the same.
_VARIABLES: Final = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
_NO_READER: Final = """A backup has to see the rows of all companies; Recruit's own role must not.
Make a role for backups alone, as the server's superuser:
    CREATE ROLE recruit_backup LOGIN PASSWORD '…' BYPASSRLS IN ROLE pg_read_all_data;
and set RECRUIT_BACKUP_DATABASE_URL to the database's address with that role, only where the backups are made."""


def reader_url(environment: Environment) -> str:
    """The database with a role that sees every company. ``Trouble`` that tells how to make one."""
    named = environment.backup_database_url.get_secret_value()
    if named:
        return named
    if environment.database_url:
        raise Trouble(_NO_READER)
    return embedded_url(environment.data, role="postgres")


def run_program(environment: Environment, name: str, *words: str, url: str) -> None:
    """``pg_dump`` or ``pg_restore`` on that database. ``Trouble`` with what it said."""
    program = find_binaries(environment.pg_bin).folder / name
    told = conninfo_to_dict(url)
    variables = {
        **{each: value for each, value in os.environ.items() if not each.startswith("PG")},
        **{_VARIABLES[each]: str(value) for each, value in told.items() if each in _VARIABLES},
    }
    done = subprocess.run(  # noqa: S603 -- the program that the installation names
        [program, "--no-password", *words], env=variables, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Trouble(f"{name} did not succeed:\n{done.stderr.strip()}")
