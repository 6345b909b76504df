"""For how long are candidates kept? The company's rules, and what a teammate decides of single ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability
from recruit.people.models import Person
from recruit.people.services import locked_person
from recruit.privacy.enums import CandidateKind, WhenDue
from recruit.privacy.models import ConsentText, PrivacySettings, RetentionClock, RetentionRule
from recruit.privacy.rules import LONGEST_MONTHS, months_after
from recruit.privacy.selectors import consent_words
from recruit.privacy.services.consents import text_in_force
from recruit.privacy.services.reckoning import reckon_everybody, reckon_persons


@dataclass(frozen=True)
class Rule:
    """``months`` after the last activity."""

    months: int
    when_due: str = WhenDue.REVIEW


class RuleNotUnderstood(Refusal):
    """Evidence: ``kind``, or ``field``."""

    code = "rule_not_understood"


@transaction.atomic
def set_retention(*, company_id: int, rules: Mapping[str, Rule], actor: Actor) -> None:
    """All rules there are: a kind that is not named is kept for good. Everybody is reckoned anew.

    Refuses with ``CompanyRoleTooSmall`` or ``RuleNotUnderstood``.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_PRIVACY)
    for kind, rule in rules.items():
        if not 1 <= rule.months <= LONGEST_MONTHS:
            raise RuleNotUnderstood(
                _("Candidates are kept for 1 to {most} months after the last activity.").format(
                    most=LONGEST_MONTHS
                ),
                kind=kind,
            )
    before = {
        row.kind: row for row in RetentionRule.objects.select_for_update().filter(company_id=company_id)
    }
    with translation.override("en"):  # history keeps it
        changed = [
            _set(company_id, CandidateKind(kind), rules.get(kind), before.get(kind))
            for kind in CandidateKind.values
        ]
    told = [words for words in changed if words]
    if not told:
        return
    tell_settings(company_id=company_id, actor=actor, what="; ".join(told))
    reckon_everybody(company_id=company_id)


def _set(company_id: int, kind: CandidateKind, rule: Rule | None, before: RetentionRule | None) -> str:
    """What is different, in words; empty if nothing is."""
    if rule is None:
        if before is None:
            return ""
        before.delete()
        return f"{kind.label.lower()} candidates are kept for good"
    if before is not None and (before.months, before.when_due) == (rule.months, rule.when_due):
        return ""
    RetentionRule.objects.update_or_create(
        company_id=company_id,
        kind=kind,
        defaults={"months": rule.months, "when_due": WhenDue(rule.when_due), "set_at": clock.now()},
    )
    what = WhenDue(rule.when_due).label
    return f"{kind.label.lower()} candidates: {rule.months} months, then {what[0].lower()}{what[1:]}"


class ConsentTextEmpty(Refusal):
    code = "consent_text_empty"


@transaction.atomic
def set_consent(*, company_id: int, text: str, months: int | None, actor: Actor) -> None:
    """Other words are the next number: who agreed to earlier ones agreed to those.

    Refuses with ``CompanyRoleTooSmall`` or ``ConsentTextEmpty``.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_PRIVACY)
    words = " ".join(text.split())
    if not words:
        raise ConsentTextEmpty(_("Write the words to which people agree."))
    told = []
    if words != consent_words(company_id=company_id):
        number = text_in_force(company_id=company_id).number + 1
        ConsentText.objects.create(
            company_id=company_id, number=number, text=words, written_by_name=actor.name
        )
        told.append(f"the words of consent, number {number} now")
    found, _is_new = PrivacySettings.objects.get_or_create(company_id=company_id)
    if found.consent_months != months:
        PrivacySettings.objects.filter(pk=found.pk).update(consent_months=months)
        told.append(f"a consent is good for {months} months" if months else "a consent has no end")
    if told:
        tell_settings(company_id=company_id, actor=actor, what="; ".join(told))


def tell_settings(*, company_id: int, actor: Actor, what: str) -> None:
    """In the caller's transaction: who changed what of privacy."""
    record(company_id=company_id, verb=Verb.PRIVACY_SETTINGS_CHANGED, actor=actor, what=what)
    live.touch(company_id, ["privacy", "settings"])


class ReasonMissing(Refusal):
    """Evidence: ``field``."""

    code = "reason_missing"


@transaction.atomic
def keep_longer(*, company_id: int, persons: Sequence[Person], months: int, reason: str, actor: Actor) -> int:
    """They stay so long from now on, at least. The caller has asked whether the actor may change them.

    Refuses with ``CompanyRoleTooSmall``, ``RuleNotUnderstood`` or ``ReasonMissing``.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.REVIEW_RETENTION)
    why = " ".join(reason.split())
    if not why:
        raise ReasonMissing(
            _("Say why they are kept longer: whoever asks for it later reads it."), field="reason"
        )
    if not 1 <= months <= LONGEST_MONTHS:
        raise RuleNotUnderstood(
            _("Keep them for 1 to {most} months.").format(most=LONGEST_MONTHS), field="months"
        )
    until = months_after(clock.now(), months)
    for person in sorted(persons, key=lambda each: each.pk):
        fresh = locked_person(person)
        RetentionClock.objects.update_or_create(
            company_id=company_id,
            person=fresh,
            defaults={
                "kept_until": until, "kept_because": why, "kept_by_name": actor.name, "going": "",
                "going_by": None, "trouble": "",
            },
            create_defaults={
                "kept_until": until, "kept_because": why, "kept_by_name": actor.name,
                "kind": CandidateKind.SOURCED, "last_active_at": fresh.created_at,
            },
        )  # fmt: skip
        record(
            company_id=company_id,
            verb=Verb.RETENTION_EXTENDED,
            actor=actor,
            person_id=fresh.pk,
            person=fresh.full_name,
            until=f"{until:%-d %B %Y}",
            reason=why,
        )
        live.touch(company_id, [f"person:{fresh.public_id}"])
    reckon_persons(company_id=company_id, person_ids=[person.pk for person in persons])
    live.touch(company_id, ["privacy"])
    return len(persons)
