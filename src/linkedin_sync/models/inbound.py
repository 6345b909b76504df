"""What remembers the way in? Receipts (every push that came) and exports (what became of each)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from linkedin_sync.enums import AttributionState, ExportOutcome, ExportReason, ReceiptState, SignatureState
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


class SeatAttribution(CompanyRow):
    """Candidates who came through a seat while it was nobody's are put down to the teammate who sits there now.

    A walk over the seat's exports, which can be walked back; the latest of a seat is the one that counts.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, db_index=False, related_name="+")
    teammate = models.ForeignKey("company.Teammate", on_delete=models.CASCADE, related_name="+")
    #: The source and contact that they get, and the source that they had: a choice made by hand is left alone.
    source_id = models.BigIntegerField()
    source_contact_id = models.BigIntegerField()
    source_name = models.CharField(max_length=300)
    earlier_source_id = models.BigIntegerField()
    asked_by = models.CharField(max_length=400)
    asked_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=AttributionState.choices, default=AttributionState.RUNNING
    )
    #: Of the walk that is under way, or of the latest one: how many exports there were, how many have been seen to, and
    #: how many candidates of them got the other source.
    total = models.PositiveIntegerField()
    seen = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(state__in=["running", "undoing"]),
                name="one_attribution_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["company", "seat", "-id"], name="attribution_by_latest")]


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
    #: How LinkedIn named whoever exported, while it had told of no such seat; empty where the seat was known.
    exporter_person_urn = models.CharField(max_length=200, blank=True, default="")
    exporter_seat_urn = models.CharField(max_length=200, blank=True, default="")
    exporter_email = models.CharField(max_length=320, blank=True, default="")
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
    #: What put the candidate down to a teammate later, where the seat had been nobody's.
    attribution = models.ForeignKey(
        SeatAttribution, on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receipt", "ordinal"], name="one_export_per_answer")]
        indexes = [
            models.Index(fields=["company", "-id"], name="export_by_latest"),
            models.Index(fields=["company", "outcome", "-id"], name="export_by_outcome"),
            models.Index(fields=["company", "teammate", "-id"], name="export_by_teammate"),
            models.Index(fields=["company", "person_id"], name="export_by_person"),
            models.Index(
                fields=["company", "seat", "id"],
                condition=Q(teammate__isnull=True, attribution__isnull=True, process_id__isnull=False),
                name="export_unattributed",
            ),
            models.Index(
                fields=["attribution", "id"], condition=Q(attribution__isnull=False), name="export_attributed"
            ),
        ]
