"""How is a receipt worked? Fetch what it names, outside of any transaction; then decide and write in one.

Every step may be repeated: a worker killed at any moment leaves a receipt that comes due again, and working it again
gives the same result. A failure that passes is tried again until LinkedIn's request id expires.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Q

from linkedin_client import ExportedCandidate, errors, pushes, webhooks
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import is_in_plan
from linkedin_sync.connections.set_up import refresh_state
from linkedin_sync.enums import ApplicationOutcome, ConnectionState, ExportOutcome, ExportReason, ReceiptState
from linkedin_sync.inbox.applications import fetched, take_application
from linkedin_sync.inbox.arrivals import lock_identities, take_export
from linkedin_sync.inbox.receipts import WORK_RECEIPT, read_application
from linkedin_sync.inbox.sentences import sentence_of
from linkedin_sync.models import Connection, Export, Receipt
from linkedin_sync.seats.asking import defer_seat_pull
from recruit.base import clock, live, queue

log = structlog.get_logger(__name__)

OPEN: Final = (ReceiptState.RECEIVED, ReceiptState.WORKING)
_FIRST_WAIT: Final = timedelta(seconds=2)
_LONGEST_WAIT: Final = timedelta(minutes=15)


def wait_before(attempts: int) -> timedelta:
    """How long to leave a receipt alone after so many tries; counted before the try, so that a crash is one too."""
    doubled: int = 2 ** min(max(attempts - 1, 0), 20)
    return min(_FIRST_WAIT * doubled, _LONGEST_WAIT)


def work_receipt(*, company_id: int, receipt_id: int) -> None:
    """Bring one receipt to its end, or leave it due again."""
    receipt = _begun(company_id, receipt_id)
    if receipt is None:
        return
    connection = Connection.objects.get(company_id=company_id, pk=receipt.connection_id)
    if clock.now() >= receipt.expires_at and receipt.attempts > 1:
        # Tries that ended without a word about LinkedIn ended in a fault of ours.
        _end(receipt, ReceiptState.FAILED, receipt.reason or ExportReason.INTERNAL)
        return
    try:
        if receipt.type == webhooks.INTEGRATION_STATUS_CHANGE:
            refresh_state(company_id=company_id)
            _end(receipt, ReceiptState.DONE)
        elif connection.state == ConnectionState.NOT_CONNECTED:
            # The company has left; LinkedIn did not know it yet.
            _end(receipt, ReceiptState.REFUSED, ExportReason.NOT_ENABLED)
        elif not is_in_plan(company_id=company_id):
            _try_later(receipt, ExportReason.NOT_IN_PLAN)
        elif receipt.type == pushes.EXPORT_JOB_APPLICATION:
            _work_application(connection, receipt)
        else:
            _work_export(connection, receipt)
    except errors.Forbidden:
        _try_later(receipt, ExportReason.NOT_ENABLED)
    except errors.LinkedInError as error:
        log.warning("linkedin.fetch_failed", receipt=receipt.pk, error=repr(error))
        _try_later(receipt, ExportReason.UNREACHABLE)


@transaction.atomic
def _begun(company_id: int, receipt_id: int) -> Receipt | None:
    """The receipt, counted as tried and pushed into the future first, so that a fault of ours cannot become a loop."""
    receipt = (
        Receipt.objects.select_for_update()
        .filter(company_id=company_id, pk=receipt_id, state__in=OPEN)
        .first()
    )
    if receipt is None:
        return None
    receipt.attempts += 1
    receipt.state = ReceiptState.WORKING
    receipt.not_before = clock.now() + max(wait_before(receipt.attempts), timedelta(seconds=60))
    receipt.save(update_fields=["attempts", "state", "not_before"])
    return receipt


def _work_application(connection: Connection, receipt: Receipt) -> None:
    application = read_application(receipt.body.encode())
    if application is None:
        _end(receipt, ReceiptState.REFUSED, ExportReason.MALFORMED)
        return
    files = fetched(connection, application, pushed_at=receipt.received_at)
    with transaction.atomic():
        still_open = Receipt.objects.select_for_update().filter(pk=receipt.pk, state__in=OPEN).first()
        if still_open is None:
            return
        taken = take_application(connection=connection, application=application, files=files)
        is_refused = taken.outcome == ApplicationOutcome.REFUSED
        state = ReceiptState.REFUSED if is_refused else ReceiptState.DONE
        _finish(still_open, state, ExportReason(taken.reason), taken.sentence)


def _work_export(connection: Connection, receipt: Receipt) -> None:
    exported = linkedin_of(connection).exports.by_request(receipt.event_id)
    if not exported:
        _end(receipt, ReceiptState.EXPIRED, ExportReason.EXPIRED, with_export=True)
        return
    _take(connection, receipt, exported)


@transaction.atomic
def _take(connection: Connection, receipt: Receipt, exported: list[ExportedCandidate]) -> None:
    lock_identities(company_id=receipt.company_id, exported=exported)
    still_open = Receipt.objects.select_for_update().filter(pk=receipt.pk, state__in=OPEN).first()
    if still_open is None:
        return  # the same receipt was worked by another worker meanwhile
    exports = [
        take_export(connection=connection, receipt=still_open, ordinal=ordinal, exported=each)
        for ordinal, each in enumerate(exported)
    ]
    refused = [export for export in exports if export.outcome == ExportOutcome.REFUSED]
    all_refused = len(refused) == len(exports)
    _finish(
        still_open,
        ReceiptState.REFUSED if all_refused else ReceiptState.DONE,
        ExportReason(refused[0].reason) if refused else ExportReason.NONE,
        refused[0].sentence if refused else "",
    )
    if any(export.seat_id is None and export.process_id for export in exports):
        # LinkedIn's list of seats is older than the exporter's: whoever it is can be mapped once it is read.
        defer_seat_pull(company_id=connection.company_id, connection_id=connection.pk)
    if any(export.reason == ExportReason.OTHER_COMPANY for export in refused):
        log.warning("linkedin.export_of_other_company", company=receipt.company_id, receipt=receipt.pk)


@transaction.atomic
def _end(
    receipt: Receipt, state: ReceiptState, reason: str = ExportReason.NONE, *, with_export: bool = False
) -> None:
    """An end without a decision on a person. ``with_export``: one that the recruiters' list shows as well."""
    still_open = Receipt.objects.select_for_update().filter(pk=receipt.pk, state__in=OPEN).first()
    if still_open is None:
        return
    word = ExportReason(reason)
    sentence = sentence_of(receipt.type, word)
    is_export = receipt.type == webhooks.EXPORT_CANDIDATE_PROFILE
    if is_export and (with_export or state == ReceiptState.FAILED):
        Export.objects.get_or_create(
            company_id=receipt.company_id,
            receipt=still_open,
            ordinal=0,
            defaults={"outcome": ExportOutcome.REFUSED, "reason": word, "sentence": sentence},
        )
        live.touch(receipt.company_id, ["exports"])
    _finish(still_open, state, word, sentence)


def _finish(receipt: Receipt, state: ReceiptState, reason: ExportReason, sentence: str) -> None:
    receipt.state, receipt.reason, receipt.sentence = state, reason, sentence
    receipt.finished_at = clock.now()
    if receipt.type == pushes.EXPORT_JOB_APPLICATION:
        receipt.body = ""  # what a member has written is with the candidate now, or nowhere
    receipt.save(update_fields=["state", "reason", "sentence", "finished_at", "body"])
    live.touch(receipt.company_id, ["integration"])


@transaction.atomic
def _try_later(receipt: Receipt, reason: ExportReason) -> None:
    """The receipt is due again after a while, never after its request id has expired: that is its last try."""
    at = clock.now() + wait_before(receipt.attempts)
    due = min(at, max(receipt.expires_at, clock.now() + _FIRST_WAIT))
    Receipt.objects.filter(pk=receipt.pk, state__in=OPEN).update(
        state=ReceiptState.RECEIVED, not_before=due, reason=reason, sentence=sentence_of(receipt.type, reason)
    )
    defer_receipt(receipt, at=due)


def defer_receipt(receipt: Receipt, *, at: datetime | None = None) -> None:
    queue.defer(WORK_RECEIPT, company_id=receipt.company_id, receipt_id=receipt.pk, run_at=at, priority=10)


def defer_stuck_receipts(*, company_id: int, is_start: bool = False) -> int:
    """Defer every open receipt that is overdue: its job was lost with its worker. Returns how many.

    At a worker's start also what is being worked on: its worker is most likely the one that died, and if it lives,
    working twice is harmless. Not after the third try: that may be what the workers die of.
    """
    overdue = Q(not_before__lte=clock.now() - timedelta(seconds=30))
    if is_start:
        overdue |= Q(state=ReceiptState.WORKING, attempts__lte=3)
    stuck = list(
        Receipt.objects.filter(overdue, company_id=company_id, state__in=OPEN).order_by("not_before")[:500]
    )
    for receipt in stuck:
        defer_receipt(receipt)
    return len(stuck)


def forget_turned_away(*, company_id: int, keep: int = 1000) -> None:
    """Of pushes that were not believed the latest thousand are kept: whoever knows the address could send millions."""
    refused = Receipt.objects.filter(company_id=company_id, event_id__startswith="refused:")
    oldest_kept = refused.order_by("-id").values_list("id", flat=True)[keep - 1 : keep]
    if oldest_kept:
        refused.filter(pk__lt=oldest_kept[0]).delete()
