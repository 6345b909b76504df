"""How does an answer get into the database? Links and marks of a batch in one transaction, one statement each.

A mark is removed only if nobody changed its record meanwhile; else it stays, is free again, and the newer state is
sent next. A change may hold a mark while it waits for another of ours: then we give way and try again, so that it is
never a person's transaction that PostgreSQL breaks a deadlock with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
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
    exchange: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Parked:
    reason: ParkedReason
    text: str
    exchange: Mapping[str, Any] | None = None


MarkEnd = Done | TryAgain | Parked


@dataclass(frozen=True)
class LinkChange:
    """What LinkedIn holds of one record now. An empty fingerprint, also of a part: we cannot be sure."""

    kind: LinkKind
    our_key: str
    external_id: str = ""
    fingerprint: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    task_urn: str = ""


@dataclass(frozen=True)
class FirstLook:
    at: datetime
    asked: int


@dataclass
class Settlement:
    """Everything that one batch came to."""

    ends: list[tuple[Reserved, MarkEnd]] = field(default_factory=list)
    put_links: list[LinkChange] = field(default_factory=list)
    drop_links: list[tuple[LinkKind, str]] = field(default_factory=list)
    #: Records that LinkedIn turned out not to have: nothing of them is believed any more, and all of it is sent again.
    lost_links: list[tuple[LinkKind, str]] = field(default_factory=list)
    #: Records that LinkedIn has now and had not before, or of which that was not known.
    arrived: list[str] = field(default_factory=list)
    #: When LinkedIn is first asked whom it takes these persons for, and from which place of its waits on.
    look: FirstLook | None = None


_PUT_LINKS: Final = """
INSERT INTO linkedin_sync_link AS link (
    company_id, connection_id, kind, our_key, external_id, their_urn, fingerprint, parts,
    delivered_at, task_urn, task_asked, match_asked, match_due_at
)
SELECT %(company)s, %(connection)s, kind, our_key, external_id, '', fingerprint, parts, %(now)s, task_urn, 0,
    %(match_asked)s, CASE WHEN kind = 'person' THEN %(match_due)s::timestamptz END
FROM jsonb_to_recordset(%(links)s::jsonb)
  AS sent (kind text, our_key text, external_id text, fingerprint text, parts jsonb, task_urn text)
ON CONFLICT (connection_id, kind, our_key) DO UPDATE SET
    external_id = EXCLUDED.external_id, fingerprint = EXCLUDED.fingerprint, parts = EXCLUDED.parts,
    delivered_at = EXCLUDED.delivered_at, task_urn = EXCLUDED.task_urn, task_asked = 0,
    match_asked = EXCLUDED.match_asked, match_due_at = EXCLUDED.match_due_at
"""

# Before the call: whatever is about to be written there is not known here from now on until it is answered. Such a
# record is sent again whatever it looks like then, and taken away if it should not be there any more.
_ANNOUNCE: Final = """
INSERT INTO linkedin_sync_link AS link (
    company_id, connection_id, kind, our_key, external_id, their_urn, fingerprint, parts, task_urn, task_asked
)
SELECT %(company)s, %(connection)s, kind, our_key, external_id, '', fingerprint, parts, '', 0
FROM jsonb_to_recordset(%(links)s::jsonb)
  AS sent (kind text, our_key text, external_id text, fingerprint text, parts jsonb)
ON CONFLICT (connection_id, kind, our_key) DO UPDATE SET
    fingerprint = EXCLUDED.fingerprint, parts = EXCLUDED.parts
"""

_DROP_LINKS: Final = """
DELETE FROM linkedin_sync_link AS link
USING jsonb_to_recordset(%(links)s::jsonb) AS gone (kind text, our_key text)
WHERE link.connection_id = %(connection)s AND link.kind = gone.kind AND link.our_key = gone.our_key
"""

# Whatever hung on a record that is not there is not there either.
_LOSE_LINKS: Final = """
UPDATE linkedin_sync_link AS link SET
    fingerprint = '',
    parts = (SELECT COALESCE(jsonb_object_agg(slot, ''), '{}') FROM jsonb_object_keys(link.parts) AS slot)
FROM jsonb_to_recordset(%(links)s::jsonb) AS lost (kind text, our_key text)
WHERE link.connection_id = %(connection)s AND link.kind = lost.kind AND link.our_key = lost.our_key
"""

# Delivered and unchanged: gone. Delivered and changed since: free again, due as the change made it.
_DELETE_MARKS: Final = """
DELETE FROM linkedin_sync_mark AS mark USING jsonb_to_recordset(%(done)s::jsonb) AS done (id bigint, version int)
WHERE mark.id = done.id AND mark.version = done.version
"""
_FREE_MARKS: Final = """
UPDATE linkedin_sync_mark AS mark SET reserved_until = NULL
FROM jsonb_to_recordset(%(done)s::jsonb) AS done (id bigint) WHERE mark.id = done.id
"""

# A record that changed since is as new: neither waits nor parks for what an older state met with.
_KEEP_MARKS: Final = """
UPDATE linkedin_sync_mark AS mark SET
    reserved_until = NULL,
    attempts = CASE WHEN mark.version = kept.version THEN kept.attempts ELSE mark.attempts END,
    not_before = CASE WHEN mark.version = kept.version THEN COALESCE(kept.at, mark.not_before) ELSE mark.not_before END,
    last_error = CASE WHEN mark.version = kept.version THEN kept.text ELSE mark.last_error END,
    tried_at = CASE WHEN mark.version = kept.version AND NOT kept.waits THEN %(now)s ELSE mark.tried_at END,
    exchange = CASE WHEN mark.version = kept.version AND NOT kept.waits THEN kept.exchange ELSE mark.exchange END,
    waits_for_quota = CASE WHEN mark.version = kept.version THEN kept.waits ELSE mark.waits_for_quota END,
    parked_reason = CASE WHEN mark.version = kept.version THEN kept.reason ELSE mark.parked_reason END,
    parked_text = CASE WHEN mark.version = kept.version AND kept.reason <> '' THEN kept.text ELSE mark.parked_text END,
    parked_at = CASE WHEN mark.version = kept.version AND kept.reason <> '' THEN %(now)s ELSE mark.parked_at END
FROM jsonb_to_recordset(%(kept)s::jsonb)
  AS kept (id bigint, version int, attempts int, at timestamptz, text text, reason text, waits bool, exchange jsonb)
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
            cursor.execute(_ANNOUNCE, _links(company_id, connection_id, links))


def _links(company_id: int, connection_id: int, links: Sequence[LinkChange]) -> dict[str, Any]:
    """Rows travel as one JSON text: of arrays the driver adapts every value by itself."""
    rows = [
        {
            "kind": link.kind,
            "our_key": link.our_key,
            "external_id": link.external_id,
            "fingerprint": link.fingerprint,
            "parts": link.parts,
            "task_urn": link.task_urn,
        }
        for link in links
    ]
    return {
        "company": company_id,
        "connection": connection_id,
        "now": clock.now(),
        "links": json.dumps(rows),
    }


def _write_links(company_id: int, connection_id: int, settlement: Settlement) -> None:
    with database.cursor() as cursor:
        if settlement.put_links:
            look = settlement.look
            due = {"match_due": look.at if look else None, "match_asked": look.asked if look else 0}
            cursor.execute(_PUT_LINKS, _links(company_id, connection_id, settlement.put_links) | due)
        for statement, links in ((_DROP_LINKS, settlement.drop_links), (_LOSE_LINKS, settlement.lost_links)):
            if links:
                named = [{"kind": kind, "our_key": key} for kind, key in links]
                cursor.execute(statement, {"connection": connection_id, "links": json.dumps(named)})


def _write_marks(ends: Sequence[tuple[Reserved, MarkEnd]]) -> None:
    done = [mark for mark, end in ends if isinstance(end, Done)]
    kept = [(mark, end) for mark, end in ends if not isinstance(end, Done)]
    with database.cursor() as cursor:
        if done:
            rows = json.dumps([{"id": mark.id, "version": mark.version} for mark in done])
            cursor.execute(_DELETE_MARKS, {"done": rows})
            if cursor.rowcount < len(done):
                cursor.execute(_FREE_MARKS, {"done": rows})
        if kept:
            rows = json.dumps([_kept(mark, end) for mark, end in kept])
            cursor.execute(_KEEP_MARKS, {"now": clock.now(), "kept": rows})


def _storable(text: str) -> str:
    """LinkedIn's words may hold what JSON can say and PostgreSQL cannot keep."""
    return text[:2000].replace("\x00", "").encode(errors="replace").decode()


def _kept(mark: Reserved, end: TryAgain | Parked) -> dict[str, Any]:
    kept = {"id": mark.id, "version": mark.version, "text": _storable(end.text), "exchange": end.exchange}
    if isinstance(end, TryAgain):
        attempts = mark.attempts + end.counts
        return kept | {
            "attempts": attempts,
            "at": end.at.isoformat(),
            "reason": "",
            "waits": not end.counts,
        }
    return kept | {"attempts": mark.attempts + 1, "at": None, "reason": end.reason, "waits": False}
