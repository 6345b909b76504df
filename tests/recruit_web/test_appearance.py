from __future__ import annotations

import re

import pytest
from tests.recruit_web.conftest import text_of


@pytest.mark.parametrize(
    ("chosen", "page_says"),
    [
        ("dark", 'data-appearance="dark" data-bs-theme="dark"'),
        ("light", 'data-appearance="light"'),
        ("system", 'data-appearance="system"'),
        # Neither a choice nor a cookie that somebody has written by hand is believed.
        ("sepia", 'data-appearance="system"'),
    ],
)
def test_rosa_chooses_the_colours_of_this_browser(cast, browser, chosen, page_says):
    client = browser(cast.rosa)

    client.post("/account/appearance", {"appearance": chosen})

    assert page_says in text_of(client.get("/positions"))


def test_a_cookie_written_by_hand_is_no_choice(cast, browser):
    client = browser(cast.rosa)
    client.cookies["appearance"] = '"><script>'

    assert 'data-appearance="system"' in text_of(client.get("/positions"))


def test_the_choice_is_shown_where_it_is_made(cast, browser):
    client = browser(cast.rosa)
    client.post("/account/appearance", {"appearance": "dark"})

    page = text_of(client.get("/account"))
    choices = [field for field in re.findall(r"<input[^>]*>", page) if 'name="appearance"' in field]

    assert len(choices) == 3
    assert ['value="dark"' in field for field in choices if " checked" in field] == [True]
