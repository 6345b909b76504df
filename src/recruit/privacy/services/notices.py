"""How does somebody learn what is kept of them whom an outside tool brought? By a mail, once they have an address.

Whoever was exported has no e-mail address at first. When one comes, the company may have them told (off at first): once
for each person, recorded in their history, and listed with the reason where it failed.
"""

from __future__ import annotations

from typing import Final

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, live, queue
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import NotFound, Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import company_of, require_capability
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import ContactPoint, ExternalIdentity, Person
from recruit.privacy.enums import NoticeState
from recruit.privacy.models import Notice, PrivacySettings
from recruit.privacy.rules import PLACES, filled, unknown_places
from recruit.privacy.selectors import settings_of, values_of_notice
from recruit.privacy.services.keeping import tell_settings

#: The task's name; the function lies in ``tasks``, above this.
SEND_NOTICE: Final = "privacy.send_notice"
_NOTICES: Final = system_actor(gettext_noop("Privacy notice"))


class NoticeNotUnderstood(Refusal):
    """Evidence: ``field``."""

    code = "notice_not_understood"


@transaction.atomic
def set_notice(*, company_id: int, is_on: bool, subject: str, text: str, actor: Actor) -> None:
    """Whoever has an address already is not told: the notice is for those who get their first one from now on.

    Refuses with ``CompanyRoleTooSmall`` or ``NoticeNotUnderstood``.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_PRIVACY)
    said = {"subject": " ".join(subject.split()), "text": text.strip().replace("\r\n", "\n")}
    for field, words in said.items():
        if not words:
            raise NoticeNotUnderstood(_("Write something here: this is what they read."), field=field)
        unknown = unknown_places(words)
        if unknown:
            raise NoticeNotUnderstood(
                _("Nothing is known to fill in for {place}. There are: {places}.").format(
                    place=f"{{{unknown[0]}}}", places=", ".join(f"{{{name}}}" for name in PLACES)
                ),
                field=field,
            )
    found, _is_new = PrivacySettings.objects.get_or_create(company_id=company_id)
    now = {"notice_is_on": is_on, "notice_subject": said["subject"], "notice_text": said["text"]}
    changed = [name for name, value in now.items() if getattr(found, name) != value]
    if not changed:
        return
    PrivacySettings.objects.filter(pk=found.pk).update(**now)
    switched = "notice_is_on" in changed
    what = (
        f"notices to candidates who were exported are {'on' if is_on else 'off'}"
        if switched
        else "words of notices"
    )
    tell_settings(company_id=company_id, actor=actor, what=what)


@transaction.atomic
def owe_notice(*, company_id: int, person_id: int, provenance: str) -> None:
    """Their first e-mail address has come. Who wrote it into the careers form themselves has been told there."""
    if provenance == Provenance.CAREERS_FORM or not settings_of(company_id=company_id).notice_is_on:
        return
    person = Person.objects.filter(company_id=company_id, pk=person_id).exclude(imported_via="").first()
    if person is None:
        return
    if not ExternalIdentity.objects.filter(company_id=company_id, person=person, verified=True).exists():
        return
    notice, is_new = Notice.objects.get_or_create(company_id=company_id, person=person)
    if is_new:
        queue.defer(SEND_NOTICE, company_id=company_id, notice_id=notice.pk)


@transaction.atomic
def try_notice_again(*, company_id: int, public_id: str, actor: Actor) -> None:
    """Refuses with ``CompanyRoleTooSmall`` or ``NotFound``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_PRIVACY)
    rows = Notice.objects.filter(company_id=company_id, public_id=public_id, state=NoticeState.FAILED)
    notice = rows.select_for_update().first()
    if notice is None:
        raise NotFound(_("There is no such notice that failed."))
    rows.update(state=NoticeState.WAITING, trouble="")
    queue.defer(SEND_NOTICE, company_id=company_id, notice_id=notice.pk)
    live.touch(company_id, ["privacy"])


def send_notice(*, company_id: int, notice_id: int) -> None:
    """Once. Raises what the mail server's refusal raises, after it is written down: tried again."""
    rows = Notice.objects.filter(company_id=company_id, pk=notice_id).exclude(state=NoticeState.SENT)
    notice = rows.select_related("person").first()
    if notice is None:
        return
    person, now = notice.person, settings_of(company_id=company_id)
    points = ContactPoint.objects.filter(person=person, kind=ContactKind.EMAIL).order_by("-is_primary", "id")
    email = points.values_list("value", flat=True).first() or ""
    hindrance = _hindrance(person, email, is_on=now.notice_is_on)
    if hindrance:
        _failed(notice, email, hindrance)
        return
    values = values_of_notice(person=person, company=company_of(company_id=company_id).name)
    subject = " ".join(filled(now.notice_subject, values).split())
    try:
        send_mail(subject, filled(now.notice_text, values), None, [email])
    except OSError as reason:  # what a mail server says is one, too
        _failed(notice, email, f"The mail server did not take it ({type(reason).__name__}).")  # English
        raise
    with transaction.atomic():
        rows.update(state=NoticeState.SENT, email=email, sent_at=clock.now(), trouble="")
        _tell(person, Verb.NOTICE_SENT, email=email)


def _hindrance(person: Person, email: str, *, is_on: bool) -> str:
    """In English, as it is kept; empty if there is none."""
    if not is_on:
        return gettext_noop("Notices were switched off before it was sent.")
    if not email:
        return gettext_noop("The e-mail address is gone.")
    return gettext_noop("They are not to be contacted.") if person.do_not_contact else ""


@transaction.atomic
def _failed(notice: Notice, email: str, trouble: str) -> None:
    """History tells of it once, however often it is tried."""
    Notice.objects.filter(pk=notice.pk).update(state=NoticeState.FAILED, email=email, trouble=trouble)
    if notice.state != NoticeState.FAILED:
        _tell(notice.person, Verb.NOTICE_FAILED, why=trouble)


def _tell(person: Person, verb: Verb, *, email: str = "", why: str = "") -> None:
    record(
        company_id=person.company_id,
        verb=verb,
        actor=_NOTICES,
        person_id=person.pk,
        person=person.full_name,
        email=email,
        why=why.rstrip("."),
    )
    live.touch(person.company_id, ["privacy", f"person:{person.public_id}"])
