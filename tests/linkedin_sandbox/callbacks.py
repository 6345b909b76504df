"""What is at the other end of a push? A callback address as an ATS has one."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest


@dataclass
class Callback:
    """A callback address as an ATS has one: answers challenges, keeps what came, answers ``status``."""

    secret: str = ""
    status: int = 200
    answers_challenge: bool = True
    challenges: list[str] = field(default_factory=list)
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


def callback_server(callback: Callback) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            code = parse_qs(urlsplit(self.path).query)["challengeCode"][0]
            callback.challenges.append(self.path)
            digest = hmac.new(callback.secret.encode(), code.encode(), hashlib.sha256).hexdigest()
            wrong = "" if callback.answers_challenge else "0"
            self._answer(200, {"challengeCode": code, "challengeResponse": digest + wrong})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            callback.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self._answer(callback.status, {})

        def _answer(self, status: int, content: dict[str, str]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture
def callback() -> Iterator[Callback]:
    callback = Callback()
    server = callback_server(callback)
    callback.url = f"http://127.0.0.1:{server.server_address[1]}/hooks/bluebird"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield callback
    server.shutdown()
    server.server_close()
    thread.join()
