from __future__ import annotations

import re

import pytest
from tests.people import a_person, a_position, a_process
from tests.recruit_web.conftest import HTMX, text_of

from recruit.base.tenancy import company_context
from recruit.hiring.models import HiringProcess


@pytest.fixture
def process(cast):
    return a_process(cast, a_person(cast, "Mia", "Brand"))


def now(cast, process) -> HiringProcess:
    with company_context(cast.company.pk):
        return HiringProcess.objects.get(pk=process.pk)


def test_hans_advances_mia_and_takes_it_back(cast, browser, process):
    hans = browser(cast.hans)

    answer = hans.post(f"/processes/{process.public_id}/advance", headers=HTMX)

    assert "Mia Brand is now at Phone interview." in text_of(answer)
    assert f"person:{process.person.public_id}" in answer["HX-Trigger"]
    way_back = re.search(r'hx-post="(/changes/[^"]+)"', text_of(answer))
    assert way_back is not None
    undone = hans.post(way_back[1], headers=HTMX)
    assert "Undone: Mia Brand is back where they were." in text_of(undone)
    assert now(cast, process).current_step_name == "CV review"


def test_two_who_advance_mia_at_once_complete_one_step(cast, browser, process):
    seen = {"step": "CV review"}
    browser(cast.rosa).post(f"/processes/{process.public_id}/advance", seen, headers=HTMX)

    answer = browser(cast.hans).post(f"/processes/{process.public_id}/advance", seen, headers=HTMX)

    assert answer.status_code == 409
    assert "Somebody was quicker: Mia Brand is at Phone interview already." in text_of(answer)
    assert now(cast, process).current_step_name == "Phone interview"


def test_undo_is_refused_once_somebody_went_on(cast, browser, process):
    hans = browser(cast.hans)
    first = text_of(hans.post(f"/processes/{process.public_id}/advance", headers=HTMX))
    way_back = re.search(r'hx-post="(/changes/[^"]+)"', first)
    assert way_back is not None
    browser(cast.rosa).post(f"/processes/{process.public_id}/advance", headers=HTMX)

    answer = hans.post(way_back[1], headers=HTMX)

    assert answer.status_code == 409
    assert now(cast, process).current_step_name == "Hiring manager review"


def test_rejecting_asks_for_a_reason(cast, browser, process):
    hans = browser(cast.hans)
    address = f"/processes/{process.public_id}/reject"

    dialog = text_of(hans.get(address, headers=HTMX))
    without = hans.post(address, {"reason": "", "words": ""}, headers=HTMX)
    answer = hans.post(address, {"reason": "Skills do not fit", "words": "No welding licence"}, headers=HTMX)

    assert "Reject Mia Brand" in dialog
    assert without.status_code == 422
    assert "Choose a reason or write one" in text_of(without)
    assert "Mia Brand is rejected." in text_of(answer)
    assert (now(cast, process).status, now(cast, process).reason) == ("rejected", "No welding licence")


@pytest.mark.parametrize(
    ("verb", "status"), [("hold", "on_hold"), ("hire", "hired"), ("withdraw", "withdrawn")]
)
def test_hans_holds_hires_or_notes_a_withdrawal(cast, browser, process, verb, status):
    browser(cast.hans).post(
        f"/processes/{process.public_id}/{verb}", {"reason": "Took another offer"}, headers=HTMX
    )

    assert now(cast, process).status == status


def test_what_was_held_is_resumed_and_what_was_rejected_is_considered_again(cast, browser, process):
    hans = browser(cast.hans)
    hans.post(f"/processes/{process.public_id}/hold", headers=HTMX)
    hans.post(f"/processes/{process.public_id}/resume", headers=HTMX)
    hans.post(f"/processes/{process.public_id}/reject", {"reason": "Skills do not fit"}, headers=HTMX)

    answer = hans.post(f"/processes/{process.public_id}/reinstate", headers=HTMX)

    assert "Mia Brand is considered again." in text_of(answer)
    assert now(cast, process).status == "in_progress"


def test_ines_may_look_but_not_move(cast, browser, process):
    answer = browser(cast.ines).post(f"/processes/{process.public_id}/advance", headers=HTMX)

    assert answer.status_code == 403
    assert now(cast, process).current_step_name == "CV review"


@pytest.mark.parametrize("verb", ["advance", "hold", "resume", "hire", "reinstate", "reject", "withdraw"])
def test_otto_cannot_move_what_he_cannot_see(cast, browser, process, verb):
    answer = browser(cast.otto).post(
        f"/processes/{process.public_id}/{verb}", {"reason": "Because"}, headers=HTMX
    )

    assert answer.status_code == 404
    assert now(cast, process).status == "in_progress"


def test_ada_cannot_undo_a_change_on_a_position_that_she_cannot_see(cast, browser):
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    process = a_process(cast, position=secret)
    told = text_of(browser(cast.hans).post(f"/processes/{process.public_id}/advance", headers=HTMX))
    way_back = re.search(r'hx-post="(/changes/[^"]+)"', told)
    assert way_back is not None

    answer = browser(cast.ada).post(way_back[1], headers=HTMX)

    assert answer.status_code == 404
    assert now(cast, process).current_step_name == "Phone interview"


def test_without_htmx_a_refusal_is_a_page(cast, browser, process):
    answer = browser(cast.ines).post(f"/processes/{process.public_id}/hire")

    assert answer.status_code == 403
    assert "You may not do that" in text_of(answer)
