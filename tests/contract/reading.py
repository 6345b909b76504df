"""What does a request or an answer say, whatever the order and the escapes it is written with?

The tests' own reading of Rest.li, independent of the client's and of the sandbox's: a shared codec would hide a bug
in both. Complex keys become frozensets of their parts, `$params` is passed over.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, unquote_plus

CONTRACT = Path(__file__).resolve().parents[2] / "contract"


def examples(*, whom: str) -> list[dict[str, Any]]:
    """Every example meant for the client or the server."""
    found = [json.loads(path.read_text()) for path in sorted(CONTRACT.glob("examples/*/*.json"))]
    return [example for example in found if whom in example["for"]]


def name_of(example: dict[str, Any]) -> str:
    """For pytest's ids."""
    return str(example["name"])


def query_said(query: str, *, generation: str) -> dict[str, Any]:
    """Parameters by name: keys as a set under `ids`, lists as sorted lists, the rest as texts."""
    return _query2(query) if generation == "rest" else _query1(query)


def path_said(path: str) -> list[Any]:
    """The path's segments; one that is a complex key is a set."""
    return [_key1(segment) if "=" in segment else unquote(segment) for segment in path.strip("/").split("/")]


def body_said(body: Any, *, generation: str) -> Any:
    """A body whose maps by key (`entities`, `results`, `errors`, `statuses`) are by what the key says."""
    if not isinstance(body, dict):
        return body
    maps = {"entities", "results", "errors", "statuses"}
    return {
        name: _by_key(value, generation) if name in maps and isinstance(value, dict) else value
        for name, value in body.items()
    }


def without(body: Any, pointers: list[str], *, generation: str) -> Any:
    """A body as `body_said` reads it, without the values that differ between servers."""
    bare = json.loads(json.dumps(body))
    for pointer in pointers:
        _drop(bare, pointer.lstrip("/").split("/"))
    return body_said(bare, generation=generation)


def key_said(key: str, *, generation: str) -> Any:
    if generation == "rest":
        return _key2(key)
    return _key1(key) if "=" in key else unquote(key)


def _by_key(by_key: dict[str, Any], generation: str) -> dict[Any, Any]:
    said = {key_said(key, generation=generation): value for key, value in by_key.items()}
    assert len(said) == len(by_key), "two keys say the same"
    return said


def _drop(value: Any, steps: list[str]) -> None:
    for step in steps[:-1]:
        value = value[int(step)] if isinstance(value, list) else value.get(step, {})
    if isinstance(value, dict):
        value.pop(steps[-1], None)


def _query1(query: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    complex_keys: dict[str, set[tuple[str, str]]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if match := re.match(r"ids\[(\d+)\]\.(.*)", name, re.DOTALL):
            complex_keys.setdefault(match[1], set()).add((match[2], _untilde(value)))
        else:
            said.setdefault(name, []).append(value)
    if complex_keys:
        said["ids"] = [frozenset(parts) for parts in complex_keys.values()]
    return {
        name: set(values) if name == "ids" else values[0] if len(values) == 1 else sorted(values)
        for name, values in said.items()
    }


def _query2(query: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        if value.startswith("List("):
            keys = [_key2(item) for item in _top_level(value[len("List(") : -1])]
            said[name] = set(keys) if name == "ids" else sorted(keys)
        else:
            said[name] = unquote(value)
    # A list of one says what the one alone says: 1.0.0 cannot tell them apart either.
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in said.items()
    }


def _key1(key: str) -> frozenset[tuple[str, str]]:
    pairs = [pair.split("=", 1) for pair in key.split("&")]
    return frozenset((name, _untilde(unquote_plus(value))) for name, value in pairs)


def _key2(key: str) -> Any:
    if not key.startswith("("):
        return unquote(key)
    pairs = [pair.split(":", 1) for pair in _top_level(key[1:-1])]
    return frozenset((unquote(name), unquote(value)) for name, value in pairs if name != "$params")


def _top_level(text: str) -> list[str]:
    """The items between commas that stand outside of brackets."""
    items, depth = [""], 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            items.append("")
        else:
            items[-1] += character
    return [item for item in items if item]


def _untilde(value: str) -> str:
    return re.sub("~(2E|5B|5D|7E)", lambda match: chr(int(match[1], 16)), value, flags=re.IGNORECASE)
