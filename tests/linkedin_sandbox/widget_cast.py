"""Who acts before a widget's frame? Somebody with a browser on a page of the ATS, which is at ``PAGE``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
from tests.linkedin_sandbox.console_cast import Page
from tests.linkedin_sandbox.records import CONTEXT, ROSA_SEAT, WORLD
from tests.linkedin_sandbox.server import Ats, Server

PAGE = "http://127.0.0.1:8765"
ADA, ADA_SEAT = 9010, 55510
CONFIGURATION = "/rsc/extensions/onboarding-widget"
PROFILE = "/rsc/extensions/profile-widget"
APPLYING = "/talentwidgets/extensions/apply-with-linkedin-widget-v3"
HIGHLIGHTS = "/talentwidgets/extensions/applicant-highlights-widget"
FULL_PROFILE = "/talentwidgets/extensions/full-profile-widget"
#: The small world with Ada, an administrator of Bluebird's Recruiter.
WORLD_WITH_ADA: dict[str, Any] = WORLD | {
    "members": [*WORLD["members"], {"id": ADA, "slug": "ada-adm", "first_name": "Ada", "last_name": "Oye"}],
    "seats": [
        *WORLD["seats"],
        {"id": ADA_SEAT, "contract": WORLD["contracts"][0]["id"], "member": ADA, "is_admin": True},
    ],
}


def bluebird(server: Server, *, enabled: bool = True) -> Ats:
    """Bluebird's ATS, whose pages may show widgets."""
    server.post("reset", **WORLD_WITH_ADA)
    ats = server.customer() if enabled else server.provision()
    allow(server, ats, PAGE)
    return ats


def allow(server: Server, ats: Ats, *origins: str) -> None:
    [key] = [
        one["key"] for one in server.get("applications")["applications"] if one["client_id"] == ats.client_id
    ]
    patched = server.parent().post(
        f"/v2/provisionedApplications/{key}",
        {"patch": {"$set": {"validJsSdkDomains": list(origins)}}},
        method="partial_update",
    )
    assert patched.status in (200, 204), patched


_opened: list[httpx2.Client] = []


@pytest.fixture(autouse=True)
def frames_end() -> Iterator[None]:
    """Browsers end with the test."""
    yield
    while _opened:
        _opened.pop().close()


def opened(server: Server) -> httpx2.Client:
    """A browser at the sandbox."""
    _opened.append(httpx2.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=30))
    return _opened[-1]


class Frame:
    """A widget's frame in somebody's browser; it keeps cookies and sends what the frame's script sends."""

    def __init__(self, server: Server, ats: Ats, path: str, *, page: str = PAGE, **attributes: str) -> None:
        self.browser = opened(server)
        self.address = f"{path}?{urlencode({name.replace('_', '-'): value for name, value in attributes.items()} | {'api_key': ats.client_id, 'origin': page})}"
        self.page = page

    def open(self, **headers: str) -> httpx2.Response:
        usual = {"Referer": f"{self.page}/", "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-site"}
        self.answer = self.browser.get(self.address, headers=usual | headers)
        return self.answer

    def ask(self, **fields: str) -> str:
        """A form of the frame that asks a question."""
        self.answer = self.browser.get(
            f"{self.address}&{urlencode(fields)}", headers={"Sec-Fetch-Dest": "empty"}
        )
        return self.text

    def press(self, act: str, **fields: object) -> str:
        form = {"act": act, "csrfmiddlewaretoken": self.browser.cookies.get("sandbox_csrf", "")} | fields
        self.answer = self.browser.post(self.address, data=form, headers={"Sec-Fetch-Dest": "empty"})
        assert self.answer.status_code < 500, self.answer.text
        return self.text

    def sit(self, seat: int = ROSA_SEAT) -> Frame:
        """Open the frame and sign in to it."""
        self.open()
        self.press("take_seat", seat=seat)
        return self

    @property
    def text(self) -> str:
        return Page(self.answer.text).text

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Which functions of the page would be called, by the data attribute that names them."""
        start = self.answer.text.index('id="calls"')
        content = self.answer.text[
            self.answer.text.index(">", start) + 1 : self.answer.text.index("</script>", start)
        ]
        return json.loads(content)


def profile_frame(server: Server, ats: Ats, candidate: str = "c1", **attributes: str) -> Frame:
    usual = {"widget_type": "ATS", "ats_candidate_id": candidate, "integration_context": CONTEXT}
    return Frame(server, ats, PROFILE, **(usual | attributes))
