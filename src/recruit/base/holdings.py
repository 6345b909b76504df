"""How much is kept of one person, and of which kind? Whoever keeps something says so here.

The numbers are shown before somebody is erased and stand on the receipt afterwards. They also check the erasure: in its
own transaction, after all have answered ``people.events.PersonErased``, everything is counted once more, and what is
left takes the whole transaction back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Counter(Protocol):
    """How many things are kept of that person, by what they are in words of many: ``{"notes": 3}``."""

    def __call__(self, *, company_id: int, person_id: int) -> Mapping[str, int]: ...


_counters: list[Counter] = []


def counts(function: Counter) -> Counter:
    """Decorate a function of ``subscribers.py``, beside the answer to ``PersonErased`` that removes what it counts."""
    if function not in _counters:
        _counters.append(function)
    return function


def holdings_of(*, company_id: int, person_id: int) -> dict[str, int]:
    """What is there of that person, without what is none; a kind that two of us keep is one sum."""
    found: dict[str, int] = {}
    for counter in _counters:
        for kind, number in counter(company_id=company_id, person_id=person_id).items():
            if number:
                found[kind] = found.get(kind, 0) + number
    return found
