"""How do other programs read the journal? As a HAR file, which browsers and proxies open.

http://www.softwareishard.com/blog/har-12-spec/
"""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkedin_sandbox.journal.log import Entry

_UNKNOWN = -1


def as_har(entries: Iterable[Entry], *, address: str) -> dict[str, Any]:
    """Oldest first; ``address`` is the sandbox's own, for what ATSs have called."""
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "linkedin-sandbox", "version": "1"},
            "entries": [_entry(entry, address) for entry in sorted(entries, key=lambda one: one.id)],
        }
    }


def _entry(entry: Entry, address: str) -> dict[str, Any]:
    return {
        "startedDateTime": datetime.fromtimestamp(entry.at / 1000, UTC).isoformat(timespec="milliseconds"),
        "time": entry.milliseconds,
        "request": _request(entry, address),
        "response": _response(entry),
        "cache": {},
        "timings": {"send": 0, "wait": entry.milliseconds, "receive": 0},
        "comment": "; ".join(
            part for part in (entry.problem, *entry.faults, entry.rule and f"rule {entry.rule}") if part
        ),
    }


def _request(entry: Entry, address: str) -> dict[str, Any]:
    base = entry.path if entry.kind == "push" else address + entry.path
    request: dict[str, Any] = {
        "method": entry.verb,
        "url": base + (f"?{entry.query}" if entry.query else ""),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(entry.request_headers),
        "queryString": _named(parse_qsl(entry.query, keep_blank_values=True)),
        "headersSize": _UNKNOWN,
        "bodySize": len(entry.request_body.encode()),
    }
    if entry.request_body:
        kind = _kind(entry.request_headers)
        request["postData"] = {"mimeType": kind, "text": entry.request_body, "params": []}
    return request


def _response(entry: Entry) -> dict[str, Any]:
    size = len(entry.response_body.encode())
    return {
        "status": entry.status,
        "statusText": _phrase(entry.status),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(entry.response_headers),
        "content": {"size": size, "mimeType": _kind(entry.response_headers), "text": entry.response_body},
        "redirectURL": "",
        "headersSize": _UNKNOWN,
        "bodySize": size,
    }


def _headers(headers: dict[str, str]) -> list[dict[str, str]]:
    return _named(headers.items())


def _named(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _kind(headers: dict[str, str]) -> str:
    found = {name.lower(): value for name, value in headers.items()}
    return found.get("content-type", "application/json")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in {one.value for one in HTTPStatus} else ""
