"""What is done after a backup was restored? Whoever had been erased and is here again goes again."""

from __future__ import annotations

from collections.abc import Iterable

from recruit.base.actors import Actor
from recruit.company.selectors import company_of
from recruit.people.selectors import person_by_id, told_persons
from recruit.privacy.enums import ErasureKind, Ground
from recruit.privacy.selectors import digest_of_person
from recruit.privacy.services.erasing import erase_person, pseudonymise_person
from recruit.privacy.services.listing import ListedErasure


def erase_again(*, company_id: int, listed: Iterable[ListedErasure], actor: Actor) -> int:
    """Whoever is on the list and here again goes again, each in a transaction of their own. Returns how many."""
    company = company_of(company_id=company_id).public_id
    kinds = {line.digest: line.kind for line in listed if line.company == company}
    if not kinds:
        return 0
    here = [
        (person_id, kinds[digest])
        for person_id, public_id in told_persons(company_id=company_id)
        if (digest := digest_of_person(public_id)) in kinds
    ]
    for person_id, kind in here:
        go = erase_person if kind == ErasureKind.ERASED else pseudonymise_person
        person = person_by_id(company_id=company_id, person_id=person_id)
        go(person=person, typed_name=None, ground=Ground.RESTORED, actor=actor)
    return len(here)
