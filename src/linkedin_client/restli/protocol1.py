"""How does Rest.li protocol 1.0.0 (all of v2) write keys and queries?

Query: `ids[0].part=value&ids[1].part=value`. Body: `part=value&part=value` as a map's key, values raw but for
what would be ambiguous. Answer: the same with each value URL-encoded. Inside a value of a complex key the
characters `. [ ] ~` are tilde-escaped in all three. Plain ids are repeated (`ids=a&ids=b`) and stand raw in
maps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, unquote_plus

from linkedin_client.restli.keys import PARAMS, Identity, Key, Parameter, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TILDE_ESCAPES = str.maketrans({character: f"~{ord(character):02X}" for character in "~.[]"})
_TILDE_ESCAPED = re.compile("~(7E|2E|5B|5D)", re.IGNORECASE)
#: What could not be told from the key's own `&`, `=` and escapes; `+` because servers read it as a space.
_AMBIGUOUS = str.maketrans({character: f"%{ord(character):02X}" for character in "%&=+"})
#: What stands for itself everywhere; most ids are such texts.
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_ID = re.compile(r"ids\[(\d+)\]\.(.+)", re.DOTALL)


def ids(keys: Iterable[Key]) -> str:
    """The `ids` of a batch, as a query without question mark."""
    pairs: list[str] = []
    for position, key in enumerate(keys):
        if isinstance(key, str):
            pairs.append(f"ids={quote(key, safe='')}")
        else:
            pairs += [f"ids%5B{position}%5D.{part}={_encoded(value)}" for part, value in key.items()]
    return "&".join(pairs)


def read_ids(query: str) -> list[Key]:
    """The keys of such a query, raw or encoded brackets, in their order; other parameters are passed over."""
    plain: list[Key] = []
    complex_keys: dict[int, dict[str, str]] = {}
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        name = unquote_plus(name)
        if name == "ids":
            plain.append(unquote_plus(value))
        elif (match := _ID.fullmatch(name)) and not match[2].startswith(PARAMS):
            complex_keys.setdefault(int(match[1]), {})[match[2]] = _decoded(unquote_plus(value))
    return plain + [complex_keys[position] for position in sorted(complex_keys)]


def body_key(key: Key) -> str:
    """The key as a map's key in a request's body."""
    if isinstance(key, str):
        return key
    return "&".join(f"{part}={_in_body(value)}" for part, value in key.items())


def answer_key(key: Key) -> str:
    """The key as a map's key in LinkedIn's answer; also how it stands in a path."""
    if isinstance(key, str):
        return key
    return "&".join(f"{part}={_encoded(value)}" for part, value in key.items())


def readings_of(text: str) -> list[Identity]:
    """What a map's key may mean, likeliest first.

    LinkedIn's samples show values encoded and raw, so that `+` and `%` have two readings; the caller knows
    which of them it asked for.
    """
    readings: list[Identity] = []
    if "=" in text:
        readings += [_read(text, unquote_plus), _read(text, unquote), _read(text, str)]
    return [*readings, text, unquote(text)]


def parts_of(text: str) -> list[str]:
    """The names of a complex key's parts in the order in which they stand there; none for anything else."""
    return [pair.partition("=")[0] for pair in text.split("&")] if "=" in text else []


def parameters(values: Mapping[str, Parameter]) -> str:
    """A finder's parameters; a list is its name repeated, a record `name.part=value`."""
    pairs = []
    for name, value in values.items():
        if isinstance(value, Mapping):
            pairs += [f"{name}.{part}={quote(str(each), safe='')}" for part, each in value.items()]
            continue
        each_value = [str(value)] if isinstance(value, str | int) else value
        pairs += [f"{name}={quote(one, safe='')}" for one in each_value]
    return "&".join(pairs)


def _read(text: str, decode: Callable[[str], str]) -> Identity:
    parts = [pair.partition("=") for pair in text.split("&")]
    return identity({decode(part): _decoded(decode(value)) for part, _, value in parts})


def _tilde(value: str) -> str:
    return value.translate(_TILDE_ESCAPES)


@lru_cache(maxsize=2048)
def _encoded(value: str) -> str:
    """Cached: the keys of a batch share their context, and each is written for the query and for the answer."""
    return value if _PLAIN.fullmatch(value) else quote(_tilde(value), safe="")


def _in_body(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else _tilde(value).translate(_AMBIGUOUS)


def _decoded(value: str) -> str:
    return _TILDE_ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
