"""Where does a member stand in an ATS? Read from matching candidates, their applications and stages.

LinkedIn has no status field: the newest stage entry says where an application stands, and final states are
stages called "Hired", "Rejected" or the like (``outbound.md`` 8.2).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linkedin_sandbox.world import matching
from linkedin_sandbox.world.models import Application, AtsApplication, AtsCandidate, AtsJob, AtsStage, Member

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

    @property
    def current_stage(self) -> str | None:
        return self.stages[-1].name if self.stages else None

    @property
    def completed_stages(self) -> tuple[str, ...]:
        return tuple(entry.name for entry in self.stages[:-1])


@dataclass(frozen=True)
class Indicator:
    """``links`` are (name of the ATS, address of the candidate there); ``in_ats`` lights the badge."""

    in_ats: bool = False
    links: tuple[tuple[str, str], ...] = ()
    processes: tuple[Process, ...] = ()

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
            links=self.links + other.links,
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

    def as_seen(self, *, ats_name: str, jobs: Mapping[str, AtsJob | None]) -> Indicator:
        """Only applications whose job is among the visible ``jobs``; the badge itself has no ACL."""
        urls = {row.key: str(row.record.get("externalProfileUrl") or "") for row in self.candidates}
        return Indicator(
            in_ats=bool(self.candidates),
            links=tuple((ats_name, url) for url in urls.values() if url),
            processes=tuple(
                self._process(
                    row, ats_name=ats_name, job=jobs[row.job_key], url=urls.get(row.candidate_key, "")
                )
                for row in self.applications
                if row.job_key in jobs
            ),
        )

    def _process(self, row: AtsApplication, *, ats_name: str, job: AtsJob | None, url: str) -> Process:
        record = row.record
        return Process(
            ats_name=ats_name,
            external_id=row.id,
            job_external_id=str(record.get("atsJobPostingId") or ""),
            position_name=job.title if job else str(record.get("atsJobPostingName") or ""),
            job_code=job.code if job else "",
            stages=tuple(StageEntry(entry.name, entry.entered_at) for entry in self.stages.get(row.key, ())),
            status=self._status(row),
            source=str(record.get("source") or ""),
            disposition_reason=str(record.get("dispositionReason") or ""),
            url=url,
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
