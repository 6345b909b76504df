"""How does a word get onto a person, and off again?"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import events, live
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.company.enums import Capability
from recruit.company.selectors import has_capability, reader_behind
from recruit.people.events import PersonTagged, PersonUntagged
from recruit.people.models import Person, PersonTag, Tag
from recruit.people.rules import normalise_tag


class TagNeedsName(Refusal):
    code = "tag_needs_name"


@transaction.atomic
def tag_person(*, person: Person, name: str, actor: Actor, system: bool = False) -> Tag:
    """Idempotent. ``system`` makes the tag one that only owners and admins take off again."""
    tag = ensure_tag(company_id=person.company_id, name=name, system=system)
    _link, is_new = PersonTag.objects.get_or_create(
        person=person, tag=tag, defaults={"company_id": person.company_id}
    )
    if is_new:
        _record(Verb.PERSON_TAGGED, person, tag, actor)
        events.publish(PersonTagged(person.company_id, person.pk, tag.pk))
    return tag


@transaction.atomic
def tag_persons(*, persons: Sequence[Person], name: str, actor: Actor) -> list[Person]:
    """Each of them; answers those who did not have the tag before, for whoever takes it back."""
    newly = []
    for person in sorted(persons, key=lambda each: each.pk):
        before = PersonTag.objects.filter(person=person, tag__normalized=normalise_tag(name)).exists()
        tag_person(person=person, name=name, actor=actor)
        if not before:
            newly.append(person)
    return newly


@transaction.atomic
def untag_persons(*, persons: Sequence[Person], name: str, actor: Actor) -> None:
    """Each of them."""
    for person in sorted(persons, key=lambda each: each.pk):
        untag_person(person=person, name=name, actor=actor)


def ensure_tag(*, company_id: int, name: str, system: bool) -> Tag:
    """The tag of that word, whatever its spelling; created once, even by two at the same moment."""
    normalized = normalise_tag(name)
    if not normalized:
        raise TagNeedsName(_("A tag needs at least one letter. Type a word."))
    lock_in_transaction("tag", company_id, normalized)
    tag = Tag.objects.filter(company_id=company_id, normalized=normalized).first()
    if tag is None:
        shown = " ".join(name.split())
        return Tag.objects.create(company_id=company_id, name=shown, normalized=normalized, is_system=system)
    if system and not tag.is_system:
        tag.is_system = True
        tag.save(update_fields=["is_system"])
    return tag


class SystemTagStays(NotAllowed):
    code = "system_tag_stays"


@transaction.atomic
def untag_person(*, person: Person, name: str, actor: Actor) -> None:
    """Idempotent. System tags are taken off by owners and admins only."""
    tag = Tag.objects.filter(company_id=person.company_id, normalized=normalise_tag(name)).first()
    if tag is None:
        return
    reader = reader_behind(company_id=person.company_id, actor=actor)
    if (
        tag.is_system
        and reader is not None
        and not has_capability(reader=reader, capability=Capability.REMOVE_SYSTEM_TAGS)
    ):
        raise SystemTagStays(
            _("“{name}” was set by the system. Ask an owner or an admin to take it off.").format(
                name=tag.name
            )
        )
    removed, _kinds = PersonTag.objects.filter(person=person, tag=tag).delete()
    if removed:
        _record(Verb.PERSON_UNTAGGED, person, tag, actor)
        events.publish(PersonUntagged(person.company_id, person.pk, tag.pk))


def _record(verb: Verb, person: Person, tag: Tag, actor: Actor) -> None:
    record(
        company_id=person.company_id,
        verb=verb,
        actor=actor,
        person_id=person.pk,
        person=person.full_name,
        tag=tag.name,
    )
    live.touch(person.company_id, ["persons", f"person:{person.public_id}"])
