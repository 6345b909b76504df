"""How is it written down that a record differs? As a mark, in the changer's own transaction (*marks, not messages*).

A mark names the record and carries none of it: the drain reads the present state. Ten changes of one record before
a drain are one delivery. Each statement here is one round trip for any number of records.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.db import connection as database

from linkedin_sync.enums import LANE_OF, MarkKind, Priority
from recruit.base import clock, queue

#: The task's name; the function lies in ``tasks``, above this.
DRAIN: Final = "linkedin.drain"

# A change makes the mark due at once and wakes it if it was parked: the record is another one now. The first of
# several unsent changes keeps its moment, so that the lag that people see is the oldest one's. Due it is by the slower
# of this machine's clock and the database's, lest a fast clock of one web process makes the worker wait.
_MARK: Final = """
INSERT INTO linkedin_sync_mark AS mark (
    company_id, connection_id, kind, lane, priority, our_key, tombstone, version, marked_at, not_before,
    attempts, last_error, parked_reason, parked_text
)
SELECT %(company)s, %(connection)s, %(kind)s, %(lane)s, %(priority)s, our_key, %(tombstone)s, 1, %(now)s,
       LEAST(%(now)s, now()) - place * interval '1 microsecond',
       0, '', '', ''
FROM unnest(%(keys)s::text[], %(places)s::int[]) AS differing (our_key, place)
ON CONFLICT (connection_id, kind, our_key) DO UPDATE SET
    version = mark.version + 1,
    tombstone = EXCLUDED.tombstone,
    priority = LEAST(mark.priority, EXCLUDED.priority),
    marked_at = CASE WHEN mark.parked_reason = '' THEN mark.marked_at ELSE EXCLUDED.marked_at END,
    not_before = EXCLUDED.not_before,
    attempts = 0, last_error = '', parked_reason = '', parked_text = '', parked_at = NULL,
    tried_at = NULL, exchange = NULL, waits_for_quota = NULL
"""


def mark_records(
    *,
    company_id: int,
    connection_id: int,
    kind: MarkKind,
    keys: Collection[str | int],
    tombstone: bool = False,
    priority: Priority = Priority.LIVE,
    place: int = 0,
) -> None:
    """These records differ. Sorted, so that two changers of the same records never wait for each other crosswise.

    ``tombstone``: they are gone here, and of that priority. ``place``: how many are to stand between the first of these
    and whoever is marked in the same transaction with none; the keys then keep their order.
    """
    if not keys:
        return
    places = {str(key): max(place - index, 0) for index, key in enumerate(keys)}
    ordered = sorted(places)
    with database.cursor() as cursor:
        cursor.execute(
            _MARK,
            {
                "company": company_id,
                "connection": connection_id,
                "kind": kind.value,
                "lane": LANE_OF[kind].value,
                "priority": (Priority.GONE if tombstone else priority).value,
                "tombstone": tombstone,
                "keys": ordered,
                "places": [places[key] for key in ordered],
                "now": clock.now(),
            },
        )


def defer_drain(*, company_id: int, connection_id: int) -> None:
    """See that what this transaction marks is sent once it commits. One job per transaction is enough."""
    queue.defer_once(
        DRAIN, company_id=company_id, once=connection_id, connection_id=connection_id, priority=5
    )
