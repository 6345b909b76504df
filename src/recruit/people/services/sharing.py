"""What becomes of contact details that the candidate has shared with one of us through an outside tool?

An empty kind is filled, a different value stands beside what is there, and nothing that somebody typed is overwritten
or loses its first place. A value that is another candidate's as well is added all the same and both histories say so:
they may be one person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base.actors import Actor
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import ContactPoint, Person
from recruit.people.rules import normalise
from recruit.people.selectors import persons_with_contact_point
from recruit.people.services.contact_points import (
    KIND_RECORDED,
    ContactPointNotUnderstood,
    add_contact_point,
)

#: Two people may share an address on the web; an e-mail address or a phone is one person's, mostly.
_TELLING: Final = (ContactKind.EMAIL, ContactKind.PHONE)


@dataclass(frozen=True)
class SharedDetail:
    kind: ContactKind
    value: str


@transaction.atomic
def take_shared_details(
    *, person: Person, details: Sequence[SharedDetail], origin: str, at: datetime, actor: Actor
) -> list[ContactPoint]:
    """Those that are new. ``at`` is when they were shared; what cannot be a value of its kind is left out."""
    return [
        point
        for detail in details
        if (point := _take(person, detail, origin=origin, at=at, actor=actor)) is not None
    ]


def _take(
    person: Person, detail: SharedDetail, *, origin: str, at: datetime, actor: Actor
) -> ContactPoint | None:
    known = ContactPoint.objects.filter(
        company_id=person.company_id,
        person=person,
        kind=detail.kind,
        normalized=normalise(detail.kind, detail.value),
    )
    if known.exists():
        return None
    try:
        point = add_contact_point(
            person=person,
            kind=detail.kind,
            value=detail.value,
            provenance=Provenance.EXTERNAL,
            origin=origin,
            at=at,
            actor=actor,
        )
    except ContactPointNotUnderstood:
        return None
    if detail.kind in _TELLING:
        _warn_of_others(person, detail, actor)
    return point


def _warn_of_others(person: Person, detail: SharedDetail, actor: Actor) -> None:
    """Neither is named in the other's history: who sees one of the two need not see both."""
    having = persons_with_contact_point(company_id=person.company_id, kind=detail.kind, value=detail.value)
    others = [other for other in having if other.pk != person.pk]
    for each in [person, *others] if others else []:
        record(
            company_id=person.company_id,
            verb=Verb.WARNING,
            actor=actor,
            person_id=each.pk,
            warning=f"the {KIND_RECORDED[detail.kind]} {detail.value} is another candidate's, too. "
            "They may be the same person: search for it and compare the two.",
        )
