"""As whom does one act in the console? As the seat chosen at sign-in (``world.personas``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from linkedin_sandbox.world.people import Seat
from linkedin_sandbox.world.personas import act_as_nobody, act_in_seat, seat_in

P = ParamSpec("P")


def take_seat(request: HttpRequest, seat: Seat) -> None:
    act_in_seat(request.session, seat)


def leave_seat(request: HttpRequest) -> None:
    act_as_nobody(request.session)


def seat_of(request: HttpRequest) -> Seat | None:
    return seat_in(request.session)


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
