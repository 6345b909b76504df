"""Who has closed the LinkedIn account? Asked once a day; LinkedIn demands at least once in thirty days.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-exported-candidates
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction

from linkedin_client import errors
from linkedin_sync.budget.services import Refused, ask, count
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.enums import Feed
from linkedin_sync.mirror.closed import keep_closed
from linkedin_sync.models import Connection, PullCursor
from linkedin_sync.pulls.planning import wait_after_failure
from recruit.base import clock

log = structlog.get_logger(__name__)

EXPORTED_CANDIDATES: Final = "exported_candidates"
_EVERY: Final = timedelta(days=1)


def is_due(connection: Connection, *, now: datetime) -> bool:
    cursors = PullCursor.objects.filter(connection=connection, feed=Feed.CLOSED, seat=None)
    return not cursors.filter(next_at__gt=now).exists()


def poll_closed(connection: Connection) -> None:
    """Read the whole list, page by page; what has been kept of it once is not kept again."""
    cursor = _begun(connection)
    try:
        answer = ask(connection=connection, resource=EXPORTED_CANDIDATES, records=1)
        if isinstance(answer, Refused):
            _rest(cursor, answer.until)
            return
        for number, page in enumerate(linkedin_of(connection).exports.closed_pages()):
            if number:
                count(connection=connection, resource=EXPORTED_CANDIDATES, records=1, calls=1)
            keep_closed(connection, page)
    except errors.LinkedInError as error:
        log.warning("linkedin.pull_failed", feed=Feed.CLOSED.value, error=repr(error))
        _rest(cursor, clock.now() + wait_after_failure(cursor.attempts), trouble=str(error))
    else:
        PullCursor.objects.filter(pk=cursor.pk).update(asked_at=clock.now(), attempts=0)
        _rest(cursor, clock.now() + _EVERY)


@transaction.atomic
def _begun(connection: Connection) -> PullCursor:
    """Pushed on before it is asked: whoever dies over it leaves it due again."""
    cursor, _ = PullCursor.objects.get_or_create(
        connection=connection,
        feed=Feed.CLOSED,
        seat=None,
        defaults={"company_id": connection.company_id},
    )
    cursor.attempts += 1
    cursor.next_at = clock.now() + timedelta(minutes=3)
    cursor.save(update_fields=["attempts", "next_at"])
    return cursor


def _rest(cursor: PullCursor, until: datetime, *, trouble: str = "") -> None:
    PullCursor.objects.filter(pk=cursor.pk).update(next_at=until, trouble=trouble[:1000])
