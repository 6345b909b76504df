"""Who may be mentioned in a note, and which mentions does a teammate find? Who may read it, and those they may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recruit.activity.rules import Mentionable
from recruit.activity.selectors import Piece, pieces_of, told_mentions
from recruit.base.paging import cursor_of, id_of
from recruit.company.enums import CompanyRole
from recruit.company.models import Teammate
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors.persons import visible_persons
from recruit.positions.rules import WIDE_ROLES
from recruit.positions.selectors import sight_of, viewers_of_positions


def note_readers(*, company_id: int, person_id: int, position_id: int | None) -> list[Teammate]:
    """Who may read a note that is not private, by name: who sees the position, or the person through any position."""
    teammates = Teammate.objects.filter(company_id=company_id, is_active=True)
    everybody = [
        each for each in teammates.order_by("first_name", "last_name", "pk") if _may(each, person_id)
    ]
    if position_id is not None:
        position_ids = {position_id}
    else:
        processes = HiringProcess.objects.filter(company_id=company_id, person_id=person_id)
        position_ids = set(processes.values_list("position_id", flat=True))
    if not position_ids:
        wide = {CompanyRole.OWNER, *WIDE_ROLES}
        return [each for each in everybody if each.company_role in wide]
    viewers = viewers_of_positions(company_id=company_id, position_ids=position_ids)
    seeing = frozenset().union(*viewers.values())
    return [each for each in everybody if each.pk in seeing]


def _may(teammate: Teammate, person_id: int) -> bool:
    """An owner's own profile is never hidden from them."""
    return teammate.company_role == CompanyRole.OWNER or teammate.hidden_person_id != person_id


def mentionable(*, company_id: int, person_id: int, position_id: int | None) -> list[Mentionable]:
    readers = note_readers(company_id=company_id, person_id=person_id, position_id=position_id)
    return [Mentionable(each.pk, each.full_name) for each in readers]


@dataclass(frozen=True)
class MentionShown:
    person_public_id: str
    person_name: str
    note_public_id: str
    author_name: str
    at: datetime
    pieces: tuple[Piece, ...]
    is_unread: bool


@dataclass(frozen=True)
class MentionsPage:
    rows: list[MentionShown]
    next_cursor: str | None


def mentions_of(*, teammate: Teammate, before: str | None = None, limit: int = 25) -> MentionsPage:
    """Newest first. What the teammate may not read any more is left out: a page may be shorter for it."""
    found = told_mentions(
        company_id=teammate.company_id,
        teammate_id=teammate.pk,
        before=id_of(before) if before else None,
        limit=limit + 1,
    )
    shown, sight = found[:limit], sight_of(teammate=teammate)
    rows = visible_persons(teammate=teammate).filter(pk__in={each.note.person_id for each in shown})
    persons = {person.pk: person for person in rows} if shown else {}
    return MentionsPage(
        rows=[
            MentionShown(
                person_public_id=persons[each.note.person_id].public_id,
                person_name=persons[each.note.person_id].full_name,
                note_public_id=each.note.public_id,
                author_name=each.note.author_name,
                at=each.note.created_at,
                pieces=pieces_of(each.note, teammate.pk),
                is_unread=each.read_at is None,
            )
            for each in shown
            if each.note.person_id in persons
            and (each.note.position_id is None or sight.sees(each.note.position_id))
        ],
        next_cursor=cursor_of(shown[-1].pk) if len(found) > limit else None,
    )
