"""As whom does one act in the console? As the seat chosen at sign-in; the session holds its number only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from linkedin_sandbox.world.people import Seat, seat_by_id
from linkedin_sandbox.world.refusals import SandboxRefusal

_KEY = "seat"
P = ParamSpec("P")


def take_seat(request: HttpRequest, seat: Seat) -> None:
    request.session[_KEY] = seat.holder.id


def leave_seat(request: HttpRequest) -> None:
    request.session.flush()


def seat_of(request: HttpRequest) -> Seat | None:
    """None also when the world was reset and the seat is gone."""
    number = request.session.get(_KEY)
    if number is None:
        return None
    try:
        return seat_by_id(int(number))
    except SandboxRefusal:
        return None


def as_recruiter(
    view: Callable[Concatenate[HttpRequest, Seat, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view is for somebody in a seat; everybody else is asked to choose one first."""

    @wraps(view)
    def seated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        seat = seat_of(request)
        if seat is None:
            return _to_sign_in(request)
        return view(request, seat, *args, **kwargs)

    return seated


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": "/recruiter/sign-in"})
    return redirect("console:sign_in")


def page(request: HttpRequest, template: str, *, seat: Seat | None, **context: Any) -> HttpResponse:
    """A whole page or a piece of one; each is drawn for the seat that looks."""
    return render(request, f"console/{template}.html", {"seat": seat, **context})
