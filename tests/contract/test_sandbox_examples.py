"""Does the sandbox answer as the contract says? Each example's request, sent to a sandbox prepared for it.

Ids that a server chooses (tokens, URNs, request ids) stand in the examples as stand-ins; they are replaced by those of
this sandbox before the request is sent and in the answer that is expected.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from tests.contract.reading import CONTRACT, examples, name_of, without
from tests.contract.recruiting_worlds import RECRUITING
from tests.linkedin_sandbox.apply_cast import configuration, post, posting
from tests.linkedin_sandbox.callbacks import Callback, callback
from tests.linkedin_sandbox.records import (
    CONTRACT_URN,
    NOOR,
    ODILE,
    PARKED_SEAT,
    ROSA,
    ROSA_SEAT,
    WORLD,
    application,
    application_key,
)
from tests.linkedin_sandbox.server import Ats, Said, Server, sandbox_process, until

__all__ = ["callback", "sandbox_process"]

_TASK = re.compile(r"urn:li:simpleJobPostingTask:[0-9a-f-]+")
_OF_A_CHILD = ("AQX-demo-child", "AQX-demo-member", "AQT-demo-code")
_TWO_YEARS = 2 * 365 * 24 * 3600


@dataclass
class Stage:
    """A sandbox being prepared: what was made in it, and by which names the examples know it."""

    sandbox: Server
    callback: Callback
    ats: Ats | None = None
    known: dict[str, str] = field(default_factory=dict)
    email: str = ""

    def prepare(self, example: dict[str, Any]) -> None:
        shown = json.dumps(example)
        self._begin(needs_child=any(name in shown for name in _OF_A_CHILD))
        self._give(example["given"])
        if example["method"] == "integrations.request":
            self.sandbox.post("integrations/disable", client_id=self.child.client_id)
            self.enable()
            self.known["req-7a11-0001"] = self._status_change()

    @property
    def child(self) -> Ats:
        assert self.ats is not None
        return self.ats

    def _begin(self, *, needs_child: bool) -> None:
        self.sandbox.post("reset", **_world())
        self.known["AQX-demo-parent"] = self.sandbox.parent().token
        if not needs_child:
            return
        self.ats = self.sandbox.provision("acorn-customer")
        self.callback.secret = self.child.secret
        self._learn_names()
        # What an example needs besides what it says: an organization that has its integrations on.
        self.enable()
        self.sandbox.post("transitions", job_task={}, matching={"after_seconds": 3600})

    def _learn_names(self) -> None:
        self.known |= {
            "AQX-demo-child": self.child.token,
            "urn:li:person:dEm0aa01": self.child.urn(NOOR),
            "urn:li:person:dEm0bb02": self.child.urn(ODILE),
            "urn:li:person:dEm0rc77": self.child.urn(ROSA),
        }

    def enable(self) -> None:
        self.sandbox.post("integrations/enable", client_id=self.child.client_id)

    def _give(self, given: list[str]) -> None:
        # How long a task takes must be known before a job is sent.
        for one in sorted(given, key=lambda one: "task has not finished" not in one):
            if one.startswith("switch: "):
                name, _equals, value = one.removeprefix("switch: ").partition(" = ")
                self.sandbox.post("switches", **{name: value})
            elif one in _WORLDS:
                _WORLDS[one](self)
            else:
                self._give_example(one)

    def _give_example(self, name: str) -> None:
        path = CONTRACT / "examples" / f"{name}.json"
        assert path.exists(), f"nobody knows how to prepare: {name}"
        example = json.loads(path.read_text())
        self._give(example["given"])
        said = self.send(example)
        assert said.status == example["response"]["status"], said
        self._keep_names(example, said)

    def _keep_names(self, example: dict[str, Any], said: Said) -> None:
        shown = json.dumps(said.body)
        if found := _TASK.search(shown):
            self.known["urn:li:simpleJobPostingTask:1f5b7c1e-6a0e-4b0e-9a10-0c55d0a1b2c3"] = found[0]
        if example["method"] == "hireMediaUrl.create":
            self._keep_file(example["response"]["body"]["value"], said.body["value"])
        if "provisionedApplications" in example["method"] and said.body:
            self.known["urn%3Ali%3AdeveloperApplication%3A880017"] = said.body["key"].replace(":", "%3A")

    def _keep_file(self, stand_in: dict[str, str], real: dict[str, str]) -> None:
        theirs, ours = (urlsplit(file["uploadUrl"]) for file in (stand_in, real))
        self.known |= {
            stand_in["mediaUrn"]: real["mediaUrn"],
            theirs.path: ours.path,
            theirs.query: ours.query,
        }

    def _status_change(self) -> str:
        configured = "/v2/atsIntegrations?q=request&requestId="
        for push in self.sandbox.get("push")["pushes"]:
            found = self.child.get(configured + push["request_id"])
            [element] = found.body["elements"]
            if element["integrationType"] == "ONE_CLICK_EXPORT":
                return str(push["request_id"])
        raise AssertionError("no push about ONE_CLICK_EXPORT")

    def export(self) -> None:
        self.sandbox.post("transitions", job_task={})
        self.child.open_to_all()
        self.child.add_job("REQ-4411")
        made = self.sandbox.post("exports", seat=ROSA_SEAT, member=ODILE, job="REQ-4411")
        self.known["req-5d20-0001"] = made["request_id"]

    def second_application(self) -> None:
        record = application(atsJobPostingId="REQ-4411")
        self.child.upsert("v2/atsApplications", [(application_key("app-9002"), record)])

    def no_job_slot(self) -> None:
        self.enable()
        self.sandbox.post("job-slots", contract=CONTRACT_URN, slots=0)

    def application_of_member(self) -> None:
        """On a job with a webhook that has proved itself."""
        self._post_with_webhook()
        job = until(lambda: [one for one in self.sandbox.get("public-jobs")["jobs"] if one["applies_here"]])
        answers = {"contact": {"firstName": "Noor", "lastName": "Haddad", "email": "noor@example.org"}}
        made = self.sandbox.post("member-applications", member=NOOR, job=job[0]["job"], answers=answers)
        self.known["urn:li:jobApplication:9000000002"] = made["urn"]

    def blocked_webhook(self) -> None:
        self.callback.answers_challenge = False
        self.sandbox.post("webhooks/times", challenge_again=0.01)
        self._post_with_webhook()
        until(lambda: [one for one in self.sandbox.get("webhooks")["webhooks"] if one["status"] == "BLOCKED"])

    def _post_with_webhook(self) -> None:
        record = posting("REQ-4411", onsiteApplyConfiguration=configuration(self.callback.url))
        said = post(self.child, record)
        assert said.body["elements"][0]["status"] == 202, said
        self.sandbox.get("public-jobs")

    def renew_token(self) -> None:
        said = self.sandbox.token(self.child.client_id, self.child.secret)
        self.known["AQX-demo-child"] = said.body["access_token"]

    def age_version(self) -> None:
        self.sandbox.post("clock", advance=_TWO_YEARS)
        self.renew_token()

    def refuse_nothing(self) -> None:
        """What is needed is there already."""

    def translated(self, value: Any) -> Any:
        text = json.dumps(value)
        for stand_in, real in self.known.items():
            text = text.replace(stand_in, real).replace(
                stand_in.replace(":", "%3A"), real.replace(":", "%3A")
            )
        return json.loads(text)

    def send(self, example: dict[str, Any]) -> Said:
        request = self.translated(example["request"])
        body = request.get("body_text")
        if body is None:
            body = "" if request["body"] is None else json.dumps(request["body"])
        target = request["path"] + (f"?{request['query']}" if request["query"] else "")
        return self.sandbox.send(request["verb"], target, body=body.encode(), headers=request["headers"])


_WORLDS = {
    "world: the organization's integrations are enabled": Stage.enable,
    "world: CSA_API of the contract is enabled": Stage.enable,
    "world: the admin has asked for ONE_CLICK_EXPORT of the organization": Stage.refuse_nothing,
    "world: the contract has one active seat": Stage.refuse_nothing,
    "world: LinkedIn has matched the candidate": lambda stage: (
        stage.sandbox.post("clock", advance=3601) and stage.renew_token()
    ),
    "world: a recruiter has exported the member to REQ-4411": Stage.export,
    "world: so is app-9002": Stage.second_application,
    "world: no integration is enabled": lambda stage: stage.sandbox.post(
        "integrations/disable", client_id=stage.child.client_id
    ),
    "world: the task has not finished": lambda stage: stage.sandbox.post(
        "transitions", job_task={"after_seconds": 3600}
    ),
    "world: the token is older than 1,800 seconds": lambda stage: stage.sandbox.post("clock", advance=1801),
    "world: the contract has no job slot": Stage.no_job_slot,
    "world: a member has applied for REQ-4411": Stage.application_of_member,
    "world: a webhook of AQX-demo-child is blocked": Stage.blocked_webhook,
    "world: version 202603 is past its sunset": Stage.age_version,
    "limits: day_calls used up": lambda stage: stage.sandbox.post("limits", day_calls=0),
    "limits: minute_records used up": lambda stage: stage.sandbox.post("limits", minute_records=0),
    "fault: 500 for the next call": lambda stage: stage.sandbox.post(
        "faults", kind="status", status=500, resource="*"
    ),
} | RECRUITING


def _world() -> dict[str, Any]:
    """The small world with the people of the contract's examples."""
    world = json.loads(json.dumps(WORLD))
    for member in world["members"]:
        if member["id"] == ROSA:
            member |= {"first_name": "Ivo", "last_name": "Varga"}
    [seat] = [seat for seat in world["seats"] if seat["id"] != PARKED_SEAT]
    seat["email"] = "ivo.varga@bluebird.example"
    world["seats"] = [seat]
    return world


def _with_token_client(stage: Stage, example: dict[str, Any]) -> dict[str, Any]:
    """The token examples name a client: here it is the parent application."""
    if example["method"] != "token":
        return example
    secret = str(WORLD["parent_application"]["client_secret"])
    stage.known |= {
        "86demoid": WORLD["parent_application"]["client_id"],
        "de%2Bmo%2FsEcret%3D": quote(secret, safe=""),
    }
    return example


@pytest.mark.parametrize(
    "example",
    [example for example in examples(whom="server") if example["generation"] != "push"],
    ids=name_of,
)
def test_the_sandbox_answers_as_the_contract_says(
    sandbox_process: Server, callback: Callback, example: dict[str, Any]
) -> None:
    stage = Stage(sandbox_process, callback)
    stage.prepare(example)

    said = stage.send(_with_token_client(stage, example))

    expected = stage.translated(example["response"])
    generation = example["generation"]
    varies = stage.translated(example["varies"])
    assert said.status == expected["status"], said
    for name, value in expected["headers"].items():
        assert said.headers[name.lower()].startswith(value)
    assert without(said.body, varies, generation=generation) == without(
        expected["body"], varies, generation=generation
    )


@pytest.mark.parametrize(
    "example", [one for one in examples(whom="server") if one["method"].startswith("push.")], ids=name_of
)
def test_pushes_are_signed_as_the_contract_says(example: dict[str, Any]) -> None:
    from linkedin_sandbox.push.signature import challenge_response, sign

    request, secret = example["request"], example["secret"]

    if example["method"] == "push.challenge":
        answer = example["response"]["body"]
        assert challenge_response(answer["challengeCode"], secret=secret) == answer["challengeResponse"]
    else:
        assert sign(request["body_text"].encode(), secret=secret) == request["headers"]["X-LI-Signature"]


def test_every_switch_of_the_contract_can_be_set_to_each_of_its_values(sandbox_process: Server) -> None:
    sandbox_process.post("reset")
    listed = json.loads((CONTRACT / "switches.json").read_text())["switches"]

    for switch in listed:
        for value in (*switch["values"], switch["default"]):
            assert (
                sandbox_process.post("switches", **{switch["name"]: value})["switches"][switch["name"]]
                == value
            )
