"""``recruit linkedin explain ID``: why a record is, or is not, in LinkedIn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from linkedin_sync.explain.rules import State
from linkedin_sync.explain.selectors import Explanation, explain_one

#: Nobody has to do anything about these; they are as they should be, or will be in a moment.
_WELL: Final = {State.IN_LINKEDIN, State.PROCESSING, State.WAITING, State.UNSHARED, State.LEAVING}


@dataclass(frozen=True)
class Explained:
    data: dict[str, Any]
    lines: Sequence[str]
    is_well: bool


def explain(company_id: int, public_id: str) -> Explained:
    """Refuses ``NothingSuch``."""
    found = explain_one(company_id=company_id, public_id=public_id)
    data = asdict(found) | {"public_id": public_id}
    return Explained(data, list(_lines(found, public_id)), found.state in _WELL)


def _lines(found: Explanation, public_id: str) -> Iterator[str]:
    yield f"{found.subject.capitalize()} {public_id}: {found.word}"
    yield found.sentence
    if found.delivered_at:
        yield f"Delivered: {found.delivered_at.isoformat(timespec='seconds')}"
    if found.last_attempt_at:
        yield f"Last try: {found.last_attempt_at.isoformat(timespec='seconds')}, {found.attempts} failed"
    if found.next_try_at:
        yield f"Next try: {found.next_try_at.isoformat(timespec='seconds')}"
    if found.exchange:
        yield f"Asked: {json.dumps(found.exchange, ensure_ascii=False)}"
        yield f"Answered: {found.answer}"
