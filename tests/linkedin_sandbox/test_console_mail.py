"""A recruiter writes an InMail, the member answers, and each sees their side of it."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.console_cast import HANS, ROSA, AsMember, Recruiter, words_of

ODILE, PAVEL = 10010, 10012


@pytest.fixture
def rosa(address: str) -> Recruiter:
    return Recruiter(address, ROSA)


@pytest.fixture
def odile(address: str) -> AsMember:
    return AsMember(address, ODILE)


@pytest.fixture
def thread(rosa: Recruiter) -> str:
    """Where Rosa's conversation with Odile is: a number, the same on both sides."""
    return rosa.writes(ODILE, subject="Plant engineer in Linz", body="Dear Odile,\nwould you talk with us?")


def test_the_recruiter_comes_to_the_conversation_and_is_told(rosa: Recruiter, thread: str) -> None:
    page = rosa.opens(f"inmail/{thread}")

    assert "InMail sent to" in page.text
    assert "Plant engineer in Linz" in page.text
    assert "InMail sent to" not in rosa.opens(f"inmail/{thread}").text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"subject": "", "body": "Hello"}, "The subject is empty"),
        ({"subject": "Hello", "body": "  "}, "The message is empty"),
        ({"subject": "Hello", "body": "x" * 8001}, "at most 8000 can be sent"),
        ({"subject": "Hello", "body": "Hello", "visibility": "EVERYBODY"}, "PUBLIC or PRIVATE"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_kept(
    rosa: Recruiter, form: dict[str, str], sentence: str
) -> None:
    answer = rosa.posts(f"people/{ODILE}/inmail", **{"visibility": "PUBLIC", **form})

    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert form["subject"] in answer.text


def test_the_member_finds_it_unread_and_reading_makes_it_read(odile: AsMember, thread: str) -> None:
    unread = odile.opens("member/inbox")
    opened = odile.opens(f"member/inbox/{thread}")

    assert unread.all(**{"class": "unread"})
    assert "would you talk with us?" in opened.text
    assert not odile.opens("member/inbox").all(**{"class": "unread"})


def test_the_member_is_asked_about_contact_data_at_the_first_answer_only(
    odile: AsMember, thread: str
) -> None:
    """Inbound 4."""
    before = odile.opens(f"member/inbox/{thread}")
    odile.posts(f"member/inbox/{thread}", body="Gladly.", share="0")
    after = odile.opens(f"member/inbox/{thread}")

    assert before.all(name="share")
    assert not after.all(name="share")


def test_an_answer_without_a_choice_is_refused_and_kept(odile: AsMember, thread: str) -> None:
    answer = odile.posts(f"member/inbox/{thread}", body="Gladly.")

    assert answer.status_code == 422
    assert "Choose first whether to share" in words_of(answer)
    assert "Gladly." in answer.text


def test_what_the_member_shares_the_recruiter_sees(rosa: Recruiter, odile: AsMember, thread: str) -> None:
    """M-32, LinkedIn's half."""
    odile.posts(
        f"member/inbox/{thread}", body="Gladly.", share="1", email="odile@people.example", phone="+999 1"
    )

    page = rosa.opens(f"inmail/{thread}")

    assert "shared contact details with you: odile@people.example , +999 1" in page.text


def test_without_the_yes_nothing_is_shared(rosa: Recruiter, odile: AsMember, thread: str) -> None:
    odile.posts(f"member/inbox/{thread}", body="Gladly.", share="0", email="odile@people.example")

    page = rosa.opens(f"inmail/{thread}")

    assert "Gladly." in page.text
    assert "odile@people.example" not in page.text


def test_the_seats_inbox_counts_and_finds(rosa: Recruiter, odile: AsMember, thread: str) -> None:
    rosa.writes(PAVEL, subject="Cold store", body="Hello")
    odile.posts(f"member/inbox/{thread}", body="I would rather stay in Lyon.", share="0")

    inbox = rosa.opens("inmail")

    assert "1 unread message;" in inbox.text
    assert inbox.all(**{"class": "thread-name"})[0]["href"].endswith(f"/{thread}")
    assert len(rosa.opens("inmail?unread=1").all(**{"class": "thread-name"})) == 1
    assert len(rosa.opens("inmail?q=rather+lyon").all(**{"class": "thread-name"})) == 1
    assert len(rosa.opens("inmail?q=cold").all(**{"class": "thread-name"})) == 1
    assert "No conversation fits" in rosa.opens("inmail?q=zeppelin").text
    rosa.opens(f"inmail/{thread}")
    assert "Everything is read;" in rosa.opens("inmail").text


def test_a_declined_inmail_ends_the_conversation(rosa: Recruiter, odile: AsMember, thread: str) -> None:
    assert odile.posts(f"member/inbox/{thread}/decline").status_code == 302

    page = rosa.opens(f"inmail/{thread}")
    again = rosa.posts(f"inmail/{thread}", body="Please!")

    assert "has declined this InMail" in page.text
    assert not page.all(id="body")
    assert again.status_code == 422


def test_the_recruiter_writes_again(rosa: Recruiter, odile: AsMember, thread: str) -> None:
    assert rosa.posts(f"inmail/{thread}", body="One more thing.").status_code == 302

    assert "One more thing." in odile.opens(f"member/inbox/{thread}").text


def test_a_conversation_is_nobody_elses(address: str, rosa: Recruiter, thread: str) -> None:
    hans, pavel = Recruiter(address, HANS), AsMember(address, PAVEL)

    assert hans.http.get(f"inmail/{thread}").status_code == 404
    assert pavel.http.get(f"member/inbox/{thread}").status_code == 404
    assert "No conversation yet" in hans.opens("inmail").text


def test_a_page_address_that_is_not_whole_says_so(rosa: Recruiter) -> None:
    answer = rosa.http.get("inmail?before=yesterday")

    assert answer.status_code == 404
    assert "The address of this page is not whole" in words_of(answer)


def test_an_open_conversation_follows_by_itself(rosa: Recruiter, odile: AsMember, thread: str) -> None:
    [said] = rosa.opens(f"inmail/{thread}").all(id="said")
    again = said["hx-get"].removeprefix("/recruiter/")
    assert rosa.http.get(again).status_code == 204

    odile.posts(f"member/inbox/{thread}", body="Gladly.", share="1", email="odile@people.example")

    now = rosa.opens(again)
    assert "Gladly." in now.text
    assert "odile@people.example" in now.text
    assert "Everything is read;" in rosa.opens("inmail").text

    [said] = odile.opens(f"member/inbox/{thread}").all(id="said")
    rosa.posts(f"inmail/{thread}", body="When?")
    assert "When?" in odile.opens(said["hx-get"].removeprefix("/recruiter/")).text
