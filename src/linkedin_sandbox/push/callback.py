"""How is an ATS's callback address called? One plain HTTP call, never followed elsewhere, never waited for long."""

from __future__ import annotations

import http.client
import json
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LONGEST_ANSWER = 8000


@dataclass(frozen=True)
class Called:
    """``status`` is None when there was no answer; then ``problem`` says why.

    A fault can hold a notification back for some seconds, or have LinkedIn believe that it was delivered.
    """

    status: int | None
    body: str = ""
    problem: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    held_seconds: float | None = None
    is_believed: bool = False

    @property
    def is_success(self) -> bool:
        return self.is_believed or (self.status is not None and 200 <= self.status < 300)  # noqa: PLR2004 -- HTTP's 2xx


def call(verb: str, url: str, *, body: bytes = b"", headers: dict[str, str], seconds: float) -> Called:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=seconds)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(verb, target, body=body or None, headers=headers)
        answer = connection.getresponse()
        text = answer.read(LONGEST_ANSWER).decode(errors="replace")
        return Called(answer.status, text, headers=dict(answer.getheaders()))
    except (OSError, http.client.HTTPException) as error:
        return Called(None, problem=_reason(error))
    finally:
        connection.close()


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError | socket.timeout):
        return "no answer in time"
    return f"{type(error).__name__}: {error}"


def json_of(called: Called) -> dict[str, object]:
    try:
        content = json.loads(called.body)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
