"""Finding people: in their own script, in plain ASCII letters, by several beginnings of words."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.records import WORLD
from tests.linkedin_sandbox.server import Server

PEOPLE = {
    "Hans": ("Brückner", "Plant Manager"),
    "爱华": ("陈", "Quality Lead"),
    "愛美": ("青木", "Buyer"),
    "가영": ("남궁", "Nurse"),
    "Дарина": ("Гончаренко", "Welder"),
    "Γιώργος": ("Δημητρίου", "Cook"),
    "جميلة": ("الخطيب", "Chemist"),
    "גלית": ("דהן", "Teacher"),
    "अनिता": ("कुलकर्णी", "Data Analyst"),
    "กนกวรรณ": ("คำหอม", "Planner"),
    "ნინო": ("ბერიძე", "Baker"),
    "አበበ": ("መኮንን", "Driver"),
    "Jørgen": ("Lærke", "Electrician"),
    "Łucja": ("Chrząszcz", "Editor"),
}


@pytest.fixture
def peopled(sandbox: Server) -> Server:
    members = [
        {"id": 20000 + n, "slug": f"p{n}", "first_name": first, "last_name": last, "title": title}
        for n, (first, (last, title)) in enumerate(PEOPLE.items())
    ]
    sandbox.post("reset", **(WORLD | {"members": [*WORLD["members"], *members]}))
    return sandbox


def found(server: Server, q: str) -> list[str]:
    return [member["name"].split()[0] for member in server.get("members", q=q)["members"]]


@pytest.mark.parametrize("first", PEOPLE)
def test_everybody_is_found_by_the_beginning_of_the_name_as_it_is_written(
    peopled: Server, first: str
) -> None:
    assert found(peopled, PEOPLE[first][0]) == [first]
    assert first in found(peopled, first[:2])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bruck", "Hans"),
        ("BRÜCKNER", "Hans"),
        ("chen aihua", "爱华"),
        ("陈爱华", "爱华"),
        ("gayeong", "가영"),
        ("goncharenko", "Дарина"),
        ("giorgos dim", "Γιώργος"),
        ("γιωργος", "Γιώργος"),
        ("beridze", "ნინო"),
        ("abebe", "አበበ"),
        ("jorgen", "Jørgen"),
        ("laerke", "Jørgen"),
        ("lucja chrz", "Łucja"),
        ("anita data", "अनिता"),
    ],
)
def test_everybody_is_found_in_plain_letters_and_by_several_words(
    peopled: Server, typed: str, first: str
) -> None:
    assert found(peopled, typed) == [first]


@pytest.mark.parametrize(
    "typed", ['"', "*", "AND", "name:odile", "a\u0301)(", "NEAR(a b)", "-", "𐐷", "\u200d"]
)
def test_signs_with_a_meaning_of_their_own_are_only_signs(peopled: Server, typed: str) -> None:
    assert peopled.get("members", q=typed)["next_after"] is None


def test_a_member_who_changed_the_name_is_found_by_the_new_one_only(peopled: Server) -> None:
    renamed = {"id": 20000, "slug": "p0", "first_name": "Hans", "last_name": "Ødegård"}

    peopled.post("seed", members=[renamed])

    assert (found(peopled, "bruckner"), found(peopled, "odegard")) == ([], ["Hans"])


def test_pages_of_a_search_follow_each_other_without_a_gap(peopled: Server) -> None:
    first = peopled.get("members", limit=7)
    second = peopled.get("members", limit=100, after=first["next_after"])

    ids = [member["id"] for page in (first, second) for member in page["members"]]
    assert ids == sorted(ids)
    assert len(ids) == len(WORLD["members"]) + len(PEOPLE)
    assert second["next_after"] is None
