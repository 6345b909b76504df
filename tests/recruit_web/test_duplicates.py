"""Is a possible duplicate told where the candidate is, with its reason, and is it answered there?"""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.people import SETTING_UP, Cast, a_person, a_process
from tests.recruit_web.conftest import HTMX, queries_of, text_of

from recruit.base.tenancy import company_context
from recruit.duplicates.models import DuplicateCase, Scan
from recruit.duplicates.services import check_person
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import Person
from recruit.people.services import add_contact_point

pytestmark = pytest.mark.database
HINT = "Possible duplicate of"


@pytest.fixture
def pair(cast: Cast) -> tuple[Person, Person]:
    """Mia twice: once by hand with a phone, once from a form with the same number and another spelling."""
    one, two = a_person(cast, "Mía", "Brandt"), a_person(cast, "Mia", "Brand")
    with company_context(cast.company.pk):
        for person, number in ((one, "+49 421 5550123"), (two, "0421 5550123")):
            add_contact_point(
                person=person,
                kind=ContactKind.PHONE,
                value=number,
                provenance=Provenance.MANUAL,
                actor=SETTING_UP,
            )
        check_person(company_id=cast.company.pk, person_id=two.pk)
    return one, two


def test_the_page_says_why_and_leads_to_the_other_one(cast, browser, pair):
    one, two = pair

    page = browser(cast.rosa).get(f"/candidates/{two.public_id}")

    said = text_of(page)
    assert HINT in said
    assert f'<a href="/candidates/{one.public_id}">Mía Brandt</a>' in said
    assert "The same phone number but for its beginning and a name that differs by a slip" in said
    a_process(cast, two)
    assert HINT not in text_of(browser(cast.hans).get(f"/candidates/{two.public_id}")), (
        "he may not see the other"
    )


def test_who_is_added_by_hand_is_warned_of_on_the_very_next_page(cast, browser):
    a_person(cast, "Noor", "Haddad")
    rosa = browser(cast.rosa)

    answer = rosa.post(reverse("add_person"), {"first_name": "Haddad", "last_name": "Noor"}, follow=True)

    assert HINT in text_of(answer)


def test_different_people_takes_both_off_the_list_and_the_pages(cast, browser, pair):
    _one, two = pair
    rosa = browser(cast.rosa)
    assert "Mía Brandt" in text_of(rosa.get("/duplicates"))
    with company_context(cast.company.pk):
        case = DuplicateCase.objects.get()

    answer = rosa.post(f"/duplicates/{case.public_id}/different", headers=HTMX)

    assert "are different people" in text_of(answer)
    assert "Nobody seems to be here twice" in text_of(rosa.get("/duplicates", headers=HTMX))
    page = text_of(rosa.get(f"/candidates/{two.public_id}"))
    assert HINT not in page
    assert "Possible duplicate decided: different people" in page
    assert rosa.post(f"/duplicates/{case.public_id}/different", headers=HTMX).status_code == 409


def test_who_may_only_look_is_offered_no_answer(cast, browser, pair):
    ines = browser(cast.ines)

    assert "Different people" not in text_of(ines.get("/duplicates"))
    assert ines.post("/duplicates/look", headers=HTMX).status_code == 403


def test_the_whole_company_is_looked_through_from_the_list(cast, browser):
    rosa = browser(cast.rosa)
    assert rosa.post("/duplicates/look").status_code == 302
    assert "Looking through all candidates: 0 %" in text_of(rosa.get("/duplicates"))

    rosa.post("/duplicates/pause")
    assert "Go on" in text_of(rosa.get("/duplicates"))
    rosa.post("/duplicates/resume")

    with company_context(cast.company.pk):
        assert Scan.objects.get().state == "running"


def test_the_list_costs_the_same_for_one_case_and_for_many(cast, browser):
    def twins(*names: str) -> None:
        for name in names:
            for _ in range(2):
                person = a_person(cast, name, f"{name}sen")
            with company_context(cast.company.pk):
                check_person(company_id=cast.company.pk, person_id=person.pk)

    rosa = browser(cast.rosa)
    twins("Anke")
    few = queries_of(rosa, "/duplicates")
    twins("Bruno", "Consuelo", "Heitor", "Wiebke", "Tecla")

    assert queries_of(rosa, "/duplicates") == few <= 22
