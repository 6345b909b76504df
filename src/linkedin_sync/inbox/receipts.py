"""What is written down of a push before it is understood? Everything, once; also what is turned away.

A push that is believed gets a receipt and a job in one transaction: no receipt without a job, no job without a
receipt. A push that is not believed gets a receipt too, under a digest of its body, so that it can neither be lost
nor take the place of a genuine one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from django.db import transaction

from linkedin_client import errors, webhooks
from linkedin_sync.connections.selectors import CallbackTarget
from linkedin_sync.enums import ExportReason, ReceiptState, SignatureState
from linkedin_sync.inbox.exports import RECEIPT_SENTENCES
from linkedin_sync.models import Receipt
from recruit.base import clock, live, queue

#: The task's name; the function lies in ``tasks``, above this.
WORK_RECEIPT: Final = "linkedin.work_receipt"

KNOWN_TYPES: Final = frozenset({webhooks.EXPORT_CANDIDATE_PROFILE, webhooks.INTEGRATION_STATUS_CHANGE})
#: LinkedIn's notifications have some hundred bytes; nothing of theirs comes near this.
LONGEST_BODY: Final = 64 * 1024
#: So much of a body that is not believed is kept as evidence.
_KEPT_OF_REFUSED: Final = 1000
#: The request id of a push works for 24 hours where LinkedIn does not say otherwise (receive-push-events).
_LIFETIME: Final = timedelta(hours=24)
_LONGEST_ID: Final = 255


@dataclass(frozen=True)
class Push:
    """One POST to the callback, as it came. ``is_cut``: the body was longer than ``LONGEST_BODY``."""

    body: bytes
    signature: str | None
    is_cut: bool = False


def receive_push(*, target: CallbackTarget, push: Push) -> HTTPStatus:
    """Store the push and say how to answer: 200 for whatever is believed, also for what came before."""
    signature = signature_state(secrets=target.secrets(clock.now()), push=push)
    if push.is_cut:
        return _turn_away(target, push, signature, ExportReason.OVERSIZE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if signature == SignatureState.WRONG or (
        signature == SignatureState.ABSENT and target.requires_signature
    ):
        return _turn_away(target, push, signature, ExportReason.BAD_SIGNATURE, HTTPStatus.UNAUTHORIZED)
    notification = read_push(push.body)
    if notification is None:
        return _turn_away(target, push, signature, ExportReason.MALFORMED, HTTPStatus.BAD_REQUEST)
    _keep(target, push, signature, notification)
    return HTTPStatus.OK


def signature_state(*, secrets: Sequence[str], push: Push) -> SignatureState:
    """Whether LinkedIn signs its pushes for Recruiter System Connect is not documented: absent is not wrong."""
    if not push.signature:
        return SignatureState.ABSENT
    is_valid = not push.is_cut and any(
        bool(secret) and webhooks.verify_signature(secret, push.body, push.signature) for secret in secrets
    )
    return SignatureState.VALID if is_valid else SignatureState.WRONG


def read_push(body: bytes) -> webhooks.Notification | None:
    """The notification, None if it is none; an id that no row could hold is none either."""
    try:
        told = json.loads(body)
        if not isinstance(told.get("id"), str | int) or not isinstance(told.get("type"), str):
            return None
        notification = webhooks.read_notification(body)
    except (ValueError, AttributeError, RecursionError, OverflowError, errors.AnswerNotUnderstood):
        return None
    texts = (notification.id, notification.type)
    is_storable = all(text and len(text) <= _LONGEST_ID and "\x00" not in text for text in texts)
    return notification if is_storable and len(notification.type) <= 100 else None  # noqa: PLR2004 -- the column


@transaction.atomic
def _keep(
    target: CallbackTarget, push: Push, signature: SignatureState, notification: webhooks.Notification
) -> None:
    now = clock.now()
    is_known = notification.type in KNOWN_TYPES
    reason = ExportReason.NONE if is_known else ExportReason.UNKNOWN_EVENT
    receipts = Receipt.objects.bulk_create(
        [
            Receipt(
                company_id=target.company_id,
                connection_id=target.connection_id,
                event_id=notification.id,
                type=notification.type,
                body=_text(push.body),
                signature_state=signature,
                received_at=now,
                not_before=now,
                expires_at=_expiry(notification, now),
                state=ReceiptState.RECEIVED if is_known else ReceiptState.IGNORED,
                reason=reason,
                sentence=RECEIPT_SENTENCES.get(reason, ""),
                finished_at=None if is_known else now,
            )
        ],
        ignore_conflicts=True,
    )
    kept = Receipt.objects.filter(connection_id=target.connection_id, event_id=notification.id)
    receipt_id, received_at = kept.values_list("id", "received_at").get()
    is_first = received_at == receipts[0].received_at
    if is_first and is_known:
        queue.defer(WORK_RECEIPT, company_id=target.company_id, receipt_id=receipt_id, priority=10)


def _expiry(notification: webhooks.Notification, now: datetime) -> datetime:
    """What LinkedIn says, but never more than it can mean: an odd value must not keep a receipt alive for years."""
    said = notification.expires_at or now + _LIFETIME
    return min(max(said, now), now + 7 * _LIFETIME)


@transaction.atomic
def _turn_away(
    target: CallbackTarget, push: Push, signature: SignatureState, reason: ExportReason, status: HTTPStatus
) -> HTTPStatus:
    now = clock.now()
    Receipt.objects.bulk_create(
        [
            Receipt(
                company_id=target.company_id,
                connection_id=target.connection_id,
                event_id=f"refused:{hashlib.sha256(push.body).hexdigest()}",
                body=_text(push.body)[:_KEPT_OF_REFUSED],
                signature_state=signature,
                received_at=now,
                expires_at=now,
                state=ReceiptState.REFUSED,
                reason=reason,
                sentence=RECEIPT_SENTENCES[reason],
                finished_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    live.touch(target.company_id, ["integration"])
    return status


def _text(body: bytes) -> str:
    """The body as PostgreSQL can hold it."""
    return body.decode("utf-8", errors="replace").replace("\x00", "\ufffd")
