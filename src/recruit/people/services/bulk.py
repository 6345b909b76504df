"""How do thousands of persons come at once? By the same rules as one, in a handful of statements.

For imports and for made-up companies: the rows, tokens, tags and history are those that the single services would
have written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import Fact, record_in_bulk
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.people.enums import ContactKind, ProspectStatus, Provenance
from recruit.people.events import PersonAdded, PersonsAddedInBulk
from recruit.people.models import ContactPoint, ExternalIdentity, Person, PersonTag, PersonToken
from recruit.people.rules import normalise, sort_name, tokens_of
from recruit.people.services.persons import PersonNeedsName
from recruit.people.services.tags import ensure_tag
from recruit.people.services.tokens import learn_names

_BATCH = 2000


@dataclass(frozen=True)
class NewContactPoint:
    kind: str
    value: str
    provenance: str = Provenance.FILE_IMPORT
    origin: str = ""


@dataclass(frozen=True)
class NewIdentity:
    provider: str
    subject: str
    verified: bool = False
    url: str = ""


@dataclass(frozen=True)
class NewPerson:
    """One person to come; the first contact point of a kind becomes primary, repeated values are dropped."""

    first_name: str
    last_name: str
    middle_name: str = ""
    headline: str = ""
    location: str = ""
    employer: str = ""
    imported_via: str = ""
    prospect_status: str = ProspectStatus.SOURCED
    do_not_contact: bool = False
    contact_points: tuple[NewContactPoint, ...] = ()
    identities: tuple[NewIdentity, ...] = ()
    tags: tuple[str, ...] = ()
    added_at: datetime | None = None


@transaction.atomic
def add_persons_in_bulk(
    *, company_id: int, persons: Sequence[NewPerson], actor: Actor, announce: bool = True
) -> list[Person]:
    """In the given order. With ``announce`` false nobody is told of each: the caller marks everything afterwards."""
    rows = Person.objects.bulk_create([_person(company_id, new) for new in persons], batch_size=_BATCH)
    pairs = list(zip(persons, rows, strict=True))
    ContactPoint.objects.bulk_create(
        [point for new, row in pairs for point in _contact_points(new, row)], batch_size=_BATCH
    )
    ExternalIdentity.objects.bulk_create(
        [identity for new, row in pairs for identity in _identities(new, row)], batch_size=_BATCH
    )
    PersonToken.objects.bulk_create(
        [token for new, row in pairs for token in _tokens(new, row)], batch_size=_BATCH
    )
    learn_names(
        company_id=company_id,
        names=[name for row in rows for name in (row.first_name, row.middle_name, row.last_name)],
    )
    _tag(company_id, pairs)
    record_in_bulk(company_id=company_id, actor=actor, facts=[_fact(new, row) for new, row in pairs])
    if announce:
        for row in rows:
            events.publish(PersonAdded(company_id, row.pk, in_bulk=True))
    events.publish(PersonsAddedInBulk(company_id, tuple(row.pk for row in rows), announced=announce))
    live.touch(company_id, ["persons"])
    return rows


def _person(company_id: int, new: NewPerson) -> Person:
    if not new.first_name.strip() and not new.last_name.strip():
        raise PersonNeedsName(
            _("One of the candidates has neither a first nor a last name. Fill in one of them.")
        )
    at = new.added_at or clock.now()
    return Person(
        company_id=company_id,
        first_name=new.first_name.strip(),
        middle_name=new.middle_name.strip(),
        last_name=new.last_name.strip(),
        sort_name=sort_name(first_name=new.first_name, middle_name=new.middle_name, last_name=new.last_name),
        prospect_status=ProspectStatus(new.prospect_status),
        do_not_contact=new.do_not_contact,
        headline=new.headline,
        location=new.location,
        employer=new.employer,
        imported_via=new.imported_via,
        created_at=at,
        updated_at=at,
    )


def _contact_points(new: NewPerson, row: Person) -> list[ContactPoint]:
    found: dict[tuple[str, str], ContactPoint] = {}
    for point in new.contact_points:
        key = (point.kind, normalise(point.kind, point.value))
        if key[1] and key not in found:
            found[key] = ContactPoint(
                company_id=row.company_id,
                person=row,
                kind=ContactKind(point.kind),
                value=point.value.strip(),
                normalized=key[1],
                is_primary=all(kind != point.kind for kind, _ in found),
                provenance=Provenance(point.provenance),
                origin=point.origin,
                at=row.created_at,
            )
    return list(found.values())


def _identities(new: NewPerson, row: Person) -> list[ExternalIdentity]:
    return [
        ExternalIdentity(
            company_id=row.company_id,
            person=row,
            provider=identity.provider,
            subject=identity.subject,
            verified=identity.verified,
            url=identity.url,
            created_at=row.created_at,
        )
        for identity in new.identities
    ]


def _tokens(new: NewPerson, row: Person) -> list[PersonToken]:
    words = tokens_of(
        names=(row.first_name, row.middle_name, row.last_name),
        contact_points=[(point.kind, point.value) for point in new.contact_points],
    )
    return [PersonToken(company_id=row.company_id, person=row, token=token) for token in sorted(words)]


def _tag(company_id: int, pairs: Sequence[tuple[NewPerson, Person]]) -> None:
    names = dict.fromkeys(name for new, _ in pairs for name in new.tags)
    tags = {name: ensure_tag(company_id=company_id, name=name, system=False) for name in names}
    PersonTag.objects.bulk_create(
        [
            PersonTag(company_id=company_id, person=row, tag=tags[name], at=row.created_at)
            for new, row in pairs
            for name in new.tags
        ],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )


def _fact(new: NewPerson, row: Person) -> Fact:
    data = {"person": row.full_name, "imported_via": new.imported_via}
    return Fact(Verb.PERSON_ADDED, person_id=row.pk, at=row.created_at, data=data)
