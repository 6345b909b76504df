"""What may this teammate do on each of several positions? All capabilities at once, for pages that show many."""

from __future__ import annotations

from collections.abc import Collection

from recruit.company.models import Teammate
from recruit.positions.enums import PositionCapability
from recruit.positions.rules import allowed
from recruit.positions.selectors.positions import roles_by_position, sight_of


def capabilities_by_position(
    *, teammate: Teammate, position_ids: Collection[int]
) -> dict[int, frozenset[PositionCapability]]:
    """Of their company's positions; nothing for one that they cannot view. Two queries, once a page."""
    sight = sight_of(teammate=teammate)
    visible = {position_id for position_id in position_ids if sight.sees(position_id)}
    roles = roles_by_position(teammate=teammate, position_ids=visible)
    return {
        position_id: frozenset(
            capability
            for capability in PositionCapability
            if position_id in visible
            and allowed(
                company_role=teammate.company_role,
                position_roles=roles.get(position_id, []),
                capability=capability,
            )
        )
        for position_id in position_ids
    }
