"""How does a person come to be, and how do their names and words change?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.people.enums import ProspectStatus
from recruit.people.events import PersonAdded, PersonUpdated
from recruit.people.models import Person
from recruit.people.rules import sort_name
from recruit.people.services.ground import locked_person
from recruit.people.services.tokens import rewrite_tokens

_TEXTS = ("first_name", "middle_name", "last_name", "headline", "location", "employer")
#: What history calls them; told in the reader's language.
_FIELDS = {
    "first_name": gettext_noop("first name"),
    "middle_name": gettext_noop("middle name"),
    "last_name": gettext_noop("last name"),
    "headline": gettext_noop("headline"),
    "location": gettext_noop("location"),
    "employer": gettext_noop("employer"),
    "prospect_status": gettext_noop("prospect status"),
    "do_not_contact": gettext_noop("do not contact"),
}


class PersonNeedsName(Refusal):
    code = "person_needs_name"


@transaction.atomic
def add_person(
    *,
    company_id: int,
    first_name: str,
    last_name: str,
    middle_name: str = "",
    headline: str = "",
    location: str = "",
    employer: str = "",
    imported_via: str = "",
    actor: Actor,
) -> Person:
    """A new human. Whether they are known already is asked before: see ``selectors.person_with_identity``."""
    person = Person(
        company_id=company_id,
        first_name=first_name.strip(),
        middle_name=middle_name.strip(),
        last_name=last_name.strip(),
        headline=headline.strip(),
        location=location.strip(),
        employer=employer.strip(),
        imported_via=imported_via,
    )
    _set_sort_name(person)
    person.save(force_insert=True)
    rewrite_tokens(person)
    record(
        company_id=company_id,
        verb=Verb.PERSON_ADDED,
        actor=actor,
        person_id=person.pk,
        person=person.full_name,
        imported_via=imported_via,
    )
    events.publish(PersonAdded(company_id, person.pk))
    live.touch(company_id, ["persons"])
    return person


class PersonFieldUnknown(Refusal):
    code = "person_field_unknown"


@transaction.atomic
def update_person(*, person: Person, changes: Mapping[str, Any], actor: Actor) -> Person:
    """``changes`` by field: names, headline, location, employer, prospect_status, do_not_contact. Others stay.

    The face has asked ``hiring.selectors.editable_person`` before. Nothing is recorded when nothing differs.
    """
    unknown = sorted(set(changes) - set(_FIELDS))
    if unknown:
        raise PersonFieldUnknown(
            _("A candidate has no {names} that could be changed here.").format(names=", ".join(unknown))
        )
    fresh = locked_person(person)
    differing = [
        name for name in _FIELDS if name in changes and _clean(name, changes[name]) != getattr(fresh, name)
    ]
    if not differing:
        return fresh
    for name in differing:
        setattr(fresh, name, _clean(name, changes[name]))
    _set_sort_name(fresh)
    fresh.updated_at = clock.now()
    fresh.save()
    rewrite_tokens(fresh)
    record(
        company_id=fresh.company_id,
        verb=Verb.PERSON_UPDATED,
        actor=actor,
        person_id=fresh.pk,
        person=fresh.full_name,
        fields=", ".join(_FIELDS[name] for name in differing),
    )
    events.publish(PersonUpdated(fresh.company_id, fresh.pk))
    live.touch(fresh.company_id, ["persons", f"person:{fresh.public_id}"])
    return fresh


def _clean(name: str, value: Any) -> Any:
    if name == "prospect_status":
        return ProspectStatus(value)
    return value.strip() if name in _TEXTS else bool(value)


def _set_sort_name(person: Person) -> None:
    if not person.first_name and not person.last_name:
        raise PersonNeedsName(_("A candidate needs a first or a last name. Fill in one of them."))
    person.sort_name = sort_name(
        first_name=person.first_name, middle_name=person.middle_name, last_name=person.last_name
    )
