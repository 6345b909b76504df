"""How does a meeting come into the calendars of those who take part? By a mail with an iCalendar file.

Who reads the same language reads the same mail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recruit.base import clock
from recruit.company.models import Teammate
from recruit.company.selectors import teammates_by_ids
from recruit.evaluation.models import Interview
from recruit.evaluation.rules import Meeting, calendar_of
from recruit.positions.selectors import viewers_of_positions


def send_invitation(*, company_id: int, interview_id: int, sequence: int, gone: Collection[int]) -> None:
    """To those who take part, and the cancellation to ``gone``, who did. Nothing if the meeting was changed since:
    that change has a mail of its own, and a calendar would take the older one for a repetition.
    """
    rows = Interview.objects.filter(company_id=company_id, pk=interview_id)
    found = rows.select_related("step", "process__person", "process__position").first()
    if found is None or found.sequence != sequence:
        return
    position = found.process.position
    viewers = viewers_of_positions(company_id=company_id, position_ids=[position.pk])[position.pk]
    people = [one.teammate for one in found.participants.select_related("teammate")]
    _mail(found, [one for one in people if one.pk in viewers], is_cancelled=found.cancelled_at is not None)
    _mail(found, list(teammates_by_ids(company_id=company_id, ids=list(gone)).values()), is_cancelled=True)


def _mail(found: Interview, people: Sequence[Teammate], *, is_cancelled: bool) -> None:
    addresses = [teammate.email for teammate in people if teammate.is_active]
    readers: dict[str, list[str]] = defaultdict(list)
    for teammate in people:
        if teammate.is_active:
            readers[teammate.language].append(teammate.email)
    for language, to in readers.items():
        with translation.override(language):
            _written(found, to, addresses, is_cancelled=is_cancelled).send()


def _written(
    found: Interview, to: Sequence[str], attendees: Sequence[str], *, is_cancelled: bool
) -> EmailMessage:
    """The mail ``to`` some of the ``attendees``, in the language of the moment."""
    person, position = found.process.person, found.process.position
    summary = f"{found.step.name}: {person.full_name}, {position.name}"
    link = f"{settings.BASE_URL}/candidates/{person.public_id}"
    meeting = Meeting(
        uid=f"{found.public_id}@recruit",
        sequence=found.sequence,
        starts_at=found.starts_at,
        minutes=found.minutes,
        summary=summary,
        description=link,
        place=found.place or found.get_meeting_type_display(),
        organizer=settings.DEFAULT_FROM_EMAIL,
        attendees=tuple(attendees),
        is_cancelled=is_cancelled,
    )
    if is_cancelled:
        subject = _("Cancelled: {meeting}").format(meeting=summary)
        sentence = _("“{step}” with {name} for {position} does not take place.")
    else:
        subject = summary
        sentence = _("“{step}” with {name} for {position} takes place on {when} UTC.")
    told = sentence.format(
        step=found.step.name,
        name=person.full_name,
        position=position.name,
        when=date_format(found.starts_at, _("j F Y, H:i")),
    )
    mail = EmailMessage(subject=subject.replace("\n", " "), body=f"{told}\n\n{link}\n", to=list(to))
    method = "CANCEL" if is_cancelled else "REQUEST"
    mail.attach("interview.ics", calendar_of(meeting, now=clock.now()), f"text/calendar; method={method}")
    return mail
