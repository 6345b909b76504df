"""How does a search that was kept get another name or other readers, become a list's default, and go?"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit.hiring.enums import SearchedList
from recruit_web.answers import go_to
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.saved_searches import LISTS, SearchForm


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, search_id: str) -> HttpResponse:
    found = hiring.search_with_id(teammate=request.user, public_id=search_id)
    if found is None:
        raise NotFound(_("There is no such saved search."))
    if not found.may_change:
        raise NotAllowed(
            _("“{name}” belongs to another teammate. Ask them, or an admin, to change it.").format(
                name=found.name
            )
        )
    form = SearchForm(request.POST or None, initial={"name": found.name, "is_shared": found.is_shared})
    if form.is_valid():
        try:
            services.change_search(
                company_id=request.user.company_id,
                public_id=search_id,
                actor=actor_of(request.user),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return go_to(request, f"{_list(found.of)}?{found.query}")
    title = _("Change “{name}”").format(name=found.name)
    context = {"form": form, "title": title, "address": reverse("change_search", args=[search_id])}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/typed_dialog.html", context, title=title, status=status)


@require_POST
def default(request: SignedInRequest, search_id: str) -> HttpResponse:
    """``is_default=yes`` makes it the one that the list opens with, anything else takes that back."""
    search = services.set_default_search(
        company_id=request.user.company_id,
        public_id=search_id,
        is_default=request.POST.get("is_default") == "yes",
        actor=actor_of(request.user),
    )
    return go_to(request, f"{_list(search.of)}?{search.query}")


@require_POST
def forget(request: SignedInRequest, search_id: str) -> HttpResponse:
    search = services.forget_search(
        company_id=request.user.company_id, public_id=search_id, actor=actor_of(request.user)
    )
    return go_to(request, f"{_list(search.of)}?{search.query}")


def _list(of: str) -> str:
    return reverse(LISTS[SearchedList(of)])
