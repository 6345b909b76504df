"""Which Recruiter licences does a customer have? A finder with paging traps, and the one that it replaced.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/recruiter-seatholders
"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.world.models import Application, Member, SeatHolder
from linkedin_sandbox.world.people.person_urns import person_urn
from linkedin_sandbox.world.steering.switches import switch

Shown = dict[str, Any]


def find_seats(
    application: Application,
    *,
    contracts: list[int],
    states: list[str],
    start: int,
    count: int,
    generation: str,
) -> tuple[list[Shown], int]:
    """(one page of seats as the wire shows them, how many there are)."""
    rows = SeatHolder.objects.filter(contract_id__in=contracts)
    if states:
        rows = rows.filter(state__in=states)
    page = list(rows.order_by("id")[start : start + count])
    members = Member.objects.in_bulk([holder.member_id for holder in page])
    shown = [_shown(application, holder, members[holder.member_id], generation) for holder in page]
    return shown, rows.count()


def find_old_seats(
    application: Application, *, contracts: list[int], active: bool | None, start: int, count: int
) -> tuple[list[Shown], int]:
    """The same as ``/v2/seats`` shows them, which LinkedIn has given up for ``seatsV2``."""
    rows = SeatHolder.objects.filter(contract_id__in=contracts)
    if active is not None:
        rows = rows.filter(state="ACTIVE") if active else rows.exclude(state="ACTIVE")
    page = list(rows.order_by("id")[start : start + count])
    members = Member.objects.in_bulk([holder.member_id for holder in page])
    return [_old(application, holder, members[holder.member_id]) for holder in page], rows.count()


def seat_holder(seat_id: int) -> SeatHolder | None:
    return SeatHolder.objects.filter(id=seat_id).first()


def _shown(application: Application, holder: SeatHolder, member: Member, generation: str) -> Shown:
    person = person_urn(member.id, application.client_id)
    seat: Shown = {
        "id" if generation == "v2" else "seatId": holder.id,
        "firstName": member.first_name,
        "lastName": member.last_name,
        "contract": f"urn:li:contract:{holder.contract_id}",
        "member": person,
        "state": holder.state,
    }
    if switch("seat_email") == "shown" and holder.email:
        seat["email"] = holder.email
    if not holder.created_at:
        return seat
    if generation == "v2":
        return seat | {"created": {"time": holder.created_at}}
    return seat | {"createdAt": {"actor": person, "time": holder.created_at}}


def _old(application: Application, holder: SeatHolder, member: Member) -> Shown:
    return {
        "id": holder.id,
        "firstName": member.first_name,
        "lastName": member.last_name,
        "contractId": holder.contract_id,
        "member": person_urn(member.id, application.client_id),
        "active": holder.state == "ACTIVE",
        "admin": holder.is_admin,
        "email": holder.email,
    }
