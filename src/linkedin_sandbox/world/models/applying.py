"""What members have sent to companies through LinkedIn, and what came back to them."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Record, Row


class JobApplication(Row):
    """A member applied on LinkedIn; ``event_id`` is its delivery to the ATS."""

    id = models.BigAutoField(primary_key=True)
    application_id = models.BigIntegerField()
    job_key = models.CharField(max_length=400)
    member_id = models.BigIntegerField()
    applied_at = models.BigIntegerField()
    answers: models.JSONField[Record, Record] = models.JSONField(default=dict)
    event_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job_key", "member_id"], name="one_application_of_member")
        ]
        indexes = [
            models.Index(fields=["member_id", "applied_at"], name="applications_of_member"),
            models.Index(fields=["application_id", "applied_at"], name="applications_of_ats"),
        ]

    @property
    def urn(self) -> str:
        return f"urn:li:jobApplication:{self.id}"


class Media(Row):
    """A file that a member attached; the ATS can fetch it for a while."""

    token = models.CharField(max_length=60, primary_key=True)
    application_id = models.BigIntegerField()
    member_id = models.BigIntegerField()
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    created_at = models.BigIntegerField()

    @property
    def urn(self) -> str:
        return f"urn:li:media:{self.token}"


class LifecycleAction(Row):
    """What the ATS told LinkedIn about an application: ``is_shown`` to the applicant, or only noted."""

    id = models.BigAutoField(primary_key=True)
    job_application_id = models.BigIntegerField(db_index=True)
    member_id = models.BigIntegerField()
    action = models.CharField(max_length=30)
    performed_at = models.BigIntegerField()
    received_at = models.BigIntegerField()
    is_shown = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["member_id", "received_at"], name="notices_of_member")]
