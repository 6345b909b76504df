"""The ATS indicator: who is known in the ATS, and what this seat may see of it."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.console_cast import HANS, MEI, ROSA, Ats, Recruiter

ODILE = 10010


@pytest.fixture
def rosa(address: str) -> Recruiter:
    return Recruiter(address, ROSA)


@pytest.fixture
def ats(address: str) -> Ats:
    """Odile was rejected for one position and is being interviewed for another."""
    ats = Ats(address)
    ats.posts_job("JOB-1", "Plant Engineer")
    ats.posts_job("JOB-2", "Quality Lead")
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    ats.sends_application(
        "app-1", candidate="cand-1", job="JOB-1", stages=["Application review", "Interview", "Rejected"]
    )
    ats.sends_application(
        "app-2",
        candidate="cand-1",
        job="JOB-2",
        stages=["Application review", "Phone call"],
        name="Quality Lead",
    )
    return ats


def test_the_badge_is_on_the_profile_and_on_the_row(ats: Ats, rosa: Recruiter) -> None:
    """M-29."""
    assert rosa.opens(f"people/{ODILE}").all(id=f"badge-button-{ODILE}")
    assert rosa.opens("people").all(id=f"badge-button-{ODILE}")


def test_nobody_else_has_it(ats: Ats, rosa: Recruiter) -> None:
    badges = rosa.opens("people").all(**{"class": "ats-badge"})

    assert [badge["id"] for badge in badges] == [f"badge-button-{ODILE}"]


def test_the_panel_shows_summary_position_current_and_completed_steps(ats: Ats, rosa: Recruiter) -> None:
    """M-30."""
    panel = rosa.opens(f"people/{ODILE}/indicator")

    assert "In process for 1 position, rejected for 1 position" in panel.text
    assert "Quality Lead" in panel.text
    assert "Current step: Phone call" in panel.text
    assert "Application review (completed)" in panel.text
    assert "Phone call (current)" in panel.text
    assert panel.all(datetime="2026-01-05T09:00:00Z")
    assert panel.all(href="https://ats.example.org/c/cand-1")


def test_only_what_this_seat_may_see_is_shown(address: str, rosa: Recruiter) -> None:
    """M-31."""
    ats = Ats(address, open_to_all=False)
    ats.posts_job("JOB-1", "Plant Engineer")
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    ats.sends_application("app-1", candidate="cand-1", job="JOB-1", stages=["Interview"])
    ats.lets_see("JOB-1", seat_member=10003)

    hans = Recruiter(address, HANS)

    assert "Plant Engineer" in rosa.opens(f"people/{ODILE}/indicator").text
    assert "Plant Engineer" not in hans.opens(f"people/{ODILE}/indicator").text
    assert "There is no hiring process that you may see" in hans.opens(f"people/{ODILE}/indicator").text


def test_another_company_sees_nothing(ats: Ats, address: str) -> None:
    """M-36."""
    mei = Recruiter(address, MEI)

    assert not mei.opens(f"people/{ODILE}").all(id=f"badge-button-{ODILE}")
    assert "Not in the ATS" in mei.opens(f"people/{ODILE}/indicator").text


def test_an_open_panel_refreshes_only_when_something_changed(ats: Ats, rosa: Recruiter) -> None:
    [body] = rosa.opens(f"people/{ODILE}/indicator").all(id="indicator-body")
    again = body["hx-get"].removeprefix("/recruiter/")
    assert rosa.http.get(again).status_code == 204

    ats.sends_application(
        "app-2",
        candidate="cand-1",
        job="JOB-2",
        stages=["Application review", "Phone call", "Hired"],
        name="Quality Lead",
    )

    assert "Hired for 1 position" in rosa.opens(again).text


def test_badges_of_an_open_page_light_up_by_themselves(ats: Ats, rosa: Recruiter) -> None:
    [watch] = rosa.opens("people").all(id="badges-watch")
    again = watch["hx-get"].removeprefix("/recruiter/")
    assert rosa.http.get(again).status_code == 204

    ats.sends_candidate("cand-2", person=ats.person(10012))

    assert rosa.opens(again).all(id="badge-button-10012")


def test_in_ats_narrows_the_search(ats: Ats, rosa: Recruiter) -> None:
    names = rosa.opens("people?in_ats=1").all(**{"class": "person-name"})

    assert [name["href"] for name in names] == [f"/recruiter/people/{ODILE}"]
