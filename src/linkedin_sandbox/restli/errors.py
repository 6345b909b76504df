"""How does LinkedIn say no on the wire? With a status, a sentence and, sometimes, a code.

https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RecordError:
    """What is wrong with one record of a batch, or with the whole call."""

    status: int
    message: str
    code: str = ""
    service_error_code: int | None = None

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"status": self.status, "message": self.message}
        if self.code:
            body["code"] = self.code
        if self.service_error_code is not None:
            body["serviceErrorCode"] = self.service_error_code
        return body


class WireRefusal(Exception):  # noqa: N818 -- the word of the house: a refusal is an answer, not an accident
    """The whole call is refused."""

    def __init__(
        self, status: int, message: str, *, code: str = "", service_error_code: int | None = None
    ) -> None:
        super().__init__(message)
        self.error = RecordError(status, message, code, service_error_code)


def access_denied(verb: str, resource: str) -> WireRefusal:
    return WireRefusal(
        403,
        f"Not enough permissions to access: {verb} /{resource}",
        code="ACCESS_DENIED",
        service_error_code=100,
    )


def not_understood(message: str) -> WireRefusal:
    return WireRefusal(400, message)


def invalid(field: str, reason: str) -> RecordError:
    """A record that fails validation, in LinkedIn's wording."""
    return RecordError(422, f"ERROR :: /{field} :: {reason}\n")


def invalid_batch(problems: Mapping[str, RecordError]) -> RecordError:
    """A whole batch that fails validation: what is wrong with each record, by its key or index."""
    return RecordError(422, "".join(f"{name}, {problem.message}" for name, problem in problems.items()))
