"""What does the receipt say of other places? When there was something to erase there, and when that was done."""

from __future__ import annotations

from collections.abc import Mapping

from recruit.base import clock, live
from recruit.privacy.models import ErasureReceipt, ReceiptSide


def open_side(*, company_id: int, receipt: str, name: str, counts: Mapping[str, int]) -> None:
    """In the transaction of the erasure: there is something of the person at that place, and it will be seen to.

    Who was taken back (``taking_back``) has no receipt: nothing is told of them here.
    """
    if not receipt:
        return
    row = ReceiptSide(company_id=company_id, receipt_id=_receipt_id(company_id, receipt), name=name)
    row.counts = dict(counts)
    row.save(force_insert=True)


def finish_side(*, company_id: int, receipt: str, name: str) -> None:
    """Nothing of the person is at that place any more. Idempotent."""
    rows = ReceiptSide.objects.filter(
        company_id=company_id, receipt__public_id=receipt, name=name, finished_at=None
    )
    if rows.update(finished_at=clock.now(), trouble=""):
        live.touch(company_id, ["privacy"])


def note_trouble(*, company_id: int, receipt: str, name: str, trouble: str) -> None:
    """Why it is not done yet. Idempotent."""
    rows = ReceiptSide.objects.filter(
        company_id=company_id, receipt__public_id=receipt, name=name, finished_at=None
    )
    if rows.exclude(trouble=trouble).update(trouble=trouble):
        live.touch(company_id, ["privacy"])


def _receipt_id(company_id: int, receipt: str) -> int:
    return ErasureReceipt.objects.values_list("pk", flat=True).get(company_id=company_id, public_id=receipt)
