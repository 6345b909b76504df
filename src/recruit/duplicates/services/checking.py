"""Is this person somebody whom we know already? Asked at every door, answered from the index of keys."""

from __future__ import annotations

from django.db import transaction

from recruit.duplicates.models import DuplicateCase
from recruit.duplicates.rules.blocking import (
    keys_of,
    most_shared,
    name_keys_of,
    namesakes,
    without_frequent,
)
from recruit.duplicates.rules.comparing import compare, veto
from recruit.duplicates.rules.profiles import Facts, Profile, profile_of
from recruit.duplicates.rules.scoring import weights
from recruit.duplicates.selectors import facts_of, persons_by_key
from recruit.duplicates.services.cases import Suspicion, keep_cases


@transaction.atomic
def check_person(*, company_id: int, person_id: int) -> list[DuplicateCase]:
    """The person's open cases as they are now, the likeliest first. Idempotent; nothing for a person who is gone.

    A suspicion that has lost its grounds (a number was corrected) goes, unless somebody has decided it.
    """
    found = likely_doubles(company_id=company_id, person_id=person_id)
    return [] if found is None else keep_cases(company_id=company_id, person_id=person_id, found=found)


def likely_doubles(*, company_id: int, person_id: int) -> list[Suspicion] | None:
    """Who may be this person, in six queries; None when the person is not there."""
    own = facts_of(company_id=company_id, ids=[person_id])
    if not own:
        return None
    facts = own[0]
    profile = profile_of(facts)
    # Two more than a key may have: the person is one of its bearers, the last shows that it is too frequent.
    limits = {key: most_shared(key) + 1 for key in keys_of(profile)}
    bearers = persons_by_key(company_id=company_id, limits=limits)
    frequent = {key for key, ids in bearers.items() if len(ids) > most_shared(key)}
    others = {
        each for key, ids in bearers.items() if key not in frequent for each in ids if each != person_id
    }
    if not others:
        return []
    names, own_profile = name_keys_of(profile), without_frequent(profile, frequent)
    counts = {key: len(bearers[key]) for key in names}
    return [
        suspicion
        for other in facts_of(company_id=company_id, ids=others)
        if (suspicion := _judge(facts, own_profile, other, names, counts)) is not None
    ]


def _judge(
    one: Facts, mine: Profile, other: Facts, names: tuple[int, ...], counts: dict[int, int]
) -> Suspicion | None:
    """A suspicion if the two are likely enough one person and nothing forbids it."""
    theirs = profile_of(other)
    pattern = compare(mine, theirs, namesakes=namesakes(names, name_keys_of(theirs), counts))
    score = weights().score(pattern)
    if score < weights().least_score or veto(mine, theirs, pattern) is not None:
        return None
    first, second = (one, other) if one.id < other.id else (other, one)
    return Suspicion(first, second, pattern, score)
