"""Which answer is which error, and what is known of it?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from tests.linkedin_client.mock_apps import Answering, linkedin

from linkedin_client import errors

#: Status, error.
STATUSES = [
    (400, errors.Invalid),  # malformed or mismatching keys
    (402, errors.ApiError),  # no job slot left: nothing of ours has a class for it
    (403, errors.Forbidden),  # product not granted
    (405, errors.ApiError),  # method not offered
    (409, errors.Conflict),  # known already
    (414, errors.Invalid),  # address too long in spite of tunneling
    (422, errors.Invalid),  # the whole batch refused
    (426, errors.VersionRefused),  # version past its sunset
    (429, errors.Throttled),  # quota
    (500, errors.ServerFailed),  # LinkedIn's fault
    (502, errors.ServerFailed),  # a gateway's
    (504, errors.ServerFailed),  # late
    (302, errors.ApiError),  # a redirect is never followed: it would carry the token elsewhere
]


@pytest.mark.parametrize(("status", "expected"), STATUSES)
def test_each_status_is_its_own_error(status, expected):
    app = Answering(status, {"status": status, "message": "No.", "code": "CODE", "serviceErrorCode": 7})

    with pytest.raises(errors.ApiError) as raised:
        linkedin(app).candidates.delete(["cand-1"])

    error = raised.value
    assert type(error) is expected
    assert (error.status, error.message, error.code, error.service_error_code) == (status, "No.", "CODE", 7)
    assert error.where == "DELETE /v2/atsCandidates"
    assert len(app.requests) == 1


def test_a_missing_resource_is_not_found():
    with pytest.raises(errors.NotFound):
        linkedin(Answering(404, {"status": 404, "message": "Resource x does not exist"})).acls.find("REQ-1")


@pytest.mark.parametrize("body", [b"<html>Bad gateway</html>", b"", b"[]", b'"no"', b"\xff\xfe"])
def test_a_refusal_without_json_is_known_by_its_status(body):
    with pytest.raises(errors.ServerFailed, match="502") as raised:
        linkedin(Answering(502, body)).exports.by_request("req-1")

    assert raised.value.status == 502


#: LinkedIn's header or body, and the id found.
REQUEST_IDS = [
    ({"X-LI-UUID": "AAY-1"}, {}, "AAY-1"),  # LinkedIn's own, which its support asks for
    ({"x-restli-request-id": "r-2"}, {}, "r-2"),  # the framework's
    ({}, {"requestId": "b-3"}, "b-3"),  # in the error's body
    ({"X-LI-UUID": "AAY-4"}, {"requestId": "b-4"}, "AAY-4"),  # both: the header
    ({}, {}, ""),  # none
]


@pytest.mark.parametrize(("headers", "body", "found"), REQUEST_IDS)
def test_the_request_id_is_found_wherever_it_is(headers, body, found):
    with pytest.raises(errors.Forbidden) as raised:
        linkedin(Answering(403, {"message": "No."} | body, headers=headers)).exports.by_request("req-1")

    assert raised.value.request_id == found


#: Message of a 429, header, and what is made of them.
QUOTAS = [
    ("Resource level throttle limit for calls to this resource is reached.", None, False, None),  # the minute
    ("Resource level throttle APPLICATION DAY limit for calls is reached.", None, True, None),  # the day
    ("The day limit is reached.", None, True, None),  # the day, in other letters
    ("Try again on Monday.", None, False, None),  # no word of its own
    ("Slow down.", "30", False, 30.0),  # undocumented, but understood
    ("Slow down.", "Wed, 21 Oct 2026 07:28:00 GMT", False, None),  # a date that is past
]


@pytest.mark.parametrize(("message", "header", "day", "seconds"), QUOTAS)
def test_a_quota_is_of_the_minute_or_of_the_day(message, header, day, seconds):
    headers = {"Retry-After": header} if header else {}

    with pytest.raises(errors.Throttled) as raised:
        linkedin(Answering(429, {"message": message}, headers=headers)).exports.by_request("req-1")

    assert (raised.value.day, raised.value.retry_after) == (day, seconds)


def test_a_wait_may_be_told_as_a_moment():
    headers = {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=45), usegmt=True)}

    with pytest.raises(errors.Throttled) as raised:
        linkedin(Answering(429, {"message": "Slow down."}, headers=headers)).exports.by_request("req-1")

    assert 40 < raised.value.retry_after <= 45


#: What the HTTP library raises, and what the caller sees.
BROKEN_LINES = [
    (httpx2.ReadTimeout("slow"), errors.TimedOut),
    (httpx2.ConnectTimeout("slow"), errors.TimedOut),
    (httpx2.PoolTimeout("busy"), errors.TimedOut),
    (httpx2.ConnectError("refused"), errors.TransportFailed),
    (httpx2.ReadError("reset"), errors.TransportFailed),
    (httpx2.RemoteProtocolError("garbage"), errors.TransportFailed),
    (httpx2.DecodingError("not gzip"), errors.TransportFailed),
]


@pytest.mark.parametrize(
    ("cause", "expected"), BROKEN_LINES, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_broken_line_is_mapped_once_and_keeps_its_cause(cause, expected):
    asked = []

    def app(request):
        asked.append(request)
        raise cause

    with pytest.raises(errors.TransportFailed) as raised:
        linkedin(app).candidates.delete(["cand-1"])

    assert type(raised.value) is expected
    assert raised.value.__cause__ is cause
    assert len(asked) == 1


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"[]", b"null", b"{}", b'{"results": []}', b'{"results": 3}']
)
def test_a_success_that_says_nothing_is_not_understood(body):
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, body)).candidates.delete(["cand-1"])


@pytest.mark.parametrize("body", [{}, {"elements": None}, {"elements": {}}, {"elements": ["x"]}])
def test_a_finder_without_elements_is_not_understood(body):
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, body)).exports.by_request("req-1")


def test_the_tree_is_the_one_drawn_in_its_docstring():
    drawn = {word for word in (errors.__doc__ or "").split() if hasattr(errors, word)}
    classes = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.LinkedInError)
    }

    assert classes <= drawn
    assert issubclass(errors.TimedOut, errors.TransportFailed)
    assert all(issubclass(cls, errors.ApiError) for _, cls in STATUSES)


def test_an_errors_docstring_is_its_message():
    assert str(errors.TimedOut()) == "LinkedIn did not answer in time."
