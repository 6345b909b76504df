"""What must a driver of an ATS be able to do? Verbs as people at the customer do them, and no word of the ATS's own.

A driver acts for one customer of the ATS. Its verbs return when the ATS has taken the act, not when LinkedIn has it:
waiting is the certification's. What the ATS does not offer raises ``NotOffered`` with the reason; what fails raises
anything else. ``docs/certification.md`` tells how to write one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Page


class NotOffered(Exception):  # noqa: N818 -- it says what is the matter
    """The ATS has no such thing, and LinkedIn does not ask for it; the sentence is the reason in the report."""


@dataclass(frozen=True)
class Teammate:
    """Somebody at the customer: who signs in to the ATS, and by that address sits on a Recruiter seat."""

    first_name: str
    last_name: str
    email: str
    password: str

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class Customer:
    """One customer of the ATS before the certification begins: not connected, with some history.

    ``admin`` configures and sees every job; ``recruiter`` sees every job that is not secured; ``manager`` owns the
    secured job; ``colleague`` sees nothing unless put on a job's team; ``outsider`` never is. ``token`` is whatever
    the driver needs to call the ATS for this customer.
    """

    name: str
    admin: Teammate
    recruiter: Teammate
    manager: Teammate
    colleague: Teammate
    outsider: Teammate
    token: str = ""

    @property
    def people(self) -> tuple[Teammate, ...]:
        return (self.admin, self.recruiter, self.manager, self.colleague, self.outsider)


@dataclass(frozen=True)
class Job:
    """``code`` is the requisition number; ``is_public``: LinkedIn members may find it; ``opened_ms``: UTC epoch."""

    id: str
    name: str
    code: str
    is_open: bool
    is_public: bool
    opened_ms: int


@dataclass(frozen=True)
class Candidate:
    id: str
    first_name: str
    last_name: str
    headline: str = ""
    employer: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    created_ms: int = 0

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class Application:
    """A candidate considered for one job. ``step`` is what it stands at; ``source`` is where it came from."""

    id: str
    candidate_id: str
    job_id: str
    status: str
    step: str
    source: str
    started_ms: int


@dataclass(frozen=True)
class Connection:
    """What the ATS says about its connection, in words of this dataclass.

    ``state``: ``not connected``, ``waiting``, ``enabled`` or ``disabled``. ``history``: ``none``, ``running`` or
    ``done``. ``words`` is the text of the page on which the customer reads it.
    """

    state: str
    history: str
    words: str
    contexts: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True)
class Message:
    author: str
    text: str


@dataclass(frozen=True)
class Correspondence:
    """What the ATS shows of LinkedIn's messages and notes of one candidate, the earliest first."""

    messages: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class NewCandidate:
    first_name: str
    last_name: str
    email: str
    headline: str = ""
    employer: str = ""
    phone: str = ""
    tags: tuple[str, ...] = field(default=())


class Ats(Protocol):
    """One customer's ATS."""

    #: Name and version, for the report.
    product: str
    customer: Customer

    # ------------------------------------------------------------------ as the customer's admin: the connection

    def ask_for_linkedin(self) -> Page:
        """From nothing to LinkedIn's configuration plugin: the page on which it stands."""
        ...

    def plugin_page(self) -> Page:
        """The page with LinkedIn's configuration plugin once more: for another contract or another company id."""
        ...

    def accept_new_company_id(self) -> None:
        """After the plugin has named another organization on ``plugin_page``: say that it has changed."""
        ...

    def connection(self) -> Connection:
        """How it stands, as the customer reads it."""
        ...

    def finish(self) -> None:
        """When LinkedIn has switched it on: share notes, read InMail and notes, give seats to teammates."""
        ...

    def share_evaluations(self, *, shared: bool) -> None:
        """The customer chooses whether LinkedIn shows evaluations, earlier ones too; if not, none stays there."""
        ...

    def onboard_again(self) -> None:
        """Ask for the developer application once more, as after a change of the ATS's address."""
        ...

    def choose_availability(self, *, public: bool) -> None:
        """RSC-102."""
        ...

    def speak(self, generation: str) -> None:
        """From now on in this generation of LinkedIn's API: ``v2`` or ``rest`` (RSC-505)."""
        ...

    def ask_linkedin_now(self) -> None:
        """Have everything read that LinkedIn does not push."""
        ...

    def closed_accounts(self) -> str:
        """The text of the page that tells which members have closed their accounts."""
        ...

    def refused_exports(self) -> str:
        """The text of the page that tells which exports failed, and why."""
        ...

    def leave_seat(self, seat_holder: str) -> None:
        """Nobody in the ATS sits on this seat any more."""
        ...

    # ------------------------------------------------------------------ jobs

    def jobs(self) -> Sequence[Job]:
        """All of them, closed ones too."""
        ...

    def open_job(self, name: str, code: str, *, secured: bool = False, description: str = "") -> Job: ...

    def rename_job(self, job: Job, name: str) -> None: ...

    def close_job(self, job: Job) -> None: ...

    def allow(self, job: Job, teammate: Teammate) -> None:
        """The teammate may see this job from now on."""
        ...

    def disallow(self, job: Job, teammate: Teammate) -> None: ...

    # ------------------------------------------------------------------ candidates

    def candidates(self) -> Sequence[Candidate]: ...

    def candidate(self, candidate_id: str) -> Candidate | None: ...

    def find(self, name: str) -> Sequence[Candidate]: ...

    def add_candidate(self, new: NewCandidate, job: Job) -> Candidate:
        """With an application for that job."""
        ...

    def edit_candidate(self, candidate: Candidate, *, headline: str) -> None: ...

    def write_note(self, candidate: Candidate, text: str, *, application: Application | None = None) -> str:
        """Returns the note's id."""
        ...

    def delete_note(self, candidate: Candidate, note_id: str) -> None: ...

    def delete_candidate(self, candidate: Candidate) -> None: ...

    def candidate_page(self, candidate: Candidate) -> Page:
        """As the recruiter sees it."""
        ...

    def widget_page(self, candidate: Candidate, *, fresh: bool = False) -> Page:
        """With LinkedIn's profile plugin, for the recruiter. ``fresh``: in a window that LinkedIn does not know."""
        ...

    def correspondence(self, candidate: Candidate) -> Correspondence: ...

    def why_not_there(self, candidate: Candidate) -> str:
        """What the ATS tells people of how this candidate stands at LinkedIn."""
        ...

    def send_again(self, candidate: Candidate) -> None:
        """After LinkedIn has refused the record: as a person has it tried again."""
        ...

    # ------------------------------------------------------------------ applications

    def applications(self) -> Sequence[Application]: ...

    def applications_of(self, candidate: Candidate) -> Sequence[Application]: ...

    def advance(self, application: Application) -> None: ...

    def hold(self, application: Application) -> None:
        """As a stage that ``resume`` takes away again."""
        ...

    def resume(self, application: Application) -> None: ...

    def evaluate(self, application: Application, text: str) -> None:
        """The recruiter evaluates the interview or step that it stands at, in favour of hiring."""
        ...

    def reject(self, application: Application, reason: str) -> None: ...

    def delete_application(self, application: Application) -> None: ...

    # ------------------------------------------------------------------ what is written for customers

    def documentation(self) -> str:
        """The customer-facing documentation of which fields LinkedIn brings (RSC-302)."""
        ...

    def as_stranger(self, path_of: Candidate, token: str) -> int:
        """The status with which the ATS answers another customer's token that asks for this candidate."""
        ...
