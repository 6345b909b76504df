"""How does a test speak to a running sandbox? As an ATS does, over HTTP, and through its control plane.

One process serves all tests of a run; each test begins with a fresh small world. Bluebird is the customer, Rosa its
recruiter, Noor and Odile are members; Redwood is another customer.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import urlencode

import pytest

T = TypeVar("T")

ORGANIZATION, CONTRACT = 2000117, 310044551
CONTEXT = f"urn:li:organization:{ORGANIZATION}"
CONTRACT_URN = f"urn:li:contract:{CONTRACT}"
OTHER_ORGANIZATION, OTHER_CONTRACT = 2000118, 310044552
ROSA_SEAT, PARKED_SEAT = 55501, 55502
ROSA, NOOR, ODILE, HERMIT = 9001, 9002, 9003, 9004
PARENT = ("86parent", "parent/secret+with=signs")

WORLD: dict[str, Any] = {
    "organizations": [
        {"id": ORGANIZATION, "name": "Bluebird Foods"},
        {"id": OTHER_ORGANIZATION, "name": "Redwood"},
    ],
    "contracts": [
        {"id": CONTRACT, "organization": ORGANIZATION, "name": "Bluebird Recruiter"},
        {"id": OTHER_CONTRACT, "organization": OTHER_ORGANIZATION, "name": "Redwood Recruiter"},
    ],
    "parent_application": {"client_id": PARENT[0], "client_secret": PARENT[1], "name": "Acorn ATS"},
    "members": [
        {"id": ROSA, "slug": "rosa-lind", "first_name": "Rosa", "last_name": "Lind", "headline": "Recruiter"},
        {
            "id": NOOR,
            "slug": "demo-noor-h",
            "first_name": "Noor",
            "last_name": "Haddad",
            "headline": "Service Technician",
            "employer": "Traun Robotik",
            "email": "noor.haddad@example.org",
        },
        {
            "id": ODILE,
            "slug": "invented-odile",
            "first_name": "Odile",
            "last_name": "Marchetti",
            "headline": "Plant engineer",
            "location": "Lyon, France",
            "employer": "Rhone Valves",
            "skills": ["Valves", "Pumps", "Steel", "Lathes"],
        },
        {
            "id": HERMIT,
            "slug": "no-export",
            "first_name": "Hedda",
            "last_name": "Quiet",
            "exportable": False,
        },
    ],
    "seats": [
        {"id": ROSA_SEAT, "contract": CONTRACT, "member": ROSA, "email": "rosa.lind@bluebird.example"},
        {"id": PARKED_SEAT, "contract": CONTRACT, "member": ODILE, "state": "PARKED"},
    ],
}


@dataclass(frozen=True)
class Said:
    """An answer of the sandbox."""

    status: int
    headers: dict[str, str]
    body: Any

    @property
    def results(self) -> dict[str, Any]:
        return self.body["results"]

    @property
    def errors(self) -> dict[str, Any]:
        return self.body["errors"]


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]

    def send(
        self, verb: str, target: str, *, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Said:
        """One request, exactly as written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(verb, target, skip_accept_encoding=True)
            for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
                connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            content = answer.read()
            lowered = {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()
        return Said(answer.status, lowered, json.loads(content) if content else None)

    def get(self, path: str, **query: object) -> Any:
        """A control call that must succeed."""
        said = self.send("GET", f"/_sandbox/{path}?{urlencode(query)}")
        assert said.status == 200, said
        return said.body

    def post(self, path: str, **body: object) -> Any:
        said = self.ask(path, **body)
        assert said.status == 200, said
        return said.body

    def ask(self, path: str, **body: object) -> Said:
        return self.send("POST", f"/_sandbox/{path}", body=json.dumps(body).encode())

    def token(self, client_id: str, secret: str) -> Said:
        form = urlencode(
            {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
        )
        return self.send(
            "POST",
            "/oauth/v2/accessToken",
            body=form.encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )

    def parent(self) -> Ats:
        return Ats(self, client_id=PARENT[0], token=self.token(*PARENT).body["access_token"])

    def provision(
        self, foreign_id: str = "bluebird", *, organization: int = ORGANIZATION, contract: int = CONTRACT
    ) -> Ats:
        """A child application whose customer's admin has used the plugin."""
        record = {"uniqueForeignId": foreign_id, "name": f"Acorn ATS - {foreign_id}", "description": "RSC"}
        made = self.parent().post("/v2/provisionedApplications", record)
        assert made.status == 201, made
        pair = made.body["credentials"]
        self.post(
            "plugin/authorize", client_id=pair["client_id"], organization=organization, contract=contract
        )
        token = self.token(pair["client_id"], pair["client_secret"]).body["access_token"]
        return Ats(self, client_id=pair["client_id"], token=token, secret=pair["client_secret"])

    def customer(self) -> Ats:
        """The same, with its integrations enabled, open to all product users, and no waiting."""
        ats = self.provision()
        self.post("integrations/enable", client_id=ats.client_id)
        self.post("transitions", job_task={}, matching={})
        ats.open_to_all()
        return ats


@dataclass(frozen=True)
class Ats:
    """An ATS at one of its applications, in both generations' words."""

    server: Server
    client_id: str
    token: str
    secret: str = ""

    def headers(self, *, rest: bool = False, method: str = "", **more: str) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if rest:
            headers |= {"LinkedIn-Version": "202603", "X-RestLi-Protocol-Version": "2.0.0"}
        if method:
            headers["X-RestLi-Method"] = method
        return headers | {name.replace("_", "-"): value for name, value in more.items()}

    def send(self, verb: str, target: str, body: Any = None, *, method: str = "", **more: str) -> Said:
        content = b"" if body is None else json.dumps(body).encode()
        headers = self.headers(rest=target.startswith("/rest"), method=method, **more)
        return self.server.send(verb, target, body=content, headers=headers)

    def get(self, target: str, **more: str) -> Said:
        return self.send("GET", target, **more)

    def post(self, target: str, body: Any, *, method: str = "") -> Said:
        return self.send("POST", target, body, method=method)

    def upsert(
        self, resource: str, records: list[tuple[dict[str, str], Any]], *, method: str = "batch_update"
    ) -> Said:
        """Records by their keys, to ``v2/…`` or ``rest/…``, in the protocol of that generation."""
        keys = [key for key, _record in records]
        write = rest_key if resource.startswith("rest") else v2_key
        verb = "POST" if method == "batch_partial_update" else "PUT"
        entities = {write(key): record for key, record in records}
        return self.send(verb, f"/{resource}?{ids(resource, keys)}", {"entities": entities}, method=method)

    def read(self, resource: str, keys: list[dict[str, str]], **more: str) -> Said:
        return self.send("GET", f"/{resource}?{ids(resource, keys)}", **more)

    def delete(self, resource: str, keys: list[dict[str, str]]) -> Said:
        return self.send("DELETE", f"/{resource}?{ids(resource, keys)}", method="batch_delete")

    def configure(self, type_: str, name: str, value: str) -> Said:
        path = f"integrationContext={CONTEXT}&integrationType={type_}&tenantType=RECRUITER&dataProvider=ATS"
        entities = {name: {"configurationValue": {"string": value}}}
        return self.send(
            "PUT",
            f"/v2/atsIntegrations/{path}/configurations?ids={name}",
            {"entities": entities},
            method="batch_update",
        )

    def open_to_all(self) -> None:
        self.configure("ONE_CLICK_EXPORT", "JOB_POSTING_VIEWERS", "ALL_PRODUCT_USERS")
        self.configure("IN_ATS_INDICATOR", "APPLICATION_VIEWERS", "ALL_PRODUCT_USERS")

    def add_job(self, id_: str = "REQ-1", **fields: Any) -> Said:
        return self.post("/v2/simpleJobPostings", {"elements": [job(id_, **fields)]}, method="batch_create")

    def add_candidate(self, id_: str = "c1", **fields: Any) -> Said:
        return self.upsert("v2/atsCandidates", [(candidate_key(id_), candidate(**fields))])

    def add_application(self, id_: str = "a1", **fields: Any) -> Said:
        return self.upsert("v2/atsApplications", [(application_key(id_), application(**fields))])

    def add_stages(self, application_id: str, **stages: tuple[str, int]) -> Said:
        parent = v2_key(application_key(application_id))
        entities = {id_: {"stage": name, "atsCreatedAt": at} for id_, (name, at) in stages.items()}
        query = "&".join(f"ids={id_}" for id_ in stages)
        return self.send(
            "PUT",
            f"/v2/atsApplications/{parent}/stages?{query}",
            {"entities": entities},
            method="batch_update",
        )

    def urn(self, member: int) -> str:
        return self.server.get("persons", client_id=self.client_id)["persons"][str(member)]


def v2_key(key: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in key.items())


def rest_key(key: dict[str, str]) -> str:
    return "(" + ",".join(f"{name}:{value.replace(':', '%3A')}" for name, value in key.items()) + ")"


def ids(resource: str, keys: list[dict[str, str]]) -> str:
    if resource.startswith("rest"):
        return f"ids=List({','.join(rest_key(key) for key in keys)})"
    return "&".join(
        f"ids[{index}].{name}={value}" for index, key in enumerate(keys) for name, value in key.items()
    )


def candidate_key(id_: str = "c1", context: str = CONTEXT) -> dict[str, str]:
    return {"atsCandidateId": id_, "dataProvider": "ATS", "integrationContext": context}


def rest_candidate_key(id_: str = "c1") -> dict[str, str]:
    return {"externalCandidateId": id_, "integrationContext": CONTEXT}


def application_key(id_: str = "a1") -> dict[str, str]:
    return {"atsJobApplicationId": id_, "dataProvider": "ATS", "integrationContext": CONTEXT}


def candidate(**changes: Any) -> dict[str, Any]:
    record = {
        "atsCreatedAt": 1767603600000,
        "atsLastModifiedAt": 1767690000000,
        "firstName": "Noor",
        "lastName": "Haddad",
        "emailAddresses": ["noor.haddad@example.org"],
        "phoneNumbers": [],
        "addresses": [],
        "externalProfileUrl": "https://ats.example.org/c/c1",
    } | changes
    return {name: value for name, value in record.items() if value is not ...}


def rest_candidate(**changes: Any) -> dict[str, Any]:
    record = candidate(**changes)
    renamed = {"atsCreatedAt": "externalCreatedAt", "atsLastModifiedAt": "externalLastModifiedAt"}
    return {renamed.get(name, name): value for name, value in record.items()}


def application(**changes: Any) -> dict[str, Any]:
    record = {
        "atsCandidateId": "c1",
        "atsJobPostingId": "REQ-1",
        "atsJobPostingName": "Welding Robot Technician",
        "atsCreatedAt": 1767704400000,
        "atsLastModifiedAt": 1767790800000,
        "candidateEmail": "noor.haddad@example.org",
        "firstName": "Noor",
        "lastName": "Haddad",
        "source": "Career site",
    } | changes
    return {name: value for name, value in record.items() if value is not ...}


def job(id_: str = "REQ-1", **changes: Any) -> dict[str, Any]:
    record = {
        "integrationContext": CONTEXT,
        "externalJobPostingId": id_,
        "title": "Welding Robot Technician",
        "description": "You will install, teach and service welding robots at three plants. " * 3,
        "location": "Linz,Austria",
        "availability": "PRIVATE_TO_ATS_INTEGRATION",
        "state": "LISTED",
        "companyApplyUrl": "https://jobs.example.org/REQ-1/apply",
        "listedAt": 1767603600000,
        "companyJobCode": "4411",
        "workplaceTypes": ["On-site"],
    } | changes
    return {name: value for name, value in record.items() if value is not ...}


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
    import hashlib
    import hmac
    from urllib.parse import parse_qs, urlsplit

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


def until(question: Callable[[], T], *, seconds: float = 15.0) -> T:
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {answer!r}"
        time.sleep(0.02)
    return answer


def start_sandbox(folder: Path) -> Server:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "linkedin_sandbox", "serve", "--port", str(port), "--data", str(folder), "--seed", "none"],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")},
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    server = Server(port, process)

    def answers() -> bool:
        assert process.poll() is None, "the sandbox has ended"
        try:
            return server.send("GET", "/_sandbox/health").status == 200
        except OSError:
            return False

    until(answers, seconds=60)
    return server


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="sandbox-") as folder:
        server = start_sandbox(Path(folder))
        yield server
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=20) == 0


@pytest.fixture
def sandbox(sandbox_process: Server) -> Server:
    """A sandbox that holds the small world and nothing else."""
    sandbox_process.post("reset", **WORLD)
    return sandbox_process


@dataclass(frozen=True)
class Prepared:
    """A sandbox with one customer."""

    server: Server
    ats: Ats

    def get(self, path: str, **query: object) -> Any:
        return self.server.get(path, **query)


@pytest.fixture
def prepared(sandbox: Server) -> Prepared:
    return Prepared(sandbox, sandbox.customer())


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
