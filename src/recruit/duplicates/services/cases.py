"""What becomes of a suspicion? One case per pair: new, known, silenced, asked again, or gone with its grounds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import Fact, record, record_in_bulk
from recruit.base import clock, events, live
from recruit.base.actors import system_actor
from recruit.base.locks import lock_in_transaction
from recruit.duplicates.enums import CaseState
from recruit.duplicates.events import DuplicateFound
from recruit.duplicates.models import DuplicateCase, new_case_id
from recruit.duplicates.rules.comparing import FIELDS, MISSING, Pattern, strong_signals
from recruit.duplicates.rules.profiles import Facts
from recruit.duplicates.rules.scoring import probability, weights
from recruit.duplicates.rules.sentences import sentence
from recruit.people.models import Person

# One text of JSON for all of them: as so many models, making and quoting them took a sixth of a scan.
_INSERT = """
INSERT INTO duplicates_duplicatecase (company_id, public_id, first_id, second_id, state, signals, known_signals, score,
    probability, sentence, weights_version, found_at, decided_by_name, reason)
SELECT %(company)s, public_id, first_id, second_id, %(state)s, signals, '[]', score, probability, sentence,
    weights_version, %(now)s, '', ''
FROM jsonb_to_recordset(%(made)s::jsonb) AS made (public_id text, first_id bigint, second_id bigint, signals jsonb,
    score double precision, probability double precision, sentence text, weights_version text)
RETURNING id, first_id, second_id
"""
_RECRUIT = system_actor("Recruit")
_WARNING = gettext_noop("somebody very like this candidate is known already. Compare the two.")


@dataclass(frozen=True)
class Suspicion:
    """Two persons who may be one; ``first`` has the smaller id, ``score`` is in bits. Of both the names are said."""

    first: Facts
    second: Facts
    pattern: Pattern
    score: float

    @property
    def pair(self) -> tuple[int, int]:
        return self.first.id, self.second.id

    @property
    def rounded(self) -> float:
        """The score as a case keeps it."""
        return round(self.score, 2)

    def values(self) -> dict[str, Any]:
        """What a case keeps of it, the sentence in English."""
        with translation.override("en"):
            written = sentence(self.first, self.second, self.pattern)
        weighed = weights().contributions(self.pattern)
        levels = zip(FIELDS, self.pattern, strict=True)
        return {
            "signals": [
                {"field": field, "level": str(level), "bits": round(weighed[field], 1)}
                for field, level in levels
                if level != MISSING
            ],
            "score": self.rounded,
            "probability": round(probability(self.score), 6),
            "sentence": written,
            "weights_version": weights().version,
        }


def keep_cases(*, company_id: int, person_id: int, found: Sequence[Suspicion]) -> list[DuplicateCase]:
    """All suspicions about one person. Open cases of theirs that are not among them go."""
    of_person = Q(first_id=person_id) | Q(second_id=person_id)
    known = DuplicateCase.objects.filter(of_person, company_id=company_id, state=CaseState.OPEN)
    if not found and not known.exists():
        return []
    lock_in_transaction("duplicate cases", company_id)
    pairs = {suspicion.pair for suspicion in found}
    for case in known:
        if (case.first_id, case.second_id) not in pairs:
            case.delete()
    kept = [keep_case(company_id=company_id, suspicion=suspicion) for suspicion in found]
    is_open = [case for case in kept if case.state == CaseState.OPEN]
    return sorted(is_open, key=lambda case: (-case.score, case.pk))


def keep_case(*, company_id: int, suspicion: Suspicion) -> DuplicateCase:
    """The pair's case, brought up to date; under the lock of the company's cases."""
    first, second = suspicion.pair
    case = DuplicateCase.objects.filter(company_id=company_id, first_id=first, second_id=second).first()
    if case is None:
        case = DuplicateCase(company_id=company_id, first_id=first, second_id=second, **suspicion.values())
        case.save(force_insert=True)
        _tell(case)
    elif case.state == CaseState.OPEN:
        _update(case, suspicion)
    elif case.state == CaseState.DIFFERENT and strong_signals(suspicion.pattern) - set(case.known_signals):
        case.state = CaseState.OPEN
        _update(case, suspicion)
        _tell(case)
    return case


def _update(case: DuplicateCase, suspicion: Suspicion) -> None:
    for name, value in suspicion.values().items():
        setattr(case, name, value)
    case.save()


def _tell(case: DuplicateCase) -> None:
    """Neither is named in the other's history: who sees one of the two need not see both."""
    for person_id in (case.first_id, case.second_id):
        record(
            company_id=case.company_id,
            verb=Verb.WARNING,
            actor=_RECRUIT,
            person_id=person_id,
            warning=_WARNING,
        )
    events.publish(DuplicateFound(case.company_id, case.pk, case.first_id, case.second_id))
    pair = Person.objects.filter(company_id=case.company_id, pk__in=(case.first_id, case.second_id))
    pages = [f"person:{public_id}" for public_id in pair.values_list("public_id", flat=True)]
    live.touch(case.company_id, ["duplicates", *pages])


def keep_cases_in_bulk(*, company_id: int, suspicions: Sequence[Suspicion]) -> None:
    """The same for many pairs at once, in the caller's transaction: new ones in one statement, known ones singly."""
    if not suspicions:
        return
    lock_in_transaction("duplicate cases", company_id)
    firsts = {suspicion.first.id for suspicion in suspicions}
    rows = DuplicateCase.objects.filter(company_id=company_id, first_id__among=firsts)
    known = {
        (first, second): (state, score)
        for first, second, state, score in rows.values_list("first_id", "second_id", "state", "score")
    }
    fresh = [each for each in suspicions if each.pair not in known]
    for suspicion in suspicions:
        # An open case with the same score says the same already.
        if known.get(suspicion.pair, (CaseState.OPEN, suspicion.rounded)) != (
            CaseState.OPEN,
            suspicion.rounded,
        ):
            keep_case(company_id=company_id, suspicion=suspicion)
    if not fresh:
        return
    made = _insert(company_id, fresh)
    record_in_bulk(
        company_id=company_id,
        actor=_RECRUIT,
        facts=[
            Fact(Verb.WARNING, person_id=person_id, data={"warning": _WARNING})
            for _, *pair in made
            for person_id in pair
        ],
    )
    for case_id, first, second in made:
        events.publish(DuplicateFound(company_id, case_id, first, second))
    live.touch(company_id, ["duplicates"])


def _insert(company_id: int, fresh: Sequence[Suspicion]) -> list[tuple[int, int, int]]:
    """A new open case for each; their ids, and those of both persons."""
    made = [
        {"public_id": new_case_id(), "first_id": each.first.id, "second_id": each.second.id, **each.values()}
        for each in fresh
    ]
    values: dict[str, Any] = {
        "company": company_id,
        "state": CaseState.OPEN.value,
        "now": clock.now(),
        "made": json.dumps(made),
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        return list(cursor.fetchall())
