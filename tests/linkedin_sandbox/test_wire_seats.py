"""Recruiter's licences, through HTTP in both generations: inbound.md 1.6."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.records import (
    CONTRACT,
    CONTRACT_URN,
    ODILE,
    ORGANIZATION,
    OTHER_CONTRACT,
    PARKED_SEAT,
    ROSA,
    ROSA_SEAT,
)
from tests.linkedin_sandbox.recruiting_cast import GENERATIONS, ask, same_company
from tests.linkedin_sandbox.server import Ats, Said, Server

SECOND_CONTRACT = 310044560


def seats(ats: Ats, generation: str, **query: Any) -> Said:
    usual = {"q": "attributes", "contracts": [CONTRACT_URN], "start": 0, "count": 50}
    return ask(ats, generation, "seatsV2", **(usual | query))


def ids(said: Said) -> list[int]:
    assert said.status == 200, said
    return [element.get("id", element.get("seatId")) for element in said.body["elements"]]


def test_rosas_seat_in_v2(sandbox: Server) -> None:
    ats = sandbox.customer()

    said = seats(ats, "v2", states=["ACTIVE"])

    assert said.body["elements"] == [
        {
            "id": ROSA_SEAT,
            "firstName": "Rosa",
            "lastName": "Lind",
            "contract": CONTRACT_URN,
            "member": ats.urn(ROSA),
            "state": "ACTIVE",
            "email": "rosa.lind@bluebird.example",
        }
    ]
    assert said.body["paging"]["total"] == 1


def test_rest_calls_the_id_seat_id(sandbox: Server) -> None:
    [seat] = seats(sandbox.customer(), "rest", states=["ACTIVE"]).body["elements"]

    assert seat["seatId"] == ROSA_SEAT
    assert "id" not in seat


@pytest.mark.parametrize("generation", GENERATIONS)
def test_without_start_it_fails_or_ten_come(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    more = [{"id": 56_000 + n, "contract": CONTRACT, "member": ODILE} for n in range(12)]
    sandbox.post("seed", seats=more)

    assert seats(ats, generation, start=None).status == 400
    sandbox.post("switches", seats_without_start="ten")
    assert len(ids(seats(ats, generation, start=None, count=None))) == 10
    assert len(ids(seats(ats, generation, count=None))) == 10


@pytest.mark.parametrize("generation", GENERATIONS)
def test_pages_follow_each_other_while_seats_are_added(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()

    seen = ids(seats(ats, generation, start=0, count=1))
    sandbox.post("seed", seats=[{"id": 56_000 + n, "contract": CONTRACT, "member": ODILE} for n in range(2)])
    for start in (1, 2, 3, 4):
        seen += ids(seats(ats, generation, start=start, count=1))

    assert seen == [ROSA_SEAT, PARKED_SEAT, 56_000, 56_001]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_states_can_be_several_and_must_exist(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()

    assert ids(seats(ats, generation, states=["PARKED"])) == [PARKED_SEAT]
    assert ids(seats(ats, generation, states=["ACTIVE", "PARKED"])) == [ROSA_SEAT, PARKED_SEAT]
    assert seats(ats, generation, states=["ASLEEP"]).status == 400


@pytest.mark.parametrize("generation", GENERATIONS)
def test_several_contracts_can_be_asked_for_if_each_is_granted(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    sandbox.post(
        "seed",
        contracts=[{"id": SECOND_CONTRACT, "organization": ORGANIZATION, "name": "Bluebird, Americas"}],
        seats=[{"id": 57_000, "contract": SECOND_CONTRACT, "member": ODILE}],
    )
    both = [CONTRACT_URN, f"urn:li:contract:{SECOND_CONTRACT}"]
    assert seats(ats, generation, contracts=both).status == 403

    sandbox.post(
        "plugin/authorize", client_id=ats.client_id, organization=ORGANIZATION, contract=SECOND_CONTRACT
    )
    assert seats(ats, generation, contracts=both).status == 403
    sandbox.post("integrations/enable", client_id=ats.client_id)

    assert ids(seats(ats, generation, contracts=both)) == [ROSA_SEAT, PARKED_SEAT, 57_000]
    assert ids(seats(ats, generation, contracts=both[1:])) == [57_000]
    for contract in both:
        key = {"integrationContext": contract, "integrationType": "CSA_API", "tenantType": "RECRUITER"}
        shown = ats.read("v2/atsIntegrations", [key | {"dataProvider": "ATS"}])
        assert [one["status"] for one in shown.results.values()] == ["ENABLED"]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_contracts_of_others_and_things_that_are_none_are_refused(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()

    assert seats(ats, generation, contracts=[f"urn:li:contract:{OTHER_CONTRACT}"]).status == 403
    assert seats(ats, generation, contracts=[]).status == 400
    assert seats(ats, generation, contracts=[str(CONTRACT)]).status == 400


def test_csa_api_must_be_on_for_the_contract_not_just_anything(sandbox: Server) -> None:
    ats = sandbox.provision()
    sandbox.post("integrations/enable", client_id=ats.client_id)
    assert seats(ats, "v2").status == 200

    sandbox.post("integrations/disable", client_id=ats.client_id)

    assert seats(ats, "v2").status == 403
    sandbox.post("switches", enabled_integration_required=False)
    assert seats(ats, "v2").status == 200


def test_a_seat_that_the_admin_parks_changes_its_state(sandbox: Server) -> None:
    ats = sandbox.customer()

    sandbox.post(f"seats/{ROSA_SEAT}/state", state="INVITED", admin=True)

    [rosa] = seats(ats, "v2", states=["INVITED"]).body["elements"]
    assert rosa["id"] == ROSA_SEAT
    assert sandbox.ask("inmails", seat=ROSA_SEAT, member=ODILE, subject="Hi", body="Hi").status == 409
    assert sandbox.ask(f"seats/{ROSA_SEAT}/state", state="GONE").status == 400
    assert sandbox.ask("seats/1/state", state="ACTIVE").status == 404


def test_the_old_finder_still_answers(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post(f"seats/{ROSA_SEAT}/state", admin=True)

    said = ats.get(f"/v2/seats?q=seatsByAttributes&contracts={CONTRACT_URN}&active=true&start=0&count=5")
    parked = ats.get(f"/v2/seats?q=seatsByAttributes&contracts={CONTRACT_URN}&active=false")

    assert said.body["elements"] == [
        {
            "id": ROSA_SEAT,
            "firstName": "Rosa",
            "lastName": "Lind",
            "contractId": CONTRACT,
            "member": ats.urn(ROSA),
            "active": True,
            "admin": True,
            "email": "rosa.lind@bluebird.example",
        }
    ]
    assert [seat["id"] for seat in parked.body["elements"]] == [PARKED_SEAT]
    assert ats.get(f"/v2/seats?q=seatsByAttributes&contracts={CONTRACT_URN}&active=perhaps").status == 400
    assert ats.get(f"/rest/seats?q=seatsByAttributes&contracts={CONTRACT_URN}").status == 404


def test_only_the_fields_that_were_asked_for_come(sandbox: Server) -> None:
    [seat] = seats(sandbox.customer(), "v2", states=["ACTIVE"], fields="id,state").body["elements"]

    assert seat == {"id": ROSA_SEAT, "state": "ACTIVE"}


def test_rosa_has_another_id_for_another_ats(sandbox: Server) -> None:
    bluebird, second = sandbox.customer(), same_company(sandbox)

    known = {seats(ats, "v2", states=["ACTIVE"]).body["elements"][0]["member"] for ats in (bluebird, second)}

    assert known == {bluebird.urn(ROSA), second.urn(ROSA)}
    assert len(known) == 2
