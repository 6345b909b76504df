"""How does one add a person by hand, and at once to a position?"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recruit.base.errors import NotAllowed, Refusal
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import actor_of
from recruit.duplicates import services as duplicates
from recruit.hiring import services as processes
from recruit.people import services
from recruit.people.enums import ContactKind, Provenance
from recruit.positions import selectors as positions
from recruit.positions.enums import PositionCapability
from recruit.sources import selectors as sources
from recruit_web.answers import go_to
from recruit_web.choices import chosen_source_id
from recruit_web.requests import SignedInRequest
from recruit_web.screens.persons.forms import AddPersonForm, AddToPositionForm
from recruit_web.shell import show

if TYPE_CHECKING:
    from recruit.people.models import Person
    from recruit.positions.models import Position


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: SignedInRequest) -> HttpResponse:
    """A new person, and with ``?position=`` at once considered for it."""
    position = _position(request)
    if position is None and not _may_add(request):
        raise NotAllowed(
            _("Adding candidates is for owners, admins and recruiters, or on positions you work on.")
        )
    form = _form(request, position)
    if form.is_valid():
        try:
            person = _add(request, form.cleaned_data, position)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            # The background would do it within a second; here the page that follows shows the warning already.
            duplicates.check_person(company_id=request.user.company_id, person_id=person.pk)
            return go_to(request, reverse("person", args=[person.public_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, "recruit_web/add_person.html", {"form": form, "position": position}, status=status)


def _form(request: SignedInRequest, position: Position | None) -> AddPersonForm:
    if position is None:
        return AddPersonForm(request.POST or None)
    known = sources.sources_of(company_id=request.user.company_id)
    return AddToPositionForm(request.POST or None, sources=known)


def _position(request: SignedInRequest) -> Position | None:
    public_id = request.GET.get("position", "")
    if not public_id:
        return None
    position = positions.visible_position(teammate=request.user, public_id=public_id)
    if not positions.may(
        teammate=request.user, position=position, capability=PositionCapability.MOVE_PROCESSES
    ):
        raise NotAllowed(_("Adding candidates to this position is for those who work on it."))
    return position


def _may_add(request: SignedInRequest) -> bool:
    return company_role_allows(request.user.company_role, Capability.ADD_PERSONS)


@transaction.atomic
def _add(request: SignedInRequest, given: dict[str, Any], position: Position | None) -> Person:
    """One form, three verbs: all of them or none."""
    actor = actor_of(request.user)
    names = {key: given[key] for key in ("first_name", "last_name", "headline", "employer", "location")}
    person = services.add_person(company_id=request.user.company_id, actor=actor, **names)
    for kind in ContactKind:
        if given[kind.value]:
            services.add_contact_point(
                person=person, kind=kind, value=given[kind.value], provenance=Provenance.MANUAL, origin="",
                actor=actor, make_primary=True,
            )  # fmt: skip
    if position is not None:
        source_id = chosen_source_id(request, given["source"])
        processes.start_process(person=person, position=position, source_id=source_id, actor=actor)
    return person
