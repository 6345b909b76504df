"""LinkedIn in a few lines, per test: small apps for the client's transport, and a client on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2

from linkedin_client import Credentials, Dialects, Generation, LinkedIn, MemoryTokenStore, Token

ORGANIZATION = "urn:li:organization:2000117"
FAR_AWAY = 4_000_000_000.0


def with_token() -> MemoryTokenStore:
    tokens = MemoryTokenStore()
    tokens.put(Token("AQX-demo-child", expires_at=FAR_AWAY))
    return tokens


def linkedin(app: Callable[[httpx2.Request], httpx2.Response], **options: Any) -> LinkedIn:
    """A client of one customer whose requests `app` answers; it has a fresh token unless told otherwise."""
    settings = {
        "api_url": "https://api.linkedin.example",
        "auth_url": "https://www.linkedin.example",
        "credentials": Credentials("86demoid", "s3cr3t-invented"),
        "tokens": with_token(),
        "organization": ORGANIZATION,
    }
    return LinkedIn(**settings | options, transport=httpx2.MockTransport(app))


class Answering:
    """Gives the same answer to every call and remembers the requests."""

    def __init__(self, status: int = 200, body: Any = None, *, headers: dict[str, str] | None = None):
        self.status, self.body, self.headers = status, body, headers
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        content = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        return httpx2.Response(self.status, headers=self.headers, content=content)


def all_rest() -> Dialects:
    return Dialects.all(Generation.REST)
