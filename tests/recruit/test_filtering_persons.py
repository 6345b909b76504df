"""The list under every filter and order, asked both ways: sets met with each other, and persons walked along."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people import SETTING_UP, a_person, a_position, a_process

from recruit.base import clock
from recruit.duplicates.models import DuplicateCase
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import (
    Order,
    PersonSearch,
    find_page,
    finding,
    offer_set,
    step_names,
    withdraw_set,
)
from recruit.hiring.services import advance_process, hire_process, reject_process
from recruit.people.models import NameWord, Person
from recruit.people.services import set_external_identity, tag_person, update_person
from recruit.sources.enums import SourceType
from recruit.sources.services import shared_source


@pytest.fixture
def scene(cast):
    """Mia rejected, Tom at the second step from a fair, Kim hired by an outside tool, Lea on a discreet position only."""
    fair, agency = (
        shared_source(company_id=cast.company.pk, name=name, type=kind, actor=SETTING_UP)
        for name, kind in (("Hanover Fair", SourceType.JOB_FAIR), ("Northbridge", SourceType.AGENCY))
    )
    secret = a_position(cast, "Secret Project Lead", is_discreet=True)
    mia, tom = a_person(cast, "Mia", "Schmidt"), a_person(cast, "Tom", "Brand")
    kim, lea = a_person(cast, "Kim", "Azar", imported_via="Outside Tool"), a_person(cast, "Lea", "Schmitt")
    a_process(cast, mia, source_id=agency.pk)
    reject_process(process=mia.processes.get(), reason="Too far", actor=cast.by_rosa)
    a_process(cast, mia, source_id=fair.pk)  # a second time on the same position
    advance_process(process=a_process(cast, tom, source_id=fair.pk), actor=cast.by_rosa)
    hire_process(process=a_process(cast, kim), actor=cast.by_rosa)
    reject_process(process=a_process(cast, lea, secret, source_id=agency.pk), reason="No", actor=cast.by_olga)
    tag_person(person=tom, name="Welder", actor=cast.by_rosa)
    set_external_identity(
        person=kim, provider="network", subject="kim-1", verified=True, url="", actor=SETTING_UP
    )
    update_person(person=lea, changes={"prospect_status": "interested"}, actor=cast.by_olga)
    today = clock.now()
    for number, person in enumerate((mia, tom, kim, lea)):
        at = today - timedelta(days=10 * number)
        Person.objects.filter(pk=person.pk).update(created_at=at, updated_at=at)
    return {"fair": fair.public_id, "agency": agency.public_id, "secret": secret.public_id}


FILTERS = [
    # what is asked, whom Olga finds, whom Rosa finds; newest first
    ({}, "Lea Kim Tom Mia", "Kim Tom Mia"),
    ({"status": "rejected"}, "Lea Mia", "Mia"),  # Lea's process is on a position that Rosa does not see
    ({"status": "in_progress"}, "Tom Mia", "Tom Mia"),
    ({"status": "hired"}, "Kim", "Kim"),
    ({"step": "Phone interview"}, "Tom", "Tom"),
    ({"source": "fair"}, "Tom Mia", "Tom Mia"),
    ({"source_type": "agency"}, "Lea Mia", "Mia"),
    ({"source": "fair", "status": "rejected"}, "", ""),  # one and the same process
    ({"source": "agency", "status": "rejected"}, "Lea Mia", "Mia"),
    ({"source": "nowhere"}, "", ""),
    ({"position": "secret"}, "Lea", ""),
    ({"position": "common", "status": "hired"}, "Kim", "Kim"),
    ({"tag": "welder"}, "Tom", "Tom"),
    ({"profile": "network"}, "Kim", "Kim"),
    ({"profile": "elsewhere"}, "", ""),
    ({"imported_via": "Outside Tool"}, "Kim", "Kim"),
    ({"prospect_status": "interested"}, "Lea", ""),
    ({"added_from": 5}, "Mia", "Mia"),
    ({"added_to": 10}, "Tom Kim Lea", "Tom Kim"),  # the day itself is included, the latest day first
    ({"added_from": 20, "added_to": 10}, "Tom Kim", "Tom Kim"),
    ({"changed_to": 15}, "Kim Lea", "Kim"),
    ({"sets": ("welders",)}, "Tom", "Tom"),
    ({"query": "schm", "status": "rejected"}, "Lea Mia", "Mia"),
    ({"order": Order.NAME}, "Kim Tom Mia Lea", "Kim Tom Mia"),
    ({"order": Order.NAME, "source": "fair"}, "Tom Mia", "Tom Mia"),
    ({"order": Order.ACTIVITY}, "Lea Kim Tom Mia", "Kim Tom Mia"),
    ({"order": Order.ACTIVITY, "status": "in_progress"}, "Tom Mia", "Tom Mia"),
]


def search_of(cast, scene, asked):
    known = {**scene, "common": cast.position.public_id}
    given = dict(asked)
    for name in ("source", "position"):
        if name in given:
            given[name] = known.get(given[name], given[name])
    for name, value in asked.items():
        if isinstance(value, int):
            given[name] = clock.now().date() - timedelta(days=value)
    return PersonSearch(**given)


def firsts(rows):
    return [row.full_name.split()[0] for row in rows]


@pytest.mark.parametrize("bound", [100_000, 1])  # sets are met with each other; persons are walked along
def test_each_filter_finds_whom_the_teammate_may_see(cast, scene, monkeypatch, bound):
    for name in ("_SMALL", "_SMALL_ELSEWHERE"):
        monkeypatch.setattr(finding, name, bound)
    offer_set(
        "welders",
        label="Welders",
        rows=lambda _sees: (
            "(SELECT t.company_id, t.person_id FROM people_persontag AS t JOIN people_tag AS w ON w.id = t.tag_id "
            "WHERE w.normalized = 'welder') AS welders WHERE company_id = %(company)s"
        ),
    )
    try:
        for asked, of_olga, of_rosa in FILTERS:
            search = search_of(cast, scene, asked)
            for mate, expected in ((cast.olga, of_olga), (cast.rosa, of_rosa)):
                rows = every_row(mate, search)
                assert firsts(rows) == expected.split(), (asked, mate.first_name)
    finally:
        withdraw_set("welders")


def test_steps_to_filter_by_are_those_of_positions_that_one_sees(cast, scene):
    secret = HiringProcess.objects.filter(position__public_id=scene["secret"])
    a_process(cast, a_person(cast, "Ulf", "Lind"), secret[0].position)
    secret.update(current_step_name="Dinner with the buyer")

    shown = {name: step_names(teammate=getattr(cast, name)) for name in ("olga", "rosa", "otto")}

    assert shown["rosa"] == [name for name in shown["olga"] if name != "Dinner with the buyer"]
    assert "Dinner with the buyer" in shown["olga"]
    assert "Phone interview" in shown["rosa"]
    assert shown["otto"] == []


def every_row(teammate, search):
    rows, after = [], None
    while True:
        page = find_page(teammate=teammate, search=search, after=after, limit=1).page
        rows.extend(page.rows)
        after = page.next_cursor
        if after is None:
            return rows


def test_who_was_hidden_does_not_move_a_person_up(cast, scene):
    """Kim was active last, but on a position that Rosa does not see."""
    kim = Person.objects.get(first_name="Kim")
    secret = a_position(cast, "Another Secret", is_discreet=True)
    mia = Person.objects.get(first_name="Mia")
    tag_person(person=mia, name="Later", actor=cast.by_olga)
    a_process(cast, kim, secret)
    search = PersonSearch(order=Order.ACTIVITY)

    of_rosa = find_page(teammate=cast.rosa, search=search, with_activity=True).page.rows
    of_olga = find_page(teammate=cast.olga, search=search, with_activity=True).page.rows

    assert firsts(of_olga)[:2] == ["Kim", "Mia"]
    assert firsts(of_rosa)[:1] == ["Mia"]
    assert of_rosa[-1].active_at < of_olga[0].active_at


SLIPS = [
    # written, whom it finds if nobody is called so
    ("Shmidt", {"Mia Schmidt"}),  # a letter too few
    ("Schmiidt", {"Mia Schmidt"}),  # one too many
    ("Schmodt", {"Mia Schmidt"}),  # a wrong one
    ("Shcmidt", {"Mia Schmidt"}),  # two swapped
    ("Mia Shmidt", {"Mia Schmidt"}),  # the other word as it is
    ("Tom Shmidt", set()),  # all words must fit
    ("brnad", {"Tom Brand"}),
    ("azr", set()),  # too short: every other word is a slip away
]


@pytest.mark.parametrize(("query", "expected"), SLIPS)
def test_a_slip_of_the_pen_finds_similar_names(cast, scene, query, expected):
    found = find_page(teammate=cast.rosa, search=PersonSearch(query=query))

    assert found.page.rows == []
    assert {row.full_name for row in found.similar} == expected


def test_similar_names_come_after_the_exact_ones_and_respect_filters(cast, scene):
    found = find_page(teammate=cast.olga, search=PersonSearch(query="Schmidt"))
    rejected = find_page(teammate=cast.olga, search=PersonSearch(query="Schmidd", status="hired"))

    assert [row.full_name for row in found.page.rows] == ["Mia Schmidt"]
    assert [row.full_name for row in found.similar] == ["Lea Schmitt"]
    assert rejected.similar == ()


def test_a_name_that_nobody_has_any_more_is_forgotten(cast):
    mia, other = a_person(cast, "Mia", "Zerafin"), a_person(cast, "Ada", "Zerafin")

    update_person(person=mia, changes={"last_name": "Brand"}, actor=cast.by_rosa)
    assert NameWord.objects.filter(word="zerafin").exists()
    update_person(person=other, changes={"last_name": "Brand"}, actor=cast.by_rosa)

    assert not NameWord.objects.filter(word="zerafin").exists()


def test_a_possible_duplicate_is_listed_for_whoever_may_see_both(cast):
    common, secret = cast.position, a_position(cast, "Secret Project Lead", is_discreet=True)
    one, two, hidden = (a_person(cast, "Mia", "Quillfeather") for _ in range(3))
    for person, position in ((one, common), (two, common), (hidden, secret)):
        a_process(cast, person, position)
    values = {"score": 9.0, "probability": 0.9, "sentence": "Same name", "weights_version": "1"}
    for first, second in ((one, two), (two, hidden)):
        DuplicateCase.objects.create(company=cast.company, first=first, second=second, **values)
    search = PersonSearch(sets=("possible_duplicate",))

    of_olga = {row.id for row in find_page(teammate=cast.olga, search=search).page.rows}
    of_rosa = {row.id for row in find_page(teammate=cast.rosa, search=search).page.rows}
    DuplicateCase.objects.filter(first=one).update(state="different")
    left = {row.id for row in find_page(teammate=cast.rosa, search=search).page.rows}

    assert of_olga == {one.pk, two.pk, hidden.pk}
    assert of_rosa == {one.pk, two.pk}
    assert left == set()
