"""How does a moment come out of the database? As Python reads it itself, which is ten times as quick as the driver.

A list, a board, a batch for another system: each reads thousands of moments, and taking each one's text apart with a
regular expression was a good part of what such a read cost.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from psycopg.types.datetime import TimestamptzLoader

if TYPE_CHECKING:
    from psycopg.abc import Buffer

#: How PostgreSQL ends a moment in a session whose zone is UTC, as Django's sessions are.
_IN_UTC: Final = "+00"


class QuickMoments(TimestamptzLoader):
    """The text of a ``timestamptz`` as a datetime in UTC; what Python cannot read (``infinity``), the driver judges."""

    #: Django asks it of the loader that it finds, and replaces one of another zone.
    timezone = UTC

    def load(self, data: Buffer) -> datetime:
        text = str(data, "ascii")
        if text.endswith(_IN_UTC):
            try:
                return datetime.fromisoformat(text)
            except ValueError:
                pass
        return super().load(data).astimezone(UTC)


def read_moments_quickly(**kwargs: Any) -> None:
    """Receiver of Django's ``connection_created``."""
    kwargs["connection"].connection.adapters.register_loader("timestamptz", QuickMoments)
