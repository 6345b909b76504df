"""What is an applicant asked beside the usual, for one position, and how are answers taken?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import events, live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.base.typed import NotOfKind, ValueKind, clean_options, clean_value, exchanged, hindrance
from recruit.careers.events import QuestionsChanged
from recruit.careers.models import Question
from recruit.careers.selectors import question_of, questions_of
from recruit.company.selectors import reader_behind
from recruit.positions.enums import PositionCapability
from recruit.positions.models import Position
from recruit.positions.selectors import require_position

MOST_QUESTIONS = 20


class QuestionRefused(Refusal):
    """Evidence: ``question``, the public id of the one that it is about, or ""."""

    code = "question_refused"


@transaction.atomic
def save_question(
    *,
    position: Position,
    public_id: str = "",
    name: str,
    kind: str = ValueKind.TEXT,
    options: Sequence[str] = (),
    is_required: bool = False,
    actor: Actor,
) -> Question:
    """A new question at the end, or the one of that public id changed. Answers that were given stay as they are."""
    _begin(position, actor)
    question = _question(position, public_id) if public_id else _new(position)
    question.name = " ".join(name.split())
    question.kind = ValueKind(kind)
    question.options = clean_options(options) if question.kind == ValueKind.CHOICE else []
    question.is_required = is_required
    why = hindrance(name=question.name, kind=question.kind, options=question.options)
    if why is not None:
        raise QuestionRefused(why, question=public_id)
    question.save()
    _tell(position, question, actor, gettext_noop("changed") if public_id else gettext_noop("added"))
    return question


def _new(position: Position) -> Question:
    there = questions_of(position=position)
    if len(there) >= MOST_QUESTIONS:
        raise QuestionRefused(
            _("Nobody answers more than {most} questions to apply. Remove one first.").format(
                most=MOST_QUESTIONS
            ),
            question="",
        )
    order = max((question.order for question in there), default=0) + 1
    return Question(company_id=position.company_id, position=position, order=order)


@transaction.atomic
def move_question(*, position: Position, public_id: str, by: int, actor: Actor) -> None:
    """One place up (-1) or down (1); at the end of the row nothing happens."""
    _begin(position, actor)
    moved = _question(position, public_id)
    rows = exchanged(questions_of(position=position), moved, by=by)
    if rows is None:
        return
    for order, question in enumerate(rows, start=1):
        question.order = order
    Question.objects.bulk_update(rows, ["order"])
    _tell(position, moved, actor, gettext_noop("moved"))


@transaction.atomic
def remove_question(*, position: Position, public_id: str, actor: Actor) -> None:
    """Answers that were given stay with what was sent."""
    _begin(position, actor)
    question = _question(position, public_id)
    question.delete()
    _tell(position, question, actor, gettext_noop("removed"))


def begin_questions(*, position: Position, like: Sequence[Mapping[str, object]]) -> None:
    """Of a position that has just been opened like another, by whoever may open it; inside their transaction."""
    Question.objects.bulk_create(
        Question(company_id=position.company_id, position=position, order=order, **each)
        for order, each in enumerate(like, start=1)
    )


def answers_to(position: Position, given: Mapping[str, str]) -> list[dict[str, str]]:
    """What is kept: each question as it was asked, its kind and its answer. Refuses with ``QuestionRefused``."""
    answers = []
    for question in questions_of(position=position):
        try:
            answer = clean_value(question.kind, given.get(question.public_id, ""), options=question.options)
        except NotOfKind as reason:
            raise QuestionRefused(
                _("The answer to “{question}” {reason}.").format(
                    question=question.name, reason=reason.sentence
                ),
                question=question.public_id,
            ) from reason
        if question.is_required and not answer:
            raise QuestionRefused(
                _("Answer “{question}” to apply.").format(question=question.name), question=question.public_id
            )
        if answer:
            answers.append({"question": question.name, "kind": question.kind, "answer": answer})
    return answers


def answers_as_given(
    position: Position, given: Mapping[str, str], besides: Sequence[tuple[str, str]]
) -> list[dict[str, str]]:
    """The same of a form that was not ours, where nobody can be asked again: what does not fit stays as it was written.

    ``besides``: what that form asked of its own, and answers to questions that are not asked any more.
    """
    questions = {question.public_id: question for question in questions_of(position=position)}
    answers = []
    for public_id, text in given.items():
        question = questions.get(public_id)
        if question is not None and text.strip():
            answers.append({"question": question.name, **_kept(question, text)})
    texts = [{"question": name, "kind": ValueKind.TEXT.value, "answer": text} for name, text in besides]
    gone = [
        {
            "question": gettext_noop("A question that is not asked any more"),
            "kind": ValueKind.TEXT.value,
            "answer": text,
        }
        for public_id, text in given.items()
        if public_id not in questions and text.strip()
    ]
    return [*answers, *texts, *gone]


def _kept(question: Question, text: str) -> dict[str, str]:
    try:
        answer = clean_value(question.kind, text, options=question.options)
    except NotOfKind:
        return {"kind": ValueKind.TEXT.value, "answer": text.strip()}
    return {"kind": question.kind, "answer": answer}


def _begin(position: Position, actor: Actor) -> None:
    reader = reader_behind(company_id=position.company_id, actor=actor)
    if reader is not None:
        require_position(teammate=reader, position=position, capability=PositionCapability.EDIT_POSITION)
    lock_in_transaction("questions", position.pk)


def _question(position: Position, public_id: str) -> Question:
    found = question_of(position=position, public_id=public_id)
    if found is None:
        raise NotFound(_("There is no such question any more."))
    return found


def _tell(position: Position, question: Question, actor: Actor, what: str) -> None:
    record(
        company_id=position.company_id,
        verb=Verb.QUESTION_CHANGED,
        actor=actor,
        position_id=position.pk,
        position=position.name,
        what=what,
        question=question.name,
    )
    events.publish(QuestionsChanged(position.company_id, position.pk))
    live.touch(position.company_id, [f"position:{position.public_id}"])
