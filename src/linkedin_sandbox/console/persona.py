"""As whom does one act in the console? In the seat or as the member chosen at sign-in (``world.personas``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from linkedin_sandbox.console.navigation import persona_at
from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.people.personas import act_as_nobody, act_in_seat, member_in, seat_in
from linkedin_sandbox.world.refusals import SandboxRefusal

P = ParamSpec("P")


def take_seat(request: HttpRequest, seat: Seat) -> None:
    act_in_seat(request.session, seat)


def leave_seat(request: HttpRequest) -> None:
    act_as_nobody(request.session)


def seat_of(request: HttpRequest) -> Seat | None:
    return seat_in(request.session)


def member_of(request: HttpRequest) -> Member | None:
    """Whom one acts as; in a seat and with nobody chosen, the one who sits there."""
    return member_in(request.session)


def as_recruiter(
    view: Callable[Concatenate[HttpRequest, Seat, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view is for somebody in a seat; everybody else is asked to choose one first."""

    @wraps(view)
    def seated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        seat = seat_of(request)
        if seat is None:
            return _to_choose(request, "console:sign_in")
        try:
            return view(request, seat, *args, **kwargs)
        except SandboxRefusal as refusal:
            return refused(request, refusal, seat=seat)

    return seated


def as_member(
    view: Callable[Concatenate[HttpRequest, Member, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view is for a member with an open account."""

    @wraps(view)
    def acting(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        me = member_of(request)
        if me is None:
            return _to_choose(request, "console:choose_member")
        try:
            return view(request, me, *args, **kwargs)
        except SandboxRefusal as refusal:
            return refused(request, refusal, me=me)

    return acting


def _to_choose(request: HttpRequest, name: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse(name)})
    return redirect(name)


def page(
    request: HttpRequest, template: str, *, seat: Seat | None = None, me: Member | None = None, **context: Any
) -> HttpResponse:
    """A whole page or a piece of one; each is drawn for the seat, or the member, that looks."""
    return render(request, f"console/{template}.html", {"seat": seat, "me": me, **context})


def refused(
    request: HttpRequest, refusal: SandboxRefusal, *, seat: Seat | None = None, me: Member | None = None
) -> HttpResponse:
    """A page of its own for what no form asked: an address that is not whole, an undo that comes too late."""
    back = persona_at(request.path)
    answer = page(request, "refused", seat=seat, me=me, sentence=refusal.sentence, back=back)
    answer.status_code = (
        HTTPStatus.NOT_FOUND if request.method in ("GET", "HEAD") else HTTPStatus.UNPROCESSABLE_ENTITY
    )
    return answer


def again(answer: HttpResponse) -> HttpResponse:
    """The same form once more, with what was typed and why it was not taken."""
    answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return answer
