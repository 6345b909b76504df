"""The addresses that ATSs gave for what is more than a notification, and what was sent there."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Row


class Webhook(Row):
    """One address of one application. It must have answered a challenge, and goes on answering them.

    ``application_id`` is the child's; None: the parent's own, registered in the portal for ``events``.
    """

    id = models.BigAutoField(primary_key=True)
    client_id = models.CharField(max_length=60)
    application_id = models.BigIntegerField(null=True)
    url = models.TextField()
    events: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    status = models.CharField(max_length=10, default="PENDING")
    failures = models.IntegerField(default=0)
    last_problem = models.TextField(default="")
    proven_at = models.BigIntegerField(null=True)
    challenge_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client_id", "url"], name="one_webhook")]
        indexes = [models.Index(fields=["challenge_at"], name="challenges_due")]


class WebhookEvent(Row):
    """One message to a webhook and its delivery; ``subject`` is what it is about.

    ``secret_of`` is the client id whose secret signs it. ``most_attempts``: given up after so many, None
    only when it expires.
    """

    id = models.BigAutoField(primary_key=True)
    webhook_id = models.BigIntegerField(db_index=True)
    application_id = models.BigIntegerField()
    secret_of = models.CharField(max_length=60)
    type = models.CharField(max_length=40)
    subject = models.CharField(max_length=200, default="")
    body = models.TextField()
    created_at = models.BigIntegerField()
    expires_at = models.BigIntegerField()
    most_attempts = models.IntegerField(null=True)
    state = models.CharField(max_length=8, default="due")
    next_at = models.BigIntegerField()
    attempts = models.IntegerField(default=0)
    last_status = models.IntegerField(null=True)
    last_problem = models.TextField(default="")
    answered_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_at"], name="webhook_events_due"),
            models.Index(fields=["type", "subject"], name="webhook_events_about"),
        ]
