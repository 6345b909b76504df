"""How much of LinkedIn's throttle is left today, and of this minute? For people, resource by resource."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext, gettext_noop

from linkedin_sync.budget.services import limits_of, usage_of
from linkedin_sync.models import BudgetDay, Connection
from recruit.base import clock

#: What is shown also on a day on which nothing was sent to it.
_ALWAYS: Final = ("jobs", "candidates", "applications", "stages")
#: What the client's resources are called.
_RESOURCES: Final = {
    "jobs": gettext_noop("Jobs"),
    "candidates": gettext_noop("Candidates"),
    "applications": gettext_noop("Applications"),
    "stages": gettext_noop("Stages"),
    "attachments": gettext_noop("Attachments"),
    "acls": gettext_noop("Acls"),
    "assignees": gettext_noop("Assignees"),
    "job_statuses": gettext_noop("Job statuses"),
    "job_tasks": gettext_noop("Job tasks"),
    "candidate_notes": gettext_noop("Candidate notes"),
    "application_notes": gettext_noop("Application notes"),
    "interview_feedback": gettext_noop("Interview feedback"),
    "application_actions": gettext_noop("Application actions"),
    "recruiter_data": gettext_noop("Recruiter data"),
    "exported_candidates": gettext_noop("Exported candidates"),
}


@dataclass(frozen=True)
class Headroom:
    """One resource: what LinkedIn would still take now. ``closed_until``: it has said itself when it takes more."""

    resource: str
    calls_left: int
    day_calls: int
    records_left: int
    minute_records: int
    closed_until: datetime | None

    @property
    def label(self) -> str:
        return gettext(_RESOURCES.get(self.resource, self.resource))

    @property
    def is_used_up(self) -> bool:
        return self.closed_until is not None or not self.calls_left or not self.records_left


def headroom_of(*, connection: Connection) -> list[Headroom]:
    """Of every resource that was called today, and of the four that always are; four queries."""
    today = BudgetDay.objects.filter(connection=connection, day=clock.now().date())
    called = sorted(set(today.values_list("resource", flat=True)) - set(_ALWAYS))
    usage, limits = usage_of(connection=connection, resources=[*_ALWAYS, *called]), limits_of(connection)
    return [
        Headroom(
            resource=resource,
            calls_left=max(limits.day_calls - used.calls_today, 0),
            day_calls=limits.day_calls,
            records_left=max(limits.minute_records - used.records, 0),
            minute_records=limits.minute_records,
            closed_until=used.closed_until if used.closed_until and used.closed_until > used.now else None,
        )
        for resource, used in usage.items()
    ]
