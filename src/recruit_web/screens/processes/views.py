"""How does a process move? One gesture each; the answer is a message with a way back."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.actors import Actor
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit.hiring.enums import Decision, StepState
from recruit.positions import selectors as positions
from recruit.positions.enums import PositionCapability
from recruit_web.answers import done
from recruit_web.choices import REJECTED_BECAUSE
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.processes.forms import WITHDRAWN_BECAUSE, HireForm, ReasonForm

if TYPE_CHECKING:
    from recruit.hiring.models import HiringProcess, ProcessChange


class _Ending(Protocol):
    def __call__(
        self, *, process: HiringProcess, reason: str, actor: Actor, last_step: services.LastStep | None = None
    ) -> ProcessChange: ...


@require_POST
def advance(request: SignedInRequest, process_id: str) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    change = services.advance_process(
        process=process, actor=actor_of(request.user), seen_step=request.POST.get("step", "")
    )
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    name, now = process.person.full_name, process.current_step_name
    sentence = _("{name} is now at {step}.") if now else _("{name} has completed every step.")
    return told(request, process, sentence.format(name=name, step=now), change)


@require_POST
def hold(request: SignedInRequest, process_id: str) -> HttpResponse:
    return _moved(request, process_id, services.hold_process, _("{name} is on hold."))


@require_POST
def resume(request: SignedInRequest, process_id: str) -> HttpResponse:
    return _moved(request, process_id, services.resume_process, _("{name} is in progress again."))


@require_http_methods(["GET", "HEAD", "POST"])
def hire(request: SignedInRequest, process_id: str) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    openings = positions.open_openings_of(position=process.position)
    oldest = openings[0].public_id if openings else ""
    usual = {"applied_date": process.started_at.date(), "opening": oldest}
    form = HireForm(request.POST or None, openings=openings, initial=usual)
    if request.method == "POST" and (form.is_valid() or not form.is_bound):
        said = form.cleaned_data if form.is_bound else {}
        change = services.hire_process(
            process=process,
            opening_public_id=said.get("opening") if "opening" in request.POST else None,
            applied_date=said.get("applied_date"),
            first_day_date=said.get("first_day_date"),
            actor=actor_of(request.user),
        )
        sentence = _("{name} is hired.").format(name=process.person.full_name)
        return told(request, process, sentence, change)
    require_mover(request, process)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"process": process, "form": form}
    title = _("Hire {name}").format(name=process.person.full_name)
    return dialog(request, "recruit_web/hire_dialog.html", context, title=title, status=status)


@require_POST
def reinstate(request: SignedInRequest, process_id: str) -> HttpResponse:
    return _moved(request, process_id, services.reinstate_process, _("{name} is considered again."))


@require_http_methods(["GET", "HEAD", "POST"])
def reject(request: SignedInRequest, process_id: str) -> HttpResponse:
    return _ended(request, process_id, services.reject_process, "reject")


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, process_id: str) -> HttpResponse:
    return _ended(request, process_id, services.withdraw_process, "withdraw")


@require_POST
def undo(request: SignedInRequest, change_id: str) -> HttpResponse:
    process = services.undo_change(
        change_public_id=change_id, company_id=request.user.company_id, actor=actor_of(request.user)
    )
    sentence = _("Undone: {name} is back where they were.").format(name=process.person.full_name)
    return told(request, process, sentence, None)


def _moved(
    request: SignedInRequest, process_id: str, move: Callable[..., ProcessChange], sentence: str
) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    change = move(process=process, actor=actor_of(request.user))
    return told(request, process, sentence.format(name=process.person.full_name), change)


def _ended(request: SignedInRequest, process_id: str, end: _Ending, verb: str) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    return ending(request, process, end, verb, posted=request.POST or None)


def ending(
    request: SignedInRequest,
    process: HiringProcess,
    end: _Ending,
    verb: str,
    *,
    posted: QueryDict | None,
    no_go: str = "",
) -> HttpResponse:
    """The dialog that asks why, or the end itself. ``no_go``: the step at which somebody has just said it."""
    team = [member.teammate for member in positions.hiring_team_of(position=process.position)]
    people = {one.public_id: one.full_name for one in team if one.is_active}
    form = ReasonForm(posted, people=list(people.items()), initial={"no_go": no_go, "last_step": no_go})
    if form.is_valid():
        said = form.cleaned_data
        change = end(
            process=process,
            reason=said["reason"],
            last_step=_last_step(said, [people[public_id] for public_id in said["done_by"]]),
            actor=actor_of(request.user),
        )
        ended = {"reject": _("{name} is rejected."), "withdraw": _("{name} has withdrawn.")}[verb]
        return told(request, process, ended.format(name=process.person.full_name), change)
    require_mover(request, process)
    steps = hiring.steps_of_process(process=process)
    context = {
        "process": process,
        "form": form,
        "verb": verb,
        "reasons": {"reject": REJECTED_BECAUSE, "withdraw": WITHDRAWN_BECAUSE}[verb],
        "last_steps": [step for step in steps if step.state == StepState.CURRENT],
        "done_by": [one for one in team if one.is_active],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    title = _("Reject {name}") if verb == "reject" else _("Withdrawal of {name}")
    title = title.format(name=process.person.full_name)
    return dialog(request, "recruit_web/reason_dialog.html", context, title=title, status=status)


def _last_step(said: dict[str, Any], done_by: list[str]) -> services.LastStep | None:
    public_id = said["last_step"]
    if not public_id:
        return None
    decision = Decision.NO_GO.value if public_id == said["no_go"] else ""
    return services.LastStep(public_id, by=", ".join(done_by), decision=decision)


def require_mover(request: SignedInRequest, process: HiringProcess) -> None:
    """A dialog is shown to those only who may do what it is for."""
    positions.require_position(
        teammate=request.user, position=process.position, capability=PositionCapability.MOVE_PROCESSES
    )


def told(
    request: SignedInRequest, process: HiringProcess, sentence: str, change: ProcessChange | None
) -> HttpResponse:
    topics = [
        f"position:{process.position.public_id}",
        f"person:{process.person.public_id}",
        "persons",
        "positions",
    ]
    return done(request, sentence, topics=topics, undo=change.public_id if change else None)
