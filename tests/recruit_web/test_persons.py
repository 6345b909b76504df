from __future__ import annotations

import re

from tests.people import SETTING_UP, a_person, a_position, a_process
from tests.recruit_web.conftest import HTMX, queries_of, text_of

from recruit.base.tenancy import company_context
from recruit.hiring.models import HiringProcess
from recruit.people.models import Person
from recruit.people.services import add_contact_point, tag_person
from recruit.sources.enums import SourceType
from recruit.sources.services import shared_source


def test_rosa_finds_mia_by_the_beginning_of_name_address_or_number(cast, browser):
    mia = a_person(cast, "Mia", "Brand")
    a_person(cast, "Noor", "Haddad")
    with company_context(cast.company.pk):
        for kind, value in (("email", "m.brand@mail.example"), ("phone", "+49 421 1234567")):
            add_contact_point(person=mia, kind=kind, value=value, provenance="manual", actor=SETTING_UP)
    rosa = browser(cast.rosa)

    for words in ("mia", "brand mi", "m.brand@mail", "+494211234"):
        page = text_of(rosa.get("/candidates", {"q": words}, headers=HTMX))
        assert "Mia Brand" in page, words
        assert "Noor Haddad" not in page, words


def test_the_list_is_narrowed_by_tag(cast, browser):
    tagged, _other = a_person(cast, "Mia", "Brand"), a_person(cast, "Noor", "Haddad")
    with company_context(cast.company.pk):
        tag_person(person=tagged, name="Speaks German", actor=SETTING_UP)

    page = text_of(browser(cast.rosa).get("/candidates?tag=speaks german"))

    assert "Mia Brand" in page
    assert "Noor Haddad" not in page
    assert "1 candidate tagged “speaks german”, newest first" in page


def test_nobody_found_says_why(cast, browser):
    page = text_of(browser(cast.rosa).get("/candidates?q=zeppelin"))

    assert "Nobody matches" in page
    assert "“zeppelin” at the beginning of a name" in page


def test_otto_sees_nobody_and_neither_do_his_counts(cast, browser):
    a_process(cast, a_person(cast, "Mia", "Brand"))

    page = text_of(browser(cast.otto).get("/candidates"))

    assert "Mia Brand" not in page
    assert "No candidates yet" in page
    assert "on a hiring team, its candidates are here" in page


def test_processes_of_hidden_positions_are_left_out_of_a_row(cast, browser):
    mia = a_person(cast, "Mia", "Brand")
    a_process(cast, mia)
    a_process(cast, mia, a_position(cast, "Secret Successor", is_discreet=True))

    assert "Secret Successor" in text_of(browser(cast.olga).get("/candidates"))
    ada = text_of(browser(cast.ada).get("/candidates"))
    assert "Mia Brand" in ada
    assert "Secret Successor" not in ada


def test_a_long_list_is_paged_by_key(cast, browser):
    for number in range(52):
        a_person(cast, "Row", f"Number{number}")
    rosa = browser(cast.rosa)

    first = text_of(rosa.get("/candidates"))
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = text_of(rosa.get(following[1]))

    assert "52 candidates, newest first" in first
    assert "Row Number0" not in first
    assert "Row Number0" in second


def test_a_cut_off_address_of_a_page_is_refused_in_words(cast, browser):
    response = browser(cast.rosa).get("/candidates?after=%%%")

    assert response.status_code == 409
    assert "Start again at the first page." in text_of(response)


def test_the_list_takes_the_same_number_of_queries_however_long(cast, browser):
    rosa = browser(cast.rosa)
    a_process(cast)
    short = queries_of(rosa, "/candidates")

    for _ in range(40):
        a_process(cast)

    assert queries_of(rosa, "/candidates") == short <= 15


def test_rosa_adds_mia_to_the_position_at_once(cast, browser):
    response = browser(cast.rosa).post(
        f"/candidates/new?position={cast.position.public_id}",
        {"first_name": "Mia", "last_name": "Brand", "email": "mia@mail.example", "phone": "+49 421 1234567"},
    )

    with company_context(cast.company.pk):
        mia = Person.objects.get(last_name="Brand")
        assert [process.position for process in mia.processes.all()] == [cast.position]
        assert {point.value for point in mia.contact_points.all()} >= {"mia@mail.example"}
    assert response.url == f"/candidates/{mia.public_id}"


def test_who_is_added_to_a_position_may_have_a_source(cast, browser):
    with company_context(cast.company.pk):
        fair = shared_source(
            company_id=cast.company.pk, name="Hanover Fair", type=SourceType.JOB_FAIR, actor=SETTING_UP
        )
    rosa, address = browser(cast.rosa), f"/candidates/new?position={cast.position.public_id}"

    form = text_of(rosa.get(address))
    rosa.post(address, {"first_name": "Mia", "last_name": "Brand", "source": fair.public_id})
    rosa.post(address, {"first_name": "Noor", "last_name": "Haddad", "source": ""})

    assert "Added by hand</option>" in form
    assert "Hanover Fair</option>" in form
    with company_context(cast.company.pk):
        found = {process.person.first_name: process.source for process in HiringProcess.objects.all()}
    assert found == {"Mia": fair, "Noor": None}
    assert 'name="source"' not in text_of(rosa.get("/candidates/new"))


def test_another_company_s_source_is_none(cast, browser):
    response = browser(cast.rosa).post(
        f"/candidates/new?position={cast.position.public_id}",
        {"first_name": "Mia", "source": "src_elsewhere"},
    )

    assert response.status_code == 422


def test_if_one_part_is_refused_nobody_is_added(cast, browser):
    response = browser(cast.rosa).post(
        "/candidates/new", {"first_name": "Mia", "last_name": "Brand", "phone": "call me"}
    )

    assert response.status_code == 422
    with company_context(cast.company.pk):
        assert not Person.objects.exists()


def test_hans_adds_to_his_position_but_not_without_one(cast, browser):
    hans = browser(cast.hans)

    assert hans.get("/candidates/new").status_code == 403
    assert hans.get(f"/candidates/new?position={cast.position.public_id}").status_code == 200


def test_ines_and_otto_may_not_add_to_the_position(cast, browser):
    address = f"/candidates/new?position={cast.position.public_id}"

    assert browser(cast.ines).post(address, {"first_name": "Mia"}).status_code == 403
    assert browser(cast.otto).post(address, {"first_name": "Mia"}).status_code == 404


def test_quick_search_finds_persons_and_positions_that_one_may_see(cast, browser):
    a_process(cast, a_person(cast, "Wendy", "Brand"))

    rosa = text_of(browser(cast.rosa).get("/search?q=we", headers=HTMX))
    otto = text_of(browser(cast.otto).get("/search?q=we", headers=HTMX))

    assert "Wendy Brand" in rosa
    assert "Welding Robot Technician" in rosa
    assert "Nothing you may see matches “we”" in otto


def test_quick_search_without_scripts_leads_to_the_list(cast, browser):
    response = browser(cast.rosa).get("/search?q=mia brand")

    assert response.url == "/candidates?q=mia+brand"
