"""How is control described to people? Tables in Markdown, from the same rows that answer.

``linkedin-sandbox reference > docs/sandbox-reference.md`` writes the page; a test holds the page to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_sandbox.faults.store import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkedin_sandbox.control.calls import ControlCall
    from linkedin_sandbox.control.schemas import Schema

_HEAD = """# The sandbox: reference of control

Written by `linkedin-sandbox reference > docs/sandbox-reference.md` from the rows that answer; do not edit. The guide is
[sandbox.md](sandbox.md). The same as OpenAPI 3.1: `GET /_sandbox/openapi.json`.

JSON in, JSON out. What is refused answers `{"error": sentence}`: 400 not understood, 403 a web page asked, 404 not
there, 405 wrong verb, 409 LinkedIn's own rules say no, 413 too long, 415 not JSON. Ids may be numbers, texts or URNs; a
member is an id or a slug; a field in *italics* is optional.
"""


def reference(calls: Iterable[ControlCall]) -> str:
    rows = [
        f"| {call.verb} `{call.path}` | {_fields(call.takes)} | {_fields(call.answers)} | {_cell(call.about)} |"
        for call in calls
    ]
    kinds = [f"| `{name}` | {_cell(text)} |" for name, text in KINDS.items()]
    return "\n".join(
        [
            _HEAD,
            "## Calls", "", "| below `/_sandbox/` | takes | answers | what it does |", "|---|---|---|---|", *rows,
            "", "## Kinds of faults", "", "| kind | what happens |", "|---|---|", *kinds, "",
        ]
    )  # fmt: skip


def _fields(schema: Schema) -> str:
    needed = schema.get("required", ())
    named = [
        _name(name, part) if name in needed else f"*{_name(name, part)}*"
        for name, part in schema.get("properties", {}).items()
    ]
    if isinstance(schema.get("additionalProperties"), dict) or schema.get("additionalProperties") is True:
        named.append("names of its own")
    return _cell(", ".join(named))


def _name(name: str, schema: Any) -> str:
    return f"{name} ({', '.join(map(str, schema['enum']))})" if "enum" in schema else name


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
