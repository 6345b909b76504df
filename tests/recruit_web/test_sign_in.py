from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
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


def test_whoever_guesses_must_wait_and_others_need_not(cast):
    cache.clear()
    rosa = {"email": "rosa@robots.example", "password": PASSWORD}
    guesses = [Client().post("/sign-in", rosa | {"password": f"guess {n}"}) for n in range(10)]

    barred = Client().post("/sign-in", rosa)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7").post("/sign-in", rosa)
    hans = Client().post("/sign-in", rosa | {"email": "hans@robots.example"})

    assert {guess.status_code for guess in guesses} == {422}
    assert barred.status_code == 429
    assert "too many attempts" in text_of(barred)
    assert elsewhere.status_code == hans.status_code == 302
    cache.clear()


def test_a_success_forgets_the_failures_before_it(cast):
    cache.clear()
    rosa = {"email": "rosa@robots.example", "password": PASSWORD}
    answers = []
    for _ in range(3):
        answers += [Client().post("/sign-in", rosa | {"password": "oh no"}).status_code for _ in range(5)]
        answers.append(Client().post("/sign-in", rosa).status_code)

    assert answers == [422, 422, 422, 422, 422, 302] * 3


@pytest.mark.parametrize("onward", ["//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)",
                                    "https:elsewhere.example", "http:///elsewhere.example"])  # fmt: skip
def test_no_spelling_of_an_address_leads_elsewhere(cast, onward):
    address = reverse("sign_in", query={"next": onward})

    assert Client().post(address, {"email": "rosa@robots.example", "password": PASSWORD}).url == "/"


def test_signing_in_begins_a_session_of_its_own(cast):
    browser = Client()
    browser.cookies["recruit_session"] = "chosen-by-somebody-else"

    browser.post("/sign-in", {"email": "rosa@robots.example", "password": PASSWORD})

    assert browser.cookies["recruit_session"].value != "chosen-by-somebody-else"


@pytest.mark.parametrize("address", ["/candidates", "/nowhere", "/candidates/per_x", "/search?q=mia"])
def test_what_a_teammate_was_shown_is_kept_by_no_cache(cast, browser, address):
    response = browser(cast.rosa).get(address, headers=HTMX)

    assert "no-store" in response["Cache-Control"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
