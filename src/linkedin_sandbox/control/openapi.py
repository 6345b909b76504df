"""How is control described to machines? OpenAPI 3.1, from the same rows that answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkedin_sandbox.control.calls import ControlCall

_REASONS = {
    400: "The call is not understood: the sentence says which field, and why.",
    403: "A web page of another site asked: control is for scripts.",
    404: "What the address names does not exist.",
    405: "The address is there, but not with this verb.",
    409: "LinkedIn's own rules say no, or the world is not in a state for it: what a person would read on the screen.",
    413: "The body is longer than 32 MB.",
    415: "The body is not declared as JSON.",
}
_JSON = "application/json"


def described(calls: Iterable[ControlCall], *, address: str) -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {}
    for call in calls:
        paths.setdefault(f"/_sandbox/{call.path}", {})[call.verb.lower()] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "LinkedIn sandbox: control",
            "version": "1",
            "description": "What scripts steer and ask in the sandbox. Not part of LinkedIn's API.",
        },
        "servers": [{"url": address}],
        "paths": paths,
        "components": {
            "schemas": {
                "Refusal": {
                    "type": "object",
                    "properties": {"error": {"type": "string"}},
                    "required": ["error"],
                }
            },
            "responses": {f"refused{status}": _refused(reason) for status, reason in _REASONS.items()},
        },
    }


def _refused(reason: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Refusal"}
    return {"description": reason, "content": {_JSON: {"schema": schema}}}


def _operation(call: ControlCall) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _name_of(call),
        "summary": call.about.replace("`", ""),
        "tags": [call.path.partition("/")[0]],
        "parameters": _path_parameters(call) + (_query_parameters(call) if call.verb == "GET" else []),
        "responses": {
            "200": {"description": "What was asked for.", "content": {call.kind: {"schema": call.answers}}},
        },
    }
    for status in call.statuses[1:]:
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/refused{status}"}
    if call.verb != "GET" and (call.takes.get("properties") or call.takes.get("additionalProperties")):
        content = {_JSON: {"schema": call.takes}}
        operation["requestBody"] = {"required": bool(call.takes.get("required")), "content": content}
    return operation


def _name_of(call: ControlCall) -> str:
    words = re.sub(r"[{}]", "", call.path).replace("/", "_")
    return f"{call.verb.lower()}_{words}"


def _path_parameters(call: ControlCall) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"{(\w+)}", call.path)
    ]


def _query_parameters(call: ControlCall) -> list[dict[str, Any]]:
    needed = call.takes.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": schema}
        for name, schema in call.takes.get("properties", {}).items()
    ]
