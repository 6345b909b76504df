"""What does an applicant read in the mail? That it has arrived, also if they had applied before."""

from __future__ import annotations

from django.core.mail import send_mail

from recruit.careers.models import Submission
from recruit.careers.selectors import site_of
from recruit.company.selectors import company_of


def mail_confirmation(*, company_id: int, submission_id: int) -> None:
    """Raises what the mail server's refusal raises: tried again."""
    submission = (
        Submission.objects.filter(company_id=company_id, pk=submission_id)
        .select_related("position", "person", "process")
        .first()
    )
    if submission is None or not submission.email:
        return
    company, position = company_of(company_id=company_id).name, submission.position.shown_name
    words = [f"Hello {submission.person.first_name},", "", *_told(submission, position, company)]
    site = site_of(company_id=company_id)
    if site is not None and site.privacy_url:
        words += ["", f"How {company} treats your data: {site.privacy_url}"]
    words += [
        "",
        "If you did not apply, somebody used your address: simply ignore this message.",
        "",
        company,
    ]
    subject = " ".join(f"Your application for {position} at {company}".split())
    send_mail(subject, "\n".join(words), None, [submission.email])


def _told(submission: Submission, position: str, company: str) -> list[str]:
    if submission.is_repeated and submission.process is not None:
        since = submission.process.started_at
        return [
            f"You had applied for {position} already, on {since:%Y-%m-%d}, and {company} has that application.",
            "What you sent now has been added to it. There is nothing else that you need to do.",
        ]
    return [
        f"Thank you for applying for {position}. {company} has received it.",
        "Somebody will look at it and write to you.",
    ]
