"""How is a notification sent once more, word for word? From the journal: the same address, headers and body."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from linkedin_sandbox.journal import log
from linkedin_sandbox.push import callback
from linkedin_sandbox.world.steering import clock, gate

if TYPE_CHECKING:
    from linkedin_sandbox.journal.log import Entry

_SECONDS = 10.0


def replay(entry: Entry) -> callback.Called:
    """The answer of the ATS; the exchange is written down like the first one."""
    url = entry.path + (f"?{entry.query}" if entry.query else "")
    started = time.perf_counter()
    with gate.aside():
        called = callback.call(
            entry.verb, url, body=entry.request_body.encode(), headers=entry.request_headers, seconds=_SECONDS
        )
    log.record(
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
    return called
