"""A recruiter exports somebody to the ATS and sees what becomes of it."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.console_cast import HANS, ROSA, Ats, Page, Recruiter, request_id_of

ODILE = 10010


@pytest.fixture
def ats(address: str) -> Ats:
    ats = Ats(address)
    ats.posts_job("JOB-1", "Plant Engineer", code="4711", workplace="On-site")
    ats.posts_job("JOB-2", "Welding Robot Technician", code="4712", workplace="Hybrid")
    ats.posts_job("JOB-3", "Python Developer", code="4713", workplace="Remote")
    return ats


@pytest.fixture
def rosa(address: str) -> Recruiter:
    return Recruiter(address, ROSA)


def titles(page: Page) -> list[str]:
    return [option["data-title"] for option in page.all(role="option")]


def test_the_window_offers_the_ats_by_its_integrations_name(ats: Ats, rosa: Recruiter) -> None:
    """M-11: three dots, "Export to ATS", the window "Export to your ATS"."""
    profile = rosa.opens(f"people/{ODILE}")
    window = rosa.opens(f"people/{ODILE}/export")

    assert "Export to ATS" in profile.text
    assert "Export to your ATS" in window.text
    assert "Acorn ATS" in window.text


def test_without_an_enabled_ats_the_window_says_so(address: str, rosa: Recruiter) -> None:
    window = rosa.opens(f"people/{ODILE}/export")

    assert "No ATS of Bluebird Foods has Export to ATS switched on" in window.text


@pytest.mark.parametrize("typed", ["p", "plant", "eng plant", "4711", "job-1"])
def test_typing_finds_the_position_by_title_code_or_id(ats: Ats, rosa: Recruiter, typed: str) -> None:
    """M-12, from one letter on."""
    assert "Plant Engineer" in titles(rosa.types(typed, member=ODILE))


def test_a_line_shows_title_place_code_and_workplace(ats: Ats, rosa: Recruiter) -> None:
    offered = rosa.types("plant", member=ODILE)

    assert "Plant Engineer Linz,Austria – #4711 – On-site" in offered.text


@pytest.mark.parametrize(
    ("workplace", "expected"),
    [
        # no choice shows all
        ("All", ["Plant Engineer", "Python Developer", "Welding Robot Technician"]),
        ("On-site", ["Plant Engineer"]),
        ("Hybrid", ["Welding Robot Technician"]),
        ("Remote", ["Python Developer"]),
    ],
)
def test_the_workplace_type_narrows_the_positions(
    ats: Ats, rosa: Recruiter, workplace: str, expected: list[str]
) -> None:
    """M-15."""
    assert titles(rosa.types("j", member=ODILE, workplace=workplace)) == expected


def test_what_nobody_may_view_is_not_offered(address: str, rosa: Recruiter) -> None:
    ats = Ats(address, open_to_all=False)
    ats.posts_job("JOB-1", "Plant Engineer")

    offered = rosa.types("plant", member=ODILE)

    assert "No position matches that you may view" in offered.text


def test_a_changed_permission_shows_at_the_next_look(address: str, rosa: Recruiter) -> None:
    """M-13, M-14."""
    ats = Ats(address, open_to_all=False)
    ats.posts_job("JOB-1", "Plant Engineer")
    hans = Recruiter(address, HANS)

    ats.lets_see("JOB-1", seat_member=10003)

    assert titles(rosa.types("plant", member=ODILE)) == ["Plant Engineer"]
    assert titles(hans.types("plant", member=ODILE)) == []


def test_an_export_goes_its_way_until_it_is_in_the_ats(ats: Ats, rosa: Recruiter) -> None:
    """M-16, as LinkedIn sees it: sent, fetched, then the application comes back."""
    answer = rosa.exports(ODILE, job="JOB-1")
    request_id = request_id_of(answer)

    assert answer.headers["HX-Trigger"] == "exported"
    assert "Sent to Acorn ATS" in Page(answer.text).text

    ats.fetches_export(request_id)
    assert "The ATS has fetched it" in rosa.opens(f"exports/{request_id}/toast").text

    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    ats.sends_application("app-1", candidate="cand-1", job="JOB-1", stages=["Application review"])
    assert "In the ATS, considered for this position" in rosa.opens(f"exports/{request_id}/toast").text
    assert "In the ATS" in rosa.opens("exports").text


def test_a_message_that_is_as_the_page_has_it_is_not_sent_again(ats: Ats, rosa: Recruiter) -> None:
    request_id = request_id_of(rosa.exports(ODILE, job="JOB-1"))
    ats.fetches_export(request_id)

    assert rosa.http.get(f"exports/{request_id}/toast?seen=fetched").status_code == 204


def test_a_position_where_the_person_is_in_process_is_marked_before(ats: Ats, rosa: Recruiter) -> None:
    """M-26, said beforehand, and the export stays possible."""
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    ats.sends_application("app-1", candidate="cand-1", job="JOB-1", stages=["Application review"])

    [option] = rosa.types("plant", member=ODILE).all(role="option")

    assert "is already in process for Plant Engineer" in option["data-warning"]
    assert rosa.exports(ODILE, job="JOB-1").status_code == 200


def test_an_ended_process_is_not_marked(ats: Ats, rosa: Recruiter) -> None:
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    ats.sends_application("app-1", candidate="cand-1", job="JOB-1", stages=["Interview", "Rejected"])

    [option] = rosa.types("plant", member=ODILE).all(role="option")

    assert "data-warning" not in option


def test_what_the_ats_did_not_take_up_is_told_with_its_reason(ats: Ats, rosa: Recruiter) -> None:
    """M-26, said afterwards: fetched, and no new application within twenty seconds."""
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    ats.sends_application("app-1", candidate="cand-1", job="JOB-1", stages=["Application review"])
    request_id = request_id_of(rosa.exports(ODILE, job="JOB-1"))
    ats.fetches_export(request_id)

    ats.control("POST", "clock", advance=21)

    told = rosa.opens(f"exports/{request_id}/toast").text
    assert "The ATS did not take it up: already under consideration." in told
    assert "LinkedIn gets no answer from an ATS" in told


def test_an_e_mail_that_is_none_is_refused_in_the_window(ats: Ats, rosa: Recruiter) -> None:
    answer = rosa.exports(ODILE, job="JOB-1", email="nobody at home")

    assert answer.status_code == 422
    assert "is not an e-mail address" in answer.text


def test_the_typed_e_mail_goes_with_the_export_and_no_other(ats: Ats, rosa: Recruiter) -> None:
    """M-18."""
    request_id = request_id_of(rosa.exports(ODILE, job="JOB-1", email="typed@people.example"))

    assert ats.fetches_export(request_id)["candidate"]["emailAddresses"] == ["typed@people.example"]


def test_rosas_exports_are_nobody_elses(ats: Ats, address: str, rosa: Recruiter) -> None:
    request_id = request_id_of(rosa.exports(ODILE, job="JOB-1"))
    hans = Recruiter(address, HANS)

    assert hans.http.get(f"exports/{request_id}/toast").status_code == 404
    assert "Nothing exported yet" in hans.opens("exports").text


def test_without_the_pages_token_nothing_is_exported(ats: Ats, rosa: Recruiter) -> None:
    answer = rosa.http.post(f"people/{ODILE}/export", data={"job": "JOB-1"})

    assert answer.status_code == 403
    assert "Please try again" in answer.text


def test_the_window_and_the_list_show_the_seats_meter(ats: Ats, rosa: Recruiter) -> None:
    """300 exports a month and seat (inbound 3.5)."""
    before = rosa.opens(f"people/{ODILE}/export")
    rosa.exports(ODILE, job="JOB-1")

    assert "0 of 300 this month" in before.text
    assert "1 of 300 this month" in rosa.opens(f"people/{ODILE}/export").text
    assert "1 of 300 this month" in rosa.opens("exports").text


def test_a_full_meter_is_told_before_and_refused_after(ats: Ats, rosa: Recruiter) -> None:
    ats.control("POST", "limits", exports_per_seat_and_month=1)
    ats_number = rosa.first_ats(ODILE)
    rosa.exports(ODILE, job="JOB-1")

    window = rosa.opens(f"people/{ODILE}/export")
    refused = rosa.posts(f"people/{ODILE}/export", ats=ats_number, job="JOB-2")

    assert "Your seat has used up its exports for this month: 1 of 1" in window.text
    assert not window.all(id="job-text")
    assert refused.status_code == 422
    assert "Your seat has used up its exports for this month: 1 of 1" in refused.text
    ats.control("POST", "limits", exports_per_seat_and_month=300)


def test_whose_privacy_forbids_it_is_told_before_and_refused_after(
    ats: Ats, address: str, rosa: Recruiter
) -> None:
    pim = {"id": 99001, "slug": "pim", "first_name": "Pim", "last_name": "Zwart", "exportable": False}
    ats.control("POST", "seed", members=[pim])

    window = rosa.opens("people/99001/export")
    refused = rosa.posts("people/99001/export", ats=rosa.first_ats(ODILE), job="JOB-1")

    assert "privacy settings do not allow an export" in window.text
    assert not window.all(id="job-text")
    assert refused.status_code == 422


def test_the_requisitions_number_finds_the_position(ats: Ats, rosa: Recruiter) -> None:
    ats.posts_job("JOB-9", "Cold Store Lead", code="4719", partnerRequisitionId="R-2026-0815")

    assert titles(rosa.types("R-2026-0815", member=ODILE)) == ["Cold Store Lead"]
    assert titles(rosa.types("%234719", member=ODILE)) == ["Cold Store Lead"]


def test_of_several_atss_the_chosen_one_gets_the_export(ats: Ats, address: str, rosa: Recruiter) -> None:
    other = Ats(address)
    other.posts_job("OTHER-1", "Night Baker", code="9001")
    window = rosa.opens(f"people/{ODILE}/export")
    first, second = [found["value"] for tag, found in window.elements if tag == "option" and "value" in found]

    offered = rosa.opens(f"people/{ODILE}/export/jobs?q=baker&ats={second}&workplace=All")
    answer = rosa.posts(f"people/{ODILE}/export", ats=second, job="OTHER-1")

    assert titles(offered) == ["Night Baker"]
    assert titles(rosa.opens(f"people/{ODILE}/export/jobs?q=baker&ats={first}&workplace=All")) == []
    assert other.fetches_export(request_id_of(answer))["externalJobPostingId"] == "OTHER-1"
