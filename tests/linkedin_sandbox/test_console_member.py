"""A member looks at LinkedIn: chooses who they are, their privacy, what ATSs know, and leaves."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.console_cast import ROSA, AsMember, Ats, Recruiter, request_id_of, words_of

ODILE = 10010


@pytest.fixture
def odile(address: str) -> AsMember:
    return AsMember(address, ODILE)


@pytest.fixture
def rosa(address: str) -> Recruiter:
    return Recruiter(address, ROSA)


def test_any_member_can_be_chosen(odile: AsMember) -> None:
    page = odile.opens("member/choose?q=rosa")
    [rosa] = [found["value"] for found in page.all(name="member")]

    odile.posts("member/choose", member=rosa)

    assert "Change member, now Rosa Calderón" in odile.opens("member/inbox").html


def test_somebody_who_is_nobody_is_asked_to_choose(address: str) -> None:
    import httpx2

    answer = httpx2.get(f"{address}/recruiter/member/privacy")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/recruiter/member/choose"


def test_in_a_seat_one_is_the_member_who_sits_there(rosa: Recruiter) -> None:
    assert "Change member, now Rosa Calderón" in rosa.opens("member/inbox").html


def test_privacy_decides_whether_recruiters_may_export(odile: AsMember, rosa: Recruiter) -> None:
    odile.posts("member/privacy")
    closed = rosa.opens(f"people/{ODILE}")
    odile.posts("member/privacy", exportable="1")

    assert "Does not allow exports" in closed.text
    assert "Does not allow exports" not in rosa.opens(f"people/{ODILE}").text


def test_a_closed_account_is_gone_from_the_recruiters(address: str, odile: AsMember, rosa: Recruiter) -> None:
    thread = rosa.writes(ODILE, subject="Plant engineer", body="Hello")
    rosa.posts(f"people/{ODILE}/projects/save", name="Plant engineers")

    assert "An account that is closed cannot be opened again" in odile.opens("member/close").text
    assert odile.posts("member/close").status_code == 422
    left = odile.posts("member/close", sure="1")

    assert left.headers["Location"] == "/recruiter/member/choose"
    assert "has closed the account" in odile.opens("member/choose").text
    assert odile.http.get("member/inbox").status_code == 302
    assert rosa.http.get(f"people/{ODILE}").status_code == 404
    conversation = rosa.opens(f"inmail/{thread}")
    assert "who has closed the account" in conversation.text
    assert not conversation.all(id="body")
    assert rosa.opens("inmail").all(**{"class": "nobody"})


def test_what_atss_know_is_shown_to_whom_it_is_about(address: str, odile: AsMember, rosa: Recruiter) -> None:
    ats = Ats(address)
    ats.posts_job("JOB-1", "Plant Engineer")
    assert "No ATS has sent anything about you" in odile.opens("member/known").text

    ats.fetches_export(request_id_of(rosa.exports(ODILE, job="JOB-1")))
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    ats.sends_application("app-1", candidate="cand-1", job="JOB-1", stages=["Interview"])

    page = odile.opens("member/known")
    assert "Acorn ATS of Bluebird Foods" in page.text
    assert "Plant Engineer: Interview" in page.text
    assert "By Rosa Calderón for Plant Engineer" in page.text
    assert "fetched by the ATS" in page.text


def test_the_ats_tab_shows_what_the_panel_shows(address: str, rosa: Recruiter) -> None:
    """M-30."""
    ats = Ats(address)
    ats.posts_job("JOB-1", "Plant Engineer")
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    ats.sends_application(
        "app-1", candidate="cand-1", job="JOB-1", stages=["Application review", "Interview"]
    )

    tab = rosa.opens(f"people/{ODILE}/ats")

    assert "Current step: Interview" in tab.text
    assert "Application review (completed)" in tab.text


def test_a_member_who_never_was_is_not_there(odile: AsMember) -> None:
    assert odile.posts("member/choose", member="999999").headers["Location"] == "/recruiter/member/choose"
    assert odile.http.get("member/inbox/424242").status_code == 404
    assert "You have no such conversation" in words_of(odile.http.get("member/inbox/424242"))
