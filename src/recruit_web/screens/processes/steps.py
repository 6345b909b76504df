"""How is one step of a candidate done, or a card moved? And the workflow of one candidate alone: own, or following."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.company.selectors import actor_of, company_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.rules import ALL_DONE, is_active
from recruit.positions import selectors as positions
from recruit.positions.enums import HiringRole, PositionCapability
from recruit_web.answers import go_to
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.processes.views import ending, require_mover, told
from recruit_web.shell import show
from recruit_web.workflow_form import Row, choices, new_key, rows_posted, wanted_steps, with_problem

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.hiring.models import HiringProcess, ProcessStep


@require_POST
def decide(request: SignedInRequest, process_id: str, step_id: str) -> HttpResponse:
    """A go, a no-go, or done. A no-go that rejects opens the dialog of a rejection instead."""
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    decision = request.POST.get("decision", "")
    try:
        change = services.decide_step(
            process=process, step_public_id=step_id, decision=decision, actor=actor_of(request.user)
        )
    except services.RejectionOpens:
        return ending(request, process, services.reject_process, "reject", posted=None, no_go=step_id)
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    name, now = process.person.full_name, process.current_step_name
    sentence = _("{name} is now at {step}.") if now else _("{name} has completed every step.")
    return told(request, process, sentence.format(name=name, step=now), change)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, process_id: str) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    if request.method == "POST":
        change = services.move_process(
            process=process, to=request.POST.get("to", ""), actor=actor_of(request.user)
        )
        process = hiring.process_for(teammate=request.user, public_id=process_id)
        name, step = process.person.full_name, process.current_step_name
        sentence = _("{name} is now at {step}.") if step else _("{name} is now at {status}.")
        status = ProcessStatus(process.status).label
        return told(request, process, sentence.format(name=name, step=step, status=status), change)
    require_mover(request, process)
    context = {"process": process, "targets": _targets(process)}
    title = _("Move {name}").format(name=process.person.full_name)
    return dialog(request, "recruit_web/move_dialog.html", context, title=title)


def _targets(process: HiringProcess) -> list[tuple[str, str, bool]]:
    """Value, label, and whether they are there now."""
    present = {
        step.definition_id
        for step in hiring.steps_of_process(process=process)
        if step.state == StepState.CURRENT and is_active(process.status)
    }
    steps = positions.steps_of(position=process.position)
    label = str(ProcessStatus.AWAITING_DECISION.label)
    return [
        *((step.public_id, step.name, step.pk in present) for step in steps),
        (ALL_DONE, label, process.status == ProcessStatus.AWAITING_DECISION),
    ]


@require_POST
def unlock(request: SignedInRequest, process_id: str) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    services.unlock_process(process=process, actor=actor_of(request.user))
    return go_to(request, reverse("own_steps", args=[process.public_id]))


@require_POST
def follow(request: SignedInRequest, process_id: str) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    services.follow_again(process=process, actor=actor_of(request.user))
    sentence = _("{name} follows the workflow of {position} again.").format(
        name=process.person.full_name, position=process.position.name
    )
    return told(request, process, sentence, None)


@require_http_methods(["GET", "HEAD", "POST"])
def own_steps(request: SignedInRequest, process_id: str) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    positions.require_position(
        teammate=request.user, position=process.position, capability=PositionCapability.MANAGE_WORKFLOW
    )
    if request.method != "POST":
        return _editor(request, process, _rows(process))
    rows = rows_posted(request.POST)
    try:
        services.change_own_steps(
            process=process,
            steps=wanted_steps(rows, teammates=_teammates(process)),
            seen=request.POST.getlist("seen"),
            actor=actor_of(request.user),
        )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        place = refusal.evidence.get("place")
        return _editor(
            request,
            process,
            with_problem(rows, place, refusal.sentence),
            problem="" if place else refusal.sentence,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return go_to(request, reverse("person", args=[process.person.public_id]))


def _editor(
    request: SignedInRequest,
    process: HiringProcess,
    rows: list[Row],
    *,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    steps = hiring.steps_of_process(process=process)
    context: dict[str, Any] = {
        "process": process,
        "position": process.position,
        "over": [step for step in steps if _is_over(step)],
        "seen": [step.public_id for step in steps if not _is_over(step)],
        "rows": rows,
        "blank": Row(key=new_key()),
        "problem": problem,
        "templates": positions.step_templates(company_id=request.user.company_id),
        "allows_custom": company_of(company_id=request.user.company_id).allows_custom_steps,
        **choices(_teammates(process)),
    }
    return show(request, "recruit_web/own_steps.html", context, status=status)


def _rows(process: HiringProcess) -> list[Row]:
    steps = [step for step in hiring.steps_of_process(process=process) if not _is_over(step)]
    for step in steps:
        step.process = process
    participants = hiring.participants_of_steps(steps=steps)
    return [
        Row(
            key=step.public_id,
            name=step.name,
            type=step.type,
            beside=step.beside_previous,
            instructions=step.instructions,
            who=frozenset(one.public_id for one in participants.get(step.pk, [])),
        )
        for step in steps
    ]


def _is_over(step: ProcessStep) -> bool:
    return step.state in {StepState.COMPLETED, StepState.SKIPPED}


def _teammates(process: HiringProcess) -> list[Teammate]:
    return [
        member.teammate
        for member in positions.hiring_team_of(position=process.position)
        if member.teammate.is_active and set(member.roles) != {HiringRole.VIEWER}
    ]
