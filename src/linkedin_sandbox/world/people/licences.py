"""Who holds a Recruiter licence, and in which state? The customer's admins invite, park and take away.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/recruiter-seatholders
"""

from __future__ import annotations

from linkedin_sandbox.world.models import SeatHolder
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.refusals import SandboxRefusal

STATES = ("ACTIVE", "INACTIVE", "INVITED", "PARKED")


def change_seat(*, seat: Seat, state: str | None = None, is_admin: bool | None = None) -> SeatHolder:
    """Whoever is not ACTIVE can look, but not write, note or export."""
    holder = seat.holder
    if state is not None:
        if state not in STATES:
            raise SandboxRefusal(f"A seat is {', '.join(STATES)}; not “{state}”.")
        holder.state = state
    if is_admin is not None:
        holder.is_admin = is_admin
    holder.save(update_fields=["state", "is_admin"])
    return holder
