"""What may this teammate do on each of several positions? All capabilities at once, for pages that show many."""

from __future__ import annotations

from collections.abc import Collection

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


def roles_by_position(*, teammate: Teammate, position_ids: Collection[int]) -> dict[int, list[str]]:
    """Without those on which they have none; no position is asked for twice while a page is made."""
    known: dict[int, list[str]] = asked_once(("roles of", teammate.pk), dict)
    unknown = frozenset(position_ids).difference(known)
    if unknown:
        found: dict[int, list[str]] = {position_id: [] for position_id in unknown}
        for row in PositionRole.objects.filter(teammate=teammate, position_id__in=unknown):
            found[row.position_id].append(row.role)
        known.update(found)
    return {position_id: known[position_id] for position_id in position_ids if known[position_id]}
