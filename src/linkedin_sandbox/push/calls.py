"""How does a call to an ATS come into the journal? It is made and written down in one step."""

from __future__ import annotations

import hmac
import time
import uuid
from urllib.parse import urlencode

from linkedin_sandbox.faults import store as faults
from linkedin_sandbox.journal import log
from linkedin_sandbox.journal.pages import page_of_push
from linkedin_sandbox.push import callback
from linkedin_sandbox.push.signature import challenge_response
from linkedin_sandbox.world.steering import clock, gate

_ANSWER_SECONDS = 10.0
_CHALLENGE_SECONDS = 3.0


def post(url: str, *, body: bytes, headers: dict[str, str], what: str, client_id: str) -> callback.Called:
    started = time.perf_counter()
    with gate.aside():
        called = callback.call("POST", url, body=body, headers=headers, seconds=_ANSWER_SECONDS)
    _write_down(
        called, verb="POST", url=url, what=what, client_id=client_id, headers=headers, body=body,
        started=started,
    )  # fmt: skip
    return called


def note_unsent(called: callback.Called, *, url: str, what: str, client_id: str, body: bytes) -> None:
    """What a fault kept from being sent is in the journal too."""
    _write_down(
        called, verb="POST", url=url, what=what, client_id=client_id, headers={}, body=body,
        started=time.perf_counter(),
    )  # fmt: skip


def challenge(url: str, *, secret: str, application_id: int | None, client_id: str) -> str:
    """Ask the address for proof that it knows the secret; why it does not, or nothing."""
    code = str(uuid.uuid4())
    whose = {} if application_id is None else {"applicationId": application_id}
    sign_of_query = "&" if "?" in url else "?"
    address = url + sign_of_query + urlencode({"challengeCode": code} | whose)
    started = time.perf_counter()
    with gate.aside():
        called = callback.call(
            "GET", address, headers={"Accept": "application/json"}, seconds=_CHALLENGE_SECONDS
        )
    _write_down(
        called, verb="GET", url=address, what="challenge", client_id=client_id, headers={}, body=b"",
        started=started,
    )  # fmt: skip
    answer = callback.json_of(called)
    expected = challenge_response(code, secret=secret)
    is_right = hmac.compare_digest(str(answer.get("challengeResponse", "")).encode(), expected.encode())
    if called.is_success and answer.get("challengeCode") == code and is_right:
        return ""
    return f"the challenge was not answered rightly ({called.problem or called.status})"


def _write_down(
    called: callback.Called,
    *,
    verb: str,
    url: str,
    what: str,
    client_id: str,
    headers: dict[str, str],
    body: bytes,
    started: float,
) -> None:
    address, _sign, query = url.partition("?")
    log.record(
        at=clock.now_ms(),
        kind="push",
        verb=verb,
        path=address,
        query=query,
        resource=what,
        method="challenge" if what == "challenge" else "notify",
        client_id=client_id,
        status=called.status or 0,
        milliseconds=round((time.perf_counter() - started) * 1000, 2),
        request_id="",
        request_headers=headers,
        request_body=body.decode(),
        response_headers=called.headers,
        response_body=called.body,
        faults=faults.struck_here(),
        page=page_of_push(what),
        problem=called.problem,
    )
