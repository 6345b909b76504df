"""What time is it? Only this module asks the system.

Interfaces read the clock and hand the moment down; decisions receive it as a value, so that a rule can be
tested at any moment without patching anything.
"""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(tz=UTC)
