"""Which words describe how a teammate comes in?"""

from __future__ import annotations

from django.db import models


class InvitationState(models.TextChoices):
    """Told from the moments in the row, never stored."""

    WAITING = "waiting", "Waiting"
    EXPIRED = "expired", "Expired"
    ACCEPTED = "accepted", "Accepted"
    REVOKED = "revoked", "Revoked"


class SignInWay(models.TextChoices):
    """How somebody proved who they are."""

    PASSWORD = "password", "password"
    PASSWORD_AND_CODE = "password_and_code", "password and code"
    PASSKEY = "passkey", "passkey"
    INVITATION = "invitation", "invitation"
