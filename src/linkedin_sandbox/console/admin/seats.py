"""Who of a company holds a Recruiter licence? Contract by contract; each seat has a page where its admin changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from linkedin_sandbox.console.admin.companies import admin_page, as_admin
from linkedin_sandbox.console.filters import number_of, words_asked
from linkedin_sandbox.console.persona import page, refused, seat_of
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.console.templatetags.console import full_name
from linkedin_sandbox.world.jobs.promotion import slots_in_use
from linkedin_sandbox.world.models import Contract, Organization
from linkedin_sandbox.world.people.licences import STATES, change_seat
from linkedin_sandbox.world.people.people import Seat, seat_by_id
from linkedin_sandbox.world.people.seat_search import active_admins, seats_of_contracts
from linkedin_sandbox.world.recruiting.exports import export_meter
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.synced.acls import groups_of_member

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_DOES = {
    "ACTIVE": "can search, write InMail, take notes, gather and export, and sees the widgets in the ATS",
    "PARKED": "can look, but not write InMail, take notes, gather or export; the widgets show nothing",
    "INVITED": "has not taken the seat yet: can look here, and nothing else",
    "INACTIVE": "has lost the licence: can look here, and nothing else",
}
_VERBS = {"ACTIVE": "Activate", "PARKED": "Park", "INVITED": "Set back to invited", "INACTIVE": "Deactivate"}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One press on a seat's page: the field it sends, its words, and what will be so afterwards."""

    field: str
    value: str
    verb: str
    sentences: list[str]


@as_admin
def seats(request: HttpRequest, company: Organization) -> HttpResponse:
    contracts = list(Contract.objects.filter(organization_id=company.id).order_by("id"))
    asked = number_of(request.GET.get("contract", ""))
    words, state = words_asked(request), request.GET.get("state", "")
    chosen = [one for one in contracts if asked in (None, one.id)]
    found = seats_of_contracts(
        [one.id for one in chosen],
        words=words,
        state=state if state in STATES else "",
        cursor=request.GET.get("after", ""),
    )
    kept = {"company": str(company.id), "q": words, "contract": str(asked or ""), "state": state}
    return admin_page(
        request,
        "admin/seats",
        company,
        rows=found.rows,
        contracts=contracts,
        slots=slots_in_use(chosen),
        asked=asked,
        q=words,
        state=state,
        states=STATES,
        query=urlencode({name: value for name, value in kept.items() if value}),
        after=request.GET.get("after", ""),
        next_after=found.next,
    )


@require_http_methods(["GET", "POST"])
def one_seat(request: HttpRequest, seat_id: int) -> HttpResponse:
    """The seat and what its admin can change; a POST changes its ``state``, or whether it is an ``admin``'s."""
    try:
        seat = seat_by_id(seat_id)
        if request.method == "POST":
            _change(request, seat)
            return redirect("console:seat", seat_id)
    except SandboxRefusal as refusal:
        return refused(request, refusal, seat=seat_of(request))
    [slots] = slots_in_use([seat.contract])
    return page(
        request,
        "admin/seat",
        seat=seat_of(request),
        shown=seat,
        does=_DOES[seat.holder.state],
        changes=_changes(seat),
        meter=export_meter(seat, now=clock.now_ms()),
        slots=slots,
        groups=groups_of_member(seat.member, organization_id=seat.organization.id),
    )


def _changes(seat: Seat) -> list[Change]:
    name = full_name(seat.member)
    learns = "The ATS learns of it when it asks for seats again (seatsV2): nothing is pushed."
    last = _last_admin_says(seat)
    return [
        *(
            Change(
                field="state",
                value=state,
                verb=_VERBS[state],
                sentences=[f"{name} {_DOES[state]}.", *(last if state != "ACTIVE" else []), learns],
            )
            for state in STATES
            if state != seat.holder.state
        ),
        _change_of_right(seat, name, last),
    ]


def _change_of_right(seat: Seat, name: str, last: list[str]) -> Change:
    if seat.holder.is_admin:
        return Change(
            field="admin",
            value="0",
            verb="Take the admin right",
            sentences=[f"{name} can no longer use the configuration plugin inside the ATS.", *last],
        )
    return Change(
        field="admin",
        value="1",
        verb="Make admin",
        sentences=[
            f"While the seat is active, {name} can ask for integrations of {seat.contract.name} in the plugin."
        ],
    )


def _last_admin_says(seat: Seat) -> list[str]:
    holder = seat.holder
    if not holder.is_admin or holder.state != "ACTIVE" or active_admins(seat.contract.id) > 1:
        return []
    return [f"{seat.contract.name} has no other active admin: nobody can use the plugin for it then."]


def _change(request: HttpRequest, seat: Seat) -> None:
    asked = request.POST if "state" in request.POST or "admin" in request.POST else request.GET
    name, address = full_name(seat.member), reverse("console:seat", args=[seat.holder.id])
    if "admin" in asked:
        before = seat.holder.is_admin
        change_seat(seat=seat, is_admin=asked["admin"] == "1")
        now = "is an admin" if seat.holder.is_admin else "is no admin any more"
        say(request, f"{name} {now}.", undo=f"{address}?admin={int(before)}")
        return
    state = seat.holder.state
    change_seat(seat=seat, state=asked.get("state", ""))
    say(request, f"The seat of {name} is {seat.holder.state.lower()} now.", undo=f"{address}?state={state}")
