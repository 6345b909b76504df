"""How do ATSs learn what has happened? Each notification is sent until it is answered 2xx or has expired.

Nothing is sent inside a transaction: an event is read, sent, and what came of it stored afterwards.
https://learn.microsoft.com/en-us/linkedin/talent/receive-push-events
"""

from __future__ import annotations

import json
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from linkedin_sandbox.faults import store as faults
from linkedin_sandbox.faults.store import Occasion
from linkedin_sandbox.push import callback, calls
from linkedin_sandbox.push.faulty import kept_back, release_overtaken, spoiled
from linkedin_sandbox.push.signature import sign
from linkedin_sandbox.world.access.integrations import callback_url
from linkedin_sandbox.world.models import Application, Configuration, PushEvent
from linkedin_sandbox.world.steering import bell, clock, gate, limits
from linkedin_sandbox.world.steering.numbers import present_number
from linkedin_sandbox.world.steering.switches import switch

_LOOK_EVERY = 0.5
_AT_ONCE = 20

_logger = logging.getLogger(__name__)
_senders = ThreadPoolExecutor(max_workers=4, thread_name_prefix="push")
_under_way: set[str] = set()


def start_push_thread() -> threading.Thread:
    thread = threading.Thread(target=_run, name="push", daemon=True)
    thread.start()
    return thread


def _run() -> None:
    while True:
        bell.wait_for_bell(_LOOK_EVERY)
        try:
            send_due_events()
            _keep_counters()
        except Exception:
            # A fault here must not silence the thread for good; the next look tries again.
            _logger.exception("Sending notifications failed")
            connection.close()


def _keep_counters() -> None:
    """Here, because this thread comes by often and is in nobody's way."""
    with gate.inside():
        limits.keep_counters()


def send_due_events() -> None:
    """Begin to send what is due, oldest first. An ATS that hangs keeps only its own notifications waiting."""
    with gate.inside():
        _begin_due()


def _begin_due() -> None:
    due = PushEvent.objects.filter(state="due", next_at__lte=clock.now_ms())
    for event in due.exclude(request_id__in=list(_under_way)).order_by("next_at", "created_at")[:_AT_ONCE]:
        _under_way.add(event.request_id)
        _senders.submit(_try, event)


def _try(event: PushEvent) -> None:
    try:
        with gate.inside():
            _send(event)
    except Exception:
        # It stays due: the next look takes it up again.
        _logger.exception("Sending notification %s failed", event.request_id)
        connection.close()
    finally:
        _under_way.discard(event.request_id)


def _send(event: PushEvent) -> None:
    if event.expires_at <= clock.now_ms():
        PushEvent.objects.filter(request_id=event.request_id).update(state="expired")
        return
    application = Application.objects.get(id=event.application_id)
    world = gate.present_world()
    called = deliver(event, application)
    if world == gate.present_world():
        _note(event, called)


def deliver(event: PushEvent, application: Application) -> callback.Called:
    """One try now: the challenge, if the address has not answered one yet, then the notification."""
    configuration = callback_url(application)
    if configuration is None:
        return callback.Called(None, problem="no CALLBACK_URL is configured")
    if switch("push_challenge") and configuration.proven_at is None:
        problem = _prove(configuration, application)
        if problem:
            return callback.Called(None, problem=problem)
    faults.begin(Occasion(event.type, "notify", client_id=application.client_id))
    kept = kept_back(event)
    if kept is not None:
        calls.note_unsent(
            kept,
            url=configuration.value,
            what=event.type,
            client_id=application.client_id,
            body=body_of(event),
        )
        return kept
    called = _post(event, application, configuration.value)
    if faults.take_fault("push_twice"):
        called = _post(event, application, configuration.value)
    release_overtaken(event.application_id)
    return called


def body_of(event: PushEvent) -> bytes:
    content = {"id": event.request_id, "type": event.type, "expiresAt": event.expires_at}
    return json.dumps(content, separators=(",", ":")).encode()


def _post(event: PushEvent, application: Application, url: str) -> callback.Called:
    body = spoiled(body_of(event))
    headers = {"Content-Type": "application/json", "User-Agent": "LinkedIn-Sandbox"}
    if switch("push_signature"):
        is_wrong = faults.take_fault("wrong_signature") is not None
        secret = "not-the-secret" if is_wrong else application.client_secret
        headers["X-LI-Signature"] = sign(body, secret=secret)
    return calls.post(url, body=body, headers=headers, what=event.type, client_id=application.client_id)


def _prove(configuration: Configuration, application: Application) -> str:
    """Ask the address for proof that it knows the secret; why it does not, or nothing."""
    problem = calls.challenge(
        configuration.value,
        secret=application.client_secret,
        application_id=application.id,
        client_id=application.client_id,
    )
    if problem:
        return problem
    Configuration.objects.filter(id=configuration.id, value=configuration.value).update(
        proven_at=clock.now_ms()
    )
    return ""


def _note(event: PushEvent, called: callback.Called) -> None:
    """Store what came of the try, and when the next one is due."""
    now = clock.now_ms()
    if called.held_seconds is not None:
        PushEvent.objects.filter(request_id=event.request_id).update(
            next_at=now + int(called.held_seconds * 1000), last_problem=called.problem
        )
        return
    schedule = present_number("push_schedule")
    wait = schedule[min(event.attempts, len(schedule) - 1)]
    PushEvent.objects.filter(request_id=event.request_id).update(
        state="done" if called.is_success else "due",
        attempts=event.attempts + 1,
        next_at=now + int(wait * 1000),
        last_status=called.status,
        last_problem=called.problem,
        answered_at=now if called.is_success else None,
    )
