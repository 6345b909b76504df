"""Finding persons: by the beginnings of words, by addresses, numbers and tags, page by page."""

from __future__ import annotations

import itertools

import pytest
from tests.people import SETTING_UP, a_person, a_position, a_process, hiring_company

from recruit.hiring.selectors import finding, persons_page
from recruit.people.services import add_contact_point, tag_person


def names(page):
    return [row.full_name for row in page.rows]


SEARCHES = [
    # query -> found
    ("mia", ["Mia Brand", "Mia Stern"]),
    ("MIA bra", ["Mia Brand"]),  # every word, in any order, by its beginning
    ("bra mia", ["Mia Brand"]),
    ("gossl", ["Łukasz Gößl"]),  # plain letters find accented ones
    ("Gößl łuk", ["Łukasz Gößl"]),  # and the other way round
    ("m", ["Mia Brand", "Mia Stern"]),
    ("rand", []),  # the middle of a word is not its beginning
    ("mia.brand@exa", ["Mia Brand"]),
    ("brand@example.com", []),
    ("0421 1234567", ["Mia Brand"]),
    ("+49 421 12345", ["Mia Brand"]),
    ("nobody", []),
    ("%", ["Mia Brand", "Mia Stern", "Łukasz Gößl"]),  # no word at all: everybody
]


@pytest.mark.parametrize(("query", "expected"), SEARCHES)
def test_finding_persons(cast, query, expected):
    brand = a_person(cast, "Mia", "Brand")
    a_person(cast, "Mia", "Stern")
    a_person(cast, "Łukasz", "Gößl")
    for kind, value in (("email", "Mia.Brand@example.com"), ("phone", "+49 421 1234567")):
        add_contact_point(person=brand, kind=kind, value=value, provenance="manual", actor=cast.by_rosa)

    page = persons_page(teammate=cast.rosa, query=query)

    assert sorted(names(page)) == sorted(expected)
    assert page.total == len(expected)


def test_finding_by_tag_alone_and_together_with_words(cast):
    mia, tom, kim = (a_person(cast, name, "Test") for name in ("Mia", "Tom", "Kim"))
    for person in (mia, tom):
        tag_person(person=person, name="Imported: Outside Tool", actor=SETTING_UP, system=True)
    tag_person(person=kim, name="Welder", actor=cast.by_rosa)

    assert names(persons_page(teammate=cast.rosa, tag="imported: OUTSIDE tool")) == ["Tom Test", "Mia Test"]
    assert names(persons_page(teammate=cast.rosa, tag="Imported: Outside Tool", query="mi")) == ["Mia Test"]
    assert names(persons_page(teammate=cast.rosa, tag="unknown")) == []
    assert persons_page(teammate=cast.rosa, query="mia").rows[0].tags == ("Imported: Outside Tool",)


@pytest.fixture
def crowd(cast):
    """Mia on the common position, Tom on a discreet one of Hans's, Kim on both, Lea on none; each has a tag."""
    secret = a_position(cast, "Secret Project Lead", is_discreet=True)
    people = {name: a_person(cast, name, "Test") for name in ("Mia", "Tom", "Kim", "Lea")}
    for name, position in (("Mia", None), ("Tom", secret), ("Kim", None), ("Kim", secret)):
        a_process(cast, people[name], position)
    for number, person in enumerate(people.values()):
        tag_person(person=person, name=TAGS[1 + number % 2], actor=SETTING_UP)
    return people


WORDS = ["", "m", "mia", "mia b", "te", "test mia", "nobody"]
TAGS = ["", "Welder", "Speaks Polish", "unknown"]


@pytest.mark.parametrize("bound", [100_000, 1])  # sets are met with each other; persons are walked along
@pytest.mark.parametrize("who", ["olga", "rosa", "hans", "ines", "otto"])
def test_both_ways_of_finding_find_the_same_in_the_same_order(cast, crowd, monkeypatch, bound, who):
    monkeypatch.setattr(finding, "_SMALL", bound)
    teammate = getattr(cast, who)
    another_mia = a_person(cast, "Mia", "Test")
    tag_person(person=another_mia, name="Welder", actor=SETTING_UP)
    a_process(cast, another_mia)

    everybody = all_rows(teammate)

    for query, tag in itertools.product(WORDS, TAGS):
        expected = [
            row.public_id
            for row in everybody
            if (not tag or tag in row.tags)
            and all(
                any(name.startswith(word) for name in row.full_name.lower().split()) for word in query.split()
            )
        ]
        page = persons_page(teammate=teammate, query=query, tag=tag)
        assert [row.public_id for row in all_rows(teammate, query=query, tag=tag)] == expected, (query, tag)
        assert page.total == len(expected) if page.is_total_exact else page.total <= len(expected)


def all_rows(teammate, **words):
    rows, after = [], None
    while True:
        page = persons_page(teammate=teammate, after=after, limit=2, **words)
        rows.extend(page.rows)
        after = page.next_cursor
        if after is None:
            return rows


def test_what_is_many_is_told_as_at_least_so_many(cast, monkeypatch):
    monkeypatch.setattr(finding, "_SMALL", 1)
    for _ in range(3):
        a_person(cast, "Mia")

    page = persons_page(teammate=cast.olga, query="mia", limit=2)

    assert (page.total_text, page.is_total_exact, len(page.rows)) == ("3+", False, 2)


@pytest.mark.parametrize("rows_counted", [10, 1])  # enough to know; too few, so each is asked
def test_where_it_does_not_matter_who_is_hidden_nobody_is_asked(cast, crowd, monkeypatch, rows_counted):
    """Ten thousand and more are ten thousand and more, whoever of them is known to hidden positions only."""
    for name, value in (("COUNT_LIMIT", 2), ("_COUNTED", 3), ("_ROWS_COUNTED", rows_counted)):
        monkeypatch.setattr(finding, name, value)
    some, few = persons_page(teammate=cast.rosa), persons_page(teammate=cast.rosa, query="lea")
    for _ in range(4):
        a_person(cast)

    many = persons_page(teammate=cast.rosa)

    assert [page.is_total_exact for page in (some, few, many)] == [False, True, False]
    assert (few.total, len(some.rows), len(many.rows)) == (1, 3, 7)


@pytest.mark.parametrize("words", [{"tag": "Welder"}, {"query": "te", "tag": "Welder"}])
def test_where_each_person_is_asked_a_few_are_counted_and_all_are_found(cast, crowd, monkeypatch, words):
    """Rosa does not see the discreet position; Olga sees everything and is told the exact number as ever."""
    monkeypatch.setattr(finding, "_ASKED_ONE_BY_ONE", 2)
    for _ in range(3):
        tag_person(person=a_person(cast, "Mia", "Test"), name="Welder", actor=SETTING_UP)

    told = persons_page(teammate=cast.rosa, limit=2, **words)

    assert (told.total_text, told.is_total_exact) == ("2+", False)
    assert len(all_rows(cast.rosa, **words)) == 5
    assert persons_page(teammate=cast.olga, **words).total_text == "5"


def test_who_sees_no_position_finds_nobody_without_a_search(cast, crowd, django_assert_num_queries):
    with django_assert_num_queries(1):  # which positions are Otto's
        page = persons_page(teammate=cast.otto, query="mia", tag="Welder")

    assert page.total == 0


def test_another_companys_people_are_not_found(cast):
    other = hiring_company("Bakers", domain="bakers.example")
    a_person(other, "Mia", "Elsewhere")
    a_person(cast, "Mia", "Here")

    assert names(persons_page(teammate=cast.olga, query="mia")) == ["Mia Here"]


def test_paging_shows_everybody_once_even_while_others_arrive(cast):
    expected = [a_person(cast).pk for _ in range(7)][::-1]
    seen, after = [], None
    while True:
        page = persons_page(teammate=cast.rosa, after=after, limit=3)
        seen.extend(row.id for row in page.rows)
        a_person(cast, "Late", "Comer")
        after = page.next_cursor
        if after is None:
            break

    assert seen == expected
