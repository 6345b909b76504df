"""While somebody types: the first few whom they may see, from one bounded question, and the palette's places."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import a_person, a_position, a_process, a_teammate
from tests.recruit_web.conftest import HTMX, text_of

from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole
from recruit.hiring.selectors import first_persons, visible_persons


@pytest.fixture
def people(cast):
    """Three Weidners: of the position that all see, of a discreet one of Hans's, and of none."""
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    seen, hidden, idle = (a_person(cast, name, "Weidner") for name in ("Anna", "Bert", "Cora"))
    a_process(cast, seen)
    a_process(cast, hidden, secret)
    return cast, {"Anna": seen, "Bert": hidden, "Cora": idle}


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("olga", ["Cora", "Bert", "Anna"]),
        ("rosa", ["Cora", "Anna"]),  # nothing of discreet positions that are not hers
        ("hans", ["Bert", "Anna"]),  # only whom his positions consider
        ("ines", ["Anna"]),
        ("otto", []),
    ],
)
def test_each_finds_whom_they_may_see_and_nobody_else(people, who, names):
    cast, _ = people
    teammate = getattr(cast, who)

    with company_context(cast.company.pk):
        found = first_persons(teammate=teammate, query="wei", limit=6)
        allowed = set(visible_persons(teammate=teammate).values_list("pk", flat=True))

    assert [person.first_name for person in found] == names
    assert {person.pk for person in found} <= allowed


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("anna weid", ["Anna"]),
        ("weid a", ["Anna"]),
        ("weidner bert", ["Bert"]),
        ("eidner", []),  # from the beginning of a word
        ("anna nobody", []),
        ("", []),
        ("%", []),
    ],
)
def test_every_word_has_to_begin_something(people, query, names):
    cast, _ = people

    with company_context(cast.company.pk):
        found = first_persons(teammate=cast.olga, query=query, limit=6)

    assert [person.first_name for person in found] == names


def test_whoever_is_hidden_from_themselves_does_not_find_themselves(people):
    cast, persons = people
    cast.ines.hidden_person_id = persons["Anna"].pk

    with company_context(cast.company.pk):
        assert first_persons(teammate=cast.ines, query="weid", limit=6) == []
        assert len(first_persons(teammate=cast.ines, query="weid", limit=6)) == 0


@pytest.mark.parametrize("address", ["/search?q=wei", "/palette?part=found&q=wei", "/search?q=xyz"])
def test_typing_counts_nothing_and_looks_for_nothing_similar(people, browser, address):
    cast, _ = people
    rosa = browser(cast.rosa)
    rosa.get(address, headers=HTMX)

    with CaptureQueriesContext(connection) as captured:
        rosa.get(address, headers=HTMX)

    statements = [query["sql"].lower() for query in captured if "set_config" not in query["sql"]]
    assert len(statements) <= 8
    told = " ".join(statements)
    assert "count(" not in told
    assert "people_nameword" not in told
    assert sum("people_persontoken" in statement for statement in statements) == 1
    token = next(statement for statement in statements if "people_persontoken" in statement)
    assert "limit 4000" in token


def test_more_than_fit_lead_to_the_whole_list(cast, browser):
    for number in range(8):
        a_person(cast, "Mia", f"Weidner{number}")

    page = text_of(browser(cast.rosa).get("/search?q=mia", headers=HTMX))

    assert page.count("Weidner") == 6
    assert "All candidates for “mia”" in page


def test_the_palette_offers_what_this_teammate_may_go_to_and_do(people, browser):
    cast, _ = people
    rosa, otto = browser(cast.rosa), browser(cast.otto)

    start = text_of(rosa.get("/palette", headers=HTMX))
    ours, his = text_of(rosa.get("/palette?q=open")), text_of(otto.get("/palette?q=open"))
    found = text_of(rosa.get("/palette?part=found&q=weid", headers=HTMX))

    assert 'role="combobox"' in start
    assert "Settings: Careers site" in start
    assert "Open a position" in ours
    assert "Open a position" not in his
    assert re.findall(r"(\w+) Weidner", found) == ["Cora", "Anna"]
    assert "All candidates for “weid”" in found
    assert "Weidner" not in text_of(otto.get("/palette?q=weid")).replace("“weid”", "")


def test_an_it_manager_finds_no_candidates_by_the_palette(people, browser):
    cast, _ = people
    machines = a_teammate(cast.company, "Ivo", "Machines", CompanyRole.IT_MANAGER)

    page = text_of(browser(machines).get("/palette?q=weidner"))

    assert "Anna" not in page
    assert "All candidates for" in page
