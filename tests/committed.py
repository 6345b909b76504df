"""How is a database emptied in which a test has committed? Row by row: there are few, and a hundred tables.

TRUNCATE makes every table and every index anew, and Django's own flush the permissions of all models besides; both cost
more than most tests. What nobody may delete in the product goes by the setting with which an erasure deletes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import connection, transaction

from recruit.base.tenancy import Door, company_context, door

#: Tables without companies, whoever refers to others first.
_OF_NOBODY = (
    "procrastinate_periodic_defers",
    "procrastinate_jobs",
    "procrastinate_workers",
    "django_session",
)


@contextmanager
def committing() -> Iterator[None]:
    """Everything commits, as in the product: jobs, locks and other sessions see it. Afterwards nothing of it is there."""
    try:
        yield
    finally:
        _empty()


def _empty() -> None:
    with door(Door.COMPANIES), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM company_company")
        companies = [number for (number,) in cursor.fetchall()]
    for number in companies:
        with company_context(number), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL recruit.erasing = 'on'")
            cursor.execute("; ".join(f"DELETE FROM {table}" for table in _walled_tables()))
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"DELETE FROM {table}" for table in _OF_NOBODY))


@cache
def _walled_tables() -> list[str]:
    """Those that reports are counted in come last: triggers write there when what they count goes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relforcerowsecurity "
            "ORDER BY relname LIKE 'reports%', relname"
        )
        return [name for (name,) in cursor.fetchall()]
