"""What is a stuck or differing record called? By the name of the candidate, position or teammate it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

from linkedin_sync.enums import MarkKind
from recruit.company import selectors as companies
from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recruit.company.models import Teammate
    from recruit.hiring.selectors import ProcessRecord


class OfOneRecord(Protocol):
    """Whatever is about one record: a stuck one, or one in which both sides differed."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> str: ...


def titles_of(*, teammate: Teammate, parked: Sequence[OfOneRecord]) -> dict[tuple[str, str], str]:
    """The title of each (kind, key) that this teammate may see by name; a constant number of queries."""
    ids: dict[str, set[int]] = {kind: set() for kind in MarkKind.values}
    for mark in parked:
        if mark.key.isdecimal():
            ids[mark.kind].add(int(mark.key))
    return {
        **_titles_of_positions(teammate, ids),
        **_titles_of_persons(teammate, ids[MarkKind.PERSON]),
        **_titles_of_processes(teammate, ids),
        **_titles_of_teammates(teammate, ids[MarkKind.VISIBILITY_OF_TEAMMATE]),
    }


def _titles_of_positions(teammate: Teammate, ids: dict[str, set[int]]) -> dict[tuple[str, str], str]:
    kinds = (MarkKind.POSITION, MarkKind.VISIBILITY_OF_POSITION)
    wanted = set().union(*(ids[kind] for kind in kinds))
    found = positions.visible_positions(teammate=teammate).filter(pk__in=wanted) if wanted else []
    return {(kind.value, str(each.pk)): each.shown_name for each in found for kind in kinds}


def _titles_of_persons(teammate: Teammate, ids: set[int]) -> dict[tuple[str, str], str]:
    if not ids:
        return {}
    visible = hiring.visible_persons(teammate=teammate).filter(pk__in=ids)
    return {(MarkKind.PERSON.value, str(each.pk)): each.full_name for each in visible}


def _titles_of_processes(teammate: Teammate, ids: dict[str, set[int]]) -> dict[tuple[str, str], str]:
    kinds = (MarkKind.PROCESS, MarkKind.RESUMES)
    wanted = set().union(*(ids[kind] for kind in kinds))
    if not wanted:
        return {}
    found = hiring.processes_by_ids(company_id=teammate.company_id, ids=wanted)
    visible = set(
        positions.visible_positions(teammate=teammate)
        .filter(pk__in={each.position_id for each in found})
        .values_list("pk", flat=True)
    )
    return {
        (kind.value, str(each.id)): _("{person} for {position}").format(
            person=_name_of(each), position=each.position_shown_name
        )
        for each in found
        if each.position_id in visible
        for kind in kinds
    }


def _name_of(process: ProcessRecord) -> str:
    return f"{process.person_first_name} {process.person_last_name}".strip()


def _titles_of_teammates(teammate: Teammate, ids: set[int]) -> dict[tuple[str, str], str]:
    found = companies.teammates_by_ids(company_id=teammate.company_id, ids=list(ids)) if ids else {}
    return {(MarkKind.VISIBILITY_OF_TEAMMATE.value, str(each.pk)): each.full_name for each in found.values()}
