"""Which positions does an API app reach, and what may it do there? Its scopes say it, and no role on a team."""

from __future__ import annotations

from recruit.company.enums import AppReach
from recruit.company.models import ApiApp
from recruit.company.selectors import AppScopeTooSmall
from recruit.positions.enums import PositionCapability
from recruit.positions.models import Position
from recruit.positions.rules import APPS_ON_POSITIONS, app_can_view

#: ``rules.app_can_view`` as a query; a test compares the two.
OF_REACH: dict[str, dict[str, bool]] = {
    AppReach.ALL: {},
    AppReach.NOT_DISCREET: {"is_discreet": False},
    AppReach.PUBLISHED: {"is_discreet": False, "is_published": True},
}


def app_may(app: ApiApp, position: Position, capability: PositionCapability) -> bool:
    is_in_reach = app_can_view(
        is_active=app.is_active,
        reach=app.reach,
        is_discreet=position.is_discreet,
        is_published=position.is_published,
    )
    return is_in_reach and (capability == PositionCapability.VIEW or app_holds(app, capability))


def app_holds(app: ApiApp, capability: PositionCapability) -> bool:
    scope = APPS_ON_POSITIONS.get(capability)
    return scope is not None and app.holds(scope)


def app_refused(app: ApiApp, position: Position, capability: PositionCapability) -> AppScopeTooSmall:
    """What to raise for a position that the app reaches. Evidence: ``scope``, the one that is missing."""
    scope = APPS_ON_POSITIONS.get(capability)
    missing = f": it lacks the scope {scope}." if scope else "; no app may."
    return AppScopeTooSmall(
        f"The API app {app.name} may not do this on {position.name}{missing}",  # English
        scope=scope,
    )
