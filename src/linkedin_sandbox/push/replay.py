"""How is a notification sent once more, word for word? From the journal: the same address, headers and body."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkedin_sandbox.journal import log
from linkedin_sandbox.push import callback
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock, gate

if TYPE_CHECKING:
    from linkedin_sandbox.journal.log import Entry

_SECONDS = 10.0


@dataclass(frozen=True)
class Replayed:
    """What the ATS answered, and the number under which the journal has it."""

    called: callback.Called
    entry_id: int


def reason_against_replay(entry: Entry) -> str:
    """Why this cannot be sent once more; empty when it can."""
    if entry.kind != "push":
        return "Only what the sandbox has sent can be sent again; this was sent by an ATS."
    if len(entry.request_body) >= log.LONGEST_BODY:
        return "This notification was too long to be kept whole, so it cannot be sent again."
    return ""


def replay(entry: Entry) -> Replayed:
    """Send it; the exchange is written down like the first one."""
    if reason := reason_against_replay(entry):
        raise SandboxRefusal(reason)
    url = entry.path + (f"?{entry.query}" if entry.query else "")
    started = time.perf_counter()
    with gate.aside():
        called = callback.call(
            entry.verb, url, body=entry.request_body.encode(), headers=entry.request_headers, seconds=_SECONDS
        )
    kept = log.record(
        at=clock.now_ms(),
        kind="push",
        verb=entry.verb,
        path=entry.path,
        query=entry.query,
        resource=entry.resource,
        method=entry.method,
        client_id=entry.client_id,
        status=called.status or 0,
        milliseconds=round((time.perf_counter() - started) * 1000, 2),
        request_id=entry.request_id,
        request_headers=entry.request_headers,
        request_body=entry.request_body,
        response_headers=called.headers,
        response_body=called.body,
        problem=called.problem or f"a replay of {entry.id}",
        page=entry.page,
    )
    return Replayed(called, kept.id)
