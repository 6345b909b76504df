"""How is Recruit driven? Records by its API, and what an admin or recruiter does on its pages by a browser."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from rsc_certification.ats.protocol import (
    Application,
    Candidate,
    Connection,
    Correspondence,
    Customer,
    Message,
    NotOffered,
    Teammate,
)
from rsc_certification.ats.recruit_api import RecruitApi, RecruitSaysNo
from rsc_certification.http import call, until

try:
    from playwright.sync_api import Error
except ImportError:
    Error = RuntimeError  # type: ignore[assignment,misc]  # the command says so, and what helps

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from rsc_certification.windows import Windows

_DOCUMENTATION = Path(__file__).resolve().parents[3] / "docs" / "linkedin.md"
_SET_UP = "/settings/linkedin/set-up"
_STATES = (
    ("Paused", "waiting"), ("Not connected", "not connected"), ("Requested", "waiting"),
    ("Waiting for LinkedIn", "waiting"), ("Disabled", "disabled"), ("Needs attention", "disabled"),
    ("Enabled", "enabled"),
)  # fmt: skip
_URN = re.compile(r"urn:li:(?:organization|contract):\d+")
_LED_ELSEWHERE_MS = 3_000
_NOTES_GO = "Notes are shown on LinkedIn, also those written before"
_COMING = '#main [aria-busy="true"]'
_EVALUATIONS_GO = "Evaluations are shown on LinkedIn, also those submitted before"
_EVALUATIONS_STAY = "Evaluations stay in Recruit; what LinkedIn has of them is taken away"


class RecruitAts(RecruitApi):
    """``generations`` is the command that chooses the generation, with ``{generation}`` and ``{company}`` in it."""

    def __init__(
        self, url: str, customer: Customer, windows: Windows, *, generations: str, documentation: str = ""
    ) -> None:
        super().__init__(url, customer)
        self.windows = windows
        self._generations = generations
        self._documentation = documentation
        described = call("GET", f"{self.url}/api/v1/openapi.json").body
        self.product = f"{described['info']['title']}, API version {described['info']['version']}"

    # ------------------------------------------------------------------ the connection

    def ask_for_linkedin(self) -> Page:
        page = self._as(self.customer.admin, _SET_UP)
        if page.get_by_role("button", name="Agree and go on").count():
            page.get_by_role("button", name="Agree and go on").click()
        page.locator("span.IN-widget iframe").wait_for()
        return page

    def plugin_page(self) -> Page:
        page = self._as(self.customer.admin, f"{_SET_UP}?plugin=again")
        page.locator("span.IN-widget iframe").wait_for()
        return page

    def accept_new_company_id(self) -> None:
        page = self._window(self.customer.admin)
        page.get_by_role("dialog").get_by_role("button", name="Our id has changed").click()
        page.get_by_role("dialog").wait_for(state="hidden")

    def connection(self) -> Connection:
        page = self._connection_page()
        state = page.locator("#linkedin-state").inner_text()
        badge = page.locator("#linkedin-state .linkedin-state").first.inner_text()
        history = page.locator("#linkedin-backfill")
        told = history.inner_text() if history.count() else ""
        callback = page.locator("#callback-address")
        address = callback.input_value() if callback.count() else ""
        return Connection(
            state=next((ours for theirs, ours in _STATES if badge.strip().startswith(theirs)), badge),
            history="done" if "Both sides agree" in told else "running" if "%" in told else "none",
            words=f"{state}\n{told}\n{address}",
            contexts=tuple(dict.fromkeys(_URN.findall(state))),
            page=page.url,
        )

    def finish(self) -> None:
        page = self._as(self.customer.admin, "/settings/linkedin")
        seats = page.locator("#linkedin-seats")
        several = seats.get_by_role("button", name=re.compile(r"^Map \d+ seats? by the same e-mail"))
        # LinkedIn's seats come a moment after the enabling, by a job of the background.
        self._looked_for(several, page.url)
        several.click()
        seats.get_by_role("button", name=re.compile("^Unmap")).first.wait_for()
        self._send_outward("Notes on LinkedIn", _NOTES_GO)
        until(self._reads_everything, "InMail and notes are read", seconds=60)

    def _reads_everything(self) -> bool:
        """What LinkedIn says meanwhile brings the form anew, and may take ticks away that were not saved yet."""
        page = self._as(self.customer.admin, "/settings/linkedin")
        reading = page.get_by_role("region", name="InMail and notes", exact=True)
        boxes = [reading.get_by_label(name, exact=True) for name in ("InMail", "LinkedIn notes")]
        if all(box.is_checked() for box in boxes):
            return True
        for box in boxes:
            box.check()
        with page.expect_response("**/reading/choose"):
            reading.get_by_role("button", name="Save").click()
        return False

    def share_evaluations(self, *, shared: bool) -> None:
        self._send_outward("Evaluations on LinkedIn", _EVALUATIONS_GO if shared else _EVALUATIONS_STAY)

    def _send_outward(self, region: str, label: str) -> None:
        """Until it stands so: what LinkedIn says meanwhile brings the form anew, and takes back what was not saved."""

        def is_chosen() -> bool:
            page = self._as(self.customer.admin, "/settings/linkedin")
            choices = page.get_by_role("region", name=region)
            if choices.get_by_label(label).is_checked():
                return True
            choices.get_by_label(label).check()
            with page.expect_response("**/*-outward/choose"):
                choices.get_by_role("button", name="Save").click()
            return False

        until(is_chosen, f"“{label}” is chosen", seconds=60)

    def onboard_again(self) -> None:
        page = self._as(self.customer.admin, "/settings/linkedin")
        with page.expect_response("**/set-up/renew"):
            page.get_by_role("button", name="Renew secret and addresses").click()

    def choose_availability(self, *, public: bool) -> None:
        page = self._as(self.customer.admin, "/settings/linkedin/sharing")
        label = (
            "Published positions are public on LinkedIn" if public else "All positions stay inside Recruiter"
        )
        page.get_by_label(label).check()
        with page.expect_response("**/settings/linkedin/agree"):
            page.get_by_role("button", name="Agree").click()

    def speak(self, generation: str) -> None:
        words = [
            word.format(generation=generation, company=self.customer.name)
            for word in shlex.split(self._generations)
        ]
        if not words:
            raise NotOffered("No command was given that chooses the generation (--generation-command).")
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 -- whoever certifies gave it
        if done.returncode:
            raise RecruitSaysNo(f"{shlex.join(words)}: {done.stderr[-300:]}")

    def ask_linkedin_now(self) -> None:
        page = self._as(self.customer.admin, "/settings/linkedin")
        with page.expect_response("**/settings/linkedin/ask"):
            page.get_by_role("button", name="Ask LinkedIn now").click()

    def closed_accounts(self) -> str:
        return (
            self._as(self.customer.admin, "/settings/closed-linkedin-accounts").locator("main").inner_text()
        )

    def refused_exports(self) -> str:
        failed = self._as(self.customer.admin, "/linkedin/exports?show=refused").locator("main").inner_text()
        turned = self._as(self.customer.admin, "/linkedin/exports?show=turned-away").locator("main")
        return f"{failed}\n{turned.inner_text()}"

    def leave_seat(self, seat_holder: str) -> None:
        page = self._as(self.customer.admin, "/settings/linkedin")
        with page.expect_response(re.compile("/unmap$")):
            page.get_by_role("button", name=f"Unmap the seat of {seat_holder}").click()

    # ------------------------------------------------------------------ candidates on the pages

    def evaluate(self, application: Application, text: str) -> None:
        step = self.current_step_id(application)
        page = self._as(self.customer.recruiter, f"/processes/{application.id}/steps/{step}/evaluation")
        page.get_by_label("Hire", exact=True).check()
        page.get_by_label("What did you see and hear?").fill(text)
        page.get_by_role("button", name="Submit evaluation").click()
        page.get_by_role("heading", name="Evaluate", exact=False).wait_for(state="hidden")

    def candidate_page(self, candidate: Candidate) -> Page:
        return self._candidate_as(self.customer.recruiter, candidate)

    def widget_page(self, candidate: Candidate, *, fresh: bool = False) -> Page:
        page = self.windows.fresh() if fresh else self._window(self.customer.recruiter)
        if fresh:
            self._sign_in(page, self.customer.recruiter)
        page.goto(f"{self.url}/linkedin/person/{candidate.id}/profile")
        # LinkedIn's answer for the candidate may be on its way: the page says so, and has no widget yet.
        self._looked_for(page.locator("span.IN-widget iframe, #linkedin-plugin"), page.url)
        return page

    def correspondence(self, candidate: Candidate) -> Correspondence:
        page = self.candidate_page(candidate)
        section = page.locator("#linkedin-correspondence")
        look = section.get_by_role("button", name="Look for new messages")
        if look.count():
            with page.expect_response(re.compile("/look$")):
                look.click()
        return Correspondence(
            messages=_messages(section.get_by_role("region", name="InMail")),
            notes=_messages(section.get_by_role("region", name="LinkedIn notes")),
            words=section.inner_text() if section.count() else "",
        )

    def why_not_there(self, candidate: Candidate) -> str:
        page = self._candidate_as(self.customer.admin, candidate)
        return page.locator("#linkedin-panel").inner_text()

    def send_again(self, candidate: Candidate) -> None:
        page = self._candidate_as(self.customer.admin, candidate)
        page.locator("#linkedin-panel").get_by_role("button", name=re.compile("Try again.*Candidate")).click()

    def documentation(self) -> str:
        if self._documentation.startswith("http"):
            return str(call("GET", self._documentation).body)
        return Path(self._documentation or _DOCUMENTATION).read_text("utf-8")

    # ------------------------------------------------------------------ windows

    def _candidate_as(self, teammate: Teammate, candidate: Candidate) -> Page:
        """With what LinkedIn has of them and whatever else comes right after the page."""
        page = self._as(teammate, f"/candidates/{candidate.id}")
        page.locator("#linkedin-panel").wait_for()
        page.locator(_COMING).first.wait_for(state="hidden")
        return page

    def _window(self, teammate: Teammate) -> Page:
        page = self.windows.window(teammate.email)
        if page.url == "about:blank":
            self._sign_in(page, teammate)
        return page

    def _connection_page(self) -> Page:
        """The set-up leads on by itself when LinkedIn's admin is done, perhaps just after one has left it."""
        page = self._as(self.customer.admin, "/settings/linkedin")
        try:
            page.locator("#linkedin-state").wait_for(timeout=_LED_ELSEWHERE_MS)
        except Error:
            page.goto(f"{self.url}/settings/linkedin")
        return page

    def _as(self, teammate: Teammate, path: str) -> Page:
        page = self._window(teammate)
        try:
            page.goto(f"{self.url}{path}")
        except Error as aborted:
            # The page before was just leading elsewhere by itself.
            if "ERR_ABORTED" not in str(aborted):
                raise
            page.goto(f"{self.url}{path}")
        return page

    def _sign_in(self, page: Page, teammate: Teammate) -> None:
        page.goto(f"{self.url}/sign-in")
        page.get_by_label("E-mail").fill(teammate.email)
        page.get_by_label("Password").fill(teammate.password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("navigation").first.wait_for()

    def _looked_for(self, wanted: Locator, address: str) -> None:
        """The page is loaded anew until it has that."""

        def there() -> bool:
            if wanted.count():
                return True
            wanted.page.goto(address)
            return bool(wanted.count())

        until(there, f"the page {address} has what is looked for")


def _messages(region: Locator) -> tuple[Message, ...]:
    found = []
    for item in region.locator("li.linkedin-message").all():
        author = item.locator("strong").first
        found.append(Message(author.inner_text() if author.count() else "", item.inner_text()))
    return tuple(found)
