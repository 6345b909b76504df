"""What is a record on its way into the world? Its key's parts, its content, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linkedin_sandbox.restli.errors import RecordError
from linkedin_sandbox.world.steering.switches import switch

Problems = dict[int, RecordError]
"""By the position in the batch; what is not in it went well."""


@dataclass(frozen=True)
class Sent:
    """One record of a batch. ``ids`` are the key's own parts, without the context; no ``record`` in a delete."""

    context: str
    ids: tuple[str, ...]
    record: dict[str, Any]


@dataclass(frozen=True)
class Names:
    """What the fields of a record are called in the API generation of the call: v2's name to the wire's."""

    wire: dict[str, str]

    def of(self, name: str) -> str:
        return self.wire.get(name, name)

    def from_wire(self, record: dict[str, Any]) -> dict[str, Any]:
        back = {wire: name for name, wire in self.wire.items()}
        return {back.get(name, name): value for name, value in record.items() if value is not None}

    def to_wire(self, record: dict[str, Any]) -> dict[str, Any]:
        return {self.of(name): value for name, value in record.items()}


_INVALID = (400, 422)
NOT_FOUND = "The entity could not be found"
V2_NAMES = Names({})


def not_found(*, rule: str = "31") -> RecordError:
    return RecordError(404, NOT_FOUND, rule=rule)


def may_stop() -> bool:
    """Can one bad record keep the whole batch out? Not documented (rule 16)."""
    return bool(switch("validation") == "whole_batch")


def stops(problems: Problems) -> bool:
    """Does a bad record keep the batch out? One that is only not found or a conflict does not."""
    return may_stop() and any(problem.status in _INVALID for problem in problems.values())


def missing(keys: list[str], known: set[str]) -> Problems:
    """Deleting what is not there: an error or a success, as the switch has it (rule 35)."""
    if switch("delete_unknown_status") == 204:  # noqa: PLR2004 -- HTTP's own number
        return {}
    return {index: not_found(rule="35") for index, key in enumerate(keys) if key not in known}
