"""Does the client read what recruiters did at the real sandbox? InMail, contact data, notes, closed accounts."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.contract.client_at_sandbox import callback, linkedin, posting, sandbox, sandbox_process
from tests.linkedin_sandbox.records import CONTRACT_URN, NOOR, ODILE, OTHER_CONTRACT, ROSA_SEAT
from tests.linkedin_sandbox.recruiting_cast import (
    HOUR,
    MINUTE,
    MORNING,
    ROSAS_SEAT_URN,
    answers,
    rosa_notes,
    rosa_writes,
)
from tests.linkedin_sandbox.server import Server

from linkedin_client import LinkedIn, errors

__all__ = ["callback", "linkedin", "sandbox", "sandbox_process"]

SINCE = datetime.fromtimestamp(MORNING / 1000, tz=UTC)
UNTIL = SINCE + timedelta(hours=12)


def test_a_conversation_is_read_page_by_page_by_seat_and_time(linkedin: LinkedIn, sandbox: Server) -> None:
    for number in range(3):
        thread = rosa_writes(sandbox, at=MORNING + number * HOUR, subject=f"Plant {number}")
        answers(sandbox, thread, at=MORNING + number * HOUR + MINUTE)
    rosa_writes(sandbox, at=MORNING + 12 * HOUR, subject="Too late")

    pages = list(linkedin.conversation_events.pages(ROSAS_SEAT_URN, since=SINCE, until=UNTIL, count=4))
    first_hour = list(
        linkedin.conversation_events.pages(ROSAS_SEAT_URN, since=SINCE, until=SINCE + timedelta(hours=1))
    )

    assert [len(page) for page in pages] == [4, 2]
    messages = [message for page in pages for message in page]
    assert {message.subject for message in messages} >= {"Plant 0", "Plant 1", "Plant 2"}
    assert [message.author_seat is not None for message in first_hour[0]] == [True, False]
    written, answered = first_hour[0]
    assert (written.author_seat, answered.recipients) == (ROSAS_SEAT_URN, (ROSAS_SEAT_URN,))
    assert written.recipients == (answered.author_person,)
    assert (answered.body, answered.sent_at) == ("Gladly.", SINCE + timedelta(minutes=1))
    assert written.thread_urn == answered.thread_urn
    assert len({message.key for message in messages}) == 6


def test_contact_data_comes_only_from_who_shared_it(linkedin: LinkedIn, sandbox: Server) -> None:
    silent = rosa_writes(sandbox, at=MORNING, member=NOOR)
    answers(sandbox, silent, at=MORNING + MINUTE)
    open_ = rosa_writes(sandbox, at=MORNING, member=ODILE)
    answers(
        sandbox, open_, at=MORNING + MINUTE, share_contact=True, email="odile@home.example", phone="+33 4"
    )

    [[stub]] = linkedin.mail_stubs.pages(CONTRACT_URN, owners=[ROSAS_SEAT_URN], since=SINCE, until=UNTIL)

    assert (stub.first_name, stub.email_addresses, stub.phone_numbers) == (
        "Odile",
        ("odile@home.example",),
        ("+33 4",),
    )
    assert (stub.owner, stub.shared_at) == (ROSAS_SEAT_URN, SINCE + timedelta(minutes=1))
    assert list(linkedin.mail_stubs.pages(CONTRACT_URN, owners=["urn:li:seat:55502"])) == []


def test_a_note_is_read_and_read_again_as_deleted(linkedin: LinkedIn, sandbox: Server) -> None:
    note = rosa_notes(sandbox, at=MORNING + MINUTE, member=ODILE)
    # So many owners that the question has to travel in a body.
    owners = [ROSAS_SEAT_URN, *(f"urn:li:seat:{number}" for number in range(200))]
    [[standing]] = linkedin.prospect_notes.pages(CONTRACT_URN, owners=owners, since=SINCE, until=UNTIL)
    body = json.dumps({"at": MORNING + 2 * MINUTE}).encode()
    assert sandbox.send("DELETE", f"/_sandbox/notes/{note['id']}", body=body).status == 200
    [[gone]] = linkedin.prospect_notes.pages(CONTRACT_URN, since=SINCE, until=UNTIL)

    assert (standing.active, gone.active, standing.id) == (True, False, gone.id)
    assert (standing.text, standing.owner) == ("Open to relocation.", ROSAS_SEAT_URN)
    assert standing.person_urn == gone.person_urn
    foreign = linkedin.prospect_notes.pages(f"urn:li:contract:{OTHER_CONTRACT}", since=SINCE, until=UNTIL)
    with pytest.raises(errors.Forbidden):
        list(foreign)


def test_who_was_exported_and_closes_the_account_is_told(linkedin: LinkedIn, sandbox: Server) -> None:
    linkedin.jobs.upsert([posting()])
    made = sandbox.post("exports", seat=ROSA_SEAT, member=ODILE, job="REQ-1")
    [exported] = linkedin.exports.by_request(made["request_id"])
    assert list(linkedin.exports.closed_pages()) == []

    sandbox.post(f"members/{ODILE}/close")

    [[closed]] = linkedin.exports.closed_pages()
    assert closed.person_urn == exported.member
    assert closed.closed_at is not None
