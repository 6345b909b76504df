"""How is a feed read sooner than its turn would come? It is made due, and the pull is called."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from linkedin_sync.models import PullCursor
from recruit.base import clock, queue

#: The task's name; the function lies in ``tasks``, above this.
PULL: Final = "linkedin.pull"
#: Who asks again within so short a time waits as long: LinkedIn takes few calls a minute for one seat.
_JUST_ASKED: Final = timedelta(seconds=10)


def defer_pull(*, company_id: int, connection_id: int) -> None:
    _defer(company_id, connection_id)


def defer_next_pull(*, company_id: int, connection_id: int, at: datetime) -> None:
    """Only one of these waits; who wants to be read sooner defers one of their own."""
    queue.defer(
        PULL,
        company_id=company_id,
        connection_id=connection_id,
        run_at=at,
        priority=5,
        queueing_lock=f"{PULL}.next:{connection_id}",
    )


def _defer(company_id: int, connection_id: int, *, at: datetime | None = None) -> None:
    queue.defer(PULL, company_id=company_id, connection_id=connection_id, run_at=at, priority=5)


@transaction.atomic
def ask_soon(
    *,
    company_id: int,
    connection_id: int,
    seat_ids: Collection[int] | None = None,
) -> None:
    """Read these seats next (None: all of them), and see that somebody does; who has just been asked, in a moment."""
    now = clock.now()
    cursors = PullCursor.objects.filter(connection_id=connection_id, next_at__gt=now)
    if seat_ids is not None:
        cursors = cursors.filter(seat_id__in=seat_ids)
    asked = cursors.filter(asked_at__gt=now - _JUST_ASKED, next_at__gt=now + _JUST_ASKED)
    if asked.update(next_at=now + _JUST_ASKED):
        _defer(company_id, connection_id, at=now + _JUST_ASKED)
    cursors.exclude(asked_at__gt=now - _JUST_ASKED).update(next_at=now)
    defer_pull(company_id=company_id, connection_id=connection_id)
