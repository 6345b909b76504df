"""What was done for a rule, and what was seen? Kept while the rule is run, for the report."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from rsc_certification.outcomes import Check, Outcome

#: So much of a body is kept: enough to read what was asked, little enough to hand over.
_LONGEST_BODY = 1_400
_MOST_EXCHANGES = 8


@dataclass(frozen=True)
class Exchange:
    """One entry of the sandbox's journal: a call of the ATS, or LinkedIn's push to it."""

    kind: str
    line: str
    status: str
    generation: str
    request: str
    response: str
    why: str = ""


@dataclass(frozen=True)
class Picture:
    caption: str
    jpeg: bytes

    @property
    def address(self) -> str:
        return "data:image/jpeg;base64," + base64.b64encode(self.jpeg).decode()


@dataclass
class Evidence:
    """Steps in words, what was looked at, what went over the wire, and what a person sees."""

    steps: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def did(self, step: str) -> None:
        self.steps.append(step)

    def check(self, sentence: str, is_so: object, seen: object = "") -> bool:
        """Look at one thing; goes on when it is not so, for the others are worth knowing too."""
        outcome = Outcome.PASSED if is_so else Outcome.FAILED
        self.checks.append(Check(sentence, outcome, str(seen)))
        return outcome is Outcome.PASSED

    def does_not_apply(self, sentence: str, because: str) -> None:
        self.checks.append(Check(sentence, Outcome.NOT_APPLICABLE, because))

    def keep(self, entries: Iterable[dict[str, Any]]) -> None:
        """Exchanges of the journal, the first few of what is new."""
        for entry in entries:
            if len(self.exchanges) >= _MOST_EXCHANGES:
                return
            exchange = _exchange(entry)
            if exchange not in self.exchanges:
                self.exchanges.append(exchange)

    def picture(self, caption: str, jpeg: bytes) -> None:
        self.pictures.append(Picture(caption, jpeg))


def _exchange(entry: dict[str, Any]) -> Exchange:
    query = f"?{entry['query']}" if entry.get("query") else ""
    return Exchange(
        kind=str(entry.get("kind", "")),
        line=f"{entry.get('verb', '')} {entry.get('path', '')}{query}"[:400],
        status=str(entry.get("status") or "no answer"),
        generation=str(entry.get("generation", "")),
        request=_body(entry.get("request_body")),
        response=_body(entry.get("response_body")),
        why=str(entry.get("why") or ""),
    )


def _body(text: object) -> str:
    written = str(text or "")
    with suppress(ValueError):
        written = json.dumps(json.loads(written), indent=1, ensure_ascii=False)
    return written if len(written) <= _LONGEST_BODY else written[:_LONGEST_BODY] + " …"
