"""Is this document a world, and if not, which field is wrong and what belongs there?

The form is data, ``seeds/seed.schema.json``: its words are those of JSON Schema, and each field's description is the
remedy that is said when the field is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]
# Answers nothing, or where inside the value something is wrong and what belongs there.
Check = Callable[[Any], "tuple[str, str] | None"]

Document = dict[str, Any]

_FILE = Path(__file__).with_name("seeds") / "seed.schema.json"
_TYPES: dict[str, type] = {"string": str, "boolean": bool, "integer": int, "array": list, "object": dict}


class SeedRefused(ValueError):  # noqa: N818 -- the word of the house
    """The document is not a world; says which field is wrong, and what belongs there."""


@cache
def seed_schema() -> Schema:
    schema: Schema = json.loads(_FILE.read_text(encoding="utf-8"))
    return schema


def problem_of(document: Any) -> str:
    """``members[3].country: two letters, such as "at"``; nothing when all is well."""
    found = _check_of_document()(document)
    if found is None:
        return ""
    where, remedy = found
    return f"{where.removeprefix('.') or 'The document'}: {remedy}"


@cache
def _check_of_document() -> Check:
    return _check(seed_schema())


def _check(schema: Schema) -> Check:
    """The schema as a function: a hundred thousand members are looked through in seconds."""
    if "$ref" in schema:
        return _check_named(schema["$ref"].removeprefix("#/$defs/"))
    if "enum" in schema:
        return _check_enum(schema)
    wanted = _TYPES[schema["type"]]
    remedy = str(schema["description"])
    within = _WITHIN[schema["type"]](schema)

    def check(value: Any) -> tuple[str, str] | None:
        return within(value) if type(value) is wanted else ("", remedy)

    return check


@cache
def _check_named(name: str) -> Check:
    return _check(seed_schema()["$defs"][name])


def _check_enum(schema: Schema) -> Check:
    values, wrong = frozenset(schema["enum"]), ("", str(schema["description"]))
    return lambda value: None if isinstance(value, str) and value in values else wrong


def _check_text(schema: Schema) -> Check:
    least, most = schema.get("minLength", 0), schema.get("maxLength", 1 << 30)
    fits = re.compile(schema.get("pattern", "")).search
    wrong = ("", str(schema["description"]))

    def check(value: str) -> tuple[str, str] | None:
        return None if least <= len(value) <= most and fits(value) else wrong

    return check


def _check_number(schema: Schema) -> Check:
    """Whole numbers, and the truth values, which Python counts among them."""
    wrong = ("", str(schema["description"]))
    least, most = schema.get("minimum", 0), schema.get("maximum", 1)
    return lambda value: None if least <= value <= most else wrong


def _check_list(schema: Schema) -> Check:
    check_item = _check(schema["items"])
    least, most = schema.get("minItems", 0), schema.get("maxItems", 1 << 60)
    wrong = ("", str(schema["description"]))

    def check(value: list[Any]) -> tuple[str, str] | None:
        if not least <= len(value) <= most:
            return wrong
        for index, item in enumerate(value):
            if found := check_item(item):
                return f"[{index}]{found[0]}", found[1]
        return None

    return check


def _check_object(schema: Schema) -> Check:
    parts = {name: _check(part) for name, part in schema["properties"].items()}
    remedies = {name: _remedy(part) for name, part in schema["properties"].items()}
    required = tuple(schema.get("required", ()))
    known = ", ".join(parts)

    def check(value: dict[str, Any]) -> tuple[str, str] | None:
        for name in required:
            if name not in value:
                return f".{name}", f"is missing; give {remedies[name]}"
        for name, part in value.items():
            if name not in parts:
                return f".{name}", f"there is no such field; there are {known}"
            if found := parts[name](part):
                return f".{name}{found[0]}", found[1]
        return None

    return check


def _remedy(schema: Schema) -> str:
    if "$ref" in schema:
        return str(seed_schema()["$defs"][schema["$ref"].removeprefix("#/$defs/")]["description"])
    return str(schema["description"])


_WITHIN: dict[str, Callable[[Schema], Check]] = {
    "object": _check_object,
    "array": _check_list,
    "string": _check_text,
    "integer": _check_number,
    "boolean": _check_number,
}
