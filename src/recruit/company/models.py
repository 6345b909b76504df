"""Which companies are there, and who can sign in to them?

E-mail addresses are kept twice, as typed and normalised. An index on ``lower(email)`` would be useless behind the
wall of row-level security: ``lower`` is not leakproof, so PostgreSQL filters by company first.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.company.enums import (
    AppReach,
    AppState,
    AttachesApplicants,
    CompanyRole,
    ExportRequires,
    Language,
    Plan,
    SecondFactorFor,
)


def new_company_id() -> str:
    return ids.new_id("cmp")


def new_teammate_id() -> str:
    return ids.new_id("tm")


def new_api_app_id() -> str:
    return ids.new_id("app")


class Company(models.Model):
    """One tenant. Its own row is behind the wall too; the door COMPANIES shows them all, read-only."""

    public_id = models.CharField(max_length=24, unique=True, default=new_company_id, editable=False)
    name = models.CharField(max_length=200)
    plan = models.CharField(max_length=20, choices=Plan.choices, default=Plan.ENTERPRISE)
    allows_several_positions = models.BooleanField(default=True)
    export_requires = models.CharField(
        max_length=20, choices=ExportRequires.choices, default=ExportRequires.VIEW
    )
    #: Whether workflows may have steps that are no template's.
    allows_custom_steps = models.BooleanField(default=True, db_default=True)
    #: Whether an evaluation that says "not sure" asks the position's recruiters if they go on.
    not_sure_asks = models.BooleanField(default=True, db_default=True)
    #: Whether interviewers read others' evaluations before they have given their own.
    opens_evaluations = models.BooleanField(default=False, db_default=False)
    #: Who applies again with the same e-mail address within so many days is the candidate who is there already.
    attaches_applicants = models.CharField(
        max_length=20,
        choices=AttachesApplicants.choices,
        default=AttachesApplicants.SAME_POSITION,
        db_default=AttachesApplicants.SAME_POSITION,
    )
    attaches_within_days = models.PositiveSmallIntegerField(default=30, db_default=30)
    #: Lower-case domains with commas between: from these, recruiters and coordinators may invite, too.
    mail_domains = models.TextField(blank=True, default="", db_default="")
    second_factor_for = models.CharField(
        max_length=20,
        choices=SecondFactorFor.choices,
        default=SecondFactorFor.NOBODY,
        db_default=SecondFactorFor.NOBODY,
    )
    #: Until then whoever must have a second factor is only reminded of it.
    second_factor_grace_ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)


class TeammateManager(BaseUserManager["Teammate"]):
    """Django asks for one; teammates are added by ``services.add_teammate``."""


class Teammate(CompanyRow, AbstractBaseUser):
    """Someone who can sign in. Nobody is deleted: a deactivated teammate stays in the history."""

    # Django would write the moment of each sign-in, outside of any company's context, where the wall refuses it.
    last_login = None

    public_id = models.CharField(max_length=24, unique=True, default=new_teammate_id, editable=False)
    email = models.CharField(max_length=254)
    email_normalized = models.CharField(max_length=254, db_index=True)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100, blank=True)
    company_role = models.CharField(max_length=30, choices=CompanyRole.choices, default=CompanyRole.TEAMMATE)
    is_active = models.BooleanField(default=True)
    #: Empty: what the browser says.
    time_zone = models.CharField(max_length=60, blank=True, default="", db_default="")
    language = models.CharField(
        max_length=10, choices=Language.choices, default=Language.ENGLISH, db_default=Language.ENGLISH
    )
    #: Whether they get a mail when a note mentions them.
    mails_mentions = models.BooleanField(default=True, db_default=True)
    #: Of how many mentions they were told since they have looked; here so that no page asks for it.
    unread_mentions = models.PositiveIntegerField(default=0, db_default=0)
    #: The person who they are as a candidate, hidden from them. A plain key: persons lie above this app.
    hidden_person_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    deactivated_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = TeammateManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "email_normalized"], name="one_teammate_per_email"),
        ]
        indexes = [
            models.Index(
                fields=["company", "-is_active", "last_name", "first_name", "id"], name="teammates_by_name"
            ),
        ]

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class ApiApp(CompanyRow):
    """A program of the company's, or of somebody whom it trusts, that uses the API with a token.

    Of the token its first letters are kept to find the row by, and a digest to compare with. The door API shows the
    table before the company is known, read-only.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_api_app_id, editable=False)
    name = models.CharField(max_length=100)
    purpose = models.TextField(blank=True, default="")
    #: ``AppScope`` values, sorted.
    scopes = models.JSONField(default=list)
    reach = models.CharField(max_length=20, choices=AppReach.choices, default=AppReach.NOT_DISCREET)
    state = models.CharField(max_length=10, choices=AppState.choices, default=AppState.WAITING)
    token_start = models.CharField(max_length=20, blank=True, default="", db_collation="C")
    token_digest = models.CharField(max_length=64, blank=True, default="")
    asked_by_name = models.CharField(max_length=200)
    approved_by_name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)
    approved_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    #: To the minute.
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_start"], condition=~models.Q(token_start=""), name="one_app_per_token_start"
            ),
        ]
        indexes = [models.Index(fields=["company", "-id"], name="api_apps_newest_first")]

    @property
    def is_active(self) -> bool:
        return self.state == AppState.APPROVED

    def holds(self, scope: str) -> bool:
        return self.is_active and scope in self.scopes
