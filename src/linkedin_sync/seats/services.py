"""What changes the seat map? LinkedIn's list of seats, an admin, or the teammate's own account."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_sync.enums import MappedBy, SeatState
from linkedin_sync.models import Connection, Seat
from linkedin_sync.seats.adopting import adopt_exports
from linkedin_sync.seats.events import SeatMapChanged
from recruit.base import clock, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.events import publish
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability, teammate_by_id, teammates_of


@dataclass(frozen=True)
class SeenSeat:
    """One seat as LinkedIn reports it now."""

    urn: str
    person_urn: str
    first_name: str
    last_name: str
    email: str
    is_active: bool
    contract_urn: str = ""


@transaction.atomic
def keep_seats(
    *, company_id: int, connection_id: int, seen: list[SeenSeat], hidden: frozenset[str] = frozenset()
) -> int:
    """Remember LinkedIn's whole list; a seat that is not in it any more is inactive. Returns how many are new.

    Of the contracts that are ``hidden`` LinkedIn told nothing, so their seats stay as they are.
    """
    Connection.objects.select_for_update().get(pk=connection_id)
    known = {seat.urn: seat for seat in Seat.objects.filter(connection_id=connection_id)}
    new = [_new_seat(company_id, connection_id, each) for each in seen if each.urn not in known]
    Seat.objects.bulk_create(new)
    listed = {each.urn: each for each in seen}
    for urn, seat in known.items():
        if seat.contract_urn in hidden and urn not in listed:
            continue
        _keep_seat(seat, listed.get(urn))
    adopt_exports(company_id=company_id, connection_id=connection_id)
    Connection.objects.filter(pk=connection_id).update(seats_pulled_at=clock.now())
    live.touch(company_id, ["integration", "settings"])
    return len(new)


def _new_seat(company_id: int, connection_id: int, seen: SeenSeat) -> Seat:
    return Seat(
        company_id=company_id,
        connection_id=connection_id,
        urn=seen.urn,
        person_urn=seen.person_urn,
        first_name=seen.first_name,
        last_name=seen.last_name,
        email=seen.email,
        contract_urn=seen.contract_urn,
        state=SeatState.ACTIVE if seen.is_active else SeatState.INACTIVE,
    )


def _keep_seat(seat: Seat, seen: SeenSeat | None) -> None:
    before = (seat.person_urn, seat.first_name, seat.last_name, seat.email, seat.contract_urn, seat.state)
    if seen is not None:
        seat.contract_urn = seen.contract_urn or seat.contract_urn
        seat.person_urn, seat.first_name, seat.last_name = seen.person_urn, seen.first_name, seen.last_name
        seat.email = seen.email
    seat.state = SeatState.ACTIVE if seen is not None and seen.is_active else SeatState.INACTIVE
    if before == (
        seat.person_urn,
        seat.first_name,
        seat.last_name,
        seat.email,
        seat.contract_urn,
        seat.state,
    ):
        return
    seat.save(update_fields=["person_urn", "first_name", "last_name", "email", "contract_urn", "state"])
    if seat.teammate_id is not None:
        publish(SeatMapChanged(company_id=seat.company_id, teammate_id=seat.teammate_id))


class TeammateHasSeat(Refusal):
    code = "teammate_has_seat"


@transaction.atomic
def map_seat(*, company_id: int, seat_id: int, teammate_id: int, by: MappedBy, actor: Actor) -> Seat:
    """Say who sits on a seat. Refuses ``TeammateHasSeat`` (one seat, one teammate) and ``SeatIsOwn``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    seat = Seat.objects.select_for_update().get(company_id=company_id, pk=seat_id)
    teammate = teammate_by_id(company_id=company_id, teammate_id=teammate_id)
    taken = Seat.objects.filter(connection_id=seat.connection_id, teammate_id=teammate.pk).exclude(pk=seat.pk)
    if taken.exists():
        raise TeammateHasSeat(
            _("{name} already sits on another LinkedIn seat. Free that one first.").format(
                name=teammate.full_name
            )
        )
    if seat.mapped_by == MappedBy.OWN and seat.teammate_id not in {None, teammate.pk}:
        raise SeatIsOwn(
            _(
                "Whoever sits there has signed in with LinkedIn, which counts more than a choice. Unmap the seat first."
            )
        )
    _seat_teammate(seat, teammate.pk, by)
    return seat


@transaction.atomic
def map_own_seat(*, company_id: int, seat_id: int, teammate_id: int) -> Seat:
    """The teammate has proved to be that member: it wins over whatever was mapped by anybody else."""
    seat = Seat.objects.select_for_update().get(company_id=company_id, pk=seat_id)
    before = Seat.objects.select_for_update().filter(
        connection_id=seat.connection_id, teammate_id=teammate_id
    )
    for other in before.exclude(pk=seat.pk):
        _seat_teammate(other, None, MappedBy.NOBODY)
    _seat_teammate(seat, teammate_id, MappedBy.OWN)
    return seat


@transaction.atomic
def unmap_own_seat(*, company_id: int, teammate_id: int, actor: Actor) -> bool:
    """The teammate sits on no seat any more; what was exported stays. False if there was none."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONNECT_OWN_ACCOUNT)
    seat = Seat.objects.select_for_update().filter(company_id=company_id, teammate_id=teammate_id).first()
    if seat is not None:
        _seat_teammate(seat, None, MappedBy.NOBODY)
    return seat is not None


class SeatIsOwn(Refusal):
    code = "seat_is_own"


@transaction.atomic
def unmap_seat(*, company_id: int, seat_id: int, actor: Actor) -> Seat:
    """Say that nobody of ours sits on a seat; what they exported stays."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    seat = Seat.objects.select_for_update().get(company_id=company_id, pk=seat_id)
    _seat_teammate(seat, None, MappedBy.NOBODY)
    return seat


@transaction.atomic
def map_seats_by_email(*, company_id: int, connection_id: int, actor: Actor) -> int:
    """Confirm every proposal of equal e-mail addresses of active teammates. Returns how many seats were mapped."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    seats = list(Seat.objects.select_for_update().filter(connection_id=connection_id).order_by("id"))
    seated = {seat.teammate_id for seat in seats}
    teammates = {
        teammate.email_normalized: teammate.pk
        for teammate in teammates_of(company_id=company_id)
        if teammate.is_active and teammate.pk not in seated
    }
    mapped = 0
    for seat in seats:
        teammate_id = None if seat.teammate_id else teammates.pop(seat.email.strip().lower(), None)
        if teammate_id is not None:
            _seat_teammate(seat, teammate_id, MappedBy.EMAIL)
            mapped += 1
    return mapped


def _seat_teammate(seat: Seat, teammate_id: int | None, by: MappedBy) -> None:
    before = seat.teammate_id
    seat.teammate_id = teammate_id
    seat.mapped_by = by
    seat.mapped_at = clock.now() if teammate_id else None
    seat.save(update_fields=["teammate", "mapped_by", "mapped_at"])
    for changed in {before, teammate_id}:
        if changed is not None:
            publish(SeatMapChanged(company_id=seat.company_id, teammate_id=changed))
    live.touch(seat.company_id, ["integration", "settings"])
