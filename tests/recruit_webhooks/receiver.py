"""A receiver of webhooks on this machine: it keeps what comes, answers as told, and verifies by the paper alone.

The check is written from the specification of Standard Webhooks and shares nothing with the sender.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOLERANCE = 300


@dataclass
class Came:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def payload(self) -> Any:
        return json.loads(self.body)

    @property
    def type(self) -> str:
        return self.payload["type"]


@dataclass
class Answer:
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"thanks"
    #: Seconds between the bytes of the body; it never ends by itself.
    drips: float = 0.0


class Receiver:
    """``answers`` are given one after the other, the last of them for ever."""

    def __init__(self) -> None:
        self.came: list[Came] = []
        self.answers: list[Answer] = [Answer()]
        self.stopped = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                receiver.came.append(Came(self.path, headers, body))
                self._answer(receiver.next_answer())

            def _answer(self, answer: Answer) -> None:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                length = 1_000_000 if answer.drips else len(answer.body)
                self.send_header("Content-Length", str(length))
                self.end_headers()
                try:
                    self.wfile.write(answer.body)
                    while answer.drips and not receiver.stopped.wait(answer.drips):
                        self.wfile.write(b".")
                        self.wfile.flush()
                except OSError:
                    self.close_connection = True

            def log_message(self, *_arguments: object) -> None:
                """Tests say themselves what came."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks"

    def of_type(self, event_type: str) -> list[Came]:
        return [each for each in self.came if each.type == event_type]


@contextmanager
def listening() -> Iterator[Receiver]:
    receiver = Receiver()
    thread = threading.Thread(target=receiver.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.stopped.set()
        receiver.server.shutdown()
        receiver.server.server_close()
        thread.join()


def is_genuine(came: Came, secret: str, *, now: float | None = None) -> bool:
    """By the paper: HMAC-SHA256 over ``id.timestamp.body``, any of the signatures, not older than five minutes."""
    kind, _, encoded = secret.partition("_")
    assert kind == "whsec"
    stamp = came.headers["webhook-timestamp"]
    if abs((time.time() if now is None else now) - int(stamp)) > TOLERANCE:
        return False
    signed = b".".join([came.headers["webhook-id"].encode(), stamp.encode(), came.body])
    expected = hmac.digest(base64.b64decode(encoded), signed, hashlib.sha256)
    return any(
        hmac.compare_digest(base64.b64decode(value), expected)
        for version, _, value in (each.partition(",") for each in came.headers["webhook-signature"].split())
        if version == "v1"
    )
