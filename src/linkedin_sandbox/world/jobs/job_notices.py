"""When does LinkedIn tell that a job stands differently? When it expired, was closed or lost LinkedIn Apply.

The notice goes to the webhook that the ATS's maker registered for JOB_POSTING_STATUS, if there is one.
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-status-change-notifications
"""

from __future__ import annotations

import json

from django.db import transaction

from linkedin_sandbox.settings import ADDRESS
from linkedin_sandbox.world.jobs import webhooks
from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.jobs.posting_status import status_of
from linkedin_sandbox.world.jobs.resync import portal_secret_of
from linkedin_sandbox.world.models import Application, AtsJob, JobPosting, Webhook, WebhookEvent
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock

_AT_ONCE = 100


def posting_by_id(application: Application, job_id: str) -> JobPosting:
    settle_due_tasks()
    posting = JobPosting.objects.filter(application_id=application.id, id=job_id).first()
    if posting is None:
        raise SandboxRefusal(f"The application has posted no job “{job_id}”.")
    return posting


def tell_status(posting: JobPosting, *, now: int) -> WebhookEvent | None:
    """How the job stands now, to whoever wants to know."""
    webhook = webhooks.portal_webhook(webhooks.JOB_POSTING_STATUS)
    if webhook is None:
        return None
    application = Application.objects.get(id=posting.application_id)
    apply_webhook = Webhook.objects.filter(id=posting.webhook_id or 0).first()
    body = {
        "type": webhooks.JOB_POSTING_STATUS,
        "developerApplicationUrn": application.urn,
        **status_of(posting, apply_webhook, links=ADDRESS, now=now),
    }
    return webhooks.add_event(
        webhook,
        application,
        type_=webhooks.JOB_POSTING_STATUS,
        subject=posting.key,
        body=json.dumps(body, separators=(",", ":")),
        secret_of=portal_secret_of(application),
        now=now,
    )


def close_by_linkedin(posting: JobPosting) -> JobPosting:
    """Members have reported the job, and LinkedIn takes it down."""
    if posting.state != "LISTED":
        raise SandboxRefusal(f"The job “{posting.id}” is not listed.")
    now = clock.now_ms()
    posting.state, posting.changed_at = "CLOSED", now
    with transaction.atomic():
        posting.save(update_fields=["state", "changed_at"])
        AtsJob.objects.filter(key=posting.key).update(state="CLOSED", changed_at=now)
        tell_status(posting, now=now)
    return posting


def expire_postings(*, now: int) -> None:
    """Take down what has stood long enough."""
    due = JobPosting.objects.filter(state="LISTED", expires_at__lte=now).order_by("expires_at")[:_AT_ONCE]
    for posting in due:
        posting.state = "EXPIRED"
        with transaction.atomic():
            posting.save(update_fields=["state"])
            tell_status(posting, now=now)


def fall_back_offsite(posting: JobPosting, *, now: int) -> None:
    """Members apply for the job on the company's own site from now on."""
    posting.went_offsite_at = now
    with transaction.atomic():
        posting.save(update_fields=["went_offsite_at"])
        tell_status(posting, now=now)
