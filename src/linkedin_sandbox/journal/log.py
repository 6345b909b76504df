"""What was said on the wire? The last calls and notifications, with their answers and without their secrets.

They live in memory, a bounded number of them, so that recording costs a call next to nothing.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT = 2000
LONGEST_BODY = 8000
_SECRETS = re.compile(
    r"""((?:client_?secret|access_token)["']?\s*[=:]\s*["']?)[^"'&\s,}]+""",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Entry:
    """``kind`` is ``call`` (an ATS called us) or ``push`` (we called an ATS); ``at`` in epoch milliseconds."""

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
    response_body: str = ""
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


_entries: deque[Entry] = deque(maxlen=KEPT)
_numbers = itertools.count(1)
_lock = threading.Lock()


def record(**facts: Any) -> None:
    """Keep one exchange; long bodies are cut and secrets are covered."""
    for name in ("request_body", "response_body", "query"):
        facts[name] = _kept(facts.get(name, ""))
    with _lock:
        _entries.append(Entry(id=next(_numbers), **facts))


def _kept(text: str) -> str:
    return _SECRETS.sub(r"\1***", text[:LONGEST_BODY])


def entries(
    *, resource: str = "", kind: str = "", limit: int = 100, before: int | None = None
) -> list[Entry]:
    """The newest first; ``before`` is the id of the last one seen."""
    with _lock:
        listed = list(_entries)
    chosen = (
        entry
        for entry in reversed(listed)
        if (not resource or entry.resource == resource)
        and (not kind or entry.kind == kind)
        and (before is None or entry.id < before)
    )
    return list(itertools.islice(chosen, limit))


def clear_journal() -> None:
    with _lock:
        _entries.clear()
