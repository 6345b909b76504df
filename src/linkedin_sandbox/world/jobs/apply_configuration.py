"""Is this a way to apply on LinkedIn? What ``onsiteApplyConfiguration`` may hold, and what makes it useless.

A wrong shape is refused with the job; a configuration that is wrong in meaning leaves the job posted, but members
apply on the company's own site.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/onsite-apply-config-schema
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linkedin_sandbox.world.ground.validation import (
    Check,
    Field,
    boolean,
    integer,
    is_web_address,
    list_of,
    number,
    one_of,
    record_of,
    text,
)
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, Any]
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_DETAILS = (
    "textQuestionDetails",
    "numericQuestionDetails",
    "multipleChoiceQuestionDetails",
    "dateRangeQuestionDetails",
    "documentQuestionDetails",
)
_COMPONENTS = ("CHECKBOXES", "DROPDOWN", "RADIO_BUTTONS", "BUTTONS")
REQUIREMENT = one_of("REQUIRED", "OPTIONAL", "SKIP")


def webhook_url(value: Any) -> str | None:
    """https; plain http is taken for this machine's own addresses (switch)."""
    if not isinstance(value, str):
        return "is not a String"
    if not is_web_address(value):
        return f'"{value}" is not a valid URL'
    parts = urlsplit(value)
    is_local = parts.scheme == "http" and parts.hostname in _LOOPBACK and switch("loopback_callbacks")
    return (
        None if parts.hostname and (parts.scheme == "https" or is_local) else f'"{value}" is not an https URL'
    )


_CHOICE = record_of(
    Field("symbolicName", text(least=1), required=True), Field("displayValue", text(least=1), required=True)
)
_MANY_NAMES = Field("symbolicNames", list_of(text(least=1)), required=True)
_NUMERIC_BOUNDS = (Field("suggestedValue", number), Field("minValue", number), Field("maxValue", number))
_SHAPES: dict[str, Check] = {
    "textQuestionDetails": record_of(
        Field("suggestedValue", text()),
        Field("minLength", integer(least=0)),
        Field("maxLength", integer(least=1)),
        Field("preferredFormComponent", one_of("TEXT", "MULTILINE_TEXT")),
    ),
    "numericQuestionDetails": record_of(
        Field("integerQuestionDetails", record_of(*_NUMERIC_BOUNDS)),
        Field("decimalQuestionDetails", record_of(*_NUMERIC_BOUNDS)),
    ),
    "multipleChoiceQuestionDetails": record_of(
        Field("choices", list_of(_CHOICE), required=True),
        Field("selectMultiple", boolean),
        Field("defaultValueSymbolicName", text()),
        Field("preferredFormComponent", one_of(*_COMPONENTS)),
        Field(
            "favorableMultipleChoiceAnswer",
            record_of(Field("favorableSymbolicNames", list_of(text(least=1)))),
        ),
    ),
    "dateRangeQuestionDetails": record_of(
        Field("startLabel", text()), Field("endLabel", text()), Field("hideEndDateLabel", text())
    ),
    "documentQuestionDetails": record_of(
        Field("maximumSize", integer(least=1)), Field("acceptableFileExtensions", list_of(text(least=1)))
    ),
}


def _details(value: Any) -> str | None:
    """Exactly one kind of question."""
    if not isinstance(value, dict):
        return "is not a Record"
    given = [name for name in _DETAILS if value.get(name) is not None]
    if len(given) != 1:
        return f"exactly one of {', '.join(_DETAILS)} is needed"
    return _SHAPES[given[0]](value[given[0]])


_PREREQUISITE = record_of(
    Field(
        "prerequisiteQuestion",
        record_of(Field("partnerQuestionIdentifier", text(least=1), required=True)),
        required=True,
    ),
    Field(
        "prerequisiteResponse",
        record_of(Field("multipleChoiceAnswerValue", record_of(_MANY_NAMES), required=True)),
        required=True,
    ),
)
_QUESTIONS = list_of(
    record_of(
        Field("partnerQuestionIdentifier", text(least=1), required=True),
        Field("required", boolean),
        Field("questionText", text(least=1), required=True),
        Field("helpMessage", text()),
        Field("expandedHelpMessage", text()),
        Field("prerequisiteQuestionResponse", _PREREQUISITE),
        Field("questionDetails", _details, required=True),
    )
)
_CUSTOM = Field("customQuestions", _QUESTIONS)


def _requirements(*names: str) -> tuple[Field, ...]:
    return tuple(Field(f"{name}QuestionRequirement", REQUIREMENT) for name in names)


def _experiences(most: int, *names: str) -> Check:
    return record_of(
        Field("minRequired", integer(least=0, most=most)),
        Field("repeatLimit", integer(least=1, most=most)),
        *_requirements(*names),
        _CUSTOM,
    )


_SECTIONS = (
    Field(
        "contactInformationQuestions",
        record_of(*_requirements("middleName", "cellphoneNumber", "location"), _CUSTOM),
    ),
    Field("resumeQuestions", record_of(*_requirements("resume"), _CUSTOM)),
    Field("coverLetterQuestions", record_of(*_requirements("coverLetter", "textCoverLetter"), _CUSTOM)),
    Field(
        "workQuestions",
        record_of(
            Field(
                "workExperienceQuestionSet",
                _experiences(10, "title", "employmentDates", "city", "company", "description"),
            ),
            _CUSTOM,
        ),
    ),
    Field(
        "educationQuestions",
        record_of(
            Field(
                "educationExperienceQuestionSet",
                _experiences(3, "school", "datesAttended", "city", "degree", "fieldOfStudy"),
            ),
            _CUSTOM,
        ),
    ),
    Field(
        "voluntarySelfIdentificationQuestions",
        record_of(*_requirements("disability", "gender", "race", "veteranStatus"), _CUSTOM),
    ),
    Field(
        "additionalQuestions",
        record_of(
            Field(
                "customQuestionSets",
                list_of(
                    record_of(
                        Field("questions", _QUESTIONS, required=True),
                        Field("repeatLimit", integer(least=1, most=10)),
                    )
                ),
            )
        ),
    ),
)
CONFIGURATION = record_of(
    Field("jobApplicationWebhookUrl", webhook_url, required=True), Field("questions", record_of(*_SECTIONS))
)


def question_lists(configuration: Record) -> Iterator[list[Record]]:
    """The ATS's own questions, one list for each place where they stand together."""
    questions = configuration.get("questions") or {}
    for section in questions.values():
        yield section.get("customQuestions") or []
        for name in ("workExperienceQuestionSet", "educationExperienceQuestionSet"):
            yield (section.get(name) or {}).get("customQuestions") or []
        for one in section.get("customQuestionSets") or ():
            yield one["questions"]


def problem_of_meaning(configuration: Record) -> str:
    """Why members cannot apply by it on LinkedIn, or nothing."""
    lists = list(question_lists(configuration))
    counted = Counter(one["partnerQuestionIdentifier"] for listed in lists for one in listed)
    twice = [name for name, count in counted.items() if count > 1]
    if twice:
        return f"partnerQuestionIdentifier '{twice[0]}' is there more than once."
    return next((problem for listed in lists if (problem := _problem_of_list(listed))), "")


def _problem_of_list(listed: list[Record]) -> str:
    asked = [one for one in listed if one.get("prerequisiteQuestionResponse")]
    names = {one["partnerQuestionIdentifier"]: one for one in listed}
    deciding = {_prerequisite(one) for one in asked}
    if len(deciding) > 1:
        return "A set of questions can depend on one question only."
    for name in deciding:
        details = (names.get(name) or {}).get("questionDetails", {}).get("multipleChoiceQuestionDetails")
        if details is None or details.get("preferredFormComponent") != "RADIO_BUTTONS":
            return f"The prerequisite '{name}' is not a question with RADIO_BUTTONS of the same set."
    return next((problem for one in listed if (problem := _problem_of_question(one))), "")


def _prerequisite(question: Record) -> str:
    return str(question["prerequisiteQuestionResponse"]["prerequisiteQuestion"]["partnerQuestionIdentifier"])


def _problem_of_question(question: Record) -> str:
    name, details = question["partnerQuestionIdentifier"], question["questionDetails"]
    choices = details.get("multipleChoiceQuestionDetails")
    if choices is not None:
        symbols = [one["symbolicName"] for one in choices["choices"]]
        if not symbols or len(set(symbols)) != len(symbols):
            return f"The choices of question '{name}' are missing, or one is there twice."
    length = details.get("textQuestionDetails") or {}
    if length.get("minLength", 0) > length.get("maxLength", float("inf")):
        return f"Question '{name}' asks for more characters than it allows."
    numeric = details.get("numericQuestionDetails")
    if numeric is not None and len([one for one in numeric.values() if isinstance(one, dict)]) != 1:
        return f"Question '{name}' is to be either an integer or a decimal one."
    return ""
