"""May this many records be sent now? LinkedIn's throttle, shared by all workers through the database.

LinkedIn counts records per minute and calls per UTC day, per child application and resource (the "Throttle Limits"
of each page). Both counters are taken in one statement; who is refused is told when to come back.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection as database
from django.db import transaction

from linkedin_sync.budget.rules import allowance, minute_of, next_day, next_minute
from linkedin_sync.models import BudgetDay, BudgetWindow, Connection
from recruit.base import clock

# The day is asked first and counted last: a call that the minute refuses is none. (A long history is refused many
# times a minute.) Two who ask at the same moment may both get the day's last call.
_TAKE: Final = """
WITH day AS (
    SELECT 1 WHERE %(day_calls)s >= %(calls)s AND NOT EXISTS (
        SELECT 1 FROM linkedin_sync_budgetday
        WHERE connection_id = %(connection)s AND resource = %(resource)s AND day = %(day)s
          AND (calls + %(calls)s > %(day_calls)s OR closed_until > %(now)s)
    )
), minute AS (
    INSERT INTO linkedin_sync_budgetwindow AS budget (company_id, connection_id, resource, minute, records)
    SELECT %(company)s, %(connection)s, %(resource)s, %(minute)s, %(records)s FROM day
    ON CONFLICT (connection_id, resource, minute) DO UPDATE SET records = budget.records + EXCLUDED.records
    WHERE budget.records + EXCLUDED.records <= %(minute_records)s
    RETURNING 1
), counted AS (
    INSERT INTO linkedin_sync_budgetday AS budget (company_id, connection_id, resource, day, calls)
    SELECT %(company)s, %(connection)s, %(resource)s, %(day)s, %(calls)s FROM minute
    ON CONFLICT (connection_id, resource, day) DO UPDATE SET calls = budget.calls + EXCLUDED.calls
)
SELECT (SELECT count(*) FROM day), (SELECT count(*) FROM minute)
"""


def take(
    *, connection: Connection, resource: str, records: int, calls: int = 1, is_backfill: bool = False
) -> datetime | None:
    """None: granted, all of it. A moment: refused until then, all of it."""
    now = clock.now()
    reserve = connection.reserve_percent if is_backfill else 0
    with database.cursor() as cursor:
        cursor.execute(
            _TAKE,
            {
                "company": connection.company_id,
                "connection": connection.pk,
                "resource": resource,
                "records": records,
                "calls": calls,
                "now": now,
                "day": now.date(),
                "minute": minute_of(now),
                "day_calls": allowance(limit=connection.day_calls, reserve_percent=reserve),
                "minute_records": allowance(limit=connection.minute_records, reserve_percent=reserve),
            },
        )
        has_day, has_minute = cursor.fetchone()
    if not has_day:
        return _closed_until(connection, resource, now) or next_day(now)
    return None if has_minute else next_minute(now)


def _closed_until(connection: Connection, resource: str, now: datetime) -> datetime | None:
    rows = BudgetDay.objects.filter(
        connection=connection, resource=resource, day=now.date(), closed_until__gt=now
    )
    return rows.values_list("closed_until", flat=True).first()


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


def forget_old(*, company_id: int) -> None:
    """Minutes of yesterday and days of last month tell nobody anything."""
    now = clock.now()
    BudgetWindow.objects.filter(company_id=company_id, minute__lt=now - timedelta(hours=2)).delete()
    BudgetDay.objects.filter(company_id=company_id, day__lt=(now - timedelta(days=60)).date()).delete()
