"""What may a control call hold? Schemas in JSON Schema's own words, and one reader that holds a value against them.

The same schema checks the call and stands in ``openapi.json``, so that neither can promise what the other refuses.
"""

from __future__ import annotations

import math
import re
from typing import Any

Schema = dict[str, Any]

# SQLite keeps whole numbers in 64 bits.
_LARGEST = 2**63 - 1
_LONGEST = 2000

TEXT: Schema = {"type": "string", "maxLength": _LONGEST}
WORD: Schema = {"type": "string", "minLength": 1, "maxLength": 200}
BOOLEAN: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST}
COUNT: Schema = {"type": "integer", "minimum": 0, "maximum": _LARGEST}
LIMIT: Schema = {"type": "integer", "minimum": 1, "maximum": 1000}
SECONDS: Schema = {"type": "number", "minimum": 0, "maximum": 3_200_000_000}
ID: Schema = {
    "type": ["integer", "string"],
    "minLength": 1,
    "maxLength": 200,
    "minimum": 0,
    "maximum": _LARGEST,
}
ANYTHING: Schema = {}
MOMENT: Schema = {"type": ["integer", "null"], "description": "UTC epoch milliseconds"}
NUMBERS_BY_NAME: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}

_WORDS = {
    "string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
    "object": "an object", "array": "a list", "null": "null",
}  # fmt: skip


def record(*, must: dict[str, Schema] | None = None, may: dict[str, Schema] | None = None) -> Schema:
    """An object with these fields and no others."""
    schema: Schema = {
        "type": "object",
        "properties": {**(must or {}), **(may or {})},
        "additionalProperties": False,
    }
    return schema | ({"required": list(must)} if must else {})


def open_record(**fields: Schema) -> Schema:
    """An object with at least these fields."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def map_of(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def list_of(schema: Schema, *, most: int | None = None) -> Schema:
    return {"type": "array", "items": schema} | ({"maxItems": most} if most else {})


def one_of(*values: Any) -> Schema:
    return {"enum": list(values)}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def said(schema: Schema, description: str) -> Schema:
    return schema | {"description": description}


def problem_of(value: Any, schema: Schema, where: str = "") -> str:
    """What is wrong with the value, in a sentence; nothing when all is well."""
    if "anyOf" in schema:
        problems = [problem_of(value, choice, where) for choice in schema["anyOf"]]
        return "" if "" in problems else problems[0]
    if "enum" in schema and not any(type(value) is type(one) and value == one for one in schema["enum"]):
        return f"{_named(where)} can be one of {', '.join(map(str, schema['enum']))}."
    kinds = schema.get("type", [])
    if kinds and not any(_is(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return f"{_named(where)} must be {_words(kinds)}."
    return _problem_within(value, schema, where)


def _problem_within(value: Any, schema: Schema, where: str) -> str:
    if isinstance(value, str):
        return _problem_of_text(value, schema, where)
    if isinstance(value, dict):
        return _problem_of_object(value, schema, where)
    if isinstance(value, list):
        return _problem_of_list(value, schema, where)
    return _problem_of_number(value, schema, where)


def _named(where: str) -> str:
    return f"'{where}'" if where else "The body"


def _words(kinds: str | list[str]) -> str:
    return " or ".join(_WORDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _is(value: Any, kind: str) -> bool:
    if kind in ("integer", "number"):
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        return is_number and (kind == "number" or float(value).is_integer())
    return type(value) is {"string": str, "boolean": bool, "object": dict, "array": list}.get(
        kind, type(None)
    )


def _problem_of_text(value: str, schema: Schema, where: str) -> str:
    if not value and schema.get("minLength"):
        return f"{_named(where)} is missing."
    if len(value) > schema.get("maxLength", len(value)):
        return f"{_named(where)} is longer than {schema['maxLength']} characters."
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return f"{_named(where)} is not {schema.get('description', 'of the form ' + schema['pattern'])}."
    return ""


def _problem_of_object(value: dict[str, Any], schema: Schema, where: str) -> str:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if value.get(name) in (None, ""):
            return f"'{_joined(where, name)}' is missing."
    if len(value) < schema.get("minProperties", 0):
        return f"{_named(where)} says nothing."
    for name, part in value.items():
        if name not in known and others is False:
            return f"There is no '{_joined(where, name)}' here; there are {', '.join(known) or 'no fields'}."
        below = known.get(name, others)
        if isinstance(below, dict) and (problem := problem_of(part, below, _joined(where, name))):
            return problem
    return ""


def _joined(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _problem_of_list(value: list[Any], schema: Schema, where: str) -> str:
    if len(value) > schema.get("maxItems", len(value)):
        return f"{_named(where)} has more than {schema['maxItems']} entries."
    if len(value) < schema.get("minItems", 0):
        return f"{_named(where)} is empty."
    found = (problem_of(part, schema.get("items", {}), f"{where}[{n}]") for n, part in enumerate(value))
    return next(filter(None, found), "")


def _problem_of_number(value: Any, schema: Schema, where: str) -> str:
    if value is None or isinstance(value, bool):
        return ""
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and value < least:
        return f"{_named(where)} must be {least} or more."
    if most is not None and value > most:
        return f"{_named(where)} must be {most} or less."
    return ""
