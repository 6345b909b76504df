"""May a teammate say which seat is theirs? Through LinkedIn's own consent, in a browser, at the real sandbox (M-10)."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import pytest
from django.test import Client
from tests.linkedin_sync.at_sandbox import (
    INES,
    INES_SEAT,
    NOOR,
    ROSA_SEAT,
    There,
    sandbox,
    sandbox_process,
    there,
)
from tests.linkedin_sync.jobs import run_jobs

from linkedin_sync.enums import MappedBy
from linkedin_sync.models import Seat, SignIn
from linkedin_sync.seats.services import SeatIsOwn, map_seat, unmap_own_seat, unmap_seat
from recruit.company.models import Teammate

__all__ = ["sandbox", "sandbox_process", "there"]

PAGE = "/settings/my-linkedin-seat"


def browser_of(teammate: Teammate) -> Client:
    client = Client()
    client.force_login(teammate, backend="recruit.company.selectors.SignInBackend")
    return client


def consents(there: There, browser: Client, member: int, *, decision: str = "allow") -> str:
    """Press the button in Recruit, then LinkedIn's; answers the way back that LinkedIn sends the browser."""
    address = browser.post(f"{PAGE}/connect").headers["Location"]
    fields = dict(parse_qsl(urlsplit(address).query)) | {"as": str(member)}
    with httpx2.Client(base_url=f"http://127.0.0.1:{there.sandbox.port}") as http:
        page = http.get("/oauth/v2/authorization", params=fields)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token, page.text
        pressed = {"decision": decision, "csrfmiddlewaretoken": token[1]}
        answer = http.post("/oauth/v2/authorization", data=fields | pressed)
    back = urlsplit(answer.headers["Location"])
    assert back.path == "/linkedin/oauth"
    return f"{back.path}?{back.query}"


def signs_in(there: There, teammate: Teammate, member: int) -> Client:
    browser = browser_of(teammate)
    answer = browser.get(consents(there, browser, member))
    assert answer.headers["Location"] == PAGE
    run_jobs()
    return browser


@pytest.fixture
def free(there: There) -> There:
    """Nobody sits anywhere."""
    Seat.objects.update(teammate=None, mapped_by=MappedBy.NOBODY)
    return there


def test_otto_signs_in_and_sits_on_the_seat_of_that_member(free):
    browser = signs_in(free, free.cast.otto, INES)

    seat = free.seat(INES_SEAT)
    assert (seat.teammate, seat.mapped_by) == (free.cast.otto, "own")
    assert "Own account" in browser.get(PAGE).content.decode()
    assert SignIn.objects.get().code == ""


def test_it_wins_over_what_an_admin_mapped_and_an_admin_cannot_overrule_it(free):
    map_seat(
        company_id=free.company_id,
        seat_id=free.seat(INES_SEAT).pk,
        teammate_id=free.cast.ines.pk,
        by=MappedBy.ADMIN,
        actor=free.cast.by_ada,
    )
    signs_in(free, free.cast.otto, INES)

    assert free.seat(INES_SEAT).teammate == free.cast.otto
    with pytest.raises(SeatIsOwn):
        map_seat(
            company_id=free.company_id,
            seat_id=free.seat(INES_SEAT).pk,
            teammate_id=free.cast.ines.pk,
            by=MappedBy.ADMIN,
            actor=free.cast.by_ada,
        )
    unmap_seat(company_id=free.company_id, seat_id=free.seat(INES_SEAT).pk, actor=free.cast.by_ada)
    assert free.seat(INES_SEAT).teammate is None


def test_who_sat_elsewhere_moves(free):
    map_seat(
        company_id=free.company_id,
        seat_id=free.seat(ROSA_SEAT).pk,
        teammate_id=free.cast.otto.pk,
        by=MappedBy.ADMIN,
        actor=free.cast.by_ada,
    )

    signs_in(free, free.cast.otto, INES)

    assert [seat.urn for seat in Seat.objects.filter(teammate=free.cast.otto)] == [f"urn:li:seat:{INES_SEAT}"]


def test_a_member_without_a_seat_is_told_so(free):
    browser = signs_in(free, free.cast.otto, NOOR)

    assert not Seat.objects.filter(teammate=free.cast.otto).exists()
    assert "none of your company" in browser.get(PAGE).content.decode()


def test_whoever_does_not_consent_changes_nothing(free):
    browser = browser_of(free.cast.otto)

    browser.get(consents(free, browser, INES, decision="cancel"))

    assert not SignIn.objects.exists()


def test_a_code_that_somebody_else_slips_in_is_not_taken(free):
    theirs = consents(free, browser_of(free.cast.rosa), INES)
    otto = browser_of(free.cast.otto)
    otto.post(f"{PAGE}/connect")

    answer = otto.get(theirs)

    assert answer.status_code == 409
    assert not SignIn.objects.exists()
    assert parse_qs(urlsplit(theirs).query)["code"]


def test_a_way_back_works_once(free):
    browser = browser_of(free.cast.otto)
    back = consents(free, browser, INES)
    browser.get(back)

    assert browser.get(back).status_code == 409


def test_disconnecting_leaves_the_seat_to_nobody(free):
    signs_in(free, free.cast.otto, INES)

    assert unmap_own_seat(company_id=free.company_id, teammate_id=free.cast.otto.pk, actor=free.cast.by_otto)

    assert free.seat(INES_SEAT).teammate is None
