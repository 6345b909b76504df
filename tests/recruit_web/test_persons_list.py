"""The list of candidates: filters in its address, searches and columns that are kept, and what is done to many."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from tests.people import SETTING_UP, a_person, a_position, a_process
from tests.recruit_web.conftest import HTMX, text_of

from recruit.base.tenancy import company_context
from recruit.hiring.models import HiringProcess, ManyRun, SavedSearch
from recruit.hiring.services import take_slice
from recruit.people.models import Person
from recruit.people.services import tag_person
from recruit_web.screens.persons import listing
from recruit_web.screens.persons.address import read_address

ADDRESSES = [
    # what is asked, what is understood of it
    ("", ""),
    ("q=mia+brand&order=name", "q=mia+brand&order=name"),
    ("order=newest&q=", ""),  # the usual order and empty words say nothing
    ("status=rejected&status_x=1", "status=rejected"),  # unknown parameters are dropped
    ("status=fired&source_type=moon&prospect=x", ""),  # words that there are not
    ("added_from=2026-02-30&added_to=2026-02-28", "added_to=2026-02-28"),  # a day that there is not
    ("set=nothing_offered", ""),
    ("order=sideways", ""),
    ("tag=Welder&position=pos_1&step=Offer", "tag=Welder&position=pos_1&step=Offer"),
]


@pytest.mark.parametrize(("asked", "understood"), ADDRESSES)
def test_an_address_says_what_was_understood(asked: str, understood: str) -> None:
    assert read_address(QueryDict(asked)).query == understood


def ids(cast, *persons) -> Mapping[str, list[str]]:
    return {"person": [person.public_id for person in persons]}


def undo_of(response) -> tuple[str, dict[str, str]]:
    """The address and the values of the message's way back."""
    html = response.content.decode().replace("&quot;", '"')
    address = re.search(r'hx-post="([^"]+)"', html)
    values = re.search(r"hx-vals=\"(\{.*?\})\"", html)
    assert address
    assert values
    return address.group(1), json.loads(values.group(1))


def test_filters_stand_as_chips_that_can_be_taken_off(cast, browser):
    mia, tom = a_person(cast, "Mia", "Brand"), a_person(cast, "Tom", "Stern")
    a_process(cast, mia)
    with company_context(cast.company.pk):
        tag_person(person=mia, name="Welder", actor=SETTING_UP)
    rosa = browser(cast.rosa)
    address = (
        f"/candidates?tag=Welder&status=in_progress&position={cast.position.public_id}&added_from=2020-01-01"
    )

    page = text_of(rosa.get(address))

    assert "Mia Brand" in page
    assert tom.full_name not in page
    for words in ("Tag:</span> Welder", "Status:</span> In progress", "Position:</span> Welding Robot Technician",
                  "Added since:</span> 1 Jan 2020", "with these filters, newest first"):  # fmt: skip
        assert words in page, words
    without_tag = f"position={cast.position.public_id}&status=in_progress&added_from=2020-01-01"
    assert f'href="/candidates?{without_tag}" aria-label="Take off the filter Tag: Welder"' in page


def test_another_order_is_followed_page_by_page(cast, browser, monkeypatch):
    monkeypatch.setattr(listing, "_SHOWN", 2)
    for name in ("Cora", "Anna", "Bert"):
        a_person(cast, name, "Same")
    rosa = browser(cast.rosa)

    first = text_of(rosa.get("/candidates?order=name"))
    following = re.search(r'href="(/candidates\?order=name&after=[^"]+)"', first)

    assert following
    assert first.index("Anna Same") < first.index("Bert Same")
    assert "Cora Same" in text_of(rosa.get(following.group(1)))


def test_a_slip_of_the_pen_is_said_and_helped(cast, browser):
    a_person(cast, "Mia", "Schmidt")
    rosa = browser(cast.rosa)

    page = text_of(rosa.get("/candidates?q=shmidt"))
    quick = text_of(rosa.get("/search?q=shmidt", headers=HTMX))

    assert "No exact match; similar names:" in page
    assert "Mia Schmidt" in page
    # While one types nobody looks for what sounds alike; the way there is offered.
    assert "Mia Schmidt" not in quick
    assert 'href="/candidates?q=shmidt">Look for similar names' in quick


def test_the_filters_offer_what_there_is(cast, browser):
    a_process(cast)
    rosa = browser(cast.rosa)

    dialog = text_of(rosa.get("/candidates/filters?status=hired&q=mia", headers=HTMX))
    page = text_of(rosa.get("/candidates/filters"))
    offered = text_of(rosa.get("/candidates/positions?position_query=weld", headers=HTMX))
    hidden = text_of(browser(cast.otto).get("/candidates/positions?position_query=weld", headers=HTMX))

    assert '<option value="hired" selected>Hired</option>' in dialog
    assert '<input type="hidden" name="q" value="mia">' in dialog
    assert '<option value="CV review" >CV review</option>' in dialog
    assert "Filters</h1>" in page
    assert "Welding Robot Technician" in offered
    assert "No position that you may see matches “weld”" in hidden


def test_a_search_is_kept_shared_and_deleted_by_its_owner(cast, browser):
    rosa, hans, ada = browser(cast.rosa), browser(cast.hans), browser(cast.ada)

    empty = rosa.post("/candidates/searches", {"query": "status=hired", "name": ""}, headers=HTMX)
    rosa.post("/candidates/searches", {"query": "status=hired&x=1", "name": "Hired ones", "is_shared": "on"})
    rosa.post("/candidates/searches", {"query": "q=mia", "name": "Mine"})

    assert empty.status_code == 422
    mine, others = text_of(rosa.get("/candidates")), text_of(hans.get("/candidates"))
    assert 'href="/candidates?status=hired"' in mine
    assert 'href="/candidates?q=mia"' in mine
    assert 'href="/candidates?status=hired"' in others
    assert 'href="/candidates?q=mia"' not in others
    with company_context(cast.company.pk):
        shared, own = SavedSearch.objects.order_by("name")
    assert hans.post(f"/searches/{shared.public_id}/delete").status_code == 403
    assert hans.post(f"/searches/{own.public_id}/delete").status_code == 404
    assert ada.post(f"/searches/{shared.public_id}/delete").status_code == 302
    assert rosa.post(f"/searches/{own.public_id}/delete").status_code == 302
    with company_context(cast.company.pk):
        assert not SavedSearch.objects.exists()


def test_each_teammate_chooses_their_own_columns(cast, browser):
    person = a_person(cast, "Mia", "Brand", employer="Robots Example")
    a_process(cast, person)
    rosa = browser(cast.rosa)

    rosa.post("/candidates/columns", {"column": ["employer", "active", "nothing"], "query": "q=mia"})

    page, of_olga = text_of(rosa.get("/candidates")), text_of(browser(cast.olga).get("/candidates"))
    assert "Employer:</span> Robots Example" in page
    assert "active <time" in page
    assert "added <time" not in page
    assert "added <time" in of_olga
    dialog = text_of(rosa.get("/candidates/columns", headers=HTMX))
    assert 'value="employer" checked' in dialog
    assert 'value="tags" >' in dialog


def test_many_are_tagged_at_once_and_only_those_newly_tagged_lose_it_again(cast, browser):
    mia, tom = a_person(cast, "Mia", "Brand"), a_person(cast, "Tom", "Stern")
    with company_context(cast.company.pk):
        tag_person(person=tom, name="Welder", actor=SETTING_UP)
    rosa = browser(cast.rosa)

    done = rosa.post("/candidates/tag", {**ids(cast, mia, tom), "name": "welder"}, headers=HTMX)
    assert "2 candidates tagged with “welder”." in text_of(done)
    assert {row.full_name for row in tagged(cast)} == {"Mia Brand", "Tom Stern"}
    address, values = undo_of(done)
    rosa.post(address, values, headers=HTMX)

    assert {row.full_name for row in tagged(cast)} == {"Tom Stern"}


def tagged(cast):
    with company_context(cast.company.pk):
        return list(Person.objects.filter(person_tags__tag__normalized="welder"))


def test_whom_one_may_not_change_is_left_alone(cast, browser):
    visible = a_person(cast, "Mia", "Brand")
    a_process(cast, visible)
    hidden = a_person(cast, "Tom", "Stern")
    a_process(cast, hidden, a_position(cast, "Secret", is_discreet=True))

    rosa = browser(cast.rosa).post(
        "/candidates/tag", {**ids(cast, visible, hidden), "name": "Welder"}, headers=HTMX
    )
    ines = browser(cast.ines).post("/candidates/tag", {**ids(cast, visible), "name": "X"}, headers=HTMX)

    assert "1 candidate tagged with “Welder”. 1 of those you chose you may not change." in text_of(rosa)
    assert ines.status_code == 403


def test_many_advance_and_come_back_together(cast, browser):
    mia, tom, kim = (a_person(cast, name, "Test") for name in ("Mia", "Tom", "Kim"))
    for person in (mia, tom, kim):
        a_process(cast, person)
    other = a_position(cast, "Painter", recruiter=cast.rosa)
    a_process(cast, kim, other)
    free = a_person(cast, "Lea", "Test")
    rosa = browser(cast.rosa)

    done = rosa.post("/candidates/advance", ids(cast, mia, tom, kim, free), headers=HTMX)

    said = text_of(done)
    assert "2 candidates advanced." in said
    assert "Kim Test is considered for several positions: filter by a position first." in said
    assert "1 of those you chose: nothing there to move." in said
    assert steps(cast) == {"Mia": "Phone interview", "Tom": "Phone interview", "Kim": "CV review"}
    named = rosa.post(
        "/candidates/advance", {**ids(cast, kim), "position": cast.position.public_id}, headers=HTMX
    )
    assert "1 candidate advanced." in text_of(named)
    address, values = undo_of(done)
    assert "Undone for 2 candidates." in text_of(rosa.post(address, values, headers=HTMX))
    assert steps(cast) == {"Mia": "CV review", "Tom": "CV review", "Kim": "Phone interview"}
    again = text_of(rosa.post(address, values, headers=HTMX))
    assert "Not for 2: This was undone already." in again


def steps(cast) -> dict[str, str]:
    with company_context(cast.company.pk):
        rows = HiringProcess.objects.filter(position=cast.position).select_related("person")
        return {row.person.first_name: row.current_step_name for row in rows}


def test_many_are_rejected_for_one_reason_and_who_may_not_move_them_is_told(cast, browser):
    mia, tom = a_person(cast, "Mia", "Test"), a_person(cast, "Tom", "Test")
    for person in (mia, tom):
        a_process(cast, person)
    rosa, ines = browser(cast.rosa), browser(cast.ines)

    dialog = text_of(rosa.get("/candidates/reject", ids(cast, mia, tom), headers=HTMX))
    silent = rosa.post("/candidates/reject", ids(cast, mia, tom), headers=HTMX)
    not_hers = ines.post("/candidates/reject", {**ids(cast, mia, tom), "reason": "No"}, headers=HTMX)
    done = rosa.post("/candidates/reject", {**ids(cast, mia, tom), "words": "Too far"}, headers=HTMX)

    assert "Reject 2 candidates" in dialog
    assert silent.status_code == 422
    assert not_hers.status_code == 409
    assert "0 candidates rejected. Mia Test:" in text_of(not_hers)
    assert "2 candidates rejected." in text_of(done)
    with company_context(cast.company.pk):
        assert set(HiringProcess.objects.values_list("status", "reason")) == {("rejected", "Too far")}
        assert HiringProcess.objects.get(person=mia).changes.count() == 1


def test_too_many_at_once_are_refused(cast, browser):
    response = browser(cast.rosa).post(
        "/candidates/advance", {"person": [f"per_{number}" for number in range(201)]}, headers=HTMX
    )

    assert response.status_code == 409
    assert "That are 201 at once" in text_of(response)


MOST_QUERIES = 15


@pytest.mark.parametrize(
    "words", ["", "q=bran", "q=barnd", "tag=Welder&status=in_progress", "order=activity"]
)
def test_the_list_costs_no_more_for_many_than_for_few(cast, browser, words):
    rosa = browser(cast.rosa)
    rosa.post(
        "/candidates/columns", {"column": ["positions", "tags", "email", "active", "source"], "query": ""}
    )
    for count in (1, 6):
        for _ in range(count):
            person = a_person(cast, "Mia", "Brand")
            a_process(cast, person)
            with company_context(cast.company.pk):
                tag_person(person=person, name="Welder", actor=SETTING_UP)
        rosa.get(f"/candidates?{words}")
        with CaptureQueriesContext(connection) as captured:
            assert rosa.get(f"/candidates?{words}").status_code == 200
        # To tell the session whose data it sees is no question of the page.
        asked = [query["sql"] for query in captured if "set_config" not in query["sql"]]
        assert len(asked) <= MOST_QUERIES, (count, len(asked))


def test_a_search_is_renamed_and_opens_the_list_until_that_is_taken_back(cast, browser):
    rosa, hans, ada = browser(cast.rosa), browser(cast.hans), browser(cast.ada)
    for name, shared in (("Hired ones", "on"), ("Mine", "")):
        rosa.post("/candidates/searches", {"query": "status=hired", "name": name, "is_shared": shared})
    with company_context(cast.company.pk):
        hired, mine = SavedSearch.objects.order_by("name")

    taken = rosa.post(f"/searches/{mine.public_id}", {"name": "Hired ones"}, headers=HTMX)
    rosa.post(f"/searches/{mine.public_id}", {"name": "My own"}, headers=HTMX)
    hans.post(f"/searches/{hired.public_id}/default", {"is_default": "yes"})

    assert taken.status_code == 422
    assert "There is a saved search “Hired ones” already" in text_of(taken)
    assert "My own" in text_of(rosa.get("/candidates"))
    assert hans.get("/candidates").url == "/candidates?status=hired"
    assert hans.get("/candidates?q=").status_code == 200
    assert rosa.get("/candidates").status_code == 200
    assert hans.get(f"/searches/{hired.public_id}").status_code == 403
    assert hans.get(f"/searches/{mine.public_id}").status_code == 404
    assert ada.get(f"/searches/{hired.public_id}").status_code == 200
    # Whoever cannot see it any more does not open with it.
    rosa.post(f"/searches/{hired.public_id}", {"name": "Hired ones", "is_shared": ""})
    assert hans.get("/candidates").status_code == 200
    rosa.post(f"/searches/{hired.public_id}", {"name": "Hired ones", "is_shared": "on"})
    hans.post(f"/searches/{hired.public_id}/default", {"is_default": "no"})
    assert hans.get("/candidates").status_code == 200


def test_searches_of_positions_are_kept_apart_from_those_of_candidates(cast, browser):
    rosa = browser(cast.rosa)
    dialog = text_of(rosa.get("/positions/searches?status=closed&department=Sales", headers=HTMX))
    rosa.post("/positions/searches", {"query": "status=closed&department=Sales&x=1", "name": "Mine"})
    rosa.post("/candidates/searches", {"query": "status=hired", "name": "Mine"})

    assert "Status: Closed" in dialog
    assert "Department: Sales" in dialog
    assert 'href="/positions?status=closed&department=Sales"' in text_of(rosa.get("/positions"))
    assert "status=hired" not in text_of(rosa.get("/positions"))
    with company_context(cast.company.pk):
        kept = SavedSearch.objects.get(of="positions")
    rosa.post(f"/searches/{kept.public_id}/default", {"is_default": "yes"})
    assert rosa.get("/positions").url == "/positions?status=closed&department=Sales"
    assert rosa.get("/candidates").status_code == 200
    assert rosa.post(f"/searches/{kept.public_id}/delete").url == "/positions?status=closed&department=Sales"


def test_a_whole_search_is_tagged_from_the_list_and_its_page_says_how_far_it_is(cast, browser):
    for number in range(51):
        a_process(cast, a_person(cast, "Mia", f"Whole{number}"))
    rosa = browser(cast.rosa)

    page = text_of(rosa.get("/candidates?q=mia"))
    dialog = text_of(rosa.get("/candidates/all/tag?q=mia", headers=HTMX))
    empty = rosa.post("/candidates/all/tag", {"query": "q=mia", "name": ""}, headers=HTMX)
    nobody = rosa.post("/candidates/all/tag", {"query": "q=zeppelin", "name": "Welder"}, headers=HTMX)
    begun = rosa.post("/candidates/all/tag", {"query": "q=mia", "name": "Welder"})
    with company_context(cast.company.pk):
        run = ManyRun.objects.get()
        take_slice(company_id=cast.company.pk, run_id=run.pk)
    going = text_of(rosa.get(begun.url))
    with company_context(cast.company.pk):
        take_slice(company_id=cast.company.pk, run_id=run.pk)
    done = text_of(rosa.get(begun.url, headers=HTMX))

    assert "All 51 in this search" in page
    assert "“mia”" in dialog
    assert (empty.status_code, nobody.status_code) == (422, 409)
    assert "Nobody is in this search any more" in text_of(nobody)
    assert "50 of 51 done." in going
    assert "Done: 51 of 51 have the tag “Welder”." in done
    assert "Take it back" in done
    assert browser(cast.hans).get(begun.url).status_code == 404
    assert rosa.post(f"{begun.url}/undo").status_code == 302
    assert rosa.post(f"{begun.url}/undo").status_code == 409
