"""The careers site as a visitor meets it, over plain HTTP, and its settings."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import a_position
from tests.recruit_web.conftest import text_of, whole

from recruit.base.tenancy import company_context
from recruit.careers.models import Submission
from recruit.careers.selectors import questions_of
from recruit.careers.services import add_tracked_link, change_site
from recruit.hiring.models import HiringProcess
from recruit.positions.services import close_position
from recruit_web.screens.careers import limits

PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture(autouse=True)
def nobody_was_counted() -> None:
    cache.clear()


@pytest.fixture
def site(cast: Any) -> Any:
    with company_context(cast.company.pk):
        return change_site(
            company_id=cast.company.pk, slug="robots", is_on=True, intro="We build robots.",
            privacy_url="https://robots.example/privacy", consent_scope="eu_and_uk",
            website="https://robots.example", actor=cast.by_ada,
        )  # fmt: skip


@pytest.fixture
def welder(cast: Any, site: Any) -> Any:
    return published(
        cast, "Welder", city="Bremen", country="DE", department="Works", workplace_type="on_site",
        employment_type="Full-time", description="Weld.</script><b>Now</b>\n\n- carefully",
    )  # fmt: skip


def published(cast: Any, name: str, **fields: Any) -> Any:
    found = a_position(cast, name)
    with company_context(cast.company.pk):
        for field, value in {"is_published": True, **fields}.items():
            setattr(found, field, value)
        found.save()
    return found


def address(position: Any) -> str:
    return f"/careers/robots/positions/{position.public_id}"


def hidden(page: str) -> dict[str, str]:
    return dict(
        re.findall(r'type="hidden" name="(arrival|nonce)" value="([^"]*)"', page[page.index("apply-form") :])
    )


def sent(client: Client, position: Any, *, came: str = "", referer: str = "", **changes: Any) -> Any:
    page = client.get(address(position) + came, headers={"Referer": referer} if referer else {})
    fields = {
        "first_name": "Mia", "last_name": "Brand", "email": "mia@mail.example", "consent": "on",
        "resume": SimpleUploadedFile("cv.pdf", PDF), **hidden(page.content.decode()), **changes,
    }  # fmt: skip
    return client.post(
        address(position), {name: value for name, value in fields.items() if value is not None}
    )


def source_names(cast: Any) -> list[str]:
    with company_context(cast.company.pk):
        return list(HiringProcess.objects.order_by("id").values_list("source__name", flat=True))


def test_published_positions_are_listed_and_narrowed_down(cast: Any, site: Any, welder: Any):
    published(cast, "Painter", city="Lyon", workplace_type="remote")
    a_position(cast, "Secret plan")

    def names(query: str) -> list[str]:
        page = Client().get(f"/careers/robots/{query}").content.decode()
        found = re.findall(r'positions/pos_\w+">([^<]+)</a>', page)
        return [name for name in found if name != cast.position.name]

    assert names("") == ["Painter", "Welder"]
    assert names("?department=Works") == ["Welder"]
    assert names("?city=Lyon") == ["Painter"]
    assert names("?workplace=remote") == ["Painter"]
    assert names("?q=carefully") == ["Welder"]
    assert names("?q=nothing") == []
    with CaptureQueriesContext(connection) as captured:
        assert Client().get("/careers/robots/").status_code == 200
    assert len(captured) <= 15


def test_search_engines_read_what_the_position_is_and_nothing_in_it_runs(welder: Any):
    page = Client().get(address(welder)).content.decode()

    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    told = json.loads(script)
    assert (told["@type"], told["title"], told["employmentType"]) == ("JobPosting", "Welder", "FULL_TIME")
    assert told["jobLocation"]["address"]["addressLocality"] == "Bremen"
    assert told["hiringOrganization"]["name"] == "Robots Ltd"
    assert "</script>" not in told["description"]
    assert '<meta property="og:title" content="Welder at Robots Ltd">' in page


def test_a_visitor_applies_and_the_recruiter_sees_it(cast: Any, browser: Any, welder: Any):
    client = Client()

    answer = sent(client, welder, message="I weld.")

    assert answer.status_code == 302
    assert "has arrived at Robots Ltd" in text_of(client.get(answer["Location"]))
    with company_context(cast.company.pk):
        person = Submission.objects.get().person
    page = text_of(browser(cast.hans).get(whole(f"/candidates/{person.public_id}")))
    for word in ("Mia Brand", "cv.pdf", "robots.example", "Careers form", "I weld.", "with consent"):
        assert word in page


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"email": "nobody"}, "valid email"),
        ({"first_name": ""}, "Fill in your first name."),
        ({"consent": None}, "Without this we may not keep"),
        ({"resume": SimpleUploadedFile("cv.pdf", b"MZ\x90 a program")}, "not what is in it"),
        ({"links": "javascript:alert(1)"}, "web addresses"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_lost(
    cast: Any, welder: Any, changes: dict[str, Any], word: str
):
    answer = sent(Client(), welder, **({"message": "Typed with care."} | changes))

    assert answer.status_code == 422
    assert word in text_of(answer)
    assert "Typed with care." in text_of(answer)
    assert source_names(cast) == []


def test_the_box_is_never_ticked_and_not_shown_where_nobody_has_to_be_asked(cast: Any, welder: Any):
    asked = Client().get(address(welder)).content.decode()
    elsewhere = Client().get(address(published(cast, "Driller", country="US"))).content.decode()

    assert 'name="consent"' in asked
    assert "checked" not in asked
    assert 'name="consent"' not in elsewhere


def test_a_robot_is_thanked_and_nothing_is_kept(cast: Any, welder: Any):
    answer = sent(Client(), welder, company_fax="123")

    assert answer.status_code == 302
    assert source_names(cast) == []


def test_many_applications_from_one_place_have_to_wait(
    cast: Any, welder: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(limits, "MOST", 1)

    answers = [sent(Client(), welder, email=f"mia{number}@mail.example") for number in range(2)]

    assert [answer.status_code for answer in answers] == [302, 429]
    assert len(source_names(cast)) == 1


def test_where_they_came_from_is_credited_and_remembered_only_if_they_allow_it(cast: Any, welder: Any):
    """5.3."""
    with company_context(cast.company.pk):
        link = add_tracked_link(
            company_id=cast.company.pk, name="Fair", source_name="Fair 2026", source_type="job_fair",
            actor=cast.by_ada,
        )  # fmt: skip
    allows, refuses, lands = Client(), Client(), Client()
    for client, choice in ((allows, "yes"), (refuses, "no")):
        client.get(f"/careers/robots/?src={link.token}")
        page = client.get(f"/careers/robots/?src={link.token}").content.decode()
        arrival = re.search(r'name="arrival" value="([^"]+)"', page)
        client.post(
            "/careers/robots/remember", {"choice": choice, "arrival": arrival[1], "back": "/careers/robots/"}
        )

    sent(allows, welder, email="a@mail.example")
    sent(refuses, welder, email="b@mail.example")
    sent(lands, welder, email="c@mail.example", came=f"?src={link.token}")
    sent(lands, welder, email="d@mail.example", referer="https://www.jobs.example/list")

    assert source_names(cast) == ["Fair 2026", "robots.example", "Fair 2026", "jobs.example"]
    assert [cookie for cookie in refuses.cookies if cookie.startswith("careers_source")] == []
    cookie = allows.cookies["careers_source_robots"]
    assert (cookie["max-age"], cookie["httponly"], cookie["path"]) == (30 * 86_400, True, "/careers/robots/")


def test_remembering_leads_back_inside_only(site: Any):
    answer = Client().post("/careers/robots/remember", {"choice": "no", "back": "https://evil.example/"})

    assert answer["Location"] == "/careers/robots/"


def test_a_visitor_reads_the_site_as_the_browser_asks_until_they_choose_another_language(site: Any):
    client = Client(headers={"Accept-Language": "de-AT,en;q=0.5"})

    asked = client.get("/careers/robots/?src=abcd1234")
    chooses = client.get("/careers/robots/?src=abcd1234&language=en")
    chosen = client.get(chooses["Location"])

    assert (chooses.status_code, chooses["Location"]) == (302, "/careers/robots/?src=abcd1234")
    assert [answer["Content-Language"] for answer in (asked, chosen)] == ["de", "en"]
    assert {"Accept-Language", "Cookie"} <= set(asked["Vary"].split(", "))
    assert '<html lang="de">' in asked.content.decode()
    assert 'href="?src=abcd1234&amp;language=de" lang="de"' in chosen.content.decode()


def test_a_closed_position_says_so_and_shows_the_others(cast: Any, welder: Any):
    published(cast, "Painter")
    with company_context(cast.company.pk):
        close_position(position=welder, actor=cast.by_ada)

    answer = Client().get(address(welder))

    assert answer.status_code == 410
    assert "Welder is not open any more." in text_of(answer)
    assert "Painter" in text_of(answer)


@pytest.mark.parametrize("path", ["/careers/nobody/", "/careers/robots/positions/pos_nowhere"])
def test_what_is_not_there_is_not_found(site: Any, path: str):
    assert Client().get(path).status_code == 404


def test_a_site_that_is_off_is_not_there(cast: Any, site: Any):
    with company_context(cast.company.pk):
        change_site(
            company_id=cast.company.pk, slug="robots", is_on=False, intro="", privacy_url="",
            consent_scope="nowhere", website="", actor=cast.by_ada,
        )  # fmt: skip

    assert Client().get("/careers/robots/").status_code == 404


def test_nobody_puts_words_on_the_page_of_thanks(site: Any):
    assert Client().get("/careers/robots/thanks?of=forged")["Location"] == "/careers/robots/"


def test_an_admin_sets_it_up_and_is_told_what_is_wrong(cast: Any, browser: Any):
    ada, rosa = browser(cast.ada), browser(cast.rosa)
    fields = {
        "is_on": "on", "slug": "robots", "intro": "", "website": "robots.example", "privacy_url": "",
        "consent_scope": "everywhere",
    }  # fmt: skip

    wrong = ada.post("/settings/careers", fields)
    right = ada.post("/settings/careers", fields | {"website": "https://robots.example"})
    link = ada.post(
        "/settings/careers/links", {"name": "Fair", "source_name": "Fair", "source_type": "job_fair"}
    )

    assert wrong.status_code == 422
    assert "Write it whole, with https://" in text_of(wrong)
    assert (right.status_code, link.status_code) == (302, 302)
    assert "/careers/robots/?src=" in text_of(ada.get("/settings/careers"))
    assert rosa.post("/settings/careers", fields).status_code == 403
    assert rosa.post("/settings/careers/links", {"name": "x"}).status_code == 403


def test_a_visitor_answers_the_positions_questions_and_the_recruiter_reads_them(
    cast: Any, browser: Any, welder: Any
):
    olga = browser(cast.olga)
    add = f"/positions/{welder.public_id}/questions/add"
    olga.post(add, {"name": "Which shift?", "kind": "choice", "options": "Day\nNight", "is_required": "on"})
    olga.post(add, {"name": "Why us?", "kind": "text"})
    with company_context(cast.company.pk):
        shift, why = (question.public_id for question in questions_of(position=welder))
    visitor = Client()

    page = text_of(visitor.get(address(welder)))
    refused = sent(visitor, welder, **{why: "Robots."})
    thanked = sent(visitor, welder, **{shift: "Night", why: "Robots."})

    assert page.index("Which shift?") < page.index("may keep and use my data")
    assert "Why us? (optional)" in page
    assert refused.status_code == 422
    assert "Fill this in." in text_of(refused)
    assert thanked.status_code == 302
    with company_context(cast.company.pk):
        person = Submission.objects.get().person
    shown = text_of(olga.get(whole(f"/candidates/{person.public_id}")))
    assert "<dt>Which shift?</dt><dd>Night</dd><dt>Why us?</dt><dd>Robots.</dd>" in shown
    assert "Which shift?" in text_of(olga.get(f"/positions/{welder.public_id}/questions"))
