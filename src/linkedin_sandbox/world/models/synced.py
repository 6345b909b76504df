"""What the ATSs have sent."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Record, Row


class AtsJob(Row):
    """A job as recruiters see it in the export window; ``search`` is what they can type."""

    key = models.CharField(max_length=400, primary_key=True)
    application_id = models.BigIntegerField()
    context = models.CharField(max_length=100)
    id = models.CharField(max_length=200)
    state = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    code = models.CharField(max_length=200, default="")
    location = models.CharField(max_length=300, default="")
    workplace = models.CharField(max_length=10, default="")
    availability = models.CharField(max_length=30, default="")
    access_restricted = models.BooleanField(null=True)
    posting_id = models.BigIntegerField(default=0)
    expires_at = models.BigIntegerField(null=True)
    form = models.CharField(max_length=12, default="")
    search = models.TextField(default="")
    record: models.JSONField[Record, Record] = models.JSONField(default=dict)
    changed_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["application_id", "context", "state", "title"], name="jobs_offered")]


class JobTask(Row):
    """LinkedIn's pending answer to one job; ``record`` becomes the job when the task is done.

    ``contract_id``: the contract whose job slot the job will take.
    """

    urn = models.CharField(max_length=80, primary_key=True)
    application_id = models.BigIntegerField()
    job_key = models.CharField(max_length=400, db_index=True)
    external_id = models.CharField(max_length=200)
    record: models.JSONField[Record, Record] = models.JSONField(default=dict)
    created_at = models.BigIntegerField()
    due_at = models.BigIntegerField()
    looks_left = models.IntegerField(default=0)
    status = models.CharField(max_length=12, default="IN_PROGRESS")
    error = models.TextField(default="")
    posting_id = models.BigIntegerField(default=0)
    form = models.CharField(max_length=12)
    operation = models.CharField(max_length=10, default="")
    contract_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["status", "due_at"], name="tasks_due"),
            models.Index(fields=["contract_id", "status"], name="tasks_promoting"),
            models.Index(fields=["application_id", "external_id"], name="tasks_of_job"),
            models.Index(fields=["application_id", "operation", "created_at"], name="tasks_of_resync"),
        ]


class AtsCandidate(Row):
    key = models.CharField(max_length=400, primary_key=True)
    application_id = models.BigIntegerField()
    context = models.CharField(max_length=100)
    id = models.CharField(max_length=200)
    record: models.JSONField[Record, Record] = models.JSONField(default=dict)
    manual_member_id = models.BigIntegerField(null=True, db_index=True)
    match_due_at = models.BigIntegerField(default=0)
    match_looks_left = models.IntegerField(default=0)
    changed_at = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["application_id", "manual_member_id"],
                condition=models.Q(manual_member_id__isnull=False),
                name="matched_by_hand",
            )
        ]


class CandidateTrace(Row):
    """What a member may be recognised by: an ``email``, or the ``slug`` of a profile address."""

    id = models.BigAutoField(primary_key=True)
    candidate_key = models.CharField(max_length=400, db_index=True)
    kind = models.CharField(max_length=5)
    value = models.CharField(max_length=254)

    class Meta:
        indexes = [models.Index(fields=["value", "kind"], name="trace_value")]


class Recognition(Row):
    """A candidate has a trace of a member. A shortcut for lists of members; ``matching`` has the last word."""

    id = models.BigAutoField(primary_key=True)
    application_id = models.BigIntegerField()
    member_id = models.BigIntegerField(db_index=True)
    candidate_key = models.CharField(max_length=400, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["application_id", "member_id"], name="recognised_members")]


class AtsApplication(Row):
    """A candidate's application for a job; both are named by key and neither needs to be known yet."""

    key = models.CharField(max_length=400, primary_key=True)
    application_id = models.BigIntegerField()
    context = models.CharField(max_length=100)
    id = models.CharField(max_length=200)
    candidate_key = models.CharField(max_length=400, db_index=True)
    job_key = models.CharField(max_length=400, db_index=True)
    record: models.JSONField[Record, Record] = models.JSONField(default=dict)
    changed_at = models.BigIntegerField()


class AtsStage(Row):
    """One entry into a stage; the newest entry of an application is where it stands."""

    key = models.CharField(max_length=600, primary_key=True)
    application_key = models.CharField(max_length=400, db_index=True)
    id = models.CharField(max_length=200)
    name = models.CharField(max_length=300)
    entered_at = models.BigIntegerField()


class EntityAcl(Row):
    """The ACL (a group of the ATS's making) covers this job."""

    key = models.CharField(max_length=600, primary_key=True)
    application_id = models.BigIntegerField()
    context = models.CharField(max_length=100)
    acl_id = models.CharField(max_length=200)
    job_key = models.CharField(max_length=400, db_index=True)
    job_id = models.CharField(max_length=200)


class EntityAclAssignee(Row):
    """The member is in the ACL."""

    key = models.CharField(max_length=600, primary_key=True)
    application_id = models.BigIntegerField()
    context = models.CharField(max_length=100)
    acl_id = models.CharField(max_length=200)
    member_id = models.BigIntegerField(db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["application_id", "context", "acl_id", "member_id"], name="assignees_of_acl")
        ]
