"""``recruit linkedin explain ID``: why a record is, or is not, in LinkedIn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from linkedin_sync.explain.rules import State, Subject
from linkedin_sync.explain.selectors import Explanation, explain_one, explain_resumes

#: Nobody has to do anything about these; they are as they should be, or will be in a moment.
_WELL: Final = {
    State.IN_LINKEDIN,
    State.PROCESSING,
    State.WAITING,
    State.UNSHARED,
    State.LEAVING,
    State.STAYS,
}


@dataclass(frozen=True)
class Explained:
    data: dict[str, Any]
    lines: Sequence[str]
    is_well: bool


def explain(company_id: int, public_id: str) -> Explained:
    """Refuses ``NothingSuch``."""
    found = explain_one(company_id=company_id, public_id=public_id)
    data = asdict(found) | {"public_id": public_id}
    lines = list(_lines(found, public_id))
    files = _resumes(company_id, found)
    if files is not None:
        data["resumes"] = asdict(files)
        lines += _lines(files, public_id)
    is_well = all(each.state in _WELL for each in (found, files) if each is not None)
    return Explained(data, lines, is_well)


def _resumes(company_id: int, found: Explanation) -> Explanation | None:
    """What goes with a process by itself."""
    if found.subject is not Subject.PROCESS:
        return None
    return explain_resumes(company_id=company_id, ids=[found.id]).get(found.id)


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
