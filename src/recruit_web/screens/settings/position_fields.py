"""Which fields of their own do the company's positions have? Those who configure it add, order and remove them."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.base.errors import NotFound, Refusal
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import actor_of, require_capability
from recruit.positions import selectors, services
from recruit_web.answers import go_to
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.settings.forms import PositionFieldForm
from recruit_web.shell import show

_BY = {"up": -1, "down": 1}


@require_safe
def position_fields(request: SignedInRequest) -> HttpResponse:
    context = {
        "fields": selectors.position_fields_of(company_id=request.user.company_id),
        "may_configure": company_role_allows(request.user.company_role, Capability.CONFIGURE_COMPANY),
    }
    return show(request, "recruit_web/position_fields_settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    return _form(request, "")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, field_id: str) -> HttpResponse:
    return _form(request, field_id)


@require_POST
def move(request: SignedInRequest, field_id: str, direction: str) -> HttpResponse:
    if direction not in _BY:
        raise Http404
    services.move_position_field(
        company_id=request.user.company_id,
        public_id=field_id,
        by=_BY[direction],
        actor=actor_of(request.user),
    )
    return go_to(request, reverse("position_fields"))


@require_POST
def remove(request: SignedInRequest, field_id: str) -> HttpResponse:
    services.remove_position_field(
        company_id=request.user.company_id, public_id=field_id, actor=actor_of(request.user)
    )
    return go_to(request, reverse("position_fields"))


def _form(request: SignedInRequest, field_id: str) -> HttpResponse:
    company_id, actor = request.user.company_id, actor_of(request.user)
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_COMPANY)
    found = selectors.position_field(company_id=company_id, public_id=field_id) if field_id else None
    if field_id and found is None:
        raise NotFound(_("There is no such field any more."))
    form = PositionFieldForm.of(found, request.POST or None)
    if form.is_valid():
        try:
            services.save_position_field(
                company_id=company_id, public_id=field_id, actor=actor, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return go_to(request, reverse("position_fields"))
    title = _("Change {name}").format(name=found.name) if found else _("Add a field")
    address = reverse("change_position_field", args=[field_id]) if found else reverse("add_position_field")
    context = {"form": form, "title": title, "address": address}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/typed_dialog.html", context, title=title, status=status)
