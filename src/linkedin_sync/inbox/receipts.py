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

from linkedin_client import JobApplication, errors, pushes, webhooks
from linkedin_sync.connections.selectors import CallbackTarget
from linkedin_sync.enums import ExportReason, ReceiptState, SignatureState
from linkedin_sync.inbox.sentences import sentence_of
from linkedin_sync.models import Receipt
from recruit.base import clock, live, queue
from recruit.positions.enums import PositionStatus
from recruit.positions.selectors import position_by_public_id

#: The task's name; the function lies in ``tasks``, above this.
WORK_RECEIPT: Final = "linkedin.work_receipt"

KNOWN_TYPES: Final = frozenset({webhooks.EXPORT_CANDIDATE_PROFILE, webhooks.INTEGRATION_STATUS_CHANGE})
#: LinkedIn's notifications have some hundred bytes; nothing of theirs comes near this.
LONGEST_BODY: Final = 64 * 1024
#: So much of a body that is not believed is kept as evidence.
_KEPT_OF_REFUSED: Final = 1000
#: An application carries what a member has written, with as many questions as we ask; far from this as well.
LONGEST_APPLICATION: Final = 1024 * 1024
#: LinkedIn keeps an applicant's files for 30 days: so long an application can be worked on.
_APPLICATION_LIVES: Final = timedelta(days=30)
#: The request id of a push works for 24 hours where LinkedIn does not say otherwise (receive-push-events).
_LIFETIME: Final = timedelta(hours=24)
_LONGEST_ID: Final = 255
_LONGEST_URN: Final = 100


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
    now = clock.now()
    _keep(target, push, signature, notification, expires_at=_expiry(notification, now), now=now)
    return HTTPStatus.OK


def receive_application(*, target: CallbackTarget, push: Push) -> ExportReason:
    """Store a member's application and say why not, if not; NONE for one that came before, too.

    There is no fetch behind it: what the push says is all there is, and only its signature vouches for it. It is
    therefore demanded here, whatever the company demands of other pushes. Of what is turned away no word is kept.
    """
    signature = signature_state(secrets=target.secrets(clock.now()), push=push)
    if push.is_cut:
        return _turn_application_away(target, push, signature, ExportReason.OVERSIZE)
    if signature != SignatureState.VALID:
        return _turn_application_away(target, push, signature, ExportReason.BAD_SIGNATURE)
    application = read_application(push.body)
    if application is None:
        return _turn_application_away(target, push, signature, ExportReason.MALFORMED)
    now = clock.now()
    notification = webhooks.Notification(application.application_urn, pushes.EXPORT_JOB_APPLICATION)
    is_known = Receipt.objects.filter(connection_id=target.connection_id, event_id=notification.id).exists()
    reason = ExportReason.NONE if is_known else _of_position(target.company_id, application)
    if reason != ExportReason.NONE:
        return _turn_application_away(target, push, signature, reason)
    _keep(target, push, signature, notification, expires_at=now + _APPLICATION_LIVES, now=now)
    return ExportReason.NONE


def read_application(body: bytes) -> JobApplication | None:
    """The application in the body; None if it is none, or no row could hold its name."""
    try:
        found = pushes.read_push(body)
    except (ValueError, RecursionError, OverflowError, errors.AnswerNotUnderstood):
        return None
    if not isinstance(found, JobApplication) or len(found.application_urn) > _LONGEST_URN:
        return None
    return None if "\x00" in found.application_urn + found.job_posting_id else found


def _of_position(company_id: int, application: JobApplication) -> ExportReason:
    """Whether there is such a position, and whether it can be applied for; LinkedIn acts on the answer."""
    position = position_by_public_id(company_id=company_id, public_id=application.job_posting_id)
    if position is None:
        return ExportReason.UNKNOWN_POSITION
    if position.status != PositionStatus.OPEN or not position.is_published:
        return ExportReason.POSITION_CLOSED
    return ExportReason.NONE


def _turn_application_away(
    target: CallbackTarget, push: Push, signature: SignatureState, reason: ExportReason
) -> ExportReason:
    _turn_away(target, push, signature, reason, HTTPStatus.BAD_REQUEST, type_=pushes.EXPORT_JOB_APPLICATION)
    return reason


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
    target: CallbackTarget,
    push: Push,
    signature: SignatureState,
    notification: webhooks.Notification,
    *,
    expires_at: datetime,
    now: datetime,
) -> None:
    is_known = notification.type in KNOWN_TYPES or notification.type == pushes.EXPORT_JOB_APPLICATION
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
                expires_at=expires_at,
                state=ReceiptState.RECEIVED if is_known else ReceiptState.IGNORED,
                reason=reason,
                sentence=sentence_of(notification.type, reason),
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
    target: CallbackTarget,
    push: Push,
    signature: SignatureState,
    reason: ExportReason,
    status: HTTPStatus,
    *,
    type_: str = "",
) -> HTTPStatus:
    """``type_``: what was to be sent to where it came; of an application nothing is kept but that it came."""
    now = clock.now()
    Receipt.objects.bulk_create(
        [
            Receipt(
                company_id=target.company_id,
                connection_id=target.connection_id,
                event_id=f"refused:{hashlib.sha256(push.body).hexdigest()}",
                type=type_,
                body="" if type_ else _text(push.body)[:_KEPT_OF_REFUSED],
                signature_state=signature,
                received_at=now,
                expires_at=now,
                state=ReceiptState.REFUSED,
                reason=reason,
                sentence=sentence_of(type_, reason),
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
