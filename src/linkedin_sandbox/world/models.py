"""What does LinkedIn know? Its own people and licences, and what the ATSs have told it.

Every moment is an integer of UTC epoch milliseconds, as on LinkedIn's wire. Rows that an ATS upserts are
found by one text key (``keys.py``), so that a batch of a hundred is one statement.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

Record = dict[str, Any]


class Row(models.Model):
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True


# LinkedIn's own side.


class Organization(Row):
    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=200)

    @property
    def urn(self) -> str:
        return f"urn:li:organization:{self.id}"


class Contract(Row):
    """One Recruiter contract of a customer; an organization can have several."""

    id = models.BigIntegerField(primary_key=True)
    organization_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=200)

    @property
    def urn(self) -> str:
        return f"urn:li:contract:{self.id}"


class Member(Row):
    id = models.BigIntegerField(primary_key=True)
    slug = models.CharField(max_length=120, unique=True)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    headline = models.CharField(max_length=300, default="")
    location = models.CharField(max_length=200, default="")
    country = models.CharField(max_length=2, default="")
    employer = models.CharField(max_length=200, default="")
    title = models.CharField(max_length=200, default="")
    industry = models.CharField(max_length=200, default="")
    photo_seed = models.IntegerField(default=0)
    about = models.TextField(default="")
    positions: models.JSONField[list[Record], list[Record]] = models.JSONField(default=list)
    educations: models.JSONField[list[Record], list[Record]] = models.JSONField(default=list)
    skills: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    email = models.CharField(max_length=254, default="", db_index=True)
    phone = models.CharField(max_length=40, default="")
    exportable = models.BooleanField(default=True)
    closed_at = models.BigIntegerField(null=True)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def profile_url(self) -> str:
        return f"https://www.linkedin.com/in/{self.slug}"


class SeatHolder(Row):
    """One Recruiter licence and the member who sits on it."""

    id = models.BigIntegerField(primary_key=True)
    contract_id = models.BigIntegerField(db_index=True)
    member_id = models.BigIntegerField(db_index=True)
    email = models.CharField(max_length=254, default="")
    state = models.CharField(max_length=10, default="ACTIVE")
    created_at = models.BigIntegerField(default=0)

    @property
    def urn(self) -> str:
        return f"urn:li:seat:{self.id}"


# The ATSs' developer applications.


class ParentApplication(Row):
    client_id = models.CharField(max_length=60, primary_key=True)
    client_secret = models.CharField(max_length=120)
    name = models.CharField(max_length=100)


class Application(Row):
    """A child application: one customer of one ATS; without organization until its admin used the plugin."""

    id = models.BigAutoField(primary_key=True)
    unique_foreign_id = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=50)
    description = models.TextField()
    client_id = models.CharField(max_length=60, unique=True)
    client_secret = models.CharField(max_length=120)
    callback_urls: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    js_domains: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    organization_id = models.BigIntegerField(null=True, db_index=True)
    contract_id = models.BigIntegerField(null=True)

    @property
    def urn(self) -> str:
        return f"urn:li:developerApplication:{self.id}"


class AccessToken(Row):
    digest = models.CharField(max_length=64, primary_key=True)
    client_id = models.CharField(max_length=60, db_index=True)
    expires_at = models.BigIntegerField()


class Integration(Row):
    """What the customer's admin asked for in the plugin; only ENABLED lets data through."""

    id = models.BigAutoField(primary_key=True)
    application_id = models.BigIntegerField(db_index=True)
    context = models.CharField(max_length=100)
    type = models.CharField(max_length=40)
    tenant = models.CharField(max_length=20, default="RECRUITER")
    name = models.CharField(max_length=200, default="")
    status = models.CharField(max_length=12, default="REQUESTED")
    changed_at = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application_id", "context", "type", "tenant"], name="one_integration"
            )
        ]
        indexes = [models.Index(fields=["context", "type", "status"], name="integration_of_context")]


class Configuration(Row):
    id = models.BigAutoField(primary_key=True)
    integration_id = models.BigIntegerField()
    name = models.CharField(max_length=40)
    value = models.TextField()
    proven_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["integration_id", "name"], name="one_configuration")]


# What the ATSs have sent.


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
    search = models.TextField(default="")
    record: models.JSONField[Record, Record] = models.JSONField(default=dict)
    changed_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["application_id", "context", "state", "title"], name="jobs_offered")]


class JobTask(Row):
    """LinkedIn's pending answer to one job; ``record`` becomes the job when the task is done."""

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

    class Meta:
        indexes = [models.Index(fields=["status", "due_at"], name="tasks_due")]


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


class CandidateTrace(Row):
    """What a member may be recognised by: an ``email``, or the ``slug`` of a profile address."""

    id = models.BigAutoField(primary_key=True)
    candidate_key = models.CharField(max_length=400, db_index=True)
    kind = models.CharField(max_length=5)
    value = models.CharField(max_length=254)

    class Meta:
        indexes = [models.Index(fields=["value", "kind"], name="trace_value")]


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


# What LinkedIn tells the ATSs.


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
        indexes = [models.Index(fields=["state", "next_at"], name="pushes_due")]


class ExportEvent(Row):
    """A recruiter chose "Export to ATS"; the ATS learns of it by the push of the same ``request_id``."""

    request_id = models.CharField(max_length=60, primary_key=True)
    application_id = models.BigIntegerField()
    seat_id = models.BigIntegerField(db_index=True)
    member_id = models.BigIntegerField()
    job_external_id = models.CharField(max_length=200)
    email = models.CharField(max_length=254, default="")
    created_at = models.BigIntegerField()
    fetched_at = models.BigIntegerField(null=True)
    # The member's applications for that job at the moment of the export: any other is the ATS's answer to it.
    applications_before: models.JSONField[list[str], list[str]] = models.JSONField(default=list)


class Setting(Row):
    """What the person at the sandbox changed: switches, limits, the clock's offset."""

    name = models.CharField(max_length=60, primary_key=True)
    value: models.JSONField[Any, Any] = models.JSONField()
