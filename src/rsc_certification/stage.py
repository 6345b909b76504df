"""What has a rule to work with? One customer in one generation of the API, both sides of it, and what is there already.

What many rules need (a connected customer, an exported candidate, a secured job) is made once, by whichever rule asks
first; its steps and evidence are kept with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rsc_certification.ats.protocol import Application, Ats, Candidate, Job, NewCandidate, Teammate
from rsc_certification.evidence import Evidence
from rsc_certification.http import until
from rsc_certification.linkedin import Recruiter
from rsc_certification.sandbox import Sandbox
from rsc_certification.windows import Windows
from rsc_certification.world import Member, Recruiting, World

T = TypeVar("T")
#: An application's last stage is there, a matched member shows it: LinkedIn's own work included.
SOON = 30.0


@dataclass(frozen=True)
class Exported:
    """A member who was exported for a job, and the candidate that the ATS made of it."""

    member: Member
    candidate: Candidate
    job: Job


@dataclass
class Stage:
    """``client_id`` is the developer application's, once there is one. ``other`` is the second customer's stage."""

    generation: str
    ats: Ats
    sandbox: Sandbox
    world: World
    windows: Windows
    place: Recruiting
    other: Stage | None = None
    client_id: str = ""
    _made: dict[str, object] = field(default_factory=dict)
    _console: dict[int, Recruiter] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What several rules need is made by the first that asks."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]  # type: ignore[return-value]  # what was made under this name

    # ------------------------------------------------------------------ both sides

    def seat(self, teammate: Teammate) -> int:
        return self.place.seats[teammate.email]

    def recruiter(self, teammate: Teammate) -> Recruiter:
        """LinkedIn Recruiter in a window, on that person's seat."""
        seat = self.seat(teammate)
        if seat not in self._console:
            self._console[seat] = Recruiter(self.windows.window(f"seat {seat}"), self.sandbox.url, seat)
        return self._console[seat]

    @contextmanager
    def listening(self, evidence: Evidence) -> Iterator[None]:
        """What is said meanwhile by this customer's application is kept with the rule."""
        before = self.sandbox.latest_entry()
        yield
        if self.client_id:
            evidence.keep(self.sandbox.said_since(before, client_id=self.client_id))

    # ------------------------------------------------------------------ things to work with

    def code(self, prefix: str) -> str:
        return f"{prefix}-{self.world.number()}"

    def open_job(self, name: str, *, secured: bool = False) -> Job:
        """A new job, once LinkedIn offers it to who owns it."""
        job = self.ats.open_job(
            name,
            self.code("CQ"),
            secured=secured,
            description="You calibrate what others only read off. " * 4,
        )
        owner = self.ats.customer.manager if secured else self.ats.customer.recruiter
        self.wait_for_offer(job, owner)
        return job

    def wait_for_offer(self, job: Job, teammate: Teammate) -> None:
        until(lambda: self.is_offered(job, teammate), f"{job.code} is offered to {teammate.full_name}")

    def is_offered(self, job: Job, teammate: Teammate) -> bool:
        return bool(self.sandbox.offered(seat=self.seat(teammate), code=job.code))

    def indicator(self, member: Member, teammate: Teammate | None = None) -> dict[str, Any]:
        seat = self.seat(teammate or self.ats.customer.recruiter)
        return self.sandbox.indicator(seat=seat, member=member.id)

    def processes(self, member: Member, teammate: Teammate | None = None) -> list[dict[str, Any]]:
        return list(self.indicator(member, teammate)["processes"])

    def member_with_address(self) -> tuple[Member, str]:
        """A member of whom LinkedIn knows the address that the ATS will have."""
        address = f"known{self.world.number()}@post.example"
        return self.world.newcomer(email=address), address

    def matched(self, job: Job, *, first_name: str = "") -> tuple[Candidate, Member]:
        """A new candidate of the ATS whom LinkedIn has recognised as a member."""
        member, address = self.member_with_address()
        candidate = self.ats.add_candidate(
            NewCandidate(first_name or member.first_name, member.last_name, address), job
        )
        until(lambda: self.indicator(member)["in_ats"], f"{member.full_name} is recognised", seconds=SOON)
        until(lambda: self.processes(member), f"the application of {member.full_name} is there", seconds=SOON)
        return candidate, member

    def application(self, candidate: Candidate, job: Job) -> Application:
        return next(each for each in self.ats.applications_of(candidate) if each.job_id == job.id)

    def export(self, job: Job, *, by: Teammate | None = None, member: Member | None = None) -> Exported:
        """By a recruiter in the browser, until the candidate stands in the ATS."""
        member = member or self.world.newcomer()
        self.recruiter(by or self.ats.customer.recruiter).export(member.id, code=job.code)
        found = until(
            lambda: self.ats.find(member.last_name), f"{member.full_name} stands in the ATS", seconds=SOON
        )
        return Exported(member, found[0], job)

    def job(self) -> Job:
        return self.once("job", lambda: self.open_job("Instrument Maker"))

    def second_job(self) -> Job:
        return self.once("second job", lambda: self.open_job("Instrument Tester"))

    def exported(self) -> Exported:
        return self.once("exported", lambda: self.export(self.job()))

    def secured_job(self) -> Job:
        return self.once("secured", lambda: self.open_job("Head of Calibration", secured=True))
