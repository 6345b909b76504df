"""InMail on the candidate's page: who wrote what and when, and who may read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.linkedin_web import scenes
from tests.people import Cast, a_person, a_process, hiring_company

from linkedin_sync.connections.services import choose_reading
from linkedin_sync.enums import BodiesFor, MappedBy
from linkedin_sync.models import Connection, MailThread, Seat
from linkedin_sync.seats.services import map_seat
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.hiring.models import HiringProcess

Browser = Callable[[Teammate], Client]


@pytest.fixture
def process(cast: Cast, connection: Connection) -> HiringProcess:
    """Mia is considered; InMail is read; Rosa sits on a seat and Ines does not."""
    scenes.seats(cast, connection, "rosa@recruiter.example")
    with company_context(cast.company.pk):
        map_seat(
            company_id=cast.company.pk,
            seat_id=Seat.objects.get().pk,
            teammate_id=cast.rosa.pk,
            by=MappedBy.ADMIN,
            actor=cast.by_ada,
        )
    choose(cast)
    return a_process(cast, a_person(cast, "Mia", "Brand"))


def choose(cast: Cast, *, inmail: bool = True, bodies_for: BodiesFor = BodiesFor.SEAT_HOLDERS) -> None:
    with company_context(cast.company.pk):
        choose_reading(
            company_id=cast.company.pk,
            syncs_inmail=inmail,
            syncs_notes=True,
            bodies_for=bodies_for,
            actor=cast.by_ada,
        )


def page_of(browser: Client, process: HiringProcess) -> str:
    answer = browser.get(f"/candidates/{process.person.public_id}?whole=on")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_teammate_with_a_seat_reads_the_conversation(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    """M-03: direction, sender, time."""
    scenes.a_conversation(cast, connection, process.person, "May I call you?", "Gladly.")

    page = page_of(browser_of(cast.rosa), process)

    assert "A plant in Lyon" in page
    assert page.index("May I call you?") < page.index("Gladly.")
    assert re.search(r"Sent by</span> <strong>Rosa Recruiter</strong>\s*<time ", page)
    assert re.search(r"Received from</span> <strong>Mia Brand</strong>\s*<time ", page)


def test_a_teammate_without_a_seat_sees_that_there_is_one_and_why_they_may_not_read_it(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    scenes.a_conversation(cast, connection, process.person, "May I call you?", "Gladly.")

    page = page_of(browser_of(cast.ines), process)

    assert "2 messages" in page
    assert "Rosa Recruiter and Mia Brand" in page
    assert "none is mapped to you" in page
    for words in ("May I call you?", "Gladly.", "A plant in Lyon"):
        assert words not in page


def test_an_admin_can_open_it_to_everybody_who_sees_the_candidate(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    scenes.a_conversation(cast, connection, process.person, "May I call you?")

    answer = browser_of(cast.ada).post(
        "/settings/linkedin/reading/choose",
        {"syncs_inmail": "on", "syncs_notes": "on", "bodies_for": "viewers"},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 200
    assert "May I call you?" in page_of(browser_of(cast.ines), process)


def test_only_who_configures_the_integration_chooses(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    answer = browser_of(cast.rosa).post(
        "/settings/linkedin/reading/choose", {"bodies_for": "viewers"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 403
    with company_context(cast.company.pk):
        assert Connection.objects.get().bodies_for == "seat_holders"


def test_a_long_conversation_comes_page_by_page_and_nothing_comes_twice(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    bodies = [f"word {number:03}." for number in range(47)]
    scenes.a_conversation(cast, connection, process.person, *bodies)
    rosa = browser_of(cast.rosa)
    shown = page_of(rosa, process)
    read = re.findall(r"word \d{3}\.", shown)

    while more := re.search(r'hx-get="(/linkedin/person/[^"]+/threads/\d+\?before=[^"]+)"', shown):
        shown = rosa.get(more.group(1)).content.decode()
        read = re.findall(r"word \d{3}\.", shown) + read

    assert read == bodies


def test_many_conversations_come_page_by_page_in_a_constant_number_of_queries(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    rosa = browser_of(cast.rosa)
    for number in range(13):
        thread = scenes.a_conversation(cast, connection, process.person, "Hello", subject=f"Try {number:02}")
        with company_context(cast.company.pk):
            MailThread.objects.filter(pk=thread.pk).update(
                latest_at=thread.latest_at + timedelta(hours=number)
            )
        if number == 0:
            with CaptureQueriesContext(database) as few:
                page_of(rosa, process)

    with CaptureQueriesContext(database) as many:
        shown = page_of(rosa, process)
    read = re.findall(r"Try \d\d", shown)
    while more := re.search(r'hx-get="(/linkedin/person/[^"]+/threads\?after=[^"]+)"', shown):
        shown = rosa.get(more.group(1)).content.decode()
        read += re.findall(r"Try \d\d", shown)

    assert read == [f"Try {number:02}" for number in reversed(range(13))]
    assert len(many) == len(few)


def test_the_part_is_not_sent_again_while_it_shows_the_same(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    scenes.a_conversation(cast, connection, process.person, "May I call you?")
    rosa = browser_of(cast.rosa)
    address = f"/linkedin/person/{process.person.public_id}/correspondence"
    stamp = re.search(r'data-stamp="(\w+)"', rosa.get(address).content.decode())
    assert stamp is not None

    assert rosa.get(f"{address}?seen={stamp.group(1)}").status_code == 204

    scenes.a_conversation(cast, connection, process.person, "And now?")
    again = rosa.get(f"{address}?seen={stamp.group(1)}")
    assert (again.status_code, "And now?" in again.content.decode()) == (200, True)


def test_switched_off_it_says_what_became_of_what_is_there(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    """M-09."""
    scenes.a_conversation(cast, connection, process.person, "May I call you?")

    choose(cast, inmail=False)

    page = page_of(browser_of(cast.rosa), process)
    assert "May I call you?" in page
    assert "not read from LinkedIn any more" in page
    assert "Look for new messages" not in page


def test_notes_stand_with_author_edited_mark_and_deletions(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    """M-03."""
    now = clock.now()
    scenes.a_mirrored_note(cast, connection, process.person, "Wants to move.")
    scenes.a_mirrored_note(
        cast, connection, process.person, "Only to Lyon.", is_edited=True, changed_at=now - timedelta(hours=1)
    )
    scenes.a_mirrored_note(cast, connection, process.person, "", deleted_at=now - timedelta(minutes=5))

    page = page_of(browser_of(cast.rosa), process)

    assert "Wants to move." in page
    assert re.search(r"Edited</span>.*?Only to Lyon\.", page, re.DOTALL)
    assert re.search(r"Deleted on LinkedIn; what it said is gone here, too\. <time", page)
    hidden = page_of(browser_of(cast.ines), process)
    assert "Wants to move." not in hidden
    assert hidden.count("none is mapped to you") == 1


def test_many_notes_come_page_by_page(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    for number in range(23):
        scenes.a_mirrored_note(
            cast, connection, process.person, f"note {number:02}.", age=timedelta(hours=number)
        )
    rosa = browser_of(cast.rosa)
    shown = page_of(rosa, process)
    read = re.findall(r"note \d\d\.", shown)

    while more := re.search(r'hx-get="(/linkedin/person/[^"]+/notes\?after=[^"]+)"', shown):
        shown = rosa.get(more.group(1)).content.decode()
        read += re.findall(r"note \d\d\.", shown)

    assert read == [f"note {number:02}." for number in range(23)]


def test_whoever_did_not_come_through_linkedin_has_no_such_part(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    """M-05."""
    scenes.a_member(cast, process.person)

    assert "linkedin-correspondence" not in page_of(browser_of(cast.rosa), process)


def test_looking_for_new_messages_is_for_readers_and_makes_the_seats_due(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    scenes.a_conversation(cast, connection, process.person, "May I call you?")
    address = f"/linkedin/person/{process.person.public_id}/look"

    assert browser_of(cast.rosa).post(address).status_code == 200
    assert browser_of(cast.ines).post(address).status_code == 403
    assert browser_of(cast.otto).post(address).status_code == 404


def test_a_conversation_of_another_candidate_is_not_reached_through_this_one(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    """M-36."""
    thread = scenes.a_conversation(cast, connection, process.person, *[f"word {n}" for n in range(30)])
    rosa = browser_of(cast.rosa)
    page = page_of(rosa, process)
    other = a_process(cast, a_person(cast, "Max", "Other"))
    mine = re.search(rf"/threads/{thread.pk}\?before=[^\"]+", page)
    assert mine is not None

    assert rosa.get(f"/linkedin/person/{other.person.public_id}{mine.group(0)}").status_code == 404
    rivals = hiring_company("Rivals Ltd", domain="rivals.example")
    for who in (cast.otto, rivals.olga):
        browser = browser_of(who)
        for path in ("correspondence", "threads", mine.group(0)[1:]):
            assert browser.get(f"/linkedin/person/{process.person.public_id}/{path}").status_code == 404


def test_the_connections_page_tells_how_far_linkedin_has_been_read(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    page = browser_of(cast.ada).get("/settings/linkedin").content.decode()

    assert "How far LinkedIn has been read" in page
    assert "of 100,000 calls used today" in page
    assert "still goes when a member closes the account" in page
