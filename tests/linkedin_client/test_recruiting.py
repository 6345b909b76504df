"""Is what recruiters did read whatever LinkedIn calls it, and only so far as the caller asks?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from tests.linkedin_client.mock_apps import Answering, all_rest, linkedin

from linkedin_client import LONGEST_SPAN, errors

SEAT = "urn:li:seat:55501"
ODILE = "urn:li:person:dEm0bb02"
CONTRACT = "urn:li:contract:310044551"
SINCE = datetime(2026, 5, 28, 20, 0, tzinfo=UTC)
UNTIL = SINCE + timedelta(hours=12)
MOMENT = datetime(2026, 5, 28, 20, 26, 40, tzinfo=UTC)
AT = 1_780_000_000_000


def messages(element):
    pages = linkedin(Answering(200, {"elements": [element]})).conversation_events.pages(
        SEAT, since=SINCE, until=UNTIL
    )
    return [message for page in pages for message in page]


def stubs(element):
    pages = linkedin(Answering(200, {"elements": [element]})).mail_stubs.pages(CONTRACT, owners=[SEAT])
    return [stub for page in pages for stub in page]


def notes(element):
    pages = linkedin(Answering(200, {"elements": [element]})).prospect_notes.pages(
        CONTRACT, since=SINCE, until=UNTIL
    )
    return [note for page in pages for note in page]


def closed(element):
    pages = linkedin(Answering(200, {"elements": [element]})).exports.closed_pages()
    return [member for page in pages for member in page]


#: A message as LinkedIn may write it; seat and person of the author, recipients, subject and body.
MESSAGES = [
    ({"createdAt": AT}, (None, None, (), "", "")),  # the least
    (
        {"createdAt": {"time": AT}, "author": SEAT, "content": "Hello"},
        (SEAT, None, (), "", "Hello"),
    ),  # plain URN, plain text
    (
        {"created": str(AT), "from": {"person": ODILE}, "to": [{"seat": SEAT}], "subject": "A", "text": "B"},
        (None, ODILE, (SEAT,), "A", "B"),
    ),  # other names, and no content around subject and text
    (
        {"createdAt": "2026-05-28T20:26:40Z", "recipients": ODILE, "content": {"body": None}, "author": {}},
        (None, None, (ODILE,), "", ""),
    ),  # a moment with its zone, one recipient, nothing where something was meant
]


@pytest.mark.parametrize(("element", "expected"), MESSAGES)
def test_a_message_is_read_in_every_form(element, expected):
    (message,) = messages(element)

    assert message.sent_at == MOMENT
    assert (
        message.author_seat,
        message.author_person,
        message.recipients,
        message.subject,
        message.body,
    ) == expected
    assert message.raw == element


def test_a_message_without_its_moment_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood, match="moment"):
        messages({"id": "ev-1"})


def test_a_message_without_an_id_is_known_by_thread_author_and_moment():
    told = {"threadUrn": "urn:li:mailThread:1", "author": {"seat": SEAT}, "createdAt": AT}
    (one,), (same,), (later,) = messages(told), messages(told), messages({**told, "createdAt": AT + 1})

    assert one.key == same.key != later.key
    assert messages({**told, "id": "ev-1"})[0].key == "ev-1"


#: A stub as LinkedIn may write it; person, addresses and numbers.
STUBS = [
    ({"member": ODILE}, (ODILE, (), ())),
    (
        {"emailAddresses": ["o@example.org"], "phoneNumbers": [{"number": "+33 4"}]},
        (None, ("o@example.org",), ("+33 4",)),
    ),
    ({"candidate": {"member": ODILE}, "email": "", "phone": "+33 4"}, (ODILE, (), ("+33 4",))),
]


@pytest.mark.parametrize(("element", "expected"), STUBS)
def test_a_stub_is_read_in_every_form(element, expected):
    (stub,) = stubs(element)

    assert (stub.person_urn, stub.email_addresses, stub.phone_numbers) == expected
    assert stub.contract == CONTRACT


def test_a_stub_of_nobody_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood):
        stubs({"id": "stub-1", "owner": SEAT})


#: A note as LinkedIn may write it; id, whether it stands, owner, person and text.
NOTES = [
    ({"id": 7}, ("7", True, None, None, "")),
    ({"id": "7", "active": False}, ("7", False, None, None, "")),
    (
        {"id": 7, "created": {"time": AT, "actor": SEAT}, "prospect": {"person": ODILE}, "note": "Yes."},
        ("7", True, SEAT, ODILE, "Yes."),
    ),
]


@pytest.mark.parametrize(("element", "expected"), NOTES)
def test_a_note_is_read_in_every_form(element, expected):
    (note,) = notes(element)

    assert (note.id, note.active, note.owner, note.person_urn, note.text) == expected


def test_a_note_without_an_id_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood):
        notes({"content": "Yes."})


def test_a_closed_member_is_a_person_and_perhaps_a_moment():
    assert [(each.person_urn, each.closed_at) for each in closed({"candidate": {"member": ODILE}})] == [
        (ODILE, None)
    ]
    with pytest.raises(errors.AnswerNotUnderstood):
        closed({"closedAt": AT})


@pytest.mark.parametrize("until", [SINCE, SINCE - timedelta(hours=1), UNTIL + timedelta(milliseconds=1)])
def test_a_span_that_linkedin_would_refuse_is_not_asked_for(until):
    app = Answering(200, {"elements": []})

    with pytest.raises(ValueError, match="span"):
        linkedin(app).conversation_events.pages(SEAT, since=SINCE, until=until)
    with pytest.raises(ValueError, match="span"):
        linkedin(app).prospect_notes.pages(CONTRACT, since=SINCE, until=until)

    assert app.requests == []
    assert UNTIL - SINCE == LONGEST_SPAN


def test_stubs_of_nobody_in_particular_are_not_asked_for():
    with pytest.raises(ValueError, match="owners"):
        linkedin(Answering(200, {"elements": []})).mail_stubs.pages(CONTRACT, owners=[])


class NotesInPages:
    def __init__(self, pages):
        self.pages, self.asked = pages, []

    def __call__(self, request):
        self.asked.append(request)
        page = self.pages[len(self.asked) - 1]
        return httpx2.Response(200, json={"elements": [{"id": note} for note in page]})


def test_a_page_is_one_call_when_it_is_asked_for_and_not_before():
    app = NotesInPages([[1, 2], [3, 4], []])
    pages = linkedin(app).prospect_notes.pages(CONTRACT, since=SINCE, until=UNTIL, count=2)
    assert app.asked == []

    first = next(pages)
    assert [note.id for note in first] == ["1", "2"]
    assert len(app.asked) == 1

    assert [[note.id for note in page] for page in pages] == [["3", "4"]]
    assert [request.url.params["start"] for request in app.asked] == ["0", "2", "4"]


@pytest.mark.parametrize("options", [{}, {"dialects": all_rest()}], ids=["v2", "rest"])
def test_notes_of_many_owners_are_one_call_whose_query_travels_in_the_body(options):
    app = Answering(200, {"elements": []})
    owners = [f"urn:li:seat:{number}" for number in range(500)]

    pages = linkedin(app, **options).prospect_notes.pages(CONTRACT, owners=owners, since=SINCE, until=UNTIL)

    assert list(pages) == []
    (request,) = app.requests
    assert request.headers["X-HTTP-Method-Override"] == "GET"
    assert request.content.count(b"urn%3Ali%3Aseat%3A") == 500
