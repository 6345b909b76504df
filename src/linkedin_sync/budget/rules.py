"""How much of LinkedIn's throttle may be used now, and when again? Values in, values out."""

from __future__ import annotations

from datetime import datetime, timedelta


def allowance(*, limit: int, reserve_percent: int) -> int:
    """History leaves a reserve for live changes; these leave none."""
    return limit * (100 - reserve_percent) // 100


def minute_of(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def next_minute(now: datetime) -> datetime:
    return minute_of(now) + timedelta(minutes=1)


def next_day(now: datetime) -> datetime:
    """LinkedIn's day begins at midnight UTC."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
