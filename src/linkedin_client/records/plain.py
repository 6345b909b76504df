"""What do all records have in common? Fields that are None stay at home, and ids are never empty."""

from __future__ import annotations

from typing import Any


def without_none(**wire_fields: Any) -> dict[str, Any]:
    """The given fields but those that are None. An empty list, an empty text, False and 0 are values."""
    return {name: value for name, value in wire_fields.items() if value is not None}


def identifier(value: str, *, name: str) -> str:
    """The value itself; ValueError if it is empty: LinkedIn would take it for another record's key."""
    if not value:
        raise ValueError(f"{name} is empty")
    return value
