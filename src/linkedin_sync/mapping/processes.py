"""How does a hiring process look on LinkedIn? As an application with one stage entry per step it has entered.

LinkedIn has no status field: the newest stage entry is the current one, and how a process ended is one more entry
("Hired", "Rejected", "Withdrawn") with the reason on the application. A process on hold or awaiting a decision shows
that as its newest entry too; when it goes on, the entry is removed, so that the history holds only what lasts.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-stages
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from linkedin_client import Application, Stage

if TYPE_CHECKING:
    from recruit.hiring.selectors import ProcessRecord, StepRecord

_ADDRESS: Final = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")
_NO_NAME: Final = "-"
#: The literal that LinkedIn refuses as a stage.
_FORBIDDEN_STAGE: Final = "Not Available"  # English
#: LinkedIn shows the entry with the newest moment as the current one, to the millisecond.
_TICK: Final = timedelta(milliseconds=1)

#: Statuses that are the newest stage entry by themselves, and the name a recruiter reads there.
FINAL_STAGES: Final = {"hired": "Hired", "rejected": "Rejected", "withdrawn": "Withdrawn"}  # English
PASSING_STAGES: Final = {"on_hold": "On hold", "awaiting_decision": "Awaiting decision"}  # English


def application_of_process(process: ProcessRecord) -> Application:
    return Application(
        application_id=process.public_id,
        candidate_id=process.person_public_id,
        job_posting_id=process.position_public_id,
        job_posting_name=process.position_shown_name,
        created_at=process.started_at,
        modified_at=max(process.updated_at, process.started_at),
        first_name=process.person_first_name.strip() or _NO_NAME,
        last_name=process.person_last_name.strip() or _NO_NAME,
        candidate_email=process.person_primary_email
        if _ADDRESS.match(process.person_primary_email)
        else None,
        source=process.source_name or None,
        disposition_reason=process.reason if process.status in {"rejected", "withdrawn"} else "",
    )


def stages_of_process(process: ProcessRecord) -> list[Stage]:
    """Oldest first, each a moment later than the one before, so that the newest is unmistakable."""
    entries = [*_entered_steps(process), *_status_entry(process)]
    stages: list[Stage] = []
    for stage_id, name, entered_at in entries:
        at = max(entered_at, stages[-1].entered_at + _TICK) if stages else entered_at
        stages.append(
            Stage(application_id=process.public_id, stage_id=stage_id, name=_stage_name(name), entered_at=at)
        )
    return stages


def _entered_steps(process: ProcessRecord) -> list[tuple[str, str, datetime]]:
    """Completed steps one by one; current ones, when several run in parallel, as one entry joined by " + "."""
    steps = sorted(process.steps, key=lambda step: step.order)
    completed = [step for step in steps if step.state == "completed"]
    current = [step for step in steps if step.state == "current"]
    entries = [
        (_stage_id(process, step), step.name, step.entered_at or process.started_at) for step in completed
    ]
    if current:
        entered = max(step.entered_at or process.started_at for step in current)
        entries.append((_stage_id(process, current[0]), " + ".join(step.name for step in current), entered))
    return entries


def _status_entry(process: ProcessRecord) -> list[tuple[str, str, datetime]]:
    if process.status in FINAL_STAGES:
        at = process.ended_at or process.status_changed_at
        return [(f"{process.public_id}-end", FINAL_STAGES[process.status], at)]
    if process.status in PASSING_STAGES:
        return [(f"{process.public_id}-wait", PASSING_STAGES[process.status], process.status_changed_at)]
    return []


def _stage_id(process: ProcessRecord, step: StepRecord) -> str:
    return f"{process.public_id}-{step.id}"


def _stage_name(name: str) -> str:
    cleaned = name.strip()
    return cleaned if cleaned and cleaned != _FORBIDDEN_STAGE else "Step"
