"""Who sits on which Recruiter seat?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from linkedin_sync.enums import MappedBy, SeatState
from linkedin_sync.models import Seat
from recruit.base.errors import NotFound
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.company.selectors import teammates_of


@dataclass(frozen=True)
class SeatView:
    """One seat; ``suggestion`` is the active teammate with the same e-mail, for the admin to confirm."""

    id: int
    urn: str
    full_name: str
    email: str
    state: str
    teammate_id: int | None
    teammate_public_id: str
    teammate_name: str
    mapped_by: str
    mapped_by_label: str
    mapped_at: datetime | None
    suggested_teammate_public_id: str
    suggested_teammate_name: str


def seats_page(*, company_id: int, cursor: str | None = None, limit: int = 100) -> Page[SeatView]:
    """All seats that LinkedIn told of, by the order in which they came."""
    seats = Seat.objects.filter(company_id=company_id).select_related("teammate").order_by("id")
    count = seats.order_by()[: COUNT_LIMIT + 1].count()
    rows = list((seats.filter(pk__gt=id_of(cursor)) if cursor else seats)[: limit + 1])
    suggestions = _suggestions(company_id)
    views = [_view(seat, suggestions) for seat in rows]
    return page_of(views, limit=limit, key=lambda seat: (seat.id,), count=count)


def _suggestions(company_id: int) -> dict[str, tuple[str, str]]:
    """E-mail → public id and name of the active teammate who has it."""
    return {
        teammate.email_normalized: (teammate.public_id, teammate.full_name)
        for teammate in teammates_of(company_id=company_id)
        if teammate.is_active
    }


def _view(seat: Seat, suggestions: dict[str, tuple[str, str]]) -> SeatView:
    suggested = ("", "") if seat.teammate_id else suggestions.get(seat.email.strip().lower(), ("", ""))
    return SeatView(
        id=seat.pk,
        urn=seat.urn,
        full_name=f"{seat.first_name} {seat.last_name}".strip(),
        email=seat.email,
        state=seat.state,
        teammate_id=seat.teammate_id,
        teammate_public_id=seat.teammate.public_id if seat.teammate else "",
        teammate_name=seat.teammate.full_name if seat.teammate else "",
        mapped_by=seat.mapped_by,
        mapped_by_label=str(MappedBy(seat.mapped_by).label),
        mapped_at=seat.mapped_at,
        suggested_teammate_public_id=suggested[0],
        suggested_teammate_name=suggested[1],
    )


@dataclass(frozen=True)
class SeatCounts:
    total: int
    active: int
    mapped: int


def seat_counts(*, company_id: int) -> SeatCounts:
    rows = list(Seat.objects.filter(company_id=company_id).values_list("state", "teammate_id"))
    return SeatCounts(
        total=len(rows),
        active=sum(state == SeatState.ACTIVE for state, _ in rows),
        mapped=sum(teammate is not None for _, teammate in rows),
    )


def seat_of_teammate(*, company_id: int, teammate_id: int) -> SeatView | None:
    """The seat that a teammate sits on."""
    seat = (
        Seat.objects.filter(company_id=company_id, teammate_id=teammate_id).select_related("teammate").first()
    )
    return _view(seat, {}) if seat else None


def seat_by_id(*, company_id: int, seat_id: int) -> Seat:
    """Refuses with ``NotFound``."""
    seat = Seat.objects.filter(company_id=company_id, pk=seat_id).select_related("teammate").first()
    if seat is None:
        raise NotFound(_("LinkedIn told of no such seat."))
    return seat


def exporting_seat(
    *, connection_id: int, person_urn: str | None, seat_urn: str | None, email: str | None
) -> Seat | None:
    """The seat that an export names: by its own URN, else by its member, else by its e-mail at LinkedIn.

    A member whose licence was given anew has two seats: the active one counts, and before all one that is mapped.
    """
    mapped = F("teammate_id").asc(nulls_last=True)
    seats = Seat.objects.filter(connection_id=connection_id).select_related("teammate")
    seats = seats.order_by("state", mapped, "-id")  # "active" comes before "inactive"
    for given, query in (
        (seat_urn, Q(urn=seat_urn)),
        (person_urn, Q(person_urn=person_urn)),
        (email, Q(email=email)),
    ):
        found = seats.filter(query).first() if given else None
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class MappedSeat:
    """An active seat and its teammate: one who sees something in Recruiter through us."""

    person_urn: str
    teammate_id: int


def mapped_seats(*, connection_id: int) -> list[MappedSeat]:
    """Active seats whose member LinkedIn has told and on which a teammate sits."""
    rows = Seat.objects.filter(
        connection_id=connection_id, state=SeatState.ACTIVE, teammate__isnull=False
    ).exclude(person_urn="")
    return [
        MappedSeat(person_urn=urn, teammate_id=teammate)
        for urn, teammate in rows.values_list("person_urn", "teammate_id")
    ]
