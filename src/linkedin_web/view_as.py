"""What does LinkedIn show to this seat, against what Recruit says? For whoever looks after the connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from linkedin_sync import viewing
from linkedin_sync.seats.selectors import seat_by_id
from linkedin_web import access
from linkedin_web.words import in_words
from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

if TYPE_CHECKING:
    from collections.abc import Collection

    from linkedin_sync.viewing import SeatSight

#: So many positions are listed by name; all of them are counted.
_SHOWN = 100
_UNNAMED = gettext_noop("A position that you may not see by name")


@dataclass(frozen=True)
class Row:
    """One position or process on both sides."""

    title: str
    href: str
    recruit: bool
    linkedin: bool

    @property
    def agrees(self) -> bool:
        return self.recruit == self.linkedin


@require_safe
def view_as(request: SignedInRequest, seat_id: int) -> HttpResponse:
    """``candidate``: the public id of somebody whose indicator is shown as well."""
    access.require_inspect(request)
    company_id = request.user.company_id
    seat = seat_by_id(company_id=company_id, seat_id=seat_id)
    sight = viewing.sight_of_seat(company_id=company_id, seat_id=seat_id)
    wanted = request.GET.get("candidate", "").strip().rstrip("/").rpartition("/")[2]
    context = {
        "seat": seat,
        "teammate": seat.teammate,
        "sight": sight,
        "difference": len(sight.too_much) + len(sight.too_little),
        "lag": in_words(sight.lag.total_seconds()) if sight.lag else "",
        "rows": _rows(request, sight),
        "wanted": wanted,
        **(_indicator(request, sight, wanted) if wanted else {}),
    }
    return show(request, "linkedin_web/view_as.html", context)


def _rows(request: SignedInRequest, sight: SeatSight) -> list[Row]:
    """What differs first."""
    differing = sorted(sight.too_much | sight.too_little)
    same = sorted(sight.recruit & sight.linkedin, reverse=True)
    ids = [*differing, *same][:_SHOWN]
    names = _names(request, ids)
    return [
        Row(*names.get(each, (gettext(_UNNAMED), "")), each in sight.recruit, each in sight.linkedin)
        for each in ids
    ]


def _names(request: SignedInRequest, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    visible = positions.visible_positions(teammate=request.user).filter(pk__in=ids)
    return {each.pk: (each.shown_name, reverse("position", args=[each.public_id])) for each in visible}


def _indicator(request: SignedInRequest, sight: SeatSight, public_id: str) -> dict[str, Any]:
    """Refuses as the candidate's page does, if the reader may not see them."""
    person = hiring.visible_person(teammate=request.user, public_id=public_id)
    found = viewing.indicator_of(company_id=person.company_id, sight=sight, person_id=person.pk)
    names = _names(request, {each.position_id for each in found})
    return {
        "person": person,
        "indicated": [
            Row(*names.get(each.position_id, (gettext(_UNNAMED), "")), each.recruit, each.linkedin)
            for each in found
        ],
    }
