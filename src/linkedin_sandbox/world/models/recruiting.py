"""What recruiters do in Recruiter, and what members answer: InMail, notes, projects, evaluations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from linkedin_sandbox.world.models.rows import Record, Row

PUBLIC, PRIVATE = "PUBLIC", "PRIVATE"
ORGANIZATION = "ORGANIZATION"


class MailThread(Row):
    """One conversation of a seat with a member. ``state``: open, answered or declined."""

    id = models.BigAutoField(primary_key=True)
    contract_id = models.BigIntegerField()
    seat_id = models.BigIntegerField()
    member_id = models.BigIntegerField()
    subject = models.CharField(max_length=200)
    visibility = models.CharField(max_length=7, default=PUBLIC)
    state = models.CharField(max_length=8, default="open")
    created_at = models.BigIntegerField()
    latest_at = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["seat_id", "latest_at", "id"], name="threads_of_seat"),
            models.Index(fields=["member_id", "latest_at", "id"], name="threads_of_member"),
        ]

    @property
    def urn(self) -> str:
        return f"urn:li:mailThread:{self.id}"


class MailMessage(Row):
    """One message; who is not its writer has read it once ``read_at`` is there."""

    id = models.BigAutoField(primary_key=True)
    thread_id = models.BigIntegerField()
    seat_id = models.BigIntegerField()
    member_id = models.BigIntegerField()
    is_from_member = models.BooleanField()
    body = models.TextField()
    created_at = models.BigIntegerField()
    read_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["thread_id", "created_at", "id"], name="messages_of_thread"),
            models.Index(fields=["seat_id", "created_at", "id"], name="messages_of_seat"),
            models.Index(
                fields=["seat_id"], condition=Q(read_at=None, is_from_member=True), name="unread_by_seat"
            ),
            models.Index(
                fields=["member_id"], condition=Q(read_at=None, is_from_member=False), name="unread_by_member"
            ),
        ]


class MailStub(Row):
    """The contact data that a member shared at the first reply to a seat."""

    id = models.BigAutoField(primary_key=True)
    contract_id = models.BigIntegerField()
    seat_id = models.BigIntegerField()
    member_id = models.BigIntegerField()
    thread_id = models.BigIntegerField()
    email = models.CharField(max_length=254, default="")
    phone = models.CharField(max_length=40, default="")
    created_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat_id", "member_id"], name="one_stub")]
        indexes = [models.Index(fields=["contract_id", "created_at", "id"], name="stubs_of_contract")]


class ProspectNote(Row):
    """A recruiter's note about a member. Deleting makes it inactive: the ATS must hear of it."""

    id = models.BigAutoField(primary_key=True)
    contract_id = models.BigIntegerField()
    seat_id = models.BigIntegerField()
    member_id = models.BigIntegerField()
    content = models.TextField()
    visibility = models.CharField(max_length=12, default=ORGANIZATION)
    active = models.BooleanField(default=True)
    created_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["contract_id", "changed_at", "id"], name="notes_by_change"),
            models.Index(fields=["contract_id", "created_at", "id"], name="notes_by_creation"),
            models.Index(fields=["member_id", "created_at", "id"], name="notes_about_member"),
            models.Index(fields=["seat_id", "created_at", "id"], name="notes_of_seat"),
        ]


class Project(Row):
    """A recruiter's folder of members, for one search."""

    id = models.BigAutoField(primary_key=True)
    contract_id = models.BigIntegerField()
    seat_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    created_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["contract_id", "changed_at", "id"], name="projects_of_contract")]


class ProjectMember(Row):
    id = models.BigAutoField(primary_key=True)
    project_id = models.BigIntegerField()
    member_id = models.BigIntegerField(db_index=True)
    seat_id = models.BigIntegerField()
    added_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project_id", "member_id"], name="once_in_project")]
        indexes = [models.Index(fields=["project_id", "added_at", "id"], name="members_of_project")]


class Evaluation(Row):
    """What LinkedIn's assistant says of one application; the ATS learns of it by the push of ``request_id``."""

    request_id = models.CharField(max_length=60, primary_key=True)
    application_id = models.BigIntegerField()
    external_application_id = models.CharField(max_length=200)
    record: models.JSONField[Record, Record] = models.JSONField(default=dict)
    created_at = models.BigIntegerField()
    fetched_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["application_id", "external_application_id", "created_at"], name="evaluations_made"
            )
        ]
