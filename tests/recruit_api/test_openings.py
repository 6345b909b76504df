"""Programs add, rename, close and reopen the seats of a position, as people do, and others are told."""

from __future__ import annotations

import pytest
from tests.people import a_position, a_process

from recruit.base.tenancy import company_context
from recruit.company.enums import AppReach
from recruit.hiring.services import hire_process
from recruit.positions.selectors import openings_of
from recruit.positions.services import hold_position


def test_an_opening_is_added_renamed_closed_and_reopened(cast, program):
    script, position = program(), f"/positions/{cast.position.public_id}"

    added = script.post(f"{position}/openings", {"name": "  Night  shift ", "reason": "Growth"})
    unnamed = script.post(f"{position}/openings", {})
    address = f"{position}/openings/{added.json()['id']}"
    renamed = script.patch(address, {"name": "Late shift"}, If_Match=added["ETag"])
    stale = script.patch(address, {"reason": "Other"}, If_Match=added["ETag"])
    closed = script.post(f"{address}/close")
    again = script.post(f"{address}/close")
    only_closed = script.get(f"{position}/openings?status=closed").json()["items"]
    reopened = script.post(f"{address}/reopen")

    assert [each.status_code for each in (added, unnamed, renamed, closed, reopened)] == [
        201,
        201,
        200,
        200,
        200,
    ]
    assert (added.json()["name"], added.json()["status"]) == ("Night shift", "open")
    assert unnamed.json()["name"] == cast.position.name
    assert (renamed.json()["name"], renamed.json()["reason"]) == ("Late shift", "Growth"), "unnamed: it stays"
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_meanwhile")
    assert closed.json()["closed_at"]
    assert (again.status_code, again.json()["code"]) == (409, "opening_refused")
    assert [each["id"] for each in only_closed] == [added.json()["id"]]
    assert (reopened.json()["status"], reopened.json()["closed_at"]) == ("open", None)
    assert script.get(address)["ETag"] == reopened["ETag"]
    first = script.get(f"{position}/openings?limit=2").json()
    rest = script.get(f"{position}/openings?limit=2&after={first['next']}").json()
    whole = script.get(position).json()["openings"]
    assert [each["id"] for each in first["items"] + rest["items"]] == [each["id"] for each in whole[::-1]]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("state", "method", "rest", "code", "says"),
    [
        ("held", "POST", "", "opening_refused", "Reopen the position"),
        ("held", "POST", "/{id}/reopen", "opening_refused", "Reopen the position"),
        ("filled", "POST", "/{id}/close", "opening_refused", "is filled already"),
        ("filled", "POST", "/{id}/reopen", "opening_refused", "Take back the hire"),
        ("open", "POST", "/{id}/reopen", "opening_refused", "is open already"),
        ("open", "POST", "/opn_nobody/close", "not_found", "has no such opening"),
        ("open", "PATCH", "/opn_nobody", "not_found", "has no such opening"),
    ],
)  # fmt: skip
def test_a_refusal_says_which_rule_and_what_to_do(cast, program, state, method, rest, code, says):
    with company_context(cast.company.pk):
        opening = openings_of(position=cast.position)[0].public_id
        if state == "held":
            hold_position(position=cast.position, actor=cast.by_olga)
        if state == "filled":
            hire_process(process=a_process(cast), actor=cast.by_olga)

    path = f"/positions/{cast.position.public_id}/openings{rest.format(id=opening)}"
    answer = program().call(method, path, {} if method == "PATCH" or not rest else None)

    assert answer.status_code == (404 if code == "not_found" else 409)
    assert answer.json()["code"] == code
    assert says in answer.json()["detail"]


def test_openings_out_of_reach_are_not_there(cast, program):
    secret = a_position(cast, "Secret", is_discreet=True)
    with company_context(cast.company.pk):
        opening = openings_of(position=secret)[0].public_id
    script = program(reach=AppReach.NOT_DISCREET)
    address = f"/positions/{secret.public_id}/openings"

    answers = [
        script.get(address), script.post(address, {}), script.get(f"{address}/{opening}"),
        script.patch(f"{address}/{opening}", {}), script.post(f"{address}/{opening}/close"),
    ]  # fmt: skip

    assert [each.status_code for each in answers] == [404] * 5
    by_another = f"/positions/{cast.position.public_id}/openings/{opening}"
    assert program().get(by_another).status_code == 404, "it is another position's"
