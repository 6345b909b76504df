"""How are a company's questions drawn as a form, and what has been typed into it?

A field is named ``<set>.<round>.<question>``; dates have two, ending in ``.start`` and ``.end``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.world.applying.apply_answers import Answers, Upload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict

    from linkedin_sandbox.world.applying.apply_questions import Question, QuestionSet

_LARGEST_FILE = 10 * 1024 * 1024
_TYPES = {"email": "email", "phone": "tel", "document": "file"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question of one round; ``shown_if`` names the field that decides whether it is asked.

    ``lost_file``: what was chosen before; no browser lets a page choose it again.
    """

    question: Question
    name: str
    id: str
    value: Any
    problem: str
    lost_file: str
    shown_if: str
    shown_for: str

    @property
    def type(self) -> str:
        return _TYPES.get(self.question.kind, "text")

    @property
    def is_required(self) -> bool:
        """What may not be asked at all is not demanded by the browser; the server knows."""
        return self.question.required and not self.shown_if

    @property
    def accept(self) -> str:
        return ",".join(f".{extension}" for extension in self.question.extensions)

    @property
    def chosen(self) -> list[str]:
        return self.value if isinstance(self.value, list) else [str(self.value)]


@dataclass(frozen=True, kw_only=True)
class DrawnSet:
    asked: QuestionSet
    rounds: list[list[Field]]
    problem: str

    @property
    def may_grow(self) -> bool:
        return len(self.rounds) < self.asked.most

    @property
    def may_shrink(self) -> bool:
        return len(self.rounds) > self.asked.least

    @property
    def is_repeated(self) -> bool:
        return self.asked.most > 1 or self.asked.least == 0


def drawn(sets: Iterable[QuestionSet], answers: Answers, problems: dict[str, str]) -> list[DrawnSet]:
    return [
        DrawnSet(
            asked=asked,
            rounds=[
                [_field(asked, index, question, given, problems) for question in asked.questions]
                for index, given in enumerate(answers.get(asked.name, []))
            ],
            problem=problems.get(asked.name, ""),
        )
        for asked in sets
    ]


def _field(
    asked: QuestionSet, index: int, question: Question, given: dict[str, Any], problems: dict[str, str]
) -> Field:
    place = f"{asked.name}.{index}"
    value = given.get(question.name, "")
    depends, on = question.shown_if or ("", ())
    return Field(
        question=question,
        name=f"{place}.{question.name}",
        id=f"{asked.name}-{index}-{asked.questions.index(question)}",
        value="" if isinstance(value, Upload) else value,
        problem=problems.get(f"{place}.{question.name}", ""),
        lost_file=value.name if isinstance(value, Upload) else "",
        shown_if=f"{place}.{depends}" if depends else "",
        shown_for="\n".join(on),
    )


def typed(
    sets: Iterable[QuestionSet], form: QueryDict, files: MultiValueDict[str, UploadedFile[bytes]]
) -> Answers:
    """What was typed, read no further than the kinds of questions need it."""
    return {
        asked.name: [
            {
                question.name: _answer(f"{asked.name}.{index}.{question.name}", question, form, files)
                for question in asked.questions
            }
            for index in range(_rounds(asked, form))
        ]
        for asked in sets
    }


def _rounds(asked: QuestionSet, form: QueryDict) -> int:
    text = form.get(f"{asked.name}.rounds", "")
    return min(int(text) if text.isdecimal() and len(text) < 3 else 0, asked.most)  # noqa: PLR2004 -- two digits are plenty


def _answer(
    name: str, question: Question, form: QueryDict, files: MultiValueDict[str, UploadedFile[bytes]]
) -> Any:
    if question.kind == "document":
        return _upload(files.get(name), question)
    if question.kind == "dates":
        return {part: form.get(f"{name}.{part}", "").strip() for part in ("start", "end")}
    if question.kind == "choice":
        return [one for one in form.getlist(name) if one]
    return form.get(name, "").strip()


def _upload(file: UploadedFile[bytes] | None, question: Question) -> Upload | str:
    """No more of it than shows that it is too large."""
    if file is None:
        return ""
    most = int(question.most) if question.most is not None else _LARGEST_FILE
    return Upload(name=file.name or "file", content_type=file.content_type or "", content=file.read(most + 1))


def with_rounds(answers: Answers, name: str, change: int) -> Answers:
    """The same answers with one round more or less of that set; the form itself keeps within its bounds."""
    rounds = answers.get(name, [])
    return answers | {name: [*rounds, {}] if change > 0 else rounds[:-1]}
