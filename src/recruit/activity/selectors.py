"""What happened to this person or this position, newest first?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.models import Activity, Note, NoteMention
from recruit.activity.rules import Mentioned, in_pieces, in_short, said, sentence, without_signs
from recruit.base.actors import ActorKind
from recruit.base.errors import NotFound
from recruit.base.paging import COUNT_LIMIT, Page, cursor_of, id_of, page_of
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.selectors import actor_of, require_capability


@dataclass(frozen=True)
class Piece:
    """A piece of a note's text; ``name`` is whom it mentions, as they are called now."""

    text: str
    name: str = ""
    is_reader: bool = False


@dataclass(frozen=True)
class NoteShown:
    """A note as one reader sees it."""

    public_id: str
    text: str
    pieces: tuple[Piece, ...]
    is_private: bool
    is_changed: bool
    is_own: bool


@dataclass(frozen=True)
class TimelineEntry:
    """One line of a timeline; ``note`` is there if it tells of a note that still is and that the reader may read.

    ``cursor`` continues after this entry.
    """

    cursor: str
    at: datetime
    verb: str
    sentence: str
    actor_kind: str
    actor_name: str
    actor_teammate_id: int | None
    person_id: int | None
    position_id: int | None
    process_id: int | None
    data: dict[str, Any]
    note: NoteShown | None = None

    @property
    def text(self) -> str:
        return self.note.text if self.note else ""

    @property
    def in_short(self) -> str:
        return in_short(self.verb, self.data)


def timeline_of_person(
    *,
    company_id: int,
    person_id: int,
    visible_position_ids: Collection[int] | None,
    reader_id: int | None = None,
    before: str | None = None,
    limit: int = 50,
) -> list[TimelineEntry]:
    """Newest first; what is tied to a position outside ``visible_position_ids`` is left out (None: all are visible).

    ``reader_id``: the teammate who reads; of others' private notes they see that there is one.
    """
    rows = _of_person(company_id, person_id, visible_position_ids)
    return _entries(company_id, rows, before, limit, reader_id)


def latest_of_person(
    *, company_id: int, person_id: int, visible_position_ids: Collection[int] | None
) -> TimelineEntry | None:
    """The newest entry of ``timeline_of_person``, without what a note says."""
    row = _of_person(company_id, person_id, visible_position_ids).order_by("-id").first()
    return _entry(row, {}) if row else None


def _of_person(
    company_id: int, person_id: int, visible_position_ids: Collection[int] | None
) -> QuerySet[Activity]:
    rows = Activity.objects.filter(company_id=company_id, person_id=person_id)
    if visible_position_ids is None:
        return rows
    return rows.filter(Q(position_id__isnull=True) | Q(position_id__in=visible_position_ids))


def timeline_of_position(
    *,
    company_id: int,
    position_id: int,
    reader_id: int | None = None,
    before: str | None = None,
    limit: int = 50,
) -> list[TimelineEntry]:
    """Newest first. The caller has asked ``positions.selectors.visible_position`` before."""
    rows = Activity.objects.filter(company_id=company_id, position_id=position_id)
    return _entries(company_id, rows, before, limit, reader_id)


#: Who may come in, and with which rights and settings: what those who answer for the company look up.
_AUDITED = (
    Verb.COMPANY_FOUNDED,
    Verb.COMPANY_SETTINGS_CHANGED,
    Verb.TEAMMATE_ADDED,
    Verb.TEAMMATE_INVITED,
    Verb.INVITATION_REVOKED,
    Verb.INVITATION_ACCEPTED,
    Verb.COMPANY_ROLE_CHANGED,
    Verb.TEAMMATE_DEACTIVATED,
    Verb.TEAMMATE_REACTIVATED,
    Verb.TEAMMATE_RESTRICTED,
    Verb.TEAMMATE_UNRESTRICTED,
    Verb.SECOND_FACTOR_CHANGED,
    Verb.PASSWORD_CHANGED,
    Verb.API_APP_CHANGED,
    Verb.IMPORT_ENDED,
    Verb.IMPORT_UNDONE,
    Verb.ARCHIVE_MADE,
    Verb.ARCHIVE_TAKEN,
    Verb.LIST_TAKEN,
    Verb.WEBHOOK_CHANGED,
    Verb.PRIVACY_SETTINGS_CHANGED,
)


def audit_of_company(
    *, teammate: Teammate, before: str | None = None, limit: int = 50
) -> list[TimelineEntry]:
    """Who changed which role, right or setting, newest first. Refuses ``CompanyRoleTooSmall``."""
    require_capability(
        company_id=teammate.company_id, actor=actor_of(teammate), capability=Capability.VIEW_AUDIT
    )
    rows = Activity.objects.filter(
        company_id=teammate.company_id,
        person_id__isnull=True,
        position_id__isnull=True,
        verb__in=_AUDITED,
    )
    return _entries(teammate.company_id, rows, before, limit, None)


def _entries(
    company_id: int, rows: QuerySet[Activity], before: str | None, limit: int, reader_id: int | None
) -> list[TimelineEntry]:
    if before is not None:
        rows = rows.filter(id__lt=id_of(before))
    found = list(rows.order_by("-id")[:limit])
    notes = _notes_read_by(reader_id, company_id, found)
    return [_entry(row, notes) for row in found]


def _notes_read_by(reader_id: int | None, company_id: int, rows: Sequence[Activity]) -> dict[str, NoteShown]:
    public_ids = [row.data.get("note", "") for row in rows if row.verb == Verb.NOTE_ADDED]
    rows_of_notes = Note.objects.filter(company_id=company_id, public_id__in=public_ids)
    notes = rows_of_notes.prefetch_related(MENTIONS) if public_ids else []
    return {
        note.public_id: NoteShown(
            public_id=note.public_id,
            text=note.text,
            pieces=pieces_of(note, reader_id),
            is_private=note.is_private,
            is_changed=note.updated_at > note.created_at,
            is_own=_is_own(note, reader_id),
        )
        for note in notes
        if not note.is_private or _is_own(note, reader_id)
    }


_WITH_NAMES = NoteMention.objects.exclude(starts=[]).select_related("teammate")
#: Whom notes mention, with their names: one query for however many notes.
MENTIONS = Prefetch("mentions", _WITH_NAMES)
_MENTIONS_OF_NOTE = Prefetch("note__mentions", _WITH_NAMES)


def pieces_of(note: Note, reader_id: int | None) -> tuple[Piece, ...]:
    """Of a note that was read with ``MENTIONS``."""
    names = {row.teammate_id: row.teammate.full_name for row in note.mentions.all()}
    return tuple(
        Piece(text) if who is None else Piece(text, names[who], is_reader=who == reader_id)
        for text, who in in_pieces(note.text, _mentioned(note))
    )


def _mentioned(note: Note) -> list[Mentioned]:
    return [Mentioned(row.teammate_id, row.length, tuple(row.starts)) for row in note.mentions.all()]


def _is_own(note: Note, reader_id: int | None) -> bool:
    return reader_id is not None and note.author_id == reader_id


def _entry(row: Activity, notes: dict[str, NoteShown]) -> TimelineEntry:
    return TimelineEntry(
        cursor=cursor_of(row.pk),
        at=row.at,
        verb=row.verb,
        sentence=sentence(row.verb, row.data),
        actor_kind=row.actor_kind,
        actor_name=said(row.actor_name) if row.actor_kind == ActorKind.SYSTEM else row.actor_name,
        actor_teammate_id=row.actor_teammate_id,
        person_id=row.person_id,
        position_id=row.position_id,
        process_id=row.process_id,
        data=row.data,
        note=notes.get(row.data.get("note", "")) if row.verb == Verb.NOTE_ADDED else None,
    )


@dataclass(frozen=True)
class NoteRecord:
    """A note as a whole, for whoever takes it elsewhere. The author's names are empty if no teammate wrote it.

    ``plain_text`` names those who are mentioned without the sign that mentions them.
    """

    id: int
    public_id: str
    person_id: int
    process_id: int | None
    position_id: int | None
    text: str
    plain_text: str
    is_private: bool
    created_at: datetime
    updated_at: datetime
    author_first_name: str
    author_last_name: str


def notes_of_persons(*, company_id: int, person_ids: Collection[int]) -> dict[int, list[NoteRecord]]:
    """What was written about the persons as such, by person, oldest first; one query."""
    rows = Note.objects.filter(company_id=company_id, person_id__in=person_ids, process_id__isnull=True)
    found: dict[int, list[NoteRecord]] = defaultdict(list)
    for note in _records(rows):
        found[note.person_id].append(note)
    return found


def notes_of_processes(*, company_id: int, process_ids: Collection[int]) -> dict[int, list[NoteRecord]]:
    """What was written about these processes, by process, oldest first; one query."""
    rows = Note.objects.filter(company_id=company_id, process_id__in=process_ids)
    found: dict[int, list[NoteRecord]] = defaultdict(list)
    for note in _records(rows):
        if note.process_id is not None:
            found[note.process_id].append(note)
    return found


def _records(rows: QuerySet[Note]) -> list[NoteRecord]:
    return [
        NoteRecord(
            id=note.pk,
            public_id=note.public_id,
            person_id=note.person_id,
            process_id=note.process_id,
            position_id=note.position_id,
            text=note.text,
            plain_text=without_signs(note.text, _mentioned(note)),
            is_private=note.is_private,
            created_at=note.created_at,
            updated_at=note.updated_at,
            author_first_name=note.author.first_name if note.author else "",
            author_last_name=note.author.last_name if note.author else "",
        )
        for note in rows.select_related("author").prefetch_related(MENTIONS).order_by("id")
    ]


def notes_page(
    *,
    company_id: int,
    person_id: int,
    process_ids: Collection[int],
    after: str | None = None,
    limit: int = 50,
) -> Page[Note]:
    """What was written about the person and on these processes, newest first, without private notes."""
    is_readable = Q(process_id__isnull=True) | Q(process_id__in=process_ids)
    rows = Note.objects.filter(is_readable, company_id=company_id, person_id=person_id, is_private=False)
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.prefetch_related(MENTIONS).order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=len(found))


@dataclass(frozen=True)
class NoteToTell:
    """What decides who hears of a note: whom it mentions who has not heard yet."""

    person_id: int
    position_id: int | None
    author_id: int | None
    untold: frozenset[int]


def note_to_tell(*, company_id: int, note_id: int) -> NoteToTell | None:
    """None where nobody has to be told, for a private note, and for one that is not there."""
    rows = NoteMention.objects.filter(company_id=company_id, note_id=note_id, told_at=None).exclude(starts=[])
    untold = frozenset(rows.values_list("teammate_id", flat=True))
    if not untold:
        return None
    note = Note.objects.filter(company_id=company_id, pk=note_id, is_private=False).first()
    return NoteToTell(note.person_id, note.position_id, note.author_id, untold) if note else None


def mention_of(*, company_id: int, mention_id: int) -> NoteMention | None:
    """With note and teammate, if it still is one."""
    rows = NoteMention.objects.filter(company_id=company_id, pk=mention_id).exclude(starts=[])
    return rows.select_related("note", "teammate").first()


def told_mentions(*, company_id: int, teammate_id: int, before: int | None, limit: int) -> list[NoteMention]:
    """Of which this teammate was told, the newest first, with their notes; not of what is private by now."""
    rows = NoteMention.objects.filter(
        company_id=company_id, teammate_id=teammate_id, told_at__isnull=False, note__is_private=False
    ).exclude(starts=[])
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("note").prefetch_related(_MENTIONS_OF_NOTE).order_by("-pk")[:limit])


def noted_ids(*, company_id: int, after_id: int, limit: int) -> list[tuple[int, int, int | None]]:
    """(note, person, process) of the company's notes, by note id: for whoever walks over all of them."""
    rows = Note.objects.filter(company_id=company_id, pk__gt=after_id).order_by("pk")
    return list(rows.values_list("id", "person_id", "process_id")[:limit])


def count_notes(*, company_id: int) -> int:
    """How many are not private; no more than ``COUNT_LIMIT`` and one are counted."""
    rows = Note.objects.filter(company_id=company_id, is_private=False)
    return rows.order_by()[: COUNT_LIMIT + 1].count()


def own_note(*, company_id: int, teammate_id: int, person_id: int, public_id: str) -> NoteRecord:
    """A note that this teammate wrote on this person. Refuses ``NotFound``."""
    rows = Note.objects.filter(
        company_id=company_id, person_id=person_id, public_id=public_id, author_id=teammate_id
    )
    found = _records(rows)
    if not found:
        raise NotFound(_("There is no such note of yours on this candidate."))
    return found[0]


def own_note_of_app(*, company_id: int, app_id: int, person_id: int, public_id: str) -> NoteRecord:
    """A note that this API app wrote on this person or one of their processes. Refuses ``NotFound``."""
    rows = Note.objects.filter(
        company_id=company_id, person_id=person_id, public_id=public_id, author_app_id=app_id
    )
    found = _records(rows)
    if not found:
        raise NotFound(_("There is no such note of this app on this candidate."))
    return found[0]


def history_counts(*, company_id: int, person_id: int) -> dict[str, int]:
    """How many facts and notes are kept about that person."""
    return {
        "notes": Note.objects.filter(company_id=company_id, person_id=person_id).count(),
        "entries of history": Activity.objects.filter(company_id=company_id, person_id=person_id).count(),
    }
