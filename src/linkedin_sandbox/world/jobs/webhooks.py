"""Where do messages go that are more than a notification? To webhooks that have proved whose they are.

Apply Connect's address comes with each job; the events of job postings go to one that the ATS's maker has
registered in the developer portal. Both are challenged when they are new and again every two hours; three
failures in a row block one.
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/developer-webhooks
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from linkedin_sandbox.world.jobs.apply_configuration import webhook_url
from linkedin_sandbox.world.models import Application, ParentApplication, Webhook, WebhookEvent
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import bell, clock
from linkedin_sandbox.world.steering.settings_table import read_setting

if TYPE_CHECKING:
    from collections.abc import Iterable

RESYNC_JOBS = "RESYNC_JOBS"
JOB_POSTING_STATUS = "JOB_POSTING_STATUS"
PORTAL_EVENTS = (RESYNC_JOBS, JOB_POSTING_STATUS)
PENDING, ACTIVE, BLOCKED = "PENDING", "ACTIVE", "BLOCKED"
_MOST_FAILURES = 3
#: Seconds: between the six attempts at an application (LinkedIn's are not documented), between the attempts at
#: another event, and between challenges.
USUAL_TIMES: dict[str, Any] = {
    "application_waits": [5, 15, 60, 300, 900],
    "event_waits": [300],
    "challenge_again": 2 * 60 * 60,
}
# Other webhooks of LinkedIn's are tried again for eight hours.
_EVENT_LIFE_MS = 8 * 60 * clock.MINUTE


def register(application: Application, url: str, *, now: int) -> Webhook:
    """The child application's webhook of this address; a new one is challenged at once."""
    webhook, is_new = Webhook.objects.get_or_create(
        client_id=application.client_id,
        url=url,
        defaults={"application_id": application.id, "challenge_at": now},
    )
    if is_new:
        bell.ring()
    return webhook


def register_in_portal(url: str, events: Iterable[str]) -> Webhook:
    """What the ATS's maker does in the developer portal: one webhook for each event type."""
    parent = ParentApplication.objects.first()
    if parent is None:
        raise SandboxRefusal("There is no parent application; seed a world with one.")
    if problem := webhook_url(url):
        raise SandboxRefusal(f"The address {problem}.")
    wanted = list(events)
    if unknown := set(wanted) - set(PORTAL_EVENTS):
        raise SandboxRefusal(f"There is no event “{unknown.pop()}”; there are {', '.join(PORTAL_EVENTS)}.")
    with transaction.atomic():
        for other in Webhook.objects.filter(application_id=None, client_id=parent.client_id):
            other.events = [event for event in other.events if event not in wanted]
            other.save(update_fields=["events"])
        webhook, _is_new = Webhook.objects.update_or_create(
            client_id=parent.client_id,
            url=url,
            defaults={
                "events": wanted, "status": PENDING, "failures": 0, "proven_at": None,
                "challenge_at": clock.now_ms(),
            },
        )  # fmt: skip
        bell.ring()
    return webhook


def portal_webhook(event: str) -> Webhook | None:
    rows = Webhook.objects.filter(application_id=None)
    return next((row for row in rows if event in row.events), None)


def note_challenge(webhook: Webhook, problem: str, *, now: int) -> Webhook:
    """What a challenge came to: proved, failed, or failed once too often."""
    again = now + int(read_setting("challenge_again", default=USUAL_TIMES["challenge_again"]) * 1000)
    webhook.failures = webhook.failures + 1 if problem else 0
    webhook.last_problem = problem
    if not problem:
        webhook.status, webhook.proven_at = ACTIVE, now
    elif webhook.failures >= _MOST_FAILURES:
        webhook.status, again = BLOCKED, 0
    webhook.challenge_at = again or None
    webhook.save(update_fields=["failures", "last_problem", "status", "proven_at", "challenge_at"])
    return webhook


def revalidate_all(ids: Iterable[int], *, now: int) -> set[int]:
    """Begin anew with webhooks that may have been blocked; which of them there are."""
    with transaction.atomic():
        rows = Webhook.objects.filter(id__in=list(ids))
        known = set(rows.values_list("id", flat=True))
        rows.update(status=PENDING, failures=0, challenge_at=now)
        bell.ring()
    return known


def child_webhooks(status: str = "", *, start: int = 0, count: int = 100) -> list[Webhook]:
    """Those of the customers' applications, of one status or all."""
    rows = Webhook.objects.exclude(application_id=None)
    if status:
        rows = rows.filter(status=status)
    return list(rows.order_by("id")[start : start + count])


def wait_after(attempts: int, *, is_application: bool) -> float:
    """Seconds until the next attempt."""
    name = "application_waits" if is_application else "event_waits"
    waits = read_setting(name, default=USUAL_TIMES[name])
    return float(waits[min(attempts, len(waits)) - 1])


def add_event(
    webhook: Webhook,
    application: Application,
    *,
    type_: str,
    subject: str,
    body: str,
    secret_of: str,
    now: int,
    most_attempts: int | None = None,
) -> WebhookEvent:
    """A message that is due now; the webhook thread sends it after the transaction has been stored."""
    event = WebhookEvent.objects.create(
        webhook_id=webhook.id,
        application_id=application.id,
        secret_of=secret_of,
        type=type_,
        subject=subject,
        body=body,
        created_at=now,
        expires_at=now + _EVENT_LIFE_MS,
        most_attempts=most_attempts,
        next_at=now,
    )
    bell.ring()
    return event
