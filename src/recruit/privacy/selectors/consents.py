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
from recruit.base.tenancy import company_context
from recruit.company.selectors import company_of
from recruit.people.models import Person
from recruit.privacy.enums import ConsentAnswer, ConsentState
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


@dataclass(frozen=True)
class KeptPerson:
    """On which ground one person is kept, and until when. ``consents``: the latest first.

    ``clock``: None where no rule is about them. ``goes_at``: when the rule removes them by itself, if it does.
    """

    consents: tuple[ConsentShown, ...]
    request: ConsentRequest | None
    clock: RetentionClock | None
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
    consents = tuple(
        ConsentShown(row, consent_state(now=now, until=row.until, withdrawn_at=row.withdrawn_at))
        for row in rows
    )
    found = RetentionClock.objects.filter(**mine).first()
    due = found.due_at if found else None
    rule = (
        RetentionRule.objects.filter(company_id=person.company_id, kind=found.kind).first() if found else None
    )
    goes_at = (
        happens_at(due=due, rule_set_at=rule.set_at)
        if due and rule and found and not found.wish and rule.when_due != "review"
        else None
    )
    return KeptPerson(
        consents=consents,
        request=ConsentRequest.objects.filter(**mine).order_by("-id").first(),
        clock=found,
        goes_at=goes_at,
        is_due=due is not None and due <= now,
    )


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
