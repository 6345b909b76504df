"""What does an application look like when it reaches the ATS? LinkedIn's words for a member's answers.

The inner names of the sections for work, education, cover letter and self-identification are not documented: those
here are by analogy with the sections that are.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/receive-applications
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linkedin_sandbox.world.applying.apply_questions import Question, QuestionSet
    from linkedin_sandbox.world.models import Media, Member

EXPORT_JOB_APPLICATION = "EXPORT_JOB_APPLICATION"
_MOST_SKILLS = 3
#: By name of the set: the section, and the list inside it where the set may be answered several times.
_SECTIONS = {
    "contact": ("contactInformationQuestionResponses", ""),
    "resume": ("resumeQuestionResponses", ""),
    "coverLetter": ("coverLetterQuestionResponses", ""),
    "work": ("workQuestionResponses", "workExperienceQuestionSetResponses"),
    "workMore": ("workQuestionResponses", ""),
    "education": ("educationQuestionResponses", "educationExperienceQuestionSetResponses"),
    "educationMore": ("educationQuestionResponses", ""),
    "selfIdentification": ("voluntarySelfIdentificationQuestionResponses", ""),
}
_ADDITIONAL = ("additionalQuestionResponses", "customQuestionSetResponses")
#: What is not simply called after its question.
_ANSWER_NAMES = {
    "cellphoneNumber": "cellphoneNumberQuestionAnswer",
    "resume": "resumeQuestionAnswer",
    "coverLetter": "coverLetterQuestionAnswer",
    "textCoverLetter": "textCoverLetterQuestionAnswer",
}


@dataclass(frozen=True)
class Stored:
    """A document that has been put where the ATS can fetch it."""

    media: Media
    address: str


def question_responses(
    sets: Iterable[QuestionSet], answers: Mapping[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    """``questionResponses``: section by section, without the sets that were left empty."""
    responses: dict[str, Any] = {}
    for asked in sets:
        section, listed = _SECTIONS.get(asked.name, _ADDITIONAL)
        for given in answers.get(asked.name, ()):
            said = _round(asked, given)
            if not said:
                continue
            place = responses.setdefault(section, {})
            if listed:
                place.setdefault(listed, []).append(said)
            else:
                place.update(said)
    return responses


def _round(asked: QuestionSet, given: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for question in asked.questions:
        if question.name not in given:
            continue
        value = given[question.name]
        if question.is_custom:
            custom = {"questionIdentifier": question.name, "answer": _custom_answer(question, value)}
            said.setdefault("customQuestionResponses", []).append(custom)
        else:
            said[_ANSWER_NAMES.get(question.name, f"{question.name}Answer")] = _fixed_answer(question, value)
    return said


def _fixed_answer(question: Question, value: Any) -> dict[str, Any]:
    if question.kind == "document":
        return _document(value)
    if question.kind in ("phone", "dates"):
        return dict(value)
    return {"symbolicName": value[0]} if question.kind == "choice" else {"value": value}


def _document(stored: Stored) -> dict[str, Any]:
    return {"mediaUrn": stored.media.urn, "mediaUrl": stored.address}


_CUSTOM: dict[str, Callable[[Any], dict[str, Any]]] = {
    "choice": lambda value: {"multipleChoiceAnswerValue": {"symbolicNames": value}},
    "integer": lambda value: {"numericAnswerValue": {"integerValue": value}},
    "decimal": lambda value: {"numericAnswerValue": {"decimalValue": value}},
    "dates": lambda value: {"dateAnswerValue": value},
    # The capital is LinkedIn's own.
    "document": lambda value: {"DocumentAnswerValue": _document(value)},
}


def _custom_answer(question: Question, value: Any) -> dict[str, Any]:
    plain = _CUSTOM.get(question.kind)
    return plain(value) if plain else {"textAnswerValue": {"value": value}}


def applicant_skills(member: Member, *, description: str) -> list[dict[str, Any]]:
    """At most three; those that the job's text names come first."""
    text = description.lower()
    skills = [(skill, skill.lower() in text) for skill in member.skills]
    chosen = sorted(skills, key=lambda one: not one[1])[:_MOST_SKILLS]
    return [
        {
            "skillUrn": f"urn:li:skill:{zlib.crc32(skill.lower().encode()) % 99_999}",
            "skillName": skill,
            "jobMatched": is_matched,
            "assessmentVerified": False,
        }
        for skill, is_matched in chosen
    ]


def written(body: dict[str, Any]) -> str:
    """The body as it is signed: escaped, whatever is not ASCII."""
    return json.dumps(body, ensure_ascii=True, separators=(",", ":"))
