"""Is a push LinkedIn's? Only with a signature over this very body."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from linkedin_client import errors, webhooks

SECRET = "s3cr3t-invented-0001"
BODY = b'{"id":"req-5d20-0001","type":"EXPORT_CANDIDATE_PROFILE","expiresAt":1790000000000}'
#: HMAC-SHA256 with that secret over "hmacsha256=" + body, made with openssl.
SIGNATURE = "ce30afa21ff105b8cb115d7f0cdda3e393ffee6ffe4fff2c629f76a438c4b7e5"

#: What is wrong, secret, body, header.
WRONG = [
    ("another secret", "other", BODY, SIGNATURE),
    ("another body", SECRET, BODY + b" ", SIGNATURE),
    ("no header", SECRET, BODY, None),
    ("an empty header", SECRET, BODY, ""),
    ("half of it", SECRET, BODY, SIGNATURE[:32]),
    ("one letter off", SECRET, BODY, ("0" if SIGNATURE[0] != "0" else "1") + SIGNATURE[1:]),
    ("with its prefix", SECRET, BODY, f"hmacsha256={SIGNATURE}"),
    ("letters beyond ASCII", SECRET, BODY, "ü" * 64),
]


def test_a_true_signature_is_accepted():
    assert webhooks.verify_signature(SECRET, BODY, SIGNATURE)


@pytest.mark.parametrize(
    ("secret", "body", "header"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_wrong_signature_is_not(secret, body, header):
    assert not webhooks.verify_signature(secret, body, header)


def test_a_challenge_is_signed_bare():
    assert (
        webhooks.challenge_response(SECRET, "abc")
        == "a0062ffd9b0e3e2904482c29123ef97d6a67da1302c9f0480284e826cbd8f8f8"
    )


#: The notification's expiresAt, and the moment understood: its type is not documented.
EXPIRIES = [
    ("1790000000000", datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)),
    ('"1790000000000"', datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)),
    ('"2026-09-21T14:13:20Z"', datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)),
    ('"2026-09-21T14:13:20"', None),  # of no time zone: not to be guessed
    ('"soon"', None),
    ("null", None),
    ("true", None),
    ("1.5", None),
    ("9" * 40, None),  # after the end of time
]


@pytest.mark.parametrize(("written", "moment"), EXPIRIES)
def test_the_expiry_is_read_in_several_forms(written, moment):
    body = f'{{"id": 17, "type": "X", "expiresAt": {written}}}'.encode()

    assert webhooks.read_notification(body) == webhooks.Notification("17", "X", moment)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'"id"',
        b"{}",
        b'{"id": "1"}',
        b'{"type": "X"}',
        b"\xff",
        b'{"id":1,"type":2',
    ],
)
def test_a_body_that_is_no_notification_is_not_understood(body):
    with pytest.raises(errors.AnswerNotUnderstood):
        webhooks.read_notification(body)
