"""Which seat has a teammate who has signed in with LinkedIn? LinkedIn tells the member, and the member has a seat."""

from __future__ import annotations

import structlog
from django.db import transaction

from linkedin_client import errors
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import connection_by_id
from linkedin_sync.connections.set_up import sign_in_address
from linkedin_sync.enums import SeatState, SignInOutcome
from linkedin_sync.models import Connection, Seat, SignIn
from linkedin_sync.pulls.seats import pull_seats
from linkedin_sync.seats.services import map_own_seat
from recruit.base import clock, live

log = structlog.get_logger(__name__)


def find_own_seat(*, company_id: int, sign_in_id: int) -> None:
    """Exchange the code, ask who it is, and map the seat. A code is good once: what failed is tried anew by hand."""
    row = SignIn.objects.filter(company_id=company_id, pk=sign_in_id, outcome=SignInOutcome.WAITING).first()
    if row is None:
        return
    connection = connection_by_id(company_id=company_id, connection_id=row.connection_id)
    if connection is None:
        return
    try:
        outcome = _outcome(connection, row)
    except errors.TransportFailed:
        outcome = SignInOutcome.UNREACHABLE
    except errors.LinkedInError as error:
        log.warning("linkedin.sign_in_refused", company=company_id, error=repr(error))
        outcome = SignInOutcome.REFUSED
    with transaction.atomic():
        SignIn.objects.filter(pk=row.pk).update(code="", outcome=outcome, finished_at=clock.now())
        live.touch(company_id, ["settings"])


def _outcome(connection: Connection, row: SignIn) -> SignInOutcome:
    members = linkedin_of(connection).members
    member = members.me(members.token(row.code, redirect_uri=sign_in_address()))
    seat = _seat_of(connection, member.person_urn)
    if seat is None:
        # It may have been given since the seats were read.
        pull_seats(company_id=row.company_id, connection_id=connection.pk)
        seat = _seat_of(connection, member.person_urn)
    if seat is None:
        return SignInOutcome.NO_SEAT
    map_own_seat(company_id=row.company_id, seat_id=seat.pk, teammate_id=row.teammate_id)
    return SignInOutcome.CONNECTED


def _seat_of(connection: Connection, person_urn: str) -> Seat | None:
    seats = Seat.objects.filter(connection=connection, person_urn=person_urn, state=SeatState.ACTIVE)
    return seats.order_by("id").first()
