"""What happened? Facts that one app publishes and others answer, inside the same transaction.

An event is a frozen dataclass with the company's id and integer keys: a fact, not a copy of rows. Subscribers run
at once and in the publisher's transaction: if one of them raises, nothing has happened at all. They therefore do
no I/O; whoever has a network call to make marks it or defers a job.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar


@dataclass(frozen=True)
class Event:
    company_id: int


E = TypeVar("E", bound=Event)

_subscribers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Decorate a function of ``subscribers.py``: it is called with every published event of this exact kind.

    The app's ``apps.py`` imports its ``subscribers`` module in ``ready``; importing twice subscribes once.
    """

    def register(function: Callable[[E], None]) -> Callable[[E], None]:
        if function not in _subscribers[kind]:
            _subscribers[kind].append(function)
        return function

    return register


def publish(event: Event) -> None:
    """Tell all subscribers, in the order in which they subscribed, before this function returns."""
    for function in _subscribers[type(event)]:
        function(event)
