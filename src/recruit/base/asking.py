"""What need not be asked twice while one page is made?

Parts of a page do not know each other, and several ask the same: which company this is, which positions the teammate
sees. For one request that may only read (``for_one_page``) an answer holds until its end, and no longer than to the
first statement that does anything but read. There is no memory for anybody else: a request that changes something, a
job, and a stream of live updates ask anew each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")


class _Answers:
    """What was asked for one page. A stream that the page's view began carries these on, but they have ended."""

    def __init__(self) -> None:
        self.known: dict[Hashable, Any] = {}
        self.has_ended = False

    def forget_at_write(
        self, execute: Callable[..., Any], sql: object, params: object, many: bool, context: object
    ) -> Any:
        """Around each statement: what follows a write may be answered otherwise than before it."""
        if not (isinstance(sql, str) and sql.startswith(_READS) and not _WRITES.search(sql)):
            self.known.clear()
        return execute(sql, params, many, context)


_READS = ("SELECT ", "(SELECT ", "WITH ")
_WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE)\b")  # a word too much only makes us ask again
_answers: ContextVar[_Answers | None] = ContextVar("answers", default=None)


@contextmanager
def for_one_page() -> Iterator[None]:
    """Until the end of the block ``asked_once`` asks once."""
    answers = _Answers()
    token = _answers.set(answers)
    try:
        with connection.execute_wrapper(answers.forget_at_write):
            yield
    finally:
        answers.has_ended = True
        answers.known.clear()
        _answers.reset(token)


def is_one_page() -> bool:
    """Does what is asked now serve the rest of a page, too? Then asking for a little more at once is worth it."""
    answers = _answers.get()
    return answers is not None and not answers.has_ended


def asked_once(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer of ``ask``, or what it answered earlier for the same page; ``key`` names question and asker.

    Whoever gets a list or an object must not change it: the next one who asks gets the same.
    """
    answers = _answers.get()
    if answers is None or answers.has_ended:
        return ask()
    if key not in answers.known:
        found = ask()  # it may ask for other things, and remember them
        answers.known[key] = found
        return found
    known: T = answers.known[key]
    return known
