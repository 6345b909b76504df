"""Which seats has the customer's contract? LinkedIn does not push them; they are pulled, whole.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/recruiter-seatholders
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linkedin_client import errors
from linkedin_sync.budget.services import count
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import connection_by_id, contracts_of
from linkedin_sync.pulls.feeds import RECRUITER_DATA
from linkedin_sync.seats.services import SeenSeat, keep_seats

if TYPE_CHECKING:
    from linkedin_client import Seat

_PAGE: Final = 100


def pull_seats(*, company_id: int, connection_id: int) -> int:
    """Read all active seats of every contract and keep them. Returns how many are new.

    A contract that is not switched on hides its seats from us: they are left as they were. ``Forbidden`` if all do.
    """
    connection = connection_by_id(company_id=company_id, connection_id=connection_id)
    if connection is None:
        return 0
    linkedin, seen, hidden = linkedin_of(connection), list[SeenSeat](), dict[str, errors.Forbidden]()
    contracts = contracts_of(company_id=company_id)
    for contract in contracts:
        try:
            seats = linkedin.seats.all(contract)
        except errors.Forbidden as error:
            hidden[contract] = error
            continue
        seen += [_seen(seat, contract) for seat in seats]
        # They share their day's calls with InMail, notes and shared contacts, and go first: the others need their URNs.
        count(connection=connection, resource=RECRUITER_DATA, records=1, calls=1 + len(seats) // _PAGE)
    if hidden and len(hidden) == len(contracts):
        raise hidden[contracts[0]]
    return keep_seats(company_id=company_id, connection_id=connection_id, seen=seen, hidden=frozenset(hidden))


def _seen(seat: Seat, contract: str) -> SeenSeat:
    return SeenSeat(
        urn=seat.urn,
        person_urn=seat.person_urn,
        first_name=seat.first_name,
        last_name=seat.last_name,
        email=seat.email or "",
        contract_urn=contract,
        is_active=seat.state in {"ACTIVE", ""},
    )
