"""The review list of closed LinkedIn accounts: who sees it, who decides, what is kept of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.linkedin_web import scenes
from tests.people import Cast, a_person, a_process, hiring_company

from linkedin_client import ClosedMember
from linkedin_sync.mirror.closed import keep_closed
from linkedin_sync.models import Connection, KnownMember
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.hiring.models import HiringProcess

Browser = Callable[[Teammate], Client]
ADDRESS = "/settings/closed-linkedin-accounts"


@pytest.fixture
def process(cast: Cast, connection: Connection) -> HiringProcess:
    """Mia, whose InMail and note were kept until LinkedIn told that she has left."""
    scenes.seats(cast, connection, "rosa@recruiter.example")
    made = a_process(cast, a_person(cast, "Mia", "Brand"))
    scenes.a_conversation(cast, connection, made.person, "May I call you?", "Gladly.")
    scenes.a_mirrored_note(cast, connection, made.person, "Wants to move.")
    with company_context(cast.company.pk):
        keep_closed(connection, [ClosedMember(person_urn="urn:li:person:mia", closed_at=clock.now())])
    return made


def member_id(cast: Cast) -> int:
    with company_context(cast.company.pk):
        return KnownMember.objects.get().pk


def test_the_list_tells_who_left_and_what_was_removed(
    cast: Cast, process: HiringProcess, browser_of: Browser
) -> None:
    page = browser_of(cast.ada).get(ADDRESS).content.decode()

    assert "Mia Brand" in page
    assert "2 InMail messages and 1 LinkedIn note." in page
    assert "Waits for a decision" in page
    assert "May I call you?" not in page


def test_the_candidates_page_says_that_the_account_is_closed(
    cast: Cast, process: HiringProcess, browser_of: Browser
) -> None:
    page = browser_of(cast.rosa).get(f"/candidates/{process.person.public_id}?whole=on").content.decode()

    assert "has closed the LinkedIn account" in page
    for words in ("May I call you?", "Wants to move."):
        assert words not in page


def test_an_admin_decides_with_a_reason_and_it_is_kept(
    cast: Cast, process: HiringProcess, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    address = f"{ADDRESS}/{member_id(cast)}/decide"

    silent = ada.post(address, {"decision": "kept", "reason": " "}, headers={"HX-Request": "true"})
    odd = ada.post(address, {"decision": "burn", "reason": "x"}, headers={"HX-Request": "true"})
    decided = ada.post(
        address, {"decision": "kept", "reason": "Applied to us."}, headers={"HX-Request": "true"}
    )

    assert (silent.status_code, odd.status_code, decided.status_code) == (409, 409, 200)
    assert "Write down why" in silent.content.decode()
    page = ada.get(ADDRESS).content.decode()
    assert "Decided by Ada Admin" in page
    assert "Applied to us." in page


def test_whoever_does_not_look_after_the_integration_gets_nowhere(
    cast: Cast, process: HiringProcess, browser_of: Browser
) -> None:
    """M-07, M-36."""
    rivals = hiring_company("Rivals Ltd", domain="rivals.example")
    given = {"decision": "removed", "reason": "x"}

    assert browser_of(cast.rosa).get(ADDRESS).status_code == 403
    assert "Mia" not in browser_of(rivals.olga).get(ADDRESS).content.decode()
    for who, status in ((cast.rosa, 403), (rivals.olga, 404)):
        answer = browser_of(who).post(
            f"{ADDRESS}/{member_id(cast)}/decide", given, headers={"HX-Request": "true"}
        )
        assert answer.status_code == status


def test_settings_count_what_waits(cast: Cast, process: HiringProcess, browser_of: Browser) -> None:
    page = browser_of(cast.ada).get("/settings/linkedin").content.decode()

    assert re.search(r"Closed LinkedIn accounts <span class=\"badge[^>]*>1<", page)
