"""How is a field read whose name or form LinkedIn does not document? By every name that it may have.

Each function takes a record of an answer and likely names, likeliest first, and says "nothing" in its own way for
what is absent or of another form: no reading of an undocumented field may fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linkedin_client.records.moments import told_moment

if TYPE_CHECKING:
    from datetime import datetime


def text_told(told: Mapping[str, Any], *names: str) -> str:
    """The first of these that is a text or a number, as text; "" if none is."""
    for name in names:
        value = told.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            return str(value)
    return ""


def texts_told(told: Mapping[str, Any], *names: str) -> tuple[str, ...]:
    """The texts of the first of these that has any: a text alone, or a list of texts or of records."""
    for name in names:
        value = told.get(name)
        each = [value] if isinstance(value, str | Mapping) else value if isinstance(value, list) else []
        found = tuple(filter(None, (_text_of(item) for item in each)))
        if found:
            return found
    return ()


def moment_in(told: Mapping[str, Any], *names: str) -> datetime | None:
    """The moment of the first of these that is one: epoch milliseconds, ISO 8601, or `{"time": …}`; else None."""
    return next((found for name in names if (found := told_moment(told.get(name))) is not None), None)


def urn_told(told: Mapping[str, Any], *names: str, kind: str) -> str | None:
    """The first of these that is a `urn:li:{kind}:…`, bare or inside a record; None if none is."""
    for name in names:
        value = told.get(name)
        for each in value.values() if isinstance(value, Mapping) else (value,):
            if isinstance(each, str) and each.startswith(f"urn:li:{kind}:"):
                return each
    return None


def _text_of(item: object) -> str:
    if isinstance(item, str):
        return item
    if not isinstance(item, Mapping):
        return ""
    return next((value for value in item.values() if isinstance(value, str) and value), "")
