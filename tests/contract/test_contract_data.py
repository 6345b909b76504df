"""Is the contract whole? Its examples fit its schemas, its methods have examples, and nothing points nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from tests.contract.reading import CONTRACT, examples, key_said, name_of, query_said

METHODS = json.loads((CONTRACT / "methods.json").read_text())
SWITCHES = json.loads((CONTRACT / "switches.json").read_text())
LIMITS = json.loads((CONTRACT / "limits.json").read_text())
SCHEMAS = {path.name: json.loads(path.read_text()) for path in sorted(CONTRACT.glob("schemas/*.json"))}
REGISTRY = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)
ALL = sorted(examples(whom="client") + examples(whom="server"), key=name_of)
ALL = list({example["name"]: example for example in ALL}.values())
ROWS = {(row["name"], row["generation"]): row for row in METHODS["methods"]}
#: Refusals by record are part of the good behaviour: these requests break the record's schema on purpose.
WITH_A_BAD_RECORD = {
    "jobs.batch_create/v2-one-refused": {"REQ-4412"},
    "jobs.batch_create/v2-two-workplaces": {"REQ-4411"},
    "jobs.batch_create/rest-one-refused": {"REQ-4412"},
    "jobs.batch_create/rest-onsite-apply-refused": {"REQ-4411"},
    "applicationActions.create/v2-other-action": {""},
    "candidates.batch_update/v2-one-refused": {"cand-7f32"},
    "candidates.batch_update/v2-whole-batch-refused": {"cand-7f32"},
    "stages.batch_update/v2-not-available": {"st-3"},
    "candidateNotes.batch_update/v2-author-without-name": {"cn-2"},
    "applicationNotes.batch_update/v2-moment-not-positive": {"an-1"},
    "interviewFeedback.batch_update/v2-other-type": {"fb-32"},
    "hireMediaUrl.create/v2-picture": {""},
    "attachments.batch_update/rest-unknown-file-type": {"file-6"},
    "resumes.batch_update/v2-without-a-file": {"file-5"},
    "interviewFeedback.batch_update/rest-evaluation-without-attribute": {"fb-31"},
}


def fits(value: object, schema: str) -> bool:
    return Draft202012Validator(SCHEMAS[f"{schema}.schema.json"], registry=REGISTRY).is_valid(value)


def assert_fits(value: object, schema: str) -> None:
    Draft202012Validator(SCHEMAS[f"{schema}.schema.json"], registry=REGISTRY).validate(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name):
    Draft202012Validator.check_schema(SCHEMAS[name])

    assert SCHEMAS[name]["$id"] == name


@pytest.mark.parametrize("example", ALL, ids=name_of)
def test_each_example_is_well_formed_and_lies_where_its_name_says(example):
    assert_fits(example, "example")

    assert (CONTRACT / "examples" / f"{example['name']}.json").is_file()
    assert example["name"].startswith(f"{example['method']}/{example['generation']}-")


@pytest.mark.parametrize("example", ALL, ids=name_of)
def test_what_an_example_is_given_exists(example):
    names = {each["name"] for each in ALL}

    for given in example["given"]:
        assert given in names or given.startswith(("world: ", "switch: ", "limits: ", "fault: ")), given


@pytest.mark.parametrize("example", ALL, ids=name_of)
def test_the_records_of_a_request_fit_their_schema(example):
    schema = ROWS.get((example["method"], example["generation"]), {}).get("record")
    bad = WITH_A_BAD_RECORD.get(example["name"], set())
    for identity, record in records_sent(example):
        is_bad = identity in bad

        if schema:
            assert fits(record, schema) is not is_bad, identity


@pytest.mark.parametrize("example", ALL, ids=name_of)
def test_the_answer_fits_its_schema(example):
    row = ROWS.get((example["method"], example["generation"]))
    status, body = example["response"]["status"], example["response"]["body"]
    if status >= 400:
        if body is not None:
            assert_fits(body, "token-error" if example["generation"] == "oauth" else "error")
        return
    if row is None:
        assert example["generation"] == "push"
        return

    form = row["answer_form"]
    if form in {"batch_write", "batch_get", "batch_create", "finder"}:
        assert_fits(body, f"{form.replace('_', '-')}-answer")
    for record in records_answered(form, body):
        if row["answer"]:
            assert_fits(record, row["answer"])


@pytest.mark.parametrize(
    "example",
    [each for each in ALL if each["generation"] == "push" and each["request"]["body"] is not None],
    ids=name_of,
)
def test_what_is_pushed_fits_its_schema_and_is_what_was_signed(example):
    [row] = [each for each in METHODS["pushes"] if each["name"] == example["method"]]

    assert_fits(example["request"]["body"], row["body"])
    assert json.loads(example["request"]["body_text"]) == example["request"]["body"]


@pytest.mark.parametrize(
    "example", [each for each in ALL if each["generation"] in {"v2", "rest"}], ids=name_of
)
def test_query_body_and_answer_name_the_same_keys(example):
    generation, request = example["generation"], example["request"]
    asked = query_said(request["query"], generation=generation).get("ids", set())
    entities = (request["body"] or {}).get("entities")
    body = example["response"]["body"] or {}
    answered = {
        key_said(key, generation=generation) for part in ("results", "errors") for key in body.get(part) or {}
    }

    if entities is not None and not example["name"].endswith("v2-keys-differ"):
        assert {key_said(key, generation=generation) for key in entities} == asked
    if asked and example["response"]["status"] == 200:
        assert answered == asked


@pytest.mark.parametrize("row", METHODS["methods"], ids=lambda row: f"{row['name']}-{row['generation']}")
def test_each_method_has_an_example_and_its_references_exist(row):
    points = {each["name"] for each in SWITCHES["switches"] + SWITCHES["settled"]}

    assert any((each["method"], each["generation"]) == (row["name"], row["generation"]) for each in ALL)
    assert row["throttle"] is None or row["throttle"] in LIMITS["throttles"]
    assert all(f"{schema}.schema.json" in SCHEMAS for schema in (row["record"], row["answer"]) if schema)
    assert all(point in points or " " in point for point in row["open_points"])
    assert row["source"]


def test_a_switch_has_one_of_its_values_as_default_and_says_why():
    for switch in SWITCHES["switches"]:
        assert switch["default"] in switch["values"], switch["name"]
        assert switch["why"], switch["name"]
        assert switch["rule"], switch["name"]
    names = [each["name"] for each in SWITCHES["switches"] + SWITCHES["settled"]]
    assert len(names) == len(set(names))


def test_the_rules_are_numbered_through_and_switches_name_them():
    rules = json.loads((CONTRACT / "rules.json").read_text())["rules"]
    numbers = [rule["number"] for rule in rules]

    assert numbers == list(range(1, 45))
    assert all(rule["says"] and rule["about"] for rule in rules)
    for switch in SWITCHES["switches"]:
        named = [part for part in switch["rule"].split(", ") if part.isdecimal()]
        assert set(map(int, named)) <= set(numbers), switch["name"]


def test_every_host_and_address_in_the_examples_is_an_invented_one():
    known = (
        "learn.microsoft.com",
        "linkedin.github.io",
        "github.com/linkedin",
        "www.linkedin.com/in/",
        "www.linkedin.com/jobs/view/",
        "www.linkedin.com/ambry/",
        "localhost",
    )
    for path in Path(CONTRACT / "examples").rglob("*.json"):
        for rest in path.read_text().split("://")[1:]:
            host = rest.split('"')[0]
            assert host.startswith(known) or ".example" in host or "example.org" in host, (path.name, host)


def records_sent(example):
    request = example["request"]
    body = request["body"] or {}
    if example["method"] in {
        "provisionedApplications.create",
        "hireMediaUrl.create",
        "applicationActions.create",
    }:
        yield "", body
    for record in body.get("elements", []):
        yield record["externalJobPostingId"], record
    for key, record in body.get("entities", {}).items():
        said = key_said(key, generation=example["generation"])
        yield (
            next((value for _, value in said if value in WITH_A_BAD_RECORD.get(example["name"], ())), key)
            if not isinstance(said, str)
            else said,
            record,
        )


def records_answered(form, body):
    if form == "batch_get":
        return body["results"].values()
    if form == "finder":
        return body["elements"]
    return [body] if form == "record" else []
