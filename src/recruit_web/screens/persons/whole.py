"""What is done to everybody whom a search finds? Asked in a dialog, done in the background, told on a page."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit.hiring.enums import ManyKind
from recruit.people import selectors as people
from recruit_web.answers import go_to
from recruit_web.choices import REJECTED_BECAUSE
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.persons.address import chips_of, read_address
from recruit_web.screens.persons.forms import RejectManyForm, TagManyForm
from recruit_web.shell import show

_TITLES = {
    ManyKind.TAG: _("Tag everybody in this search"),
    ManyKind.ADVANCE: _("Advance everybody in this search"),
    ManyKind.REJECT: _("Reject everybody in this search"),
}
_FORMS: dict[ManyKind, type[forms.Form]] = {
    ManyKind.TAG: TagManyForm,
    ManyKind.ADVANCE: forms.Form,
    ManyKind.REJECT: RejectManyForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: SignedInRequest, kind: str) -> HttpResponse:
    """``query`` is the search, the part of its address after the ``?``."""
    if kind not in ManyKind.values:
        raise Http404
    wanted = ManyKind(kind)
    address = read_address(QueryDict(request.POST.get("query", request.GET.urlencode())))
    form = _FORMS[wanted](request.POST if request.method == "POST" else None)
    if form.is_valid():
        run = services.start_many(
            company_id=request.user.company_id,
            kind=wanted,
            search=address.search,
            words=form.cleaned_data.get("name") or form.cleaned_data.get("reason") or "",
            position_public_id=address.search.position,
            actor=actor_of(request.user),
        )
        return go_to(request, reverse("many_run", args=[run.public_id]))
    context = {
        "form": form,
        "kind": wanted.value,
        "title": _TITLES[wanted],
        "address": address,
        "chips": chips_of(request, address),
        "most": services.MOST_IN_SLICES,
        "reasons": REJECTED_BECAUSE,
        "known": people.tags_of_company(company_id=request.user.company_id) if kind == "tag" else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/many_dialog.html", context, title=str(_TITLES[wanted]), status=status)


@require_safe
def run(request: SignedInRequest, run_id: str) -> HttpResponse:
    """How far it is, who was refused and why, and the way back."""
    context = {"run": hiring.run_of(teammate=request.user, public_id=run_id)}
    if request.htmx:
        return render(request, "recruit_web/many_progress.html", context)
    return show(request, "recruit_web/many_run.html", context)


@require_POST
def take_back(request: SignedInRequest, run_id: str) -> HttpResponse:
    services.take_many_back(
        company_id=request.user.company_id, public_id=run_id, actor=actor_of(request.user)
    )
    return go_to(request, reverse("many_run", args=[run_id]))
