"""What happened to this person or this position, newest first?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from recruit.activity.enums import Verb
from recruit.activity.models import Activity, Note
from recruit.activity.rules import in_short, sentence
from recruit.base.paging import cursor_of, id_of


@dataclass(frozen=True)
class TimelineEntry:
    """One line of a timeline; ``text`` is a note's text, else empty. ``cursor`` continues after this entry."""

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
    text: str = ""

    @property
    def in_short(self) -> str:
        return in_short(self.verb, self.data)


def timeline_of_person(
    *,
    company_id: int,
    person_id: int,
    visible_position_ids: Collection[int] | None,
    before: str | None = None,
    limit: int = 50,
) -> list[TimelineEntry]:
    """Newest first; what is tied to a position outside ``visible_position_ids`` is left out (None: all are visible)."""
    rows = Activity.objects.filter(company_id=company_id, person_id=person_id)
    if visible_position_ids is not None:
        rows = rows.filter(Q(position_id__isnull=True) | Q(position_id__in=visible_position_ids))
    return _entries(company_id, rows, before, limit)


def timeline_of_position(
    *, company_id: int, position_id: int, before: str | None = None, limit: int = 50
) -> list[TimelineEntry]:
    """Newest first. The caller has asked ``positions.selectors.visible_position`` before."""
    rows = Activity.objects.filter(company_id=company_id, position_id=position_id)
    return _entries(company_id, rows, before, limit)


def _entries(
    company_id: int, rows: QuerySet[Activity], before: str | None, limit: int
) -> list[TimelineEntry]:
    if before is not None:
        rows = rows.filter(id__lt=id_of(before))
    found = list(rows.order_by("-id")[:limit])
    texts = _texts_of_notes(company_id, found)
    return [_entry(row, texts) for row in found]


def _texts_of_notes(company_id: int, rows: Sequence[Activity]) -> dict[str, str]:
    public_ids = [row.data.get("note", "") for row in rows if row.verb == Verb.NOTE_ADDED]
    notes = Note.objects.filter(company_id=company_id, public_id__in=public_ids)
    return dict(notes.values_list("public_id", "text"))


def _entry(row: Activity, texts: dict[str, str]) -> TimelineEntry:
    return TimelineEntry(
        cursor=cursor_of(row.pk),
        at=row.at,
        verb=row.verb,
        sentence=sentence(row.verb, row.data),
        actor_kind=row.actor_kind,
        actor_name=row.actor_name,
        actor_teammate_id=row.actor_teammate_id,
        person_id=row.person_id,
        position_id=row.position_id,
        process_id=row.process_id,
        data=row.data,
        text=texts.get(row.data.get("note", ""), ""),
    )
