"""What is done for applicants when nobody waits for it? Their mails."""

from __future__ import annotations

from recruit.base import queue
from recruit.careers.services import mails
from recruit.careers.services.applying import MAIL_CONFIRMATION


@queue.task(name=MAIL_CONFIRMATION, retry=queue.RetryWithJitter(attempts=8))
def mail_confirmation(*, company_id: int, submission_id: int, language: str = "en") -> None:
    mails.mail_confirmation(company_id=company_id, submission_id=submission_id, language=language)
