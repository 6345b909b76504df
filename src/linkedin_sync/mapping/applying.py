"""How is one asked on LinkedIn's job page what our careers site asks, and what do the answers say in our words?

LinkedIn wants the same questions there as on the company's own site. Its kinds of questions are fewer than ours: a day
is a text with a hint. Contact data, résumé and our questions are asked for, and never who somebody is: nothing about
disability, gender, race or service in the forces, and if such an answer comes nonetheless it is not read.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/onsite-apply-config-schema
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Final

from linkedin_client import Choice, JobApplication, OnsiteApply, Question, QuestionKind, Requirement
from recruit.base.typed import LONGEST_TEXT, ValueKind

if TYPE_CHECKING:
    from recruit.careers import models as careers

#: What is asked for consent; its only choice.
CONSENT: Final = "consent"
_AGREED: Final = "agreed"
_SELF: Final = "voluntarySelfIdentificationQuestionResponses"
#: What is read by itself, or never.
_KNOWN: Final = frozenset({
    "contactInformationQuestionResponses", "resumeQuestionResponses", "additionalQuestionResponses", _SELF,
})  # fmt: skip
_SECTIONS: Final = {
    "coverLetterQuestionResponses": "Cover letter",  # English
    "workQuestionResponses": "Work experience",  # English
    "educationQuestionResponses": "Education",
}
_LONGEST_OTHER: Final = 4000


def onsite_apply_of(
    questions: Sequence[careers.Question], *, webhook_url: str, consent: str, privacy_url: str
) -> OnsiteApply:
    """``consent``: the words that somebody has to agree to; "" where nobody is asked."""
    asked = [_question(each) for each in questions]
    if consent:
        asked.append(_consent(consent, privacy_url))
    return OnsiteApply(
        webhook_url=webhook_url,
        phone=Requirement.OPTIONAL,
        location=Requirement.SKIP,
        resume=Requirement.OPTIONAL,
        cover_letter=Requirement.SKIP,
        questions=tuple(asked),
    )


def _question(question: careers.Question) -> Question:
    kind, choices, details = _asked(question)
    return Question(
        id=question.public_id,
        text=escape(question.name, quote=False),
        kind=kind,
        required=question.is_required,
        choices=choices,
        help_message="A day, such as 2026-03-31." if question.kind == ValueKind.DATE else None,  # English
        details=details,
    )


def _asked(question: careers.Question) -> tuple[QuestionKind, tuple[Choice, ...], dict[str, Any]]:
    """LinkedIn's kind for ours, its choices, and what it is told of the field."""
    if question.kind == ValueKind.NUMBER:
        return QuestionKind.NUMBER, (), {"decimalQuestionDetails": {}}
    if question.kind == ValueKind.CHOICE:
        choices = tuple(Choice(name=_name_of(option), label=option) for option in question.options)
        return QuestionKind.CHOICE, choices, {"preferredFormComponent": "DROPDOWN"}
    if question.kind == ValueKind.YES_NO:
        both = (Choice(name="yes", label="Yes"), Choice(name="no", label="No"))  # English
        return QuestionKind.CHOICE, both, {"preferredFormComponent": "RADIO_BUTTONS"}
    if question.kind == ValueKind.DATE:
        return QuestionKind.TEXT, (), {"maxLength": 20, "preferredFormComponent": "TEXT"}
    return QuestionKind.TEXT, (), {"maxLength": LONGEST_TEXT, "preferredFormComponent": "MULTILINE_TEXT"}


def _consent(words: str, privacy_url: str) -> Question:
    return Question(
        id=CONSENT,
        text=escape(words, quote=False),
        kind=QuestionKind.CHOICE,
        required=True,
        choices=(Choice(name=_AGREED, label="I agree"),),  # English
        help_message=f"How your data is treated: {privacy_url}" if privacy_url else None,  # English
        details={"selectMultiple": True, "preferredFormComponent": "CHECKBOXES"},
    )


def _name_of(option: str) -> str:
    """A choice's name on the wire stays the same when choices are put in another order."""
    return f"option-{hashlib.sha256(option.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Said:
    """What an application says: by question of ours, and what was asked besides."""

    answers: Mapping[str, str]
    others: Sequence[tuple[str, str]]
    has_consented: bool
    claims: Mapping[str, Any] = field(default_factory=dict)


def said_in(application: JobApplication, questions: Sequence[careers.Question]) -> Said:
    """Tolerant: whatever is not understood is kept as it was written, but for what one says of oneself voluntarily."""
    known = {question.public_id: question for question in questions}
    answers: dict[str, str] = {}
    has_consented = False
    for given in application.answers:
        if given.question == CONSENT:
            has_consented = _AGREED in given.values
        elif given.values:
            answers[given.question] = _text(known.get(given.question), given.values)
    return Said(
        answers=answers,
        others=tuple(_others(application.raw)),
        has_consented=has_consented,
        claims={"skills": [{"name": name} for name in application.skills]} if application.skills else {},
    )


def _text(question: careers.Question | None, values: Sequence[str]) -> str:
    if question is not None and question.kind == ValueKind.CHOICE:
        options = {_name_of(option): option for option in question.options}
        return ", ".join(options.get(value, value) for value in values)[:LONGEST_TEXT]
    return ", ".join(values)[:LONGEST_TEXT]


def _others(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Sections whose inner names LinkedIn does not tell, as text."""
    responses = raw.get("questionResponses")
    for section, told in responses.items() if isinstance(responses, dict) else ():
        if section in _KNOWN:
            continue
        text = "; ".join(_leaves(told))[:_LONGEST_OTHER]
        if text:
            yield _SECTIONS.get(section, section.removesuffix("QuestionResponses")), text


def _leaves(told: object, name: str = "") -> Iterator[str]:
    if isinstance(told, dict):
        for key, value in told.items():
            # A file's address is signed and good for days: it is fetched, not kept.
            if key not in ("mediaUrl", "mediaUrn"):
                yield from _leaves(value, name if key in ("value", "symbolicName") else _word(key))
    elif isinstance(told, list):
        for each in told:
            yield from _leaves(each, name)
    elif isinstance(told, str | int | float) and not isinstance(told, bool) and told != "":
        yield f"{name}: {told}" if name else str(told)


def _word(key: str) -> str:
    return key.removesuffix("Answer").removesuffix("Question")
