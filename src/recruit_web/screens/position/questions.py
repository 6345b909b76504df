"""What are those asked who apply for this position? Its questions, and their changes by those who edit the position."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.careers import selectors as careers
from recruit.careers import services
from recruit.company.selectors import actor_of
from recruit.positions import selectors
from recruit.positions.enums import PositionCapability
from recruit_web.answers import go_to
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.position.forms import QuestionForm
from recruit_web.screens.position.views import heading
from recruit_web.shell import show

if TYPE_CHECKING:
    from recruit.positions.models import Position

_BY = {"up": -1, "down": 1}


@require_safe
def questions(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    context = {
        **heading(request, found, "questions"),
        "questions": careers.questions_of(position=found),
    }
    return show(request, "recruit_web/position_questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, position_id: str) -> HttpResponse:
    return _form(request, _edited(request, position_id), "")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, position_id: str, question_id: str) -> HttpResponse:
    return _form(request, _edited(request, position_id), question_id)


@require_POST
def move(request: SignedInRequest, position_id: str, question_id: str, direction: str) -> HttpResponse:
    found = _edited(request, position_id)
    if direction not in _BY:
        raise Http404
    services.move_question(
        position=found, public_id=question_id, by=_BY[direction], actor=actor_of(request.user)
    )
    return _back(request, found)


@require_POST
def remove(request: SignedInRequest, position_id: str, question_id: str) -> HttpResponse:
    found = _edited(request, position_id)
    services.remove_question(position=found, public_id=question_id, actor=actor_of(request.user))
    return _back(request, found)


def _form(request: SignedInRequest, found: Position, question_id: str) -> HttpResponse:
    question = careers.question_of(position=found, public_id=question_id) if question_id else None
    if question_id and question is None:
        raise NotFound(_("There is no such question any more."))
    form = QuestionForm.of(question, request.POST or None)
    if form.is_valid():
        try:
            services.save_question(
                position=found, public_id=question_id, actor=actor_of(request.user), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return _back(request, found)
    title = _("Change the question") if question else _("Add a question")
    address = (
        reverse("change_question", args=[found.public_id, question_id])
        if question
        else reverse("add_question", args=[found.public_id])
    )
    context = {"form": form, "title": title, "address": address}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/typed_dialog.html", context, title=title, status=status)


def _edited(request: SignedInRequest, position_id: str) -> Position:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    if not selectors.may(teammate=request.user, position=found, capability=PositionCapability.EDIT_POSITION):
        raise NotAllowed(
            _(
                "Changing the questions is for those whose role on the position, or in the company, includes that."
            )
        )
    return found


def _back(request: SignedInRequest, found: Position) -> HttpResponse:
    return go_to(request, reverse("position_questions", args=[found.public_id]))
