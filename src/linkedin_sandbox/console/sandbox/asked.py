"""By what is the journal narrowed? Everything stands in the page's address, so that it can be kept and handed on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from linkedin_sandbox.console.filters import LONGEST
from linkedin_sandbox.world.steering import clock

_WORDS = ("text", "resource", "method", "status", "client_id", "kind", "rule", "fault")
_MOMENTS = ("since", "until")
#: They stand behind "More filters".
_FURTHER = ("method", "client_id", "rule", "fault", *_MOMENTS)
_STATUS = re.compile(r"[1-5]xx|[1-5]\d\d|none")
KINDS = {"call": "ATS to LinkedIn", "push": "LinkedIn to ATS"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """``typed``: the fields as given; ``problems``: what is not understood, by field; ``criteria``: the rest."""

    typed: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    criteria: dict[str, Any] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        return bool(self.typed)

    @property
    def any_further(self) -> bool:
        return any(name in self.typed for name in _FURTHER)

    def query(self, **more: object) -> str:
        return urlencode(self.typed | {name: str(value) for name, value in more.items()})


def asked_in(request: HttpRequest) -> Asked:
    """A field that is not understood narrows nothing, and says what it takes."""
    given = {
        name: request.GET.get(name, "")[:LONGEST].replace("\0", " ").strip() for name in (*_WORDS, *_MOMENTS)
    }
    typed = {name: value for name, value in given.items() if value}
    criteria: dict[str, Any] = {name: typed[name] for name in _WORDS if name in typed}
    problems = {}
    if "status" in criteria and not _STATUS.fullmatch(criteria["status"]):
        problems["status"] = "Give a status such as 422, a class such as 4xx, or none for no answer."
        del criteria["status"]
    if criteria.get("kind", "call") not in KINDS:
        problems["kind"] = "Choose one of the two directions, or both."
        del criteria["kind"]
    for name in _MOMENTS:
        try:
            if name in typed:
                criteria[name] = moment_typed(typed[name])
        except clock.UnknownMoment:
            problems[name] = "Give a date and a time such as 2026-05-04T09:00."
    return Asked(typed=typed, problems=problems, criteria=criteria)


def moment_typed(text: str) -> int:
    """Epoch milliseconds, or what a browser's field for date and time sends, which is UTC here."""
    is_number = text.isascii() and text.isdecimal()
    return clock.moment_of(int(text) if is_number else text.upper())
