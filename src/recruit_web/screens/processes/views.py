"""How does a process move? One gesture each; the answer is a message with a way back."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.actors import Actor
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.screens.processes.forms import REJECTED_BECAUSE, WITHDRAWN_BECAUSE, ReasonForm

if TYPE_CHECKING:
    from recruit.hiring.models import HiringProcess, ProcessChange


class _Ending(Protocol):
    def __call__(self, *, process: HiringProcess, reason: str, actor: Actor) -> ProcessChange: ...


@require_POST
def advance(request: SignedInRequest, process_id: str) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    change = services.advance_process(
        process=process, actor=actor_of(request.user), seen_step=request.POST.get("step", "")
    )
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    where = (
        f"is now at {process.current_step_name}" if process.current_step_name else "has completed every step"
    )
    return _told(request, process, f"{process.person.full_name} {where}.", change)


@require_POST
def hold(request: SignedInRequest, process_id: str) -> HttpResponse:
    return _moved(request, process_id, services.hold_process, "is on hold")


@require_POST
def resume(request: SignedInRequest, process_id: str) -> HttpResponse:
    return _moved(request, process_id, services.resume_process, "is in progress again")


@require_POST
def hire(request: SignedInRequest, process_id: str) -> HttpResponse:
    return _moved(request, process_id, services.hire_process, "is hired")


@require_POST
def reinstate(request: SignedInRequest, process_id: str) -> HttpResponse:
    return _moved(request, process_id, services.reinstate_process, "is considered again")


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
    return _told(request, process, f"Undone: {process.person.full_name} is back where they were.", None)


def _moved(
    request: SignedInRequest, process_id: str, move: Callable[..., ProcessChange], words: str
) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    change = move(process=process, actor=actor_of(request.user))
    return _told(request, process, f"{process.person.full_name} {words}.", change)


def _ended(request: SignedInRequest, process_id: str, end: _Ending, verb: str) -> HttpResponse:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        change = end(process=process, reason=form.cleaned_data["reason"], actor=actor_of(request.user))
        ended = {"reject": "is rejected", "withdraw": "has withdrawn"}[verb]
        return _told(request, process, f"{process.person.full_name} {ended}.", change)
    reasons = {"reject": REJECTED_BECAUSE, "withdraw": WITHDRAWN_BECAUSE}[verb]
    context = {"process": process, "form": form, "verb": verb, "reasons": reasons}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/reason_dialog.html", context, status=status)


def _told(
    request: SignedInRequest, process: HiringProcess, sentence: str, change: ProcessChange | None
) -> HttpResponse:
    topics = [
        f"position:{process.position.public_id}",
        f"person:{process.person.public_id}",
        "persons",
        "positions",
    ]
    return done(request, sentence, topics=topics, undo=change.public_id if change else None)
