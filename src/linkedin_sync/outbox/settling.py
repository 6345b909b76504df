"""How does an answer get into the database? Links and marks of a batch in one transaction, one statement each.

A mark is removed only if nobody changed its record meanwhile; else it stays, is free again, and the newer state is
sent next. A change may hold a mark while it waits for another of ours: then we give way and try again, so that it is
never a person's transaction that PostgreSQL breaks a deadlock with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import OperationalError, transaction
from django.db import connection as database

from linkedin_sync.enums import LinkKind, ParkedReason
from linkedin_sync.outbox.reserving import Reserved
from recruit.base import clock


@dataclass(frozen=True)
class Done:
    """LinkedIn has the present state, or need not have it."""


@dataclass(frozen=True)
class TryAgain:
    """``counts``: a failed try; else only a wait for LinkedIn's quota."""

    at: datetime
    text: str
    counts: bool = True


@dataclass(frozen=True)
class Parked:
    reason: ParkedReason
    text: str


MarkEnd = Done | TryAgain | Parked


@dataclass(frozen=True)
class LinkChange:
    """What LinkedIn holds of one record now. An empty fingerprint, also of a part: we cannot be sure."""

    kind: LinkKind
    our_key: str
    external_id: str = ""
    fingerprint: str = ""
    parts: str = "{}"  # JSON
    task_urn: str = ""


@dataclass
class Settlement:
    """Everything that one batch came to."""

    ends: list[tuple[Reserved, MarkEnd]] = field(default_factory=list)
    put_links: list[LinkChange] = field(default_factory=list)
    drop_links: list[tuple[LinkKind, str]] = field(default_factory=list)


_PUT_LINKS: Final = """
INSERT INTO linkedin_sync_link AS link (
    company_id, connection_id, kind, our_key, external_id, their_urn, fingerprint, parts,
    delivered_at, task_urn, task_asked
)
SELECT %(company)s, %(connection)s, kind, our_key, external_id, '', fingerprint, parts::jsonb, %(now)s, task_urn, 0
FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(externals)s::text[], %(fingerprints)s::text[],
            %(parts)s::text[], %(tasks)s::text[]) AS sent (kind, our_key, external_id, fingerprint, parts, task_urn)
ON CONFLICT (connection_id, kind, our_key) DO UPDATE SET
    external_id = EXCLUDED.external_id, fingerprint = EXCLUDED.fingerprint, parts = EXCLUDED.parts,
    delivered_at = EXCLUDED.delivered_at, task_urn = EXCLUDED.task_urn, task_asked = 0
"""

# Before the call: whatever is about to be written there is not known here from now on until it is answered. Such a
# record is sent again whatever it looks like then, and taken away if it should not be there any more.
_ANNOUNCE: Final = """
INSERT INTO linkedin_sync_link AS link (
    company_id, connection_id, kind, our_key, external_id, their_urn, fingerprint, parts, task_urn, task_asked
)
SELECT %(company)s, %(connection)s, kind, our_key, external_id, '', fingerprint, parts::jsonb, '', 0
FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(externals)s::text[], %(fingerprints)s::text[],
            %(parts)s::text[]) AS sent (kind, our_key, external_id, fingerprint, parts)
ON CONFLICT (connection_id, kind, our_key) DO UPDATE SET
    fingerprint = EXCLUDED.fingerprint, parts = EXCLUDED.parts
"""

_DROP_LINKS: Final = """
DELETE FROM linkedin_sync_link AS link
USING unnest(%(kinds)s::text[], %(keys)s::text[]) AS gone (kind, our_key)
WHERE link.connection_id = %(connection)s AND link.kind = gone.kind AND link.our_key = gone.our_key
"""

# Delivered and unchanged: gone. Delivered and changed since: free again, due as the change made it.
_DELETE_MARKS: Final = """
DELETE FROM linkedin_sync_mark AS mark USING unnest(%(ids)s::bigint[], %(versions)s::int[]) AS done (id, version)
WHERE mark.id = done.id AND mark.version = done.version
"""
_FREE_MARKS: Final = """
UPDATE linkedin_sync_mark SET reserved_until = NULL WHERE id = ANY(%(ids)s::bigint[])
"""

# A record that changed since is as new: neither waits nor parks for what an older state met with.
_KEEP_MARKS: Final = """
UPDATE linkedin_sync_mark AS mark SET
    reserved_until = NULL,
    attempts = CASE WHEN mark.version = kept.version THEN kept.attempts ELSE mark.attempts END,
    not_before = CASE WHEN mark.version = kept.version THEN COALESCE(kept.at, mark.not_before) ELSE mark.not_before END,
    last_error = CASE WHEN mark.version = kept.version THEN kept.text ELSE mark.last_error END,
    parked_reason = CASE WHEN mark.version = kept.version THEN kept.reason ELSE mark.parked_reason END,
    parked_text = CASE WHEN mark.version = kept.version AND kept.reason <> '' THEN kept.text ELSE mark.parked_text END,
    parked_at = CASE WHEN mark.version = kept.version AND kept.reason <> '' THEN %(now)s ELSE mark.parked_at END
FROM unnest(%(ids)s::bigint[], %(versions)s::int[], %(attempts)s::int[], %(ats)s::timestamptz[], %(texts)s::text[],
            %(reasons)s::text[]) AS kept (id, version, attempts, at, text, reason)
WHERE mark.id = kept.id
"""

_MOST_WAITS: Final = 50


def giving_way(write: Callable[[], None]) -> None:
    """Run a short write; if a change of somebody else holds what we need, let go of everything and try again."""
    for last in (*[False] * _MOST_WAITS, True):
        try:
            with transaction.atomic():
                with database.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '200ms'")
                write()
        except OperationalError as error:
            if last or getattr(error.__cause__, "sqlstate", "") not in {"55P03", "40P01"}:
                raise
        else:
            return


def settle(*, company_id: int, connection_id: int, settlement: Settlement, after: Callable[[], None]) -> None:
    """Write down what became of a batch. ``after`` runs in the same transaction."""

    def write() -> None:
        _write_links(company_id, connection_id, settlement)
        _write_marks(settlement.ends)
        after()

    giving_way(write)


def announce(*, company_id: int, connection_id: int, links: Sequence[LinkChange]) -> None:
    """Write down what is about to be sent, so that an answer that never comes does not hide what LinkedIn holds."""
    if links:
        with database.cursor() as cursor:
            cursor.execute(_ANNOUNCE, _link_columns(company_id, connection_id, links))


def _link_columns(company_id: int, connection_id: int, links: Sequence[LinkChange]) -> dict[str, Any]:
    return {
        "company": company_id,
        "connection": connection_id,
        "now": clock.now(),
        "kinds": [link.kind.value for link in links],
        "keys": [link.our_key for link in links],
        "externals": [link.external_id for link in links],
        "fingerprints": [link.fingerprint for link in links],
        "parts": [link.parts for link in links],
        "tasks": [link.task_urn for link in links],
    }


def _write_links(company_id: int, connection_id: int, settlement: Settlement) -> None:
    with database.cursor() as cursor:
        if settlement.put_links:
            cursor.execute(_PUT_LINKS, _link_columns(company_id, connection_id, settlement.put_links))
        if settlement.drop_links:
            cursor.execute(
                _DROP_LINKS,
                {
                    "connection": connection_id,
                    "kinds": [kind.value for kind, _ in settlement.drop_links],
                    "keys": [key for _, key in settlement.drop_links],
                },
            )


def _write_marks(ends: Sequence[tuple[Reserved, MarkEnd]]) -> None:
    done = [mark for mark, end in ends if isinstance(end, Done)]
    kept = [(mark, end) for mark, end in ends if not isinstance(end, Done)]
    with database.cursor() as cursor:
        if done:
            ids = [mark.id for mark in done]
            cursor.execute(_DELETE_MARKS, {"ids": ids, "versions": [mark.version for mark in done]})
            if cursor.rowcount < len(done):
                cursor.execute(_FREE_MARKS, {"ids": ids})
        if kept:
            cursor.execute(_KEEP_MARKS, _kept_columns(kept))


def _kept_columns(kept: Sequence[tuple[Reserved, TryAgain | Parked]]) -> dict[str, Any]:
    rows = [
        (end.at, "", end.counts) if isinstance(end, TryAgain) else (None, end.reason.value, True)
        for _, end in kept
    ]
    return {
        "now": clock.now(),
        "ids": [mark.id for mark, _ in kept],
        "versions": [mark.version for mark, _ in kept],
        "attempts": [mark.attempts + counts for (mark, _), (_, _, counts) in zip(kept, rows, strict=True)],
        "ats": [at for at, _, _ in rows],
        "texts": [end.text[:2000] for _, end in kept],
        "reasons": [reason for _, reason, _ in rows],
    }
