"""How is LinkedIn's list of seats asked for? By a job, one at a time."""

from __future__ import annotations

from typing import Final

from recruit.base import queue

#: The task's name; the function lies in ``tasks``, above this.
PULL_SEATS: Final = "linkedin.pull_seats"


def defer_seat_pull(*, company_id: int, connection_id: int) -> None:
    queue.defer(
        PULL_SEATS,
        company_id=company_id,
        connection_id=connection_id,
        queueing_lock=f"{PULL_SEATS}:{connection_id}",
    )
