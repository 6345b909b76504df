"""How are the keys of records written in an address and in a body? In two ways, by the protocol's version.

1.0.0: ``ids[0].a=v&ids[0].b=w`` in the address, ``a=v&b=w`` in a body. 2.0.0: ``ids=List((a:v,b:w))`` and
``(a:v,b:w)``. Both are read whatever the header says, unless the sandbox is told to be strict (rule 8).
https://linkedin.github.io/rest.li/spec/protocol
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, unquote_plus

from linkedin_sandbox.restli import structures
from linkedin_sandbox.restli.errors import not_understood

if TYPE_CHECKING:
    from collections.abc import Iterable

V1, V2 = "1.0.0", "2.0.0"

Key = str | dict[str, str]

_COMPOUND = re.compile(r"ids\[([0-9]{1,9})\]\.(.+)", re.DOTALL)
_TILDE = re.compile(r"~(2E|5B|5D|7E)", re.IGNORECASE)
_TILDE_NEEDED = re.compile(r"[.\[\]~]")


@dataclass(frozen=True)
class Ids:
    """The keys of an address; ``syntax`` is the protocol version whose way of writing was used, or ``mixed``."""

    keys: list[Key]
    syntax: str | None


def parameters(query: str) -> list[tuple[str, str]]:
    """Names decoded, values still as they stand in the address: 2.0.0 must be taken apart before decoding."""
    pairs = (piece.partition("=") for piece in query.split("&") if piece)
    return [(unquote_plus(name), value) for name, _equals, value in pairs]


def decoded(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Every parameter but the keys, by name; a 2.0.0 ``List(a,b)`` and ``name[0]=a`` are several values."""
    found: dict[str, list[str]] = {}
    for name, raw in pairs:
        if name == "ids" or _COMPOUND.fullmatch(name):
            continue
        plain = re.sub(r"\[\d+\]$", "", name)
        found.setdefault(plain, []).extend(_values(raw))
    return found


def _values(raw: str) -> list[str]:
    if raw.startswith("List("):
        return [item for item in structures.parse_list(raw) if isinstance(item, str)]
    return [unquote_plus(raw)]


def parse_ids(pairs: Iterable[tuple[str, str]]) -> Ids:
    """The keys in the order of the address."""
    compound: dict[int, dict[str, str]] = {}
    simple: list[Key] = []
    used = set()
    for name, raw in pairs:
        if found := _COMPOUND.fullmatch(name):
            used.add(V1)
            _add_part(compound.setdefault(int(found[1]), {}), found[2], raw)
        elif name == "ids":
            if raw.startswith("List") or unquote(raw).startswith("List("):
                used.add(V2)
                simple.extend(_list_keys(raw))
            else:
                used.add(V1)
                simple.append(unquote_plus(raw))
    syntax = "mixed" if len(used) > 1 else next(iter(used), None)
    return Ids(keys=[*simple, *(compound[index] for index in sorted(compound))], syntax=syntax)


def _add_part(key: dict[str, str], part: str, raw: str) -> None:
    if part.startswith("$params"):
        return
    if part in key:
        raise not_understood(f"The key part '{part}' is given twice.", rule="8")
    key[part] = _part(raw)


@lru_cache(maxsize=4096)
def _part(raw: str) -> str:
    """Most parts of a batch's keys are the same context and the same provider, again and again."""
    return _without_tildes(unquote_plus(raw))


def _list_keys(raw: str) -> list[Key]:
    # Some clients encode the brackets as well; then the one decoding makes it the plain form.
    text = raw if raw.startswith("List(") else unquote(raw)
    return [_as_key(item) for item in structures.parse_list(text)]


def _as_key(item: structures.Value) -> Key:
    if isinstance(item, str):
        return item
    if isinstance(item, dict):
        return {name: value for name, value in item.items() if isinstance(value, str) and name != "$params"}
    raise not_understood("A list cannot be a key.", rule="8")


def _without_tildes(value: str) -> str:
    return _TILDE.sub(lambda found: chr(int(found[1], 16)), value) if "~" in value else value


def syntax_of(text: str) -> str:
    """The protocol version that a complex key of a body or a path is written in."""
    return V2 if text.startswith("(") else V1


def read_body_key(text: str, *, is_simple: bool = False) -> list[Key]:
    """What the key of a body map can mean: LinkedIn's samples write 1.0.0 keys bare, stock clients encode."""
    if is_simple:
        return [text, unquote(text)]
    if text.startswith("("):
        return [_as_key(structures.parse(text))]
    if "=" in text:
        bare = dict(_body_parts(text))
        return [bare, {name: _without_tildes(unquote(value)) for name, value in bare.items()}]
    return [text, unquote(text)]


def _body_parts(text: str) -> Iterable[tuple[str, str]]:
    for piece in text.split("&"):
        name, _equals, value = piece.partition("=")
        if not name.startswith("$params"):
            yield unquote(name), value


def write_key(key: Key, *, protocol: str, order: Iterable[str] = ()) -> str:
    """The key as an answer's body shows it: values encoded, parts in the resource's order."""
    if isinstance(key, str):
        return structures.encode(key) if protocol == V2 else key
    names = [*(name for name in order if name in key), *(name for name in key if name not in order)]
    if protocol == V2:
        return "(" + ",".join(f"{name}:{structures.encode(key[name])}" for name in names) + ")"
    return "&".join(f"{name}={_written(key[name])}" for name in names)


@lru_cache(maxsize=4096)
def _written(value: str) -> str:
    return quote(_with_tildes(value), safe="~-_*")


def _with_tildes(value: str) -> str:
    return _TILDE_NEEDED.sub(lambda found: f"~{ord(found[0]):02X}", value)


def read_path_key(text: str, names: Iterable[str]) -> dict[str, str]:
    """A key inside a path. The server hands the path decoded, so it is cut only before the known names."""
    known = "|".join(map(re.escape, names))
    if text.startswith("(") and text.endswith(")"):
        pieces = re.split(rf",(?=(?:{known}|\$params):)", text[1:-1])
        pairs = (piece.partition(":") for piece in pieces)
    else:
        pairs = (piece.partition("=") for piece in re.split(rf"&(?=(?:{known})=)", text))
    return {name: _without_tildes(value) for name, _sign, value in pairs if not name.startswith("$params")}
