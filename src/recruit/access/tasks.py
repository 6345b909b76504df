"""What is done for those who want to come in when nobody waits for it? Their mails."""

from __future__ import annotations

from recruit.access.services import mails
from recruit.base import queue


@queue.task(name=mails.MAIL_INVITATION, retry=queue.RetryWithJitter(attempts=8))
def mail_invitation(*, company_id: int, invitation_id: int, version: int, language: str = "en") -> None:
    mails.mail_invitation(
        company_id=company_id, invitation_id=invitation_id, version=version, language=language
    )


@queue.task(name=mails.MAIL_PASSWORD_LINK, retry=queue.RetryWithJitter(attempts=8))
def mail_password_link(*, company_id: int, teammate_id: int) -> None:
    mails.mail_password_link(company_id=company_id, teammate_id=teammate_id)
