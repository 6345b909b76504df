"""How do messages reach webhooks? Each webhook proves whose it is, then gets what is due, again until it takes it.

A member's application is tried six times; when the first one of a job is given up, members apply for that job on
the company's own site from then on. Nothing is sent inside a transaction.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/receive-applications
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
"""

from __future__ import annotations

import json
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from django.db import connection, transaction

from linkedin_sandbox.faults import store as faults
from linkedin_sandbox.faults.store import Occasion
from linkedin_sandbox.push import callback, calls
from linkedin_sandbox.push.faulty import spoiled, unsent
from linkedin_sandbox.push.signature import sign
from linkedin_sandbox.world.access.access import secret_of
from linkedin_sandbox.world.applying.apply_body import EXPORT_JOB_APPLICATION
from linkedin_sandbox.world.applying.applying import give_up
from linkedin_sandbox.world.jobs import webhooks
from linkedin_sandbox.world.jobs.job_notices import expire_postings
from linkedin_sandbox.world.models import Webhook, WebhookEvent
from linkedin_sandbox.world.steering import bell, clock, gate
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_EVERY = 0.5
_AT_ONCE = 20

_logger = logging.getLogger(__name__)
_senders = ThreadPoolExecutor(max_workers=4, thread_name_prefix="webhooks")
_under_way: set[str] = set()


def start_webhook_thread() -> threading.Thread:
    thread = threading.Thread(target=_run, name="webhooks", daemon=True)
    thread.start()
    return thread


def _run() -> None:
    while True:
        bell.wait_for_bell(_LOOK_EVERY)
        try:
            with gate.inside():
                _begin_what_is_due()
        except Exception:
            # A fault here must not silence the thread for good; the next look tries again.
            _logger.exception("Sending to webhooks failed")
            connection.close()


def _begin_what_is_due() -> None:
    """Challenges first: an address that has not proved itself gets nothing."""
    now = clock.now_ms()
    expire_postings(now=now)
    for webhook in Webhook.objects.filter(challenge_at__lte=now).order_by("challenge_at")[:_AT_ONCE]:
        _begin(f"webhook {webhook.id}", _challenge, webhook.id)
    events = WebhookEvent.objects.filter(state="due", next_at__lte=now).order_by("next_at", "id")
    for event in events.only("id")[:_AT_ONCE]:
        _begin(f"event {event.id}", _send, event.id)


def _begin(name: str, act: Callable[[int], None], number: int) -> None:
    if name in _under_way:
        return
    _under_way.add(name)
    _senders.submit(_do, name, act, number)


def _do(name: str, act: Callable[[int], None], number: int) -> None:
    try:
        with gate.inside():
            act(number)
    except Exception:
        # It stays due: the next look takes it up again.
        _logger.exception("%s failed", name)
        connection.close()
    finally:
        _under_way.discard(name)


def _challenge(webhook_id: int) -> None:
    webhook = Webhook.objects.get(id=webhook_id)
    if webhook.challenge_at is None or webhook.challenge_at > clock.now_ms():
        return
    world = gate.present_world()
    problem = calls.challenge(
        webhook.url,
        secret=secret_of(webhook.client_id),
        application_id=webhook.application_id,
        client_id=webhook.client_id,
    )
    if world == gate.present_world():
        webhooks.note_challenge(webhook, problem, now=clock.now_ms())


def _send(event_id: int) -> None:
    event = WebhookEvent.objects.get(id=event_id)
    now = clock.now_ms()
    if event.state != "due" or event.next_at > now:
        return
    webhook = Webhook.objects.get(id=event.webhook_id)
    if event.expires_at <= now:
        _give_up(event, now=now)
    elif webhook.status == webhooks.ACTIVE:
        world = gate.present_world()
        called = _deliver(event, webhook)
        if world == gate.present_world():
            _note(event, called, now=clock.now_ms())
    elif event.most_attempts is None:
        # It waits for the webhook to prove itself, or to be validated again, until it expires.
        WebhookEvent.objects.filter(id=event.id).update(next_at=now + 1000, last_problem="not validated")
    else:
        _note(event, callback.Called(None, problem=f"the webhook is {webhook.status.lower()}"), now=now)


def _deliver(event: WebhookEvent, webhook: Webhook) -> callback.Called:
    faults.begin(Occasion(event.type, "notify", client_id=webhook.client_id))
    if kept := unsent():
        calls.note_unsent(
            kept, url=webhook.url, what=event.type, client_id=webhook.client_id, body=event.body.encode()
        )
        return kept
    called = _post(event, webhook)
    if faults.take_fault("push_twice"):
        called = _post(event, webhook)
    return called


def _post(event: WebhookEvent, webhook: Webhook) -> callback.Called:
    """The escaped form is what is signed; by the switch the body itself is sent in plain UTF-8."""
    escaped = spoiled(event.body.encode())
    is_wrong = faults.take_fault("wrong_signature") is not None
    secret = "not-the-secret" if is_wrong else secret_of(event.secret_of)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "LinkedIn-Sandbox",
        "X-LI-Signature": sign(escaped, secret=secret),
    }
    body = escaped
    if switch("webhook_body") == "utf8" and escaped == event.body.encode():
        body = json.dumps(json.loads(event.body), ensure_ascii=False, separators=(",", ":")).encode()
    return calls.post(webhook.url, body=body, headers=headers, what=event.type, client_id=webhook.client_id)


def _note(event: WebhookEvent, called: callback.Called, *, now: int) -> None:
    """Store what came of the try, and when the next one is due."""
    if called.held_seconds is not None:
        event.next_at, event.last_problem = now + int(called.held_seconds * 1000), called.problem
        event.save(update_fields=["next_at", "last_problem"])
        return
    event.attempts += 1
    event.last_status, event.last_problem = called.status, called.problem
    is_last = event.most_attempts is not None and event.attempts >= event.most_attempts
    if called.is_success:
        event.state, event.answered_at = "done", now
    elif is_last:
        _give_up(event, now=now)
        return
    wait = webhooks.wait_after(event.attempts, is_application=event.type == EXPORT_JOB_APPLICATION)
    event.next_at = now + int(wait * 1000)
    event.save(update_fields=["state", "attempts", "last_status", "last_problem", "answered_at", "next_at"])


def _give_up(event: WebhookEvent, *, now: int) -> None:
    with transaction.atomic():
        event.state = "failed"
        event.save(update_fields=["state", "attempts", "last_status", "last_problem"])
        if event.type == EXPORT_JOB_APPLICATION:
            give_up(int(event.subject), now=now)
