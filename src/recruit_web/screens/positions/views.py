"""Which positions are there, and how does one open another?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from recruit.base.errors import NotAllowed, Refusal
from recruit.company import selectors as companies
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.hiring import selectors as hiring
from recruit.positions import selectors, services
from recruit.positions.enums import PositionStatus
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.screens.positions.forms import OpenPositionForm
from recruit_web.shell import show

_SHOWN = 50


@require_safe
def positions(request: SignedInRequest) -> HttpResponse:
    status = request.GET.get("status", PositionStatus.OPEN)
    query = request.GET.get("q", "").strip()[:100]
    after = request.GET.get("after") or None
    wanted = status if status in PositionStatus.values else None
    page = selectors.positions_page(
        teammate=request.user, status=wanted, query=query, after=after, limit=_SHOWN
    )
    counts = selectors.status_counts(teammate=request.user, query=query)
    numbers = hiring.position_counts(
        teammate=request.user, position_ids=[position.id for position in page.rows]
    )
    context = {
        "page": page,
        "rows": [(position, numbers[position.id].active) for position in page.rows],
        "status": wanted or "all",
        "query": query,
        "after": after,
        "pills": _pills(counts),
        "may_open": company_role_allows(request.user.company_role, Capability.OPEN_POSITIONS),
    }
    if request.htmx:
        return render(request, "recruit_web/positions_list.html", context)
    return show(request, "recruit_web/positions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_position(request: SignedInRequest) -> HttpResponse:
    if not company_role_allows(request.user.company_role, Capability.OPEN_POSITIONS):
        raise NotAllowed("Opening positions is for owners, admins and recruiters.")
    teammates = companies.teammates_of(company_id=request.user.company_id)
    form = OpenPositionForm(
        request.POST or None, teammates=teammates, initial={"recruiter": request.user.public_id}
    )
    if form.is_valid():
        try:
            position = services.open_position(**_wanted(request, form))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return go_to(request, reverse("position", args=[position.public_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, "recruit_web/open_position.html", {"form": form}, status=status)


def _wanted(request: SignedInRequest, form: OpenPositionForm) -> dict[str, Any]:
    company_id = request.user.company_id
    given = dict(form.cleaned_data)
    for role in ("hiring_manager", "recruiter"):
        public_id = given[role]
        given[role] = (
            companies.teammate_by_public_id(company_id=company_id, public_id=public_id) if public_id else None
        )
    given["public_name"] = given["public_name"] or None
    return {**given, "company_id": company_id, "actor": companies.actor_of(request.user)}


def _pills(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    labels = [(status.value, str(status.label)) for status in PositionStatus]
    return [
        *((value, label, counts.get(value, 0)) for value, label in labels),
        ("all", "All", sum(counts.values())),
    ]
