"""How does a way to reach a person get onto them? It is added, with where it came from; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.people.enums import ContactKind, Provenance
from recruit.people.events import FirstEmailAdded, PersonUpdated
from recruit.people.models import ContactPoint, Person
from recruit.people.rules import normalise
from recruit.people.services.ground import locked_person
from recruit.people.services.tokens import rewrite_tokens

#: As history keeps it; told in the reader's language.
KIND_RECORDED: Final = {
    ContactKind.EMAIL: gettext_noop("e-mail"),
    ContactKind.PHONE: gettext_noop("phone"),
    ContactKind.LINK: gettext_noop("link"),
}


class ContactPointNotUnderstood(Refusal):
    code = "contact_point_not_understood"


@transaction.atomic
def add_contact_point(
    *,
    person: Person,
    kind: str,
    value: str,
    provenance: str,
    origin: str = "",
    actor: Actor,
    make_primary: bool = False,
    at: datetime | None = None,
) -> ContactPoint:
    """The first of a kind becomes primary, later ones on request. A value that is there already stays as it is.

    ``at``: when it came to us, if that was not now.
    """
    value = value.strip()
    normalized = _understood(kind, value)
    fresh = locked_person(person)
    of_kind = ContactPoint.objects.filter(person=fresh, kind=kind)
    existing = of_kind.filter(normalized=normalized).first()
    if existing is not None and (existing.is_primary or not make_primary):
        return existing
    is_first_email = kind == ContactKind.EMAIL and not of_kind.exists()
    is_primary = make_primary or not of_kind.filter(is_primary=True).exists()
    if is_primary:
        of_kind.filter(is_primary=True).update(is_primary=False)
    point = existing or ContactPoint(
        company_id=fresh.company_id,
        person=fresh,
        kind=ContactKind(kind),
        value=value,
        normalized=normalized,
        provenance=Provenance(provenance),
        origin=origin,
        at=at or clock.now(),
    )
    point.is_primary = is_primary
    point.save()
    _tell(fresh, point, actor)
    if is_first_email:
        events.publish(FirstEmailAdded(fresh.company_id, fresh.pk, point.provenance))
    return point


@transaction.atomic
def remove_contact_points(*, person: Person, origins: Sequence[str], actor: Actor) -> int:
    """Take off what an outside system brought with an origin that begins so; what came in any other way stays.

    The next of a kind becomes primary. Returns how many went; history says which kinds, not what they were.
    """
    fresh = locked_person(person)
    begins = reduce(or_, (Q(origin__startswith=origin) for origin in origins))
    points = ContactPoint.objects.filter(begins, person=fresh, provenance=Provenance.EXTERNAL)
    gone = list(points.order_by("id"))
    points.delete()
    for kind in sorted({point.kind for point in gone if point.is_primary}):
        left = ContactPoint.objects.filter(person=fresh, kind=kind).order_by("id").first()
        if left is not None:
            left.is_primary = True
            left.save(update_fields=["is_primary"])
    for point in gone:
        _tell(fresh, point, actor, verb=Verb.CONTACT_POINT_REMOVED)
    return len(gone)


def _understood(kind: str, value: str) -> str:
    normalized = normalise(kind, value)
    is_no_address = kind == ContactKind.EMAIL and "@" not in normalized[1:-1]
    if is_no_address or not normalized or normalized == "+":
        raise ContactPointNotUnderstood(gettext(_NOT_UNDERSTOOD[ContactKind(kind)]).format(value=value))
    return normalized


_NOT_UNDERSTOOD: Final = {
    ContactKind.EMAIL: gettext_noop("“{value}” is not an e-mail address. Check the spelling."),
    ContactKind.PHONE: gettext_noop("“{value}” is not a phone. Check the spelling."),
    ContactKind.LINK: gettext_noop("“{value}” is not a link. Check the spelling."),
}


def _tell(
    person: Person, point: ContactPoint, actor: Actor, *, verb: Verb = Verb.CONTACT_POINT_ADDED
) -> None:
    person.updated_at = clock.now()
    person.save(update_fields=["updated_at"])
    rewrite_tokens(person)
    record(
        company_id=person.company_id,
        verb=verb,
        actor=actor,
        person_id=person.pk,
        person=person.full_name,
        kind=KIND_RECORDED[ContactKind(point.kind)],
        value=point.value if verb == Verb.CONTACT_POINT_ADDED else "",
        origin=point.origin,
    )
    events.publish(PersonUpdated(person.company_id, person.pk))
    live.touch(person.company_id, ["persons", f"person:{person.public_id}"])
