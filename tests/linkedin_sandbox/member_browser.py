"""Somebody before LinkedIn's page of consent, in a browser without scripts, and the ATS that gets the code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
from tests.linkedin_sandbox.server import Ats, Said, Server

ADDRESS = "https://acorn.example/oauth/linkedin"


def register(sandbox: Server, ats: Ats, *addresses: str) -> None:
    """The ATS adds its redirect addresses to its child application."""
    [key] = [
        row["key"] for row in sandbox.get("applications")["applications"] if row["client_id"] == ats.client_id
    ]
    patch = {"patch": {"$set": {"oauth2AuthorizedCallbackUrls": list(addresses)}}}
    said = sandbox.parent().post(f"/v2/provisionedApplications/{key}", patch, method="partial_update")
    assert said.status == 204, said


@dataclass
class Browser:
    """Somebody before the page, without a script."""

    http: httpx2.Client
    ats: Ats

    def asked(self, **changed: str | None) -> dict[str, str]:
        usual = {
            "response_type": "code",
            "client_id": self.ats.client_id,
            "redirect_uri": ADDRESS,
            "scope": "r_liteprofile",
            "state": "s t/ä&te",
        }
        return {name: value for name, value in (usual | changed).items() if value is not None}

    def opens(self, **changed: str | None) -> httpx2.Response:
        return self.http.get("/oauth/v2/authorization", params=self.asked(**changed))

    def presses(self, decision: str, **changed: str | None) -> httpx2.Response:
        """A button of the page that asks; its hidden fields go with it."""
        page = self.opens(**changed)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token, page.text
        fields = self.asked(**changed) | {"decision": decision, "csrfmiddlewaretoken": token[1]}
        return self.http.post("/oauth/v2/authorization", data=fields)

    def allows(self, member: int, **changed: str | None) -> str:
        return came_back(self.presses("allow", **({"as": str(member)} | changed)))["code"]


def came_back(answer: httpx2.Response) -> dict[str, str]:
    """What the ATS finds in its own address."""
    assert answer.status_code == 302, answer.text
    location = answer.headers["Location"]
    assert location.startswith(ADDRESS), location
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def shown(answer: httpx2.Response) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def exchange(ats: Ats, code: str, /, **changed: str) -> Said:
    form = {
        "grant_type": "authorization_code",
        "client_id": ats.client_id,
        "client_secret": ats.secret,
        "code": code,
        "redirect_uri": ADDRESS,
    }
    return ats.server.send(
        "POST",
        "/oauth/v2/accessToken",
        body=urlencode(form | changed).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
