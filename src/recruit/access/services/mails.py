"""Which mails carry a link to come in? They are written by jobs, which carry ids: the link is made when it is sent."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.mail import send_mail

from recruit.access import selectors
from recruit.access.enums import InvitationState
from recruit.access.models import Invitation
from recruit.base import clock
from recruit.company.enums import CompanyRole
from recruit.company.models import Teammate
from recruit.company.selectors import company_of

MAIL_INVITATION: Final = "access.mail_invitation"
MAIL_PASSWORD_LINK: Final = "access.mail_password_link"  # noqa: S105 -- the name of a task


def mail_invitation(*, company_id: int, invitation_id: int, version: int) -> None:
    """Nothing if it was sent again, accepted or taken back meanwhile. Raises what the mail server's refusal raises."""
    invitation = Invitation.objects.filter(company_id=company_id, pk=invitation_id, version=version).first()
    if invitation is None or selectors.state_of(invitation) != InvitationState.WAITING:
        return
    company = company_of(company_id=company_id).name
    role = CompanyRole(invitation.company_role).label
    body = (
        f"{invitation.invited_by_name} invites you to hire together with {company} in Recruit, as {role}.\n\n"
        f"Choose your name and password here:\n"
        f"{settings.BASE_URL}/invitation/{selectors.invitation_token(invitation)}\n\n"
        f"The link works once, until {invitation.expires_at:%d %B %Y, %H:%M} UTC. "
        "If you did not expect it, you need not do anything."
    )
    send_mail(f"Your invitation to {company} in Recruit", body, None, [invitation.email])
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=clock.now())


def mail_password_link(*, company_id: int, teammate_id: int) -> None:
    """To an active teammate. Raises what the mail server's refusal raises."""
    teammate = Teammate.objects.filter(company_id=company_id, pk=teammate_id, is_active=True).first()
    if teammate is None:
        return
    company = company_of(company_id=company_id).name
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    body = (
        f"Somebody, probably you, wants a new password for {teammate.full_name} at {company} in Recruit.\n\n"
        f"Choose it here:\n{settings.BASE_URL}/password/{selectors.password_token(teammate)}\n\n"
        f"The link works once and for {hours} hours. If it was not you, you need not do anything: "
        "your password stays as it is."
    )
    send_mail(f"A new password for Recruit at {company}", body, None, [teammate.email])
