"""What may this teammate do on this position? For buttons only: the services ask for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recruit.positions.enums import PositionCapability
from recruit.positions.rules import allowed
from recruit.positions.selectors import roles_of

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.positions.models import Position


def rights_on(position: Position, *, teammate: Teammate) -> dict[str, bool]:
    """Each capability by its name; one query. The position is one that the teammate can view."""
    roles = roles_of(position=position, teammate=teammate)
    return {
        capability.value: allowed(
            company_role=teammate.company_role, position_roles=roles, capability=capability
        )
        for capability in PositionCapability
    }
