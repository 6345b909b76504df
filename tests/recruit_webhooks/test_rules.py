"""The rules of sending, as tables."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.recruit_webhooks.receiver import Came, is_genuine

from recruit.activity.enums import Verb
from recruit.base import clock
from recruit_webhooks.enums import EventType
from recruit_webhooks.rules import (
    EVENTS,
    Verdict,
    event_of_verb,
    headers_of,
    is_given_up,
    next_wait,
    rest_of,
    signature,
    verdict_on,
    written_secret,
)

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
SECRET = written_secret(bytes(range(32)))
FORMER = written_secret(bytes(range(32, 64)))


def test_the_papers_own_example_has_the_papers_signature():
    """From the specification's libraries: a published secret, message and signature."""
    body = b'{"test": 2432232314}'
    found = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body=body,
    )

    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


# which secret the receiver has, what was changed on the way, how late it looks: is it genuine?
CHECKED = (
    (SECRET, {}, 0, True),
    (FORMER, {}, 0, True),  # during a rotation
    (written_secret(b"x" * 32), {}, 0, False),
    (SECRET, {"body": b"{}"}, 0, False),
    (SECRET, {"webhook-id": "msg_2"}, 0, False),
    (SECRET, {"webhook-timestamp": "1700000001"}, 0, False),
    (SECRET, {}, 600, False),  # somebody sends it once more
)


@pytest.mark.parametrize(("secret", "changed", "late", "genuine"), CHECKED)
def test_a_receiver_knows_what_is_ours(secret, changed, late, genuine):
    body = b'{"type":"person.created"}'
    headers = headers_of(secrets=[SECRET, FORMER], message_id="msg_1", timestamp=1_700_000_000, body=body)
    came = Came(
        "/", {**headers, **{k: v for k, v in changed.items() if k != "body"}}, changed.get("body", body)
    )

    assert is_genuine(came, secret, now=1_700_000_000 + late) is genuine


def test_a_secret_that_is_empty_signs_nothing():
    headers = headers_of(secrets=[SECRET, ""], message_id="msg_1", timestamp=1, body=b"{}")

    assert len(headers["webhook-signature"].split()) == 1


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.DELIVERED), (204, Verdict.DELIVERED), (299, Verdict.DELIVERED),
        (None, Verdict.AGAIN), (301, Verdict.AGAIN), (400, Verdict.AGAIN), (404, Verdict.AGAIN),
        (429, Verdict.AGAIN), (500, Verdict.AGAIN), (199, Verdict.AGAIN),
        (410, Verdict.GONE),
    ],
)  # fmt: skip
def test_what_an_answer_means(status, verdict):
    assert verdict_on(status) == verdict


# attempts so far, what Retry-After wishes for in seconds, chance: seconds to wait
WAITED = (
    (1, None, 0.0, 5),
    (1, None, 1.0, 6),
    (2, None, 0.0, 300),
    (9, None, 0.0, 24 * 3600),
    (10, None, 0.0, None),  # the tenth was the last
    (1, 120, 0.0, 120),  # as it asks
    (3, 1, 0.0, 1800),  # never sooner than we would
    (1, 10**6, 0.0, 24 * 3600),  # nobody asks for weeks
)


@pytest.mark.parametrize(("attempts", "wish", "chance", "seconds"), WAITED)
def test_waits_grow_and_end(attempts, wish, chance, seconds):
    found = next_wait(attempts, wish=None if wish is None else timedelta(seconds=wish), chance=chance)

    assert found == (None if seconds is None else timedelta(seconds=seconds))


# failures in a row, status, wish: seconds for which all of the webhook's events wait
RESTED = (
    (1, 500, None, 5),
    (1, None, None, 5),
    (2, 503, None, 10),
    (50, 502, None, 300),
    (1, 429, 60, 60),
    (7, 400, None, 0),  # it understood and said no to this one
    (7, 301, None, 0),
)


@pytest.mark.parametrize(("failures", "status", "wish", "seconds"), RESTED)
def test_who_is_weak_is_left_alone(failures, status, wish, seconds):
    found = rest_of(failures, status=status, wish=None if wish is None else timedelta(seconds=wish))

    assert found == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("since", "given_up"),
    [(None, False), (NOON - timedelta(days=2), False), (NOON - timedelta(days=3), True)],
)
def test_after_three_days_it_is_given_up(since, given_up):
    assert is_given_up(since, now=NOON) is given_up


@pytest.mark.parametrize(
    ("verb", "event"),
    [
        (Verb.PROCESS_HIRED, EventType.PROCESS_HIRED),
        (Verb.PROCESS_ADVANCED, EventType.PROCESS_ADVANCED),
        (Verb.SOURCE_CHANGED, EventType.PROCESS_UPDATED),
        ("", EventType.PROCESS_UPDATED),
    ],
)
def test_which_event_a_change_of_a_process_is(verb, event):
    assert event_of_verb(verb) == event


def test_the_receiver_in_the_docs_knows_what_is_ours():
    page = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    body = b'{"type":"person.created"}'

    def headers(seconds: float) -> dict[str, str]:
        timestamp = int(clock.now().timestamp() + seconds)
        return headers_of(secrets=[FORMER, SECRET], message_id="msg_1", timestamp=timestamp, body=body)

    assert names["is_from_recruit"](headers(0), body, SECRET)
    assert not names["is_from_recruit"](headers(0), body + b" ", SECRET)
    assert not names["is_from_recruit"](headers(-400), body, SECRET)
    assert {event for event in EventType.values if f"`{event}`" not in page} == set()


def test_every_event_says_what_it_needs():
    assert {each.type for each in EVENTS} == set(EventType)
