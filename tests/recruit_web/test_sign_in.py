from __future__ import annotations

import pytest
from django.test import Client
from tests.people import PASSWORD
from tests.recruit_web.conftest import HTMX, text_of

from recruit.base.tenancy import company_context
from recruit.company.services import deactivate_teammate


def test_rosa_signs_in_and_lands_where_she_wanted_to_go(cast):
    browser = Client()

    sent_away = browser.get("/candidates")
    response = browser.post(sent_away.url, {"email": "ROSA@robots.example", "password": PASSWORD})

    assert response.status_code == 302
    assert response.url == "/candidates"
    assert browser.get("/candidates").status_code == 200


def test_a_wrong_password_is_told_without_telling_which_part_was_wrong(cast):
    wrong = Client().post("/sign-in", {"email": "rosa@robots.example", "password": "guessed it"})
    unknown = Client().post("/sign-in", {"email": "nobody@robots.example", "password": "guessed it"})

    sentence = "This e-mail and password do not belong together"
    assert wrong.status_code == unknown.status_code == 422
    assert sentence in text_of(wrong)
    assert sentence in text_of(unknown)


def test_whoever_is_deactivated_is_out_at_once(cast, browser):
    ines = browser(cast.ines)
    with company_context(cast.company.pk):
        deactivate_teammate(teammate=cast.ines, actor=cast.by_ada)

    response = ines.get("/positions")

    assert response.status_code == 302
    assert response.url.startswith("/sign-in")


def test_signing_in_never_leads_to_another_site(cast):
    response = Client().post(
        "/sign-in?next=https://elsewhere.example/", {"email": "rosa@robots.example", "password": PASSWORD}
    )

    assert response.url == "/"


def test_a_fragment_asked_for_after_the_session_ended_brings_the_whole_page_to_sign_in(cast):
    here = {"HX-Current-URL": "http://testserver/candidates"}

    response = Client().get("/candidates", headers=HTMX | here, follow=True)

    assert response.status_code == 204
    assert response["HX-Redirect"] == "/sign-in?next=http%3A%2F%2Ftestserver%2Fcandidates"


def test_sign_out_ends_the_session(cast, browser):
    rosa = browser(cast.rosa)

    rosa.post("/sign-out")

    assert rosa.get("/positions").status_code == 302


@pytest.mark.parametrize("is_demo", [True, False])
def test_demo_sign_ins_are_shown_in_a_demo_only(cast, settings, is_demo):
    known = [{"name": "Demo Dana", "role": "Recruiter", "email": "dana@demo.example", "password": "demo"}]
    settings.DEMO_SIGN_INS = known if is_demo else []

    response = Client().get("/sign-in")

    assert ("Demo Dana" in text_of(response)) is is_demo
