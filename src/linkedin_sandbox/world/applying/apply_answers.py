"""Has the member answered what the company asks? Each answer is read as its question wants it, or refused.

Answers come as ``{set: [{question: value}]}``; a set that is answered once may come as one object. A document is
an ``Upload``, dates are ``{"start": "2021-03", "end": "2024-05"}`` (no end: still there), a phone number is a text
such as ``+33 612345678`` or ``{"countryCode", "nationalNumber", "extension"}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from linkedin_sandbox.world.applying.apply_questions import Question, QuestionSet

Answers = dict[str, list[dict[str, Any]]]
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_MONTH = re.compile(r"(?P<year>\d{4})(-(?P<month>0?[1-9]|1[0-2]))?")
_PHONE = re.compile(r"\+(?P<country>\d{1,3})[\s.-]+(?P<number>\d[\d\s.()-]{3,})")


@dataclass(frozen=True)
class Upload:
    """A file that the member chose."""

    name: str
    content_type: str
    content: bytes


class ApplicationRefused(SandboxRefusal):
    """The answers do not do; ``problems`` by ``set.round.question`` for the form."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


class _Unanswerable(ValueError):  # noqa: N818 -- caught where the problems are gathered
    pass


def read_answers(sets: Iterable[QuestionSet], given: dict[str, Any]) -> Answers:
    """The answers in their final form, or refused with everything that is wrong with them."""
    problems: dict[str, str] = {}
    answers = {one.name: _read_set(one, given.get(one.name), problems) for one in sets}
    if problems:
        raise ApplicationRefused(problems)
    return answers


def _read_set(asked: QuestionSet, given: Any, problems: dict[str, str]) -> list[dict[str, Any]]:
    rounds = [given] if isinstance(given, dict) else given if isinstance(given, list) else []
    rounds = [one for one in rounds if isinstance(one, dict)]
    if asked.most == 1 and not rounds:
        rounds = [{}]
    if len(rounds) < asked.least:
        problems[asked.name] = f"{asked.title}: at least {asked.least} needed."
    if len(rounds) > asked.most:
        problems[asked.name] = f"{asked.title}: at most {asked.most} allowed."
    return [_read_round(asked, one, f"{asked.name}.{index}", problems) for index, one in enumerate(rounds)]


def _read_round(
    asked: QuestionSet, given: dict[str, Any], where: str, problems: dict[str, str]
) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question in asked.questions:
        if not is_shown(question, given):
            continue
        value = given.get(question.name)
        if value in (None, "", []):
            if question.required:
                problems[f"{where}.{question.name}"] = f"“{question.label}” has to be answered."
            continue
        try:
            answers[question.name] = _READERS[question.kind](question, value)
        except _Unanswerable as problem:
            problems[f"{where}.{question.name}"] = f"“{question.label}” {problem}."
    return answers


def is_shown(question: Question, given: dict[str, Any]) -> bool:
    """A question with a prerequisite is asked only after one of its answers."""
    if question.shown_if is None:
        return True
    name, answers = question.shown_if
    chosen = given.get(name)
    return any(one in answers for one in (chosen if isinstance(chosen, list) else [chosen]))


def _text(question: Question, value: Any) -> str:
    text = str(value).strip()
    if question.least is not None and len(text) < question.least:
        raise _Unanswerable(f"needs at least {question.least:g} characters")
    if question.most is not None and len(text) > question.most:
        raise _Unanswerable(f"takes at most {question.most:g} characters")
    return text


def _email(_question: Question, value: Any) -> str:
    if not _EMAIL.fullmatch(str(value).strip()):
        raise _Unanswerable("is not an e-mail address")
    return str(value).strip()


def _phone(_question: Question, value: Any) -> dict[str, str]:
    if isinstance(value, dict):
        parts = {name: str(value.get(name) or "") for name in ("countryCode", "nationalNumber", "extension")}
    else:
        found = _PHONE.fullmatch(str(value).strip())
        if found is None:
            raise _Unanswerable("is a number such as +33 612345678")
        parts = {"countryCode": found["country"], "nationalNumber": re.sub(r"\D", "", found["number"])}
    if not parts["countryCode"].isdigit() or not parts["nationalNumber"].isdigit():
        raise _Unanswerable("is a number such as +33 612345678")
    return {name: part for name, part in parts.items() if part}


def _number(question: Question, value: Any) -> int | float:
    try:
        number = int(str(value)) if question.kind == "integer" else float(str(value))
    except ValueError:
        kind = "a whole number" if question.kind == "integer" else "a number"
        raise _Unanswerable(f"is {kind}") from None
    if question.least is not None and number < question.least:
        raise _Unanswerable(f"is at least {question.least:g}")
    if question.most is not None and number > question.most:
        raise _Unanswerable(f"is at most {question.most:g}")
    return number


def _choice(question: Question, value: Any) -> list[str]:
    chosen = [str(one) for one in (value if isinstance(value, list) else [value])]
    if len(chosen) > 1 and not question.many:
        raise _Unanswerable("takes one answer")
    names = {choice.name for choice in question.choices}
    if unknown := [one for one in chosen if one not in names]:
        raise _Unanswerable(f"has no choice “{unknown[0]}”")
    return chosen


def _dates(_question: Question, value: Any) -> dict[str, Any]:
    given = value if isinstance(value, dict) else {"start": value}
    dates = {name: _month(given[name]) for name in ("start", "end") if given.get(name)}
    if "start" not in dates:
        raise _Unanswerable("needs a beginning such as 2021-03")
    if "end" in dates and _order(dates["end"]) < _order(dates["start"]):
        raise _Unanswerable("ends before it begins")
    return dates


def _month(value: Any) -> dict[str, int]:
    if isinstance(value, dict):
        value = "-".join(str(value[name]) for name in ("year", "month") if value.get(name))
    found = _MONTH.fullmatch(str(value))
    if found is None:
        raise _Unanswerable("is a month such as 2021-03")
    month = {"month": int(found["month"])} if found["month"] else {}
    return month | {"year": int(found["year"])}


def _order(date: dict[str, int]) -> tuple[int, int]:
    return date["year"], date.get("month", 0)


def _document(question: Question, value: Any) -> Upload:
    if not isinstance(value, Upload):
        raise _Unanswerable("is a file")
    if question.extensions and value.name.rpartition(".")[2].lower() not in question.extensions:
        raise _Unanswerable(f"takes {', '.join(question.extensions)}")
    if question.most is not None and len(value.content) > question.most:
        raise _Unanswerable(f"takes at most {question.most / 1024:.0f} KB")
    return value


_READERS: dict[str, Callable[[Question, Any], Any]] = {
    "text": _text,
    "long_text": _text,
    "email": _email,
    "phone": _phone,
    "integer": _number,
    "decimal": _number,
    "choice": _choice,
    "dates": _dates,
    "document": _document,
}
