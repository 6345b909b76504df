"""What does an applicant read in the mail? That it has arrived, also if they had applied before."""

from __future__ import annotations

from django.core.mail import send_mail
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from recruit.careers.models import Submission
from recruit.careers.selectors import site_of
from recruit.company.selectors import company_of


def mail_confirmation(*, company_id: int, submission_id: int, language: str = "en") -> None:
    """In the language in which they applied. Raises what the mail server's refusal raises: tried again."""
    submission = (
        Submission.objects.filter(company_id=company_id, pk=submission_id)
        .select_related("position", "person", "process")
        .first()
    )
    if submission is None or not submission.email:
        return
    company = company_of(company_id=company_id).name
    site = site_of(company_id=company_id)
    with translation.override(language):
        subject, words = _letter(submission, company, privacy_url=site.privacy_url if site else "")
    send_mail(" ".join(subject.split()), "\n".join(words), None, [submission.email])


def _letter(submission: Submission, company: str, *, privacy_url: str) -> tuple[str, list[str]]:
    """Subject and lines."""
    position = submission.position.shown_name
    words = [_("Hello {name},").format(name=submission.person.first_name), ""]
    words += _told(submission, position, company)
    if privacy_url:
        treats = _("How {company} treats your data: {address}")
        words += ["", treats.format(company=company, address=privacy_url)]
    words += [
        "",
        _("If you did not apply, somebody used your address: simply ignore this message."),
        "",
        company,
    ]
    subject = _("Your application for {position} at {company}")
    return subject.format(position=position, company=company), words


def _told(submission: Submission, position: str, company: str) -> list[str]:
    if submission.is_repeated and submission.process is not None:
        day = date_format(submission.process.started_at, pgettext("format of a date", "Y-m-d"))
        had = _("You had applied for {position} already, on {day}, and {company} has that application.")
        return [
            had.format(position=position, day=day, company=company),
            _("What you sent now has been added to it. There is nothing else that you need to do."),
        ]
    thanks = _("Thank you for applying for {position}. {company} has received it.")
    return [
        thanks.format(position=position, company=company),
        _("Somebody will look at it and write to you."),
    ]
