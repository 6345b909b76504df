"""How is a person told what their press has done? By a message on the next page, perhaps with an undo."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest

_KEY = "said"


@dataclass(frozen=True, kw_only=True)
class Said:
    """``undo`` is the address that takes it back, by a POST."""

    sentence: str
    undo: str = ""
    tone: str = "toast-good"


def say(request: HttpRequest, sentence: str, *, undo: str = "", tone: str = "toast-good") -> None:
    request.session[_KEY] = asdict(Said(sentence=sentence, undo=undo, tone=tone))


def taken(request: HttpRequest) -> Said | None:
    """What is to be said on this page; it is said once."""
    said: dict[str, Any] | None = request.session.pop(_KEY, None)
    return Said(**said) if said else None
