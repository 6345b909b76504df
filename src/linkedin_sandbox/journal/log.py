"""What was said on the wire? The latest calls and notifications, with their answers and without their secrets.

They live in memory, a bounded number of them and a bounded number of characters, so that recording costs a call next to
nothing and a long run no more than a short one.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT = 10_000
KEPT_CHARACTERS = 64_000_000
LONGEST_BODY = 8000
_SECRETS = re.compile(
    r"""((?:client_?secret|access_token)["']?\s*[=:]\s*["']?|\bcode=)[^"'&\s,}]+""",
    re.IGNORECASE,
)
_WORDS = ("secret", "access_token", "code=")
_COVERED = {"authorization": "Bearer ***", "cookie": "***", "set-cookie": "***"}


@dataclass(frozen=True)
class Entry:
    """``kind`` is ``call`` (an ATS called us) or ``push`` (we called an ATS); ``at`` in epoch milliseconds.

    ``rule`` and ``why``: what refused it, or the first of its records; ``faults``: which faults struck; ``page``: where
    LinkedIn describes the method; ``status`` 0: there was no answer.
    """

    id: int
    at: int
    kind: str
    verb: str
    path: str
    query: str
    resource: str
    method: str
    client_id: str
    status: int
    milliseconds: float
    request_id: str
    request_headers: dict[str, str] = field(default_factory=dict)
    request_body: str = ""
    response_headers: dict[str, str] = field(default_factory=dict)
    response_body: str = ""
    problem: str = ""
    generation: str = ""
    faults: list[str] = field(default_factory=list)
    rule: str = ""
    why: str = ""
    page: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def size(self) -> int:
        return len(self.request_body) + len(self.response_body) + len(self.query) + 500


_entries: deque[Entry] = deque()
_numbers = itertools.count(1)
_changed = threading.Condition()
_size = 0


def record(**facts: Any) -> Entry:
    """Keep one exchange, as it is answered; long bodies are cut and secrets are covered."""
    global _size  # noqa: PLW0603 -- the sum of what the list beside it holds
    for name in ("request_body", "response_body", "query"):
        facts[name] = _kept(facts.get(name, ""))
    for name in ("request_headers", "response_headers"):
        facts[name] = _without_secrets(facts.get(name, {}))
    with _changed:
        entry = Entry(id=next(_numbers), **facts)
        _entries.append(entry)
        _size += entry.size
        while len(_entries) > KEPT or _size > KEPT_CHARACTERS:
            _size -= _entries.popleft().size
        _changed.notify_all()
    return entry


def _kept(text: str) -> str:
    kept = text[:LONGEST_BODY]
    # Most bodies hold no secret, and looking for the words is much quicker than the pattern.
    lowered = kept.lower()
    return _SECRETS.sub(r"\1***", kept) if any(word in lowered for word in _WORDS) else kept


def _without_secrets(headers: dict[str, str]) -> dict[str, str]:
    return {name: _COVERED.get(name.lower(), value) for name, value in headers.items()}


def entries(
    *, limit: int = 100, before: int | None = None, after: int | None = None, **asked: Any
) -> list[Entry]:
    """The newest first; ``before`` and ``after`` are ids of entries already seen; ``asked`` as in ``_tests``."""
    tests = _tests(asked)
    with _changed:
        listed = list(_entries)
    chosen = (
        entry
        for entry in reversed(listed)
        if (before is None or entry.id < before)
        and (after is None or entry.id > after)
        and all(test(entry) for test in tests)
    )
    return list(itertools.islice(chosen, limit))


def entry_of(number: int) -> Entry | None:
    found = entries(limit=1, before=number + 1, after=number - 1)
    return found[0] if found else None


def wait_for_more(after: int, seconds: float) -> None:
    """Until there is an entry after this one, or the time is over."""
    with _changed:
        _changed.wait_for(lambda: bool(_entries) and _entries[-1].id > after, timeout=seconds)


def latest_id() -> int:
    with _changed:
        return _entries[-1].id if _entries else 0


@dataclass(frozen=True)
class Words:
    """What the entries that are kept can be searched by, each in order."""

    resources: list[str]
    methods: list[str]
    client_ids: list[str]
    rules: list[str]
    faults: list[str]


def words() -> Words:
    """A fault is named by its kind alone, because there can be many of a kind."""
    with _changed:
        listed = list(_entries)
    return Words(
        resources=sorted({entry.resource for entry in listed} - {""}),
        methods=sorted({entry.method or entry.verb for entry in listed}),
        client_ids=sorted({entry.client_id for entry in listed} - {""}),
        rules=sorted({entry.rule for entry in listed} - {""}, key=lambda rule: (len(rule), rule)),
        faults=sorted({name.partition(" ")[2] for entry in listed for name in entry.faults}),
    )


def clear_journal() -> None:
    global _size  # noqa: PLW0603 -- see record
    with _changed:
        _entries.clear()
        _size = 0


Test = Callable[[Entry], bool]


def _tests(asked: dict[str, Any]) -> list[Test]:
    """One test for each thing asked for; what is empty is not asked."""
    made: dict[str, Callable[[Any], Test]] = {
        "resource": lambda wanted: lambda entry: entry.resource == wanted,
        "kind": lambda wanted: lambda entry: entry.kind == wanted,
        "method": lambda wanted: lambda entry: wanted in (entry.method, entry.verb),
        "client_id": lambda wanted: lambda entry: entry.client_id == wanted,
        "rule": lambda wanted: lambda entry: entry.rule == wanted,
        "fault": lambda wanted: lambda entry: any(wanted in name for name in entry.faults),
        "status": _of_status,
        "text": _with_text,
        "since": lambda wanted: lambda entry: entry.at >= wanted,
        "until": lambda wanted: lambda entry: entry.at < wanted,
    }
    return [made[name](wanted) for name, wanted in asked.items() if wanted not in ("", None)]


def _of_status(wanted: str) -> Test:
    """``422``, or a class of them such as ``4xx``; ``0`` or ``none``: no answer came."""
    sought = "0" if wanted == "none" else wanted.rstrip("x")
    return lambda entry: str(entry.status).startswith(sought) and (sought != "0" or entry.status == 0)


def _with_text(wanted: str) -> Test:
    words = wanted.lower()
    return lambda entry: any(words in text.lower() for text in _texts(entry))


def _texts(entry: Entry) -> tuple[str, ...]:
    bodies = (entry.request_body, entry.response_body)
    return (entry.path, entry.query, *bodies, entry.problem, entry.why, entry.request_id)
