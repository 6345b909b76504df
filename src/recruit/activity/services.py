"""How does a fact get into history, and a note onto a person?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.activity.models import Activity, Note
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.base.errors import Refusal


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
        data=fact.data,
    )


class NoteIsEmpty(Refusal):
    code = "note_is_empty"


@transaction.atomic
def add_note(
    *,
    company_id: int,
    person_id: int,
    process_id: int | None = None,
    position_id: int | None = None,
    text: str,
    actor: Actor,
) -> Note:
    """A note on one process names its position too: who may not view the position does not read the note."""
    if not text.strip():
        raise NoteIsEmpty("The note has no text. Write something, then save it.")
    note = Note.objects.create(
        company_id=company_id,
        person_id=person_id,
        process_id=process_id,
        position_id=position_id,
        author_id=actor.teammate_id,
        author_name=actor.name,
        text=text.strip(),
    )
    record(
        company_id=company_id,
        verb=Verb.NOTE_ADDED,
        actor=actor,
        person_id=person_id,
        position_id=position_id,
        process_id=process_id,
        note=note.public_id,
    )
    return note
