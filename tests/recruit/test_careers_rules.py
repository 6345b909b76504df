"""The careers site's decisions, by tables, without a database."""

from __future__ import annotations

import pytest

from recruit.base.richtext import plain_text, safe_html
from recruit.careers.enums import Channel, ConsentScope
from recruit.careers.rules import (
    Arrival,
    arrival_of,
    asks_consent,
    credited,
    host_of,
    is_slug,
    is_web_address,
    packed,
    unpacked,
)

DIRECT, LINK, BOARD = (
    Arrival(Channel.DIRECT),
    Arrival(Channel.LINK, "spring26"),
    Arrival(Channel.REFERRER, "jobs.example"),
)


@pytest.mark.parametrize(
    ("scope", "country", "asks"),
    [
        (ConsentScope.EVERYWHERE, "US", True),
        (ConsentScope.EU_AND_UK, "DE", True),
        (ConsentScope.EU_AND_UK, "gb", True),
        (ConsentScope.EU_AND_UK, "US", False),
        (ConsentScope.EU_AND_UK, "", True),  # who does not say is asked
        (ConsentScope.NOWHERE, "DE", False),
    ],
)
def test_where_consent_is_asked(scope: str, country: str, asks: bool):
    assert asks_consent(scope, country) is asks


@pytest.mark.parametrize(
    ("token", "referrer", "arrival"),
    [
        ("spring26", "https://jobs.example/1", LINK),  # a link before a website
        ("", "https://www.jobs.example:8443/x?y=1", BOARD),
        ("Not a token!", "https://jobs.example", BOARD),
        ("", "https://careers.robots.example/positions", DIRECT),  # one's own page
        ("", "", DIRECT),
        ("", "javascript:alert(1)", DIRECT),
        ("", "https://[broken", DIRECT),
    ],
)
def test_how_a_visitor_came(token: str, referrer: str, arrival: Arrival):
    own = frozenset({"careers.robots.example"})

    assert arrival_of(token=token, referrer=referrer, own_hosts=own) == arrival


@pytest.mark.parametrize(
    ("remembered", "present", "wanted"),
    [
        (BOARD, LINK, LINK),  # what brought them now
        (BOARD, DIRECT, BOARD),  # what the cookie knows
        (None, DIRECT, DIRECT),
        (None, BOARD, BOARD),
    ],
)
def test_what_is_credited(remembered: Arrival | None, present: Arrival, wanted: Arrival):
    assert credited(remembered=remembered, present=present) == wanted


def test_an_arrival_survives_a_cookie_and_nothing_else_does():
    assert [unpacked(packed(each)) for each in (DIRECT, LINK, BOARD)] == [DIRECT, LINK, BOARD]
    assert [unpacked(text) for text in ("", "link:", "link:<script>", "referrer:a b", "elsewhere:x")] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("robots", True),
        ("robots-ltd-2", True),
        ("-robots", False),
        ("Robots", False),
        ("", False),
        ("a" * 61, False),
    ],
)
def test_addresses_of_sites(text: str, is_one: bool):
    assert is_slug(text) is is_one


def test_addresses_of_the_web():
    assert is_web_address("https://robots.example/privacy")
    assert not any(
        is_web_address(text)
        for text in (
            "robots.example",
            "javascript:alert(1)",
            "https://",
            "https://[",
            "https://a b",
            "ftp://a.example",
        )
    )
    assert host_of("https://www.Jobs.example/1") == "jobs.example"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Weld.\n\nAnd <grind> & paint.", "<p>Weld.</p><p>And &lt;grind&gt; &amp; paint.</p>"),
        ("- weld\n- grind", "<ul><li>weld</li><li>grind</li></ul>"),
        ("one\ntwo", "<p>one<br>two</p>"),
        ("", ""),
        ("<p>Weld</p><script>alert(1)</script>", "<p>Weld</p>"),
        ('<p onclick="x()">Weld <a href="javascript:x()">here</a></p>', None),
    ],
)
def test_texts_are_shown_and_run_nothing(text: str, html: str | None):
    shown = safe_html(text)

    assert html is None or shown == html
    assert "javascript" not in shown
    assert "onclick" not in shown


def test_a_preview_has_no_markup():
    assert plain_text("<p>Weld</p><ul><li>and grind</li></ul>") == "Weld and grind"
