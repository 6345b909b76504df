"""What is a member asked who applies on LinkedIn? The ATS's configuration, read as sets of questions to be drawn.

Sections that the ATS leaves out are not asked, but for the name and the e-mail address, which always are.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/onsite-apply-config-schema
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.world.jobs.job_html import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Record = dict[str, Any]
_DOCUMENTS = ("doc", "docx", "pdf")
_RESUME_BYTES = 2 * 1024 * 1024
_LETTER_BYTES = 512 * 1024
# The words for these answers are ours: LinkedIn's are not documented.
_DECLINED = ("DECLINED", "I prefer not to say")
_SELF_IDENTIFICATION = {
    "disability": ("Disability", (("YES", "Yes"), ("NO", "No"), _DECLINED)),
    "gender": ("Gender", (("FEMALE", "Female"), ("MALE", "Male"), ("OTHER", "Another"), _DECLINED)),
    "race": ("Race or ethnicity", (("GROUP_A", "Group A"), ("GROUP_B", "Group B"), _DECLINED)),
    "veteranStatus": (
        "Veteran status",
        (("VETERAN", "Veteran"), ("NOT_VETERAN", "Not a veteran"), _DECLINED),
    ),
}


@dataclass(frozen=True)
class Choice:
    name: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """``name`` is unique in its set, and the ATS's own identifier when ``is_custom``.

    ``kind`` is text, long_text, email, phone, integer, decimal, choice, dates or document. ``least`` and
    ``most`` count characters, bound a number, or (``most``) the bytes of a document. ``shown_if``: only when the
    question of that name in the same set is answered by one of these.
    """

    name: str
    label: str
    kind: str
    required: bool = False
    is_custom: bool = False
    help: str = ""
    choices: tuple[Choice, ...] = ()
    many: bool = False
    component: str = ""
    usual: str = ""
    least: float | None = None
    most: float | None = None
    extensions: tuple[str, ...] = ()
    labels: tuple[str, str] = ("From", "To")
    shown_if: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """Questions answered together, between ``least`` and ``most`` times."""

    name: str
    title: str
    questions: tuple[Question, ...]
    least: int = 1
    most: int = 1


def question_sets(configuration: Record) -> tuple[QuestionSet, ...]:
    asked = configuration.get("questions") or {}
    sets = [
        _set("contact", "Contact information", _contact(asked.get("contactInformationQuestions") or {})),
        _set("resume", "Résumé", _resume(asked.get("resumeQuestions"))),
        _set("coverLetter", "Cover letter", _cover_letter(asked.get("coverLetterQuestions"))),
        *_experience(asked.get("workQuestions"), _WORK),
        *_experience(asked.get("educationQuestions"), _EDUCATION),
        _set(
            "selfIdentification",
            "Voluntary self-identification",
            _self_identification(asked.get("voluntarySelfIdentificationQuestions")),
        ),
        *_additional(asked.get("additionalQuestions") or {}),
    ]
    return tuple(one for one in sets if one.questions)


def _set(name: str, title: str, questions: Iterator[Question]) -> QuestionSet:
    return QuestionSet(name=name, title=title, questions=tuple(questions))


def _fixed(section: Record, name: str, usual: str, question: Question) -> Iterator[Question]:
    """One of LinkedIn's own questions, unless the ATS skips it."""
    requirement = section.get(f"{name}QuestionRequirement") or usual
    if requirement != "SKIP":
        yield replace(question, name=name, required=requirement == "REQUIRED")


def _text(label: str, kind: str = "text") -> Question:
    return Question(name="", label=label, kind=kind)


def _document(label: str, most: int) -> Question:
    return Question(name="", label=label, kind="document", most=most, extensions=_DOCUMENTS)


def _contact(section: Record) -> Iterator[Question]:
    yield Question(name="firstName", label="First name", kind="text", required=True)
    yield from _fixed(section, "middleName", "SKIP", _text("Middle name"))
    yield Question(name="lastName", label="Last name", kind="text", required=True)
    yield Question(name="email", label="E-mail address", kind="email", required=True)
    # Without the section only name and e-mail address are asked for.
    usual = "OPTIONAL" if section else "SKIP"
    yield from _fixed(section, "cellphoneNumber", usual, _text("Mobile phone", "phone"))
    yield from _fixed(section, "location", "SKIP", _text("City"))
    yield from _custom(section.get("customQuestions"))


def _resume(section: Record | None) -> Iterator[Question]:
    if section is not None:
        yield from _fixed(section, "resume", "OPTIONAL", _document("Résumé", _RESUME_BYTES))
        yield from _custom(section.get("customQuestions"))


def _cover_letter(section: Record | None) -> Iterator[Question]:
    if section is not None:
        yield from _fixed(section, "coverLetter", "OPTIONAL", _document("Cover letter", _LETTER_BYTES))
        yield from _fixed(section, "textCoverLetter", "SKIP", _text("Cover letter, as text", "long_text"))
        yield from _custom(section.get("customQuestions"))


@dataclass(frozen=True)
class _Experience:
    name: str
    title: str
    wire: str
    most: int
    fixed: tuple[tuple[str, str, str, str], ...]


_WORK = _Experience(
    "work", "Work experience", "workExperienceQuestionSet", 10,
    (
        ("title", "REQUIRED", "Job title", "text"),
        ("employmentDates", "REQUIRED", "Dates of employment", "dates"),
        ("city", "OPTIONAL", "City", "text"),
        ("company", "OPTIONAL", "Company", "text"),
        ("description", "OPTIONAL", "Description", "long_text"),
    ),
)  # fmt: skip
_EDUCATION = _Experience(
    "education", "Education", "educationExperienceQuestionSet", 3,
    (
        ("school", "REQUIRED", "School", "text"),
        ("datesAttended", "REQUIRED", "Dates attended", "dates"),
        ("city", "OPTIONAL", "City", "text"),
        ("degree", "OPTIONAL", "Degree", "text"),
        ("fieldOfStudy", "OPTIONAL", "Field of study", "text"),
    ),
)  # fmt: skip


def _experience(section: Record | None, kind: _Experience) -> Iterator[QuestionSet]:
    if section is None:
        return
    wanted = section.get(kind.wire) or {}
    fixed = [
        question
        for name, usual, label, form in kind.fixed
        for question in _fixed(wanted, name, usual, _text(label, form))
    ]
    yield QuestionSet(
        name=kind.name,
        title=kind.title,
        questions=(*fixed, *_custom(wanted.get("customQuestions"))),
        least=int(wanted.get("minRequired", 0)),
        most=int(wanted.get("repeatLimit", kind.most)),
    )
    yield _set(f"{kind.name}More", kind.title, _custom(section.get("customQuestions")))


def _self_identification(section: Record | None) -> Iterator[Question]:
    if section is None:
        return
    for name, (label, listed) in _SELF_IDENTIFICATION.items():
        choices = tuple(Choice(*one) for one in listed)
        question = Question(name="", label=label, kind="choice", choices=choices, component="RADIO_BUTTONS")
        yield from _fixed(section, name, "REQUIRED", question)
    yield from _custom(section.get("customQuestions"))


def _additional(section: Record) -> Iterator[QuestionSet]:
    for index, one in enumerate(section.get("customQuestionSets") or ()):
        yield QuestionSet(
            name=f"additional-{index}",
            title="Additional questions",
            questions=tuple(_custom(one["questions"])),
            most=int(one.get("repeatLimit", 1)),
        )


def _custom(listed: list[Record] | None) -> Iterator[Question]:
    """The ATS's own questions."""
    for one in listed or ():
        needed = one.get("prerequisiteQuestionResponse")
        question = Question(
            name=one["partnerQuestionIdentifier"],
            label=plain_text(one["questionText"]),
            kind="text",
            required=bool(one.get("required")),
            is_custom=True,
            help=plain_text(one.get("helpMessage") or ""),
            shown_if=_shown_if(needed) if needed else None,
        )
        yield _of_kind(question, one["questionDetails"])


def _shown_if(needed: Record) -> tuple[str, tuple[str, ...]]:
    symbols = needed["prerequisiteResponse"]["multipleChoiceAnswerValue"]["symbolicNames"]
    return needed["prerequisiteQuestion"]["partnerQuestionIdentifier"], tuple(symbols)


def _of_kind(question: Question, details: Record) -> Question:
    """Exactly one of the five is there."""
    [name] = [name for name in _KINDS if details.get(name) is not None]
    return _KINDS[name](question, details[name])


def _text_question(question: Question, details: Record) -> Question:
    return replace(
        question,
        kind="long_text" if details.get("preferredFormComponent") == "MULTILINE_TEXT" else "text",
        least=details.get("minLength"),
        most=details.get("maxLength"),
        usual=str(details.get("suggestedValue") or ""),
    )


def _numeric_question(question: Question, details: Record) -> Question:
    kind = "integer" if details.get("integerQuestionDetails") is not None else "decimal"
    bounds = details.get(f"{kind}QuestionDetails") or {}
    usual = bounds.get("suggestedValue")
    return replace(
        question,
        kind=kind,
        least=bounds.get("minValue"),
        most=bounds.get("maxValue"),
        usual="" if usual is None else str(usual),
    )


def _choice_question(question: Question, details: Record) -> Question:
    component = details.get("preferredFormComponent") or ""
    return replace(
        question,
        kind="choice",
        choices=tuple(Choice(one["symbolicName"], one["displayValue"]) for one in details["choices"]),
        many=bool(details.get("selectMultiple")) and component in ("", "CHECKBOXES"),
        component=component,
        usual=details.get("defaultValueSymbolicName") or "",
    )


def _document_question(question: Question, details: Record) -> Question:
    extensions = details.get("acceptableFileExtensions") or ()
    return replace(
        question,
        kind="document",
        most=details.get("maximumSize"),
        extensions=tuple(one.lower().lstrip(".") for one in extensions),
    )


def _dates_question(question: Question, details: Record) -> Question:
    labels = (details.get("startLabel") or "From", details.get("endLabel") or "To")
    return replace(question, kind="dates", labels=labels)


_KINDS: dict[str, Callable[[Question, Record], Question]] = {
    "textQuestionDetails": _text_question,
    "numericQuestionDetails": _numeric_question,
    "multipleChoiceQuestionDetails": _choice_question,
    "documentQuestionDetails": _document_question,
    "dateRangeQuestionDetails": _dates_question,
}
