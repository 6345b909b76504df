"""On which LinkedIn seat do I sit, who said so, and how do I say so myself? (M-10)"""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.connections import sign_in
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import SignInOutcome
from linkedin_sync.seats import selectors as seats
from linkedin_sync.seats import services as seating
from linkedin_web import access
from linkedin_web.words import tone_of
from recruit.base.errors import Refusal
from recruit.company import selectors as companies
from recruit_web.answers import done, go_to
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

#: Under this key the session keeps what LinkedIn has to bring back; without it anybody's code could be slipped in.
_STATE = "linkedin_sign_in_state"
_SENTENCES = {
    SignInOutcome.WAITING: gettext_noop(
        "LinkedIn is being asked who you are there. This page follows by itself."
    ),
    SignInOutcome.CONNECTED: "",
    SignInOutcome.NO_SEAT: gettext_noop(
        "You signed in, but none of your company's Recruiter seats is yours. "
        "Ask your LinkedIn administrator for one, or sign in with the account that has it."
    ),
    SignInOutcome.REFUSED: gettext_noop(
        "LinkedIn did not take the sign-in; it is good for half an hour. Please try again."
    ),
    SignInOutcome.UNREACHABLE: gettext_noop("LinkedIn could not be reached. Please try again."),
}


@require_safe
def own_seat(request: SignedInRequest) -> HttpResponse:
    return show(request, "linkedin_web/own_seat.html", _context(request))


@require_safe
def part(request: SignedInRequest) -> HttpResponse:
    return render(request, "linkedin_web/own_seat_part.html", _context(request))


def _context(request: SignedInRequest) -> dict[str, Any]:
    company_id = request.user.company_id
    seat = seats.seat_of_teammate(company_id=company_id, teammate_id=request.user.pk)
    latest = sign_in.latest_sign_in(company_id=company_id, teammate_id=request.user.pk)
    row = connection_of(company_id=company_id)
    return {
        "seat": seat,
        "seat_tone": tone_of(seat.state) if seat else "",
        "is_included": access.is_included(request),
        "may_use": access.may_use(request),
        "is_connected": row is not None and bool(row.organization_urn),
        "sign_in_sentence": _(_SENTENCES[SignInOutcome(latest.outcome)]) if latest else "",
        "is_waiting": latest is not None and latest.outcome == SignInOutcome.WAITING,
    }


@require_POST
def connect(request: SignedInRequest) -> HttpResponse:
    """Lead the browser to LinkedIn's consent."""
    access.require_use(request)
    state = secrets.token_urlsafe(24)
    request.session[_STATE] = state
    return go_to(request, sign_in.consent_address(company_id=request.user.company_id, state=state))


class SignInNotYours(Refusal):
    code = "sign_in_not_yours"


@require_safe
def came_back(request: SignedInRequest) -> HttpResponse:
    """LinkedIn sends the browser here, with a code or with the word that there was no consent."""
    access.require_use(request)
    expected = request.session.pop(_STATE, "")
    if not expected or not secrets.compare_digest(expected, request.GET.get("state", "")):
        raise SignInNotYours(
            _("This sign-in was not begun here, or was used already. Begin it again on your own page.")
        )
    code = request.GET.get("code", "")
    if code:
        sign_in.keep_code(
            company_id=request.user.company_id,
            teammate_id=request.user.pk,
            code=code,
            actor=companies.actor_of(request.user),
        )
    return redirect(reverse("linkedin_own_seat"))


@require_POST
def disconnect(request: SignedInRequest) -> HttpResponse:
    access.require_use(request)
    seating.unmap_own_seat(
        company_id=request.user.company_id,
        teammate_id=request.user.pk,
        actor=companies.actor_of(request.user),
    )
    return done(
        request, _("You sit on no seat any more. What you exported stays yours."), topics=["settings"]
    )
