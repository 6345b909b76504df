"""In which forms may LinkedIn answer where its pages leave the form open? Each value of the switches, through HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.records import CONTRACT_URN, ODILE, ROSA, ROSA_SEAT
from tests.linkedin_sandbox.server import Server


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("snake_case", {"credentials": {"client_id", "client_secret"}}),
        ("camel_case", {"credentials": {"clientId", "clientSecret"}}),
        ("flat", {"clientId": None, "clientSecret": None}),
    ],
)
def test_where_a_new_applications_secret_stands(sandbox: Server, form: str, expected: dict[str, Any]) -> None:
    sandbox.post("switches", provisioned_credentials=form)
    record = {"uniqueForeignId": "bluebird", "name": "Acorn ATS - Bluebird", "description": "RSC"}
    parent = sandbox.parent()

    made = parent.post("/v2/provisionedApplications", record)
    found = parent.get("/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=bluebird")

    assert found.body["elements"] == [made.body]
    for name, inner in expected.items():
        assert set(made.body[name]) == inner if inner else made.body[name]
    assert ("credentials" in made.body) is (form != "flat")


@pytest.mark.parametrize("form", ["object", "person", "seat", "absent"])
def test_how_an_export_names_the_recruiter(sandbox: Server, form: str) -> None:
    ats = sandbox.customer()
    ats.add_job()
    made = sandbox.post("exports", seat=ROSA_SEAT, member=ODILE, job="REQ-1")
    sandbox.post("switches", export_recruiter=form)

    [element] = ats.get(f"/v2/exportedCandidates?q=request&requestId={made['request_id']}").body["elements"]

    person, seat = ats.urn(ROSA), f"urn:li:seat:{ROSA_SEAT}"
    expected = {
        "object": {"member": person, "seat": seat, "name": "Rosa Lind", "email": "rosa.lind@bluebird.example"},
        "person": person, "seat": seat, "absent": None,
    }  # fmt: skip
    assert element.get("recruiter") == expected[form]


@pytest.mark.parametrize(("value", "is_there"), [("shown", True), ("absent", False)])
def test_whether_a_seat_tells_its_address(sandbox: Server, value: str, is_there: bool) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", seat_email=value)

    [seat] = ats.get(f"/v2/seatsV2?q=attributes&contracts={CONTRACT_URN}&states=ACTIVE&start=0").body[
        "elements"
    ]

    assert ("rosa.lind@bluebird.example" in seat.values()) is is_there


@pytest.mark.parametrize(("value", "status"), [("premium", 202), ("always", 422)])
def test_rule_25_whether_every_job_names_its_poster(sandbox: Server, value: str, status: int) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", poster_email=value)

    [element] = ats.add_job(state=..., jobPostingOperationType="CREATE").body["elements"]
    [named] = ats.add_job(
        "REQ-2", state=..., jobPostingOperationType="CREATE", posterEmail="rosa.lind@bluebird.example"
    ).body["elements"]

    assert (element["status"], named["status"]) == (status, 202)
