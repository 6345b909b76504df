"""Which positions may nobody new see yet? Those with evaluations on LinkedIn that not all who see them may read.

Evaluations travel behind grants. Without this a seat that gains sight of a position would read for some seconds what is
about to be taken away for its sake (decision 0030).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from linkedin_sync.enums import LinkKind, MarkKind
from linkedin_sync.mapping.visibility import Desired, Difference
from linkedin_sync.models import Connection, Link, Mark
from linkedin_sync.outbox.lanes.evaluations import FEEDBACK_SLOT, positions_readable_there
from recruit.evaluation.selectors import evaluated_processes_on


@dataclass(frozen=True)
class InTheWay:
    """``position_ids``: public ids. ``process_ids``: whose evaluations go first, and are not under way yet."""

    position_ids: frozenset[str] = frozenset()
    process_ids: frozenset[int] = frozenset()
    #: LinkedIn refuses to take some of them away: a human has to look.
    is_stuck: bool = False


NOTHING: Final = InTheWay()


def evaluations_in_the_way(
    connection: Connection, wanted: Difference, desired: Desired, ids: Mapping[str, int]
) -> InTheWay:
    """``ids``: our ids of positions by their public ones."""
    fresh_groups = {group for group, _ in wanted.put_assignees}
    coming = {position for _, position in wanted.put_acls}
    coming |= {position for group, position in desired.acls if group in fresh_groups}
    names = {ids[public_id]: public_id for public_id in coming if public_id in ids}
    unread = set(names) - positions_readable_there(connection, names) if names else set()
    if not unread:
        return NOTHING
    positions = evaluated_processes_on(company_id=connection.company_id, position_ids=unread)
    there = _with_evaluations_there(connection, positions)
    marks = Mark.objects.filter(
        connection=connection, kind=MarkKind.PROCESS, our_key__among=frozenset(map(str, there))
    )
    marked = dict(marks.values_list("our_key", "parked_reason")) if there else {}
    return InTheWay(
        position_ids=frozenset(names[positions[process]] for process in there),
        process_ids=frozenset(process for process in there if str(process) not in marked),
        is_stuck=any(marked.values()),
    )


def _with_evaluations_there(connection: Connection, process_ids: Iterable[int]) -> list[int]:
    keys = frozenset(map(str, process_ids))
    rows = Link.objects.filter(connection=connection, kind=LinkKind.PROCESS, our_key__among=keys)
    return [
        int(key)
        for key, parts in (rows.values_list("our_key", "parts") if keys else ())
        if any(slot.startswith(FEEDBACK_SLOT) for slot in parts)
    ]


def without(wanted: Difference, desired: Desired, way: InTheWay) -> Difference:
    """The grants that may be given now."""
    groups = {group for group, position in desired.acls if position in way.position_ids}
    return Difference(
        delete_acls=wanted.delete_acls,
        delete_assignees=wanted.delete_assignees,
        put_acls=tuple(grant for grant in wanted.put_acls if grant[1] not in way.position_ids),
        put_assignees=tuple(grant for grant in wanted.put_assignees if grant[0] not in groups),
    )
