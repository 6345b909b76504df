"""How does a file get onto a person, change, and go? Content is looked at, bytes are kept, and the history says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, events, files, live, media
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.people.enums import KIND_WORDS, FileKind, Provenance
from recruit.people.events import PersonFileAdded, PersonFileChanged, PersonFileRemoved, ResumeOpened
from recruit.people.models import FileFacts, Person, PersonFile, RemovedFile
from recruit.people.rules import kind_by_name
from recruit.people.selectors import file_of
from recruit.people.services.ground import locked_person

#: So long a file that was removed can be put back.
REMOVED_KEPT: Final = timedelta(days=1)
_AT_ONCE: Final = 500
_FACTS: Final = tuple(field.name for field in FileFacts._meta.fields if field.name != "company")  # noqa: SLF001 -- Django offers no other way to all fields


@dataclass(frozen=True)
class About:
    """The hiring process that a file is about, which hides it from whoever may not view its position."""

    process_id: int
    position_id: int
    position_name: str


@transaction.atomic
def add_file(
    *,
    person: Person,
    kind: str,
    name: str,
    content: bytes,
    provenance: str,
    actor: Actor,
    about: About | None = None,
) -> PersonFile:
    """The same content of the same kind twice is one file. Refuses with ``media.FileNotTaken``.

    An empty kind is chosen by the name; what turns out to be a résumé is about the person as such. The face has asked
    ``hiring.selectors.editable_person`` before, unless it is the candidate who sends it. The bytes are kept before the
    row is: a transaction that is taken back leaves bytes that nobody names, never a row without.
    """
    name = media.clean_name(name)
    kind = FileKind(kind) if kind else kind_by_name(name, is_text=media.is_text(name))
    among = media.TEXTS if kind == FileKind.RESUME else media.EVERYTHING
    media_type = media.media_type_of(name, content, among=among)
    digest = files.store(company_id=person.company_id, content=content)
    # Two requests with the same file wait for each other here.
    fresh = locked_person(person)
    known = _same(fresh, kind, digest)
    if known is not None:
        return known
    about = None if kind == FileKind.RESUME else about
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
        process_id=about.process_id if about else None,
        position_id=about.position_id if about else None,
    )
    _tell(fresh, file, Verb.FILE_ADDED, actor, position=about.position_name if about else "")
    events.publish(PersonFileAdded(fresh.company_id, fresh.pk, file.pk))
    return file


class ResumeNotText(Refusal):
    code = "resume_not_text"


class SameFileThere(Refusal):
    code = "same_file_there"


@transaction.atomic
def change_file(
    *, person: Person, public_id: str, name: str, kind: str, about: About | None, actor: Actor
) -> PersonFile:
    """Its name (the ending stays), its kind and what it is about. Nothing is recorded when nothing differs.

    The face has asked ``hiring.selectors.editable_person`` before, and whether the file may be seen. Refuses with
    ``NotFound``, ``ResumeNotText`` or ``SameFileThere``.
    """
    fresh = locked_person(person)
    file = file_of(person=fresh, public_id=public_id, visible_position_ids=None)
    kind, name = FileKind(kind), _with_ending(media.clean_name(name), file.name)
    about = None if kind == FileKind.RESUME else about
    if kind == FileKind.RESUME and not media.is_text(name):
        raise ResumeNotText(
            _("{name} is no text. A résumé is a PDF, DOC or DOCX: add it as one of these.").format(name=name)
        )
    if kind != file.kind and _same(fresh, kind, file.sha256) is not None:
        raise SameFileThere(
            _("The same file is there as {kind} already. Remove one of the two.").format(
                kind=KIND_WORDS[FileKind(kind)]
            )
        )
    wanted = (name, str(kind), about.process_id if about else None)
    if wanted == (file.name, file.kind, file.process_id):
        return file
    file.name, file.kind, file.process_id = wanted
    file.position_id = about.position_id if about else None
    file.save(update_fields=["name", "kind", "process_id", "position_id"])
    _tell(fresh, file, Verb.FILE_CHANGED, actor, position=about.position_name if about else "")
    events.publish(PersonFileChanged(fresh.company_id, fresh.pk, file.pk))
    return file


@transaction.atomic
def note_opened(*, person: Person, file: PersonFile) -> None:
    """A teammate, who may view the person, has opened this file. Nothing is written down; who cares is told."""
    if file.kind == FileKind.RESUME:
        events.publish(ResumeOpened(person.company_id, person.pk, file.pk))


@transaction.atomic
def remove_file(*, person: Person, public_id: str, actor: Actor) -> PersonFile:
    """For a day it can be put back (``put_file_back``). Refuses with ``NotFound``.

    The face has asked ``hiring.selectors.editable_person`` before, and whether the file may be seen.
    """
    fresh = locked_person(person)
    file = file_of(person=fresh, public_id=public_id, visible_position_ids=None)
    file_id = file.pk
    RemovedFile.objects.create(
        company_id=fresh.company_id, person=fresh, public_id=file.public_id, **_facts(file)
    )
    file.delete()
    _tell(fresh, file, Verb.FILE_REMOVED, actor)
    events.publish(PersonFileRemoved(fresh.company_id, fresh.pk, file_id))
    return file


@transaction.atomic
def put_file_back(*, person: Person, public_id: str, actor: Actor) -> PersonFile:
    """As it was, under its old id; if the same was added again meanwhile, that one stays alone.

    The face has asked ``hiring.selectors.editable_person`` before. Refuses with ``NotFound`` after a day.
    """
    fresh = locked_person(person)
    removed = RemovedFile.objects.filter(
        company_id=fresh.company_id, person=fresh, public_id=public_id
    ).first()
    if removed is None:
        raise NotFound(_("The file was removed for good meanwhile. Add it once more."))
    known = _same(fresh, removed.kind, removed.sha256)
    if known is not None:
        removed.delete()
        return known
    file = PersonFile.objects.create(
        company_id=fresh.company_id, person=fresh, public_id=removed.public_id, **_facts(removed)
    )
    removed.delete()
    _tell(fresh, file, Verb.FILE_PUT_BACK, actor)
    events.publish(PersonFileAdded(fresh.company_id, fresh.pk, file.pk))
    return file


@transaction.atomic
def forget_removed_files(*, company_id: int) -> int:
    """Those that nobody put back within a day go with their bytes. How many."""
    old = RemovedFile.objects.filter(company_id=company_id, removed_at__lt=clock.now() - REMOVED_KEPT)
    found = dict(old.select_for_update(skip_locked=True).values_list("pk", "sha256")[:_AT_ONCE])
    RemovedFile.objects.filter(company_id=company_id, pk__in=found).delete()
    files.discard_unnamed(company_id=company_id, digests=set(found.values()))
    return len(found)


@transaction.atomic
def forget_files_about(*, company_id: int, process_id: int) -> None:
    """The files about a process that is deleted, for good. In the caller's transaction."""
    digests: set[str] = set()
    for rows in (PersonFile.objects, RemovedFile.objects):
        mine = rows.filter(company_id=company_id, process_id=process_id)
        digests.update(mine.values_list("sha256", flat=True))
        mine.delete()
    files.discard_unnamed(company_id=company_id, digests=digests)


def _same(person: Person, kind: str, digest: str) -> PersonFile | None:
    rows = PersonFile.objects.filter(company_id=person.company_id, person=person, kind=kind, sha256=digest)
    return rows.first()


def _facts(file: FileFacts) -> dict[str, Any]:
    return {name: getattr(file, name) for name in _FACTS if name != "id"}


def _with_ending(name: str, before: str) -> str:
    ending = PurePosixPath(before).suffix
    return name if name.lower().endswith(ending.lower()) else media.clean_name(name + ending)


def _tell(person: Person, file: PersonFile, verb: Verb, actor: Actor, *, position: str = "") -> None:
    record(
        company_id=person.company_id,
        verb=verb,
        actor=actor,
        person_id=person.pk,
        position_id=file.position_id,
        process_id=file.process_id,
        person=person.full_name,
        kind=_WORDS[FileKind(file.kind)],
        file=file.name,
        position=position,
    )
    live.touch(person.company_id, [f"person:{person.public_id}"])


#: As history keeps it; told in the reader's language.
_WORDS: Final = {
    FileKind.RESUME: gettext_noop("résumé"),
    FileKind.COVER_LETTER: gettext_noop("cover letter"),
    FileKind.OTHER: gettext_noop("file"),
}
