"""How does LinkedIn write a moment? As UTC epoch milliseconds, in every `...At` field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(moment: datetime) -> int:
    """Epoch milliseconds; ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment.isoformat()}")
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def moment_of(value: int) -> datetime:
    """The moment of so many epoch milliseconds, in UTC."""
    return _EPOCH + timedelta(milliseconds=value)
