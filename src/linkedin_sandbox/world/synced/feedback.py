"""What does an applicant hear? That the application was viewed, the résumé downloaded, or that it was rejected.

LinkedIn informs applicants only where the customer has agreed to it, and of the same thing once.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/sync-job-application-feedback
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.world.ground.validation import (
    ORGANIZATION,
    Field,
    epoch,
    first_problem,
    matching,
    one_of,
)
from linkedin_sandbox.world.models import Application, JobApplication, JobPosting, LifecycleAction
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from linkedin_sandbox.world.models import Member

_ACTIONS = {
    "APPLICATION_VIEWED": "Your application was viewed",
    "RESUME_DOWNLOADED": "Your résumé was downloaded",
    "APPLICATION_REJECTED": "Your application was not selected",
}
_RECORD = (
    Field(
        "jobApplicationId",
        matching(r"urn:li:jobApplication:\d{1,18}", "a job application URN"),
        required=True,
    ),
    Field("action", one_of(*_ACTIONS), required=True),
    Field("performedAt", epoch, required=True),
    Field("integrationContext", matching(ORGANIZATION.pattern, "an organization URN")),
)


@dataclass(frozen=True)
class Notice:
    """One line of what LinkedIn tells a member about an application."""

    title: str
    company_job: str
    job_number: int
    at: int


def note_action(application: Application, record: dict[str, Any]) -> LifecycleAction:
    """Refused: 422 by its fields, 404 for an application that was never sent to this ATS."""
    problem = first_problem(record, _RECORD, reject_unknown=switch("unknown_fields") == "reject")
    if problem:
        raise WireRefusal(problem.status, problem.message)
    number = int(str(record["jobApplicationId"]).rpartition(":")[2])
    found = JobApplication.objects.filter(id=number, application_id=application.id).first()
    if found is None:
        raise WireRefusal(404, f"{record['jobApplicationId']} could not be found")
    told = LifecycleAction.objects.filter(job_application_id=found.id, action=record["action"], is_shown=True)
    return LifecycleAction.objects.create(
        job_application_id=found.id,
        member_id=found.member_id,
        action=record["action"],
        performed_at=record["performedAt"],
        received_at=clock.now_ms(),
        is_shown=bool(switch("applicant_notices")) and not told.exists(),
    )


def notices_of(member: Member, *, application: JobApplication | None = None, limit: int = 50) -> list[Notice]:
    """What this member has been told, newest first; of one application, if named."""
    rows = LifecycleAction.objects.filter(member_id=member.id, is_shown=True).order_by("-received_at", "-id")
    if application is not None:
        rows = rows.filter(job_application_id=application.id)
    actions = list(rows[:limit])
    made = JobApplication.objects.in_bulk({row.job_application_id for row in actions})
    jobs = JobPosting.objects.in_bulk({one.job_key for one in made.values()})
    notices = []
    for row in actions:
        job = jobs[made[row.job_application_id].job_key]
        title = _ACTIONS[row.action]
        notices.append(Notice(title=title, company_job=job.title, job_number=job.number, at=row.received_at))
    return notices
