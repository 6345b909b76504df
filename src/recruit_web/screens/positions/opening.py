"""How does one open a position: with the usual steps, like a template of the company, or like another position?"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recruit.base.errors import NotAllowed, Refusal
from recruit.company import selectors as companies
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.position_templates import selectors as templates
from recruit.position_templates.rules import Picture, from_data
from recruit.position_templates.services import open_position_like
from recruit.positions import selectors, services
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.screens.positions.forms import OpenPositionForm
from recruit_web.shell import show


@dataclass(frozen=True)
class _Model:
    """What the new position is to be like. ``picture`` is None for the usual six steps."""

    picture: Picture | None = None
    like: str = ""
    template_id: str = ""
    cloned: str = ""
    #: Whoever sees the new position reads in its history what it was opened like, unless that is nobody's business.
    is_discreet: bool = False

    @property
    def initial(self) -> dict[str, Any]:
        return {} if self.picture is None else {**self.picture.words, **self.picture.flags}


@require_http_methods(["GET", "HEAD", "POST"])
def open_position(request: SignedInRequest) -> HttpResponse:
    """``?template=`` and ``?clone=`` say what it is to be like."""
    if not company_role_allows(request.user.company_role, Capability.OPEN_POSITIONS):
        raise NotAllowed(_("Opening positions is for owners, admins and recruiters."))
    model = _model(request)
    teammates = companies.teammates_of(company_id=request.user.company_id)
    initial = {**model.initial, "recruiter": request.user.public_id}
    form = OpenPositionForm(request.POST or None, teammates=teammates, initial=initial)
    form.ask(
        selectors.position_fields_of(company_id=request.user.company_id),
        model.picture.custom_values if model.picture else None,
    )
    if form.is_valid():
        try:
            return _opened(request, model, _wanted(request, form))
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {
        "form": form,
        "model": model,
        "templates": templates.templates_of(company_id=request.user.company_id),
        "people": _people(model, teammates),
    }
    return show(request, "recruit_web/open_position.html", context, status=status)


def _model(request: SignedInRequest) -> _Model:
    if template_id := request.GET.get("template", ""):
        found = templates.template_with_id(company_id=request.user.company_id, public_id=template_id)
        return _Model(from_data(found.picture), like=found.name, template_id=template_id)
    if clone := request.GET.get("clone", ""):
        position = selectors.visible_position(teammate=request.user, public_id=clone)
        return _Model(
            templates.picture_of(position=position),
            like=position.name,
            cloned=position.public_id,
            is_discreet=position.is_discreet,
        )
    return _Model()


def _people(model: _Model, teammates: list[Any]) -> list[str]:
    """Who comes along with what it is like, by name."""
    if model.picture is None:
        return []
    coming = {teammate_id for teammate_id, _ in model.picture.team}
    return [teammate.full_name for teammate in teammates if teammate.pk in coming and teammate.is_active]


def _opened(request: SignedInRequest, model: _Model, given: dict[str, Any]) -> HttpResponse:
    if model.picture is None:
        position = services.open_position(**given)
    else:
        like = "" if model.is_discreet else model.like
        opened = open_position_like(picture=model.picture, like=like, **given)
        position = opened.position
        if opened.left_out:
            names = ", ".join(opened.left_out)
            told = _("{names} cannot be on a hiring team any more and did not come along.")
            messages.success(request, told.format(names=names))
    return go_to(request, reverse("position", args=[position.public_id]))


def _wanted(request: SignedInRequest, form: OpenPositionForm) -> dict[str, Any]:
    company_id = request.user.company_id
    given = form.plain_values
    for role in ("hiring_manager", "recruiter"):
        public_id = given[role]
        given[role] = (
            companies.teammate_by_public_id(company_id=company_id, public_id=public_id) if public_id else None
        )
    given["public_name"] = given["public_name"] or None
    given["custom_values"] = form.typed_values
    return {**given, "company_id": company_id, "actor": companies.actor_of(request.user)}
