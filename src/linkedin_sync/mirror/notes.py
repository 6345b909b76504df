"""How do recruiters' notes get into the mirror, change there and go? As LinkedIn told of them last.

A note that is deleted there loses its words here, and stays as one that was deleted; one that is not for the
organization any more goes without a trace. LinkedIn's bounds of time may mean a note's creation or its last change (its
page says one and means the other): half days in which notes were written are therefore read again once a day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from linkedin_sync.enums import Feed
from linkedin_sync.mirror.keeping import FOR_EVERYBODY, Kept, clean, leave_traces
from linkedin_sync.mirror.members import Admitted, admitted_members
from linkedin_sync.models import Connection, MirroredNote, Seat
from recruit.base import clock

if TYPE_CHECKING:
    from linkedin_client import ProspectNote


def keep_notes(
    connection: Connection,
    seats: Sequence[Seat],
    told: Sequence[ProspectNote],
    *,
    half_day_of: Callable[[datetime], datetime],
) -> Kept:
    """Runs inside the transaction that also moves the cursors."""
    kept = Kept()
    seat_ids = {seat.urn: seat.pk for seat in seats}
    latest = {note.id: note for note in sorted(told, key=_changed_at)}
    admitted = _admitted(connection, latest.values())
    rows = {
        row.key: row
        for row in MirroredNote.objects.select_for_update()
        .filter(connection=connection, key__among=sorted(latest))
        .order_by("id")
    }
    for note in latest.values():
        seat_id = seat_ids.get(note.owner or "")
        if seat_id is not None:
            kept.note_activity(seat_id, _changed_at(note))
        member = admitted.get(note.person_urn or "")
        if member is None or not member.takes(_changed_at(note)):
            continue
        if _keep(connection, note, member.member_id, seat_id=seat_id, row=rows.get(note.id)):
            kept.person_public_ids.add(member.person_public_id)
    leave_traces(connection, Feed.NOTES, _traces(latest.values(), admitted, seat_ids, half_day_of))
    return kept


def _changed_at(note: ProspectNote) -> datetime:
    return note.modified_at or note.created_at or clock.now()


def _admitted(connection: Connection, notes: Collection[ProspectNote]) -> dict[str, Admitted]:
    urns = sorted({note.person_urn for note in notes if note.person_urn})
    return admitted_members(company_id=connection.company_id, connection_id=connection.pk, urns=urns)


def _traces(
    notes: Collection[ProspectNote],
    admitted: Mapping[str, Admitted],
    seat_ids: Mapping[str, int],
    half_day_of: Callable[[datetime], datetime],
) -> list[tuple[str, int, datetime]]:
    """Of notes that would have been kept, if the member had come."""
    return [
        (note.person_urn, seat_ids[note.owner or ""], half_day_of(_changed_at(note)))
        for note in notes
        if note.person_urn
        and (note.owner or "") in seat_ids
        and note.person_urn not in admitted
        and note.active
        and _is_for_everybody(note)
    ]


def _is_for_everybody(note: ProspectNote) -> bool:
    return note.visibility.upper() in FOR_EVERYBODY


def _keep(
    connection: Connection,
    note: ProspectNote,
    member_id: int,
    *,
    seat_id: int | None,
    row: MirroredNote | None,
) -> bool:
    """Whether anything shows differently now."""
    changed_at = _changed_at(note)
    if row is not None and changed_at < row.changed_at:
        return False  # an older word about a note of which we know a newer one
    before = _shown(row)
    if not _is_for_everybody(note):
        if row is not None:
            row.delete()
        row = None
    elif note.active:
        row = row or MirroredNote(company_id=connection.company_id, connection=connection, key=note.id)
        row.member_id, row.seat_id = member_id, seat_id or row.seat_id
        row.text = clean(note.text)
        row.written_at, row.changed_at = note.created_at or changed_at, changed_at
        row.is_edited, row.deleted_at = changed_at > row.written_at, None
        row.save()
    elif row is not None and row.deleted_at is None:
        row.text, row.changed_at, row.deleted_at = "", changed_at, changed_at
        row.save(update_fields=["text", "changed_at", "deleted_at"])
    return _shown(row) != before


def _shown(row: MirroredNote | None) -> tuple[str, datetime, datetime | None] | None:
    return (row.text, row.changed_at, row.deleted_at) if row is not None and row.pk else None


@transaction.atomic
def look_again(
    *,
    connection: Connection,
    since: datetime,
    half_day_of: Callable[[datetime], datetime],
) -> None:
    """Have the half days read again in which notes were written that are still there."""
    standing = MirroredNote.objects.filter(
        connection=connection,
        deleted_at__isnull=True,
        seat__isnull=False,
        written_at__gt=since,
        member__closed_seen_at__isnull=True,
    )
    found = standing.values_list("member__urn", "seat_id", "written_at")
    leave_traces(
        connection,
        Feed.NOTES,
        [(urn, seat_id, half_day_of(at)) for urn, seat_id, at in found if seat_id is not None],
    )
