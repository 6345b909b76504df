from __future__ import annotations

import re

import pytest
from tests.people import a_person, a_position, a_process, a_teammate
from tests.recruit_web.conftest import HTMX, queries_of, text_of

from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole
from recruit.positions.models import Position
from recruit.positions.selectors import hiring_team_of


def address(cast, *parts: str) -> str:
    return "/".join(["/positions", cast.position.public_id, *parts])


def test_the_board_is_there_in_one_request_with_exact_counts(cast, browser):
    for _ in range(25):
        a_process(cast)

    page = text_of(browser(cast.rosa).get(address(cast)))

    assert 'CV review <span class="count">25</span>' in page
    assert 'Phone interview <span class="count">0</span>' in page
    assert page.count('class="board-card"') == 20
    assert "Show more" in page


def test_more_cards_of_one_column_come_by_key(cast, browser):
    for number in range(25):
        a_process(cast, a_person(cast, "Card", f"Number{number}"))
    rosa = browser(cast.rosa)
    page = text_of(rosa.get(address(cast)))
    more = re.search(r'hx-get="([^"]+/column[^"]+)"', page)
    assert more is not None

    rest = text_of(rosa.get(more[1], headers=HTMX))

    assert rest.count('class="board-card"') == 5
    assert "Card Number0" in rest
    assert 'id="board-depth" name="depth" value="25"' in rest
    assert 'hx-swap-oob="delete"' in rest


def test_the_board_comes_back_as_deep_as_it_was_opened(cast, browser):
    for _ in range(25):
        a_process(cast)

    page = text_of(browser(cast.rosa).get(address(cast, "board?depth=40"), headers=HTMX))

    assert page.count('class="board-card"') == 25


def test_the_board_takes_the_same_number_of_queries_however_full(cast, browser):
    rosa = browser(cast.rosa)
    a_process(cast)
    small = queries_of(rosa, address(cast))

    for _ in range(40):
        a_process(cast)

    assert queries_of(rosa, address(cast)) == small <= 15


@pytest.mark.parametrize(
    "part", ["", "board", "column?key=step-0", "list", "about", "edit", "team", "discretion"]
)
def test_otto_does_not_learn_that_the_position_exists(cast, browser, part):
    otto = browser(cast.otto)

    there = otto.get(address(cast, part) if part else address(cast))
    nowhere = otto.get(f"/positions/pos_nowhere{'/' + part if part else ''}")

    assert there.status_code == nowhere.status_code == 404
    assert text_of(there) == text_of(nowhere)


def test_ines_sees_the_board_without_anything_to_move(cast, browser):
    process = a_process(cast)

    page = text_of(browser(cast.ines).get(address(cast)))

    assert process.person.full_name in page
    assert "/advance" not in page
    assert "position-menu" not in page


def test_the_list_shows_one_column_or_all(cast, browser):
    a_process(cast, a_person(cast, "Mia", "Brand"))
    rosa = browser(cast.rosa)

    assert "Mia Brand" in text_of(rosa.get(address(cast, "list")))
    assert "Nobody here" in text_of(rosa.get(address(cast, "list?column=rejected")))


def test_hans_puts_the_position_on_hold_after_reading_what_it_does(cast, browser):
    a_process(cast)
    hans = browser(cast.hans)

    told = text_of(hans.get(address(cast, "status", "hold"), headers=HTMX))
    answer = hans.post(address(cast, "status", "hold"), headers=HTMX)

    assert "Candidates in progress are put on hold with it" in told
    assert "1 active candidate on this position" in told
    assert "Welding Robot Technician is on hold." in text_of(answer)
    assert f"position:{cast.position.public_id}" in answer["HX-Trigger"]
    with company_context(cast.company.pk):
        assert Position.objects.get(pk=cast.position.pk).status == "on_hold"


@pytest.mark.parametrize("part", ["board", "list", "about"])
def test_each_view_brings_the_head_along_when_it_refreshes_itself(cast, browser, part):
    hans = browser(cast.hans)
    before = text_of(hans.get(address(cast, part), headers=HTMX))

    hans.post(address(cast, "status", "hold"), headers=HTMX)
    after = text_of(hans.get(address(cast, part), headers=HTMX))

    assert '<div id="position-head" hx-swap-oob="true">' in after
    assert "Put on hold…" in before
    assert "Add a candidate</a>" in before
    assert "On hold</span>" in after
    assert "Reopen…" in after
    assert "Put on hold…" not in after
    assert "Add a candidate</a>" not in after
    assert re.search(rf'id="view-{part}"[^>]+aria-current="page"', after)


def test_ines_may_not_change_the_status(cast, browser):
    answer = browser(cast.ines).post(address(cast, "status", "close"), headers=HTMX)

    assert answer.status_code == 403
    assert answer["HX-Reswap"] == "none"
    assert "Changing a position's status is for those" in text_of(answer)


def test_what_is_refused_by_the_domain_is_told_in_its_own_sentence(cast, browser):
    answer = browser(cast.olga).post(address(cast, "status", "reopen"), headers=HTMX)

    assert answer.status_code == 409
    assert "Welding Robot Technician" in text_of(answer)


def test_rosa_makes_the_position_discreet(cast, browser):
    browser(cast.rosa).post(address(cast, "discretion"), headers=HTMX)

    assert browser(cast.ada).get(address(cast)).status_code == 404
    assert browser(cast.ines).get(address(cast)).status_code == 200


def test_rosa_edits_the_position_and_hans_may_not(cast, browser):
    fields = {"name": "Senior Welding Robot Technician", "workplace_type": "hybrid", "country": "de"}

    assert browser(cast.hans).post(address(cast, "edit"), fields).status_code == 403
    response = browser(cast.rosa).post(address(cast, "edit"), fields)

    assert response.url == address(cast, "about")
    with company_context(cast.company.pk):
        position = Position.objects.get(pk=cast.position.pk)
    assert (position.name, position.workplace_type) == ("Senior Welding Robot Technician", "hybrid")


def test_otto_joins_the_hiring_team_and_leaves_it_again(cast, browser):
    rosa, otto = browser(cast.rosa), browser(cast.otto)
    role = {"teammate": cast.otto.public_id, "role": "viewer"}

    joined = rosa.post(address(cast, "team"), role, headers=HTMX)
    seen = otto.get(address(cast))
    left = rosa.post(address(cast, "team", "remove"), role, headers=HTMX)

    assert "Otto Outsider is now viewer of Welding Robot Technician." in text_of(joined)
    assert seen.status_code == 200
    assert "Otto Outsider is no longer viewer" in text_of(left)
    assert otto.get(address(cast)).status_code == 404


def test_naming_another_hiring_manager_replaces_the_first(cast, browser):
    role = {"teammate": cast.ines.public_id, "role": "hiring_manager"}

    answer = browser(cast.rosa).post(address(cast, "team"), role, headers=HTMX)

    assert "Ines Interviewer is now hiring manager" in text_of(answer)
    with company_context(cast.company.pk):
        managers = [
            one.teammate for one in hiring_team_of(position=cast.position) if "hiring_manager" in one.roles
        ]
    assert managers == [cast.ines]


def test_an_it_manager_cannot_join_and_reads_why(cast, browser):
    ivo = a_teammate(cast.company, "Ivo", "It", CompanyRole.IT_MANAGER)

    answer = browser(cast.rosa).post(
        address(cast, "team"), {"teammate": ivo.public_id, "role": "viewer"}, headers=HTMX
    )

    assert answer.status_code == 409
    assert "IT manager, who sees no positions" in text_of(answer)


def test_the_recent_bar_forgets_what_may_no_longer_be_seen(cast, browser):
    secret = a_position(cast, "Secret Successor")
    ada = browser(cast.ada)
    ada.get(f"/positions/{secret.public_id}")
    assert "Secret Successor" in text_of(ada.get("/candidates"))

    browser(cast.olga).post(f"/positions/{secret.public_id}/discretion", headers=HTMX)

    assert "Secret Successor" not in text_of(ada.get("/candidates"))
