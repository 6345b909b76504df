"""The admin's pages of seats: found and paged, parked and activated, made admin, told before and undone."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.admin_cast import HANS_SEAT, NORTH, OLGA, OLGA_SEAT
from tests.linkedin_sandbox.console_cast import Page, Recruiter, Somebody
from tests.linkedin_sandbox.records import (
    CONTRACT,
    CONTRACT_URN,
    NOOR,
    ORGANIZATION,
    OTHER_ORGANIZATION,
    PARKED_SEAT,
    ROSA_SEAT,
)
from tests.linkedin_sandbox.server import Server

LIST = f"operator/seats?company={ORGANIZATION}"


def listed(page: Page) -> list[int]:
    seats = [found.get("href", "").removeprefix("/recruiter/operator/seats/") for found in page.all()]
    return [int(number) for number in seats if number.isdecimal()]


def undoes(admin: Somebody, page: Page) -> None:
    [form] = [found["action"] for _tag, found in page.elements if "?" in found.get("action", "")]
    admin.posts(form.removeprefix("/recruiter/"))


def seat(sandbox: Server, seat_id: int) -> dict[str, object]:
    [found] = [one for one in sandbox.get("seats")["seats"] if one["id"] == seat_id]
    return dict(found)


def test_the_companys_seats_are_listed_contract_by_contract(admin: Somebody) -> None:
    page = admin.opens(LIST)

    assert listed(page) == [ROSA_SEAT, PARKED_SEAT, OLGA_SEAT, HANS_SEAT]
    assert "Bluebird North : 0 of 10 job slots taken, 10 free" in page.text
    assert listed(admin.opens(f"operator/seats?company={OTHER_ORGANIZATION}")) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=olg", [OLGA_SEAT]),
        ("q=ruiz+ol", [OLGA_SEAT]),
        ("q=olga@blue", [OLGA_SEAT]),
        (f"q={HANS_SEAT}", [HANS_SEAT]),
        ("q=zeppelin", []),
        ("q=%00", [ROSA_SEAT, PARKED_SEAT, OLGA_SEAT, HANS_SEAT]),
        ("q=*+OR+(", []),
        (f"q={'9' * 30}", []),
        ("state=PARKED", [PARKED_SEAT]),
        ("state=ASLEEP", [ROSA_SEAT, PARKED_SEAT, OLGA_SEAT, HANS_SEAT]),
        (f"contract={NORTH}", [HANS_SEAT]),
        ("contract=7", []),
    ],
)
def test_they_are_found(admin: Somebody, asked: str, found: list[int]) -> None:
    assert listed(admin.opens(f"{LIST}&{asked}")) == found


def test_many_are_shown_page_by_page_and_the_search_is_kept(sandbox: Server, admin: Somebody) -> None:
    sandbox.post("seed", seats=[{"id": 70000 + n, "contract": NORTH, "member": OLGA} for n in range(40)])

    first = admin.opens(f"{LIST}&q=olga&contract={NORTH}")
    [following] = first.all(rel="next")
    second = admin.opens(f"operator/seats{following['href']}")

    assert listed(first) == [70000 + n for n in range(25)]
    assert listed(second) == [70000 + n for n in range(25, 40)]
    assert second.all(rel="next") == []


def test_parking_is_told_before_done_and_undone(sandbox: Server, admin: Somebody) -> None:
    ats = sandbox.customer()
    sandbox.post("transitions", job_task={}, matching={})
    address = f"operator/seats/{OLGA_SEAT}"
    before = admin.opens(address)

    admin.posts(address, state="PARKED")
    olga = Recruiter(f"http://127.0.0.1:{sandbox.port}", OLGA_SEAT)
    refused = olga.posts(f"people/{NOOR}/notes", content="Hello", visibility="ORGANIZATION")
    parked = seat(sandbox, OLGA_SEAT)["state"]
    active = ats.get(f"/v2/seatsV2?q=attributes&contracts={CONTRACT_URN}&states=ACTIVE&start=0&count=50")
    after = admin.opens(address)
    undoes(admin, after)

    assert "Olga Ruiz can look, but not write InMail" in before.text
    assert "The ATS learns of it when it asks for seats again" in before.text
    assert refused.status_code == 422
    assert parked == "PARKED"
    assert OLGA_SEAT not in [one["id"] for one in active.body["elements"]]
    assert "The seat of Olga Ruiz is parked now." in after.text
    assert seat(sandbox, OLGA_SEAT)["state"] == "ACTIVE"


def test_the_admin_right_is_given_taken_and_given_back(sandbox: Server, admin: Somebody) -> None:
    address = f"operator/seats/{HANS_SEAT}"
    before = admin.opens(address)

    admin.posts(address, admin="0")
    taken = admin.opens(address)
    undoes(admin, taken)
    back = admin.opens(address)

    assert "Bluebird North has no other active admin: nobody can use the plugin for it then." in before.text
    assert "Make admin" in taken.text
    assert "Take the admin right" in back.text


def test_a_seat_shows_how_atss_know_its_recruiter(sandbox: Server, admin: Somebody) -> None:
    ats = sandbox.customer()

    page = admin.opens(f"operator/seats/{OLGA_SEAT}")

    assert ats.urn(OLGA) in page.text
    assert "none: of jobs with ACLs this recruiter sees nothing" in page.text
    assert "0 of 300 this month" in page.text


@pytest.mark.parametrize("form", [{"state": "ASLEEP"}, {"state": ""}, {}])
def test_an_odd_change_is_refused_in_a_sentence(
    sandbox: Server, admin: Somebody, form: dict[str, str]
) -> None:
    answer = admin.posts(f"operator/seats/{OLGA_SEAT}", **form)

    assert answer.status_code == 422
    assert "A seat is ACTIVE, INACTIVE, INVITED, PARKED" in answer.text
    assert seat(sandbox, OLGA_SEAT)["state"] == "ACTIVE"


def test_what_is_not_there_is_told(admin: Somebody) -> None:
    assert "There is no seat 7." in admin.http.get("operator/seats/7").text
    assert admin.posts("operator/seats/7", state="PARKED").status_code == 422
    assert admin.http.get(f"operator/seats/{'9' * 30}").status_code == 404
    assert admin.http.get(f"{LIST}&after=x").status_code == 404


def test_slots_are_set_and_set_back(sandbox: Server, admin: Somebody) -> None:
    admin.posts(f"operator/slots/{CONTRACT}", slots="3")
    after = admin.opens(f"operator/jobs?company={ORGANIZATION}")
    undoes(admin, after)

    assert "Bluebird Recruiter : 0 of 3 job slots taken, 3 free" in after.text
    assert "0 of 10 job slots taken, 10 free" in admin.opens("operator/jobs").text
    assert sandbox.get("job-slots")["contracts"][0]["slots"] == 10


@pytest.mark.parametrize("slots", ["", "-1", "²", "9" * 18, "many"])
def test_odd_slots_are_refused(sandbox: Server, admin: Somebody, slots: str) -> None:
    answer = admin.posts(f"operator/slots/{CONTRACT}", slots=slots)

    assert answer.status_code == 422
    assert "Job slots are a number from 0 to 10,000" in answer.text
    assert admin.posts("operator/slots/7", slots="3").status_code == 404
