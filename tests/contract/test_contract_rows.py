"""Do the contract's lists agree with each other? Rows, limits, switches, schemas and examples, read as one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.contract.reading import CONTRACT, examples
from tests.linkedin_sandbox.coverage_page import declared

METHODS = json.loads((CONTRACT / "methods.json").read_text())
LIMITS = json.loads((CONTRACT / "limits.json").read_text())
SWITCHES = {one["name"]: one for one in json.loads((CONTRACT / "switches.json").read_text())["switches"]}
ROWS: list[dict[str, Any]] = METHODS["methods"]
EXAMPLES = {one["name"]: one for whom in ("client", "server") for one in examples(whom=whom)}
FIELDS = {
    "name", "resource", "generation", "credentials", "verb", "path", "restli_method", "record", "answer", "answer_form", "key",
    "query", "body", "batch_limit", "throttle", "since_version", "source", "certainty", "open_points",
}  # fmt: skip
CERTAINTY = {"documented", "repository", "third_party", "specification", "uncertain"}
VERBS = {
    "get": "GET", "batch_get": "GET", "finder": "GET", "update": "PUT", "batch_update": "PUT", "create": "POST",
    "batch_create": "POST", "partial_update": "POST", "batch_partial_update": "POST", "delete": "DELETE", "batch_delete": "DELETE",
}  # fmt: skip
FORMS = {
    "batch_get": "batch_get", "finder": "finder", "batch_create": "batch_create", "batch_update": "batch_write",
    "batch_partial_update": "batch_write", "batch_delete": "batch_write",
}  # fmt: skip
ENVELOPES = {
    "batch-write-answer", "batch-get-answer", "batch-create-answer", "finder-answer", "error", "token-error", "example",
    "push-notification", "challenge-answer",
}  # fmt: skip

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['generation']} {row['name']}")


@each_row
def test_a_row_has_every_field_and_words_that_are_explained(row):
    assert set(row) == FIELDS
    assert row["certainty"] in CERTAINTY
    assert row["generation"] in {"v2", "rest", "oauth"}
    assert row["path"].startswith((f"/{row['generation']}/", "/dms-uploads/{the signed address"))


@each_row
def test_verb_and_form_follow_from_the_method(row):
    method = row["restli_method"]

    # A file goes to an address that was given for it; that is no method of Rest.li.
    assert row["verb"] == VERBS.get(method, "PUT" if row["name"] == "mediaUploads.put" else "POST")
    if method in FORMS:
        assert row["answer_form"] == FORMS[method]
    if method == "finder":
        assert re.search(r"\bq=\w+", row["query"])


@each_row
def test_keys_are_named_where_there_are_some(row):
    batch_by_key = str(row["restli_method"]).startswith("batch_") and row["restli_method"] != "batch_create"

    assert bool(row["key"]) or not batch_by_key
    if (
        row["generation"] == "rest"
        and isinstance(row["key"], list)
        and row["resource"] not in {"entityAcls", "entityAclAssignees"}
    ):
        assert "dataProvider" not in row["key"]


@each_row
def test_a_batch_has_the_limit_of_its_throttle(row):
    listed = LIMITS["throttles"].get(row["throttle"], {}).get("batch_keys")
    is_batch = str(row["restli_method"]).startswith("batch_")

    if is_batch and listed is not None:
        assert row["batch_limit"] == listed
    if row["batch_limit"] is not None:
        assert is_batch


@each_row
def test_a_version_is_one_that_is_served_and_only_the_versioned_api_has_one(row):
    since = row["since_version"]

    assert since is None or (row["generation"] == "rest" and since in METHODS["versions"]["active"])


def test_each_call_is_listed_once_and_its_generations_are_one_resource():
    listed = [(row["name"], row["generation"]) for row in ROWS]
    resources: dict[str, set[str]] = {}
    for row in ROWS:
        resources.setdefault(row["name"], set()).add(row["resource"])

    assert len(listed) == len(set(listed))
    assert {name: found for name, found in resources.items() if len(found) > 1} == {}


def test_the_latest_version_is_the_last_of_the_active_ones():
    active = METHODS["versions"]["active"]

    assert active == sorted(active)
    assert METHODS["versions"]["latest"] == active[-1]


@pytest.mark.parametrize("name", LIMITS["throttles"])
def test_a_throttle_has_numbers_or_says_that_none_is_known(name):
    throttle = LIMITS["throttles"][name]

    assert throttle["certainty"] in CERTAINTY
    for number in ("calls_per_day", "records_per_minute"):
        assert throttle[number] is None or throttle[number] > 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_switch_that_an_example_sets_exists_and_has_that_value(name):
    for given in EXAMPLES[name]["given"]:
        if given.startswith("switch: "):
            switch, _equals, value = given.removeprefix("switch: ").partition(" = ")
            values = [str(one) for one in SWITCHES[switch]["values"]] + [
                json.dumps(one) for one in SWITCHES[switch]["values"]
            ]
            assert value in values


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_of_a_call_that_is_listed_and_speaks_its_verb(name):
    example = EXAMPLES[name]
    row = next(
        (
            row
            for row in ROWS
            if (row["name"], row["generation"]) == (example["method"], example["generation"])
        ),
        None,
    )

    if example["generation"] == "push" or example["method"] == "errors":
        return
    assert row is not None
    request = example["request"]
    overridden = request["headers"].get("X-HTTP-Method-Override")
    assert (overridden or request["verb"]) == row["verb"]
    pattern = re.sub(r"\\\{[^}]*\\\}", "[^?]+", re.escape(row["path"]))
    assert re.fullmatch(pattern, request["path"])


def test_each_schema_is_used():
    named = {row[part] for row in ROWS for part in ("record", "answer") if row[part]}
    named |= {push["body"] for push in METHODS["pushes"] if "body" in push}
    schemas = {path.name.removesuffix(".schema.json") for path in CONTRACT.glob("schemas/*.json")}
    texts = {path.name: path.read_text() for path in CONTRACT.glob("schemas/*.json")}
    referred = {
        name
        for name in schemas
        if any(
            f'"{name}.schema.json' in text for file, text in texts.items() if file != f"{name}.schema.json"
        )
    }

    assert schemas - named - referred - ENVELOPES == set()


def test_the_sandbox_serves_a_versioned_resource_from_the_version_that_the_contract_names():
    since = {(one["generation"], one["address"]): one["since"] for one in declared()["resources"]}
    offered = {
        (one["name"], one["generation"]): (one["generation"], one["address"]) for one in declared()["methods"]
    }

    for row in ROWS:
        if row["since_version"]:
            assert str(since[offered[row["name"], row["generation"]]]) == row["since_version"], row["name"]
