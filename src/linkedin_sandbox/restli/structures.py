"""How does protocol 2.0.0 write lists and records? ``List(a,b)`` and ``(name:value,other:value)``.

https://linkedin.github.io/rest.li/spec/protocol
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from linkedin_sandbox.restli.errors import not_understood

Value = str | list["Value"] | dict[str, "Value"]

_ATOM = re.compile(r"[^,:()]*")
_DEEPEST = 20
_RESERVED = re.compile(r"[%,()':]")


def encode(text: str) -> str:
    """Only what has a meaning of its own is encoded inside a body."""
    return _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", text) or "''"


def parse(text: str) -> Value:
    value, end = _value(text, 0)
    if end != len(text):
        raise not_understood(f"Invalid key: unexpected '{text[end:]}' in '{text}'.", rule="8")
    return value


def parse_list(text: str) -> list[Value]:
    value = parse(text)
    if not isinstance(value, list):
        raise not_understood(f"'{text}' is not a List().", rule="8")
    return value


def _value(text: str, at: int, depth: int = 0) -> tuple[Value, int]:
    if depth > _DEEPEST:
        raise not_understood("Invalid key: nested too deeply.", rule="8")
    if text.startswith("List(", at):
        return _list(text, at + len("List("), depth)
    if text.startswith("(", at):
        return _record(text, at + 1, depth)
    atom = _ATOM.match(text, at)
    raw = atom.group() if atom else ""
    return ("" if raw == "''" else unquote(raw)), at + len(raw)


def _list(text: str, at: int, depth: int) -> tuple[list[Value], int]:
    items: list[Value] = []
    if text.startswith(")", at):
        return items, at + 1
    while True:
        item, at = _value(text, at, depth + 1)
        items.append(item)
        at, ended = _next(text, at)
        if ended:
            return items, at


def _record(text: str, at: int, depth: int) -> tuple[dict[str, Value], int]:
    record: dict[str, Value] = {}
    if text.startswith(")", at):
        return record, at + 1
    while True:
        name, at = _name(text, at)
        if name in record:
            raise not_understood(f"The key part '{name}' is given twice.", rule="8")
        record[name], at = _value(text, at, depth + 1)
        at, ended = _next(text, at)
        if ended:
            return record, at


def _name(text: str, at: int) -> tuple[str, int]:
    colon = text.find(":", at)
    if colon < 0:
        raise not_understood(f"Invalid key: a name without a value in '{text}'.", rule="8")
    return unquote(text[at:colon]), colon + 1


def _next(text: str, at: int) -> tuple[int, bool]:
    """Where the next item begins, and whether the bracket has closed."""
    sign = text[at : at + 1]
    if sign not in (",", ")"):
        raise not_understood(f"Invalid key: '{text}' is not closed.", rule="8")
    return at + 1, sign == ")"
