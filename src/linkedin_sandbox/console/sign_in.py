"""Who is looking? One chooses a seat; there are no passwords in the sandbox."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from linkedin_sandbox.console.filters import number_of
from linkedin_sandbox.console.persona import leave_seat, page, seat_of, take_seat
from linkedin_sandbox.world.people.people import all_seats, seat_by_id
from linkedin_sandbox.world.refusals import SandboxRefusal


def home(request: HttpRequest) -> HttpResponse:
    return redirect("console:people" if seat_of(request) else "console:sign_in")


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _take_chosen_seat(request)
    contracts = [
        {
            "name": contract if organization in contract else f"{organization}, {contract}",
            "seats": list(seats),
        }
        for (organization, contract), seats in groupby(
            all_seats(), key=lambda seat: (seat.organization.name, seat.contract.name)
        )
    ]
    return page(request, "sign_in", seat=seat_of(request), contracts=contracts)


def _take_chosen_seat(request: HttpRequest) -> HttpResponse:
    try:
        take_seat(request, seat_by_id(number_of(request.POST.get("seat", "")) or 0))
    except SandboxRefusal:
        return redirect("console:sign_in")
    return redirect("console:people")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    leave_seat(request)
    return redirect("console:sign_in")
