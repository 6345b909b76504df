"""What remembers the way in? Receipts (every push that came) and exports (what became of each)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from linkedin_sync.enums import ExportOutcome, ExportReason, ReceiptState, SignatureState
from linkedin_sync.models.connection import Connection, Seat
from recruit.base import clock
from recruit.base.rows import CompanyRow


class Receipt(CompanyRow):
    """One received notification, committed before it is understood. Also the ones that were turned away.

    ``event_id`` is LinkedIn's request id; of a body that is not believed it is a digest, so that a forged push can
    never take the place of a genuine one.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    event_id = models.CharField(max_length=300)
    type = models.CharField(max_length=100, blank=True, default="")
    body = models.TextField(blank=True, default="")
    signature_state = models.CharField(max_length=10, choices=SignatureState.choices)
    received_at = models.DateTimeField(default=clock.now)
    #: When the request id stops working at LinkedIn; 24 hours after the push where it does not say.
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReceiptState.choices, default=ReceiptState.RECEIVED)
    reason = models.CharField(
        max_length=40, choices=ExportReason.choices, blank=True, default=ExportReason.NONE
    )
    sentence = models.TextField(blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "event_id"], name="one_receipt_per_event")
        ]
        indexes = [
            models.Index(
                fields=["connection", "not_before"],
                condition=Q(state__in=["received", "working"]),
                name="receipt_open",
            ),
            models.Index(fields=["company", "-id"], name="receipt_by_latest"),
            models.Index(
                fields=["company", "-id"],
                condition=Q(state__in=["refused", "failed", "expired", "ignored"]),
                name="receipt_troubled",
            ),
        ]


class Export(CompanyRow):
    """What became of one exported person: created, attached, or refused with a reason that the recruiter sees."""

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, db_index=False, related_name="exports")
    #: The place in LinkedIn's answer: with the receipt it makes working twice harmless.
    ordinal = models.PositiveIntegerField(default=0)
    member_urn = models.CharField(max_length=200, blank=True, default="")
    first_name = models.CharField(max_length=200, blank=True, default="")
    last_name = models.CharField(max_length=200, blank=True, default="")
    profile_url = models.CharField(max_length=500, blank=True, default="")
    position_public_id = models.CharField(max_length=100, blank=True, default="")
    position_name = models.CharField(max_length=300, blank=True, default="")
    recruiter_name = models.CharField(max_length=400, blank=True, default="")
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=ExportOutcome.choices)
    reason = models.CharField(
        max_length=40, choices=ExportReason.choices, blank=True, default=ExportReason.NONE
    )
    sentence = models.TextField(blank=True, default="")
    person_id = models.BigIntegerField(null=True, blank=True)
    process_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receipt", "ordinal"], name="one_export_per_answer")]
        indexes = [
            models.Index(fields=["company", "-id"], name="export_by_latest"),
            models.Index(fields=["company", "outcome", "-id"], name="export_by_outcome"),
            models.Index(fields=["company", "teammate", "-id"], name="export_by_teammate"),
            models.Index(fields=["company", "person_id"], name="export_by_person"),
        ]
