"""Who sits on which Recruiter seat, and who brought those who came through it before that was known? (M-08)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.connections import selectors as connections
from linkedin_sync.enums import MappedBy
from linkedin_sync.inbox import attributing
from linkedin_sync.seats import selectors as seat_map
from linkedin_sync.seats import services as seating
from linkedin_web import access
from linkedin_web.words import tone_of
from recruit.company import selectors as companies
from recruit_web.answers import done

if TYPE_CHECKING:
    from recruit_web.requests import SignedInRequest

_SEATS_SHOWN = 100


@require_safe
def seats(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    return render(request, "linkedin_web/connection_seats.html", seats_context(request))


def seats_context(request: SignedInRequest) -> dict[str, Any]:
    company_id = request.user.company_id
    page = seat_map.seats_page(
        company_id=company_id, cursor=request.GET.get("seats_after") or None, limit=_SEATS_SHOWN
    )
    ids = [seat.id for seat in page.rows]
    waiting = attributing.waiting_by_seat(company_id=company_id, seat_ids=ids)
    attributions = attributing.latest_attributions(company_id=company_id, seat_ids=ids)
    row = connections.connection_of(company_id=company_id)
    return {
        "seats_page": page,
        "seat_rows": [
            {
                "seat": seat,
                "tone": tone_of(seat.state),
                "waiting": waiting.get(seat.id, 0),
                "attribution": attributions.get(seat.id),
            }
            for seat in page.rows
        ],
        "suggested": sum(bool(seat.suggested_teammate_public_id) for seat in page.rows),
        "seats_pulled_at": row.seats_pulled_at if row else None,
        "teammates": [each for each in companies.teammates_of(company_id=company_id) if each.is_active],
        "may_configure": access.may_configure(request),
    }


@require_POST
def map_seat(request: SignedInRequest, seat_id: int) -> HttpResponse:
    public_id = request.POST.get("teammate", "")
    if not public_id:
        raise access.NothingChosen(_("Choose the teammate who sits on this seat."))
    company_id = request.user.company_id
    teammate = companies.teammate_by_public_id(company_id=company_id, public_id=public_id)
    seat = seat_map.seat_by_id(company_id=company_id, seat_id=seat_id)
    seating.map_seat(
        company_id=company_id,
        seat_id=seat.pk,
        teammate_id=teammate.pk,
        by=MappedBy.ADMIN,
        actor=companies.actor_of(request.user),
    )
    return done(
        request, _("The seat belongs to {name} now.").format(name=teammate.full_name), topics=["settings"]
    )


@require_POST
def map_suggested(request: SignedInRequest) -> HttpResponse:
    """Every seat whose e-mail address is a teammate's goes to that teammate."""
    access.require_configure(request)
    row = connections.connection_of(company_id=request.user.company_id)
    count = (
        seating.map_seats_by_email(
            company_id=row.company_id, connection_id=row.pk, actor=companies.actor_of(request.user)
        )
        if row
        else 0
    )
    sentence = ngettext("{n} seat mapped.", "{n} seats mapped.", count).format(n=count)
    return done(request, sentence, topics=["settings"])


@require_POST
def unmap_seat(request: SignedInRequest, seat_id: int) -> HttpResponse:
    company_id = request.user.company_id
    seat = seat_map.seat_by_id(company_id=company_id, seat_id=seat_id)
    seating.unmap_seat(company_id=company_id, seat_id=seat.pk, actor=companies.actor_of(request.user))
    return done(request, _("Nobody sits on that seat now."), topics=["settings"])


@require_POST
def attribute(request: SignedInRequest, seat_id: int) -> HttpResponse:
    """Those who came through the seat while it was nobody's are its teammate's now; a job goes over them."""
    run = attributing.attribute_seat(
        company_id=request.user.company_id, seat_id=seat_id, actor=companies.actor_of(request.user)
    )
    return done(
        request,
        ngettext(
            "{number} candidate is being attributed to {name}, in the background.",
            "{number} candidates are being attributed to {name}, in the background.",
            run.total,
        ).format(number=number_format(run.total, force_grouping=True), name=run.teammate.full_name),
        topics=["settings"],
        again=(reverse("linkedin_take_attribution_back", args=[run.pk]), {}),
    )


@require_POST
def take_back(request: SignedInRequest, attribution_id: int) -> HttpResponse:
    attributing.take_attribution_back(
        company_id=request.user.company_id,
        attribution_id=attribution_id,
        actor=companies.actor_of(request.user),
    )
    return done(request, _("They get the source back that they had, in the background."), topics=["settings"])
