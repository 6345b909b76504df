"""What time is it in the sandbox? The machine's time and an offset, or one moment at which it was stopped.

All that LinkedIn does in time asks here: tokens, throttles, tasks, matches, notifications, versions.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from linkedin_sandbox.world.steering.settings_table import read_setting, write_setting

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
#: 1970 and 2200: moments beyond are slips of the keyboard, and cannot be written as dates everywhere.
_EARLIEST, _LATEST = 0, 7_258_118_400_000


class UnknownMoment(ValueError):  # noqa: N818 -- the word of the house
    """Not a moment at which the sandbox can be."""


def now_ms() -> int:
    """UTC epoch milliseconds, as LinkedIn writes every moment."""
    frozen = frozen_at()
    return _machine_ms() + int(offset_seconds() * 1000) if frozen is None else frozen


def offset_seconds() -> float:
    return float(read_setting("clock_offset_seconds", default=0.0))


def frozen_at() -> int | None:
    """The moment at which the clock stands, if it does."""
    found: int | bool = read_setting("clock_frozen_at", default=False)
    return None if found is False else found


def set_offset(seconds: float) -> None:
    """Go on at the machine's time plus these seconds."""
    _checked(_machine_ms() + int(seconds * 1000))
    write_setting("clock_offset_seconds", seconds)
    write_setting("clock_frozen_at", False)


def travel_to(moment: int) -> None:
    """Be there now; a stopped clock stands there, a running one goes on from there."""
    _checked(moment)
    if frozen_at() is not None:
        write_setting("clock_frozen_at", moment)
    else:
        write_setting("clock_offset_seconds", (moment - _machine_ms()) / 1000)


def advance(seconds: float) -> None:
    if frozen_at() is None:
        set_offset(offset_seconds() + seconds)
    else:
        travel_to(now_ms() + int(seconds * 1000))


def freeze(moment: int | None = None) -> None:
    """Stand still, here or at that moment."""
    write_setting("clock_frozen_at", _checked(now_ms() if moment is None else moment))


def thaw() -> None:
    """Go on from where it stands."""
    here = now_ms()
    write_setting("clock_frozen_at", False)
    travel_to(here)


def moment_of(value: int | str) -> int:
    """Epoch milliseconds, or a date as ISO 8601 has it; without a zone it is UTC."""
    if isinstance(value, int):
        return _checked(value)
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise UnknownMoment(
            f"'{value}' is not a moment: give 2026-05-04T09:00:00Z or epoch milliseconds."
        ) from None
    return _checked(int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() * 1000))


def _checked(moment: int) -> int:
    if not _EARLIEST <= moment <= _LATEST:
        raise UnknownMoment("The sandbox's clock goes from 1970 to 2200.")
    return moment


def _machine_ms() -> int:
    return int(time.time() * 1000)
