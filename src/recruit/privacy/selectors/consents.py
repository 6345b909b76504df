"""What have they consented to, until when are they kept, and who opens the link in our mail?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.base import clock
from recruit.base.errors import Refusal
from recruit.base.paging import Page, moment_and_id_of, page_of
from recruit.base.tenancy import company_context
from recruit.company.selectors import company_of
from recruit.people.models import Person
from recruit.privacy.enums import ConsentAnswer, ConsentState, WhenDue
from recruit.privacy.models import (
    Consent,
    ConsentRequest,
    ConsentText,
    Notice,
    PrivacySettings,
    RetentionClock,
    RetentionRule,
)
from recruit.privacy.rules import consent_state, happens_at

_ANSWER_SALT: Final = "privacy.answer"
_MOST_CONSENTS: Final = 20


def settings_of(*, company_id: int) -> PrivacySettings:
    """What the company has decided, or what holds where it has decided nothing; not saved then."""
    found = PrivacySettings.objects.filter(company_id=company_id).first()
    return found or PrivacySettings(company_id=company_id)


def consent_words(*, company_id: int) -> str:
    """The words to which people agree now; those that a company begins with until it has written its own."""
    newest = ConsentText.objects.filter(company_id=company_id).order_by("-number").first()
    if newest is not None:
        return newest.text
    name = company_of(company_id=company_id).name
    return f"{name} may keep and use my data to consider me for positions."  # English: the company writes its own


def text_number(*, company_id: int) -> int:
    """Which number the words of now have; 1 also before anybody has agreed to them."""
    numbers = ConsentText.objects.filter(company_id=company_id).order_by("-number")
    return numbers.values_list("number", flat=True).first() or 1


def latest_consent(*, person: Person) -> Consent | None:
    rows = Consent.objects.filter(company_id=person.company_id, person=person).select_related("text")
    return rows.order_by("-given_at", "-id").first()


@dataclass(frozen=True)
class ConsentShown:
    consent: Consent
    state: ConsentState


def consent_shown(consent: Consent) -> ConsentShown:
    """With what has become of it by now."""
    state = consent_state(now=clock.now(), until=consent.until, withdrawn_at=consent.withdrawn_at)
    return ConsentShown(consent, state)


@dataclass(frozen=True)
class KeptPerson:
    """On which ground one person is kept, and until when. ``consents``: the latest first.

    ``clock``: None where no rule is about them; ``rule``: the one for their kind. ``goes_at``: when that removes
    them by itself, if it does.
    """

    consents: tuple[ConsentShown, ...]
    request: ConsentRequest | None
    clock: RetentionClock | None
    rule: RetentionRule | None
    goes_at: datetime | None
    is_due: bool

    @property
    def latest(self) -> ConsentShown | None:
        return self.consents[0] if self.consents else None

    @property
    def is_waiting(self) -> bool:
        """They were asked and have not answered."""
        return self.request is not None and self.request.answered_at is None


def kept_person(*, person: Person) -> KeptPerson:
    """The face has asked before whether the person may be seen. Four queries."""
    now, mine = clock.now(), {"company_id": person.company_id, "person": person}
    rows = Consent.objects.filter(**mine).select_related("text").order_by("-given_at", "-id")[:_MOST_CONSENTS]
    found = RetentionClock.objects.filter(**mine).first()
    due = found.due_at if found else None
    rule = (
        RetentionRule.objects.filter(company_id=person.company_id, kind=found.kind).first() if found else None
    )
    return KeptPerson(
        consents=tuple(consent_shown(row) for row in rows),
        request=ConsentRequest.objects.filter(**mine).order_by("-id").first(),
        clock=found,
        rule=rule,
        goes_at=goes_at(clock=found, rule=rule) if found else None,
        is_due=due is not None and due <= now,
    )


def consents_page(*, person: Person, after: str | None = None, limit: int = 50) -> Page[ConsentShown]:
    """All that was ever written down, the latest first. The face has asked before whether the person may be seen.

    Nobody counts them here: ``total`` is of this page.
    """
    rows = Consent.objects.filter(company_id=person.company_id, person=person).select_related("text")
    if after:
        given_at, pk = moment_and_id_of(after)
        rows = rows.filter(given_at__lte=given_at).exclude(given_at=given_at, pk__gte=pk)
    found = [consent_shown(row) for row in rows.order_by("-given_at", "-id")[: limit + 1]]
    return page_of(found, limit=limit, key=_key, count=len(found))


def _key(row: ConsentShown) -> tuple[str, int]:
    return row.consent.given_at.isoformat(), row.consent.pk


def goes_at(*, clock: RetentionClock, rule: RetentionRule | None) -> datetime | None:
    """When the rule removes somebody by itself; None where it does not, or a wish of theirs comes before it."""
    if rule is None or clock.due_at is None or clock.wish or rule.when_due == WhenDue.REVIEW:
        return None
    return happens_at(due=clock.due_at, rule_set_at=rule.set_at)


def keeping_counts(*, company_id: int, person_id: int) -> dict[str, int]:
    which = {"company_id": company_id, "person_id": person_id}
    return {
        gettext_noop("consents"): Consent.objects.filter(**which).count(),
        gettext_noop("requests for consent"): ConsentRequest.objects.filter(**which).count(),
        gettext_noop("privacy notices"): Notice.objects.filter(**which).count(),
        gettext_noop("retention clocks"): RetentionClock.objects.filter(**which).count(),
    }


class AnswerLinkNotUsable(Refusal):
    """It has expired, was cut off in the mail, or whoever it was for is not there any more."""

    code = "answer_link_not_usable"


@dataclass(frozen=True)
class AskedPerson:
    """A request as the one who opens the link sees it."""

    company_id: int
    request_id: int
    company_name: str
    first_name: str
    text: str
    answer: ConsentAnswer | None


def answer_token(request: ConsentRequest) -> str:
    """What the link in the mail carries. Not stored: it follows from the row and the installation's key."""
    return signing.dumps([request.company_id, request.pk], salt=_ANSWER_SALT, compress=True)


def request_behind(*, token: str) -> AskedPerson:
    """Refuses with ``AnswerLinkNotUsable``."""
    try:
        company_id, request_id = signing.loads(token, salt=_ANSWER_SALT)
    except (signing.BadSignature, ValueError):
        raise AnswerLinkNotUsable(_("This link is not complete. Open it from the mail itself.")) from None
    with company_context(company_id):
        rows = ConsentRequest.objects.filter(company_id=company_id, pk=request_id, expires_at__gt=clock.now())
        found = rows.select_related("person", "text").first()
        if found is None:
            raise AnswerLinkNotUsable(
                _(
                    "There is nothing to answer here any more: the link is too old, or your data is erased already."
                )
            )
        company = company_of(company_id=company_id).name
    answer = ConsentAnswer(found.answer) if found.answer else None
    return AskedPerson(company_id, found.pk, company, found.person.first_name, found.text.text, answer)
