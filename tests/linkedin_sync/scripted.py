"""LinkedIn in two hundred lines: a real HTTP server on loopback that keeps what it is sent and fails on demand.

It knows nothing of the product and little of LinkedIn: keys, envelopes, statuses. What the real sandbox does beyond
that is proved in the journeys.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tests.linkedin_sync.spoken import Key, key_meant, parts_said, path_meant


@dataclass
class Seen:
    """One request, un-tunneled."""

    verb: str
    path: str
    query: str
    body: Any
    keys: list[str]


@dataclass
class Fault:
    """The next ``times`` requests whose path contains ``part`` are answered so; per key if ``status_of_key``."""

    part: str
    status: int = 500
    times: int = 1
    after_storing: bool = False
    body: dict[str, Any] | bytes | None = None
    #: key fragment → status of that key's error
    of_keys: dict[str, int] = field(default_factory=dict)
    delay: threading.Event | None = None


class ScriptedLinkedIn:
    """What LinkedIn holds (``records[path][key]``), what it was asked (``seen``), and how it is to fail (``faults``)."""

    def __init__(self) -> None:
        self.records: dict[str, dict[Key, Any]] = {}
        self.seen: list[Seen] = []
        #: The addresses of all requests, in the generation in which they came.
        self.asked_at: list[str] = []
        self.faults: list[Fault] = []
        self.exports: dict[str, list[dict[str, Any]]] = {}
        self.seats: list[dict[str, Any]] = []
        self.statuses: dict[str, str] = {}
        self.tasks: dict[str, dict[str, Any]] = {}
        #: Applicants' files, by the last part of their address.
        self.files: dict[str, bytes] = {}
        self.tokens = 0
        self.address = ""

    def remember(self, other: ScriptedLinkedIn) -> None:
        """Know what the other one knew."""
        vars(self).update({name: value for name, value in vars(other).items() if name != "address"})

    def held(self, path: str, part: str, value: str) -> list[Any]:
        """Records of that resource whose key has this part."""
        return [record for key, record in self.records.get(path, {}).items() if (part, value) in key]

    def keys(self, path: str) -> set[Key]:
        return set(self.records.get(path, {}))

    def calls(self, path: str) -> list[Seen]:
        return [each for each in self.seen if each.path.startswith(path)]

    def grants(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """What is held of permissions: (group, position) and (group, person URN)."""
        acls = {
            (dict(key)["atsEntityAclId"], dict(key)["atsEntityId"]) for key in self.keys("/v2/atsEntityAcls")
        }
        assignees = {
            (dict(key)["atsEntityAclId"], dict(key)["assignee"])
            for key in self.keys("/v2/atsEntityAclAssignees")
        }
        return acls, assignees

    def answer(self, verb: str, path: str, query: str, body: Any) -> tuple[int, Any]:
        keys = (
            list(body["entities"]) if isinstance(body, dict) and "entities" in body else keys_of_query(query)
        )
        self.asked_at.append(path)
        self.seen.append(Seen(verb, path_meant(path), query, body, keys))
        places = (path, path_meant(path))
        fault = next(
            (each for each in self.faults if each.times > 0 and any(each.part in place for place in places)),
            None,
        )
        if fault is not None:
            fault.times -= 1
            if fault.delay is not None:
                fault.delay.wait(10)
            if fault.after_storing:
                self._work(verb, path, query, body, keys, {})
            if not fault.of_keys:
                return fault.status, fault.body or {"status": fault.status, "message": "as the test wants"}
        return self._work(verb, path, query, body, keys, fault.of_keys if fault else {})

    def _work(
        self, verb: str, path: str, query: str, body: Any, keys: list[str], failing: dict[str, int]
    ) -> tuple[int, Any]:
        fields = dict(parse_qsl(query))
        asked_at, path = path, path_meant(path)
        if path == "/v2/exportedCandidates":
            elements = self.exports.get(fields["requestId"])
            return (
                (200, {"elements": elements})
                if elements is not None
                else (404, {"status": 404, "message": "unknown"})
            )
        if path == "/v2/seatsV2":
            return 200, {
                "elements": self.seats[int(fields["start"]) :],
                "paging": {"start": 0, "count": 100, "links": []},
            }
        if path == "/v2/simpleJobPostings" and verb == "POST":
            return 200, {"elements": [self._posting(each) for each in body["elements"]]}
        if path == "/v2/simpleJobPostingTasks":
            asked = [unquote(key) for key in keys]
            return 200, {
                "results": {urn: self.tasks[urn] for urn in asked if urn in self.tasks},
                "statuses": {},
                "errors": {},
            }
        if verb == "GET":
            return (
                self._file(fields) if path == "/ambry/" else (200, self._read(asked_at, query, keys, failing))
            )
        return 200, self._batch(verb, asked_at, body, keys, failing)

    def _file(self, fields: dict[str, str]) -> tuple[int, Any]:
        file = self.files.get(fields.get("x-li-ambry-ep", ""))
        return (200, file) if file is not None else (404, {"status": 404, "message": "gone"})

    def _read(self, path: str, query: str, keys: list[str], failing: dict[str, int]) -> dict[str, Any]:
        fields = dict(parse_qsl(query))
        if fields.get("q") == "criteria":
            return {"elements": self._grants_found(path, fields)}
        if path_meant(path) == "/v2/jobPostingStatus":
            return self._statuses(keys)
        if path_meant(path) == "/v2/atsIntegrations":
            return {"results": {key: self._integration(key) for key in keys}, "statuses": {}, "errors": {}}
        return self._batch("GET", path, None, keys, failing)

    def _grants_found(self, path: str, fields: dict[str, str]) -> list[dict[str, str]]:
        """ACLs of a job, or assignees of a member."""
        asked = frozenset(
            each for each in fields.items() if each[0] in ("atsEntityId", "entityId", "assignee")
        )
        wanted = key_meant(path, asked) - {("dataProvider", "ATS")}
        return [dict(key) | parts_said(path, key) for key in self.keys(path_meant(path)) if wanted <= key]

    def _statuses(self, keys: list[str]) -> dict[str, Any]:
        asked = [unquote(key) for key in keys]
        known = {dict(key)["externalJobPostingId"] for key in self.keys("/v2/simpleJobPostings")}
        return {
            "results": {each: {"externalJobPostingId": each} for each in asked if each in known},
            "statuses": {},
            "errors": {
                each: {"status": 404, "message": "Job not found"} for each in asked if each not in known
            },
        }

    def _integration(self, key: str) -> dict[str, Any]:
        parts = dict(parse_key(key))
        return parts | {
            "integrationName": "Recruit",
            "status": self.statuses.get(parts["integrationType"], "NAMED"),
        }

    def _posting(self, posting: dict[str, Any]) -> dict[str, Any]:
        urn = f"urn:li:simpleJobPostingTask:{len(self.tasks) + 1}"
        self.records.setdefault("/v2/simpleJobPostings", {})[
            frozenset({("externalJobPostingId", posting["externalJobPostingId"])})
        ] = posting
        self.tasks[urn] = {
            "id": urn,
            "status": "SUCCEEDED",
            "jobPosting": f"urn:li:jobPosting:{len(self.tasks)}",
        }
        return {"status": 202, "id": urn}

    def _batch(
        self, verb: str, path: str, body: Any, keys: list[str], failing: dict[str, int]
    ) -> dict[str, Any]:
        stored = self.records.setdefault(path_meant(path), {})
        results, errors = {}, {}
        for key in keys:
            meant = key_meant(path, parse_key(key))
            wrong = next((status for part, status in failing.items() if part in key), None)
            if wrong is not None:
                errors[key] = {"status": wrong, "message": f"ERROR :: /field :: {wrong}"}
                continue
            if verb in ("DELETE", "GET") and meant not in stored:
                errors[key] = {"status": 404, "message": "unknown record"}
                continue
            if verb == "GET":
                results[key] = stored[meant]
                continue
            if verb == "DELETE":
                del stored[meant]
            else:
                stored[meant] = body["entities"][key]
            results[key] = {"status": 204}
        return {"results": results, "errors": errors}


def parse_key(key: str) -> Key:
    if key.startswith("("):
        pairs = (part.split(":", 1) for part in key[1:-1].split(","))
        return frozenset((name, unquote(value)) for name, value in pairs)
    return (
        frozenset(tuple(unquote(part).split("=", 1)) for part in key.split("&"))
        if "=" in key
        else frozenset({("key", key)})
    )


def keys_of_query(query: str) -> list[str]:
    """The keys in ``ids[0].a=…`` or ``ids=List((a:…),(…))``, in the form in which an answer names them."""
    plain = dict.fromkeys(
        value for name, value in parse_qsl(query) if name == "ids" and not value.startswith("List(")
    )
    raw = next((part[4:] for part in query.split("&") if part.startswith("ids=List(")), "")
    if raw and not raw.startswith("List(("):
        return raw[5:-1].split(",")
    if raw:
        return ["(" + each.strip("()") + ")" for each in raw[5:-1].split("),(")]
    indexed: dict[str, dict[str, str]] = {}
    for name, value in parse_qsl(query):
        if name.startswith("ids["):
            index, _, part = name[4:].partition("].")
            indexed.setdefault(index, {})[part] = value
    return list(plain) or [
        "&".join(f"{part}={quote(value, safe='')}" for part, value in parts.items())
        for parts in indexed.values()
    ]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # one packet per answer: two would wait for each other's acknowledgement
    linkedin: ScriptedLinkedIn

    def _any(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        if parts.path == "/oauth/v2/accessToken":
            self.linkedin.tokens += 1
            return self._send(200, {"access_token": f"AQX-{self.linkedin.tokens}", "expires_in": 1800})
        verb, query, body = self._untunneled(raw, parts.query)
        return self._send(*self.linkedin.answer(verb, parts.path, query, body))

    def _untunneled(self, raw: bytes, query: str) -> tuple[str, str, Any]:
        override = self.headers.get("X-HTTP-Method-Override")
        kind = self.headers.get("Content-Type", "")
        if override and kind.startswith("multipart/"):
            boundary = kind.partition("boundary=")[2].strip('"')
            pieces = [
                piece.partition(b"\r\n\r\n")[2].rstrip(b"\r\n-")
                for piece in raw.split(b"--" + boundary.encode())[1:3]
            ]
            return override, pieces[0].decode(), json.loads(pieces[1])
        if override:
            return override, raw.decode(), None
        return self.command, query, json.loads(raw) if raw else None

    def _send(self, status: int, body: Any) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 -- the names that http.server looks for

    def log_message(self, *args: Any) -> None:
        """Silence."""


@contextmanager
def running_linkedin() -> Iterator[ScriptedLinkedIn]:
    linkedin = ScriptedLinkedIn()
    handler = type("Handler", (_Handler,), {"linkedin": linkedin})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    linkedin.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield linkedin
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
