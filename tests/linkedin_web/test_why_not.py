"""What do the pages of a candidate and a position say of why something is not in LinkedIn, and whom do they help?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.linkedin_web import scenes
from tests.people import Cast, a_person, a_position, a_process

from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.services import pause_connection
from linkedin_sync.enums import LinkKind, MarkKind, Shares
from linkedin_sync.models import Connection, Mark
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.hiring.models import HiringProcess

Browser = Callable[[Teammate], Client]
EXCHANGE = {
    "resource": "candidates",
    "method": "PUT",
    "path": "/v2/atsCandidates",
    "status": 200,
    "milliseconds": 12,
    "request_id": "li-77",
    "record": {"firstName": "Mia"},
}


@pytest.fixture
def process(cast: Cast, connection: Connection) -> HiringProcess:
    made = a_process(cast, a_person(cast, "Mia", "Brand"))
    scenes.a_member(cast, made.person)
    scenes.no_marks(cast)
    return made


@pytest.fixture
def stuck(cast: Cast, connection: Connection, process: HiringProcess) -> Mark:
    return scenes.a_mark(
        cast,
        connection,
        MarkKind.PERSON,
        process.person_id,
        parked_reason="permanent",
        parked_text="LinkedIn: /emailAddresses is odd (422).",
        parked_at=clock.now(),
        tried_at=clock.now(),
        attempts=1,
        exchange=EXCHANGE,
    )


def _person(browser: Client, process: HiringProcess) -> str:
    return browser.get(f"/linkedin/person/{process.person.public_id}").content.decode()


def test_an_admin_reads_request_and_answer_and_tries_again(
    cast: Cast, process: HiringProcess, stuck: Mark, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)

    panel = _person(ada, process)
    answer = ada.post(f"/linkedin/send/{process.person.public_id}")

    assert "PUT /v2/atsCandidates" in panel
    assert "li-77" in panel
    assert "Try again" in panel
    assert answer.status_code == 200
    assert "It is being sent" in answer.content.decode()
    with company_context(cast.company.pk):
        woken = Mark.objects.get(pk=stuck.pk)
    assert (woken.parked_reason, woken.attempts, woken.exchange) == ("", 0, None)
    assert "On its way" in _person(ada, process)


def test_a_recruiter_reads_the_sentence_and_not_the_exchange(
    cast: Cast, process: HiringProcess, stuck: Mark, browser_of: Browser
) -> None:
    rosa = browser_of(cast.rosa)

    panel = _person(rosa, process)

    assert "/emailAddresses is odd (422)" in panel
    assert "/v2/atsCandidates" not in panel
    assert "Try again" not in panel
    assert rosa.post(f"/linkedin/send/{process.person.public_id}").status_code == 403
    with company_context(cast.company.pk):
        assert Mark.objects.get(pk=stuck.pk).parked_reason == "permanent"


def test_somebody_without_an_address_gets_the_dialog_for_one(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    unknown = a_process(cast, a_person(cast, "Nobody", "Known"))
    scenes.no_marks(cast)

    panel = _person(browser_of(cast.rosa), unknown)

    assert "LinkedIn takes a candidate only with an e-mail address" in panel
    assert f'hx-get="/candidates/{unknown.person.public_id}/contact-points"' in panel


def test_the_positions_page_says_how_it_stands(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    address = f"/linkedin/position/{cast.position.public_id}"
    scenes.no_marks(cast)
    assert "Not sent" in ada.get(address).content.decode()
    assert "Send now" in ada.get(address).content.decode()

    scenes.delivered(cast, connection, LinkKind.POSITION, cast.position.pk)

    page = ada.get(f"/positions/{cast.position.public_id}/about").content.decode()
    assert "LinkedIn has it as it is here." in page


def test_a_position_that_is_not_shared_says_by_whose_choice(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    with company_context(cast.company.pk):
        agree(
            company_id=cast.company.pk,
            choices=Choices(shares=Shares.NON_DISCREET),
            counts={},
            actor=cast.by_ada,
        )
    scenes.no_marks(cast)

    panel = browser_of(cast.olga).get(f"/linkedin/position/{secret.public_id}").content.decode()

    assert "Discreet positions are not shared with LinkedIn, as an admin chose." in panel
    assert 'href="/settings/linkedin#shares"' in panel


def test_a_pause_leads_to_where_it_is_resumed(
    cast: Cast, connection: Connection, process: HiringProcess, browser_of: Browser
) -> None:
    scenes.a_mark(cast, connection, MarkKind.PERSON, process.person_id)
    with company_context(cast.company.pk):
        pause_connection(company_id=cast.company.pk, actor=cast.by_ada)

    assert "Resume sending" in _person(browser_of(cast.ada), process)
    assert "Resume sending" not in _person(browser_of(cast.rosa), process)


def test_otto_sees_no_position_that_is_not_his(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    secret = a_position(cast, "Secret Successor", is_discreet=True)

    assert browser_of(cast.otto).get(f"/linkedin/position/{secret.public_id}").status_code == 404


def test_what_is_not_there_cannot_be_sent(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    assert browser_of(cast.ada).post("/linkedin/send/per_nobody").status_code == 404
