"""What shall go wrong next? Faults that control has put here, each for the calls that it names.

A fault looks at every call (or notification) of its resource, method, generation and application; with ``match``, only
at calls that mention the word: so one record of many may be the one that LinkedIn stumbles over. It strikes from the
``nth`` of them on, ``times`` often (0: until it is taken back), each time with its ``probability``; the dice have a
seed, so that a run can be repeated. They live in memory: a restarted sandbox is a healthy one.
"""

from __future__ import annotations

import itertools
import random
import threading
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

KINDS = {
    "status": "the call is answered with `status` (and `message`, `code`); stored first with `after_storing`; "
    "with `match`, only a call that names it",
    "token": "the token is refused with 401, as `form` says: `unknown` or `expired`",
    "throttled": "the call is answered 429, as if the limit of the `minute` or of the `day` (`limit`) were reached",
    "latency": "the answer comes `seconds` late",
    "silence": "nothing is answered for `seconds` (30), then the connection is cut; stored with `after_storing`",
    "cut": "the connection is cut instead of the answer; the data is stored, unless `after_storing` is false",
    "malformed": "stored, and the answer is spoiled as `form` says: `not_json`, `truncated`, `empty`, `html`",
    "per_key": "keys of a batch whose text contains `match` (or all) are answered with `status`, others stored",
    "whole_batch": "a batch is refused as a whole with `status` (422), nothing is stored; "
    "with `match`, only one that names it",
    "foreign_context": "an exported candidate names another company's `context`",
    "wrong_signature": "a notification is signed with another secret",
    "push_outage": "a notification is not sent, and tried again by schedule",
    "push_dropped": "a notification is never sent, though LinkedIn believes that it was",
    "push_twice": "a notification is sent twice in a row",
    "push_late": "a notification is sent `seconds` (60) later, by the sandbox's clock",
    "push_reordered": "a notification waits until a later one of the same application has been sent, a minute at most",
    "push_malformed": "a notification is spoiled, as `form` says: `not_json`, `truncated`, `no_id`, `unknown_type`, or "
    "`foreign_id` (the id of a request that is not this application's)",
    "no_email": "a member's application reaches the ATS without the e-mail address",
    "media_expired": "a file of an application cannot be fetched any more",
}
_KEPT_SPENT = 100
_ANY = "*"


class UnknownFault(ValueError):  # noqa: N818 -- the word of the house
    """No fault of that kind."""


@dataclass(frozen=True)
class Occasion:
    """Which call or notification is meant. For a notification ``resource`` is its type."""

    resource: str
    method: str = ""
    generation: str = ""
    client_id: str = ""
    query: str = ""
    body: bytes = b""

    def mentions(self, word: str) -> bool:
        """Whether the call names it: in the keys of its address or in its body."""
        return word in unquote(self.query) or word.encode() in self.body


@dataclass
class Fault:
    """``seen``: how many calls it looked at; ``struck``: how many it hit."""

    id: int
    kind: str
    resource: str = _ANY
    method: str = _ANY
    generation: str = _ANY
    client_id: str = _ANY
    nth: int = 1
    times: int = 1
    probability: float = 1.0
    seed: int = 0
    details: dict[str, Any] = field(default_factory=dict)
    seen: int = 0
    struck: int = 0
    dice: random.Random = field(default_factory=random.Random)

    @property
    def is_spent(self) -> bool:
        return 0 < self.times <= self.struck

    @property
    def name(self) -> str:
        """As the journal has it."""
        return f"#{self.id} {self.kind}"

    def is_for(self, occasion: Occasion) -> bool:
        return (
            self.resource in (_ANY, occasion.resource)
            and self.method in (_ANY, occasion.method)
            and self.generation in (_ANY, occasion.generation)
            and self.client_id in (_ANY, occasion.client_id)
            and self._is_for_words(occasion)
        )

    def _is_for_words(self, occasion: Occasion) -> bool:
        """``match`` picks calls that mention it; of a fault of single keys it picks the keys (``wire``)."""
        word = str(self.details.get("match", ""))
        return not word or self.kind == "per_key" or occasion.mentions(word)

    def strikes(self) -> bool:
        """Look at one more call."""
        self.seen += 1
        if self.seen < self.nth or self.is_spent or self.dice.random() >= self.probability:
            return False
        self.struck += 1
        return True

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "resource": self.resource,
            "method": self.method,
            "generation": self.generation,
            "client_id": self.client_id,
            "nth": self.nth,
            "times": self.times,
            "probability": self.probability,
            "seed": self.seed,
            "details": self.details,
            "seen": self.seen,
            "struck": self.struck,
        }


_faults: list[Fault] = []
_spent: deque[Fault] = deque(maxlen=_KEPT_SPENT)
_numbers = itertools.count(1)
_lock = threading.Lock()
_here = threading.local()


def add_fault(*, kind: str, seed: int | None = None, details: dict[str, Any], **scope: Any) -> Fault:
    """``scope``: resource, method, generation, client_id, nth, times, probability."""
    if kind not in KINDS:
        raise UnknownFault(f"There is no fault '{kind}'; there are {', '.join(KINDS)}.")
    number = next(_numbers)
    chosen = number if seed is None else seed
    fault = Fault(
        id=number, kind=kind, seed=chosen, dice=random.Random(chosen), details=details, **scope  # noqa: S311 -- dice, not secrets
    )  # fmt: skip
    with _lock:
        _faults.append(fault)
    return fault


def begin(occasion: Occasion) -> None:
    """From here on this thread works on that call."""
    _here.occasion, _here.struck = occasion, []


def struck_here() -> list[str]:
    """The names of the faults that have struck since ``begin``."""
    return list(getattr(_here, "struck", ()))


def take_fault(kind: str, resource: str = "") -> Fault | None:
    """The first fault of this kind that strikes the call this thread works on; all that are meant have looked at it."""
    if not _faults:
        return None
    occasion = _occasion(resource)
    with _lock:
        meant = [fault for fault in _faults if fault.kind == kind and fault.is_for(occasion)]
        striking = None
        for fault in meant:
            if striking is not None:
                fault.seen += 1
            elif fault.strikes():
                striking = fault
        for fault in meant:
            if fault.is_spent:
                _faults.remove(fault)
                _spent.append(fault)
    if striking is not None:
        _note(striking)
    return striking


def _occasion(resource: str) -> Occasion:
    """The call that this thread works on; or, for something else than that, its name alone."""
    begun: Occasion | None = getattr(_here, "occasion", None)
    return begun if begun is not None and resource in ("", begun.resource) else Occasion(resource)


def _note(fault: Fault) -> None:
    if not hasattr(_here, "struck"):
        _here.struck = []
    _here.struck.append(fault.name)


def present_faults() -> list[dict[str, Any]]:
    with _lock:
        return [fault.as_json() for fault in _faults]


def spent_faults() -> list[dict[str, Any]]:
    """Those that have struck as often as they were to, the latest of them."""
    with _lock:
        return [fault.as_json() for fault in _spent]


def remove_fault(number: int) -> bool:
    """Take one back; False when it is not there."""
    with _lock:
        for kept in (_faults, _spent):
            for fault in kept:
                if fault.id == number:
                    kept.remove(fault)
                    return True
    return False


def clear_faults() -> None:
    with _lock:
        _faults.clear()
        _spent.clear()
