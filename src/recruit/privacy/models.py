"""What is kept of erasures? A receipt that proves each of them without naming anybody."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.privacy.enums import ErasureKind, Ground


def new_receipt_id() -> str:
    return ids.new_id("rcp")


class ErasureReceipt(CompanyRow):
    """Somebody was erased: when, by whom, and how much of what. Of them there is a keyed digest, and nothing else.

    ``digest`` is of their public id, with this installation's key: by it a person whom a backup brings back is known
    again (``rules.digest_of``). ``counts``: what was removed in Recruit, by kind in words.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_receipt_id, editable=False)
    kind = models.CharField(max_length=15, choices=ErasureKind.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    digest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    by_name = models.CharField(max_length=200)
    by = models.ForeignKey(
        "company.Teammate", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    #: When it was written into the list that outlives the database.
    listed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["company", "-id"], name="receipts_newest_first"),
            models.Index(fields=["company", "id"], condition=Q(listed_at=None), name="receipts_to_list"),
        ]


class ReceiptSide(CompanyRow):
    """Where else they had to be erased, how much there was, and when that was done."""

    receipt = models.ForeignKey(
        ErasureReceipt, on_delete=models.CASCADE, db_index=False, related_name="sides"
    )
    #: As people know the place.
    name = models.CharField(max_length=100)
    counts = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    #: Why it is not done yet, for people; empty while it goes its ordinary way.
    trouble = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receipt", "name"], name="one_side_per_place")]
        indexes = [
            models.Index(fields=["company", "id"], condition=Q(finished_at=None), name="sides_not_finished")
        ]
