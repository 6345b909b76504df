"""Signing in, searching, and the operator's pages."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.console_cast import ROSA, Ats, Page, Recruiter


@pytest.fixture
def rosa(address: str) -> Recruiter:
    return Recruiter(address, ROSA)


def names(page: Page) -> int:
    return len(page.all(**{"class": "person-name"}))


def test_without_a_seat_one_is_asked_to_choose(address: str) -> None:
    import httpx2

    answer = httpx2.get(f"{address}/recruiter/people")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/recruiter/sign-in"


def test_everybody_who_could_sign_in_is_listed_by_contract(rosa: Recruiter) -> None:
    page = rosa.opens("sign-in")

    assert "Rosa Calderón" in page.text
    assert "Bluebird Foods, Americas" in page.text
    assert "Sandbox – not LinkedIn" in page.text


def test_a_seat_can_be_left(rosa: Recruiter) -> None:
    rosa.posts("sign-out")

    assert rosa.http.get("people").status_code == 302


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=rosa+calder", "Rosa Calderón"),
        # without the accent, as people type
        ("q=calderon", "Rosa Calderón"),
        ("employer=bluebird&q=hans", "Hans Brückner"),
        ("location=linz&employer=bluebird", "Hans Brückner"),
    ],
)
def test_people_are_found_by_beginnings_of_words(rosa: Recruiter, query: str, expected: str) -> None:
    assert expected in rosa.opens(f"people?{query}").text


def test_the_employer_is_not_looked_for_in_the_name(rosa: Recruiter) -> None:
    assert "Nobody matches" in rosa.opens("people?employer=rosa").text


def test_pages_follow_each_other_without_overlap(rosa: Recruiter) -> None:
    first = rosa.opens("people")
    [following] = first.all(rel="next")

    second = rosa.opens(f"people{following['href']}")

    assert names(first) == names(second) == 25
    assert not {found["href"] for found in first.all(**{"class": "person-name"})} & {
        found["href"] for found in second.all(**{"class": "person-name"})
    }


def test_pages_load_nothing_from_elsewhere(rosa: Recruiter) -> None:
    answer = rosa.http.get("people")

    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "style=" not in answer.text
    assert "<script>" not in answer.text


def test_its_cookies_do_not_meet_the_products(rosa: Recruiter) -> None:
    assert set(rosa.http.cookies) == {"sandbox_session", "sandbox_csrf"}


def test_an_address_without_a_page_is_told_in_the_houses_words(rosa: Recruiter) -> None:
    answer = rosa.http.get("people/999999")

    assert answer.status_code == 404
    assert "Nothing is here" in answer.text


def test_integrations_are_switched_off_and_on_again(address: str, rosa: Recruiter) -> None:
    Ats(address)
    shown = rosa.opens("operator/applications")
    [form] = [found["action"] for tag, found in shown.elements if found.get("action", "").endswith("disable")]

    rosa.posts(form.removeprefix("/recruiter/"))

    off = rosa.opens("operator/applications")
    assert "DISABLED" in off.text
    assert "ENABLED" not in off.text.replace("DISABLED", "")


def test_a_switch_is_turned(rosa: Recruiter) -> None:
    rosa.posts("operator/switches/validation", value='"whole_batch"')

    assert "changed" in rosa.opens("operator/switches").text
