"""Where may everybody who sees a position read what is said in its evaluations?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from recruit.company.models import Teammate
from recruit.company.selectors import company_of
from recruit.evaluation.rules import is_read_by_whoever_sees
from recruit.positions.models import Position, PositionRole


def positions_read_by_all(
    *, company_id: int, position_ids: Collection[int], teammate_ids: Collection[int]
) -> frozenset[int]:
    """Those of the positions whose evaluations each of these teammates reads who sees the position. Four queries."""
    teammates = {
        row.pk: row
        for row in Teammate.objects.filter(company_id=company_id, pk__among=frozenset(teammate_ids))
    }
    held = _roles_by_position(company_id, position_ids, teammates)
    is_open = company_of(company_id=company_id).opens_evaluations
    positions = Position.objects.filter(company_id=company_id, pk__among=frozenset(position_ids))
    #: Who holds no role on a position is judged by the company role alone: a few kinds of teammate, not all of them.
    kinds = {(mate.is_active, mate.company_role) for mate in teammates.values()}
    return frozenset(
        position_id
        for position_id, is_discreet in positions.values_list("id", "is_discreet")
        if all(
            is_read_by_whoever_sees(
                is_active=is_active,
                company_role=company_role,
                position_roles=roles,
                is_discreet=is_discreet,
                is_open=is_open,
            )
            for is_active, company_role, roles in [
                *((*kind, ()) for kind in kinds),
                *(
                    (teammates[mate].is_active, teammates[mate].company_role, roles)
                    for mate, roles in held.get(position_id, {}).items()
                ),
            ]
        )
    )


def _roles_by_position(
    company_id: int, position_ids: Collection[int], teammates: Mapping[int, Teammate]
) -> dict[int, dict[int, Sequence[str]]]:
    found: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = PositionRole.objects.filter(
        company_id=company_id,
        position_id__among=frozenset(position_ids),
        teammate_id__among=frozenset(teammates),
    )
    for position_id, teammate_id, role in rows.values_list("position_id", "teammate_id", "role"):
        found[position_id][teammate_id].append(role)
    return {position_id: dict(mates) for position_id, mates in found.items()}
