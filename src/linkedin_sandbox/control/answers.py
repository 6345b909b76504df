"""How does control say no, and how is what was asked read?"""

from __future__ import annotations

from typing import Any

Body = dict[str, Any]
_DIGITS = 18


class ControlRefused(ValueError):  # noqa: N818 -- the word of the house
    """The control call is not understood."""


class NotThere(ControlRefused):
    """What the address names does not exist."""


def needed(body: Body, *names: str) -> list[Any]:
    """The values of these names, all of them there."""
    for name in names:
        if body.get(name) in (None, ""):
            raise ControlRefused(f"'{name}' is missing.")
    return [body[name] for name in names]


def number(body: Body, name: str, usual: int | None = None) -> int:
    value = body.get(name, usual)
    try:
        return int(value)  # type: ignore[arg-type]  # None and words are refused just below
    except (TypeError, ValueError):
        raise ControlRefused(f"'{name}' must be a number.") from None


def identity(value: object) -> int:
    """42, "42" and ``urn:li:contract:42`` are the same."""
    text = str(value).rpartition(":")[2]
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        raise ControlRefused(f"'{value}' is not an id.")
    return int(text)
