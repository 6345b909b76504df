"""Which mails carry a link to come in? They are written by jobs, which carry ids: the link is made when it is sent."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.utils import dateformat, translation
from django.utils.translation import gettext as _

from recruit.access import selectors
from recruit.access.enums import InvitationState
from recruit.access.models import Invitation
from recruit.base import clock
from recruit.company.enums import CompanyRole
from recruit.company.models import Teammate
from recruit.company.selectors import company_of

MAIL_INVITATION: Final = "access.mail_invitation"
MAIL_PASSWORD_LINK: Final = "access.mail_password_link"  # noqa: S105 -- the name of a task


def mail_invitation(*, company_id: int, invitation_id: int, version: int, language: str = "en") -> None:
    """In the language of whoever invites; nothing if it was sent again, accepted or taken back meanwhile.

    Raises what the mail server's refusal raises.
    """
    invitation = Invitation.objects.filter(company_id=company_id, pk=invitation_id, version=version).first()
    if invitation is None or selectors.state_of(invitation) != InvitationState.WAITING:
        return
    company = company_of(company_id=company_id).name
    with translation.override(language):
        subject = _("Your invitation to {company} in Recruit").format(company=company)
        body = _(
            "{name} invites you to hire together with {company} in Recruit, as {role}.\n\n"
            "Choose your name and password here:\n{address}\n\n"
            "The link works once, until {until} UTC. If you did not expect it, you need not do anything."
        ).format(
            name=invitation.invited_by_name,
            company=company,
            role=CompanyRole(invitation.company_role).label,
            address=f"{settings.BASE_URL}/invitation/{selectors.invitation_token(invitation)}",
            until=dateformat.format(invitation.expires_at, _("d F Y, H:i")),
        )
    send_mail(subject, body, None, [invitation.email])
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=clock.now())


def mail_password_link(*, company_id: int, teammate_id: int) -> None:
    """To an active teammate. Raises what the mail server's refusal raises."""
    teammate = Teammate.objects.filter(company_id=company_id, pk=teammate_id, is_active=True).first()
    if teammate is None:
        return
    company = company_of(company_id=company_id).name
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    with translation.override(teammate.language):
        subject = _("A new password for Recruit at {company}").format(company=company)
        body = _(
            "Somebody, probably you, wants a new password for {name} at {company} in Recruit.\n\n"
            "Choose it here:\n{address}\n\n"
            "The link works once and for {hours} hours. If it was not you, you need not do anything: "
            "your password stays as it is."
        ).format(
            name=teammate.full_name,
            company=company,
            address=f"{settings.BASE_URL}/password/{selectors.password_token(teammate)}",
            hours=hours,
        )
    send_mail(subject, body, None, [teammate.email])
