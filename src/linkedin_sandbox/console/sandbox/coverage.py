"""How much of LinkedIn's contract is here, and how is that known? Calls, rules and switches, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from linkedin_sandbox.console.filters import words_asked
from linkedin_sandbox.console.persona import page, seat_of
from linkedin_sandbox.console.sandbox.switches import worded
from linkedin_sandbox.world.steering import coverage

PARTS = {"calls": "Calls", "rules": "Rules", "switches": "Switches", "faults": "Faults"}
#: What a call can be asked for by.
STATES = {
    "asked": "asked here since the start",
    "unasked": "not asked here yet",
    "refused": "refused here at least once",
    "untested": "a test is missing",
    "uncertain": "not documented by LinkedIn",
}
_FIRST_REFUSAL, _FIRST_FAILURE, _THROTTLED = 400, 500, 429


@dataclass(frozen=True, kw_only=True)
class CallLine:
    """One call of the contract: what was asked of it here, and what the tests of the project have had answered."""

    told: dict[str, Any]
    tested: frozenset[int]

    @property
    def good(self) -> int:
        return sum(times for status, times in self._answers() if status < _FIRST_REFUSAL)

    @property
    def refused(self) -> int:
        return sum(times for status, times in self._answers() if status >= _FIRST_REFUSAL)

    def _answers(self) -> list[tuple[int, int]]:
        return [(int(status), times) for status, times in self.told["answered"].items()]

    @property
    def marks(self) -> list[tuple[str, bool]]:
        """(what a test has seen, whether one has)."""
        found = [
            ("answered", any(status < _FIRST_REFUSAL for status in self.tested)),
            (
                "refused",
                any(_FIRST_REFUSAL <= one < _FIRST_FAILURE and one != _THROTTLED for one in self.tested),
            ),
            ("made to fail", any(status >= _FIRST_FAILURE for status in self.tested)),
        ]
        return [*found, ("limited", _THROTTLED in self.tested)] if self.told["day_calls"] else found

    @property
    def resource(self) -> str:
        return str(self.told["address"])

    def is_in(self, state: str) -> bool:
        found: dict[str, bool] = {
            "asked": bool(self.told["answered"]),
            "unasked": not self.told["answered"],
            "refused": self.refused > 0,
            "untested": not all(seen for _what, seen in self.marks),
            "uncertain": self.told["certainty"] != "documented",
        }
        return found.get(state, True)

    def holds(self, words: list[str]) -> bool:
        told = self.told
        return _has(words, told["name"], told["path"], told["called"], told["generation"], told["verb"])


def _has(words: list[str], *texts: object) -> bool:
    text = " ".join(map(str, texts)).lower()
    return all(word.lower() in text for word in words)


def show(request: HttpRequest) -> HttpResponse:
    """``part`` is one of ``PARTS``; the filters stand in the address."""
    part = request.GET.get("part", "")
    part = part if part in PARTS else "calls"
    said, q = coverage.coverage(), words_asked(request)
    generation, state = request.GET.get("generation", ""), request.GET.get("state", "")
    return page(
        request,
        "sandbox/coverage",
        seat=seat_of(request),
        part=part,
        parts=[
            (name, label, urlencode({"part": name} | ({"q": q} if q else {})))
            for name, label in PARTS.items()
        ],
        q=q,
        generation=generation,
        state=state,
        states=STATES,
        is_narrowed=bool(q or generation or state),
        **_PARTS[part](said, q.split(), generation, state),
    )


def _calls(said: dict[str, Any], words: list[str], generation: str, state: str) -> dict[str, Any]:
    answered = coverage.tested()["answered"]
    lines = [
        CallLine(told=one, tested=frozenset(answered.get(f"{one['generation']} {one['name']}", ())))
        for one in said["methods"]
    ]
    return {
        "total": len(lines),
        "offered": sum(line.told["implemented"] for line in lines),
        "asked": sum(bool(line.told["answered"]) for line in lines),
        "generations": sorted({line.told["generation"] for line in lines}),
        "lines": [
            line
            for line in lines
            if line.holds(words)
            and generation in ("", line.told["generation"])
            and (not state or line.is_in(state))
        ],
    }


def _rules(said: dict[str, Any], words: list[str], _generation: str, _state: str) -> dict[str, Any]:
    rules = said["rules"]
    found = [one for one in rules if _has(words, f"rule {one['number']}", one["about"], one["says"])]
    return {"total": len(rules), "lines": found}


def _switches(said: dict[str, Any], words: list[str], _generation: str, _state: str) -> dict[str, Any]:
    tested = coverage.tested()["switches"]
    lines = [
        one
        | {
            "usual": worded(one["default"]),
            "others": ", ".join(worded(value) for value in one["values"] if value != one["default"]),
            "here": ", ".join(map(worded, one["acted_upon"])),
            "tests": ", ".join(map(worded, tested.get(one["name"], ()))),
        }
        for one in said["switches"]
        if _has(words, one["name"], one["why"], one["rule"])
    ]
    return {"total": len(said["switches"]), "lines": lines}


def _faults(said: dict[str, Any], words: list[str], _generation: str, _state: str) -> dict[str, Any]:
    told = {kind: about.replace("`", "") for kind, about in said["faults"].items()}
    return {
        "total": len(told),
        "lines": [(kind, about) for kind, about in told.items() if _has(words, kind, about)],
    }


_PARTS = {"calls": _calls, "rules": _rules, "switches": _switches, "faults": _faults}
