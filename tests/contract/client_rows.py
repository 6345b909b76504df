"""What is said of one example: what one calls, and what one is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linkedin_client import BatchResult, LinkedIn


@dataclass(frozen=True)
class Row:
    """The call, and the value understood: an error's class for a refusal."""

    call: Callable[[LinkedIn], Any]
    understood: Any


def stored(*names: Any) -> BatchResult[Any]:
    return BatchResult(results=dict.fromkeys(names, 204))
