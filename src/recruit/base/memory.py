"""What need not be asked twice while one page is made?

Parts of a page do not know each other, and several ask the same: which positions the teammate sees, which company this
is. While a request only reads, an answer holds until its end. Whoever writes never has a memory: a request that changes
something, and every job, asks anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("memory", default=None)


@contextmanager
def only_reading() -> Iterator[None]:
    """Until the end of the block ``remembered`` asks once. The block must not write what it has asked for."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def remembered(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer of ``ask``, or what it answered earlier in the same reading; ``key`` names question and asker."""
    memory = _memory.get()
    if memory is None:
        return ask()
    if key not in memory:
        memory[key] = ask()
    answer: T = memory[key]
    return answer
