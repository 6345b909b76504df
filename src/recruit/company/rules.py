"""What does a company role open, and what does a plan include? Two tables.

Rights on a position and its persons are decided in ``positions.rules``: they depend on the hiring team as well.
"""

from __future__ import annotations

from recruit.company.enums import Capability, CompanyRole, Feature, Plan

_OWNER_AND_ADMIN = frozenset({CompanyRole.OWNER, CompanyRole.ADMIN})
_EVERYBODY = frozenset(CompanyRole)

_WHO: dict[Capability, frozenset[CompanyRole]] = {
    Capability.CONFIGURE_COMPANY: _OWNER_AND_ADMIN | {CompanyRole.IT_MANAGER},
    Capability.CONFIGURE_INTEGRATIONS: _OWNER_AND_ADMIN,
    Capability.VIEW_INTEGRATIONS: _OWNER_AND_ADMIN | {CompanyRole.IT_MANAGER},
    Capability.MANAGE_TEAMMATES: _OWNER_AND_ADMIN,
    Capability.DEACTIVATE_TEAMMATES: _OWNER_AND_ADMIN | {CompanyRole.IT_MANAGER},
    Capability.OPEN_POSITIONS: _OWNER_AND_ADMIN | {CompanyRole.RECRUITER},
    Capability.ADD_PERSONS: _OWNER_AND_ADMIN | {CompanyRole.RECRUITER},
    Capability.VIEW_UNASSIGNED_PERSONS: _OWNER_AND_ADMIN | {CompanyRole.RECRUITER, CompanyRole.MANAGEMENT},
    Capability.REMOVE_SYSTEM_TAGS: _OWNER_AND_ADMIN,
    Capability.CONNECT_OWN_ACCOUNT: _EVERYBODY - {CompanyRole.IT_MANAGER},
    Capability.VIEW_REPORTS: _OWNER_AND_ADMIN | {CompanyRole.RECRUITER, CompanyRole.MANAGEMENT},
}

_INCLUDED: dict[Feature, frozenset[Plan]] = {
    Feature.SOURCING_INTEGRATION: frozenset({Plan.ENTERPRISE}),
}


def company_role_allows(role: str, capability: Capability) -> bool:
    """A role that nobody knows opens nothing."""
    return role in _WHO[capability]


def plan_allows(plan: str, feature: Feature) -> bool:
    return plan in _INCLUDED[feature]


def normalise_sign_in_email(email: str) -> str:
    """The form in which two spellings of one address are equal: trimmed, lower case."""
    return email.strip().lower()
