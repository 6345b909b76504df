"""How is somebody asked whether they want to stay? By a mail with a signed link; their answer needs no sign-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, live, queue
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import Refusal
from recruit.base.tenancy import company_context
from recruit.company.enums import Capability
from recruit.company.selectors import company_of, require_capability
from recruit.people.enums import ContactKind
from recruit.people.models import ContactPoint, Person
from recruit.people.services import locked_person
from recruit.privacy.enums import ConsentAnswer, ConsentBasis, ErasureKind, Wish
from recruit.privacy.models import ConsentRequest, RetentionClock
from recruit.privacy.selectors import answer_token, request_behind
from recruit.privacy.services.acting import begin_carrying_out
from recruit.privacy.services.consents import record_consent, text_in_force, withdraw_consent

#: The task's name; the function lies in ``tasks``, above this.
SEND_REQUEST: Final = "privacy.send_request"
#: So long the link is good.
ANSWERED_WITHIN: Final = timedelta(days=60)
#: Nobody is asked again so soon.
NOT_AGAIN_WITHIN: Final = timedelta(days=14)
ASKED_BY_MAIL: Final = gettext_noop("Answered our mail")


@dataclass(frozen=True)
class Asked:
    """``not_asked``: of each who could not be asked, their name and why."""

    asked: int
    not_asked: tuple[tuple[str, str], ...]


class _CannotBeAsked(Refusal):
    code = "cannot_be_asked"


@transaction.atomic
def ask_for_consent(*, company_id: int, persons: Sequence[Person], actor: Actor) -> Asked:
    """Each by a mail of their own. The caller has asked whether the actor may change them.

    Refuses with ``CompanyRoleTooSmall``.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.REVIEW_RETENTION)
    asked, not_asked = 0, []
    for person in persons:
        try:
            _ask(person, actor)
        except Refusal as refusal:
            not_asked.append((person.full_name, refusal.sentence))
        else:
            asked += 1
    if asked:
        live.touch(company_id, ["privacy"])
    return Asked(asked, tuple(not_asked))


def _ask(person: Person, actor: Actor) -> None:
    fresh, now = locked_person(person), clock.now()
    points = ContactPoint.objects.filter(person=fresh, kind=ContactKind.EMAIL)
    email = points.order_by("-is_primary", "id").values_list("value", flat=True).first()
    if email is None:
        raise _CannotBeAsked(_("No e-mail address is known."))
    if fresh.do_not_contact:
        raise _CannotBeAsked(_("They are not to be contacted."))
    lately = ConsentRequest.objects.filter(
        person=fresh, answered_at=None, asked_at__gt=now - NOT_AGAIN_WITHIN
    )
    if lately.filter(trouble="").exists():
        raise _CannotBeAsked(_("They were asked in the last two weeks and have not answered yet."))
    request = ConsentRequest.objects.create(
        company_id=fresh.company_id,
        person=fresh,
        email=email,
        text=text_in_force(company_id=fresh.company_id),
        asked_by_name=actor.name,
        asked_at=now,
        expires_at=now + ANSWERED_WITHIN,
    )
    record(
        company_id=fresh.company_id,
        verb=Verb.CONSENT_ASKED,
        actor=actor,
        person_id=fresh.pk,
        person=fresh.full_name,
        email=email,
    )
    language = translation.get_language() or "en"
    queue.defer(SEND_REQUEST, company_id=fresh.company_id, request_id=request.pk, language=language)
    live.touch(fresh.company_id, [f"person:{fresh.public_id}"])


def send_request(*, company_id: int, request_id: int, language: str = "en") -> None:
    """In the language of whoever asked.

    Raises what the mail server's refusal raises, after it is written down: tried again.
    """
    rows = ConsentRequest.objects.filter(company_id=company_id, pk=request_id, sent_at=None, answered_at=None)
    request = rows.select_related("person").first()
    if request is None:
        return
    company = company_of(company_id=company_id).name
    with translation.override(language):
        subject, lines = _letter(request, company)
    try:
        send_mail(" ".join(subject.split()), "\n\n".join(lines), None, [request.email])
    except OSError as reason:  # what a mail server says is one, too
        rows.update(trouble=f"The mail server did not take the mail ({type(reason).__name__}).")  # English
        raise
    rows.update(sent_at=clock.now(), trouble="")


def _letter(request: ConsentRequest, company: str) -> tuple[str, list[str]]:
    """Subject and paragraphs."""
    keeps = _(
        "{company} keeps data about you: your name, how to reach you, and for what you were considered."
    )
    until = _("The link is good until {day}, for you alone, and needs no account.")
    lines = [
        _("Hello {name},").format(name=request.person.first_name),
        keeps.format(company=company),
        _("The time for which it is kept is nearly over, or no consent of yours is on record."),
        _(
            "May it be kept, so that you can be considered for positions? Or shall it be erased? Please say so here:"
        ),
        answer_address(request),
        until.format(day=date_format(request.expires_at, pgettext("format of a date", "j F Y"))),
        company,
    ]
    return _("May {company} keep your data?").format(company=company), lines


def answer_address(request: ConsentRequest) -> str:
    return f"{settings.BASE_URL}/your-data/{answer_token(request)}"


def answer_request(*, token: str, answer: str) -> None:
    """Refuses with ``AnswerLinkNotUsable``. Whoever thinks better of it answers once more, while they are there."""
    asked = request_behind(token=token)
    with company_context(asked.company_id), transaction.atomic():
        request = ConsentRequest.objects.select_related("person", "text").get(pk=asked.request_id)
        person = locked_person(request.person)
        actor = system_actor(person.full_name)
        request.answer, request.answered_at = ConsentAnswer(answer), clock.now()
        request.save(update_fields=["answer", "answered_at"])
        if answer == ConsentAnswer.KEEP:
            RetentionClock.objects.filter(company_id=person.company_id, person=person).update(
                going="", going_by=None
            )
            record_consent(
                person=person,
                basis=ConsentBasis.CONSENT,
                origin=ASKED_BY_MAIL,
                text=request.text,
                actor=actor,
            )
            return
        withdraw_consent(person=person, wish=Wish.ERASE, actor=actor)
        RetentionClock.objects.filter(company_id=person.company_id, person=person).update(
            going=ErasureKind.ERASED, going_by=None, trouble=""
        )
        begin_carrying_out(company_id=person.company_id)
