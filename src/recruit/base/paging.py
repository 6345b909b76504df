"""How does one read a long list piece by piece? By key: the next page begins after the last row of this one.

An offset would read and throw away everything before it, and would skip or repeat rows when others write. A cursor
is opaque to faces: they hand back what they were given.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from recruit.base.errors import Refusal

Row = TypeVar("Row")
#: Counting stops here: a person reads "10,000+" as well as any exact number, and the database reads far less.
COUNT_LIMIT = 10_000


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One piece of a list. If not ``is_total_exact``, there are at least ``total`` rows (``COUNT_LIMIT`` or fewer)."""

    rows: Sequence[Row]
    next_cursor: str | None
    total: int
    is_total_exact: bool = True

    @property
    def total_text(self) -> str:
        total = number_format(self.total, force_grouping=True)
        return total if self.is_total_exact else f"{total}+"


class CursorNotUnderstood(Refusal):
    """The address of a page was cut off or edited."""

    code = "cursor_not_understood"


def cursor_of(*key: int | str) -> str:
    """The opaque cursor of a row, made of the values that the list is ordered by."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def key_of(cursor: str) -> list[int | str]:
    """The values that ``cursor_of`` was given. Refuses anything else with ``CursorNotUnderstood``."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError) as reason:
        raise CursorNotUnderstood(
            _("This page's address is not complete. Start again at the first page.")
        ) from reason
    if not isinstance(key, list) or not all(isinstance(part, int | str) for part in key):
        raise CursorNotUnderstood(_("This page's address is not complete. Start again at the first page."))
    return key


def id_of(cursor: str) -> int:
    """The one row id in the cursor of a list that is ordered by id alone."""
    key = key_of(cursor)
    if len(key) != 1 or not isinstance(key[0], int):
        raise CursorNotUnderstood(_("This page's address is not complete. Start again at the first page."))
    return key[0]


def moment_and_id_of(cursor: str) -> tuple[datetime, int]:
    """The moment (as ISO text) and the row id in the cursor of a list that is ordered by time."""
    match key_of(cursor):
        case [str() as at, int() as row_id]:
            with suppress(ValueError):
                return datetime.fromisoformat(at), row_id
    raise CursorNotUnderstood(_("This page's address is not complete. Start again at the first page."))


def key_and_id_of(cursor: str) -> tuple[str, int]:
    """The text and the row id in the cursor of a list that is ordered by name."""
    match key_of(cursor):
        case [str() as key, int() as row_id]:
            return key, row_id
    raise CursorNotUnderstood(_("This page's address is not complete. Start again at the first page."))


def page_of(
    rows: Sequence[Row], *, limit: int, key: Callable[[Row], tuple[int | str, ...]], count: int
) -> Page[Row]:
    """A page from ``limit + 1`` rows read, and a count that stopped at ``COUNT_LIMIT + 1``."""
    shown = rows[:limit]
    return Page(
        rows=shown,
        next_cursor=cursor_of(*key(shown[-1])) if len(rows) > limit else None,
        total=min(count, COUNT_LIMIT),
        is_total_exact=count <= COUNT_LIMIT,
    )
