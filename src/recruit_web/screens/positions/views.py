"""Which positions are there?"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recruit.base.typed import ValueKind
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.hiring import selectors as hiring
from recruit.hiring.enums import SearchedList
from recruit.positions import selectors
from recruit.positions.enums import PositionStatus, WorkplaceType
from recruit_web.chips import Chip
from recruit_web.requests import SignedInRequest
from recruit_web.saved_searches import Narrowing, keep, opens_with
from recruit_web.screens.positions.address import ALL, Address, read_address
from recruit_web.shell import show

_SHOWN = 50


@require_safe
def positions(request: SignedInRequest) -> HttpResponse:
    searches = None if request.htmx else hiring.searches_of(teammate=request.user, of=SearchedList.POSITIONS)
    if default := opens_with(request, searches or (), of=SearchedList.POSITIONS):
        return redirect(default)
    address = _address(request)
    after = request.GET.get("after") or None
    page = selectors.positions_page(
        teammate=request.user,
        status=address.status,
        query=address.words,
        narrowed=address.narrowed,
        after=after,
        limit=_SHOWN,
    )
    counts = selectors.status_counts(teammate=request.user, query=address.words, narrowed=address.narrowed)
    numbers = hiring.position_counts(
        teammate=request.user, position_ids=[position.id for position in page.rows]
    )
    context = {
        "page": page,
        "rows": [(position, numbers[position.id].active) for position in page.rows],
        "address": address,
        "cleared": f"?{urlencode([pair for pair in address.pairs if pair[0] in ('status', 'q')])}",
        "status": address.status or ALL,
        "query": address.words,
        "after": after,
        "pills": _pills(address, counts),
        "may_open": company_role_allows(request.user.company_role, Capability.OPEN_POSITIONS),
    }
    if request.htmx:
        return render(request, "recruit_web/positions_list.html", context)
    context |= {
        "searches": searches,
        "list_name": "positions",
        "save_address": reverse("save_positions_search"),
    }
    return show(request, "recruit_web/positions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def save_search(request: SignedInRequest) -> HttpResponse:
    """The search that ``query`` says, which is the part of its address after the ``?``."""
    fields = selectors.position_fields_of(company_id=request.user.company_id)
    address = read_address(QueryDict(request.POST.get("query", request.GET.urlencode())), fields)
    narrowing = Narrowing(address.query, address.words, (_status_chip(address), *address.chips))
    return keep(request, narrowing, of=SearchedList.POSITIONS, address=reverse("save_positions_search"))


def _status_chip(address: Address) -> Chip:
    labels = {**dict(PositionStatus.choices), ALL: _("All")}
    return Chip(_("Status"), str(labels[address.values["status"]]), "")


@require_safe
def filters(request: SignedInRequest) -> HttpResponse:
    """A dialog, or without scripts a page: every filter with what there is to choose from."""
    fields = selectors.position_fields_of(company_id=request.user.company_id)
    address = _address(request)
    narrowing = {"department", "city", "workplace", *(field.public_id for field in fields)}
    context = {
        "carried": [pair for pair in address.pairs if pair[0] not in narrowing],
        "values": address.values,
        "texts": [
            (field, label, selectors.choices_of(teammate=request.user, field=field))
            for field, label in (("department", _("Department")), ("city", _("City")))
        ],
        "workplaces": [choice for choice in WorkplaceType.choices if choice[0]],
        "fields": [(field, _options(field), address.values.get(field.public_id, "")) for field in fields],
    }
    if request.htmx:
        return render(request, "recruit_web/positions_filters_dialog.html", context)
    return show(request, "recruit_web/positions_filters.html", context)


def _address(request: SignedInRequest) -> Address:
    fields = selectors.position_fields_of(company_id=request.user.company_id)
    return read_address(request.GET, fields)


def _options(field: Any) -> list[tuple[str, str]]:
    if field.kind == ValueKind.YES_NO:
        return [("yes", _("Yes")), ("no", _("No"))]
    return [(each, each) for each in field.options]


def _pills(address: Address, counts: dict[str, int]) -> list[tuple[str, str, str, int]]:
    """Value, label, address and number of each status."""
    labels = [(status.value, str(status.label), counts.get(status.value, 0)) for status in PositionStatus]
    return [
        (value, label, address.but(status=value), count)
        for value, label, count in [*labels, (ALL, _("All"), sum(counts.values()))]
    ]
