"""LinkedIn's own side: companies, licences, members."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Record, Row


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
    # Not BigIntegerField: only an "integer" is SQLite's own row number, and needs no index of its own.
    id = models.BigAutoField(primary_key=True)
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
    languages: models.JSONField[list[Record], list[Record]] = models.JSONField(default=list)
    email = models.CharField(max_length=254, default="", db_index=True)
    phone = models.CharField(max_length=40, default="")
    exportable = models.BooleanField(default=True)
    closed_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["closed_at", "id"], condition=models.Q(closed_at__isnull=False), name="members_closed"
            ),
            models.Index(fields=["id"], condition=models.Q(exportable=False), name="members_not_exportable"),
        ]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def profile_url(self) -> str:
        return f"https://www.linkedin.com/in/{self.slug}"


class SeatHolder(Row):
    """One Recruiter licence and the member who sits on it."""

    id = models.BigIntegerField(primary_key=True)
    contract_id = models.BigIntegerField()
    member_id = models.BigIntegerField(db_index=True)
    email = models.CharField(max_length=254, default="")
    state = models.CharField(max_length=10, default="ACTIVE")
    is_admin = models.BooleanField(default=False)
    created_at = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["contract_id", "id"], name="seats_of_contract")]

    @property
    def urn(self) -> str:
        return f"urn:li:seat:{self.id}"
