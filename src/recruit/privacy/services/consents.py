"""Why may somebody be kept? It is written down, with the words that they agreed to, and until when it is good."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.locks import lock_in_transaction
from recruit.people.models import Person
from recruit.people.services import locked_person
from recruit.privacy.enums import ConsentBasis, Wish
from recruit.privacy.models import Consent, ConsentText, RetentionClock
from recruit.privacy.rules import LONGEST_CONSENT, end_of, moment_on, months_after
from recruit.privacy.selectors import consent_words, latest_consent, settings_of
from recruit.privacy.services.reckoning import reckon_persons

#: Whoever wrote the words that a company begins with.
BUILT_IN: Final = "Recruit"
#: As history keeps them.
_BASES: Final = {
    ConsentBasis.CONSENT: gettext_noop("gave consent"),
    ConsentBasis.APPLICATION: gettext_noop("applied for a position"),
    ConsentBasis.INTEREST: gettext_noop("legitimate interest"),
    ConsentBasis.OTHER: gettext_noop("another legal ground"),
}
_WISHES: Final = {
    Wish.NONE: gettext_noop("nothing"),
    Wish.ERASE: gettext_noop("asked to be erased"),
    Wish.WITHDREW: gettext_noop("withdrew consent"),
}


class ConsentNotUnderstood(Refusal):
    """Evidence: ``field``."""

    code = "consent_not_understood"


@transaction.atomic
def record_consent(
    *,
    person: Person,
    basis: str,
    origin: str,
    given_on: date | None = None,
    until: date | None = None,
    text: ConsentText | None = None,
    actor: Actor,
) -> Consent:
    """``given_on``: without one, now. ``until``: the last day on which it is good.

    A consent without an end of its own ends as the company has decided.

    Whoever consents has taken back what they wished before, and what they withdrew later is withdrawn of this one, too.
    The caller has asked whether the actor may. Refuses with ``NotFound`` or ``ConsentNotUnderstood``.
    """
    fresh, now, known = locked_person(person), clock.now(), " ".join(origin.split())
    if not known:
        raise ConsentNotUnderstood(_("Say how you know: whoever asks for it later reads it."), field="origin")
    given_at, ends_at = _beginning(given_on, now), _end(until, now)
    if basis == ConsentBasis.CONSENT and ends_at is None:
        months = settings_of(company_id=fresh.company_id).consent_months
        ends_at = months_after(given_at, months) if months else None
    consent = Consent(
        company_id=fresh.company_id,
        person=fresh,
        basis=ConsentBasis(basis),
        text=text,
        given_at=given_at,
        until=ends_at,
        origin=known,
    )
    if consent.basis == ConsentBasis.CONSENT:
        wished = RetentionClock.objects.filter(
            company_id=fresh.company_id, person=fresh, wished_at__isnull=False
        )
        later = wished.filter(wished_at__gt=given_at).values_list("wished_at", flat=True)
        consent.withdrawn_at = later.first()
        wished.filter(wished_at__lte=given_at).update(wish=Wish.NONE, wished_at=None, trouble="")
    consent.save(force_insert=True)
    _tell(fresh, Verb.CONSENT_RECORDED, actor, basis=_BASES[ConsentBasis(basis)], until=_day(ends_at))
    return consent


def _beginning(day: date | None, now: datetime) -> datetime:
    if day is None:
        return now
    if day > now.date() + timedelta(days=1):  # where it is tomorrow already
        raise ConsentNotUnderstood(
            _("That day is still to come. Leave it empty if they say so now."), field="given_on"
        )
    given_at = moment_on(day, now=now)
    if given_at < now - LONGEST_CONSENT:
        raise ConsentNotUnderstood(_("Choose a day within the last hundred years."), field="given_on")
    return given_at


def _end(day: date | None, now: datetime) -> datetime | None:
    if day is None:
        return None
    ends_at = end_of(day)
    if ends_at <= now:
        raise ConsentNotUnderstood(_("That day is over. Choose one to come."), field="until")
    if ends_at > now + LONGEST_CONSENT:
        raise ConsentNotUnderstood(_("Choose a day within the next hundred years."), field="until")
    return ends_at


@transaction.atomic
def record_application(*, person: Person, has_consented: bool, origin: str, actor: Actor) -> None:
    """Somebody has applied: with the box ticked they consent; else that they applied is the ground, once."""
    if has_consented:
        text = text_in_force(company_id=person.company_id)
        record_consent(person=person, basis=ConsentBasis.CONSENT, origin=origin, text=text, actor=actor)
    elif latest_consent(person=person) is None:
        Consent.objects.create(
            company_id=person.company_id, person=person, basis=ConsentBasis.APPLICATION, origin=origin
        )


class NothingToWithdraw(Refusal):
    code = "nothing_to_withdraw"


@transaction.atomic
def withdraw_consent(*, person: Person, wish: str = Wish.WITHDREW, actor: Actor) -> None:
    """Their time is over at once. Refuses with ``NothingToWithdraw``, or ``NotFound``.

    The caller has asked whether the actor may.
    """
    fresh, now = locked_person(person), clock.now()
    rows = Consent.objects.filter(
        company_id=fresh.company_id, person=fresh, basis=ConsentBasis.CONSENT, withdrawn_at=None
    )
    if not rows.update(withdrawn_at=now) and wish == Wish.WITHDREW:
        nothing = _("{name} has not given a consent that could be withdrawn.")
        raise NothingToWithdraw(nothing.format(name=fresh.full_name))
    RetentionClock.objects.update_or_create(
        company_id=fresh.company_id,
        person=fresh,
        defaults={"wish": Wish(wish), "wished_at": now, "due_at": now},
        create_defaults={
            "wish": Wish(wish), "wished_at": now, "due_at": now, "kind": "sourced", "last_active_at": now,
        },
    )  # fmt: skip
    _tell(fresh, Verb.CONSENT_WITHDRAWN, actor, wish=_WISHES[Wish(wish)])


@transaction.atomic
def text_in_force(*, company_id: int) -> ConsentText:
    """The words with their number; those that a company begins with become the first when somebody agrees to them."""
    lock_in_transaction("consent text", company_id)
    newest = ConsentText.objects.filter(company_id=company_id).order_by("-number").first()
    return newest or ConsentText.objects.create(
        company_id=company_id,
        number=1,
        text=consent_words(company_id=company_id),
        written_by_name=BUILT_IN,
    )


def _day(moment: datetime | None) -> str:
    return f"{moment:%-d %B %Y}" if moment else ""


def _tell(person: Person, verb: Verb, actor: Actor, **data: Any) -> None:
    record(
        company_id=person.company_id,
        verb=verb,
        actor=actor,
        person_id=person.pk,
        person=person.full_name,
        **data,
    )
    reckon_persons(company_id=person.company_id, person_ids=[person.pk])
    live.touch(person.company_id, ["privacy", f"person:{person.public_id}"])
