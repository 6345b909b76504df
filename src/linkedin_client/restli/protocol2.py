"""How does Rest.li protocol 2.0.0 (all of REST) write keys and queries?

Query: `ids=List((part:value,part:value),(…))` with `, ( ) ' :` inside values percent-encoded and everything
else that a URL does not allow. Body and answer: `(part:value,part:value)` as a map's key, with only those
five encoded (and `%` itself, so that every text survives). The empty text is `''`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from linkedin_client.restli.keys import Identity, Key, Parameter, identity

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What the notation can say; keys are the special case of a record of texts.
Value = str | list["Value"] | dict[str, "Value"]

_RESERVED = str.maketrans({character: f"%{ord(character):02X}" for character in "%,()':"})
_GRAMMAR = frozenset(",():")
#: What stands for itself everywhere; most ids are such texts.
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]+")
_EMPTY = "''"


class Malformed(ValueError):  # noqa: N818 -- read as a word about the text
    """The text is not in protocol 2.0.0's notation."""


def ids(keys: Iterable[Key]) -> str:
    """The `ids` of a batch, as a query without question mark."""
    return f"ids=List({','.join(_in_url(key) for key in keys)})"


def read_ids(query: str) -> list[Key]:
    """The keys of such a query, in their order; other parameters are passed over. Malformed if it is none."""
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if name == "ids":
            listed = read(value)
            if not isinstance(listed, list):
                raise Malformed(f"ids is not a List: {value}")
            return [_as_key(each) for each in listed]
    return []


def body_key(key: Key) -> str:
    """The key as a map's key in a request's body."""
    if isinstance(key, str):
        return _in_body(key)
    return "(" + ",".join(f"{_in_body(part)}:{_in_body(value)}" for part, value in key.items()) + ")"


def answer_key(key: Key) -> str:
    """The key as a map's key in LinkedIn's answer: written as in a request's body."""
    return body_key(key)


def readings_of(text: str) -> list[Identity]:
    """What a map's key may mean, likeliest first."""
    try:
        value = read(text)
    except Malformed:
        return [text, unquote(text)]
    return [identity(_as_key(value)), text, unquote(text)]


def parts_of(text: str) -> list[str]:
    """The names of a complex key's parts in the order in which they stand there; none for anything else."""
    try:
        value = read(text)
    except Malformed:
        return []
    return list(value) if isinstance(value, dict) else []


def parameters(values: Mapping[str, Parameter]) -> str:
    """A finder's parameters; a list is `List(a,b)`, a record `(part:value,part:value)`."""
    pairs = []
    for name, value in values.items():
        if isinstance(value, str | int):
            pairs.append(f"{name}={_in_url(str(value))}")
        elif isinstance(value, Mapping):
            pairs.append(f"{name}={_in_url({part: str(each) for part, each in value.items()})}")
        else:
            pairs.append(f"{name}=List({','.join(_in_url(one) for one in value)})")
    return "&".join(pairs)


def read(text: str) -> Value:
    """The value that a text of this notation stands for. Malformed if it is none."""
    value, end = _read_value(text, 0)
    if end != len(text):
        raise Malformed(f"{text!r} goes on after its end at {end}")
    return value


def _in_url(key: Key) -> str:
    if isinstance(key, str):
        return _quoted(key) or _EMPTY
    pairs = (f"{_quoted(part, safe='$')}:{_quoted(value) or _EMPTY}" for part, value in key.items())
    return f"({','.join(pairs)})"


@lru_cache(maxsize=2048)
def _quoted(text: str, *, safe: str = "") -> str:
    """Cached, as below: the keys of a batch share the names of their parts and the context."""
    return text if _PLAIN.fullmatch(text) else quote(text, safe=safe)


@lru_cache(maxsize=2048)
def _in_body(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else text.translate(_RESERVED) or _EMPTY


def _as_key(value: Value) -> Key:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        raise Malformed("a List is not a key")
    # `$params` may hold a record of its own; like every part by that name it is no part of the identity.
    return {part: each for part, each in value.items() if isinstance(each, str)}


def _read_value(text: str, at: int) -> tuple[Value, int]:
    if text.startswith("List(", at):
        return _read_list(text, at + len("List("))
    if text.startswith("(", at):
        return _read_record(text, at + 1)
    return _read_text(text, at)


def _read_list(text: str, at: int) -> tuple[list[Value], int]:
    items: list[Value] = []
    while not text.startswith(")", at):
        value, at = _read_value(text, at)
        items.append(value)
        at = _after_separator(text, at)
    return items, at + 1


def _read_record(text: str, at: int) -> tuple[dict[str, Value], int]:
    record: dict[str, Value] = {}
    while not text.startswith(")", at):
        name, at = _read_text(text, at)
        if not text.startswith(":", at):
            raise Malformed(f"{text!r} lacks a colon at {at}")
        record[name], at = _read_value(text, at + 1)
        at = _after_separator(text, at)
    return record, at + 1


def _after_separator(text: str, at: int) -> int:
    if text.startswith(",", at):
        return at + 1
    if text.startswith(")", at):
        return at
    raise Malformed(f"{text!r} lacks a comma or a bracket at {at}")


def _read_text(text: str, at: int) -> tuple[str, int]:
    end = at
    while end < len(text) and text[end] not in _GRAMMAR:
        end += 1
    raw = text[at:end]
    return ("" if raw == "''" else unquote(raw)), end
