"""Who hears that a note mentions them? Each once, and only who may read it: in their tasks, and perhaps by mail."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from recruit.activity import selectors as notes
from recruit.activity.services import mark_mailed, mark_mentions_read, mark_told
from recruit.base import queue
from recruit.company.models import Teammate
from recruit.company.services import count_mentions, count_no_mentions
from recruit.hiring.selectors.mentions import note_readers
from recruit.people.models import Person

MAIL_MENTION: Final = "hiring.mail_mention"


def tell_mentioned(*, company_id: int, note_id: int) -> None:
    """Those whom it mentions and who have not heard. Their mails are written by jobs. In the caller's transaction."""
    note = notes.note_to_tell(company_id=company_id, note_id=note_id)
    if note is None or not note.untold:
        return
    readers = note_readers(company_id=company_id, person_id=note.person_id, position_id=note.position_id)
    told = {each.pk for each in readers if each.pk in note.untold and each.pk != note.author_id}
    mentions = mark_told(company_id=company_id, note_id=note_id, teammate_ids=told)
    count_mentions(company_id=company_id, teammate_ids=told)
    for mention_id in mentions:
        queue.defer(MAIL_MENTION, company_id=company_id, mention_id=mention_id)


def mail_mention(*, company_id: int, mention_id: int) -> None:
    """Nothing if it was sent, if they want none, or if they may not read the note any more. Its words stay here."""
    mention = notes.mention_of(company_id=company_id, mention_id=mention_id)
    if mention is None or mention.mailed_at or mention.note.is_private or not mention.teammate.mails_mentions:
        return
    note = mention.note
    readers = note_readers(company_id=company_id, person_id=note.person_id, position_id=note.position_id)
    if mention.teammate_id not in {each.pk for each in readers}:
        return
    person = Person.objects.get(company_id=company_id, pk=note.person_id)
    with translation.override(mention.teammate.language):
        named = {"author": note.author_name, "person": person.full_name}
        subject = _("{author} mentioned you: {person}").format(**named)
        read = _("{author} mentioned you in a note about {person}. Read it here:").format(**named)
        choose = _("Under My account you choose whether you get such mails: {address}")
    EmailMessage(
        subject=subject.replace("\n", " "),
        body=(
            f"{read}\n{settings.BASE_URL}/candidates/{person.public_id}#note-{note.public_id}\n\n"
            f"{choose.format(address=f'{settings.BASE_URL}/account')}"
        ),
        to=[mention.teammate.email],
    ).send()
    mark_mailed(company_id=company_id, mention_id=mention_id)


@transaction.atomic
def read_mentions(*, teammate: Teammate) -> None:
    """All of which they were told."""
    mark_mentions_read(company_id=teammate.company_id, teammate_id=teammate.pk)
    count_no_mentions(company_id=teammate.company_id, teammate_id=teammate.pk)
