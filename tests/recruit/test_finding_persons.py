"""Finding persons: by the beginnings of words, by addresses, numbers and tags, page by page."""

from __future__ import annotations

import pytest
from tests.people import SETTING_UP, a_person, hiring_company

from recruit.hiring.selectors import persons_page
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
