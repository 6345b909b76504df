"""Where LinkedIn takes a candidate for several members, who sees it, and who decides?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.linkedin_web import scenes
from tests.people import SETTING_UP, Cast, a_person, a_position, a_process

from linkedin_sync.enums import LinkKind, MatchState
from linkedin_sync.models import Connection, Link
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.people.models import Person
from recruit.people.selectors import persons_known_to
from recruit.people.services import set_external_identity

Browser = Callable[[Teammate], Client]
LIST, SETTINGS = "/linkedin/matches", "/settings/linkedin"
ONE, TWO = "urn:li:person:firstAAAA1111", "urn:li:person:secndBBBB2222"


@pytest.fixture
def connection(cast: Cast) -> Connection:
    return scenes.a_connection(cast)


def matched(cast: Cast, connection: Connection, person: Person, *members: str) -> None:
    state = MatchState.SEVERAL if len(members) > 1 else MatchState.ONE
    with company_context(cast.company.pk):
        Link.objects.create(
            company_id=cast.company.pk,
            connection=connection,
            kind=LinkKind.PERSON,
            our_key=str(person.pk),
            external_id=person.public_id,
            fingerprint="f",
            match_state=state,
            match={"members": list(members), "declined": []},
        )


def considered(cast: Cast, first_name: str = "Mia", **more: object) -> Person:
    return a_process(cast, a_person(cast, first_name), **more).person


def page_of(client: Client, person: Person) -> str:
    return client.get(f"/candidates/{person.public_id}?whole=on").content.decode()


def decide(client: Client, person: Person, member: str) -> tuple[int, str]:
    answer = client.post(f"/linkedin/person/{person.public_id}/member", {"member": member})
    return answer.status_code, answer.content.decode()


def test_who_waits_is_counted_listed_and_decided(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    mia = considered(cast)
    matched(cast, connection, mia, ONE, TWO)
    ada, rosa = browser_of(cast.ada), browser_of(cast.rosa)
    assert "1 to decide" in ada.get(SETTINGS).content.decode()
    assert f"/candidates/{mia.public_id}#linkedin-panel" in rosa.get(LIST).content.decode()
    assert "AAAA1111" in page_of(rosa, mia)
    assert "None of them" in page_of(rosa, mia)

    status, words = decide(rosa, mia, TWO)

    assert (status, "LinkedIn is told." in words) == (200, True)
    assert "Nothing to decide" in rosa.get(LIST).content.decode()
    page = page_of(rosa, mia)
    assert "On LinkedIn" in page
    assert "several members" not in page
    with company_context(cast.company.pk):
        assert persons_known_to(company_id=cast.company.pk, provider="linkedin", person_ids=[mia.pk])


def test_a_decision_is_taken_back_by_whoever_may_change_the_candidate(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    mia, ole = considered(cast), considered(cast, "Ole")
    for person in (mia, ole):
        matched(cast, connection, person, f"{ONE}{person.pk}", f"{TWO}{person.pk}")
    rosa, ines = browser_of(cast.rosa), browser_of(cast.ines)
    decide(rosa, mia, f"{TWO}{mia.pk}")
    decide(rosa, ole, "nobody")
    assert "chosen by hand" in page_of(rosa, mia)
    assert "None of the members that LinkedIn proposed" in page_of(rosa, ole)

    for person, button in ((mia, "Not them after all"), (ole, "Decide again")):
        address = f"/linkedin/person/{person.public_id}/member/take-back"
        assert button in page_of(rosa, person)
        assert button not in page_of(ines, person)
        assert ines.post(address).status_code == 403
        assert "LinkedIn is asked anew" in rosa.post(address).content.decode()
        assert button not in page_of(rosa, person)
        assert rosa.post(address).status_code == 409
    assert "is a LinkedIn member" in page_of(rosa, mia)  # as history tells it


def test_one_member_shows_and_can_be_declined(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    mia = considered(cast)
    matched(cast, connection, mia, ONE)
    rosa = browser_of(cast.rosa)
    assert "found by LinkedIn itself" in page_of(rosa, mia)
    assert 'title="On LinkedIn"' in rosa.get("/candidates").content.decode()

    decide(rosa, mia, "nobody")

    page = page_of(rosa, mia)
    assert "found by LinkedIn itself" not in page
    assert 'title="On LinkedIn"' not in rosa.get("/candidates").content.decode()


def test_a_member_of_another_candidate_is_named_and_refused(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    mia, ole = considered(cast), considered(cast, "Ole")
    matched(cast, connection, mia, ONE, TWO)
    with company_context(cast.company.pk):
        set_external_identity(person=ole, provider="linkedin", subject=TWO, verified=True, actor=SETTING_UP)
    rosa = browser_of(cast.rosa)

    assert f"/candidates/{ole.public_id}" in page_of(rosa, mia)
    status, words = decide(rosa, mia, TWO)

    assert status == 409
    assert "belongs to another candidate already" in words
    assert decide(rosa, mia, "")[0] == 409
    assert decide(rosa, mia, "urn:li:person:made-up")[0] == 409


def test_whoever_may_not_change_the_candidate_reads_and_does_not_decide(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    mia = considered(cast)
    matched(cast, connection, mia, ONE, TWO)
    ines, otto = browser_of(cast.ines), browser_of(cast.otto)

    page = page_of(ines, mia)
    assert "several members" in page
    assert "Keep my choice" not in page
    assert decide(ines, mia, ONE)[0] == 403
    assert decide(otto, mia, ONE)[0] == 404


def test_the_list_names_only_whom_one_sees(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    secret = a_position(cast, "Zeppelin Navigator", is_discreet=True)
    hidden = considered(cast, "Hidden", position=secret)
    matched(cast, connection, hidden, ONE, TWO)

    page = browser_of(cast.ada).get(LIST).content.decode()

    assert hidden.full_name not in page
    assert "whom you do not see" in page
    assert hidden.full_name in browser_of(cast.olga).get(LIST).content.decode()
