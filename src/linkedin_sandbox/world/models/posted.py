"""The jobs that stand on LinkedIn itself, and what LinkedIn has asked to be sent again."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Record, Row


class JobPosting(Row):
    """A job of ``simpleJobPostings``: what members see when it is public. ``key`` is also its ``AtsJob``'s.

    ``state`` is LISTED, CLOSED or EXPIRED; ``listed_from`` is when the present listing began here; ``webhook_id``
    where applications go, and ``apply_problem`` or ``went_offsite_at`` why members are sent to the company's own
    site instead.
    """

    key = models.CharField(max_length=400, primary_key=True)
    number = models.BigIntegerField(db_index=True)
    application_id = models.BigIntegerField()
    context = models.CharField(max_length=100)
    id = models.CharField(max_length=200)
    form = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    is_public = models.BooleanField(default=False)
    listed_from = models.BigIntegerField()
    expires_at = models.BigIntegerField()
    listing_type = models.CharField(max_length=10, default="BASIC")
    contract_id = models.BigIntegerField(null=True)
    webhook_id = models.BigIntegerField(null=True)
    apply_problem = models.TextField(default="")
    went_offsite_at = models.BigIntegerField(null=True)
    record: models.JSONField[Record, Record] = models.JSONField(default=dict)
    changed_at = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["is_public", "state", "number"], name="postings_public"),
            models.Index(fields=["application_id", "state", "id"], name="postings_open"),
            models.Index(fields=["application_id", "changed_at", "number"], name="postings_by_change"),
            models.Index(fields=["contract_id", "state"], name="postings_promoted"),
            models.Index(fields=["state", "expires_at"], name="postings_expiring"),
            models.Index(fields=["webhook_id"], name="postings_of_webhook"),
        ]


class Resync(Row):
    """LinkedIn asked for jobs once more (RESYNC_JOBS); until ``due_at`` they are to be sent again."""

    id = models.BigAutoField(primary_key=True)
    application_id = models.BigIntegerField(db_index=True)
    all_open = models.BooleanField()
    asked: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    event_id = models.BigIntegerField()
    asked_at = models.BigIntegerField()
    due_at = models.BigIntegerField()
