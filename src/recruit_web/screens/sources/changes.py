"""How does one add, rename and retire a source, and give it contacts and links?"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import Refusal
from recruit.careers.services import add_link_to_source, referral_link
from recruit.company.enums import Capability
from recruit.company.selectors import actor_of, require_capability
from recruit.sources import selectors, services
from recruit_web.answers import go_to
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.sources.forms import ContactForm, LinkForm, SourceForm
from recruit_web.screens.sources.views import source_page

if TYPE_CHECKING:
    from recruit.sources.models import Source


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    _require_right(request)
    form = SourceForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.add_source(
                company_id=request.user.company_id, actor=actor_of(request.user), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return go_to(request, reverse("source", args=[made.public_id]))
    return _dialog(request, form, _("Add a source"), reverse("add_source"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, source_id: str) -> HttpResponse:
    found = _source(request, source_id)
    form = SourceForm(request.POST or None, initial={"name": found.name, "type": found.type})
    if form.is_valid():
        try:
            services.edit_source(source=found, actor=actor_of(request.user), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return go_to(request, reverse("source", args=[source_id]))
    title = _("Change {name}").format(name=found.name)
    return _dialog(request, form, title, reverse("edit_source", args=[source_id]))


@require_POST
def retire(request: SignedInRequest, source_id: str) -> HttpResponse:
    services.retire_source(source=_source(request, source_id), actor=actor_of(request.user))
    return go_to(request, reverse("source", args=[source_id]))


@require_POST
def restore(request: SignedInRequest, source_id: str) -> HttpResponse:
    services.restore_source(source=_source(request, source_id), actor=actor_of(request.user))
    return go_to(request, reverse("source", args=[source_id]))


@require_POST
def add_contact(request: SignedInRequest, source_id: str) -> HttpResponse:
    found = _source(request, source_id)
    form = ContactForm(request.POST, auto_id="contact_%s")
    if form.is_valid():
        contact = services.add_source_contact(
            company_id=found.company_id, source=found, actor=actor_of(request.user), **form.cleaned_data
        )
        if contact.source_id == found.pk:
            return go_to(request, reverse("source", args=[source_id]) + "#contacts")
        words = (
            _("{contact} has this address, and belongs to the source “{source}”.")
            if contact.source
            else _("{contact} has this address, and belongs to no source.")
        )
        source = contact.source.name if contact.source else ""
        form.add_error("email", words.format(contact=contact.full_name, source=source))
    return source_page(request, source_id, contact_form=form)


@require_POST
def add_link(request: SignedInRequest, source_id: str) -> HttpResponse:
    found = _source(request, source_id)
    form = LinkForm(request.POST, auto_id="link_%s")
    if form.is_valid():
        add_link_to_source(source=found, actor=actor_of(request.user), **form.cleaned_data)
        return go_to(request, reverse("source", args=[source_id]) + "#links")
    return source_page(request, source_id, link_form=form)


@require_POST
def make_referral(request: SignedInRequest) -> HttpResponse:
    referral_link(teammate=request.user)
    return go_to(request, reverse("referral"))


def _require_right(request: SignedInRequest) -> None:
    require_capability(
        company_id=request.user.company_id, actor=actor_of(request.user), capability=Capability.MANAGE_SOURCES
    )


def _source(request: SignedInRequest, source_id: str) -> Source:
    _require_right(request)
    return selectors.source_by_public_id(company_id=request.user.company_id, public_id=source_id)


def _dialog(request: SignedInRequest, form: SourceForm, title: str, address: str) -> HttpResponse:
    context = {"form": form, "title": title, "address": address}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/source_dialog.html", context, title=title, status=status)
