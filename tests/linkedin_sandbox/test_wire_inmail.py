"""What an ATS reads of InMail, through HTTP in both generations: inbound.md 5."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.records import CONTEXT, NOOR, ODILE, ROSA_SEAT
from tests.linkedin_sandbox.recruiting_cast import (
    GENERATIONS,
    HOUR,
    MINUTE,
    MORNING,
    ROSAS_SEAT_URN,
    TWELVE_HOURS,
    answers,
    bodies,
    events,
    rosa_writes,
    same_company,
    second_company,
)
from tests.linkedin_sandbox.server import Server

DAY = (MORNING, MORNING + TWELVE_HOURS)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_rosas_inmail_and_noors_answer_come_in_their_order(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    thread = rosa_writes(sandbox, at=MORNING)
    answers(sandbox, thread, at=MORNING + HOUR)

    said = events(ats, generation, time=DAY)

    noor = ats.urn(NOOR)
    assert said.body["elements"] == [
        {
            "id": said.body["elements"][0]["id"],
            "threadUrn": thread["urn"],
            "author": {"seat": ROSAS_SEAT_URN},
            "recipients": [noor],
            "createdAt": MORNING,
            "content": {"subject": "A plant in Lyon", "body": "Hello, may I call?"},
            "visibility": "PUBLIC",
        },
        {
            "id": said.body["elements"][1]["id"],
            "threadUrn": thread["urn"],
            "author": {"member": noor},
            "recipients": [ROSAS_SEAT_URN],
            "createdAt": MORNING + HOUR,
            "content": {"subject": "Re: A plant in Lyon", "body": "Gladly."},
            "visibility": "PUBLIC",
        },
    ]
    assert said.body["paging"] == {"start": 0, "count": 50, "links": []}


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_time_range_begins_with_its_start_and_ends_before_its_end(
    sandbox: Server, generation: str
) -> None:
    ats = sandbox.customer()
    for after in (-1, 0, 1, TWELVE_HOURS - 1, TWELVE_HOURS):
        rosa_writes(sandbox, at=MORNING + after, body=f"after {after}")

    said = events(ats, generation, time=DAY)

    assert bodies(said) == ["after 0", "after 1", f"after {TWELVE_HOURS - 1}"]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_range_of_twelve_hours_is_answered_and_a_longer_one_refused(
    sandbox: Server, generation: str
) -> None:
    ats = sandbox.customer()

    assert events(ats, generation, time=DAY).status == 200
    longer = events(ats, generation, time=(MORNING, MORNING + TWELVE_HOURS + 1))
    assert longer.status == 400
    assert "12 hours" in longer.body["message"]
    sandbox.post("switches", activity_window="accept")
    assert events(ats, generation, time=(MORNING, MORNING + 10 * TWELVE_HOURS)).status == 200


@pytest.mark.parametrize("generation", GENERATIONS)
def test_what_is_left_open_of_the_range_is_the_last_twelve_hours(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    now = sandbox.get("clock")["now"]
    rosa_writes(sandbox, at=now - TWELVE_HOURS - MINUTE, body="yesterday")
    rosa_writes(sandbox, at=now - HOUR, body="an hour ago")

    assert bodies(events(ats, generation)) == ["an hour ago"]
    assert bodies(events(ats, generation, time=(now - 2 * HOUR, None))) == ["an hour ago"]
    assert bodies(events(ats, generation, time=(None, now - HOUR))) == ["yesterday"]
    assert events(ats, generation, time=(MORNING, None)).status == 400


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_range_can_be_required(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", time_range="required")

    assert events(ats, generation).status == 400
    assert events(ats, generation, time=(MORNING, None)).status == 400
    assert events(ats, generation, time=DAY).status == 200


@pytest.mark.parametrize("generation", GENERATIONS)
def test_pages_neither_lose_nor_repeat_a_message_while_new_ones_come_in(
    sandbox: Server, generation: str
) -> None:
    ats = sandbox.customer()
    for number in range(7):
        rosa_writes(sandbox, at=MORNING + number // 2, body=f"message {number}")

    seen = bodies(events(ats, generation, time=DAY, start=0, count=3))
    rosa_writes(sandbox, at=MORNING + HOUR, body="message 7")
    seen += bodies(events(ats, generation, time=DAY, start=3, count=3))
    rosa_writes(sandbox, at=MORNING + 2 * HOUR, body="message 8")
    seen += bodies(events(ats, generation, time=DAY, start=6, count=3))

    assert seen == [f"message {number}" for number in range(9)]
    assert bodies(events(ats, generation, time=DAY, start=9, count=3)) == []


def test_without_a_count_ten_come_and_of_more_than_a_thousand_none(sandbox: Server) -> None:
    ats = sandbox.customer()
    for number in range(11):
        rosa_writes(sandbox, at=MORNING + number)

    assert len(events(ats, "v2", time=DAY, count=None).body["elements"]) == 10
    assert events(ats, "v2", time=DAY, count=1000).status == 200
    assert events(ats, "v2", time=DAY, count=1001).status == 400
    assert events(ats, "v2", time=DAY, start="first").status == 400


@pytest.mark.parametrize("generation", GENERATIONS)
def test_one_thread_can_be_asked_for(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    rosa_writes(sandbox, at=MORNING)
    odile = rosa_writes(sandbox, at=MORNING + 1, member=ODILE, body="Hello Odile")

    assert bodies(events(ats, generation, time=DAY, threadUrn=odile["urn"])) == ["Hello Odile"]
    assert events(ats, generation, time=DAY, threadUrn="t-77").status == 400


@pytest.mark.parametrize("generation", GENERATIONS)
def test_only_the_fields_that_were_asked_for_come(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    rosa_writes(sandbox, at=MORNING)

    said = events(ats, generation, time=DAY, fields="id,content(subject)")

    [element] = said.body["elements"]
    assert element == {"id": element["id"], "content": {"subject": "A plant in Lyon"}}
    assert events(ats, generation, time=DAY, fields="id,content(subject").status == 400


def test_public_and_private_inmails_both_come_and_say_which_they_are(sandbox: Server) -> None:
    ats = sandbox.customer()
    rosa_writes(sandbox, at=MORNING)
    rosa_writes(sandbox, at=MORNING + 1, visibility="PRIVATE")

    said = events(ats, "v2", time=DAY)

    assert [element["visibility"] for element in said.body["elements"]] == ["PUBLIC", "PRIVATE"]


def test_noor_has_another_id_for_another_ats_of_the_same_company(sandbox: Server) -> None:
    bluebird, second = sandbox.customer(), same_company(sandbox)
    rosa_writes(sandbox, at=MORNING)

    [one] = events(bluebird, "v2", time=DAY).body["elements"]
    [other] = events(second, "v2", time=DAY).body["elements"]

    assert one["recipients"] == [bluebird.urn(NOOR)]
    assert other["recipients"] == [second.urn(NOOR)]
    assert one["recipients"] != other["recipients"]
    assert one["id"] == other["id"]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_viewer_must_be_a_seat_of_the_customers_contract(sandbox: Server, generation: str) -> None:
    ats, redwood = sandbox.customer(), second_company(sandbox)

    assert events(redwood, generation, time=DAY).status == 403
    assert events(ats, generation, time=DAY, viewer="urn:li:seat:4711").status == 404
    assert events(ats, generation, time=DAY, viewer=f"urn:li:person:{ROSA_SEAT}").status == 400
    missing = events(ats, generation, time=DAY, viewer=None)
    assert (missing.status, missing.body["message"]) == (400, "Parameter viewer is required")


@pytest.mark.parametrize("generation", GENERATIONS)
def test_without_csa_api_nothing_is_told(sandbox: Server, generation: str) -> None:
    ats = sandbox.customer()
    rosa_writes(sandbox, at=MORNING)
    sandbox.post("integrations/disable", client_id=ats.client_id)

    said = events(ats, generation, time=DAY)

    assert (said.status, said.body["code"]) == (403, "ACCESS_DENIED")


@pytest.mark.parametrize(
    "wrong",
    [
        "timeRange=(start:soon,end:later)",
        "timeRange.start=-5",
        "timeRange=List(1,2)",
        "timeRange=(begin:1)",
        "timeRange=(start:1",
        "timeRange.start=99999999999999999999",
        f"timeRange.start={MORNING}&timeRange.end={MORNING - 1}",
    ],
)
def test_a_range_that_is_none_is_refused(sandbox: Server, wrong: str) -> None:
    ats = sandbox.customer()

    said = ats.get(f"/v2/conversationEvents?q=criteria&viewer={ROSAS_SEAT_URN}&{wrong}")

    assert said.status == 400, said


def test_a_viewer_can_be_asked_for_twelve_times_a_minute(sandbox: Server) -> None:
    ats = sandbox.customer()
    statuses = [events(ats, "v2", time=DAY).status for _call in range(13)]

    assert statuses == [200] * 12 + [429]
    sandbox.post("clock", advance=60)
    assert events(ats, "v2", time=DAY).status == 200
    sandbox.post("switches", inmail_viewer_throttle="off")
    assert {events(ats, "v2", time=DAY).status for _call in range(20)} == {200}


def test_seats_inmail_stubs_and_notes_share_one_day(sandbox: Server) -> None:
    ats = sandbox.customer()
    contract = "urn:li:contract:310044551"
    sandbox.post("limits/throttles", resource="recruiterData", day_calls=3)

    assert events(ats, "v2", time=DAY).status == 200
    assert ats.get(f"/v2/seatsV2?q=attributes&contracts={contract}&start=0").status == 200
    assert ats.get(f"/v2/mailStubs?q=contract&contract={contract}").status == 200
    said = ats.get(f"/v2/prospectNotes?q=criteria&contract={contract}")
    assert (said.status, said.body["code"]) == (429, "TOO_MANY_REQUESTS")
    assert ats.get(f"/v2/exportedCandidates?q=closed&integrationContext={CONTEXT}").status == 200
    sandbox.post("clock", advance=86_400)
    fresh = sandbox.token(ats.client_id, ats.secret).body["access_token"]
    again = sandbox.send(
        "GET",
        f"/v2/prospectNotes?q=criteria&contract={contract}",
        headers={"Authorization": f"Bearer {fresh}"},
    )
    assert again.status == 200
