"""Does the client say what the contract's examples say, and understand what LinkedIn answers?"""

from __future__ import annotations

import json
import time
from urllib.parse import parse_qsl

import httpx2
import pytest
from tests.contract.client_calls import ROWS, dialects_of
from tests.contract.client_pushes import PUSHED
from tests.contract.client_records import ORGANIZATION
from tests.contract.reading import CONTRACT, body_said, examples, name_of, path_said, query_said

from linkedin_client import Credentials, LinkedIn, MemoryTokenStore, Token, errors, pushes, webhooks

METHODS = json.loads((CONTRACT / "methods.json").read_text())
ALL = examples(whom="client")
CALLS = [each for each in ALL if each["generation"] in {"v2", "rest"}]
PUSHES = [each for each in ALL if each["generation"] == "push" and each["request"]["verb"] == "POST"]
FAR_AWAY = 4_000_000_000.0


class LinkedInOfOneExample:
    """Answers every call as the example does, and keeps what it was asked."""

    def __init__(self, example):
        self.response = example["response"]
        self.asked = []

    def __call__(self, request):
        if request.url.path == "/oauth/v2/accessToken":
            return httpx2.Response(200, json={"access_token": "AQX-another", "expires_in": 1800})
        self.asked.append(request)
        body = self.response["body"]
        content = b"<html>" if body is None and self.response["headers"] else b""
        content = content if body is None else json.dumps(body).encode()
        return httpx2.Response(self.response["status"], headers=self.response["headers"], content=content)


def linkedin_for(example, app):
    token = example["request"]["headers"]["Authorization"].removeprefix("Bearer ")
    tokens = MemoryTokenStore()
    tokens.put(Token(token, expires_at=FAR_AWAY))
    return LinkedIn(
        api_url="https://api.linkedin.example",
        auth_url="https://www.linkedin.example",
        credentials=Credentials("86demoid", "secret"),
        tokens=tokens,
        organization=ORGANIZATION,
        dialects=dialects_of(example["generation"]),
        transport=httpx2.MockTransport(app),
    )


def test_every_example_for_the_client_has_a_call_and_every_call_an_example():
    assert set(ROWS) == {each["name"] for each in CALLS}


#: Calls that are shown by tests of their own below: they have no token yet.
OF_TOKENS = {("token", "oauth"), ("memberToken", "oauth")}
#: Rows of the contract that the client does not call, and why. Pushes are LinkedIn's calls and not among the rows.
NOT_CALLED: dict[tuple[str, str], str] = {}


def test_every_row_of_the_contract_is_called_by_the_client():
    rows = {(row["name"], row["generation"]) for row in METHODS["methods"]}
    called = {(each["method"], each["generation"]) for each in CALLS if each["name"] in ROWS}

    assert len(rows) == len(METHODS["methods"])
    assert rows - called - OF_TOKENS == set(NOT_CALLED)
    assert {name for name, _ in called - rows} == {"errors"}


@pytest.mark.parametrize("example", CALLS, ids=name_of)
def test_the_client_sends_the_request_of(example):
    app = LinkedInOfOneExample(example)
    generation, expected = example["generation"], example["request"]

    with linkedin_for(example, app) as li:
        outcome_of(ROWS[example["name"]].call, li)

    request = app.asked[0]
    path, _, query = request.url.raw_path.decode().partition("?")
    assert request.method == expected["verb"]
    assert path_said(path) == path_said(expected["path"])
    assert query_said(query, generation=generation) == query_said(expected["query"], generation=generation)
    for name, value in expected["headers"].items():
        assert request.headers[name] == value, name
    assert ("LinkedIn-Version" in request.headers) is (generation == "rest")
    if "body_text" in expected:
        assert request.content.decode() == expected["body_text"]
        return
    sent = json.loads(request.content) if request.content else None
    assert body_said(sent, generation=generation) == body_said(expected["body"], generation=generation)


@pytest.mark.parametrize("example", CALLS, ids=name_of)
def test_the_client_understands_the_answer_of(example):
    app = LinkedInOfOneExample(example)
    row = ROWS[example["name"]]

    with linkedin_for(example, app) as li:
        outcome = outcome_of(row.call, li)

    if not isinstance(row.understood, type):
        assert outcome == row.understood
        return
    body = example["response"]["body"] or {}
    assert type(outcome) is row.understood
    assert outcome.status == example["response"]["status"]
    assert outcome.code == body.get("code", "")
    assert outcome.service_error_code == body.get("serviceErrorCode")
    assert body.get("message", "LinkedIn answered") in str(outcome)


@pytest.mark.parametrize(
    ("name", "day"), [("errors/v2-throttled-minute", False), ("errors/v2-throttled-day", True)]
)
def test_the_client_tells_the_minutes_quota_from_the_days(name, day):
    example = next(each for each in CALLS if each["name"] == name)

    with linkedin_for(example, LinkedInOfOneExample(example)) as li:
        error = outcome_of(ROWS[name].call, li)

    assert error.day is day
    assert error.retry_after is None


def test_the_client_asks_for_a_token_as_the_contract_says():
    granted = next(each for each in ALL if each["name"] == "token/oauth-granted")
    refused = next(each for each in ALL if each["name"] == "token/oauth-wrong-secret")
    asked = []

    def app(request):
        asked.append(request)
        if request.url.path == granted["request"]["path"]:
            return httpx2.Response(200, json=granted["response"]["body"])
        return httpx2.Response(200, json={"elements": []})

    li = LinkedIn(
        api_url="https://api.linkedin.example",
        auth_url="https://www.linkedin.example",
        credentials=Credentials("86demoid", "de+mo/sEcret="),
        tokens=MemoryTokenStore(),
        transport=httpx2.MockTransport(app),
    )
    li.exports.by_request("req-5d20-0001")

    assert asked[0].content.decode() == granted["request"]["body_text"]
    assert asked[0].headers["Content-Type"] == granted["request"]["headers"]["Content-Type"]
    assert asked[1].headers["Authorization"] == "Bearer AQX-demo-child"
    assert refused["response"]["status"] == 401


def test_every_push_of_the_contract_is_shown_to_the_client():
    read = {each["method"] for each in ALL if each["generation"] == "push"}

    assert {push["name"] for push in METHODS["pushes"]} == read
    assert set(PUSHED) == {each["name"] for each in PUSHES if "id" not in each["request"]["body"]}


def _consent(li, code="AQT-demo-code"):
    return li.members.token(code, redirect_uri="https://acorn.example/oauth/linkedin")


def linkedin_before_any_token(app):
    return LinkedIn(
        api_url="https://api.linkedin.example",
        auth_url="https://www.linkedin.example",
        credentials=Credentials("86demoid", "de+mo/sEcret="),
        tokens=MemoryTokenStore(),
        transport=httpx2.MockTransport(app),
    )


def test_the_client_trades_a_code_for_a_members_token_as_the_contract_says():
    granted = next(each for each in ALL if each["name"] == "memberToken/oauth-granted")
    asked = []

    def app(request):
        asked.append(request)
        return httpx2.Response(200, json=granted["response"]["body"])

    token = _consent(linkedin_before_any_token(app))

    assert dict(parse_qsl(asked[0].content.decode())) == dict(parse_qsl(granted["request"]["body_text"]))
    assert asked[0].url.path == granted["request"]["path"]
    assert asked[0].headers["Content-Type"] == granted["request"]["headers"]["Content-Type"]
    assert "Authorization" not in asked[0].headers
    assert (token.value, token.scopes) == ("AQX-demo-member", ("r_liteprofile",))
    assert token.expires_at == pytest.approx(time.time() + 5_184_000, abs=60)


def test_a_code_that_is_used_up_is_refused_as_the_contract_says():
    refused = next(each for each in ALL if each["name"] == "memberToken/oauth-used-code")["response"]

    li = linkedin_before_any_token(lambda _: httpx2.Response(refused["status"], json=refused["body"]))
    error = outcome_of(_consent, li)

    assert (type(error), error.code) == (errors.Invalid, "invalid_grant")


@pytest.mark.parametrize("example", PUSHES, ids=name_of)
def test_a_push_is_recognised_by_its_signature(example):
    body = example["request"]["body_text"].encode()
    signature = example["request"]["headers"][webhooks.SIGNATURE_HEADER]

    assert webhooks.verify_signature(example["secret"], body, signature)
    assert not webhooks.verify_signature(example["secret"] + "x", body, signature)


@pytest.mark.parametrize("example", [each for each in PUSHES if "id" in each["request"]["body"]], ids=name_of)
def test_a_notification_is_read(example):
    notification = webhooks.read_notification(example["request"]["body_text"].encode())

    assert (notification.id, notification.type) == (
        example["request"]["body"]["id"],
        example["request"]["body"]["type"],
    )
    assert notification.expires_at is not None


@pytest.mark.parametrize(
    "example", [each for each in PUSHES if "id" not in each["request"]["body"]], ids=name_of
)
def test_a_push_that_carries_its_matter_is_read(example):
    push = pushes.read_push(example["request"]["body_text"].encode())

    assert push == PUSHED[example["name"]]


def test_a_challenge_is_answered_as_the_contract_says():
    example = next(each for each in ALL if each["method"] == "push.challenge")
    code = query_said(example["request"]["query"], generation="v2")["challengeCode"]

    answer = webhooks.challenge_answer(example["secret"], code)

    assert answer == example["response"]["body"]


def outcome_of(call, li):
    """What the call returns, or the error that it raises."""
    try:
        return call(li)
    except Exception as error:
        if not type(error).__module__.startswith("linkedin_client"):
            raise
        return error
