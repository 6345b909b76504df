"""What may this teammate do on each of several positions? All capabilities at once, for pages that show many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from recruit.base.asking import asked_once
from recruit.company.models import ApiApp, Teammate
from recruit.company.selectors import Reader
from recruit.positions.enums import PositionCapability
from recruit.positions.models import PositionRole
from recruit.positions.rules import allowed
from recruit.positions.selectors.api_apps import app_holds
from recruit.positions.selectors.positions import sight_of


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


def position_ids_allowing(
    *, teammate: Reader, position_ids: Collection[int], capability: PositionCapability
) -> set[int]:
    """Those of their company's positions on which the teammate may do this. Two queries, once a page."""
    sight = sight_of(teammate=teammate)
    visible = {position_id for position_id in position_ids if sight.sees(position_id)}
    if isinstance(teammate, ApiApp):
        return visible if app_holds(teammate, capability) else set()
    roles = roles_by_position(teammate=teammate, position_ids=visible)
    return {
        position_id
        for position_id in visible
        if allowed(
            company_role=teammate.company_role,
            position_roles=roles.get(position_id, []),
            capability=capability,
        )
    }


def roles_by_position(*, teammate: Teammate, position_ids: Collection[int]) -> Mapping[int, list[str]]:
    """Once a page for the same positions; without those on which they have none."""

    def ask() -> dict[int, list[str]]:
        roles = defaultdict(list)
        for row in PositionRole.objects.filter(teammate=teammate, position_id__in=wanted):
            roles[row.position_id].append(row.role)
        return dict(roles)

    wanted = frozenset(position_ids)
    return asked_once(("roles on", wanted, teammate.pk), ask) if wanted else {}
