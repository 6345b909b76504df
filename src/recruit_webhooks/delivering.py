"""How is what waits sent? One after the other: reserve, send, settle; no transaction is open during a call.

Reserving pushes the moment at which an event comes due ahead, so that a worker that dies in between leaves it to the
next: events arrive at least once, and a receiver knows one that comes twice by its message id.
"""

from __future__ import annotations

import random
import time
import traceback
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop

from recruit.base import clock, live, queue
from recruit_webhooks.enums import DeliveryState, EventType, OffReason
from recruit_webhooks.models import Attempt, Delivery, Webhook
from recruit_webhooks.payloads import Withheld, payload_of
from recruit_webhooks.recording import PRIORITY, SEND, line_of
from recruit_webhooks.rules import Verdict, headers_of, is_given_up, next_wait, rest_of, verdict_on
from recruit_webhooks.sending import TIMEOUT, Outcome, Outgoing, Sender
from recruit_webhooks.services import TOPIC, switch_off

log = structlog.get_logger(__name__)

#: The task's name; the function lies in ``tasks``, above this.
TELL: Final = "webhooks.tell_switched_off"
#: Seconds for which one job sends to one webhook; then it makes way for others and stands in line anew.
TURN: Final = 5.0
#: Longer than an attempt can take. Whoever has died meanwhile is no longer waited for.
_RESERVED: Final = timedelta(seconds=TIMEOUT * 4)
#: What comes due within this time has a job of its own; later ones are found by the sweep.
_SOON: Final = timedelta(seconds=75)
_OUR_FAULT: Final = gettext_noop("Recruit could not write it: a fault of its own, which its log tells of.")


@dataclass(frozen=True)
class Reserved:
    delivery_id: int
    outgoing: Outgoing


def deliver_due(*, company_id: int, webhook_id: int) -> None:
    """Send what is due to this webhook, for one turn; then see that somebody comes for the rest."""
    ends_at = time.monotonic() + TURN
    reserved = _reserve(company_id, webhook_id, ends_at)
    if reserved is not None:
        with Sender(named=settings.WEBHOOK_PRIVATE_HOSTS) as sender:
            while reserved is not None:
                _settle(company_id, webhook_id, reserved.delivery_id, sender.send(reserved.outgoing))
                reserved = _reserve(company_id, webhook_id, ends_at)
    _see_to_the_rest(company_id, webhook_id)


def _reserve(company_id: int, webhook_id: int, ends_at: float) -> Reserved | None:
    """The next one that is due, as it is to be sent now; what is withheld is settled on the way.

    None when nothing is due or the turn is over (``ends_at``, by the monotonic clock).
    """
    while time.monotonic() < ends_at:
        with transaction.atomic():
            webhook = _resting_or_none(company_id, webhook_id)
            delivery = _next_due(webhook) if webhook is not None else None
            if webhook is None or delivery is None:
                return None
            # From here on a further change of the record is another delivery.
            delivery.is_open = False
            delivery.attempts += 1
            try:
                with transaction.atomic():
                    object_id, body = payload_of(delivery, webhook=webhook)
            except Withheld as withheld:
                _withhold(delivery, str(withheld))
                continue
            except Exception as fault:  # noqa: BLE001 -- whatever it is, the others go on
                _postpone(delivery, fault)
                continue
            delivery.object_id = object_id
            delivery.due_at = clock.now() + _RESERVED
            delivery.save(update_fields=["is_open", "object_id", "attempts", "due_at"])
            return Reserved(delivery.pk, _written(webhook, delivery, body))
    return None


def _resting_or_none(company_id: int, webhook_id: int) -> Webhook | None:
    """The webhook, if it may be sent to now."""
    rows = Webhook.objects.filter(company_id=company_id, pk=webhook_id)
    webhook = rows.select_related("app").first()
    if webhook is None or not webhook.is_on:
        return None
    is_resting = webhook.rests_until is not None and webhook.rests_until > clock.now()
    return None if is_resting else webhook


def _next_due(webhook: Webhook) -> Delivery | None:
    rows = Delivery.objects.filter(webhook=webhook, state=DeliveryState.WAITING, due_at__lte=clock.now())
    return rows.select_for_update(skip_locked=True).order_by("due_at", "id").first()


def _withhold(delivery: Delivery, why: str) -> None:
    delivery.state, delivery.trouble = DeliveryState.WITHHELD, why
    delivery.status, delivery.settled_at = None, clock.now()
    delivery.save(update_fields=["is_open", "state", "trouble", "status", "settled_at"])


def _postpone(delivery: Delivery, fault: Exception) -> None:
    """One that cannot be written is tried again like one that failed, and holds up no other meanwhile.

    The log tells where it went wrong. Not what the error says: that may quote the record.
    """
    where = "".join(traceback.format_tb(fault.__traceback__)[-2:])
    log.error(
        "webhooks.payload_not_written", message=delivery.public_id, error=type(fault).__name__, where=where
    )
    _again_or_failed(delivery, wish=None)
    delivery.status, delivery.trouble = None, _OUR_FAULT
    delivery.save()


def _again_or_failed(delivery: Delivery, *, wish: timedelta | None) -> None:
    """When it is sent next; after the last attempt it has failed. Unsaved."""
    now = clock.now()
    wait = next_wait(delivery.attempts, wish=wish, chance=random.random())  # noqa: S311 -- jitter
    if wait is None:
        delivery.state, delivery.settled_at = DeliveryState.FAILED, now
    else:
        delivery.due_at = now + wait


def _written(webhook: Webhook, delivery: Delivery, body: bytes) -> Outgoing:
    now = clock.now()
    secrets = [webhook.secret]
    if webhook.former_until is not None and webhook.former_until > now:
        secrets.append(webhook.former_secret)
    headers = headers_of(
        secrets=secrets, message_id=delivery.public_id, timestamp=int(now.timestamp()), body=body
    )
    return Outgoing(webhook.url, headers, body)


@transaction.atomic
def _settle(company_id: int, webhook_id: int, delivery_id: int, outcome: Outcome) -> None:
    """Write down what came of it. Webhook and delivery may be gone meanwhile; then there is nothing to write."""
    webhooks = Webhook.objects.select_for_update(no_key=True).filter(company_id=company_id, pk=webhook_id)
    webhook = webhooks.first()
    delivery = Delivery.objects.select_for_update().filter(webhook_id=webhook_id, pk=delivery_id).first()
    if webhook is None or delivery is None:
        return
    now = clock.now()
    Attempt.objects.create(
        company_id=company_id,
        delivery=delivery,
        at=now - outcome.took,
        took_ms=int(outcome.took.total_seconds() * 1000),
        status=outcome.status,
        answer=outcome.answer,
        trouble=outcome.trouble,
    )
    delivery.status, delivery.trouble = outcome.status, outcome.trouble
    verdict = verdict_on(outcome.status)
    if verdict == Verdict.DELIVERED:
        _arrived(webhook, delivery, now)
    else:
        _failed(webhook, delivery, outcome, verdict, now)
    live.touch(company_id, [TOPIC])


def _arrived(webhook: Webhook, delivery: Delivery, now: datetime) -> None:
    delivery.state, delivery.settled_at = DeliveryState.DELIVERED, now
    if delivery.type == EventType.PERSON_ERASED:
        # It was kept to be told. Now nothing is left that leads to them.
        delivery.object_id, delivery.data = "", {}
    delivery.save()
    Webhook.objects.filter(pk=webhook.pk).update(
        failures=0, failing_since=None, rests_until=None, latest_success_at=now
    )


def _failed(webhook: Webhook, delivery: Delivery, outcome: Outcome, verdict: Verdict, now: datetime) -> None:
    if verdict == Verdict.GONE:
        delivery.state, delivery.settled_at = DeliveryState.FAILED, now
    else:
        _again_or_failed(delivery, wish=outcome.wish)
    delivery.save()
    webhook.failures += 1
    webhook.failing_since = webhook.failing_since or now
    webhook.rests_until = now + rest_of(webhook.failures, status=outcome.status, wish=outcome.wish)
    webhook.save(update_fields=["failures", "failing_since", "rests_until"])
    if not webhook.is_on:
        return
    if verdict == Verdict.GONE:
        _give_up(webhook, OffReason.GONE)
    elif is_given_up(webhook.failing_since, now=now):
        _give_up(webhook, OffReason.FAILING)


def _give_up(webhook: Webhook, because: OffReason) -> None:
    switch_off(webhook=webhook, because=because)
    queue.defer(TELL, company_id=webhook.company_id, webhook_id=webhook.pk)


def _see_to_the_rest(company_id: int, webhook_id: int) -> None:
    webhook = Webhook.objects.filter(company_id=company_id, pk=webhook_id).first()
    if webhook is None or not webhook.is_on:
        return
    waiting = Delivery.objects.filter(webhook=webhook, state=DeliveryState.WAITING).order_by("due_at", "id")
    due_at = waiting.values_list("due_at", flat=True).first()
    if due_at is None:
        return
    at = max(due_at, webhook.rests_until or due_at)
    if at - clock.now() <= _SOON:
        queue.defer(
            SEND,
            company_id=company_id,
            webhook_id=webhook_id,
            run_at=at,
            lock=line_of(webhook_id),
            priority=PRIORITY,
        )


def defer_what_waits(*, company_id: int) -> None:
    """Whatever is due without a job gets one: retries after hours, and what a dead worker left behind."""
    now = clock.now()
    due = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=now)
    rows = Webhook.objects.filter(company_id=company_id, state="on").order_by("id")
    for webhook in rows:
        is_resting = webhook.rests_until is not None and webhook.rests_until > now
        if not is_resting and due.filter(webhook=webhook).exists():
            queue.defer(
                SEND,
                company_id=company_id,
                webhook_id=webhook.pk,
                lock=line_of(webhook.pk),
                queueing_lock=f"{SEND}:{webhook.pk}",
                priority=PRIORITY,
            )
