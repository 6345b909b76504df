"""How does a test speak to a running sandbox? As an ATS does, over HTTP, and through its control plane.

One process serves all tests of a run; each test begins with a fresh small world, or with a copy of one that was prepared
further (``Server.begin``). Bluebird is the customer, Rosa its
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
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

import pytest
from tests.linkedin_sandbox.coverage_page import keep_measured
from tests.linkedin_sandbox.records import (
    CONTEXT,
    CONTRACT,
    ORGANIZATION,
    PARENT,
    WORLD,
    application,
    application_key,
    candidate,
    candidate_key,
    ids,
    job,
    rest_key,
    v2_key,
)

T = TypeVar("T")


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
    #: What was made, and when, of each world of which the sandbox has a snapshot.
    begun: dict[str, tuple[float, Any]] = field(default_factory=dict, compare=False)

    def begin(self, name: str, make: Callable[[], T]) -> T:
        """An empty sandbox in which ``make`` has made a world, and what it returned; the next time both by a copy.

        The copy is made anew after ten minutes: tokens in it hold for thirty.
        """
        self.post("reset")
        at, made = self.begun.get(name, (float("-inf"), None))
        if time.monotonic() - at < 600 and self.ask(f"snapshots/{name}/restore").status == 200:
            return cast("T", made)
        made = make()
        self.post("snapshots", name=name)
        self.begun[name] = (time.monotonic(), made)
        return cast("T", made)

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
        headers = self.headers(rest=target.startswith("/rest"), method=method, **more)
        return self.send_with(headers, verb, target, body)

    def send_with(self, headers: dict[str, str], verb: str, target: str, body: Any = None) -> Said:
        """The same with exactly these headers."""
        content = b"" if body is None else json.dumps(body).encode()
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


def until(question: Callable[[], T], *, seconds: float = 15.0) -> T:
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {answer!r}"
        time.sleep(0.02)
    return answer


def start_sandbox(folder: Path, *more: str) -> Server:
    """Empty, unless ``more`` arguments say otherwise."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "linkedin_sandbox", "serve", "--port", str(port), "--data", str(folder), *(more or ("--seed", "none"))],
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

    until(answers, seconds=120)
    return server


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="sandbox-") as folder:
        server = start_sandbox(Path(folder))
        yield server
        if kept := os.environ.get("SANDBOX_COVERAGE"):
            keep_measured(server.get("coverage"), Path(kept))
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


def other_world_first(request: pytest.FixtureRequest) -> None:
    """Who asks for the small world too would otherwise get it in the place of the one that comes now."""
    if "sandbox" in request.fixturenames:
        request.getfixturevalue("sandbox")


@pytest.fixture
def prepared(request: pytest.FixtureRequest, sandbox_process: Server) -> Prepared:
    other_world_first(request)

    def customer() -> Ats:
        sandbox_process.post("seed", **WORLD)
        return sandbox_process.customer()

    return Prepared(sandbox_process, sandbox_process.begin("a-customer", customer))
