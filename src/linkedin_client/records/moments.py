"""How does LinkedIn write a moment? As UTC epoch milliseconds, in every `...At` field."""

from __future__ import annotations

from collections.abc import Mapping
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


def told_moment(value: object) -> datetime | None:
    """A moment in any form that answers may have it in, or None.

    Epoch milliseconds as a number or as text, ISO 8601 with its zone, or one of them as `time` of a record.
    """
    if isinstance(value, Mapping):
        return told_moment(value.get("time"))
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        if isinstance(value, int) or value.isdigit():
            return moment_of(int(value))
        moment = datetime.fromisoformat(value)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def whole_hours(span: timedelta) -> int:
    """A span in hours, rounded up; ValueError if it is not longer than nothing."""
    if span <= timedelta():
        raise ValueError(f"a span that has no length: {span}")
    return -(-span // timedelta(hours=1))
