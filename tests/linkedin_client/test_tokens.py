"""When is a token asked for, reused, and thrown away?

Certification asks for it (CRM-001..005, RSC-106): one token until near its end, its age checked before each
request, after a 401 a fresh one and one repeat.
"""

from __future__ import annotations

import threading

import httpx2
import pytest
import time_machine
from tests.linkedin_client.mock_apps import Answering, linkedin

from linkedin_client import MemoryTokenStore, Token, errors

NOON = "2026-03-02T12:00:00+00:00"
NOON_EPOCH = 1772452800.0


class GrantingTokens:
    """Grants AQX-1, AQX-2, …; answers everything else with an empty page, and 401 to tokens that were withdrawn."""

    def __init__(self, *, withdrawn=(), life=1800):
        self.granted = 0
        self.withdrawn = set(withdrawn)
        self.life = life
        self.bearers = []

    def __call__(self, request):
        if request.url.path == "/oauth/v2/accessToken":
            self.granted += 1
            return httpx2.Response(200, json={"access_token": f"AQX-{self.granted}", "expires_in": self.life})
        bearer = request.headers["Authorization"].removeprefix("Bearer ")
        self.bearers.append(bearer)
        if bearer in self.withdrawn:
            body = {
                "status": 401,
                "code": "REVOKED_ACCESS_TOKEN",
                "serviceErrorCode": 65601,
                "message": "revoked",
            }
            return httpx2.Response(401, json=body)
        return httpx2.Response(200, json={"elements": []})


def test_one_token_serves_many_calls():
    app = GrantingTokens()
    li = linkedin(app, tokens=MemoryTokenStore())

    for _ in range(5):
        li.exports.by_request("req-1")

    assert app.granted == 1
    assert app.bearers == ["AQX-1"] * 5


@time_machine.travel(NOON, tick=False)
def test_the_tokens_end_is_counted_from_when_it_was_asked_for():
    tokens = MemoryTokenStore()

    linkedin(GrantingTokens(life=1799), tokens=tokens).exports.by_request("req-1")

    assert tokens.get() == Token("AQX-1", expires_at=NOON_EPOCH + 1799)


#: Seconds to live, and whether the token is still used.
NEAR_THE_END = [
    (61, True),  # a minute and a second: enough for a call
    (60, False),  # exactly a minute: not any more
    (1, False),  # would expire on the way
    (-5, False),  # has expired
]


@pytest.mark.parametrize(("seconds", "is_used"), NEAR_THE_END)
@time_machine.travel(NOON, tick=False)
def test_a_token_is_used_until_a_minute_before_its_end(seconds, is_used):
    app = GrantingTokens()
    tokens = MemoryTokenStore()
    tokens.put(Token("AQX-old", expires_at=NOON_EPOCH + seconds))

    linkedin(app, tokens=tokens).exports.by_request("req-1")

    assert app.bearers == ["AQX-old" if is_used else "AQX-1"]


def test_a_refused_token_is_replaced_and_the_call_repeated_once():
    app = GrantingTokens(withdrawn={"AQX-demo-child"})

    assert linkedin(app).exports.by_request("req-1") == []

    assert app.bearers == ["AQX-demo-child", "AQX-1"]


def test_a_second_refusal_is_the_callers():
    app = GrantingTokens(withdrawn={"AQX-demo-child", "AQX-1"})

    with pytest.raises(errors.Unauthorized) as refused:
        linkedin(app).exports.by_request("req-1")

    assert app.bearers == ["AQX-demo-child", "AQX-1"]
    assert refused.value.code == "REVOKED_ACCESS_TOKEN"
    assert refused.value.service_error_code == 65601


def test_a_token_that_another_process_has_renewed_is_taken_from_the_store():
    tokens = MemoryTokenStore()
    tokens.put(Token("AQX-old", expires_at=4e9))
    app = GrantingTokens(withdrawn={"AQX-old"})

    def another_process_renews_meanwhile(request):
        response = app(request)
        if response.status_code == 401:
            tokens.put(Token("AQX-theirs", expires_at=4e9))
        return response

    linkedin(another_process_renews_meanwhile, tokens=tokens).exports.by_request("req-1")

    assert app.bearers == ["AQX-old", "AQX-theirs"]
    assert app.granted == 0


def test_many_threads_without_a_token_ask_for_one_together():
    inside = threading.Barrier(8, timeout=20)
    app = GrantingTokens()
    li = linkedin(app, tokens=MemoryTokenStore())

    def work():
        inside.wait()
        li.exports.by_request("req-1")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert app.granted == 1
    assert app.bearers == ["AQX-1"] * 8


def test_wrong_credentials_are_unauthorized_and_asked_for_only_once():
    body = {"error": "invalid_client", "error_description": "Client authentication failed"}
    app = Answering(401, body)

    with pytest.raises(errors.Unauthorized, match="Client authentication failed") as refused:
        linkedin(app, tokens=MemoryTokenStore()).exports.by_request("req-1")

    assert refused.value.code == "invalid_client"
    assert len(app.requests) == 1


@pytest.mark.parametrize(
    "body", [{}, {"access_token": "AQX"}, {"access_token": "AQX", "expires_in": "soon"}, []]
)
def test_a_tokens_answer_that_says_something_else_is_not_understood(body):
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, body), tokens=MemoryTokenStore()).exports.by_request("req-1")


def test_nothing_secret_shows_in_a_repr():
    from linkedin_client import Credentials, ProvisionedApplication

    application = ProvisionedApplication(
        key="urn:li:developerApplication:1",
        client_id="86",
        client_secret="hush",
        raw={"client_secret": "hush"},
    )

    assert "hush" not in repr(Credentials("86", "hush"))
    assert "hush" not in repr(Token("hush", expires_at=0.0))
    assert "hush" not in repr(application)
