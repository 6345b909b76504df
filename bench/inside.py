"""What is done inside the product's own settings? Record a drain's requests, mark everything, post them bare."""

from __future__ import annotations

import json
import pickle
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

django.setup()

import httpx2  # noqa: E402 -- the settings must be there first

from config.demo import cast  # noqa: E402 -- after Django's set-up
from linkedin_client import LinkedIn  # noqa: E402 -- after Django's set-up
from linkedin_sync.connections import client as clients  # noqa: E402 -- after Django's set-up
from linkedin_sync.connections.selectors import connection_of  # noqa: E402 -- after Django's set-up
from linkedin_sync.enums import MarkKind, Priority  # noqa: E402 -- after Django's set-up
from linkedin_sync.models import Connection, Link, Mark  # noqa: E402 -- after Django's set-up
from linkedin_sync.outbox.drain import LINES, drain  # noqa: E402 -- after Django's set-up
from linkedin_sync.outbox.marks import defer_drain, mark_records  # noqa: E402 -- after Django's set-up
from recruit.base.tenancy import company_context  # noqa: E402 -- after Django's set-up
from recruit.company.selectors import all_companies  # noqa: E402 -- after Django's set-up
from recruit.hiring.selectors import all_process_ids  # noqa: E402 -- after Django's set-up
from recruit.people.selectors import all_person_ids  # noqa: E402 -- after Django's set-up
from recruit.positions.selectors import all_position_ids  # noqa: E402 -- after Django's set-up

PLENTY = 100_000_000
#: Method, address, headers, body, and how many records it carries.
Call = tuple[str, str, dict[str, str], bytes, int]


class Recorder(httpx2.BaseTransport):
    """Passes every call on to the sandbox and keeps the ones that write records."""

    def __init__(self) -> None:
        self.kept: list[Call] = []
        self._line = httpx2.HTTPTransport()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        body = request.read()
        if request.method in ("PUT", "POST") and "accessToken" not in str(request.url):
            headers = {name: value for name, value in request.headers.items() if name != "host"}
            self.kept.append((request.method, str(request.url), headers, body, records_in(body)))
        return self._line.handle_request(request)


def records_in(body: bytes) -> int:
    """How many keys the batch has, tunneled or not."""
    found = re.search(rb'\{"(?:entities|elements)".*\}', body, re.DOTALL)
    content = json.loads(found.group(0)) if found else {}
    return len(content.get("entities", content.get("elements", ())))


def forget_what_was_sent(connection: Connection) -> None:
    """As if nothing had ever been delivered: every record differs again."""
    Connection.objects.filter(pk=connection.pk).update(minute_records=PLENTY, day_calls=PLENTY)
    Link.objects.filter(connection=connection).update(fingerprint="", parts={})
    Mark.objects.filter(connection=connection).delete()


_IDS: dict[MarkKind, Callable[..., list[int]]] = {
    MarkKind.POSITION: all_position_ids,
    MarkKind.PERSON: all_person_ids,
    MarkKind.PROCESS: all_process_ids,
}


def mark_all(connection: Connection) -> None:
    """The whole history, here and now: the recording and the drain are to send the very same records."""
    company_id = connection.company_id
    for kind, ids_of in _IDS.items():
        keys = ids_of(company_id=company_id, limit=PLENTY)
        mark_records(
            company_id=company_id,
            connection_id=connection.pk,
            kind=kind,
            keys=keys,
            priority=Priority.BACKFILL,
        )


def record(connection: Connection, path: Path) -> tuple[int, int, float]:
    recorder = Recorder()
    original = clients.LinkedIn

    def recorded(**options: object) -> LinkedIn:
        return original(**(options | {"transport": recorder}))

    clients.LinkedIn = recorded  # type: ignore[assignment,misc]  # the bench's own window on the line
    Connection.objects.filter(pk=connection.pk).update(paused_at="2000-01-01T00:00:00Z")
    forget_what_was_sent(connection)
    mark_all(connection)
    Connection.objects.filter(pk=connection.pk).update(paused_at=None)
    began = time.perf_counter()
    while Mark.objects.filter(connection=connection, parked_reason="").exists():
        drain(company_id=connection.company_id, connection_id=connection.pk)
    seconds = time.perf_counter() - began
    path.write_bytes(pickle.dumps(recorder.kept))
    return sum(call[-1] for call in recorder.kept), len(recorder.kept), seconds


def mark(connection: Connection, _path: Path) -> tuple[int, int, float]:
    """Mark everything anew and let the worker go; the third figure is the moment at which it could begin."""
    Connection.objects.filter(pk=connection.pk).update(paused_at="2000-01-01T00:00:00Z")
    forget_what_was_sent(connection)
    mark_all(connection)
    Connection.objects.filter(pk=connection.pk).update(paused_at=None)
    moment = time.time()
    defer_drain(company_id=connection.company_id, connection_id=connection.pk)
    return 0, 0, moment


def bare(_connection: Connection, path: Path) -> tuple[int, int, float]:
    """Post the recorded calls over one line, and over as many as a drain has; the quicker of both counts."""
    calls = pickle.loads(path.read_bytes())  # noqa: S301 -- written by `record` a moment ago
    seconds = min(posted(calls, lines=lines) for lines in {1, LINES})
    return sum(call[-1] for call in calls), len(calls), seconds


def posted(calls: list[Call], *, lines: int) -> float:
    """Seconds. All of it is at the sandbox already, so the order among lines does not matter."""

    def post(call: Call) -> None:
        method, url, headers, body, _ = call
        line.request(method, url, headers=headers, content=body).raise_for_status()

    with httpx2.Client(timeout=30) as line, ThreadPoolExecutor(max_workers=lines) as posting:
        began = time.perf_counter()
        for _ in posting.map(post, calls):
            pass
        return time.perf_counter() - began


def main() -> None:
    what, path = sys.argv[1], Path(sys.argv[2])
    [company] = [one for one in all_companies() if one.name == cast.LUMEN]
    with company_context(company.pk):
        connection = connection_of(company_id=company.pk)
        assert connection is not None
        print(*{"record": record, "mark": mark, "bare": bare}[what](connection, path))


if __name__ == "__main__":
    main()
