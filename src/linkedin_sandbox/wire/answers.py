"""What does LinkedIn answer? A status, headers and a body, each in the protocol's form."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.http import http_date

from linkedin_sandbox.restli.keys import V2
from linkedin_sandbox.wire.faulty import spoiled
from linkedin_sandbox.world.steering import clock

if TYPE_CHECKING:
    from linkedin_sandbox.restli.errors import RecordError


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    problems: tuple[RecordError, ...] = ()
    """What was refused and why, of the whole call or of single records: for the journal."""
    spoiled: str = ""
    """A fault's word for what becomes of the body."""


NOTHING = Answer(204)


def created(identity: str, body: dict[str, Any], *, protocol: str) -> Answer:
    return Answer(201, body, {"X-RestLi-Id" if protocol == V2 else "X-LinkedIn-Id": identity})


def refused(error: RecordError, *, protocol: str) -> Answer:
    name = "X-RestLi-Error-Response" if protocol == V2 else "X-LinkedIn-Error-Response"
    return Answer(error.status, error.body(), {name: "true"}, problems=(error,))


def elements(found: list[dict[str, Any]], *, start: int = 0, count: int = 10) -> Answer:
    """One page of a finder."""
    return Answer(200, {"elements": found, "paging": {"start": start, "count": count, "links": []}})


def statuses_of(answer: Answer) -> set[int]:
    """The status of the call, and those of the keys or elements that are refused in it."""
    return {answer.status, *(problem.status for problem in answer.problems)}


def as_response(answer: Answer, *, protocol: str, request_id: str) -> HttpResponse:
    content = b"" if answer.body is None else json.dumps(answer.body, ensure_ascii=False).encode()
    response = HttpResponse(content, status=answer.status, content_type="application/json")
    if answer.spoiled:
        response.content = content = spoiled(content, answer.spoiled)
    if answer.body is None:
        del response["Content-Type"]
    response["Content-Length"] = str(len(content))
    response["X-RestLi-Protocol-Version"] = protocol
    response["x-li-uuid"] = request_id
    # Every server tells its time; ours is the sandbox's own, so that an ATS can see that the clocks differ.
    response["Date"] = http_date(clock.now_ms() / 1000)
    for name, value in answer.headers.items():
        response[name] = value
    return response
