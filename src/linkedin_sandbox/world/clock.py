"""What time is it in the sandbox? The machine's time and the offset that control has set."""

from __future__ import annotations

import time

from linkedin_sandbox.world.settings_table import read_setting, write_setting

MINUTE = 60_000
DAY = 24 * 60 * MINUTE


def offset_seconds() -> float:
    return float(read_setting("clock_offset_seconds", default=0.0))


def set_offset(seconds: float) -> None:
    write_setting("clock_offset_seconds", seconds)


def now_ms() -> int:
    """UTC epoch milliseconds, as LinkedIn writes every moment."""
    return int((time.time() + offset_seconds()) * 1000)
