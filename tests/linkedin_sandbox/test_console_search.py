"""A recruiter narrows the search: by words, by what the ATS knows, by who may be exported."""

from __future__ import annotations

import httpx2
import pytest
from tests.linkedin_sandbox.console_cast import MEI, ROSA, Ats, Page, Recruiter

ODILE, PAVEL = 10010, 10012


@pytest.fixture
def rosa(address: str) -> Recruiter:
    return Recruiter(address, ROSA)


@pytest.fixture
def ats(address: str) -> Ats:
    """Odile was rejected; Pavel was rejected for one position and is being interviewed for another."""
    ats = Ats(address)
    ats.posts_job("JOB-1", "Plant Engineer")
    ats.posts_job("JOB-2", "Quality Lead")
    for member, candidate in ((ODILE, "cand-1"), (PAVEL, "cand-2")):
        ats.sends_candidate(candidate, person=ats.person(member))
        ats.sends_application(
            f"old-{candidate}", candidate=candidate, job="JOB-1", stages=["Interview", "Rejected"]
        )
    ats.sends_application("new", candidate="cand-2", job="JOB-2", stages=["Interview"], name="Quality Lead")
    return ats


def found(page: Page) -> list[int]:
    return [int(name["href"].rsplit("/", 1)[1]) for name in page.all(**{"class": "person-name"})]


def test_past_applicants_are_who_was_considered_and_is_not_now(ats: Ats, rosa: Recruiter) -> None:
    """ "Rediscovered candidates" of LinkedIn (inbound 7.2)."""
    page = rosa.opens("people?past=1")

    assert found(page) == [ODILE]
    assert "Past applicant" in page.text
    assert "1 person, considered by your company before and not now; longest on LinkedIn first" in page.text


def test_in_ats_shows_also_who_is_considered_now(ats: Ats, rosa: Recruiter) -> None:
    assert found(rosa.opens("people?in_ats=1")) == [ODILE, PAVEL]


def test_past_applicants_of_one_company_are_no_other_companys(ats: Ats, address: str) -> None:
    """M-36."""
    page = Recruiter(address, MEI).opens("people?past=1")

    assert found(page) == []
    assert "No past applicant of your company has these words" in page.text


def test_the_title_is_looked_for_where_titles_are(rosa: Recruiter) -> None:
    titled = rosa.opens("people?title=recruit")

    assert "Rosa Calderón" in titled.text
    assert found(rosa.opens("people?title=calderon")) == []


def test_who_does_not_allow_exports_is_shown_with_a_mark_or_hidden(address: str, rosa: Recruiter) -> None:
    document = {
        "members": [
            {
                "id": 99001,
                "slug": "pim-closed",
                "first_name": "Pim",
                "last_name": "Zwart",
                "exportable": False,
            },
            {"id": 99002, "slug": "pam-open", "first_name": "Pam", "last_name": "Zwart"},
        ]
    }
    assert httpx2.post(f"{address}/_sandbox/seed", json=document).is_success

    everybody, allowing = rosa.opens("people?q=zwart"), rosa.opens("people?q=zwart&exportable=1")

    assert found(everybody) == [99001, 99002]
    assert "Does not allow exports" in everybody.text
    assert found(allowing) == [99002]
    assert "1 person; longest on LinkedIn first" in allowing.text


def test_the_filters_are_kept_from_page_to_page(rosa: Recruiter) -> None:
    [following] = rosa.opens("people?exportable=1").all(rel="next")

    assert "exportable=1" in following["href"]


@pytest.mark.parametrize("after", ["-1", "²", "9" * 40, "DROP TABLE"])
def test_an_odd_place_to_go_on_from_is_the_beginning(rosa: Recruiter, after: str) -> None:
    assert found(rosa.opens(f"people?after={after}")) == found(rosa.opens("people"))


def test_one_goes_from_persona_to_persona_and_each_has_its_pages(rosa: Recruiter) -> None:
    def here(path: str) -> list[str]:
        page = rosa.opens(path)
        return [found["href"] for found in page.all(**{"aria-current": "true"})]

    assert here("people") == ["/recruiter/people"]
    assert here("operator/applications") == ["/recruiter/operator/integrations"]
    assert here("operator/seats") == ["/recruiter/operator/integrations"]
    assert here("operator/companies") == ["/recruiter/operator/integrations"]
    assert here("operator/switches") == ["/recruiter/operator/overview"]


def test_the_page_one_is_on_says_so(rosa: Recruiter) -> None:
    page = rosa.opens("exports")

    assert [link["href"] for link in page.all(**{"aria-current": "page"})] == ["/recruiter/exports"]


def test_who_joins_linkedin_after_the_ats_has_sent_them_is_known_at_once(
    ats: Ats, address: str, rosa: Recruiter
) -> None:
    ats.control("POST", "transitions", matching={})
    ats.sends_candidate("cand-9", email="wiktor@mail.example")
    before = found(rosa.opens("people?in_ats=1&q=wiktor"))
    member = {"id": 99003, "slug": "wiktor", "first_name": "Wiktor", "last_name": "Zuch"}

    httpx2.post(f"{address}/_sandbox/seed", json={"members": [member | {"email": "Wiktor@mail.example"}]})

    assert (before, found(rosa.opens("people?in_ats=1&q=wiktor"))) == ([], [99003])


def test_in_a_parked_seat_one_is_told_at_once_and_refused_later(address: str, rosa: Recruiter) -> None:
    seat = {"id": ROSA, "contract": 90001, "member": 10003, "state": "PARKED"}
    assert httpx2.post(f"{address}/_sandbox/seed", json={"seats": [seat]}).is_success

    assert "Your Recruiter seat is not active. You can look" in rosa.opens("people").text
    assert "You can look" not in rosa.opens("member/inbox").text
    assert "Your Recruiter seat is not active." in rosa.opens(f"people/{ODILE}/export").text
    refused = rosa.posts(f"people/{ODILE}/notes", content="Hello", visibility="PRIVATE")
    assert refused.status_code == 422
