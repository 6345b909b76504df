"""What people have said in the widgets: who a candidate is not, and who applied with the button."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Row


class Unlinking(Row):
    """A user of the ATS has said in the profile plugin that this member is not the candidate."""

    id = models.BigAutoField(primary_key=True)
    candidate_key = models.CharField(max_length=400)
    member_id = models.BigIntegerField()
    at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate_key", "member_id"], name="once_unlinked")]


class ButtonApply(Row):
    """A member's way through the Apply button of one job: profile given, and, perhaps, application sent."""

    id = models.BigAutoField(primary_key=True)
    application_id = models.BigIntegerField()
    member_id = models.BigIntegerField()
    job_code = models.CharField(max_length=200)
    context = models.CharField(max_length=100)
    started_at = models.BigIntegerField(null=True)
    completed_at = models.BigIntegerField(null=True)
    changed_at = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application_id", "member_id", "job_code"], name="one_apply_per_member_and_job"
            )
        ]
        indexes = [models.Index(fields=["application_id", "changed_at", "id"], name="applies_by_change")]
