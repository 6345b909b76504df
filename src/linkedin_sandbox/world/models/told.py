"""What LinkedIn tells the ATSs."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Row


class PushEvent(Row):
    """One notification and its delivery. ``integrations`` is what a status change is about."""

    request_id = models.CharField(max_length=60, primary_key=True)
    application_id = models.BigIntegerField(db_index=True)
    type = models.CharField(max_length=40)
    integrations: models.JSONField[list[int], list[int]] = models.JSONField(default=list)
    created_at = models.BigIntegerField()
    expires_at = models.BigIntegerField()
    state = models.CharField(max_length=8, default="due")
    next_at = models.BigIntegerField()
    attempts = models.IntegerField(default=0)
    last_status = models.IntegerField(null=True)
    last_problem = models.TextField(default="")
    answered_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_at"], name="pushes_due"),
            models.Index(fields=["created_at", "request_id"], name="pushes_made"),
        ]


class ExportEvent(Row):
    """A recruiter chose "Export to ATS"; the ATS learns of it by the push of the same ``request_id``."""

    request_id = models.CharField(max_length=60, primary_key=True)
    application_id = models.BigIntegerField()
    seat_id = models.BigIntegerField()
    member_id = models.BigIntegerField()
    job_external_id = models.CharField(max_length=200)
    email = models.CharField(max_length=254, default="")
    created_at = models.BigIntegerField()
    fetched_at = models.BigIntegerField(null=True)
    # The member's applications for that job at the moment of the export: any other is the ATS's answer to it.
    applications_before: models.JSONField[list[str], list[str]] = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["member_id", "application_id"], name="exports_of_member"),
            models.Index(fields=["seat_id", "created_at"], name="exports_of_seat"),
            models.Index(fields=["created_at", "seat_id"], name="exports_made"),
        ]
