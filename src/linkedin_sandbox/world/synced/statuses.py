"""Where does a member stand in an ATS? Read from matching candidates, their applications and stages.

LinkedIn has no status field: the newest stage entry says where an application stands, and final states are
stages called "Hired", "Rejected" or the like (``outbound.md`` 8.2).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linkedin_sandbox.world.models import Application, AtsApplication, AtsCandidate, AtsJob, AtsStage, Member
from linkedin_sandbox.world.people import matching
from linkedin_sandbox.world.synced.writings import NOTHING, AttachedFile, Feedback, Note, Writings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ACTIVE = "active"
_FINAL = {
    "hired": ("hired",),
    "rejected": ("rejected", "declined", "not selected"),
    "withdrawn": ("withdrawn", "withdrew"),
}


def status_of(stage: str | None) -> str:
    """``active``, ``hired``, ``rejected`` or ``withdrawn``, from the text of the newest stage."""
    text = (stage or "").lower()
    for status, words in _FINAL.items():
        if any(text.startswith(word) for word in words):
            return status
    return ACTIVE


@dataclass(frozen=True)
class StageEntry:
    name: str
    entered_at: int


@dataclass(frozen=True)
class Process:
    """One application as the panel shows it. ``stages`` run from the first entered to the current one."""

    key: str
    job_key: str
    ats_name: str
    external_id: str
    job_external_id: str
    position_name: str
    job_code: str
    stages: tuple[StageEntry, ...]
    status: str
    source: str
    disposition_reason: str
    url: str
    notes: tuple[Note, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    resumes: tuple[AttachedFile, ...] = ()

    @property
    def current_stage(self) -> str | None:
        return self.stages[-1].name if self.stages else None

    @property
    def completed_stages(self) -> tuple[str, ...]:
        return tuple(entry.name for entry in self.stages[:-1])


@dataclass(frozen=True)
class KnownCandidate:
    """A candidate of an ATS in whom the member was recognised; candidates and their notes have no ACL."""

    key: str
    ats_name: str
    external_id: str
    url: str
    do_not_contact: bool
    notes: tuple[Note, ...] = ()
    resumes: tuple[AttachedFile, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """``in_ats`` lights the badge."""

    in_ats: bool = False
    candidates: tuple[KnownCandidate, ...] = ()
    processes: tuple[Process, ...] = ()

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """(name of the ATS, address of the candidate there)."""
        return tuple((one.ats_name, one.url) for one in self.candidates if one.url)

    @property
    def do_not_contact(self) -> bool:
        return any(one.do_not_contact for one in self.candidates)

    def file(self, media_id: str) -> AttachedFile | None:
        """One of the files shown here that can still be opened."""
        of_candidates = [file for candidate in self.candidates for file in candidate.resumes]
        of_processes = [file for process in self.processes for file in process.resumes]
        return next((file for file in of_candidates + of_processes if file.media_id == media_id), None)

    @property
    def summary(self) -> str:
        """The status summary in words, such as "In process for 2 positions, hired for 1 position"."""
        counts = Counter(process.status for process in self.processes)
        words = {ACTIVE: "in process", "hired": "hired", "rejected": "rejected", "withdrawn": "withdrawn"}
        parts = [
            f"{word} for {counts[status]} position{'s' if counts[status] != 1 else ''}"
            for status, word in words.items()
            if counts[status]
        ]
        text = ", ".join(parts) or ("in the ATS" if self.in_ats else "not in the ATS")
        return text[0].upper() + text[1:]

    def joined(self, other: Indicator) -> Indicator:
        return replace(
            self,
            in_ats=self.in_ats or other.in_ats,
            candidates=self.candidates + other.candidates,
            processes=self.processes + other.processes,
        )


@dataclass
class AtsRows:
    """All that one ATS has sent about one member."""

    candidates: list[AtsCandidate] = field(default_factory=list)
    applications: list[AtsApplication] = field(default_factory=list)
    stages: dict[str, list[AtsStage]] = field(default_factory=dict)

    def job_keys(self) -> set[str]:
        return {application.job_key for application in self.applications}

    def jobs_in_process(self) -> set[str]:
        return {row.job_key for row in self.applications if self._status(row) == ACTIVE}

    def _status(self, row: AtsApplication) -> str:
        entries = self.stages.get(row.key)
        return status_of(entries[-1].name if entries else None)

    def as_seen(
        self, *, ats_name: str, jobs: Mapping[str, AtsJob | None], writings: Writings = NOTHING
    ) -> Indicator:
        """Only applications whose job is among the visible ``jobs``; the badge itself has no ACL."""
        candidates = {row.key: _known(row, ats_name, writings) for row in self.candidates}
        return Indicator(
            in_ats=bool(self.candidates),
            candidates=tuple(candidates.values()),
            processes=tuple(
                self._process(row, candidates[row.candidate_key], jobs[row.job_key], writings)
                for row in self.applications
                if row.job_key in jobs
            ),
        )

    def _process(
        self, row: AtsApplication, candidate: KnownCandidate, job: AtsJob | None, writings: Writings
    ) -> Process:
        record = row.record
        return Process(
            key=row.key,
            job_key=row.job_key,
            ats_name=candidate.ats_name,
            external_id=row.id,
            job_external_id=str(record.get("atsJobPostingId") or ""),
            position_name=job.title if job else str(record.get("atsJobPostingName") or ""),
            job_code=job.code if job else "",
            stages=tuple(StageEntry(entry.name, entry.entered_at) for entry in self.stages.get(row.key, ())),
            status=self._status(row),
            source=str(record.get("source") or ""),
            disposition_reason=str(record.get("dispositionReason") or ""),
            url=candidate.url,
            notes=writings.of_applications.get(row.key, ()),
            feedback=writings.feedback.get(row.key, ()),
            resumes=writings.files_of_applications.get(row.key, ()),
        )


def _known(row: AtsCandidate, ats_name: str, writings: Writings) -> KnownCandidate:
    return KnownCandidate(
        key=row.key,
        ats_name=ats_name,
        external_id=row.id,
        url=str(row.record.get("externalProfileUrl") or ""),
        do_not_contact=row.record.get("doNotContact") is True,
        notes=writings.of_candidates.get(row.key, ()),
        resumes=writings.files_of_candidates.get(row.key, ()),
    )


def ats_rows_of(
    application: Application, context: str, members: Iterable[Member], *, now: int
) -> dict[int, AtsRows]:
    """What this ATS has sent about each of the members, in four queries."""
    listed = list(members)
    rows = {member.id: AtsRows() for member in listed}
    owner: dict[str, int] = {}
    for member_id, candidate in matching.candidates_of(application, context, listed, now=now):
        rows[member_id].candidates.append(candidate)
        owner[candidate.key] = member_id
    for found in AtsApplication.objects.filter(candidate_key__in=owner).order_by("-changed_at", "key"):
        rows[owner[found.candidate_key]].applications.append(found)
    stages = defaultdict(list)
    keys = [found.key for one in rows.values() for found in one.applications]
    for entry in AtsStage.objects.filter(application_key__in=keys).order_by("entered_at", "key"):
        stages[entry.application_key].append(entry)
    for one in rows.values():
        one.stages = {found.key: stages[found.key] for found in one.applications}
    return rows
