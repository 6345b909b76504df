"""How do programs and people read what the API offers? From the same description, as JSON and as a page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recruit.company.rules import APP_SCOPES
from recruit_api.description import description


@lru_cache(maxsize=1)
def _description() -> dict[str, Any]:
    return description()


@login_not_required
@require_safe
def openapi(_request: HttpRequest) -> JsonResponse:
    return JsonResponse(_description())


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    context = {"about": _description()["info"]["description"], "groups": _groups(), "scopes": APP_SCOPES}
    return render(request, "recruit_api/docs.html", context)


def _groups() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for address, operations in _description()["paths"].items():
        for method, operation in operations.items():
            shown = {
                "method": method.upper(),
                "address": address,
                "summary": operation["summary"],
                "about": operation.get("description", ""),
                "scope": operation["x-scope"],
                "parameters": [each for each in operation["parameters"] if each["in"] != "path"],
                "fields": _fields(operation),
            }
            found.setdefault(operation["tags"][0], []).append(shown)
    return found


def _fields(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Of the body: name, whether it must be there, and what it is."""
    body = operation.get("requestBody")
    if body is None:
        return []
    schema = _resolved(body["content"]["application/json"]["schema"])
    required = schema.get("required", [])
    return [
        {
            "name": name,
            "required": name in required,
            "kind": _kind(each),
            "about": each.get("description", ""),
        }
        for name, each in schema["properties"].items()
    ]


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref", "")
    if not reference:
        return schema
    found: dict[str, Any] = _description()["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def _kind(schema: dict[str, Any]) -> str:
    """Such as ``string``, ``one of open, on_hold`` or ``list of string``."""
    schema = _resolved(schema)
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "enum" in schema:
        return "one of " + ", ".join(str(each) or "“”" for each in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    return str(schema.get("format") or schema.get("type", "object"))
