"""What do several seats see of the same jobs and the same person, and why does one not see what another does?

What is seen is asked of ``visibility``, as the recruiter's own pages ask it; only the reasons are added here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linkedin_sandbox.world.models import Application, AtsJob, EntityAcl, Integration, Organization
from linkedin_sandbox.world.recruiting import visibility
from linkedin_sandbox.world.recruiting.exports import reason_against_export
from linkedin_sandbox.world.recruiting.knowing import what_atss_know
from linkedin_sandbox.world.steering import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from linkedin_sandbox.world.models import Member
    from linkedin_sandbox.world.people.people import Seat
    from linkedin_sandbox.world.recruiting.knowing import Knowledge
    from linkedin_sandbox.world.recruiting.visibility import Ats
    from linkedin_sandbox.world.recruiting.visibility_rules import Verdict
    from linkedin_sandbox.world.synced.statuses import Indicator, KnownCandidate, Process

_FEATURES = {"ONE_CLICK_EXPORT": "One-Click Export", "IN_ATS_INDICATOR": "The in-ATS indicator"}
EXPORT, INDICATOR = "ONE_CLICK_EXPORT", "IN_ATS_INDICATOR"
_VIEWERS = {EXPORT: "JOB_POSTING_VIEWERS", INDICATOR: "APPLICATION_VIEWERS"}
_UNKNOWN_JOB = (
    "The ATS has not sent the application's job, and APPLICATION_VIEWERS is not set: nobody sees it."
)


@dataclass(frozen=True)
class Cell:
    """What one seat is shown of one thing; ``reason`` says why, or why not."""

    shown: bool
    reason: str
    process: Process | None = None
    candidate: KnownCandidate | None = None
    already_in_process: bool = False


@dataclass(frozen=True)
class SeatLine:
    """One thing, with a cell for each seat in their order."""

    title: str
    ats_name: str
    cells: list[Cell]
    code: str = ""
    acls: list[str] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        first = self.cells[0]
        return any(_sight(cell) != _sight(first) for cell in self.cells[1:])


def _sight(cell: Cell) -> tuple[object, ...]:
    return (cell.shown, cell.process, cell.candidate, cell.already_in_process)


@dataclass(frozen=True)
class PersonSeen:
    """What each seat sees of one member: the panel as a whole, what stands against an export, and thing by thing."""

    indicators: list[Indicator]
    against_export: list[str]
    lines: list[SeatLine]

    @property
    def summaries_differ(self) -> bool:
        return len({(one.summary, one.do_not_contact) for one in self.indicators}) > 1

    @property
    def exports_differ(self) -> bool:
        return len({bool(one) for one in self.against_export}) > 1


class _Looking:
    """One seat with the ATSs whose integration of the type is on for it, and how it judges jobs."""

    def __init__(self, seat: Seat, type_: str, keys: Collection[str]) -> None:
        self.seat = seat
        self.type = type_
        atss: Callable[[Seat], list[Ats]] = (
            visibility.export_targets if type_ == EXPORT else visibility.indicating_atss
        )
        self.atss = {ats.application.id: ats for ats in atss(seat)}
        self._verdicts: dict[str, Verdict] = {}
        for ats in self.atss.values():
            self._verdicts |= visibility.verdicts(ats, seat, keys)

    def reason_before_the_job(self, application: Application, states: _States) -> str:
        """Why nothing of this ATS is shown to the seat at all; empty when something may be."""
        if application.organization_id != self.seat.organization.id:
            return f"It belongs to another company than this seat, which is {self.seat.organization.name}'s."
        if application.id not in self.atss:
            return states.sentence(application, self.seat.organization, self.type)
        return ""

    def has_judged(self, key: str) -> bool:
        """Not a job that the ATS has not sent yet."""
        return key in self._verdicts

    def reason_of_the_job(self, key: str) -> str:
        verdict = self._verdicts.get(key)
        if verdict is not None:
            return verdict.sentence(_VIEWERS[self.type])
        return _UNKNOWN_JOB


class _States:
    """How the integrations stand that the sentences speak of, asked for once."""

    def __init__(self, applications: Collection[int], type_: str) -> None:
        rows = Integration.objects.filter(application_id__in=list(applications), type=type_)
        self._status = {(row.application_id, row.context): row.status for row in rows}

    def sentence(self, application: Application, organization: Organization, type_: str) -> str:
        status = self._status.get((application.id, organization.urn))
        if status is None:
            return f"{_FEATURES[type_]} was never asked for under {organization.urn}."
        return f"{_FEATURES[type_]} of this ATS is {status}, not ENABLED."


def compare_jobs(seats: Sequence[Seat], jobs: Sequence[AtsJob], *, member: Member | None) -> list[SeatLine]:
    """For each job whether the export window offers it; with a member also whether they are considered for it."""
    keys = [job.key for job in jobs]
    applications = Application.objects.in_bulk({job.application_id for job in jobs})
    names = _names(list(applications))
    states, acls, now = _States(applications, EXPORT), _acls(keys), clock.now_ms()
    columns = [_column(_Looking(seat, EXPORT, keys), keys, member) for seat in seats]
    return [
        SeatLine(
            title=job.title,
            code=job.code or job.id,
            ats_name=names.get(job.application_id) or applications[job.application_id].name,
            acls=acls[job.key],
            cells=[
                _job_cell(column, job, applications[job.application_id], states, now) for column in columns
            ],
        )
        for job in jobs
    ]


@dataclass(frozen=True)
class _Column:
    looking: _Looking
    offered: set[str]
    taken: set[str]


def _column(looking: _Looking, keys: Collection[str], member: Member | None) -> _Column:
    offered: set[str] = set()
    taken: set[str] = set()
    for ats in looking.atss.values():
        offered |= visibility.offered_among(ats, looking.seat, keys)
        taken |= visibility.jobs_in_process(ats, member)
    return _Column(looking, offered, taken)


def _job_cell(column: _Column, job: AtsJob, application: Application, states: _States, now: int) -> Cell:
    looking = column.looking
    reason = looking.reason_before_the_job(application, states) or _not_open(job, now)
    return Cell(
        shown=job.key in column.offered,
        reason=reason or looking.reason_of_the_job(job.key),
        already_in_process=job.key in column.offered and job.key in column.taken,
    )


def _not_open(job: AtsJob, now: int) -> str:
    if job.state != "LISTED":
        return "The job is closed: the window offers open jobs only."
    if job.expires_at is not None and job.expires_at <= now:
        return "The job has expired: the window offers open jobs only."
    return ""


def compare_person(seats: Sequence[Seat], member: Member) -> PersonSeen:
    """Everything that any ATS knows of the member, and what each seat is shown of it."""
    now = clock.now_ms()
    known = what_atss_know(member, now=now)
    indicators = [visibility.indicator(seat, member) for seat in seats]
    keys = {process.job_key for one in known for process in one.indicator.processes}
    acls = _acls(keys)
    states = _States([one.application.id for one in known], INDICATOR)
    views = [
        _View(_Looking(seat, INDICATOR, keys), seen, states)
        for seat, seen in zip(seats, indicators, strict=True)
    ]
    return PersonSeen(
        indicators=indicators,
        against_export=[
            reason_against_export(seat, member, now=now) or _without_targets(seat) for seat in seats
        ],
        lines=[line for one in known for line in _lines(one, views, acls)],
    )


def _without_targets(seat: Seat) -> str:
    return "" if visibility.export_targets(seat) else "No ATS of this seat's company has its export enabled."


class _View:
    """What one seat's panel holds, by the keys of its records."""

    def __init__(self, looking: _Looking, seen: Indicator, states: _States) -> None:
        self._looking = looking
        self._states = states
        self._candidates = {one.key: one for one in seen.candidates}
        self._processes = {one.key: one for one in seen.processes}

    def candidate(self, known: Knowledge, one: KnownCandidate) -> Cell:
        found = self._candidates.get(one.key)
        reason = self._looking.reason_before_the_job(known.application, self._states)
        return Cell(
            shown=found is not None,
            reason=reason or "Candidates have no ACL: every recruiter of the company sees who is in the ATS.",
            candidate=found,
        )

    def process(self, known: Knowledge, one: Process) -> Cell:
        found = self._processes.get(one.key)
        reason = self._looking.reason_before_the_job(known.application, self._states)
        if not reason and found is not None and not self._looking.has_judged(one.job_key):
            reason = "APPLICATION_VIEWERS is ALL_PRODUCT_USERS, and the job has not been sent yet."
        return Cell(
            shown=found is not None,
            reason=reason or self._looking.reason_of_the_job(one.job_key),
            process=found,
        )


def _lines(known: Knowledge, views: list[_View], acls: dict[str, list[str]]) -> list[SeatLine]:
    ats_name = f"{known.ats_name} of {known.organization.name}"
    candidates = [
        SeatLine(
            title=f"Candidate {one.external_id}",
            ats_name=ats_name,
            cells=[view.candidate(known, one) for view in views],
        )
        for one in known.indicator.candidates
    ]
    processes = [
        SeatLine(
            title=one.position_name,
            code=one.job_code or one.job_external_id,
            ats_name=ats_name,
            acls=acls[one.job_key],
            cells=[view.process(known, one) for view in views],
        )
        for one in known.indicator.processes
    ]
    return candidates + processes


def _acls(keys: Collection[str]) -> dict[str, list[str]]:
    found = defaultdict(list)
    rows = EntityAcl.objects.filter(job_key__in=list(keys)).order_by("acl_id")
    for key, acl_id in rows.values_list("job_key", "acl_id"):
        found[key].append(acl_id)
    return found


def _names(applications: Collection[int]) -> dict[int, str]:
    """As the ATSs have named their export to recruiters."""
    rows = Integration.objects.filter(application_id__in=applications, type=EXPORT).exclude(name="")
    return dict(rows.values_list("application_id", "name"))
