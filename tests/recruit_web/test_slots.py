from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.safestring import mark_safe
from tests.people import a_person, a_process
from tests.recruit_web.conftest import text_of

from recruit_web import slots
from recruit_web.slots import Link, Place


@pytest.fixture
def fill() -> Iterator:
    """Fills places for the length of one test."""
    filled = []

    def put(place, render):
        filled.append(place)
        slots.fill(place, name="a-test", order=1)(render)

    yield put
    for place in filled:
        slots.empty(place, name="a-test")


def test_a_panel_stands_on_the_persons_page(cast, browser, fill):
    mia = a_process(cast, a_person(cast, "Mia", "Brand")).person
    fill(Place.PERSON_PANELS, lambda request, person: mark_safe(f"<b>{person.first_name} elsewhere</b>"))

    assert "<b>Mia elsewhere</b>" in text_of(browser(cast.rosa).get(f"/candidates/{mia.public_id}"))


@pytest.mark.parametrize("place", [Place.PERSON_PANELS, Place.PERSON_BADGES])
def test_a_slot_that_fails_does_not_take_the_page_with_it(cast, browser, fill, place):
    mia = a_process(cast, a_person(cast, "Mia", "Brand")).person
    fill(place, lambda request, person: 1 / 0)

    page = browser(cast.rosa).get(f"/candidates/{mia.public_id}")

    assert page.status_code == 200
    assert "The part “a-test” could not be shown just now." in text_of(page)


def test_icons_are_asked_once_for_a_whole_page(cast, browser, fill):
    for _ in range(5):
        a_process(cast)
    asked = []

    def icons(request, person_ids):
        asked.append(person_ids)
        return {person_id: mark_safe("<i>known</i>") for person_id in person_ids[:2]}

    fill(Place.PERSON_ICONS, icons)
    rosa = browser(cast.rosa)

    assert text_of(rosa.get("/candidates")).count("<i>known</i>") == 2
    assert text_of(rosa.get(f"/positions/{cast.position.public_id}")).count("<i>known</i>") == 2
    assert [len(person_ids) for person_ids in asked] == [5, 5]


def test_links_reach_navigation_and_settings(cast, browser, fill):
    fill(Place.NAVIGATION, lambda request, _: Link("Imports", "/imports", note="3"))
    fill(Place.SETTINGS, lambda request, _: Link("Tools", "/settings/tools"))

    page = text_of(browser(cast.rosa).get("/settings/company"))

    assert 'href="/imports"' in page
    assert "Tools" in page


def test_a_link_is_shown_to_those_only_whom_it_answers(cast, browser, fill):
    fill(
        Place.NAVIGATION, lambda request, _: Link("Imports", "/imports") if request.user == cast.ada else None
    )

    assert 'href="/imports"' in text_of(browser(cast.ada).get("/positions"))
    assert 'href="/imports"' not in text_of(browser(cast.rosa).get("/positions"))
