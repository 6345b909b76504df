"""What is a stuck record called? By the name of the candidate, position or teammate it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_sync.enums import MarkKind
from recruit.company import selectors as companies
from recruit.hiring import selectors as hiring
from recruit.people import selectors as people
from recruit.positions import selectors as positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkedin_sync.outbox.selectors import ParkedMark


def titles_of(*, company_id: int, parked: Sequence[ParkedMark]) -> dict[tuple[str, str], str]:
    """The title of each (kind, key); a constant number of queries. What is gone has no title."""
    ids: dict[str, set[int]] = {kind: set() for kind in MarkKind.values}
    for mark in parked:
        if mark.key.isdecimal():
            ids[mark.kind].add(int(mark.key))
    return {
        **_titles_of_positions(company_id, ids),
        **_titles_of_persons(company_id, ids),
        **_titles_of_teammates(company_id, ids),
    }


def _titles_of_positions(company_id: int, ids: dict[str, set[int]]) -> dict[tuple[str, str], str]:
    kinds = (MarkKind.POSITION, MarkKind.VISIBILITY_OF_POSITION)
    wanted = set().union(*(ids[kind] for kind in kinds))
    if not wanted:
        return {}
    found = positions.positions_by_ids(company_id=company_id, ids=wanted)
    return {(kind.value, str(each.id)): each.shown_name for kind in kinds for each in found}


def _titles_of_persons(company_id: int, ids: dict[str, set[int]]) -> dict[tuple[str, str], str]:
    titles = {}
    if ids[MarkKind.PERSON]:
        for person in people.persons_by_ids(company_id=company_id, ids=ids[MarkKind.PERSON]):
            titles[MarkKind.PERSON.value, str(person.id)] = f"{person.first_name} {person.last_name}".strip()
    if ids[MarkKind.PROCESS]:
        for process in hiring.processes_by_ids(company_id=company_id, ids=ids[MarkKind.PROCESS]):
            name = f"{process.person_first_name} {process.person_last_name}".strip()
            titles[MarkKind.PROCESS.value, str(process.id)] = f"{name} for {process.position_name}"
    return titles


def _titles_of_teammates(company_id: int, ids: dict[str, set[int]]) -> dict[tuple[str, str], str]:
    wanted = ids[MarkKind.VISIBILITY_OF_TEAMMATE]
    if not wanted:
        return {}
    found = companies.teammates_by_ids(company_id=company_id, ids=list(wanted))
    return {(MarkKind.VISIBILITY_OF_TEAMMATE.value, str(each.pk)): each.full_name for each in found.values()}
