"""Does control keep what it says of itself? Its OpenAPI description, held against the running sandbox with odd calls.

Each declared call is asked as its schema allows, nearly so, and with nonsense: whatever comes, the status is a declared
one, the answer has the declared form, and a refusal says in a sentence why.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.linkedin_sandbox.records import WORLD
from tests.linkedin_sandbox.server import Said, Server

from linkedin_sandbox.control.openapi import _REASONS

# Texts in which a program may stumble: half a surrogate pair cannot be sent, everything else can.
TEXTS = st.one_of(
    st.sampled_from(
        ["", "86parent", "55501", "urn:li:seat:55501", "demo-noor-h", "REQ-1", "default", "²", "null", "../x"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
NUMBERS = st.one_of(
    st.integers(-2, 120), st.sampled_from([9001, 2000117, 2**31, 2**63, 2**64, -(2**70), 10**300])
)
SCALARS = st.one_of(
    st.none(), st.booleans(), NUMBERS, st.floats(allow_nan=False, allow_infinity=False), TEXTS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def meant(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that are nearly of this schema."""
    if "enum" in schema:
        return st.one_of(st.sampled_from(schema["enum"]), SCALARS)
    kind = schema.get("type")
    if kind == "object":
        fields = {name: meant(part) for name, part in schema.get("properties", {}).items()}
        wide = (
            st.dictionaries(TEXTS, meant(schema["additionalProperties"]), max_size=2)
            if isinstance(schema.get("additionalProperties"), dict)
            else st.just({})
        )
        mapped = st.fixed_dictionaries({}, optional=fields)
        return st.builds(lambda one, two: one | two, mapped, wide)
    if kind == "array":
        return st.lists(meant(schema.get("items", {})), max_size=3)
    plain = {"integer": NUMBERS, "number": NUMBERS, "boolean": st.booleans(), "string": TEXTS}
    return plain.get(kind, SCALARS) if isinstance(kind, str) else VALUES


@pytest.fixture(scope="module")
def described(sandbox_process: Server) -> dict[str, Any]:
    sandbox_process.post("reset", **WORLD)
    return sandbox_process.get("openapi.json")


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, verb, operation)
        for path, verbs in described["paths"].items()
        for verb, operation in verbs.items()
    ]


def schemas_in(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for part in value for found in schemas_in(part)]
    if not isinstance(value, dict):
        return []
    here = [value["schema"]] if isinstance(value.get("schema"), dict) else []
    return here + [found for part in value.values() for found in schemas_in(part)]


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    assert set(described) == {"openapi", "info", "servers", "paths", "components"}
    ids = [operation["operationId"] for _path, _verb, operation in operations(described)]
    assert len(ids) == len(set(ids)) > 25
    for path, _verb, operation in operations(described):
        named = {part["name"] for part in operation["parameters"] if part["in"] == "path"}
        assert named == {part.strip("{}") for part in path.split("/") if part.startswith("{")}
        assert operation["summary"]
        for response in operation["responses"].values():
            if "$ref" in response:
                assert response["$ref"].rpartition("/")[2] in described["components"]["responses"]
    for schema in schemas_in(described):
        Draft202012Validator.check_schema(schema)


def test_every_declared_status_has_its_reason(described: dict[str, Any]) -> None:
    statuses = {int(status) for _p, _v, one in operations(described) for status in one["responses"]}
    assert statuses == {200, *_REASONS}


def ask(sandbox: Server, verb: str, path: str, names: list[str], content: Any) -> Said:
    for name in names:
        path = path.replace("{}", quote(name, safe=""), 1)
    if verb == "get":
        pairs = (
            {name: value for name, value in content.items() if value is not None}
            if isinstance(content, dict)
            else {}
        )
        return sandbox.send("GET", f"{path}?{urlencode(pairs)}")
    body = json.dumps(content).encode()
    return sandbox.send(verb.upper(), path, body=body, headers={"Content-Type": "application/json"})


def takes(operation: dict[str, Any]) -> dict[str, Any]:
    if "requestBody" in operation:
        return operation["requestBody"]["content"]["application/json"]["schema"]
    fields = {part["name"]: part["schema"] for part in operation["parameters"] if part["in"] == "query"}
    return {"type": "object", "properties": fields}


def holds(said: Said, operation: dict[str, Any]) -> None:
    assert str(said.status) in operation["responses"], said
    if said.status == 200:
        content = operation["responses"]["200"]["content"]
        Draft202012Validator(content["application/json"]["schema"]).validate(said.body)
    else:
        assert said.body["error"].strip(), said


def slow(path: str, verb: str) -> bool:
    """A world of fifteen hundred members takes a while to invent; one that streams never ends."""
    return path.endswith("/stream") or (verb == "post" and path.endswith(("/reset", "/seed")))


KINDS = ["jobs", "candidates", "stages", "feedback", "attachments", "media", "acls", "assignees"]


def ask_oddly(server: Server, path: str, verb: str, operation: dict[str, Any]) -> None:
    bare = "/".join("{}" if part.startswith("{") else part for part in path.split("/"))
    words = TEXTS.filter(lambda text: text.strip("./") and "/" not in text) | st.sampled_from(KINDS)
    parts = [words] * bare.count("{}")

    @settings(
        max_examples=8 if slow(path, verb) else 25, derandomize=True, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.tuples(*parts), meant(takes(operation)) | VALUES)
    def odd(names: tuple[str, ...], content: Any) -> None:
        holds(ask(server, verb, bare, list(names), content), operation)

    odd()


def test_no_call_is_answered_otherwise_than_declared(
    described: dict[str, Any], sandbox_process: Server
) -> None:
    for path, verb, operation in operations(described):
        if "application/json" in operation["responses"]["200"]["content"] and not path.endswith("/stream"):
            ask_oddly(sandbox_process, path, verb, operation)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{", 400),
        ("application/json", b"[]", 400),
        ("application/json", b'{"advance": NaN}', 400),
        ("application/json", b'{"advance": 1e400}', 400),
        ("application/json", b'{"advance": "\\ud800"}', 400),
        ("application/json", b"[" * 100_000, 400),
        ("text/plain", b"{}", 415),
        ("application/x-www-form-urlencoded", b"advance=1", 415),
        ("application/json", b" " * (33 * 1024 * 1024), 413),
    ],
)
def test_a_body_that_cannot_be_read(sandbox: Server, kind: str, body: bytes, status: int) -> None:
    said = sandbox.send("POST", "/_sandbox/clock", body=body, headers={"Content-Type": kind})

    assert (said.status, bool(said.body["error"])) == (status, True)


def test_a_wrong_verb_and_a_wrong_address(sandbox: Server) -> None:
    verb, address = sandbox.send("PUT", "/_sandbox/clock"), sandbox.send("GET", "/_sandbox/clocks")

    assert (verb.status, verb.headers["allow"]) == (405, "GET, POST")
    assert (address.status, "openapi.json" in address.body["error"]) == (404, True)


def test_a_wrong_field_is_named(sandbox: Server) -> None:
    said = [
        sandbox.ask("clock", advanced=3),
        sandbox.ask("clock", advance="soon"),
        sandbox.ask("transitions", matching={"after_seconds": -1}),
        sandbox.send("GET", "/_sandbox/journal?limit=many"),
        sandbox.ask("integrations/enable"),
    ]

    assert [one.status for one in said] == [400] * 5
    assert [one.body["error"] for one in said] == [
        "There is no 'advanced' here; there are offset_seconds, advance, at, freeze, thaw.",
        "'advance' must be a number.",
        "'matching.after_seconds' must be 0 or more.",
        "'limit' must be a whole number.",
        "'client_id' is missing.",
    ]


def test_the_reference_page_is_what_the_rows_say() -> None:
    """Mend with ``python -m linkedin_sandbox reference > docs/sandbox-reference.md``."""
    root = Path(__file__).resolve().parents[2]
    printed = subprocess.run(
        [sys.executable, "-m", "linkedin_sandbox", "reference"],
        env=os.environ | {"PYTHONPATH": str(root / "src")}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert (root / "docs" / "sandbox-reference.md").read_text() == printed
