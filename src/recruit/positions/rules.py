"""Who may see a position, and who may do what on it? One function for the screens, the API and every outside system.

A teammate's right is what the company role opens or what one of their roles on the position opens, and nothing at
all on a position that they cannot view.
"""

from __future__ import annotations

from collections.abc import Collection

from recruit.company.enums import CompanyRole
from recruit.positions.enums import HiringRole, PositionCapability, StepType

#: These company roles see every position that is not discreet, and persons of no position at all.
WIDE_ROLES = frozenset({CompanyRole.ADMIN, CompanyRole.RECRUITER, CompanyRole.MANAGEMENT})
#: These may do everything on each position that they can view; the others need a role on the position.
_WORKS_EVERYWHERE = frozenset({CompanyRole.OWNER, CompanyRole.ADMIN})

#: What a company role opens on a position that is seen without a place on its hiring team.
_BY_COMPANY_ROLE: dict[str, frozenset[PositionCapability]] = {
    CompanyRole.RECRUITER: frozenset(
        {PositionCapability.VIEW, PositionCapability.READ_EVALUATIONS, PositionCapability.DECIDE_OWN_STEPS}
    ),
    CompanyRole.MANAGEMENT: frozenset({PositionCapability.VIEW, PositionCapability.READ_EVALUATIONS}),
}

_EVERYTHING = frozenset(PositionCapability)
_VIEW_ONLY = frozenset({PositionCapability.VIEW})
_BY_ROLE: dict[HiringRole, frozenset[PositionCapability]] = {
    HiringRole.RECRUITER: _EVERYTHING,
    HiringRole.RECRUITING_COORDINATOR: _EVERYTHING - {PositionCapability.EDIT_SCORECARD},
    HiringRole.HIRING_MANAGER: _EVERYTHING - {PositionCapability.EDIT_POSITION},
    HiringRole.MANAGER: _VIEW_ONLY
    | {PositionCapability.DECIDE_OWN_STEPS, PositionCapability.READ_EVALUATIONS},
    HiringRole.RECRUITING_ASSISTANT: _VIEW_ONLY
    | {
        PositionCapability.EDIT_CONTACT_POINTS,
        PositionCapability.DECIDE_OWN_STEPS,
        PositionCapability.SCHEDULE_INTERVIEWS,
    },
    HiringRole.INTERVIEWER: _VIEW_ONLY | {PositionCapability.DECIDE_OWN_STEPS},
    HiringRole.VIEWER: _VIEW_ONLY | {PositionCapability.READ_EVALUATIONS},
}

#: The workflow of a position that names no steps of its own.
DEFAULT_STEPS: tuple[tuple[str, StepType], ...] = (
    ("CV review", StepType.GO_NO_GO),
    ("Phone interview", StepType.INTERVIEW),
    ("Hiring manager review", StepType.GO_NO_GO),
    ("Interview", StepType.INTERVIEW),
    ("Offer", StepType.OFFER),
    ("Hire paperwork", StepType.ADMINISTRATIVE),
)


def can_view(*, is_active: bool, company_role: str, holds_position_role: bool, is_discreet: bool) -> bool:
    """May this teammate know that the position exists, and see it and its processes?"""
    if not is_active:
        return False
    if company_role == CompanyRole.OWNER:
        return True
    if holds_position_role:
        return True
    if is_discreet:
        return False
    return company_role in WIDE_ROLES


def position_role_allows(role: str, capability: PositionCapability) -> bool:
    return capability in _BY_ROLE[HiringRole(role)]


def allowed(*, company_role: str, position_roles: Collection[str], capability: PositionCapability) -> bool:
    """What an active teammate may do on a position that ``can_view`` lets through."""
    if company_role in _WORKS_EVERYWHERE:
        return True
    if capability in _BY_COMPANY_ROLE.get(company_role, ()):
        return True
    return any(position_role_allows(role, capability) for role in position_roles)


def can_join_hiring_team(*, is_active: bool, company_role: str, role: str) -> str | None:
    """Why this teammate cannot take that role on a position; None when they can."""
    if not is_active:
        return "is deactivated; reactivate the account first"
    if company_role == CompanyRole.IT_MANAGER:
        return "is an IT manager, who sees no positions; give another company role first"
    is_coordinator = company_role == CompanyRole.RECRUITING_COORDINATOR
    if role == HiringRole.RECRUITING_COORDINATOR and not is_coordinator:
        return "is not a recruiting coordinator of the company; give that company role first"
    return None
