"""Who is invited, what proves who a teammate is, and where are they signed in?

Functions for people who are not signed in yet take a token or a teammate found through the door SIGN_IN, and open the
company's context themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing
from django.utils.translation import gettext as _

from recruit.access.enums import InvitationState
from recruit.access.models import Authenticator, Invitation, Passkey, RecoveryCode, SignedInSession
from recruit.access.rules import invitation_state, needs_second_factor
from recruit.base import clock
from recruit.base.errors import NotFound, Refusal
from recruit.base.paging import Page, id_of, page_of
from recruit.base.tenancy import Door, company_context, door
from recruit.company.models import Company, Teammate
from recruit.company.rules import normalise_sign_in_email

_INVITATION_SALT: Final = "recruit.access.invitation"
_PASSWORD_SALT: Final = "recruit.access.password"  # noqa: S105 -- a label, not a password
_reset_tokens = PasswordResetTokenGenerator()


class LinkNotUsable(Refusal):
    """It was used, has expired, was replaced by a newer one, or was cut off in the mail."""

    code = "link_not_usable"


@dataclass(frozen=True)
class Invited:
    """An invitation as the one who opens the link sees it."""

    company_id: int
    invitation_id: int
    company_name: str
    email: str
    company_role: str
    invited_by_name: str


def invitation_token(invitation: Invitation) -> str:
    """What the link in the mail carries. Not stored: it follows from the row and the installation's key."""
    return signing.dumps(
        [invitation.company_id, invitation.pk, invitation.version], salt=_INVITATION_SALT, compress=True
    )


def invitation_behind(*, token: str) -> Invited:
    """Refuses ``LinkNotUsable``."""
    try:
        company_id, invitation_id, version = signing.loads(token, salt=_INVITATION_SALT)
    except signing.BadSignature:
        raise LinkNotUsable(
            _("This invitation's link is not complete. Open it from the mail itself, or ask for a new one.")
        ) from None
    with company_context(company_id):
        found = Invitation.objects.filter(pk=invitation_id, version=version).first()
        if found is None or state_of(found) != InvitationState.WAITING:
            raise LinkNotUsable(
                _(
                    "This invitation was used already, taken back, replaced by a newer one, or is too old. "
                    "Ask whoever invited you to send it again."
                )
            )
        company = Company.objects.get(pk=company_id)
    return Invited(company_id, found.pk, company.name, found.email, found.company_role, found.invited_by_name)


def state_of(invitation: Invitation) -> InvitationState:
    return invitation_state(
        now=clock.now(),
        expires_at=invitation.expires_at,
        accepted_at=invitation.accepted_at,
        revoked_at=invitation.revoked_at,
    )


def open_invitations_page(*, company_id: int, after: str | None = None, limit: int = 50) -> Page[Invitation]:
    """Those that are neither accepted nor revoked, the newest first; some may have expired."""
    rows = Invitation.objects.filter(company_id=company_id, accepted_at=None, revoked_at=None)
    count = rows.count()
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=count)


def invitation_by_public_id(*, company_id: int, public_id: str) -> Invitation:
    """Refuses with ``NotFound``."""
    found = Invitation.objects.filter(company_id=company_id, public_id=public_id).first()
    if found is None:
        raise NotFound(_("There is no such invitation in your company."))
    return found


# ------------------------------------------------------------------------------------------------ forgotten passwords


def teammates_with_email(*, email: str) -> list[Teammate]:
    """Active ones of every company with this address, before any company is known."""
    with door(Door.SIGN_IN):
        return list(
            Teammate.objects.filter(email_normalized=normalise_sign_in_email(email), is_active=True).order_by(
                "id"
            )
        )


def teammate_at_the_door(*, teammate_id: int | None = None, public_id: str = "") -> Teammate | None:
    """An active teammate by key, before any company is known."""
    key = {"pk": teammate_id} if teammate_id is not None else {"public_id": public_id}
    with door(Door.SIGN_IN):
        return Teammate.objects.filter(is_active=True, **key).first()


def password_token(teammate: Teammate) -> str:
    """Good until the password changes or Django's ``PASSWORD_RESET_TIMEOUT`` is over."""
    return signing.dumps([teammate.pk, _reset_tokens.make_token(teammate)], salt=_PASSWORD_SALT)


def teammate_behind_password_token(*, token: str) -> Teammate:
    """Refuses ``LinkNotUsable``."""
    try:
        teammate_id, proof = signing.loads(token, salt=_PASSWORD_SALT)
    except signing.BadSignature:
        teammate_id, proof = 0, ""
    teammate = teammate_at_the_door(teammate_id=teammate_id)
    if teammate is None or not _reset_tokens.check_token(teammate, proof):
        raise LinkNotUsable(_("This link was used already or is too old. Ask for a new one."))
    return teammate


# ------------------------------------------------------------------------------------------------ factors and sessions


@dataclass(frozen=True)
class Factors:
    """What proves who a teammate is besides the password."""

    has_authenticator: bool
    codes_left: int
    passkeys: Sequence[Passkey]

    @property
    def has_any(self) -> bool:
        return self.has_authenticator or bool(self.passkeys)


def factors_of(*, teammate: Teammate) -> Factors:
    """Three queries."""
    with company_context(teammate.company_id):
        app = Authenticator.objects.filter(company_id=teammate.company_id, teammate=teammate)
        codes = RecoveryCode.objects.filter(company_id=teammate.company_id, teammate=teammate, used_at=None)
        keys = Passkey.objects.filter(company_id=teammate.company_id, teammate=teammate)
        return Factors(
            has_authenticator=app.filter(confirmed_at__isnull=False).exists(),
            codes_left=codes.count(),
            passkeys=list(keys.order_by("id")),
        )


@dataclass(frozen=True)
class FactorDue:
    """Whether the company asks this teammate for a second factor that they do not have, and until when it waits."""

    is_due: bool = False
    grace_ends_at: datetime | None = None

    @property
    def is_overdue(self) -> bool:
        return self.is_due and (self.grace_ends_at is None or clock.now() >= self.grace_ends_at)


def factor_due(*, teammate: Teammate) -> FactorDue:
    with company_context(teammate.company_id):
        company = Company.objects.get(pk=teammate.company_id)
        required = needs_second_factor(
            company_role=teammate.company_role, required_for=company.second_factor_for
        )
        if not required or factors_of(teammate=teammate).has_any:
            return FactorDue()
        return FactorDue(True, company.second_factor_grace_ends_at)


def must_show_factor(*, teammate: Teammate) -> bool:
    """Whether the company asks this teammate for more than a password. One query."""
    with company_context(teammate.company_id):
        company = Company.objects.get(pk=teammate.company_id)
        return needs_second_factor(company_role=teammate.company_role, required_for=company.second_factor_for)


def sessions_of(*, teammate: Teammate) -> list[SignedInSession]:
    """The latest first. Few: a session ends after two weeks."""
    rows = SignedInSession.objects.filter(company_id=teammate.company_id, teammate=teammate)
    return list(rows.order_by("-last_seen_at", "-id")[:200])


def teammates_with_factor(*, company_id: int) -> dict[int, bool]:
    """By the ids of the teammates who have a second factor: is it, or one of them, an app? Two queries."""
    apps = Authenticator.objects.filter(company_id=company_id, confirmed_at__isnull=False)
    keys = Passkey.objects.filter(company_id=company_id)
    with_app = set(apps.values_list("teammate_id", flat=True))
    return {each: each in with_app for each in {*with_app, *keys.values_list("teammate_id", flat=True)}}
