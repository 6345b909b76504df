"""Is a secret ever written down? Not under a telling name, and not inside a text."""

from __future__ import annotations

import io
import json
import logging

import pytest

from config.logs import configuration, mask


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: Bearer AQXdSP_W41", "Authorization: Bearer ***"),
        ("grant_type=client_credentials&client_secret=hush&client_id=7", None),  # a form
        ('{"access_token": "hush", "expires_in": 1800}', None),  # JSON
        (
            "postgresql://recruit:hush@db.example.com/recruit",
            "postgresql://recruit:***@db.example.com/recruit",
        ),
        ("X-LI-Signature: hush", "X-LI-Signature: ***"),
        ("POST /linkedin/callback/hush 200", "POST /linkedin/callback/*** 200"),  # the path is the password
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_a_text_is_masked(text: str, shown: str | None):
    masked = mask(text)

    assert "hush" not in masked
    assert "AQXdSP_W41" not in masked
    if shown:
        assert masked == shown


def test_a_value_under_a_telling_name_is_masked_in_any_depth():
    assert mask({"a": [{"client_secret": "hush", "client_id": "7"}], "Cookie": "hush"}) == {
        "a": [{"client_secret": "***", "client_id": "7"}],
        "Cookie": "***",
    }


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_line_carries_its_facts_and_no_secret(form: str):
    stream = io.StringIO()
    found = configuration(level="INFO", form=form)["formatters"]["line"]
    formatter = found.pop("()")(**found)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    log = logging.Logger("recruit.tests")  # noqa: LOG001 -- one that nobody else hears
    log.addHandler(handler)

    log.info("Told by %s", "Bearer hush", extra={"records": 42, "token": "hush"})

    line = stream.getvalue()
    assert "hush" not in line
    assert "42" in line
    if form == "json":
        assert json.loads(line)["event"] == "Told by Bearer ***"


def test_an_error_is_told_with_its_traceback_and_without_its_secret():
    stream = io.StringIO()
    found = configuration(level="INFO", form="console")["formatters"]["line"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(found.pop("()")(**found))
    log = logging.Logger("recruit.tests")  # noqa: LOG001 -- one that nobody else hears
    log.addHandler(handler)

    try:
        int("password=hush")
    except ValueError:
        log.exception("It failed")

    assert "ValueError" in stream.getvalue()
    assert "hush" not in stream.getvalue()
