"""Who sees the world while it is exchanged for another? Nobody: what has begun is finished first, what comes waits.

Every request and every note of the push thread is *inside*. Restoring and resetting is done *alone*. Who only waits,
for a slow answer or for something to happen, steps *aside* and holds nobody up.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse


@dataclass
class _Gate:
    changed: threading.Condition = field(default_factory=threading.Condition)
    inside: int = 0
    is_closed: bool = False
    worlds: int = 0


_gate = _Gate()
_mine = threading.local()
Answer = Callable[[HttpRequest], HttpResponse]


def through_gate(answer: Answer) -> Answer:
    """Middleware: a whole request sees one world."""

    def within(request: HttpRequest) -> HttpResponse:
        with inside():
            return answer(request)

    return within


@contextmanager
def inside() -> Iterator[None]:
    _enter()
    try:
        yield
    finally:
        _leave()


@contextmanager
def aside() -> Iterator[None]:
    """Wait without holding the gate; outside of it this changes nothing."""
    was_inside = getattr(_mine, "is_inside", False)
    if was_inside:
        _leave()
    try:
        yield
    finally:
        if was_inside:
            _enter()


@contextmanager
def alone() -> Iterator[None]:
    """Exchange the world: when everybody else has left, and before anybody comes in."""
    with aside():
        with _gate.changed:
            _gate.changed.wait_for(lambda: not _gate.is_closed)
            _gate.is_closed = True
            _gate.changed.wait_for(lambda: _gate.inside == 0)
        try:
            yield
        finally:
            with _gate.changed:
                _gate.is_closed = False
                _gate.worlds += 1
                _gate.changed.notify_all()


def present_world() -> int:
    """A number that changes with every exchange: what was begun in another world is not noted in this one."""
    return _gate.worlds


def _enter() -> None:
    with _gate.changed:
        _gate.changed.wait_for(lambda: not _gate.is_closed)
        _gate.inside += 1
    _mine.is_inside = True


def _leave() -> None:
    _mine.is_inside = False
    with _gate.changed:
        _gate.inside -= 1
        _gate.changed.notify_all()
