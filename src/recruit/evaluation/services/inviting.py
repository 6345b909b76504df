"""How does a meeting come into the calendars of those who take part? By a mail with an iCalendar file."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.conf import settings
from django.core.mail import EmailMessage

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
    if not addresses:
        return
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
        attendees=tuple(addresses),
        is_cancelled=is_cancelled,
    )
    what = "does not take place" if is_cancelled else f"takes place on {found.starts_at:%-d %B %Y, %H:%M} UTC"
    mail = EmailMessage(
        subject=f"{'Cancelled: ' if is_cancelled else ''}{summary}".replace("\n", " "),
        body=f"“{found.step.name}” with {person.full_name} for {position.name} {what}.\n\n{link}\n",
        to=addresses,
    )
    method = "CANCEL" if is_cancelled else "REQUEST"
    mail.attach("interview.ics", calendar_of(meeting, now=clock.now()), f"text/calendar; method={method}")
    mail.send()
