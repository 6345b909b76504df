"""What may this teammate do on each of several positions? All capabilities at once, for pages that show many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from recruit.company.models import Teammate
from recruit.positions.enums import PositionCapability
from recruit.positions.models import PositionRole
from recruit.positions.rules import allowed
from recruit.positions.selectors.positions import visible_positions


def capabilities_by_position(
    *, teammate: Teammate, position_ids: Collection[int]
) -> dict[int, frozenset[PositionCapability]]:
    """Nothing for a position that they cannot view. Two queries."""
    roles: dict[int, list[str]] = defaultdict(list)
    for row in PositionRole.objects.filter(teammate=teammate, position_id__in=position_ids):
        roles[row.position_id].append(row.role)
    visible = visible_positions(teammate=teammate).filter(pk__in=position_ids).values_list("id", flat=True)
    found = {
        position_id: frozenset(
            capability
            for capability in PositionCapability
            if allowed(
                company_role=teammate.company_role,
                position_roles=roles[position_id],
                capability=capability,
            )
        )
        for position_id in visible
    }
    return {position_id: found.get(position_id, frozenset()) for position_id in position_ids}
