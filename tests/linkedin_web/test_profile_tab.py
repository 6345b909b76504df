"""What does the LinkedIn tab of a candidate show to whom, and what becomes of what somebody links there?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.linkedin_web import scenes
from tests.people import Cast, a_person, a_process

from linkedin_sync.enums import CameBy, IntegrationStatus, LinkKind, MappedBy, MatchState
from linkedin_sync.mirror.members import admit_member
from linkedin_sync.models import Connection, Integration, Link, Mark, Seat
from linkedin_sync.seats.services import map_seat
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.people.models import ExternalIdentity, Person

Browser = Callable[[Teammate], Client]
ONE, TWO = "urn:li:person:firstAAAA1111", "urn:li:person:secndBBBB2222"


@pytest.fixture
def mia(cast: Cast, connection: Connection) -> Person:
    """Considered, delivered; Rosa and Ines hold seats."""
    person = a_process(cast, a_person(cast, "Mia")).person
    scenes.delivered(cast, connection, LinkKind.PERSON, person.pk)
    scenes.seats(cast, connection, cast.rosa.email, cast.ines.email)
    with company_context(cast.company.pk):
        Integration.objects.update_or_create(
            company=cast.company,
            connection=connection,
            type="PROFILE_PLUGIN",
            context=connection.organization_urn,
            defaults={"status": IntegrationStatus.ENABLED},
        )
        for teammate in (cast.rosa, cast.ines):
            map_seat(
                company_id=cast.company.pk,
                seat_id=Seat.objects.get(email=teammate.email).pk,
                teammate_id=teammate.pk,
                by=MappedBy.ADMIN,
                actor=cast.by_ada,
            )
    return person


def tab(client: Client, person: Person) -> str:
    answer = client.get(f"/linkedin/person/{person.public_id}/profile")
    assert answer.status_code == 200
    frames = "frame-src" in answer.headers["Content-Security-Policy"]
    assert frames == ("IN/HcmWidget" in answer.content.decode())
    return " ".join(answer.content.decode().split())


def told(client: Client, person: Person, what: str, **values: str) -> tuple[int, str]:
    answer = client.post(f"/linkedin/person/{person.public_id}/{what}", values)
    return answer.status_code, answer.content.decode()


def who(cast: Cast, person: Person) -> tuple[list[str], str]:
    with company_context(cast.company.pk):
        subjects = ExternalIdentity.objects.filter(person=person).values_list("subject", flat=True)
        return list(subjects), Link.objects.get(our_key=str(person.pk)).match_state


def test_with_a_seat_linkedins_plugin_stands_there_and_otherwise_why_not(
    cast: Cast, connection: Connection, mia: Person, browser_of: Browser
) -> None:
    rosa = browser_of(cast.rosa)
    shown = tab(rosa, mia)
    assert f'data-ats-candidate-id="{mia.public_id}"' in shown
    assert f'data-integration-context="{connection.organization_urn}"' in shown
    assert (
        f"/linkedin/person/{mia.public_id}/profile"
        in rosa.get(f"/candidates/{mia.public_id}").content.decode()
    )
    assert "No LinkedIn seat is yours" in tab(browser_of(cast.ada), mia)
    assert browser_of(cast.otto).get(f"/linkedin/person/{mia.public_id}/profile").status_code == 404
    unsent = a_process(cast, a_person(cast, "Noa")).person
    assert "LinkedIn does not have this candidate" in tab(rosa, unsent)
    with company_context(cast.company.pk):
        Integration.objects.filter(type="PROFILE_PLUGIN").delete()
    assert "switched off in LinkedIn" in tab(rosa, mia)
    with company_context(cast.company.pk):
        Connection.objects.update(organization_urn="")
    assert "not connected to LinkedIn" in tab(rosa, mia)


def test_who_is_linked_by_hand_is_kept_and_who_is_unlinked_is_forgotten(
    cast: Cast, mia: Person, browser_of: Browser
) -> None:
    rosa, ines = browser_of(cast.rosa), browser_of(cast.ines)
    assert told(ines, mia, "linked", member=ONE)[0] == 403
    assert told(ines, mia, "unlinked", member=ONE)[0] == 403
    assert told(rosa, mia, "linked", member="javascript:alert(1)")[0] == 409

    status, words = told(rosa, mia, "linked", member=ONE)
    assert (status, "is that LinkedIn member from now on" in words) == (200, True)
    assert who(cast, mia) == ([ONE], MatchState.CHOSEN)
    told(rosa, mia, "linked", member=TWO)
    assert who(cast, mia) == ([TWO], MatchState.CHOSEN)
    with company_context(cast.company.pk):
        assert Mark.objects.filter(kind="person", our_key=str(mia.pk)).exists()

    assert told(rosa, mia, "unlinked", member=TWO)[0] == 200
    assert who(cast, mia) == ([], MatchState.UNREAD)


def test_whom_linkedin_proposed_is_declined_by_unlinking(
    cast: Cast, mia: Person, browser_of: Browser
) -> None:
    with company_context(cast.company.pk):
        Link.objects.filter(our_key=str(mia.pk)).update(
            match_state=MatchState.ONE, match={"members": [ONE], "declined": []}
        )

    told(browser_of(cast.rosa), mia, "unlinked", member=ONE)

    assert who(cast, mia) == ([], MatchState.NOBODY)


def test_who_is_another_candidate_or_came_as_a_member_stays(
    cast: Cast, connection: Connection, mia: Person, browser_of: Browser
) -> None:
    rosa = browser_of(cast.rosa)
    scenes.a_member(cast, a_process(cast, a_person(cast, "Ole")).person, "ole")
    status, words = told(rosa, mia, "linked", member="urn:li:person:ole")
    assert (status, "belongs to another candidate" in words) == (409, True)

    told(rosa, mia, "linked", member=ONE)
    with company_context(cast.company.pk):
        admit_member(company_id=cast.company.pk, connection_id=connection.pk, urn=ONE, came_by=CameBy.EXPORT)
    assert 'data-show-unlink-url="false"' in tab(rosa, mia)
    for what, member in (("linked", TWO), ("unlinked", ONE)):
        status, words = told(rosa, mia, what, member=member)
        assert (status, "That is a fact" in words) == (409, True)
    assert who(cast, mia)[0] == [ONE]
