"""What does a teammate write on a person? Tags, contact points and the words of the profile."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.people import selectors, services
from recruit.people.enums import Provenance
from recruit.positions.enums import PositionCapability
from recruit_web.answers import done, go_to
from recruit_web.requests import SignedInRequest
from recruit_web.screens.person.forms import ContactPointForm, EditPersonForm, TagForm
from recruit_web.shell import show

if TYPE_CHECKING:
    from recruit.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def tag(request: SignedInRequest, person_id: str) -> HttpResponse:
    found = hiring.editable_person(teammate=request.user, public_id=person_id)
    form = TagForm(request.POST or None)
    if form.is_valid():
        put = services.tag_person(person=found, name=form.cleaned_data["name"], actor=actor_of(request.user))
        return _told(request, found, _("Tagged with “{name}”.").format(name=put.name))
    known = selectors.tags_of_company(company_id=found.company_id)
    return _dialog(request, "recruit_web/tag_dialog.html", found, form, known=known)


@require_POST
def untag(request: SignedInRequest, person_id: str) -> HttpResponse:
    found = hiring.editable_person(teammate=request.user, public_id=person_id)
    name = request.POST.get("name", "")
    services.untag_person(person=found, name=name, actor=actor_of(request.user))
    address = reverse("tag_person", args=[found.public_id])
    sentence = _("The tag “{name}” is taken off.").format(name=name)
    return _told(request, found, sentence, again=(address, {"name": name}))


@require_http_methods(["GET", "HEAD", "POST"])
def add_contact_point(request: SignedInRequest, person_id: str) -> HttpResponse:
    found = hiring.editable_person(
        teammate=request.user, public_id=person_id, capability=PositionCapability.EDIT_CONTACT_POINTS
    )
    form = ContactPointForm(request.POST or None)
    if form.is_valid():
        try:
            point = services.add_contact_point(
                person=found,
                provenance=Provenance.MANUAL,
                origin="",
                actor=actor_of(request.user),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error("value", refusal.sentence)
        else:
            return _told(request, found, _("{name} is added.").format(name=point.value))
    return _dialog(request, "recruit_web/contact_point_dialog.html", found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, person_id: str) -> HttpResponse:
    found = hiring.editable_person(teammate=request.user, public_id=person_id)
    now = {name: getattr(found, name) for name in EditPersonForm.base_fields}
    form = EditPersonForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            services.update_person(person=found, changes=form.cleaned_data, actor=actor_of(request.user))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return go_to(request, reverse("person", args=[found.public_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, "recruit_web/edit_person.html", {"form": form, "person": found}, status=status)


def _dialog(
    request: SignedInRequest, template: str, found: Person, form: forms.Form, **more: Any
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"person": found, "form": form, **more}, status=status)


def _told(
    request: SignedInRequest, found: Person, sentence: str, *, again: tuple[str, dict[str, str]] | None = None
) -> HttpResponse:
    return done(request, sentence, topics=[f"person:{found.public_id}", "persons"], again=again)
