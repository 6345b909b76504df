"""How does a teammate keep what a list is narrowed down to, under a name? The same way for every list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit.hiring.enums import SearchedList
from recruit_web.answers import go_to
from recruit_web.chips import Chip
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest

#: The names of the lists' addresses.
LISTS = {SearchedList.PERSONS: "persons", SearchedList.POSITIONS: "positions"}


class SearchForm(forms.Form):
    name = forms.CharField(
        max_length=100, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    is_shared = forms.BooleanField(required=False, label=_("Everybody in the company sees it"))


@dataclass(frozen=True)
class Narrowing:
    """What is to be kept: the part of the list's address after the ``?``, and the same in words."""

    query: str
    words: str
    chips: Sequence[Chip]


def keep(request: SignedInRequest, narrowing: Narrowing, *, of: SearchedList, address: str) -> HttpResponse:
    """The dialog that asks for a name, and its answer; ``address`` is the dialog's own."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.save_search(
                company_id=request.user.company_id,
                query=narrowing.query,
                of=of,
                actor=actor_of(request.user),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return go_to(request, f"{reverse(LISTS[of])}?{narrowing.query}")
    title = gettext("Save this search")
    context = {"form": form, "narrowing": narrowing, "title": title, "address": address}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/save_search_dialog.html", context, title=title, status=status)


def opens_with(
    request: SignedInRequest, searches: Sequence[hiring.KeptSearch], *, of: SearchedList
) -> str | None:
    """The address of the teammate's default search, if the list was asked for nothing."""
    if request.GET:
        return None
    query = next((search.query for search in searches if search.is_default), None)
    return f"{reverse(LISTS[of])}?{query}" if query else None
