"""What does LinkedIn's assistant say of an application? An evaluation, at most one a day, that the ATS is told of.

Its fields are not readable; these are ours.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-application-evaluation/exported-application-evaluation
"""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction

from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.models import Application, AtsApplication, AtsJob, Evaluation, PushEvent
from linkedin_sandbox.world.recruiting.exports import add_push
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock

EVALUATION_READY = "EXPORT_APPLICATION_EVALUATION"
RATINGS = ("STRONG_MATCH", "GOOD_MATCH", "PARTIAL_MATCH", "WEAK_MATCH")


def evaluate_application(
    *,
    application: Application,
    external_id: str,
    rating: str,
    summary: str,
    criteria: list[dict[str, Any]],
    now: int,
) -> Evaluation:
    """``criteria``: what the job asks for, each with how well it is met. A changed job allows another one."""
    if rating not in RATINGS:
        raise SandboxRefusal(f"A rating is one of {', '.join(RATINGS)}; not “{rating}”.")
    rows = AtsApplication.objects.filter(application_id=application.id, id=external_id)
    evaluated = rows.order_by("key").first()
    if evaluated is None:
        raise SandboxRefusal(f"The ATS has sent no application “{external_id}”.")
    settle_due_tasks()
    with transaction.atomic():
        _refuse_second(application, evaluated, now=now)
        event = Evaluation.objects.create(
            request_id=f"req-{secrets.token_hex(12)}",
            application_id=application.id,
            external_application_id=external_id,
            record={
                "integrationContext": evaluated.context,
                "externalJobApplicationId": external_id,
                "externalJobPostingId": str(evaluated.record.get("atsJobPostingId") or ""),
                "externalCandidateId": str(evaluated.record.get("atsCandidateId") or ""),
                "evaluatedAt": now,
                "evaluation": {"rating": rating, "summary": summary, "criteria": criteria},
            },
            created_at=now,
        )
        add_push(request_id=event.request_id, application=application, type_=EVALUATION_READY, now=now)
    return event


def _refuse_second(application: Application, evaluated: AtsApplication, *, now: int) -> None:
    made = Evaluation.objects.filter(
        application_id=application.id, external_application_id=evaluated.id, created_at__gt=now - clock.DAY
    )
    latest = made.order_by("-created_at").first()
    if latest is None:
        return
    if not AtsJob.objects.filter(key=evaluated.job_key, changed_at__gt=latest.created_at).exists():
        raise SandboxRefusal(
            "This application was evaluated less than 24 hours ago, and its job is still the same."
        )


def exported_evaluation(application: Application, request_id: str) -> dict[str, Any] | None:
    """None when the request is unknown, another application's, or more than a day old."""
    row = Evaluation.objects.filter(request_id=request_id, application_id=application.id).first()
    push = PushEvent.objects.filter(request_id=request_id).first()
    now = clock.now_ms()
    if row is None or push is None or push.expires_at <= now:
        return None
    if row.fetched_at is None:
        Evaluation.objects.filter(request_id=request_id, fetched_at=None).update(fetched_at=now)
    return dict(row.record)
