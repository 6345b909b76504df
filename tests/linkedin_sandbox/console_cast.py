"""Who acts before the console? A recruiter with a browser, and an ATS that speaks LinkedIn's v2 over HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import httpx2
import pytest
from tests.linkedin_sandbox.server import Server, other_world_first

from linkedin_sandbox.world.seeding.seeds import generate_world

BLUEBIRD = "urn:li:organization:70001"
ROSA, HANS, MEI = 55503, 55504, 55507
DESCRIPTION = "<p>" + "Work that is worth doing, with people who say what they mean. " * 3 + "</p>"


@pytest.fixture
def address(request: pytest.FixtureRequest, sandbox_process: Server) -> Iterator[str]:
    """Where a sandbox answers that holds eighty people of the default world."""
    other_world_first(request)
    sandbox_process.begin("eighty-people", lambda: sandbox_process.post("seed", **generate_world(members=80)))
    yield f"http://127.0.0.1:{sandbox_process.port}"
    leave()


_opened: list[httpx2.Client] = []


def leave() -> None:
    """Close all browsers of the test."""
    while _opened:
        _opened.pop().close()


def _client(base_url: str) -> httpx2.Client:
    """A connection that ends with the test."""
    client = httpx2.Client(base_url=base_url, timeout=30)
    _opened.append(client)
    return client


class Ats:
    """One customer's ATS: provisioned, authorized in the plugin, named, configured, enabled by the admin."""

    def __init__(self, sandbox: str, *, open_to_all: bool = True) -> None:
        self.http = _client(sandbox)
        self._connect(open_to_all=open_to_all)

    def _connect(self, *, open_to_all: bool) -> None:
        parent = self.control("GET", "state")["parent_application"]
        made = self.http.post(
            "/v2/provisionedApplications",
            headers=self._bearer(parent["client_id"], parent["client_secret"]),
            json={
                "uniqueForeignId": f"tenant-{time.monotonic_ns()}",
                "name": "Acorn ATS - Bluebird Foods",
                "description": "RSC for Bluebird Foods",
            },
        ).json()
        self.client_id = made["credentials"]["client_id"]
        self.control(
            "POST", "plugin/authorize", client_id=self.client_id, organization="70001", contract="90001"
        )
        self.bearer = self._bearer(self.client_id, made["credentials"]["client_secret"])
        for kind, viewers in (
            ("ONE_CLICK_EXPORT", "JOB_POSTING_VIEWERS"),
            ("IN_ATS_INDICATOR", "APPLICATION_VIEWERS"),
        ):
            self._name(kind)
            if open_to_all:
                self._configure(kind, viewers, "ALL_PRODUCT_USERS")
        self.control("POST", "integrations/enable", client_id=self.client_id)

    def _bearer(self, client_id: str, client_secret: str) -> dict[str, str]:
        answer = self.http.post(
            "/oauth/v2/accessToken",
            data={
                "grant_type": "client_credentials",
                "client_id": client_id,
                "client_secret": client_secret,
            },
        )
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def control(self, verb: str, path: str, **body: Any) -> dict[str, Any]:
        sent: dict[str, Any] = {"params": body} if verb == "GET" else {"json": body}
        answer = self.http.request(verb, f"/_sandbox/{path}", **sent)
        assert answer.is_success, answer.text
        content: dict[str, Any] = answer.json()
        return content

    def _name(self, kind: str) -> None:
        key = f"integrationContext={BLUEBIRD}&integrationType={kind}&tenantType=RECRUITER&dataProvider=ATS"
        self._batch(
            "POST",
            "/v2/atsIntegrations",
            "batch_partial_update",
            {key: {"patch": {"$set": {"integrationName": "Acorn ATS"}}}},
        )

    def _configure(self, kind: str, name: str, value: str) -> None:
        parent = f"integrationContext={BLUEBIRD}&integrationType={kind}&tenantType=RECRUITER&dataProvider=ATS"
        self._send(
            "PUT",
            f"/v2/atsIntegrations/{parent}/configurations?ids={name}",
            "batch_update",
            {"entities": {name: {"configurationValue": {"string": value}}}},
        )

    def _batch(self, verb: str, path: str, method: str, entities: dict[str, Any]) -> None:
        keys = [
            "&".join(f"ids[{place}].{part}" for part in key.split("&")) for place, key in enumerate(entities)
        ]
        self._send(verb, f"{path}?{'&'.join(keys)}", method, {"entities": entities})

    def _send(self, verb: str, url: str, method: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.http.request(verb, url, headers={**self.bearer, "X-RestLi-Method": method}, json=body)
        content: dict[str, Any] = answer.json()
        assert answer.status_code == 200, answer.text
        assert not content.get("errors"), answer.text
        return content

    def posts_job(
        self, job_id: str, title: str, *, code: str = "", workplace: str = "On-site", **fields: Any
    ) -> None:
        """Listed, and through LinkedIn's asynchronous task."""
        element = {
            "integrationContext": BLUEBIRD,
            "externalJobPostingId": job_id,
            "title": title,
            "description": DESCRIPTION,
            "location": "Linz,Austria",
            "availability": "PRIVATE_TO_ATS_INTEGRATION",
            "state": "LISTED",
            "companyApplyUrl": f"https://jobs.example.org/{job_id}",
            "listedAt": 1767603600000,
            "companyJobCode": code or job_id.lower(),
            "workplaceTypes": [workplace],
            **fields,
        }
        self.control("POST", "transitions", job_task={})
        self._send("POST", "/v2/simpleJobPostings", "batch_create", {"elements": [element]})

    def fetches_export(self, request_id: str) -> dict[str, Any]:
        answer = self.http.get(
            f"/v2/exportedCandidates?q=request&requestId={request_id}", headers=self.bearer
        )
        [element] = answer.json()["elements"]
        return dict(element)

    def sends_candidate(self, candidate_id: str, *, person: str = "", email: str = "") -> None:
        """Known by hand to be this person, or by an e-mail address only."""
        key = f"atsCandidateId={candidate_id}&dataProvider=ATS&integrationContext={BLUEBIRD}"
        record = {
            "atsCreatedAt": 1767603600000,
            "atsLastModifiedAt": 1767603600000,
            "firstName": "Some",
            "lastName": "Body",
            "emailAddresses": [email] if email else [],
            "phoneNumbers": [],
            "addresses": [],
            "externalProfileUrl": f"https://ats.example.org/c/{candidate_id}",
        } | ({"manualMatchedMember": person} if person else {})
        self._batch("PUT", "/v2/atsCandidates", "batch_update", {key: record})

    def changes_candidate(self, candidate_id: str, **fields: Any) -> None:
        key = f"atsCandidateId={candidate_id}&dataProvider=ATS&integrationContext={BLUEBIRD}"
        self._batch("POST", "/v2/atsCandidates", "batch_partial_update", {key: {"patch": {"$set": fields}}})

    def sends_application(
        self,
        application_id: str,
        *,
        candidate: str,
        job: str,
        stages: list[str],
        name: str = "Plant Engineer",
    ) -> None:
        key = f"atsJobApplicationId={application_id}&dataProvider=ATS&integrationContext={BLUEBIRD}"
        record = {
            "atsCandidateId": candidate,
            "atsJobPostingId": job,
            "atsJobPostingName": name,
            "atsCreatedAt": 1767603600000,
            "atsLastModifiedAt": 1767603600000,
            "firstName": "Some",
            "lastName": "Body",
        }
        self._batch("PUT", "/v2/atsApplications", "batch_update", {key: record})
        entries = {
            f"{application_id}-{place}": {"atsCreatedAt": 1767603600000 + place * 86_400_000, "stage": stage}
            for place, stage in enumerate(stages)
        }
        ids = "&".join(f"ids={entry}" for entry in entries)
        self._send("PUT", f"/v2/atsApplications/{key}/stages?{ids}", "batch_update", {"entities": entries})

    def person(self, member_id: int) -> str:
        persons = self.control("GET", "persons", client_id=self.client_id)["persons"]
        return str(persons[str(member_id)])

    def lets_see(self, job_id: str, *, seat_member: int, group: str = "team") -> None:
        """One ACL over the job, and the recruiter in it."""
        end = f"dataProvider=ATS&integrationContext={BLUEBIRD}&atsEntityType=JOB_POSTING"
        job = f"atsEntityAclId={group}&{end}&atsEntityId={job_id}"
        self._batch("PUT", "/v2/atsEntityAcls", "batch_update", {job: {}})
        assignee = f"atsEntityAclId={group}&{end}&assignee={self.person(seat_member)}"
        self._batch("PUT", "/v2/atsEntityAclAssignees", "batch_update", {assignee: {}})


class Page(HTMLParser):
    """What stands on a page: its text, and every element's attributes by tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.text = re.sub(r"\s+", " ", " ".join(self.words)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, **wanted: str) -> list[dict[str, str]]:
        return [
            found
            for _tag, found in self.elements
            if all(found.get(name) == value for name, value in wanted.items())
        ]


class Somebody:
    """A browser at the console that does what the pages ask of it."""

    def __init__(self, sandbox: str) -> None:
        self.http = _client(f"{sandbox}/recruiter/")
        self.http.get("sign-in")

    def posts(self, path: str, **form: str | list[str]) -> httpx2.Response:
        token = self.http.cookies["sandbox_csrf"]
        return self.http.post(path, data=form, headers={"X-CSRFToken": token, "HX-Request": "true"})

    def opens(self, path: str) -> Page:
        answer = self.http.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:500]}"
        return Page(answer.text)


class AsMember(Somebody):
    """Somebody who acts as a member."""

    def __init__(self, sandbox: str, member: int) -> None:
        super().__init__(sandbox)
        answer = self.posts("member/choose", member=str(member))
        assert answer.status_code == 302, answer.text


class Recruiter(Somebody):
    """Somebody in a seat."""

    def __init__(self, sandbox: str, seat: int) -> None:
        super().__init__(sandbox)
        answer = self.posts("sign-in", seat=str(seat))
        assert answer.status_code == 302, answer.text

    def writes(self, member: int, *, subject: str, body: str) -> str:
        """An InMail; the number of its conversation."""
        answer = self.posts(f"people/{member}/inmail", subject=subject, body=body, visibility="PUBLIC")
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"].rsplit("/", 1)[1]

    def types(self, text: str, *, member: int, workplace: str = "All") -> Page:
        """The lines that "Public Job Name" offers; the first of the ATSs is chosen."""
        return self.opens(
            f"people/{member}/export/jobs?q={text}&ats={self.first_ats(member)}&workplace={workplace}"
        )

    def first_ats(self, member: int) -> str:
        window = self.opens(f"people/{member}/export")
        options = [found["value"] for tag, found in window.elements if tag == "option" and "value" in found]
        return options[0]

    def exports(self, member: int, *, job: str, email: str = "") -> httpx2.Response:
        return self.posts(f"people/{member}/export", ats=self.first_ats(member), job=job, email=email)


def words_of(answer: httpx2.Response) -> str:
    return Page(answer.text).text


def request_id_of(answer: httpx2.Response) -> str:
    """The export's id, from the message that the browser gets."""
    found = re.search(r'id="toast-([^"]+)"', answer.text)
    assert found, answer.text
    return found.group(1)
