"""How do two arrivals of the same thing queue up before its row exists? On an advisory lock of the transaction."""

from __future__ import annotations

from django.db import connection


def lock_in_transaction(*parts: str | int) -> None:
    """Wait until no other transaction holds the lock of these parts; commit or rollback releases it."""
    name = "\x1f".join(str(part) for part in parts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
