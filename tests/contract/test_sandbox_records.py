"""Does the sandbox refuse what the contract's schemas refuse? Field by field, with a good example spoiled, through HTTP."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.contract.reading import CONTRACT, examples
from tests.contract.test_sandbox_everywhere import ROWS, Stage, callback, id_of, sandbox_process
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.server import Said, Server

__all__ = ["callback", "sandbox_process"]

Spoiled = tuple[str, str, dict[str, Any]]
WRITES = [
    row
    for row in ROWS
    if row["record"] not in (None, "acl", "configuration", "provision-application")
    and row["restli_method"] in ("batch_update", "batch_create")
]
WRONG = {
    "string": (7, ["x"]), "integer": ("x", 1.5, True), "boolean": ("no", 0), "array": ("x", {}), "object": ("x", []),
    None: ("NO_SUCH_WORD", 7),
}  # fmt: skip
#: Why another answer than 422 for this field is right as well.
OTHERWISE = {
    # A job without any company is a bad request, one of somebody else's is forbidden.
    ("simple-job-posting.v2", "integrationContext"): {400, 403, 422},
    # Of a requisition's body little is documented, so little is asked for.
    ("job-requisition.rest", "availability"): {204, 422},
    ("job-requisition.rest", "state"): {204, 422},
    ("job-requisition.rest", "location"): {204, 422},
    # The collection shows it in the record, where nobody needs it: it is passed over.
    ("stage", "integrationContext"): {204},
}
#: Where LinkedIn's own name is not certain, either is taken, and told of by the first.
TWINS = {
    "externalCreatedAt": "atsCreatedAt", "atsCreatedAt": "externalCreatedAt",
    "externalLastModifiedAt": "atsLastModifiedAt", "atsLastModifiedAt": "externalLastModifiedAt",
    "fileName": "externalFileName",
}  # fmt: skip
# What went well as a whole: an example with a refused key is not one to begin with.
WELL = {
    (one["method"], one["generation"]): one
    for one in reversed(examples(whom="server"))
    if one["response"]["status"] == 200 and not (one["response"]["body"] or {}).get("errors")
    and "error" not in json.dumps((one["response"]["body"] or {}).get("elements", ""))
    and not any("switch: " in given for given in one["given"]) and "X-HTTP-Method-Override" not in one["request"]["headers"]
}  # fmt: skip


def schema_of(row: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads((CONTRACT / "schemas" / f"{row['record']}.schema.json").read_text()))


def spoiled(record: dict[str, Any], schema: dict[str, Any]) -> Iterator[Spoiled]:
    """(field, in which way, the record spoiled in that one way)."""
    for name in schema.get("required", ()):
        yield name, "absent", {field: value for field, value in record.items() if field != name}
        yield name, "null", record | {name: None}
    for name, rules in schema["properties"].items():
        if not isinstance(rules, dict):
            continue
        record = {field: value for field, value in record.items() if field != TWINS.get(name)}
        for value in WRONG[rules.get("type")]:
            yield name, f"as {value!r}", record | {name: value}
        if rules.get("minLength"):
            yield name, "empty", record | {name: ""}
        if rules.get("exclusiveMinimum") == 0:
            yield from ((name, f"as {value}", record | {name: value}) for value in (0, -1))
        if rules.get("maxLength"):
            yield name, "too long", record | {name: "x" * (rules["maxLength"] + 1)}
        if rules.get("maxItems"):
            yield name, "too many", record | {name: ["x"] * (rules["maxItems"] + 1)}
        items = rules.get("items")
        for value in WRONG[items["type"]] if isinstance(items, dict) and "type" in items else ():
            yield name, f"with an item {value!r}", record | {name: [value]}


def refused(said: Said) -> tuple[int, str]:
    """(status, message) of the one record."""
    if said.status != 200:
        return said.status, said.body["message"]
    if "elements" in said.body:
        [element] = said.body["elements"]
        return element["status"], element.get("error", {}).get("message", "")
    [error] = said.errors.values() or [{"status": 204, "message": ""}]
    return error["status"], error["message"]


@pytest.mark.parametrize("row", WRITES, ids=id_of)
def test_rules_18_to_25_a_record_spoiled_in_one_field_is_refused_for_that_field(
    sandbox_process: Server, callback: Callback, row: dict[str, Any]
) -> None:
    example = WELL[row["name"], row["generation"]]
    stage = Stage(sandbox_process, callback)
    stage.prepare(example)
    envelope = "elements" if row["restli_method"] == "batch_create" else "entities"
    place, record = _one_record(example["request"]["body"][envelope])

    wrong = []
    for field, way, bad in spoiled(record, schema_of(row)):
        if row["generation"] == "v2" and field.startswith("external") and field in TWINS:
            continue
        spoiled_example = copy.deepcopy(example)
        spoiled_example["request"]["body"][envelope] = [bad] if place is None else {place: bad}
        status, message = refused(stage.send(_only(spoiled_example, place)))
        expected = OTHERWISE.get((row["record"], field), {422})
        named = message.startswith((f"ERROR :: /{field}", f"ERROR :: /{TWINS.get(field, field)}"))
        if status not in expected or (status == 422 and not named):
            wrong.append((field, way, status, message))

    assert wrong == []


def _one_record(content: Any) -> tuple[str | None, dict[str, Any]]:
    if isinstance(content, list):
        return None, content[0]
    place, record = next(iter(content.items()))
    return place, record


def _only(example: dict[str, Any], place: str | None) -> dict[str, Any]:
    """The example with no key but this one in its query."""
    if place is None:
        return example
    request = example["request"]
    if place.startswith("("):
        query = f"ids=List({place})"
    elif "=" in place:
        query = "&".join(f"ids[0].{part}" for part in place.split("&"))
    else:
        query = f"ids={place}"
    request["query"] = query
    return example
