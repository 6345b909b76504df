"""What applicants are asked for one position, and what is kept of their answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.people import a_position

from recruit.careers.enums import Channel
from recruit.careers.models import Question, Submission
from recruit.careers.rules import Arrival
from recruit.careers.selectors import questions_of
from recruit.careers.services import (
    Applicant,
    QuestionRefused,
    apply_to_position,
    change_site,
    move_question,
    remove_question,
    save_question,
)
from recruit.people.models import Person
from recruit.position_templates.selectors import picture_of
from recruit.position_templates.services import open_position_like
from recruit.positions.selectors import PositionRoleTooSmall

MIA = Applicant(first_name="Mia", last_name="Brand", email="mia@mail.example")
SHIFT, LICENCE, WHY = "Which shift?", "Have you a licence?", "Why us?"


@pytest.fixture
def asked(cast):
    """Three questions, the second of which has to be answered."""
    for name, kind, how in (
        (SHIFT, "choice", {"options": ["Day", "Night"]}),
        (LICENCE, "yes_no", {"is_required": True}),
        (WHY, "text", {}),
    ):
        save_question(position=cast.position, name=name, kind=kind, actor=cast.by_rosa, **how)
    return cast


def apply(cast, **answers):
    site = change_site(
        company_id=cast.company.pk, slug="robots", is_on=True, intro="", privacy_url="",
        consent_scope="nowhere", website="", actor=cast.by_ada,
    )  # fmt: skip
    ids = {question.name: question.public_id for question in questions_of(position=cast.position)}
    given = {ids[name]: answer for name, answer in answers.items()}
    return apply_to_position(
        site=site,
        position=cast.position,
        applicant=replace(MIA, answers=given),
        arrival=Arrival(Channel.DIRECT),
    ).submission


def test_answers_are_kept_as_they_were_asked_whatever_becomes_of_the_question(asked):
    submission = apply(asked, **{SHIFT: "Night", LICENCE: "yes", WHY: "  Robots. "})
    for question in questions_of(position=asked.position):
        remove_question(position=asked.position, public_id=question.public_id, actor=asked.by_rosa)

    kept = Submission.objects.get(pk=submission.pk)
    assert kept.answers_shown == [(SHIFT, "Night"), (LICENCE, "Yes"), (WHY, "Robots.")]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({SHIFT: "Day"}, "Answer “Have you a licence?” to apply."),
        ({LICENCE: "perhaps"}, "is answered by yes or no"),
        ({LICENCE: "yes", SHIFT: "Noon"}, "has to be one of the choices"),
    ],
)
def test_what_is_required_or_cannot_be_is_refused_and_nothing_is_kept(asked, answers, why):
    with pytest.raises(QuestionRefused, match=why.replace("?", ".")):
        apply(asked, **answers)

    assert not Person.objects.exists()


def test_who_came_another_way_was_not_asked(asked):
    site = change_site(
        company_id=asked.company.pk, slug="robots", is_on=True, intro="", privacy_url="",
        consent_scope="nowhere", website="", actor=asked.by_ada,
    )  # fmt: skip

    applied = apply_to_position(
        site=site, position=asked.position, applicant=MIA, arrival=Arrival(Channel.DIRECT)
    )

    assert applied.submission.answers == []


def test_questions_change_their_order_and_come_along_to_a_position_like_this(asked):
    last = questions_of(position=asked.position)[-1]
    move_question(position=asked.position, public_id=last.public_id, by=-1, actor=asked.by_rosa)
    move_question(position=asked.position, public_id=last.public_id, by=-1, actor=asked.by_rosa)
    move_question(position=asked.position, public_id=last.public_id, by=-1, actor=asked.by_rosa)

    opened = open_position_like(
        company_id=asked.company.pk, picture=picture_of(position=asked.position), like="it", name="Second",
        hiring_manager=asked.hans, recruiter=None, actor=asked.by_rosa,
    )  # fmt: skip

    def told(position):
        return [
            (each.name, each.kind, each.options, each.is_required) for each in questions_of(position=position)
        ]

    assert [name for name, *_ in told(asked.position)] == [WHY, SHIFT, LICENCE]
    assert told(opened.position) == told(asked.position)


def test_a_question_needs_words_and_whoever_edits_the_position(cast):
    with pytest.raises(QuestionRefused, match="needs a name"):
        save_question(position=cast.position, name=" ", actor=cast.by_rosa)
    with pytest.raises(PositionRoleTooSmall):
        save_question(position=cast.position, name="Why?", actor=cast.by_ines)
    other = a_position(cast, "Planner")
    for number in range(20):
        save_question(position=other, name=f"Question {number}", actor=cast.by_olga)
    with pytest.raises(QuestionRefused, match="more than 20"):
        save_question(position=other, name="One more", actor=cast.by_olga)
    assert Question.objects.count() == 20
