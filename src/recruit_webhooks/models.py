"""Which addresses hear of what happens, what is on its way to them, and what did they answer?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.base.secrets import EncryptedTextField
from recruit_webhooks.enums import DeliveryState, OffReason, PayloadForm, WebhookState


def new_webhook_id() -> str:
    return ids.new_id("whk")


def new_message_id() -> str:
    return ids.new_id("msg")


class Webhook(CompanyRow):
    """An address that is told of events, with the rights of one API app: its scopes and its reach."""

    public_id = models.CharField(max_length=24, unique=True, default=new_webhook_id, editable=False)
    app = models.ForeignKey("company.ApiApp", on_delete=models.CASCADE, db_index=False, related_name="+")
    name = models.CharField(max_length=100)
    url = models.CharField(max_length=500)
    #: ``EventType`` values, in the order in which they are offered.
    event_types = models.JSONField(default=list)
    form = models.CharField(max_length=10, choices=PayloadForm.choices, default=PayloadForm.IDS)
    state = models.CharField(max_length=10, choices=WebhookState.choices, default=WebhookState.ON)
    off_because = models.CharField(max_length=10, choices=OffReason.choices, blank=True, default="")
    off_at = models.DateTimeField(null=True, blank=True)
    secret = EncryptedTextField()
    #: Signs as well until ``former_until``, so that a receiver need not change at the same moment.
    former_secret = EncryptedTextField(blank=True, default="")
    former_until = models.DateTimeField(null=True, blank=True)
    #: So many attempts in a row were in vain, since then; the next one is not before ``rests_until``.
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)
    latest_success_at = models.DateTimeField(null=True, blank=True)
    made_by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["company", "-id"], name="webhooks_newest_first"),
            models.Index(fields=["app"], name="webhooks_of_app"),
        ]

    @property
    def is_on(self) -> bool:
        return self.state == WebhookState.ON


class Delivery(CompanyRow):
    """One event on its way to one webhook. ``public_id`` is the message's id and stays through all attempts.

    The record is read when it is sent, so that nothing of it lies here. Of one that is gone ``data`` holds the ids.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, db_index=False, related_name="deliveries")
    public_id = models.CharField(max_length=24, unique=True, default=new_message_id, editable=False)
    type = models.CharField(max_length=40)
    #: The row of the person, position or process; 0 for a test.
    object_key = models.BigIntegerField(default=0)
    #: Its public id, once it was read.
    object_id = models.CharField(max_length=24, blank=True, default="")
    person_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    #: Nothing was sent of it yet, and it speaks for further changes of the same record.
    is_open = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    #: Of the latest attempt: the answer's status, or why there was none.
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=300, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "type", "object_key"], condition=Q(is_open=True), name="one_open_delivery"
            ),
        ]
        indexes = [
            models.Index(fields=["webhook", "-id"], name="deliveries_newest_first"),
            models.Index(fields=["webhook", "state", "-id"], name="deliveries_by_state"),
            models.Index(
                fields=["webhook", "due_at", "id"],
                condition=Q(state=DeliveryState.WAITING),
                name="deliveries_due",
            ),
            models.Index(
                fields=["company", "person_id"],
                condition=Q(person_id__isnull=False),
                name="deliveries_of_person",
            ),
            models.Index(fields=["company", "occurred_at"], name="deliveries_by_age"),
        ]


class Attempt(CompanyRow):
    """One time that it was sent, and what was answered."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, db_index=False, related_name="tries")
    at = models.DateTimeField(default=clock.now)
    took_ms = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    #: The first bytes, as text.
    answer = models.CharField(max_length=600, blank=True, default="")
    trouble = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["delivery", "id"], name="attempts_of_delivery")]
