"""Of the persons whom a teammate ticked: whom may they change, and which process of each is meant?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.rules import company_role_allows
from recruit.hiring.models import HiringProcess
from recruit.hiring.rules import ACTIVE
from recruit.hiring.selectors.persons import visible_persons
from recruit.hiring.selectors.processes import visible_processes
from recruit.people.models import Person
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import position_ids_allowing


def editable_persons(
    *,
    teammate: Teammate,
    public_ids: Collection[str],
    capability: PositionCapability = PositionCapability.EDIT_PERSONS,
) -> list[Person]:
    """Those whom the teammate may change, as ``editable_person`` says of one; a constant number of queries."""
    persons = list(visible_persons(teammate=teammate).filter(public_id__in=public_ids).order_by("id"))
    positions: dict[int, set[int]] = defaultdict(set)
    rows = HiringProcess.objects.filter(
        company_id=teammate.company_id, person_id__among=[person.pk for person in persons]
    )
    for person_id, position_id in rows.values_list("person_id", "position_id"):
        positions[person_id].add(position_id)
    allowing = position_ids_allowing(
        teammate=teammate,
        position_ids=set().union(*positions.values()),
        capability=capability,
    )
    of_none = company_role_allows(teammate.company_role, Capability.ADD_PERSONS)
    return [
        person for person in persons if (positions[person.pk] & allowing if positions[person.pk] else of_none)
    ]


@dataclass(frozen=True)
class ChosenProcesses:
    """One active process each; ``unclear`` persons have several, so that a position must be named first."""

    processes: tuple[HiringProcess, ...]
    unclear: tuple[str, ...]
    without: int
    unclear_ids: frozenset[int] = frozenset()


def chosen_processes(
    *, teammate: Teammate, person_public_ids: Collection[str], position_public_id: str = ""
) -> ChosenProcesses:
    """Of each person the active process that the teammate sees: on the named position, or the only one."""
    rows = visible_processes(teammate=teammate).filter(
        person__public_id__in=person_public_ids, status__in=sorted(ACTIVE)
    )
    if position_public_id:
        rows = rows.filter(position__public_id=position_public_id)
    by_person: dict[int, list[HiringProcess]] = defaultdict(list)
    for process in rows.select_related("person", "position").order_by("id"):
        by_person[process.person_id].append(process)
    return ChosenProcesses(
        processes=tuple(found[0] for found in by_person.values() if len(found) == 1),
        unclear=tuple(found[0].person.full_name for found in by_person.values() if len(found) > 1),
        without=len(set(person_public_ids)) - len(by_person),
        unclear_ids=frozenset(person_id for person_id, found in by_person.items() if len(found) > 1),
    )
