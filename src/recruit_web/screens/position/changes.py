"""How does a position change? Its status and its discretion with their effects told before, its words in a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from recruit.base.errors import NotAllowed, Refusal
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.positions import selectors, services
from recruit.positions.enums import PositionCapability
from recruit_web.answers import done, go_to
from recruit_web.requests import SignedInRequest
from recruit_web.screens.position.forms import EditPositionForm
from recruit_web.shell import show

if TYPE_CHECKING:
    from recruit.positions.models import Position


@dataclass(frozen=True)
class _StatusChange:
    """Its words are English here, and translated where they are shown; ``told`` names the position."""

    title: str
    label: str
    effects: list[str]
    change: Callable[..., Any]
    told: str


_CHANGES = {
    "hold": _StatusChange(
        gettext_noop("Put on hold"), gettext_noop("Put on hold"),
        [gettext_noop("Candidates in progress are put on hold with it, and come back when it is reopened."),
         gettext_noop("It leaves the careers site, and its openings are closed."),
         gettext_noop("Nobody can be added to it from other tools.")],
        services.hold_position, gettext_noop("{position} is on hold."),
    ),
    "reopen": _StatusChange(
        gettext_noop("Reopen"), gettext_noop("Reopen"),
        [gettext_noop("Candidates who were put on hold with it are in progress again; those put on hold by hand stay "
                      "on hold."),
         gettext_noop("It gets a new opening, and its time to hire starts anew; openings that were closed with it stay "
                      "closed.")],
        services.reopen_position, gettext_noop("{position} is open again."),
    ),
    "close": _StatusChange(
        gettext_noop("Close"), gettext_noop("Close position"),
        [gettext_noop("Its candidates stay as they are: nobody is rejected by this."),
         gettext_noop("It leaves the careers site, and nobody can be added to it.")],
        services.close_position, gettext_noop("{position} is closed."),
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def status(request: SignedInRequest, position_id: str, wanted: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    change = _CHANGES.get(wanted)
    if change is None:
        raise Http404
    _require(
        request,
        found,
        PositionCapability.CHANGE_STATUS,
        _("Changing a position's status is for those whose role on it, or in the company, includes that."),
    )
    if request.method == "POST":
        change.change(position=found, actor=actor_of(request.user))
        return _told(request, found, _(change.told).format(position=found.name))
    counts = hiring.position_counts(teammate=request.user, position_ids=[found.id])
    context = {
        "position": found,
        "title": f"{_(change.title)}: {found.name}",
        "label": _(change.label),
        "effects": [_(effect) for effect in change.effects],
        "active": counts[found.id].active,
        "address": reverse("position_status", args=[found.public_id, wanted]),
    }
    return render(request, "recruit_web/effects_dialog.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discretion(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    _require(
        request,
        found,
        PositionCapability.EDIT_POSITION,
        _("Changing who sees a position is for those whose role on it, or in the company, includes that."),
    )
    if request.method == "POST":
        services.set_discretion(
            position=found, is_discreet=not found.is_discreet, actor=actor_of(request.user)
        )
        told = (
            _("{position} can be seen by everyone whose role opens it.")
            if found.is_discreet
            else _("{position} is discreet.")
        )
        return _told(request, found, told.format(position=found.name))
    label = _("End discretion") if found.is_discreet else _("Make discreet")
    context = {
        "position": found,
        "title": f"{label}: {found.name}",
        "label": label,
        "effects": _effects_of_discretion(found),
        "address": reverse("position_discretion", args=[found.public_id]),
    }
    return render(request, "recruit_web/effects_dialog.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    _require(
        request,
        found,
        PositionCapability.EDIT_POSITION,
        _("Editing a position is for those whose role on it, or in the company, includes that."),
    )
    now = {name: getattr(found, name) for name in EditPositionForm.base_fields}
    form = EditPositionForm(request.POST or None, initial=now)
    form.ask(selectors.position_fields_of(company_id=found.company_id), found.custom_values)
    if form.is_valid():
        said = form.plain_values
        changes = {
            **said,
            "public_name": said["public_name"] or None,
            "custom_values": form.typed_values,
        }
        try:
            services.update_position(position=found, changes=changes, actor=actor_of(request.user))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return go_to(request, reverse("position_about", args=[found.public_id]))
    answer = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, "recruit_web/edit_position.html", {"form": form, "position": found}, status=answer)


def _effects_of_discretion(found: Position) -> list[str]:
    if found.is_discreet:
        return [
            _(
                "Admins, recruiters and management who are not on the hiring team see the position and its candidates."
            ),
            _("Connected tools show it to the same people within moments."),
        ]
    return [
        _("Only its hiring team and owners see the position and its candidates from now on."),
        _(
            "Candidates who are considered for nothing else disappear for everybody else, here and in connected tools."
        ),
    ]


def _require(request: SignedInRequest, found: Position, capability: PositionCapability, why: str) -> None:
    """``why``: the sentence for whoever may not."""
    if not selectors.may(teammate=request.user, position=found, capability=capability):
        raise NotAllowed(why)


def _told(request: SignedInRequest, found: Position, sentence: str) -> HttpResponse:
    return done(request, sentence, topics=[f"position:{found.public_id}", "positions", "persons"])
