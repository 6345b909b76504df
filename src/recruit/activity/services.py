"""How does a fact get into history, and a note onto a person?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.events import NoteChanged
from recruit.activity.models import Activity, Note, NoteMention
from recruit.activity.rules import Mentionable, Mentioned, mentions_in
from recruit.base import clock, events
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal


@dataclass(frozen=True)
class Fact:
    """One fact for ``record_in_bulk``; ``at`` is now unless said otherwise (imports bring their own history)."""

    verb: Verb
    person_id: int | None = None
    position_id: int | None = None
    process_id: int | None = None
    at: datetime | None = None
    data: dict[str, Any] = field(default_factory=dict)


def record(
    *,
    company_id: int,
    verb: Verb,
    actor: Actor,
    person_id: int | None = None,
    position_id: int | None = None,
    process_id: int | None = None,
    **data: Any,
) -> Activity:
    """Called by the other apps' services inside their transaction."""
    fact = Fact(verb, person_id=person_id, position_id=position_id, process_id=process_id, data=data)
    row = _row(company_id, actor, fact, clock.now())
    row.save(force_insert=True)
    return row


def record_in_bulk(*, company_id: int, actor: Actor, facts: Iterable[Fact]) -> None:
    now = clock.now()
    Activity.objects.bulk_create([_row(company_id, actor, fact, now) for fact in facts], batch_size=1000)


def _row(company_id: int, actor: Actor, fact: Fact, now: datetime) -> Activity:
    return Activity(
        company_id=company_id,
        at=fact.at or now,
        verb=fact.verb,
        actor_kind=actor.kind.value,
        actor_name=actor.name,
        actor_teammate_id=actor.teammate_id,
        person_id=fact.person_id,
        position_id=fact.position_id,
        process_id=fact.process_id,
        data=_in_english(fact.data),
    )


def _in_english(data: Mapping[str, Any]) -> dict[str, Any]:
    """History is kept in English, in whichever language it was made: a label that waits for its language gets it here.

    What is put together of labels before it comes here was put together under ``translation.override("en")``.
    """
    with translation.override("en"):
        return {name: str(value) if isinstance(value, Promise) else value for name, value in data.items()}


class NoteIsEmpty(Refusal):
    code = "note_is_empty"


class NoteNotYours(Refusal):
    code = "note_not_yours"


@transaction.atomic
def add_note(
    *,
    company_id: int,
    person_id: int,
    process_id: int | None = None,
    position_id: int | None = None,
    position_name: str = "",
    text: str,
    is_private: bool = False,
    mentionable: Sequence[Mentionable] = (),
    actor: Actor,
) -> Note:
    """A note on one process names its position too: who may not view the position does not read the note.

    ``mentionable``: who may read it, as far as the face knows; it mentions those of them whose name follows an ``@``.
    """
    now = clock.now()
    note = Note.objects.create(
        created_at=now,
        updated_at=now,
        company_id=company_id,
        person_id=person_id,
        process_id=process_id,
        position_id=position_id,
        author_id=actor.teammate_id,
        author_app_id=actor.app_id,
        author_name=actor.name,
        text=_written(text),
        is_private=is_private,
    )
    _write_mentions(note, mentions_in(note.text, mentionable))
    _tell(note, Verb.NOTE_ADDED, actor, position=position_name)
    return note


@transaction.atomic
def change_note(
    *,
    company_id: int,
    public_id: str,
    text: str,
    is_private: bool,
    mentionable: Sequence[Mentionable] = (),
    actor: Actor,
) -> Note:
    """Only its author may. Nothing is recorded when nothing differs. Refuses ``NotFound``, ``NoteNotYours``.

    Who was mentioned stays so as long as their name stands there as it was written, whatever they are called by now.
    """
    note = _own_note(company_id, public_id, actor)
    written = _written(text)
    if (written, is_private) == (note.text, note.is_private):
        return note
    before = note.text
    note.text, note.is_private, note.updated_at = written, is_private, clock.now()
    note.save(update_fields=["text", "is_private", "updated_at"])
    as_written = [
        Mentionable(row.teammate_id, before[row.starts[0] + 1 : row.starts[0] + row.length])
        for row in note.mentions.all()
        if row.starts
    ]
    _write_mentions(note, mentions_in(written, [*as_written, *mentionable]))
    _tell(note, Verb.NOTE_CHANGED, actor)
    return note


@transaction.atomic
def delete_note(*, company_id: int, public_id: str, actor: Actor) -> None:
    """Only its author may. What it said is gone; that there was one stays in history."""
    note = _own_note(company_id, public_id, actor)
    _tell(note, Verb.NOTE_DELETED, actor)
    note.delete()


def forget_process(*, company_id: int, process_id: int) -> None:
    """The notes on a process that is deleted; the history of its person stays. In the caller's transaction."""
    Note.objects.filter(company_id=company_id, process_id=process_id).delete()


def _write_mentions(note: Note, mentioned: Sequence[Mentioned]) -> None:
    found = {each.id: each for each in mentioned}
    for row in note.mentions.all():
        each = found.pop(row.teammate_id, None)
        row.starts, row.length = (list(each.starts), each.length) if each else ([], row.length)
        row.save(update_fields=["starts", "length"])
    NoteMention.objects.bulk_create(
        NoteMention(
            company_id=note.company_id,
            note=note,
            teammate_id=each.id,
            starts=list(each.starts),
            length=each.length,
        )
        for each in found.values()
    )


def mark_told(*, company_id: int, note_id: int, teammate_ids: Collection[int]) -> list[int]:
    """These teammates hear of the note now. The ids of their mentions, without those who had heard before."""
    rows = NoteMention.objects.filter(
        company_id=company_id, note_id=note_id, teammate_id__in=teammate_ids, told_at=None
    )
    ids = list(rows.select_for_update().values_list("pk", flat=True))
    NoteMention.objects.filter(company_id=company_id, pk__in=ids).update(told_at=clock.now())
    return ids


def mark_mailed(*, company_id: int, mention_id: int) -> None:
    NoteMention.objects.filter(company_id=company_id, pk=mention_id).update(mailed_at=clock.now())


def mark_mentions_read(*, company_id: int, teammate_id: int) -> None:
    """All of which this teammate was told."""
    NoteMention.objects.filter(
        company_id=company_id, teammate_id=teammate_id, told_at__isnull=False, read_at=None
    ).update(read_at=clock.now())


def _written(text: str) -> str:
    if not text.strip():
        raise NoteIsEmpty(_("The note has no text. Write something, then save it."))
    return text.strip()


def _own_note(company_id: int, public_id: str, actor: Actor) -> Note:
    note = Note.objects.select_for_update().filter(company_id=company_id, public_id=public_id).first()
    if note is None:
        raise NotFound(_("There is no such note any more."))
    if not _is_by(note, actor):
        raise NoteNotYours(
            _("{name} wrote this note. Only its author may change or delete it.").format(
                name=note.author_name
            )
        )
    return note


def _is_by(note: Note, actor: Actor) -> bool:
    if actor.app_id is not None:
        return note.author_app_id == actor.app_id
    return actor.teammate_id is not None and note.author_id == actor.teammate_id


def _tell(note: Note, verb: Verb, actor: Actor, **data: str) -> None:
    record(
        company_id=note.company_id,
        verb=verb,
        actor=actor,
        person_id=note.person_id,
        position_id=note.position_id,
        process_id=note.process_id,
        note=note.public_id,
        **data,
    )
    events.publish(NoteChanged(note.company_id, note.pk, note.person_id, note.process_id))


@transaction.atomic
def erase_history(*, company_id: int, person_id: int) -> None:
    """The one way in which history loses facts: whoever they are about is erased. Notes on them go as well."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL recruit.erasing = 'on'")
        Note.objects.filter(company_id=company_id, person_id=person_id).delete()
        Activity.objects.filter(company_id=company_id, person_id=person_id).delete()
        cursor.execute("SET LOCAL recruit.erasing = 'off'")


@transaction.atomic
def erase_warnings(*, company_id: int, person_ids: Collection[int], values: Collection[str]) -> None:
    """Warnings in others' histories that quote one of these values, which was the erased person's as well."""
    rows = Activity.objects.filter(
        company_id=company_id, person_id__in=person_ids, verb=Verb.WARNING
    ).values_list("pk", "data")
    quoting = [pk for pk, data in rows if any(value in data.get("warning", "") for value in values)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL recruit.erasing = 'on'")
        Activity.objects.filter(company_id=company_id, pk__in=quoting).delete()
        cursor.execute("SET LOCAL recruit.erasing = 'off'")
