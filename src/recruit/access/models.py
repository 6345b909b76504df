"""Who is invited, what proves who somebody is, and where are they signed in?

Every row belongs to a company and lies behind its wall. At sign-in the teammate is found first, through the door
that shows teammates only; these rows are read in the company's context after that.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.access.enums import SignInWay
from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.base.secrets import EncryptedTextField
from recruit.company.enums import CompanyRole


def new_invitation_id() -> str:
    return ids.new_id("inv")


def new_passkey_id() -> str:
    return ids.new_id("pk")


def new_session_id() -> str:
    return ids.new_id("ses")


class Invitation(CompanyRow):
    """The link in the mail is signed and names row and ``version``: sending again makes older links worthless."""

    public_id = models.CharField(max_length=24, unique=True, default=new_invitation_id, editable=False)
    email = models.CharField(max_length=254)
    email_normalized = models.CharField(max_length=254)
    company_role = models.CharField(max_length=30, choices=CompanyRole.choices, default=CompanyRole.TEAMMATE)
    #: The person who they are as a candidate: hidden from them from the first moment on.
    hidden_person_id = models.BigIntegerField(null=True, blank=True)
    invited_by_id = models.BigIntegerField(null=True, blank=True)
    invited_by_name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email_normalized"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_email",
            ),
        ]
        indexes = [models.Index(fields=["company", "-id"], name="invitations_of_company")]


class Authenticator(CompanyRow):
    """An app that counts with a clock (TOTP). It counts as a second factor once its first code was typed."""

    teammate = models.OneToOneField("company.Teammate", on_delete=models.CASCADE, related_name="+")
    secret = EncryptedTextField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    #: The period of the last code that was taken: no code is taken twice.
    last_period = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)


class RecoveryCode(CompanyRow):
    """Instead of the app, once. Only its keyed digest is kept."""

    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "teammate", "digest"], name="one_recovery_code")
        ]


class Passkey(CompanyRow):
    """A credential of a device or a password manager: its public half, which is no secret."""

    public_id = models.CharField(max_length=24, unique=True, default=new_passkey_id, editable=False)
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    name = models.CharField(max_length=100)
    credential_id = models.CharField(max_length=1400)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "teammate", "credential_id"], name="one_passkey")
        ]


class SignedInSession(CompanyRow):
    """One browser that is signed in. ``key`` is Django's session key: with it the session can be ended."""

    public_id = models.CharField(max_length=24, unique=True, default=new_session_id, editable=False)
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = EncryptedTextField()
    way = models.CharField(max_length=30, choices=SignInWay.choices)
    device = models.CharField(max_length=100)
    address = models.CharField(max_length=64, blank=True, default="")
    started_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["company", "teammate", "-last_seen_at"], name="sessions_of_teammate")]
