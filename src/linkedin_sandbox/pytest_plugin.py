"""How does a test suite of an ATS get a LinkedIn of its own? By one fixture: a sandbox in memory, fresh for each test.

Switch it on in a ``conftest.py`` with ``pytest_plugins = ["linkedin_sandbox.pytest_plugin"]``. Standard library and
pytest only; the sandbox runs as a process of its own, so that it shares nothing with what is tested.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from linkedin_sandbox.remote import Remote, named

T = TypeVar("T")
_START_SECONDS = 60.0
_ADDRESS = re.compile(r"http://\S+")


@dataclass(frozen=True)
class Credentials:
    client_id: str
    client_secret: str


@dataclass
class Clock:
    """The sandbox's time; moments are epoch milliseconds or ISO 8601."""

    control: Remote

    def now(self) -> int:
        return int(self.control.get("clock")["now"])

    def freeze(self, moment: int | str | None = None) -> None:
        self.control.call("POST", "clock", {"freeze": True if moment is None else moment})

    def advance(self, seconds: float) -> None:
        self.control.post("clock", advance=seconds)

    def travel_to(self, moment: int | str) -> None:
        self.control.post("clock", at=moment)

    def thaw(self) -> None:
        self.control.post("clock", thaw=True)


@dataclass
class Faults:
    """What shall go wrong: ``add("status", resource="atsCandidates", status=503)`` answers the fault's number."""

    control: Remote

    def add(self, kind: str, **more: object) -> int:
        return int(self.control.post("faults", kind=kind, **more)["id"])

    def struck(self, number: int) -> int:
        """How often this one has struck."""
        said = self.control.get("faults")
        return sum(int(one["struck"]) for one in said["faults"] + said["spent"] if one["id"] == number)

    def remove(self, number: int) -> None:
        self.control.delete(f"faults/{number}")

    def clear(self) -> None:
        self.control.delete("faults")


@dataclass(frozen=True)
class Push:
    """One notification as it arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        return json.loads(self.body)

    def is_signed_with(self, secret: str) -> bool:
        expected = hmac.new(secret.encode(), b"hmacsha256=" + self.body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(self.headers.get("x-li-signature", ""), expected)


@dataclass
class Listener:
    """A callback address: answers challenges, keeps what came, and answers it with ``status``."""

    url: str
    secret: str = ""
    status: int = 200
    pushes: list[Push] = field(default_factory=list)

    def wait_for(self, count: int = 1, *, seconds: float = 15.0) -> list[Push]:
        """The first ``count`` notifications."""
        return until(lambda: self.pushes[:count] if len(self.pushes) >= count else None, seconds=seconds)


@dataclass(frozen=True)
class Child:
    """A child application whose customer has authorized it and switched everything on."""

    client_id: str
    client_secret: str
    token: str
    organization: int
    contract: int

    @property
    def context(self) -> str:
        return f"urn:li:organization:{self.organization}"


@dataclass(frozen=True)
class LinkedinSandbox:
    """A running sandbox, for one test. ``control`` is everything that ``/_sandbox/`` offers."""

    url: str
    control: Remote
    clock: Clock
    faults: Faults

    @property
    def token_url(self) -> str:
        return f"{self.url}/oauth/v2/accessToken"

    @property
    def parent(self) -> Credentials:
        """The ATS vendor's own application, which may provision."""
        found = self.control.get("state")["parent_application"]
        return Credentials(found["client_id"], found["client_secret"])

    def token(self, credentials: Credentials) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_id": credentials.client_id,
            "client_secret": credentials.client_secret,
        }
        return str(
            self._send("POST", "/oauth/v2/accessToken", urlencode(form).encode(), form=True)["access_token"]
        )

    def seats(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.control.get("seats")["seats"]
        return found

    def provision(
        self, foreign_id: str = "customer-1", *, organization: int | None = None, contract: int | None = None
    ) -> Child:
        """What an ATS and its customer's admin do until data may flow; usually the first seat's company."""
        seat = self.seats()[0] if organization is None or contract is None else {}
        organization, contract = organization or seat["organization"], contract or seat["contract"]
        record = {"uniqueForeignId": foreign_id, "name": f"ATS of {foreign_id}"[:50], "description": "a test"}
        made = self._send(
            "POST", "/v2/provisionedApplications", json.dumps(record).encode(), token=self.token(self.parent)
        )
        pair = Credentials(**made["credentials"])
        self.control.post(
            "plugin/authorize", client_id=pair.client_id, organization=organization, contract=contract
        )
        self.control.post("integrations/enable", client_id=pair.client_id)
        return Child(pair.client_id, pair.client_secret, self.token(pair), int(organization), int(contract))

    def export(self, *, seat: int, member: int | str, job: str, email: str | None = None) -> dict[str, Any]:
        """What the recruiter's Export button does; the ATS is then told by a push."""
        made: dict[str, Any] = self.control.post("exports", seat=seat, member=member, job=job, email=email)
        return made

    def export_state(self, request_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.control.get(f"exports/{named(request_id)}")
        return found

    def journal(self, **asked: object) -> list[dict[str, Any]]:
        """What was said on the wire, newest first; searched as ``GET /_sandbox/journal`` is."""
        found: list[dict[str, Any]] = self.control.get("journal", **asked)["entries"]
        return found

    def _send(self, verb: str, path: str, body: bytes, *, token: str = "", form: bool = False) -> Any:
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        headers = {"Content-Type": kind} | ({"Authorization": f"Bearer {token}"} if token else {})
        request = Request(self.url + path, data=body, headers=headers, method=verb)  # noqa: S310 -- our own process
        with urlopen(request, timeout=30) as answer:  # noqa: S310 -- the same
            return json.loads(answer.read())


def until(question: Callable[[], T | None], *, seconds: float = 15.0) -> T:
    """Ask until there is an answer."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s")
        time.sleep(0.02)
    return answer


@pytest.fixture(scope="session")
def linkedin_sandbox_process() -> Iterator[str]:
    """The address of a process that lasts as long as the tests do. It keeps its world in memory."""
    command = [
        sys.executable,
        "-m",
        "linkedin_sandbox",
        "serve",
        "--in-memory",
        "--port",
        "0",
        "--seed",
        "none",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 -- our own program
        try:
            yield _started(process)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _started(process: subprocess.Popen[str]) -> str:
    """The address is in the first line that is printed; some moments later somebody answers there."""
    assert process.stdout is not None
    found = _ADDRESS.search(process.stdout.readline())
    if found is None:
        raise AssertionError("The sandbox did not start: see what it wrote above.")
    remote = Remote(found[0])
    until(lambda: _is_there(remote), seconds=_START_SECONDS)
    return found[0]


def _is_there(remote: Remote) -> bool:
    try:
        return bool(remote.get("health"))
    except Exception:  # noqa: BLE001 -- whatever it is: not yet
        return False


@pytest.fixture
def linkedin_sandbox_world() -> dict[str, Any]:
    """The world that each test begins with; override it for another seed document."""
    return {"seed": "default"}


@pytest.fixture
def linkedin_sandbox(
    linkedin_sandbox_process: str, linkedin_sandbox_world: dict[str, Any]
) -> LinkedinSandbox:
    """A sandbox that holds the world of this test and nothing else."""
    control = Remote(linkedin_sandbox_process)
    control.call("POST", "reset", linkedin_sandbox_world)
    return LinkedinSandbox(control.address, control, Clock(control), Faults(control))


@pytest.fixture
def linkedin_listener() -> Iterator[Listener]:
    """Where pushes of this test can arrive: configure its ``url`` and give it the application's ``secret``."""
    with listening() as listener:
        yield listener


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener(url="")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(listener))
    listener.url = f"http://127.0.0.1:{server.server_address[1]}/linkedin"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(listener: Listener) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            code = parse_qs(urlsplit(self.path).query).get("challengeCode", [""])[0]
            proof = hmac.new(listener.secret.encode(), code.encode(), hashlib.sha256).hexdigest()
            self._say(200, {"challengeCode": code, "challengeResponse": proof})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            listener.pushes.append(Push(headers, body))
            self._say(listener.status, {})

        def _say(self, status: int, content: dict[str, str]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_parts: object) -> None:
            """Tests are not told of every call."""

    return Handler
