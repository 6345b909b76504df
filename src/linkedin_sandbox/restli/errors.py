"""How does LinkedIn say no on the wire? With a status, a sentence and, sometimes, a code.

https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RecordError:
    """What is wrong with one record of a batch, or with the whole call.

    ``rule`` is the number, in the tests' names and the docs, of what was broken: it is told to the journal only.
    """

    status: int
    message: str
    code: str = ""
    service_error_code: int | None = None
    rule: str = ""

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
        self,
        status: int,
        message: str,
        *,
        code: str = "",
        service_error_code: int | None = None,
        rule: str = "",
    ) -> None:
        super().__init__(message)
        self.error = RecordError(status, message, code, service_error_code, rule)


def access_denied(verb: str, resource: str, *, rule: str = "3") -> WireRefusal:
    return WireRefusal(
        403,
        f"Not enough permissions to access: {verb} /{resource}",
        code="ACCESS_DENIED",
        service_error_code=100,
        rule=rule,
    )


def not_understood(message: str, *, rule: str = "") -> WireRefusal:
    return WireRefusal(400, message, rule=rule)


def invalid(field: str, reason: str, *, rule: str = "18") -> RecordError:
    """A record that fails validation, in LinkedIn's wording."""
    return RecordError(422, f"ERROR :: /{field} :: {reason}\n", rule=rule)


def invalid_batch(problems: Mapping[str, RecordError]) -> RecordError:
    """A whole batch that fails validation: what is wrong with each record, by its key or index."""
    whole = "".join(f"{name}, {problem.message}" for name, problem in problems.items())
    return RecordError(422, whole, rule=next(iter(problems.values())).rule)
