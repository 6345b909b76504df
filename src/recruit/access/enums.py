"""Which words describe how a teammate comes in?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class InvitationState(models.TextChoices):
    """Told from the moments in the row, never stored."""

    WAITING = "waiting", _("Waiting")
    EXPIRED = "expired", _("Expired")
    ACCEPTED = "accepted", _("Accepted")
    REVOKED = "revoked", _("Revoked")


class SignInWay(models.TextChoices):
    """How somebody proved who they are."""

    PASSWORD = "password", _("password")
    PASSWORD_AND_CODE = "password_and_code", _("password and code")
    PASSKEY = "passkey", _("passkey")
    INVITATION = "invitation", _("invitation")
