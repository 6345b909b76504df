"""What does a teammate keep of the list? Searches under a name, and which columns it has."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit.hiring.enums import SearchedList
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.saved_searches import Narrowing, keep
from recruit_web.screens.persons.address import chips_of, read_address
from recruit_web.screens.persons.listing import COLUMN_LABELS


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: SignedInRequest) -> HttpResponse:
    """The search that ``query`` says, which is the part of its address after the ``?``."""
    address = read_address(QueryDict(request.POST.get("query", request.GET.urlencode())))
    narrowing = Narrowing(address.query, address.search.query, chips_of(request, address))
    return keep(request, narrowing, of=SearchedList.PERSONS, address=reverse("save_search"))


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedInRequest) -> HttpResponse:
    address = read_address(QueryDict(request.POST.get("query", request.GET.urlencode())))
    if request.method == "POST":
        services.choose_columns(
            company_id=request.user.company_id,
            columns=request.POST.getlist("column"),
            actor=actor_of(request.user),
        )
        return go_to(request, f"{reverse('persons')}?{address.query}")
    chosen = hiring.columns_of(teammate=request.user)
    chosen = services.USUAL_COLUMNS if chosen is None else chosen
    offered = [(column, COLUMN_LABELS[column], column in chosen) for column in services.COLUMNS]
    return render(request, "recruit_web/columns_dialog.html", {"offered": offered, "address": address})
