"""Recruiters' notes as an ATS reads them, through HTTP in both generations: inbound.md 6."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.records import CONTRACT_URN, NOOR, ODILE, OTHER_CONTRACT
from tests.linkedin_sandbox.recruiting_cast import (
    GENERATIONS,
    HOUR,
    MINUTE,
    MORNING,
    ROSAS_SEAT_URN,
    TWELVE_HOURS,
    notes,
    rosa_notes,
    same_company,
    second_company,
    texts,
)
from tests.linkedin_sandbox.server import Server

EVENING = MORNING + TWELVE_HOURS
DAY = {"cutoffDate": MORNING, "beforeDate": EVENING}


@pytest.mark.parametrize("generation", GENERATIONS)
def test_rosas_note_about_noor_can_be_read(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    note = rosa_notes(sandbox, at=MORNING + 1)

    said = notes(ats, generation, owners=[ROSAS_SEAT_URN], **DAY)

    assert said.body["elements"] == [
        {
            "id": note["id"],
            "active": True,
            "contract": CONTRACT_URN,
            "created": MORNING + 1,
            "lastModified": MORNING + 1,
            "owner": ROSAS_SEAT_URN,
            "member": ats.urn(NOOR),
            "content": "Open to relocation.",
            "visibility": "ORGANIZATION",
        }
    ]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_span_begins_after_cutoff_and_ends_with_before(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    for after in (0, 1, TWELVE_HOURS, TWELVE_HOURS + 1):
        rosa_notes(sandbox, at=MORNING + after, content=f"after {after}")

    assert texts(notes(ats, generation, **DAY)) == ["after 1", f"after {TWELVE_HOURS}"]
    sandbox.post("switches", note_before_date="exclusive")
    assert texts(notes(ats, generation, **DAY)) == ["after 1"]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_twelve_hours_are_answered_and_more_refused(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    longer = {"cutoffDate": MORNING, "beforeDate": EVENING + 1}

    assert notes(ats, generation, **DAY).status == 200
    assert notes(ats, generation, **longer).status == 400
    assert notes(ats, generation, cutoffDate=EVENING, beforeDate=MORNING).status == 400
    assert notes(ats, generation, cutoffDate="today").status == 400
    sandbox.post("switches", activity_window="accept")
    assert notes(ats, generation, **longer).status == 200


@pytest.mark.parametrize("generation", GENERATIONS)
def test_without_a_span_the_last_twelve_hours_come(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    now = sandbox.get("clock")["now"]
    rosa_notes(sandbox, at=now - TWELVE_HOURS - MINUTE, content="yesterday")
    rosa_notes(sandbox, at=now - HOUR, content="an hour ago")

    assert texts(notes(ats, generation)) == ["an hour ago"]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_an_edited_note_comes_again_and_a_deleted_one_as_inactive(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    edited = rosa_notes(sandbox, at=MORNING - HOUR)
    deleted = rosa_notes(sandbox, at=MORNING - HOUR, member=ODILE)
    sandbox.post(f"notes/{edited['id']}", content="Moves in May.", at=MORNING + 1)
    gone = sandbox.send(
        "DELETE", f"/_sandbox/notes/{deleted['id']}", body=f'{{"at": {MORNING + 2}}}'.encode()
    )

    said = notes(ats, generation, **DAY)

    assert gone.status == 200
    shown = [
        (one["content"], one["active"], one["created"], one["lastModified"]) for one in said.body["elements"]
    ]
    assert shown == [
        ("Moves in May.", True, MORNING - HOUR, MORNING + 1),
        ("Open to relocation.", False, MORNING - HOUR, MORNING + 2),
    ]
    sandbox.post("switches", note_dates="created")
    assert notes(ats, generation, **DAY).body["elements"] == []
    before = {"cutoffDate": MORNING - TWELVE_HOURS, "beforeDate": MORNING}
    assert len(notes(ats, generation, **before).body["elements"]) == 2


@pytest.mark.parametrize("generation", GENERATIONS)
def test_pages_neither_lose_nor_repeat_while_new_ones_come_in(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    for number in range(5):
        rosa_notes(sandbox, at=MORNING + 1 + number // 3, content=f"note {number}")

    seen = texts(notes(ats, generation, start=0, count=2, **DAY))
    rosa_notes(sandbox, at=MORNING + HOUR, content="note 5")
    seen += texts(notes(ats, generation, start=2, count=2, **DAY))
    seen += texts(notes(ats, generation, start=4, count=2, **DAY))

    assert seen == [f"note {number}" for number in range(6)]


def test_private_notes_come_as_such_or_not_at_all(sandbox: Server) -> None:
    ats = sandbox.customer()
    rosa_notes(sandbox, at=MORNING + 1, content="For me alone", visibility="PRIVATE")

    [element] = notes(ats, "v2", **DAY).body["elements"]
    assert element["visibility"] == "PRIVATE"
    sandbox.post("switches", private_notes="absent")
    assert notes(ats, "v2", **DAY).body["elements"] == []


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_contract_of_ones_own_must_be_named(sandbox: Server, generation: str) -> None:
    ats, redwood = sandbox.customer(), second_company(sandbox)

    assert notes(ats, generation, contract=None).status == 400
    assert notes(ats, generation, contract=f"urn:li:contract:{OTHER_CONTRACT}").status == 403
    assert notes(redwood, generation).status == 403


@pytest.mark.parametrize("generation", GENERATIONS)
def test_notes_of_named_owners_only(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    rosa_notes(sandbox, at=MORNING + 1)

    assert notes(ats, generation, owners=["urn:li:seat:1"], **DAY).body["elements"] == []
    assert len(notes(ats, generation, owners=["urn:li:seat:1", ROSAS_SEAT_URN], **DAY).body["elements"]) == 1
    assert notes(ats, generation, owners=["rosa"], **DAY).status == 400


def test_noor_has_another_id_for_another_ats(sandbox: Server) -> None:
    bluebird, second = sandbox.customer(), same_company(sandbox)
    rosa_notes(sandbox, at=MORNING + 1)

    ids = {
        notes(ats, "v2", fields="member", **DAY).body["elements"][0]["member"] for ats in (bluebird, second)
    }

    assert ids == {bluebird.urn(NOOR), second.urn(NOOR)}
    assert len(ids) == 2
