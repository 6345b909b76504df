"""Is this server, role and database fit for Recruit? If not, which sentence tells the person what to do?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg

from config.database.binaries import OLDEST
from config.trouble import Trouble

QUERY = """
    SELECT current_setting('server_version_num')::int, current_setting('server_version'),
           rolname, current_database(), rolsuper, rolbypassrls, has_schema_privilege('public', 'CREATE')
    FROM pg_roles WHERE rolname = current_user
"""
#: Tables of companies, and whether the wall between companies stands in them: forced row security, and a policy.
WALLS = """
    SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity
                      AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped)
    ORDER BY c.relname
"""


@dataclass(frozen=True)
class Facts:
    """One row of ``QUERY``."""

    version_number: int
    version: str
    role: str
    database: str
    is_superuser: bool
    bypasses_row_security: bool
    may_create: bool


def faults_of(facts: Facts) -> list[str]:
    """Every reason for which Recruit must not use this database, with what would help."""
    faults = []
    if facts.version_number < OLDEST * 10_000:
        faults.append(
            f"The database server is PostgreSQL {facts.version}; Recruit needs {OLDEST} or newer. Upgrade the server, "
            "or unset DATABASE_URL to use the embedded one."
        )
    if facts.is_superuser:
        faults.append(
            f'The database role "{facts.role}" is a superuser, and no wall between companies holds a superuser. '
            f'Take its rights (ALTER ROLE "{facts.role}" NOSUPERUSER), or better use a role of its own: '
            "CREATE ROLE recruit LOGIN PASSWORD '…';"
        )
    if facts.bypasses_row_security:
        faults.append(
            f'The database role "{facts.role}" bypasses row security, the wall between companies. '
            f'Take that right from it: ALTER ROLE "{facts.role}" NOBYPASSRLS;'
        )
    if not facts.may_create:
        faults.append(
            f'The database role "{facts.role}" may not make tables in the database "{facts.database}". '
            f'Give it the database: ALTER DATABASE "{facts.database}" OWNER TO "{facts.role}";'
        )
    return faults


def refuse_unfit(url: str) -> None:
    """Look at the database once; ``Trouble`` with every fault there is, or why it cannot be reached."""
    try:
        with psycopg.connect(url, connect_timeout=5) as session:
            row = session.execute(QUERY).fetchone()
    except psycopg.Error as error:
        raise Trouble(
            f"Recruit cannot use the database at {without_password(url)}: {str(error).strip()}\n"
            "Check DATABASE_URL and that the server runs, or unset DATABASE_URL to use the embedded one."
        ) from None
    assert row is not None  # the role that asks is in pg_roles
    faults = faults_of(Facts(*row))
    if faults:
        raise Trouble("\n".join(faults))


def without_password(url: str) -> str:
    """The address as it may be shown and logged."""
    password = urlsplit(url).password
    return url.replace(f":{password}@", ":***@", 1) if password else url
