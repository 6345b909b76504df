"""What is told of each call, and how is the line kept?"""

from __future__ import annotations

import httpx2
import pytest
from tests.contract.client_records import BLUEBIRD, NOOR
from tests.linkedin_client.mock_apps import Answering, all_rest, linkedin

from linkedin_client import MemoryTokenStore, errors

STORED = {"results": {}, "errors": {}}


def test_a_call_is_told_with_its_request_id_and_sizes():
    told = []
    app = Answering(200, STORED, headers={"X-LI-UUID": "AAY-1"})

    linkedin(app, observe=told.append).candidates.upsert([NOOR])

    (exchange,) = told
    assert (exchange.method, exchange.path, exchange.status) == ("PUT", "/v2/atsCandidates", 200)
    assert (exchange.restli_method, exchange.request_id) == ("batch_update", "AAY-1")
    assert exchange.request_body_bytes == len(app.requests[0].content)
    assert exchange.answer_body_bytes == len(b'{"results": {}, "errors": {}}')
    assert exchange.milliseconds >= 0
    assert not exchange.is_tunneled


def test_a_tunneled_call_is_told_by_what_it_means():
    told = []

    linkedin(Answering(200, STORED), observe=told.append).candidates.delete([f"cand-{n}" for n in range(100)])

    assert (told[0].method, told[0].is_tunneled) == ("DELETE", True)


def test_a_token_call_and_a_repeat_are_told_too():
    told = []

    def app(request):
        if request.url.path == "/oauth/v2/accessToken":
            return httpx2.Response(200, json={"access_token": "AQX-2", "expires_in": 1800})
        known = request.headers["Authorization"] == "Bearer AQX-2"
        return httpx2.Response(200 if known else 401, json=STORED)

    linkedin(app, observe=told.append).candidates.upsert([NOOR])

    assert [(each.path, each.status) for each in told] == [
        ("/v2/atsCandidates", 401),
        ("/oauth/v2/accessToken", 200),
        ("/v2/atsCandidates", 200),
    ]


def test_a_call_without_an_answer_is_told_with_its_failure():
    told = []

    def app(request):
        raise httpx2.ReadTimeout("slow")

    with pytest.raises(errors.TimedOut):
        linkedin(app, observe=told.append).candidates.upsert([NOOR])

    assert (told[0].status, told[0].failure) == (0, "timed out")


def test_nothing_that_is_told_holds_a_secret():
    told = []
    body = {"key": "urn:li:developerApplication:1", "client_id": "86", "client_secret": "s3cr3t-new"}

    def app(request):
        if request.url.path == "/oauth/v2/accessToken":
            return httpx2.Response(200, json={"access_token": "AQX-hush", "expires_in": 1800})
        return httpx2.Response(201, json=body)

    linkedin(app, tokens=MemoryTokenStore(), observe=told.append).provisioning.create(BLUEBIRD)
    linkedin(Answering(200, {"elements": []}), observe=told.append).exports.by_request("req-hush")

    assert len(told) == 3
    assert not any(word in repr(told) for word in ("s3cr3t", "AQX", "hush", "86demoid"))


@pytest.mark.parametrize("timeout", [0, -1, 0.0])
def test_a_timeout_always_exists(timeout):
    with pytest.raises(ValueError, match="timeout"):
        linkedin(Answering(), timeout=timeout)


def test_the_timeout_reaches_every_part_of_a_call():
    app = Answering(200, {"elements": []})

    linkedin(app, timeout=7.5).exports.by_request("req-1")

    assert set(app.requests[0].extensions["timeout"].values()) == {7.5}


def test_rest_names_its_version_and_protocol_and_v2_does_not():
    rest, v2 = Answering(200, {"elements": []}), Answering(200, {"elements": []})

    linkedin(rest, dialects=all_rest()).exports.by_request("req-1")
    linkedin(v2).exports.by_request("req-1")

    assert rest.requests[0].headers["LinkedIn-Version"] == "202603"
    assert rest.requests[0].headers["X-RestLi-Protocol-Version"] == "2.0.0"
    assert "LinkedIn-Version" not in v2.requests[0].headers
    assert "X-RestLi-Protocol-Version" not in v2.requests[0].headers


def test_an_address_with_a_path_of_its_own_is_kept():
    app = Answering(200, {"elements": []})

    linkedin(app, api_url="http://127.0.0.1:8100/linkedin/").exports.by_request("req-1")

    assert app.requests[0].url.path == "/linkedin/v2/exportedCandidates"


def test_a_redirect_is_not_followed():
    app = Answering(302, b"", headers={"Location": "https://elsewhere.example/"})

    with pytest.raises(errors.ApiError):
        linkedin(app).exports.by_request("req-1")

    assert len(app.requests) == 1


def test_a_closed_client_sends_nothing():
    with linkedin(Answering(200, {"elements": []})) as li:
        li.exports.by_request("req-1")

    with pytest.raises(RuntimeError):
        li.exports.by_request("req-1")
