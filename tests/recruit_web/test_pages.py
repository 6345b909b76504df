from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from tests.people import a_company, a_process
from tests.recruit_web.conftest import HTMX, text_of

import recruit_web

PAGES = [
    "/positions", "/positions/new", "/candidates", "/candidates/new", "/settings/company",
    "/settings/teammates", "/shortcuts", "/sources", "/reports/sources",
]  # fmt: skip
PACKAGE = Path(recruit_web.__file__).parent


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_landmarks_and_nothing_inline(cast, browser, path):
    page = browser(cast.olga).get(path).content.decode()

    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert 'aria-label="Main"' in page
    assert "Skip to content" in page
    assert not re.search(r"<style|\sstyle=|<script>|\son\w+=|javascript:|hx-on", page)


@pytest.mark.parametrize("code", [400, 403, 404, 409, 500])
def test_error_pages_say_what_to_do_next_and_need_no_sign_in(code):
    page = render_to_string(f"{code}.html", request=RequestFactory().get("/"))

    assert f'<p class="bare-code">{code}</p>' in page
    assert "Go to Recruit" in page


def test_a_page_of_another_company_looks_like_one_that_is_not_there(cast, browser):
    _company, rival = a_company("Rivals Ltd", domain="rivals.example")
    process = a_process(cast)
    olga_of_rivals = browser(rival)

    for path in (
        f"/positions/{cast.position.public_id}",
        f"/candidates/{process.person.public_id}",
        f"/processes/{process.public_id}/reject",
    ):
        assert olga_of_rivals.get(path).status_code == 404


def test_words_of_people_never_become_markup(cast, browser):
    rosa = browser(cast.rosa)
    word = "<script>alert(1)</script>"

    for path in ("/positions", "/candidates", "/search"):
        page = rosa.get(path, {"q": word}, headers=HTMX).content.decode()
        assert word not in page
    assert word not in rosa.get("/candidates", {"tag": word}).content.decode()


def test_the_configuration_of_htmx_is_json_and_allows_no_evaluation(client, db):
    page = client.get("/sign-in").content.decode()
    found = re.search(r"content='([^']+)'", page)

    assert found is not None
    assert json.loads(found[1])["allowEval"] is False


def test_shortcuts_are_a_page_and_a_dialog(cast, browser):
    rosa = browser(cast.rosa)

    assert "Keyboard shortcuts" in text_of(rosa.get("/shortcuts"))
    assert 'id="dialog-title"' in text_of(rosa.get("/shortcuts", headers=HTMX))


def test_the_package_knows_no_vendor():
    files = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".js", ".css", ".svg"}]

    assert len(files) > 60
    assert [path.name for path in files if "linkedin" in path.read_text("utf-8").lower()] == []
