"""What became of each record of a batch?

HTTP 200 on a batch does not mean success: `results` and `errors` of the body speak per key.
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K")

#: The most keys that one call may carry ("at most 100 records per batch" on every sync page).
MOST_KEYS = 100


@dataclass(frozen=True, slots=True)
class RecordError:
    """Why LinkedIn refused one record. Status 0: the answer did not name this key, so nothing is known."""

    status: int
    message: str
    code: str = ""
    service_error_code: int | None = None


@dataclass(frozen=True, slots=True)
class BatchResult(Generic[K]):
    """Every key that was asked for is in exactly one of the two."""

    results: dict[K, int] = field(default_factory=dict)
    errors: dict[K, RecordError] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        return not self.errors
