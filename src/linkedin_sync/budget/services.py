"""May this many records be sent now? LinkedIn's throttle, shared by all workers through the database.

LinkedIn counts records per minute and calls per UTC day, per child application and resource (the "Throttle Limits"
of each page). Both are counted in one statement, by the database's clock, the only one that all workers share; who is
refused is told when to come back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from json import dumps
from typing import Any, Final

from django.db import connection as database
from django.db import transaction

from linkedin_sync.budget.rules import (
    HELD,
    SLACK,
    Limits,
    Slot,
    Usage,
    moment_with_room,
    next_day,
    slot_of,
)
from linkedin_sync.models import BudgetDay, BudgetSlot, Connection
from recruit.base import clock

# The day's row is written only if it is still the one that was read, so that two who ask at once cannot both be let
# in by what only one of them may use; the slower one asks again.
_TAKE: Final = """
WITH today AS (
    SELECT calls FROM linkedin_sync_budgetday
    WHERE connection_id = %(connection)s AND resource = %(resource)s
      AND day = (statement_timestamp() AT TIME ZONE 'utc')::date
), used AS (
    SELECT COALESCE(sum(records), 0) AS records FROM linkedin_sync_budgetslot
    WHERE connection_id = %(connection)s AND resource = %(resource)s AND slot > statement_timestamp() - %(held)s
), closed AS (
    SELECT max(closed_until) AS until FROM linkedin_sync_budgetday
    WHERE connection_id = %(connection)s AND resource = %(resource)s AND closed_until > statement_timestamp()
      AND day >= (statement_timestamp() AT TIME ZONE 'utc')::date - 1
), counted AS (
    INSERT INTO linkedin_sync_budgetday AS budget (company_id, connection_id, resource, day, calls)
    SELECT %(company)s, %(connection)s, %(resource)s, (statement_timestamp() AT TIME ZONE 'utc')::date, %(calls)s
    FROM used, closed
    WHERE closed.until IS NULL AND used.records + %(records)s <= %(minute_records)s
      AND COALESCE((SELECT calls FROM today), 0) + %(calls)s <= %(day_calls)s
    ON CONFLICT (connection_id, resource, day) DO UPDATE SET calls = budget.calls + EXCLUDED.calls
    WHERE budget.calls = COALESCE((SELECT calls FROM today), 0)
    RETURNING 1
), noted AS (
    INSERT INTO linkedin_sync_budgetslot AS budget (company_id, connection_id, resource, slot, records)
    SELECT %(company)s, %(connection)s, %(resource)s, date_bin('20 milliseconds', statement_timestamp(), 'epoch'),
           %(records)s FROM counted
    ON CONFLICT (connection_id, resource, slot) DO UPDATE SET records = budget.records + EXCLUDED.records
)
SELECT statement_timestamp(), (SELECT count(*) FROM counted), (SELECT records FROM used),
       COALESCE((SELECT calls FROM today), 0), (SELECT until FROM closed)
"""
#: So often two workers may be let down by each other's counting before one of them is told to wait.
_MOST_RACES: Final = 20


@dataclass(frozen=True)
class Granted:
    """All of it may be sent. ``at`` is when it was counted, by the database's clock."""

    at: datetime


@dataclass(frozen=True)
class Refused:
    """All of it may not be sent before. ``room``: so many records of it may be sent now."""

    until: datetime
    room: int = 0


def limits_of(connection: Connection) -> Limits:
    return Limits(connection.minute_records, connection.day_calls, connection.reserve_percent)


def ask(
    *, connection: Connection, resource: str, records: int, calls: int = 1, is_backfill: bool = False
) -> Granted | Refused:
    """Count so many records and calls if there is room for all of them."""
    limits = limits_of(connection)
    most_records = limits.records_for(is_backfill=is_backfill)
    most_calls = limits.calls_for(is_backfill=is_backfill)
    values: dict[str, Any] = {
        "company": connection.company_id,
        "connection": connection.pk,
        "resource": resource,
        "records": records,
        "calls": calls,
        "held": HELD,
        "day_calls": most_calls,
        "minute_records": most_records,
    }
    for _ in range(_MOST_RACES):
        with database.cursor() as cursor:
            cursor.execute(_TAKE, values)
            now, is_counted, used, today, closed_until = cursor.fetchone()
        if is_counted:
            return Granted(now)
        if closed_until is not None:
            return Refused(closed_until)
        if today + calls > most_calls:
            return Refused(next_day(now))
        if used + records > most_records:
            usage = usage_of(connection=connection, resources=[resource])[resource]
            until = moment_with_room(usage, limit=most_records, wanted=min(records, most_records))
            return Refused(until, room=max(most_records - used, 0))
    return Refused(clock.now() + SLACK)


def take(
    *, connection: Connection, resource: str, records: int, calls: int = 1, is_backfill: bool = False
) -> datetime | None:
    """None: granted, all of it. A moment: refused until then, all of it."""
    answer = ask(
        connection=connection, resource=resource, records=records, calls=calls, is_backfill=is_backfill
    )
    return answer.until if isinstance(answer, Refused) else None


def usage_of(*, connection: Connection, resources: Collection[str]) -> dict[str, Usage]:
    """What was sent to each of these resources lately; two queries for all of them."""
    slots: defaultdict[str, list[Slot]] = defaultdict(list)
    with database.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        (now,) = cursor.fetchone()
    rows = BudgetSlot.objects.filter(connection=connection, resource__in=resources, slot__gt=now - HELD)
    for resource, slot, records in rows.order_by("slot").values_list("resource", "slot", "records"):
        slots[resource].append(Slot(slot, records))
    today = now.date()
    days = BudgetDay.objects.filter(
        connection=connection, resource__in=resources, day__gte=today - timedelta(days=1)
    )
    calls: dict[str, int] = {}
    closed: dict[str, datetime] = {}
    for resource, day, count, until in days.values_list("resource", "day", "calls", "closed_until"):
        if day == today:
            calls[resource] = count
        if until is not None:
            closed[resource] = max(until, closed.get(resource, until))
    return {
        resource: Usage(now, tuple(slots[resource]), calls.get(resource, 0), closed.get(resource))
        for resource in resources
    }


# A call is counted when it is granted, and by LinkedIn when it arrives: here its records move to a later slot.
_MOVE: Final = """
WITH moved AS (
    SELECT slot, sum(records)::int AS records FROM jsonb_to_recordset(%(moves)s::jsonb)
      AS move (slot timestamptz, records int) GROUP BY slot
), taken AS (
    UPDATE linkedin_sync_budgetslot SET records = GREATEST(records - (SELECT sum(records) FROM moved), 0)
    WHERE connection_id = %(connection)s AND resource = %(resource)s AND slot = %(slot)s
)
INSERT INTO linkedin_sync_budgetslot AS budget (company_id, connection_id, resource, slot, records)
SELECT %(company)s, %(connection)s, %(resource)s, slot, records FROM moved
ON CONFLICT (connection_id, resource, slot) DO UPDATE SET records = budget.records + EXCLUDED.records
"""


def count_as_answered(
    *, connection: Connection, resource: str, granted: Granted, answers: Sequence[tuple[timedelta, int]]
) -> None:
    """``answers``: how long after the grant how many of its records were answered for. Late ones are counted anew."""
    before = slot_of(granted.at)
    moves: Mapping[datetime, int] = _late(granted, answers, before)
    if not moves:
        return
    with database.cursor() as cursor:
        cursor.execute(
            _MOVE,
            {
                "company": connection.company_id,
                "connection": connection.pk,
                "resource": resource,
                "slot": before,
                "moves": dumps([{"slot": at.isoformat(), "records": count} for at, count in moves.items()]),
            },
        )


def _late(
    granted: Granted, answers: Sequence[tuple[timedelta, int]], before: datetime
) -> dict[datetime, int]:
    moves: defaultdict[datetime, int] = defaultdict(int)
    for elapsed, records in answers:
        slot = slot_of(granted.at + elapsed - SLACK)
        if slot > before:
            moves[slot] += records
    return dict(moves)


_COUNT: Final = """
WITH noted AS (
    INSERT INTO linkedin_sync_budgetslot AS budget (company_id, connection_id, resource, slot, records)
    VALUES (%(company)s, %(connection)s, %(resource)s, date_bin('20 milliseconds', statement_timestamp(), 'epoch'),
            %(records)s)
    ON CONFLICT (connection_id, resource, slot) DO UPDATE SET records = budget.records + EXCLUDED.records
)
INSERT INTO linkedin_sync_budgetday AS budget (company_id, connection_id, resource, day, calls)
VALUES (%(company)s, %(connection)s, %(resource)s, (statement_timestamp() AT TIME ZONE 'utc')::date, %(calls)s)
ON CONFLICT (connection_id, resource, day) DO UPDATE SET calls = budget.calls + EXCLUDED.calls
"""


def count(*, connection: Connection, resource: str, records: int, calls: int) -> None:
    """So much was sent without being granted: LinkedIn has counted it, and so do we."""
    values: dict[str, Any] = {
        "company": connection.company_id,
        "connection": connection.pk,
        "resource": resource,
        "records": records,
        "calls": calls,
    }
    with database.cursor() as cursor:
        cursor.execute(_COUNT, values)


@transaction.atomic
def close(*, connection: Connection, resource: str, until: datetime) -> None:
    """LinkedIn itself said 429: nobody sends to this resource before then."""
    BudgetDay.objects.update_or_create(
        company_id=connection.company_id,
        connection=connection,
        resource=resource,
        day=clock.now().date(),
        defaults={"closed_until": until},
    )


def forget_slots(*, company_id: int) -> None:
    """What is out of LinkedIn's minute tells nobody anything."""
    BudgetSlot.objects.filter(company_id=company_id, slot__lt=clock.now() - timedelta(minutes=5)).delete()


def forget_old(*, company_id: int) -> None:
    """Neither do the days of the month before last."""
    forget_slots(company_id=company_id)
    now = clock.now()
    BudgetDay.objects.filter(company_id=company_id, day__lt=(now - timedelta(days=60)).date()).delete()
