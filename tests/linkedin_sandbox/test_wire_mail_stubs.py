"""Contact data that members share, through HTTP in both generations: inbound.md 4."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.linkedin_sandbox.records import CONTRACT_URN, NOOR, ODILE, OTHER_CONTRACT, ROSA_SEAT
from tests.linkedin_sandbox.recruiting_cast import (
    GENERATIONS,
    HOUR,
    MORNING,
    ROSAS_SEAT_URN,
    answers,
    rosa_writes,
    same_company,
    second_company,
    stubs,
)
from tests.linkedin_sandbox.server import Server


def share(sandbox: Server, *, at: int, member: int = NOOR, **more: Any) -> None:
    thread = rosa_writes(sandbox, at=at - 1, member=member)
    answers(sandbox, thread, at=at, share_contact=True, **more)


def members(sandbox: Server, *, count: int) -> list[int]:
    """So many people, whom Rosa can write to."""
    numbers = list(range(20_000, 20_000 + count))
    people = [{"id": n, "slug": f"p-{n}", "first_name": f"P{n}", "last_name": "Ito"} for n in numbers]
    sandbox.post("seed", members=people)
    return numbers


@pytest.mark.parametrize("generation", GENERATIONS)
def test_what_noor_shares_at_her_first_reply_can_be_read(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    share(sandbox, at=MORNING, phone="+43 000 123")

    said = stubs(ats, generation, owners=[ROSAS_SEAT_URN])

    [element] = said.body["elements"]
    assert element == {
        "id": element["id"],
        "contract": CONTRACT_URN,
        "owner": ROSAS_SEAT_URN,
        "created": MORNING,
        "member": ats.urn(NOOR),
        "firstName": "Noor",
        "lastName": "Haddad",
        "profileUrl": "https://www.linkedin.com/in/demo-noor-h",
        "emailAddress": "noor.haddad@example.org",
        "phoneNumber": "+43 000 123",
    }


def test_who_shares_nothing_leaves_no_stub(sandbox: Server) -> None:
    ats = sandbox.customer()
    answers(sandbox, rosa_writes(sandbox, at=MORNING), at=MORNING + 1)
    sandbox.post(f"inmails/{rosa_writes(sandbox, at=MORNING, member=ODILE)['id']}/decline")

    assert stubs(ats, "v2").body["elements"] == []


def test_linkedin_asks_at_the_first_reply_to_a_seat_only(sandbox: Server) -> None:
    first = rosa_writes(sandbox, at=MORNING)
    assert sandbox.get(f"inmails/{first['id']}")["asks_to_share"] is True
    answers(sandbox, first, at=MORNING + 1)
    second = rosa_writes(sandbox, at=MORNING + 2)

    assert sandbox.get(f"inmails/{second['id']}")["asks_to_share"] is False
    refused = sandbox.ask(f"inmails/{second['id']}/replies", body="Here I am.", share_contact=True)
    assert refused.status == 409
    assert "first reply" in refused.body["error"]
    assert sandbox.get(f"inmails/{second['id']}")["shared_contact"] is None


def test_of_two_replies_at_the_same_moment_only_one_is_the_first(sandbox: Server) -> None:
    ats = sandbox.customer()
    threads = [rosa_writes(sandbox, at=MORNING + number)["id"] for number in range(6)]

    with ThreadPoolExecutor() as pool:
        said = list(
            pool.map(
                lambda thread: sandbox.ask(f"inmails/{thread}/replies", body="Yes.", share_contact=True),
                threads,
            )
        )

    assert sorted(one.status for one in said) == [200] + [409] * 5
    assert len(stubs(ats, "v2").body["elements"]) == 1


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_span_begins_with_its_start_and_ends_before_its_end(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    people = members(sandbox, count=4)
    for member, after in zip(people, (-1, 0, HOUR - 1, HOUR), strict=True):
        share(sandbox, member=member, at=MORNING + after)

    said = stubs(ats, generation, createdDateStart=MORNING, createdDateEnd=MORNING + HOUR)

    assert [element["created"] for element in said.body["elements"]] == [MORNING, MORNING + HOUR - 1]
    assert len(stubs(ats, generation).body["elements"]) == 4
    assert len(stubs(ats, generation, createdDateStart=MORNING).body["elements"]) == 3
    assert len(stubs(ats, generation, createdDateEnd=MORNING).body["elements"]) == 1
    assert stubs(ats, generation, createdDateStart="monday").status == 400


@pytest.mark.parametrize("generation", GENERATIONS)
def test_several_owners_can_be_named(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    sandbox.post(f"seats/{ROSA_SEAT}/state", admin=True)
    sandbox.post("seed", seats=[{"id": 55503, "contract": 310044551, "member": ODILE}])
    share(sandbox, at=MORNING)
    thread = sandbox.post("inmails", seat=55503, member=NOOR, subject="Hello", body="From Odile", at=MORNING)
    answers(sandbox, thread, at=MORNING + 1, share_contact=True)

    both = stubs(ats, generation, owners=[ROSAS_SEAT_URN, "urn:li:seat:55503"])
    hers = stubs(ats, generation, owners=["urn:li:seat:55503"])

    assert [element["owner"] for element in both.body["elements"]] == [ROSAS_SEAT_URN, "urn:li:seat:55503"]
    assert [element["owner"] for element in hers.body["elements"]] == ["urn:li:seat:55503"]
    assert stubs(ats, generation, owners=["urn:li:seat:1"]).body["elements"] == []
    assert stubs(ats, generation, owners=["55503"]).status == 400


@pytest.mark.parametrize("generation", GENERATIONS)
def test_pages_neither_lose_nor_repeat_while_new_ones_come_in(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    people = members(sandbox, count=6)
    for member in people[:4]:
        share(sandbox, member=member, at=MORNING)

    seen = stubs(ats, generation, start=0, count=2).body["elements"]
    for member in people[4:]:
        share(sandbox, member=member, at=MORNING)
    seen += stubs(ats, generation, start=2, count=2).body["elements"]
    seen += stubs(ats, generation, start=4, count=2).body["elements"]

    assert [element["firstName"] for element in seen] == [f"P{number}" for number in people]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_query_cannot_reach_beyond_result_twenty_thousand(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()

    assert stubs(ats, generation, start=19_900, count=100).status == 200
    assert stubs(ats, generation, start=19_901, count=100).status == 400
    assert stubs(ats, generation, start=20_000, count=1).status == 400


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_contract_of_ones_own_must_be_named(sandbox: Server, generation: str) -> None:
    ats, redwood = sandbox.customer(), second_company(sandbox)
    share(sandbox, at=MORNING)

    assert stubs(ats, generation, contract=None).status == 400
    assert stubs(ats, generation, contract="310044551").status == 400
    assert stubs(ats, generation, contract=f"urn:li:contract:{OTHER_CONTRACT}").status == 403
    assert stubs(redwood, generation).status == 403


def test_noor_has_another_id_for_another_ats(sandbox: Server) -> None:
    bluebird, second = sandbox.customer(), same_company(sandbox)
    share(sandbox, at=MORNING)

    ids = {stubs(ats, "v2", fields="member").body["elements"][0]["member"] for ats in (bluebird, second)}

    assert ids == {bluebird.urn(NOOR), second.urn(NOOR)}
    assert len(ids) == 2
