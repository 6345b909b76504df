"""Who works on this position? Adding to and removing from the hiring team."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import NotAllowed
from recruit.company import selectors as companies
from recruit.positions import selectors, services
from recruit.positions.enums import HiringRole, PositionCapability
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.screens.position.forms import TeamForm

if TYPE_CHECKING:
    from recruit.base.actors import Actor
    from recruit.company.models import Teammate
    from recruit.positions.models import Position


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = _managed(request, position_id)
    teammates = companies.teammates_of(company_id=request.user.company_id)
    form = TeamForm(request.POST or None, teammates=teammates)
    if form.is_valid():
        teammate = companies.teammate_by_public_id(
            company_id=request.user.company_id, public_id=form.cleaned_data["teammate"]
        )
        role = HiringRole(form.cleaned_data["role"])
        _put(found, teammate=teammate, role=role, actor=companies.actor_of(request.user))
        told = _("{name} is now {role} of {position}.").format(
            name=teammate.full_name, role=_(role.said), position=found.name
        )
        return _told(request, found, told)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/team_dialog.html", {"form": form, "position": found}, status=status)


@require_POST
def remove(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = _managed(request, position_id)
    teammate = companies.teammate_by_public_id(
        company_id=request.user.company_id, public_id=request.POST.get("teammate", "")
    )
    role = request.POST.get("role", "")
    services.remove_from_hiring_team(
        position=found, teammate=teammate, role=role, actor=companies.actor_of(request.user)
    )
    told = _("{name} is no longer {role} of {position}.").format(
        name=teammate.full_name,
        role=_(HiringRole(role).said) if role in HiringRole.values else role,
        position=found.name,
    )
    return _told(request, found, told)


def _put(found: Position, *, teammate: Teammate, role: HiringRole, actor: Actor) -> None:
    """There is exactly one hiring manager: naming another one replaces the first."""
    if role == HiringRole.HIRING_MANAGER:
        services.change_hiring_manager(position=found, teammate=teammate, actor=actor)
    else:
        services.add_to_hiring_team(position=found, teammate=teammate, role=role, actor=actor)


def _managed(request: SignedInRequest, position_id: str) -> Position:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    if not selectors.may(teammate=request.user, position=found, capability=PositionCapability.MANAGE_TEAM):
        raise NotAllowed(
            _("Changing the hiring team is for those whose role on it, or in the company, includes that.")
        )
    return found


def _told(request: SignedInRequest, found: Position, sentence: str) -> HttpResponse:
    return done(request, sentence, topics=[f"position:{found.public_id}", "positions"])
