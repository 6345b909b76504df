"""What does a teammate keep of the list? Searches under a name, and which columns it has."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.screens.persons.address import chips_of, read_address
from recruit_web.screens.persons.listing import COLUMN_LABELS


class SaveSearchForm(forms.Form):
    name = forms.CharField(
        max_length=100, label="Name", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    is_shared = forms.BooleanField(required=False, label="Everybody in the company sees it")


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: SignedInRequest) -> HttpResponse:
    """The search that ``query`` says, which is the part of its address after the ``?``."""
    given = QueryDict(request.POST.get("query", request.GET.urlencode()))
    address = read_address(given)
    form = SaveSearchForm(request.POST or None)
    if form.is_valid():
        try:
            services.save_search(
                company_id=request.user.company_id,
                query=address.query,
                actor=actor_of(request.user),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return go_to(request, f"{reverse('persons')}?{address.query}")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "address": address, "chips": chips_of(request, address)}
    return render(request, "recruit_web/save_search_dialog.html", context, status=status)


@require_POST
def forget(request: SignedInRequest, search_id: str) -> HttpResponse:
    services.forget_search(
        company_id=request.user.company_id, public_id=search_id, actor=actor_of(request.user)
    )
    return go_to(request, reverse("persons"))


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
