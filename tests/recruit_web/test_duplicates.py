"""Is a possible duplicate told where the candidate is, with its reason, and is it answered there?"""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.people import SETTING_UP, Cast, a_person, a_process
from tests.recruit_web.conftest import HTMX, queries_of, text_of, whole

from recruit.activity.services import add_note
from recruit.base.tenancy import company_context
from recruit.duplicates.models import DuplicateCase, LaterRow, Merge, Scan
from recruit.duplicates.services import check_person
from recruit.hiring.models import HiringProcess
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import Person
from recruit.people.services import add_contact_point, set_external_identity

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
    page = text_of(rosa.get(whole(f"/candidates/{two.public_id}")))
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

    assert queries_of(rosa, "/duplicates") == few <= 15


def test_side_by_side_marks_what_differs_and_offers_the_choice(cast, browser, pair):
    case = _case_of(cast)

    page = browser(cast.rosa).get(f"/duplicates/{case.public_id}")

    said = text_of(page)
    assert "One person, or two?" in said
    assert "% likely one person" in said
    assert said.count(">differs</span>") >= 2, "name and phone"
    assert said.count('name="survivor"') == 2
    assert said.count('name="field-name"') == 2
    assert 'name="field-employer"' not in said, "nobody has one"


def test_the_preview_shows_the_result_and_merging_leads_to_the_survivor(cast, browser, pair):
    one, two = pair
    ours, theirs = a_process(cast, one), a_process(cast, two)
    case = _case_of(cast)
    rosa = browser(cast.rosa)
    assert "Which continues?" in text_of(rosa.get(f"/duplicates/{case.public_id}"))
    chosen = {"survivor": one.public_id, "field-name": two.public_id, "continue-0": theirs.public_id}

    preview = text_of(rosa.get(f"/duplicates/{case.public_id}/preview", chosen))
    assert "<dd>Mia Brand" in preview
    assert "Stops</span>" in preview.replace("\n", "")
    answer = rosa.post(f"/duplicates/{case.public_id}/merge", chosen)

    assert answer["Location"] == f"/candidates/{one.public_id}"
    page = text_of(rosa.get(answer["Location"]))
    assert "Merged with Mia Brand by Rosa Recruiter" in page
    assert "Take back" not in page, "that is for owners and admins"
    with company_context(cast.company.pk):
        assert HiringProcess.objects.get(pk=ours.pk).status == "withdrawn"
        assert HiringProcess.objects.get(pk=theirs.pk).person_id == one.pk
    again = rosa.post(f"/duplicates/{case.public_id}/merge", chosen)
    assert again.status_code in {302, 404}, "a second click finds nothing to do"


def test_the_old_address_leads_to_the_survivor(cast, browser, pair):
    one, two = pair
    case = _case_of(cast)
    rosa = browser(cast.rosa)
    rosa.post(f"/duplicates/{case.public_id}/merge", {"survivor": one.public_id})

    answer = rosa.get(f"/candidates/{two.public_id}/edit?x=1")

    assert (answer.status_code, answer["Location"]) == (302, f"/candidates/{one.public_id}/edit?x=1")
    assert browser(cast.otto).get(f"/candidates/{two.public_id}").status_code == 404
    refused = rosa.post(f"/candidates/{two.public_id}/tags", {"name": "Welder"}, headers=HTMX)
    assert "was merged with" in text_of(refused)


def test_ada_takes_it_back_and_says_whose_is_what_came_since(cast, browser, pair):
    one, two = pair
    case = _case_of(cast)
    browser(cast.rosa).post(f"/duplicates/{case.public_id}/merge", {"survivor": one.public_id})
    with company_context(cast.company.pk):
        merge = Merge.objects.get()
        add_note(company_id=cast.company.pk, person_id=one.pk, text="Came since", actor=cast.by_rosa)
    ada = browser(cast.ada)
    assert "Take back" in text_of(ada.get("/duplicates/merged"))
    assert "Take the merge back" in text_of(ada.get(f"/duplicates/merged/{merge.public_id}"))

    answer = ada.post(f"/duplicates/merged/{merge.public_id}/undo", follow=True)

    assert "are two candidates" in text_of(answer)
    assert "Came since" in text_of(answer)
    with company_context(cast.company.pk):
        part = LaterRow.objects.get()
    answer = ada.post(
        f"/duplicates/merged/{merge.public_id}/parts/{part.pk}", {"person": two.public_id}, follow=True
    )
    assert "has said whose it is" in text_of(answer)
    assert "Came since" in text_of(ada.get(whole(f"/candidates/{two.public_id}")))
    assert ada.get(f"/candidates/{two.public_id}").status_code == 200


def test_two_confirmed_members_are_not_offered_a_merge(cast, browser, pair):
    case = _case_of(cast)
    with company_context(cast.company.pk):
        for number, person in enumerate(pair):
            set_external_identity(
                person=person, provider="network", subject=f"m{number}", verified=True, actor=SETTING_UP
            )

    page = text_of(browser(cast.rosa).get(f"/duplicates/{case.public_id}"))

    assert "These two cannot be merged." in page
    assert "Same person" not in page
    assert "Different people" in page


def _case_of(cast) -> DuplicateCase:
    with company_context(cast.company.pk):
        return DuplicateCase.objects.get()
