"""How does a job stand on LinkedIn? Listed or not, with LinkedIn Apply or without, promoted or not.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/check-job-posting-status
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_sandbox.world.jobs import webhooks
from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.models import Application, JobPosting, JobTask, Webhook
from linkedin_sandbox.world.steering import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    Record = dict[str, Any]

ENABLED, NOT_ENABLED, IN_PROGRESS = "ENABLED", "NOT_ENABLED", "IN_PROGRESS"


def statuses_of(application: Application, job_ids: Iterable[str], *, links: str) -> dict[str, Record]:
    """By the ATS's own id; what LinkedIn does not know is left out. ``links`` is where members' pages are."""
    settle_due_tasks()
    wanted = list(job_ids)
    now = clock.now_ms()
    found = list(JobPosting.objects.filter(application_id=application.id, id__in=wanted))
    hooks = Webhook.objects.in_bulk({one.webhook_id for one in found if one.webhook_id})
    answers = {one.id: status_of(one, hooks.get(one.webhook_id or 0), links=links, now=now) for one in found}
    waiting = JobTask.objects.filter(
        application_id=application.id, external_id__in=wanted, status="IN_PROGRESS"
    )
    for job_id in waiting.values_list("external_id", flat=True):
        answers.setdefault(job_id, _waiting(job_id))
    return answers


def _waiting(job_id: str) -> Record:
    return {
        "externalJobPostingId": job_id,
        "listingStatus": IN_PROGRESS,
        "linkedInApplyStatus": IN_PROGRESS,
        "promotionStatus": "NOT_PROMOTED",
    }


def status_of(posting: JobPosting, webhook: Webhook | None, *, links: str, now: int) -> Record:
    record = posting.record
    apply_status, problem = apply_status_of(posting, webhook)
    listing, listing_problem = _listing(posting, now=now)
    answer: Record = {
        "externalJobPostingId": posting.id,
        "jobPostingInfo": {
            "expireAt": posting.expires_at,
            "listedAt": posting.listed_from,
            "location": record.get("location") or "",
            "alternateLocations": record.get("alternateLocations") or [],
            "companyDetails": {
                "companyName": record.get("companyName"),
                "companyPage": record.get("companyPageUrl") or posting.context,
            },
            "visibilityTag": "PUBLIC" if posting.is_public else "PRIVATE",
        },
        "jobPostingUrl": f"{links}/jobs/view/{posting.number}",
        "listingStatus": listing,
        "linkedInApplyStatus": apply_status,
        "promotionStatus": "PROMOTED" if _is_promoted(posting, listing) else "NOT_PROMOTED",
        "rawLocation": record.get("location") or "",
    }
    if problem:
        answer["linkedInApplyStatusDetail"] = {"errorType": "PARTNER_ERROR", "statusMessage": problem}
    if listing_problem:
        answer["listingStatusDetail"] = {"errorType": "CUSTOMER_ERROR", "statusMessage": listing_problem}
    return answer


def _listing(posting: JobPosting, *, now: int) -> tuple[str, str]:
    if posting.state == "CLOSED":
        return "NOT_LISTED", "The job has been closed."
    return ("LISTED", "") if posting.expires_at > now else ("NOT_LISTED", "The job has expired.")


def _is_promoted(posting: JobPosting, listing: str) -> bool:
    return posting.listing_type == "PREMIUM" and listing == "LISTED"


def apply_status_of(posting: JobPosting, webhook: Webhook | None) -> tuple[str, str]:
    """Can members apply on LinkedIn, and if not, why."""
    if posting.record.get("onsiteApplyConfiguration") is None or webhook is None:
        return NOT_ENABLED, "No attempt to enable LinkedIn Apply was made for this job."
    if posting.apply_problem:
        return NOT_ENABLED, posting.apply_problem
    if posting.went_offsite_at is not None:
        return NOT_ENABLED, "The job's first application could not be delivered to the webhook."
    if webhook.status == webhooks.ACTIVE:
        return ENABLED, ""
    if webhook.status == webhooks.PENDING and not webhook.failures:
        return IN_PROGRESS, ""
    return NOT_ENABLED, f"The webhook did not prove its ownership: {webhook.last_problem}."
