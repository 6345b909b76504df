"""Members who close their account or forbid exports: what an ATS and a recruiter then see (inbound.md 8)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.records import CONTEXT, NOOR, ODILE, ROSA_SEAT
from tests.linkedin_sandbox.recruiting_cast import GENERATIONS, ask, second_company
from tests.linkedin_sandbox.server import Ats, Said, Server


def closed(ats: Ats, generation: str, **query: Any) -> Said:
    usual = {"q": "closed", "integrationContext": CONTEXT, "start": 0, "count": 100}
    return ask(ats, generation, "exportedCandidates", **(usual | query))


def export(sandbox: Server, *members: int | str) -> None:
    for member in members:
        sandbox.post("exports", seat=ROSA_SEAT, member=member, job="REQ-1")


@pytest.mark.parametrize("generation", GENERATIONS)
def test_who_was_exported_and_has_closed_the_account_is_listed(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    ats.add_job()
    export(sandbox, NOOR, NOOR, ODILE)
    assert closed(ats, generation).body["elements"] == []

    gone = sandbox.post(f"members/{NOOR}/close")

    assert closed(ats, generation).body["elements"] == [
        {"member": ats.urn(NOOR), "closedAt": gone["closed_at"]}
    ]


def test_who_was_not_exported_is_nobodys_business(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post(f"members/{NOOR}/close")

    assert closed(ats, "v2").body["elements"] == []


def test_another_customer_hears_nothing_of_it(sandbox: Server) -> None:
    ats, redwood = sandbox.customer(), second_company(sandbox)
    ats.add_job()
    export(sandbox, NOOR)
    sandbox.post(f"members/{NOOR}/close")

    assert closed(redwood, "v2", integrationContext="urn:li:organization:2000118").body["elements"] == []
    assert closed(redwood, "v2").status == 403
    assert closed(ats, "v2", integrationContext=None).status == 400


@pytest.mark.parametrize("generation", GENERATIONS)
def test_pages_follow_the_order_of_going_while_others_leave(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    ats.add_job()
    people = [
        {"id": n, "slug": f"p-{n}", "first_name": "P", "last_name": str(n)} for n in range(20_005, 20_000, -1)
    ]
    sandbox.post("seed", members=people)
    numbers = [person["id"] for person in people]
    export(sandbox, *numbers)
    for number in numbers[:3]:
        sandbox.post(f"members/{number}/close")

    seen = closed(ats, generation, start=0, count=2).body["elements"]
    for number in numbers[3:]:
        sandbox.post(f"members/{number}/close")
    seen += closed(ats, generation, start=2, count=2).body["elements"]
    seen += closed(ats, generation, start=4, count=2).body["elements"]

    assert {one["member"] for one in seen} == {ats.urn(number) for number in numbers}
    assert len(seen) == 5


def test_a_closed_account_is_gone_from_search_and_cannot_be_written_to(sandbox: Server) -> None:
    sandbox.customer()
    assert sandbox.get("members", q="noor")["members"]

    sandbox.post(f"members/{NOOR}/close")

    assert sandbox.get("members", q="noor")["members"] == []
    refused = [
        sandbox.ask("inmails", seat=ROSA_SEAT, member=NOOR, subject="Hi", body="Hi"),
        sandbox.ask("notes", seat=ROSA_SEAT, member=NOOR, content="Gone?"),
        sandbox.ask(f"members/{NOOR}/privacy", exportable=True),
        sandbox.ask("exports", seat=ROSA_SEAT, member=NOOR, job="REQ-1"),
    ]
    assert {said.status for said in refused} == {409}
    assert all("closed" in said.body["error"] for said in refused)


def test_an_account_is_closed_once_and_for_good(sandbox: Server) -> None:
    sandbox.post(f"members/{NOOR}/close")

    again = sandbox.ask(f"members/{NOOR}/close")

    assert (again.status, "cannot be opened again" in again.body["error"]) == (409, True)
    assert sandbox.ask("members/4711/close").status == 404


def test_privacy_decides_whether_odile_can_be_exported(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_job()

    sandbox.post(f"members/{ODILE}/privacy", exportable=False)
    refused = sandbox.ask("exports", seat=ROSA_SEAT, member=ODILE, job="REQ-1")
    sandbox.post(f"members/{ODILE}/privacy", exportable=True)

    assert (refused.status, "privacy" in refused.body["error"]) == (409, True)
    assert sandbox.ask("exports", seat=ROSA_SEAT, member=ODILE, job="REQ-1").status == 200
