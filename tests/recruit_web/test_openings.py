"""The openings of a position as its team sees and changes them."""

from __future__ import annotations

import re

from tests.people import a_person, a_process
from tests.recruit_web.conftest import HTMX, queries_of, text_of

from recruit.base.tenancy import company_context
from recruit.hiring.services import hire_process
from recruit.positions.services import add_opening


def test_hans_adds_closes_and_reopens_an_opening_and_undo_is_the_opposite(cast, browser):
    hans, address = browser(cast.hans), f"/positions/{cast.position.public_id}/openings"

    hans.post(f"{address}/add", {"name": "Night shift", "reason": "Growth"}, headers=HTMX)
    page = text_of(hans.get(address))
    close = re.search(r'hx-post="([^"]+/close)"', page)
    assert close is not None
    told = text_of(hans.post(close[1], headers=HTMX))

    assert "Night shift" in page
    assert "Growth" in page
    assert "“Night shift” is closed." in told
    assert close[1].replace("/close", "/reopen") in told
    assert "Night shift" in text_of(hans.get(f"{address}?status=closed", headers=HTMX))
    assert "Night shift" not in text_of(hans.get(f"{address}?status=open"))
    hans.post(close[1].replace("/close", "/reopen"), headers=HTMX)
    assert "Night shift" in text_of(hans.get(f"{address}?status=open"))


def test_the_page_names_who_was_hired_and_takes_the_same_statements_however_many(cast, browser):
    ines, address = browser(cast.ines), f"/positions/{cast.position.public_id}/openings"

    def hire(number):
        with company_context(cast.company.pk):
            opening = add_opening(position=cast.position, name=f"Seat {number}", actor=cast.by_hans)
            process = a_process(cast, a_person(cast, "Mia", f"Number{number}"))
            hire_process(process=process, opening_public_id=opening.public_id, actor=cast.by_rosa)

    hire(0)
    few = queries_of(ines, address)
    for number in range(1, 6):
        hire(number)

    assert queries_of(ines, address) == few <= 15
    page = text_of(ines.get(address))
    assert all(f"Mia Number{number}" in page for number in range(6))
    assert 'id="add-opening"' not in page
    assert ines.post(f"{address}/add", {"name": "Mine"}, headers=HTMX).status_code == 403
