"""What do recruiters note about a member? For everybody in their organization, or for themselves alone.

A deleted note stays as an inactive one, because an ATS that has it must hear of the deletion.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/prospect-notes
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from linkedin_sandbox.world.ground.pages import Page, page_of
from linkedin_sandbox.world.models import Contract, Member, ProspectNote, SeatHolder
from linkedin_sandbox.world.models.recruiting import ORGANIZATION, PRIVATE
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.refusals import SandboxRefusal

LONGEST_NOTE = 3000


@dataclass(frozen=True)
class NoteRow:
    note: ProspectNote
    author: Member
    is_own: bool


def write_note(
    *, seat: Seat, member: Member, content: str, visibility: str = ORGANIZATION, now: int
) -> ProspectNote:
    if seat.holder.state != "ACTIVE":
        raise SandboxRefusal("Your Recruiter seat is not active.")
    if member.closed_at is not None:
        raise SandboxRefusal(f"{member.name} has closed the LinkedIn account.")
    return ProspectNote.objects.create(
        contract_id=seat.contract.id,
        seat_id=seat.holder.id,
        member_id=member.id,
        content=_checked(content),
        visibility=_known(visibility),
        created_at=now,
        changed_at=now,
    )


def edit_note(
    *, seat: Seat, note: ProspectNote, now: int, content: str | None = None, visibility: str | None = None
) -> ProspectNote:
    """Other words, another visibility, or both; by its author only."""
    _refuse_other_author(seat, note)
    if content is not None:
        note.content = _checked(content)
    if visibility is not None:
        note.visibility = _known(visibility)
    note.changed_at = now
    changed = ProspectNote.objects.filter(id=note.id, active=True).update(
        content=note.content, visibility=note.visibility, changed_at=now
    )
    if not changed:
        raise SandboxRefusal("This note has been deleted.")
    return note


def delete_note(*, seat: Seat, note: ProspectNote, now: int) -> ProspectNote:
    _refuse_other_author(seat, note)
    if not ProspectNote.objects.filter(id=note.id, active=True).update(active=False, changed_at=now):
        raise SandboxRefusal("This note has been deleted already.")
    note.active, note.changed_at = False, now
    return note


def restore_note(*, seat: Seat, note: ProspectNote, now: int) -> ProspectNote:
    """The deletion is taken back; an ATS that has heard of it hears of the note again."""
    _refuse_other_author(seat, note)
    if not ProspectNote.objects.filter(id=note.id, active=False).update(active=True, changed_at=now):
        raise SandboxRefusal("This note is not deleted.")
    note.active, note.changed_at = True, now
    return note


def notes_about(*, seat: Seat, member: Member, cursor: str = "", limit: int = 25) -> Page[NoteRow]:
    """What this seat sees of the member's notes, the newest first: its own, and the organization's."""
    contracts = Contract.objects.filter(organization_id=seat.organization.id).values_list("id", flat=True)
    notes = ProspectNote.objects.filter(
        Q(seat_id=seat.holder.id) | Q(visibility=ORGANIZATION, contract_id__in=list(contracts)),
        member_id=member.id,
        active=True,
    )
    return _rows(seat, page_of(notes, by="created_at", cursor=cursor, limit=limit))


def notes_of_seat(*, seat: Seat, cursor: str = "", limit: int = 25) -> Page[NoteRow]:
    """What this seat has written, the newest first."""
    notes = ProspectNote.objects.filter(seat_id=seat.holder.id, active=True)
    return _rows(seat, page_of(notes, by="created_at", cursor=cursor, limit=limit))


def note_by_id(note_id: int) -> ProspectNote:
    note = ProspectNote.objects.filter(id=note_id).first()
    if note is None:
        raise SandboxRefusal(f"There is no note {note_id}.")
    return note


def _rows(seat: Seat, page: Page[ProspectNote]) -> Page[NoteRow]:
    holders = SeatHolder.objects.in_bulk({note.seat_id for note in page.rows})
    members = Member.objects.in_bulk({holder.member_id for holder in holders.values()})
    rows = [
        NoteRow(
            note=note,
            author=members[holders[note.seat_id].member_id],
            is_own=note.seat_id == seat.holder.id,
        )
        for note in page.rows
    ]
    return Page(rows, page.next)


def _refuse_other_author(seat: Seat, note: ProspectNote) -> None:
    if note.seat_id != seat.holder.id:
        raise SandboxRefusal("Only the author of a note can change or delete it.")


def _known(visibility: str) -> str:
    if visibility not in (ORGANIZATION, PRIVATE):
        raise SandboxRefusal(f"A note is for the {ORGANIZATION} or {PRIVATE}.")
    return visibility


def _checked(content: str) -> str:
    kept = content.strip()
    if not kept:
        raise SandboxRefusal("The note is empty. Write something first.")
    if len(kept) > LONGEST_NOTE:
        raise SandboxRefusal(f"The note has {len(kept)} characters; at most {LONGEST_NOTE} can be kept.")
    return kept
