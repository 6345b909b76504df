"""What shall go wrong next? Faults that control has put here, each for so many calls of a resource.

They live in memory: a restarted sandbox is a healthy one.
"""

from __future__ import annotations

import itertools
import threading
from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = {
    "status": "the call is answered with 'status'; 'after_storing': true stores the data first",
    "per_key": "keys of a batch whose text contains 'match' (all, if empty) are answered with 'status'",
    "latency": "the answer comes 'seconds' late",
    "wrong_signature": "a notification is signed with another secret",
    "foreign_context": "an exported candidate names another company's 'context'",
    "push_outage": "a notification is not sent, as if LinkedIn could not reach the callback",
    "push_twice": "a notification is sent twice",
    "no_email": "a member's application reaches the ATS without the e-mail address",
    "media_expired": "a file of an application cannot be fetched any more",
}


class UnknownFault(ValueError):  # noqa: N818 -- the word of the house
    """No fault of that kind."""


@dataclass
class Fault:
    id: int
    kind: str
    resource: str
    times: int
    details: dict[str, Any] = field(default_factory=dict)


_faults: list[Fault] = []
_numbers = itertools.count(1)
_lock = threading.Lock()


def add_fault(*, kind: str, resource: str = "*", times: int = 1, details: dict[str, Any]) -> Fault:
    if kind not in KINDS:
        raise UnknownFault(f"There is no fault '{kind}'; there are {', '.join(KINDS)}.")
    fault = Fault(id=next(_numbers), kind=kind, resource=resource, times=times, details=details)
    with _lock:
        _faults.append(fault)
    return fault


def take_fault(kind: str, resource: str = "*") -> Fault | None:
    """The first fault of this kind that is for this resource, used once."""
    if not _faults:
        return None
    with _lock:
        for fault in _faults:
            if fault.kind == kind and fault.resource in ("*", resource):
                fault.times -= 1
                if fault.times <= 0:
                    _faults.remove(fault)
                return fault
    return None


def present_faults() -> list[dict[str, Any]]:
    with _lock:
        return [asdict(fault) for fault in _faults]


def clear_faults() -> None:
    with _lock:
        _faults.clear()
