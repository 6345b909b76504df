"""Which seats has the customer's contract? LinkedIn does not push them; they are pulled, whole.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/recruiter-seatholders
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linkedin_sync.budget.services import count
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import connection_by_id
from linkedin_sync.pulls.feeds import RECRUITER_DATA
from linkedin_sync.seats.services import SeenSeat, keep_seats
from recruit.base import queue

if TYPE_CHECKING:
    from linkedin_client import Seat

#: The task's name; the function lies in ``tasks``, above this.
PULL_SEATS: Final = "linkedin.pull_seats"
_PAGE: Final = 100


def defer_seat_pull(*, company_id: int, connection_id: int) -> None:
    queue.defer(PULL_SEATS, company_id=company_id, connection_id=connection_id)


def pull_seats(*, company_id: int, connection_id: int) -> int:
    """Read all active seats of the contract and keep them. Returns how many are new."""
    connection = connection_by_id(company_id=company_id, connection_id=connection_id)
    if connection is None or not connection.contract_urn:
        return 0
    seats = linkedin_of(connection).seats.all(connection.contract_urn)
    # They share their day's calls with InMail, notes and shared contacts, and go first: the others need their URNs.
    count(connection=connection, resource=RECRUITER_DATA, records=1, calls=1 + len(seats) // _PAGE)
    return keep_seats(
        company_id=company_id, connection_id=connection_id, seen=[_seen(seat) for seat in seats]
    )


def _seen(seat: Seat) -> SeenSeat:
    return SeenSeat(
        urn=seat.urn,
        person_urn=seat.person_urn,
        first_name=seat.first_name,
        last_name=seat.last_name,
        email=seat.email or "",
        is_active=seat.state in {"ACTIVE", ""},
    )
