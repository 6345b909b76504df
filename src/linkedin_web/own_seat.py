"""On which LinkedIn seat do I sit, and who said so? (M-10)"""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.seats import selectors as seats
from linkedin_web import access
from linkedin_web.words import tone_of
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show


@require_safe
def own_seat(request: SignedInRequest) -> HttpResponse:
    company_id = request.user.company_id
    seat = seats.seat_of_teammate(company_id=company_id, teammate_id=request.user.pk)
    context = {
        "seat": seat,
        "seat_tone": tone_of(seat.state) if seat else "",
        "is_included": access.is_included(request),
        "may_use": access.may_use(request),
        "is_connected": connection_of(company_id=company_id) is not None,
    }
    return show(request, "linkedin_web/own_seat.html", context)
