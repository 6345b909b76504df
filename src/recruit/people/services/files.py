"""How does a file get onto a person, and off? Content is looked at, bytes are kept or go, and the history says so."""

from __future__ import annotations

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import events, files, live, media
from recruit.base.actors import Actor
from recruit.people.enums import FileKind, Provenance
from recruit.people.events import PersonFileAdded, PersonFileRemoved
from recruit.people.models import Person, PersonFile
from recruit.people.selectors import file_of
from recruit.people.services.ground import locked_person


@transaction.atomic
def add_file(
    *, person: Person, kind: str, name: str, content: bytes, provenance: str, actor: Actor
) -> PersonFile:
    """The same content of the same kind twice is one file. Refuses with ``media.FileNotTaken``.

    The face has asked ``hiring.selectors.editable_person`` before, unless it is the candidate who sends it. The bytes
    are kept before the row is: a transaction that is taken back leaves bytes that nobody names, never a row without.
    """
    kind, name = FileKind(kind), media.clean_name(name)
    among = media.TEXTS if kind == FileKind.RESUME else media.EVERYTHING
    media_type = media.media_type_of(name, content, among=among)
    digest = files.store(company_id=person.company_id, content=content)
    # Two requests with the same file wait for each other here.
    fresh = locked_person(person)
    known = PersonFile.objects.filter(
        company_id=fresh.company_id, person=fresh, kind=kind, sha256=digest
    ).first()
    if known is not None:
        return known
    file = PersonFile.objects.create(
        company_id=fresh.company_id,
        person=fresh,
        kind=kind,
        name=name,
        size=len(content),
        media_type=media_type,
        sha256=digest,
        provenance=Provenance(provenance),
        added_by=actor.name[:200],
    )
    record(
        company_id=fresh.company_id,
        verb=Verb.FILE_ADDED,
        actor=actor,
        person_id=fresh.pk,
        person=fresh.full_name,
        kind=_word(kind),
        file=name,
    )
    events.publish(PersonFileAdded(fresh.company_id, fresh.pk, file.pk))
    live.touch(fresh.company_id, [f"person:{fresh.public_id}"])
    return file


@transaction.atomic
def remove_file(*, person: Person, public_id: str, actor: Actor) -> PersonFile:
    """For good: nobody brings it back. Refuses with ``NotFound``.

    The face has asked ``hiring.selectors.editable_person`` before.
    """
    fresh = locked_person(person)
    file = file_of(person=fresh, public_id=public_id)
    file_id = file.pk
    file.delete()
    record(
        company_id=fresh.company_id,
        verb=Verb.FILE_REMOVED,
        actor=actor,
        person_id=fresh.pk,
        person=fresh.full_name,
        kind=_word(file.kind),
        file=file.name,
    )
    events.publish(PersonFileRemoved(fresh.company_id, fresh.pk, file_id))
    files.discard_unnamed(company_id=fresh.company_id, digests={file.sha256})
    live.touch(fresh.company_id, [f"person:{fresh.public_id}"])
    return file


def _word(kind: str) -> str:
    return "résumé" if kind == FileKind.RESUME else "file"
