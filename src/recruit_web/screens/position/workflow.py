"""By which steps does this position hire? Its workflow, and its editor for those who may change it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.company.selectors import actor_of, company_of
from recruit.hiring import selectors as hiring
from recruit.positions import selectors, services
from recruit.positions.enums import HiringRole, PositionCapability
from recruit_web.answers import go_to, told_beside
from recruit_web.requests import SignedInRequest
from recruit_web.screens.position.views import heading, parts
from recruit_web.shell import show
from recruit_web.workflow_form import Row, choices, new_key, rows_posted, wanted_steps, with_problem

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.positions.models import Position

_LONGEST_NUMBER = 9


@require_http_methods(["GET", "HEAD", "POST"])
def workflow(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    if request.method == "POST":
        return _save(request, found)
    return _page(request, found, _rows(found), version=found.workflow_version)


@require_safe
def row(request: SignedInRequest, position_id: str) -> HttpResponse:
    """One more row for the editor, empty or made from a template."""
    found = _managed(request, position_id)
    template = selectors.step_template(
        company_id=request.user.company_id, public_id=request.GET.get("template", "")
    )
    fresh = Row(key=new_key())
    if template is not None:
        role = template.usual_role
        usual = selectors.teammates_in_role(position=found, role=HiringRole(role)) if role else []
        fresh = Row(
            key=new_key(),
            name=template.name,
            type=template.type,
            instructions=template.instructions,
            who=frozenset(one.public_id for one in usual),
        )
    context = {"row": fresh, **choices(_teammates(found))}
    return render(request, "recruit_web/workflow_row.html", context)


def _save(request: SignedInRequest, found: Position) -> HttpResponse:
    rows = rows_posted(request.POST)
    seen = request.POST.get("version", "")
    try:
        services.change_workflow(
            position=found,
            steps=wanted_steps(rows, teammates=_teammates(found)),
            seen_version=int(seen) if seen.isdecimal() and len(seen) <= _LONGEST_NUMBER else None,
            actor=actor_of(request.user),
        )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        place = refusal.evidence.get("place")
        shown = with_problem(rows, place, refusal.sentence)
        problem = "" if place else refusal.sentence
        return _page(
            request, found, shown, version=seen, problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    reach = hiring.workflow_reach(position=found)
    told = _("The workflow of {position} is saved.").format(position=found.name)
    if reach.following:
        follow = ngettext(
            "{n:,} candidate under way follow it.", "{n:,} candidates under way follow it.", reach.following
        )
        told += f" {follow.format(n=reach.following)}"
    if not request.htmx:
        return go_to(request, reverse("position_workflow", args=[found.public_id]))
    fresh = selectors.visible_position(teammate=request.user, public_id=found.public_id)
    answer = _page(request, fresh, _rows(fresh), version=fresh.workflow_version)
    return told_beside(request, answer, told, topics=[f"position:{found.public_id}", "persons"])


def _page(
    request: SignedInRequest,
    found: Position,
    rows: list[Row],
    *,
    version: object,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context: dict[str, Any] = {
        **heading(request, found, "workflow"),
        "rows": rows,
        "blank": Row(key=new_key()),
        "version": version,
        "problem": problem,
        "reach": hiring.workflow_reach(position=found),
        "templates": selectors.step_templates(company_id=request.user.company_id),
        "allows_custom": company_of(company_id=request.user.company_id).allows_custom_steps,
        "address": reverse("position_workflow", args=[found.public_id]),
        **choices(_teammates(found)),
    }
    if request.htmx and request.method != "POST":
        return parts(request, "recruit_web/workflow_reach.html", context)
    if request.htmx:
        return render(request, "recruit_web/workflow_editor.html", context, status=status)
    return show(request, "recruit_web/position_workflow.html", context, status=status)


def _rows(found: Position) -> list[Row]:
    steps = selectors.steps_of(position=found)
    participants = selectors.participants_of_definitions(
        company_id=found.company_id, definition_ids=[step.pk for step in steps]
    )
    return [
        Row(
            key=step.public_id,
            name=step.name,
            type=step.type,
            beside=step.beside_previous,
            instructions=step.instructions,
            who=frozenset(one.public_id for one in participants.get(step.pk, [])),
            place=step.order,
        )
        for step in steps
    ]


def _teammates(found: Position) -> list[Teammate]:
    return [
        member.teammate
        for member in selectors.hiring_team_of(position=found)
        if member.teammate.is_active and set(member.roles) != {HiringRole.VIEWER}
    ]


def _managed(request: SignedInRequest, position_id: str) -> Position:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    if not selectors.may(
        teammate=request.user, position=found, capability=PositionCapability.MANAGE_WORKFLOW
    ):
        raise NotAllowed(
            _("Changing the workflow is for those whose role on it, or in the company, includes that.")
        )
    return found
