"""The page of faults: put by a form, seen waiting and spent, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.linkedin_sandbox.console_cast import Page, Somebody, leave, words_of
from tests.linkedin_sandbox.server import Prepared, Server

from linkedin_sandbox.console.sandbox.fault_form import read_fault
from linkedin_sandbox.console.sandbox.fault_presets import GROUPS
from linkedin_sandbox.faults.details import DETAILS
from linkedin_sandbox.faults.store import KINDS

FAULTS = "operator/faults"
PRESETS = [one for group in GROUPS for one in group.presets]


@pytest.fixture
def operator(sandbox: Server) -> Iterator[Somebody]:
    yield Somebody(f"http://127.0.0.1:{sandbox.port}")
    leave()


def waiting(sandbox: Server) -> list[dict[str, Any]]:
    return list(sandbox.get("faults")["faults"])


def typed_in(page: Page) -> dict[str, str]:
    """What the form would send as it stands."""
    found: dict[str, str] = {}
    inside = ""
    for tag, attributes in page.elements:
        if tag == "select":
            inside = attributes.get("name", "")
        elif tag == "option" and inside and "selected" in attributes:
            found[inside] = attributes["value"]
        elif tag == "input" and attributes.get("id", "").startswith("fault-"):
            found[attributes["name"]] = attributes["value"]
    return found


def test_at_first_nothing_goes_wrong(operator: Somebody) -> None:
    page = operator.opens(FAULTS)

    assert "Nothing is about to go wrong." in page.text
    assert "Remove all" not in page.text


def test_every_kind_can_be_chosen_and_every_preset_is_understood() -> None:
    assert {one.kind for one in PRESETS} == set(KINDS)
    assert set(DETAILS) <= set(KINDS)
    for one in PRESETS:
        read = read_fault({"kind": one.kind, **one.typed})
        assert read.problems == {}, one.name
        assert set(one.typed) == set(read.scope) | set(read.details), one.name


@pytest.mark.parametrize("preset", PRESETS, ids=lambda one: one.name)
def test_a_preset_fills_the_form_which_then_adds_it(sandbox: Server, operator: Somebody, preset: Any) -> None:
    filled = typed_in(operator.opens(f"{FAULTS}?preset={preset.name}"))
    assert {name: filled[name] for name in preset.typed} == preset.typed

    answer = operator.posts(f"{FAULTS}/add", **filled)

    assert answer.status_code == 302
    [fault] = waiting(sandbox)
    assert fault["kind"] == preset.kind
    assert f"#{fault['id']} {preset.kind}" in operator.opens(FAULTS).text


def test_it_strikes_as_described_and_is_told_with_what_it_struck(
    prepared: Prepared, operator: Somebody
) -> None:
    operator.posts(
        f"{FAULTS}/add", kind="status", status="500", after_storing="yes", resource="atsCandidates", nth="2",
        client_id=prepared.ats.client_id, message="Out of order",
    )  # fmt: skip
    seen = [prepared.ats.add_application().status, prepared.ats.add_candidate("c1").status]
    struck = prepared.ats.add_candidate("c2")

    page = operator.opens(FAULTS)

    assert (seen, struck.status, struck.body["message"]) == ([200, 200], 500, "Out of order")
    assert prepared.get("state")["counts"]["AtsCandidate"] == 2
    assert "Looked at 2 calls, struck 1 of 1." in page.text
    assert "after storing: yes" in page.text
    [link] = [
        found["href"] for tag, found in page.elements if tag == "a" and "fault=" in found.get("href", "")
    ]
    assert "Out of order" in operator.opens(link.removeprefix("/recruiter/")).text


def test_one_is_removed_and_all_are(sandbox: Server, operator: Somebody) -> None:
    for kind in ("cut", "latency", "push_twice"):
        operator.posts(f"{FAULTS}/add", kind=kind)
    first = waiting(sandbox)[0]["id"]

    removed = operator.posts(f"{FAULTS}/{first}/remove")

    assert removed.status_code == 302
    assert [fault["kind"] for fault in waiting(sandbox)] == ["latency", "push_twice"]
    assert operator.posts(f"{FAULTS}/{first}/remove").status_code == 404
    operator.posts(f"{FAULTS}/clear")
    assert waiting(sandbox) == []


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        ({}, "kind", "Choose what shall go wrong."),
        ({"kind": "gremlins"}, "kind", "Choose what shall go wrong."),
        ({"kind": "status", "status": "200"}, "status", "Give a whole number from 400 to 599."),
        ({"kind": "status", "status": "teapot"}, "status", "“teapot” is not a whole number."),
        ({"kind": "silence", "seconds": "121"}, "seconds", "Give a number of seconds from 0 to 120."),
        ({"kind": "cut", "probability": "2"}, "probability", "Give a number from 0 to 1"),
        ({"kind": "cut", "probability": "nan"}, "probability", "Give a number from 0 to 1"),
        ({"kind": "cut", "nth": "0"}, "nth", "Give a whole number from 1 to"),
        ({"kind": "cut", "times": "-1"}, "times", "is not a whole number."),
        ({"kind": "token", "form": "html"}, "form", "Choose one of unknown, expired."),
        ({"kind": "throttled", "limit": "year"}, "limit", "Choose one of minute, day."),
        ({"kind": "cut", "generation": "v3"}, "generation", "Choose one of v2, rest, oauth."),
        ({"kind": "cut", "after_storing": "perhaps"}, "after_storing", "Choose one of yes, no."),
        ({"kind": "status", "message": "x" * 2001}, "message", "Give at most 2000 characters."),
        ({"kind": "cut", "resource": "x" * 2001}, "resource", "Give at most 2000 characters."),
    ],
)
def test_what_is_not_understood_is_said_beside_its_field(
    sandbox: Server, operator: Somebody, form: dict[str, str], field: str, sentence: str
) -> None:
    answer = operator.posts(f"{FAULTS}/add", **form)

    page = Page(answer.text)
    assert (answer.status_code, sentence in words_of(answer)) == (422, True)
    [wrong] = page.all(**{"aria-invalid": "true"})
    assert wrong["id"] == f"fault-{field}"
    assert f"fault-{field}-wrong" in wrong["aria-describedby"]
    assert waiting(sandbox) == []


def test_what_a_kind_does_not_look_at_is_not_kept(sandbox: Server, operator: Somebody) -> None:
    operator.posts(f"{FAULTS}/add", kind="push_dropped", status="503", seconds="soon", limit="minute")

    [fault] = waiting(sandbox)
    assert fault["details"] == {}


def test_tokens_are_revoked_in_the_middle_of_a_run(prepared: Prepared, operator: Somebody) -> None:
    other = operator.posts("operator/tokens/revoke", client_id="nobody")
    assert other.status_code == 302
    assert prepared.ats.add_candidate().status == 200

    operator.posts("operator/tokens/revoke", client_id=prepared.ats.client_id)
    refused = prepared.ats.add_candidate()

    assert (refused.status, refused.body["code"]) == (401, "REVOKED_ACCESS_TOKEN")
    assert "1 token of Acorn ATS - bluebird revoked." in operator.opens(FAULTS).text


@pytest.mark.parametrize("path", ["faults/add", "faults/clear", "faults/1/remove", "tokens/revoke"])
def test_only_the_console_itself_makes_things_go_wrong(operator: Somebody, path: str) -> None:
    assert operator.http.post(f"operator/{path}", data={"kind": "cut"}).status_code == 403
    assert operator.http.get(f"operator/{path}").status_code == 405
