"""What was said on the wire? The journal, searched, exported, followed and replayed by scripts."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase, JsonResponse, StreamingHttpResponse

from linkedin_sandbox.control.answers import Body, NotThere
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import (
    COUNT,
    LIMIT,
    TEXT,
    Schema,
    list_of,
    map_of,
    one_of,
    open_record,
    or_null,
    record,
)  # fmt: skip
from linkedin_sandbox.journal import log
from linkedin_sandbox.journal.har import as_har
from linkedin_sandbox.push.replay import replay
from linkedin_sandbox.settings import ADDRESS
from linkedin_sandbox.world.steering import gate

_USUAL = 100
_STREAM_SECONDS = 25
_TURN_SECONDS = 5.0
_MOST_LISTENERS = 8
_listeners = threading.BoundedSemaphore(_MOST_LISTENERS)


def journal(body: Body) -> dict[str, Any]:
    limit = body.get("limit", _USUAL)
    found = log.entries(**(body | {"limit": limit + 1}))
    shown = found[:limit]
    return {
        "entries": [entry.as_json() for entry in shown],
        "next_before": shown[-1].id if len(found) > limit else None,
    }


def show_entry(_body: Body, *, number: str) -> dict[str, Any]:
    return _entry(number).as_json()


def _entry(number: str) -> log.Entry:
    found = log.entry_of(int(number)) if number.isascii() and number.isdecimal() else None
    if found is None:
        raise NotThere(f"The journal has no entry {number} (any more).")
    return found


def har(body: Body) -> dict[str, Any]:
    found = log.entries(**({"limit": log.KEPT} | body))
    return as_har(found, address=ADDRESS)


def replay_entry(_body: Body, *, number: str) -> dict[str, Any]:
    called = replay(_entry(number)).called
    return {"status": called.status, "problem": called.problem, "body": called.body}


def stream(body: Body) -> HttpResponseBase:
    """What comes after an entry: as server-sent events or, with ``wait``, as one answer when there is something."""
    after = body.get("after", log.latest_id())
    if "wait" in body:
        return JsonResponse(_awaited(after, body["wait"]))
    answer = StreamingHttpResponse(_events(after), content_type="text/event-stream")
    answer["Cache-Control"] = "no-store"
    return answer


def _awaited(after: int, seconds: float) -> dict[str, Any]:
    if _listeners.acquire(blocking=False):
        try:
            with gate.aside():
                log.wait_for_more(after, seconds)
        finally:
            _listeners.release()
    found = list(reversed(log.entries(limit=log.KEPT, after=after)))[:_USUAL]
    return {"entries": [entry.as_json() for entry in found], "after": found[-1].id if found else after}


def _events(after: int) -> Iterator[bytes]:
    """For a while; who listens on comes again by itself, with the id of the last event."""
    yield b"retry: 1000\n\n"
    if not _listeners.acquire(blocking=False):
        return
    try:
        until = time.monotonic() + _STREAM_SECONDS
        while time.monotonic() < until:
            log.wait_for_more(after, _TURN_SECONDS)
            for entry in reversed(log.entries(limit=log.KEPT, after=after)):
                after = entry.id
                yield f"id: {entry.id}\ndata: {json.dumps(entry.as_json(), ensure_ascii=False)}\n\n".encode()
            yield b": still here\n\n"
    finally:
        _listeners.release()


_OBJECT: Schema = {"type": "object"}
_SEARCH: dict[str, Schema] = {
    "text": TEXT,
    "resource": TEXT,
    "method": TEXT,
    "status": {
        "type": "string",
        "pattern": "^([1-5]xx|[1-5][0-9][0-9]|none)$",
        "description": "404, 4xx or none",
    },
    "client_id": TEXT,
    "kind": one_of("call", "push"),
    "rule": TEXT,
    "fault": TEXT,
    "since": COUNT,
    "until": COUNT,
    "before": COUNT,
    "after": COUNT,
    "limit": LIMIT,
}
_ENTRY = open_record(
    id={"type": "integer"}, at={"type": "integer"}, kind=one_of("call", "push"), verb={"type": "string"},
    path={"type": "string"}, query={"type": "string"}, generation=TEXT, resource={"type": "string"},
    method=TEXT, client_id=TEXT, status={"type": "integer"}, milliseconds={"type": "number"}, request_id=TEXT,
    request_headers=map_of({"type": "string"}), request_body={"type": "string"},
    response_headers=map_of({"type": "string"}), response_body={"type": "string"}, problem={"type": "string"},
    faults=list_of(TEXT), rule=TEXT, why={"type": "string"}, page=TEXT,
)  # fmt: skip

CALLS = (
    ControlCall(
        "GET", "journal", journal,
        about="Calls and pushes, newest first, secrets covered; searched by `text`, `resource`, `method`, `status` "
        "(422, 4xx, none), `client_id`, `kind`, `rule`, `fault` (number or kind), `since` and `until` (epoch ms); "
        "paged by `before`. `rule` and `why` say what refused it, `page` where LinkedIn describes the method.",
        takes=record(may=_SEARCH),
        answers=open_record(entries=list_of(_ENTRY), next_before=or_null({"type": "integer"})),
    ),
    ControlCall(
        "GET", "journal/har", har, about="The same search as a HAR 1.2 file.", takes=record(may=_SEARCH),
        answers=open_record(log=open_record(version=TEXT, creator=_OBJECT, entries=list_of(_OBJECT))),
    ),
    ControlCall(
        "GET", "journal/stream", stream,
        about="What is new `after` an entry: as server-sent events, or with `wait` (seconds) as one JSON answer as "
        "soon as there is something (`entries`, oldest first, and the next `after`).",
        takes=record(may={"after": COUNT, "wait": {"type": "integer", "minimum": 0, "maximum": 30}}),
        kind="text/event-stream", answers={"type": "string"},
    ),
    ControlCall("GET", "journal/{number}", show_entry, about="One entry.", answers=_ENTRY),
    ControlCall(
        "POST", "journal/{number}/replay", replay_entry,
        about="Sends this push once more, word for word, to where it went; answers what the ATS said.",
        answers=open_record(status=or_null({"type": "integer"}), problem=TEXT, body={"type": "string"}), refuses=True,
    ),
)  # fmt: skip
