"""What does a company role open, and what does a plan include? Two tables.

Rights on a position and its persons are decided in ``positions.rules``: they depend on the hiring team as well.
"""

from __future__ import annotations

import re
from typing import Final

from recruit.base.matrix import Matrix
from recruit.company.enums import Capability, CompanyRole, Feature, Plan

#: Whoever has one of these can change who has which right, or switch somebody off.
ADMINISTERS: Final = frozenset({CompanyRole.OWNER, CompanyRole.ADMIN, CompanyRole.IT_MANAGER})

#: ``domain/recruit.md`` 6.3 without the rows about single positions. How a cell is read stands in ``base.matrix``.
COMPANY_MATRIX: Final = Matrix(
    CompanyRole.values,
    # Owner, Admin, Recruiter, recruiting Coordinator, Management, IT manager, Teammate
    #                                       O A R C M I T
    (Capability.VIEW_DISCREET_POSITIONS,   "Y P P P p N P", "see discreet positions"),
    (Capability.OPEN_POSITIONS,            "y y y n N N n", "open a position"),
    (Capability.ADD_PERSONS,               "y y y n n n n", "add candidates without a position"),
    (Capability.VIEW_UNASSIGNED_PERSONS,   "y y y n y n n", "see candidates without a position"),
    (Capability.UNMERGE_PERSONS,           "y y n n n N n", "take a merge of candidates back"),
    (Capability.DELETE_PERSONS,            "y y n n n N n", "delete or pseudonymise a candidate"),
    (Capability.REMOVE_SYSTEM_TAGS,        "y y n n n n n", "take system tags off"),
    (Capability.VIEW_REPORTS,              "Y Y y n Y N n", "read reports"),
    (Capability.CONFIGURE_COMPANY,         "Y Y N N N Y N", "change the company's settings"),
    (Capability.CONFIGURE_PRIVACY,         "Y Y N N N n N", "change the privacy settings"),
    (Capability.CONFIGURE_INTEGRATIONS,    "y Y N N N n N", "configure integrations"),
    (Capability.VIEW_INTEGRATIONS,         "y y n n n y n", "see how integrations stand"),
    (Capability.APPROVE_APPS,              "Y Y N N N n N", "approve API apps and integrations"),
    (Capability.CONNECT_OWN_ACCOUNT,       "y y y y y n Y", "connect one's own seat of a sourcing tool"),
    (Capability.INVITE_TEAMMATES,          "Y Y Y y n n n", "invite a teammate from a listed mail domain"),
    (Capability.MANAGE_TEAMMATES,          "Y Y N N N N N", "invite from any mail domain and assign roles"),
    (Capability.DEACTIVATE_TEAMMATES,      "Y Y N N N Y N", "deactivate a teammate"),
    (Capability.RESTRICT_TEAMMATES,        "Y Y I n n n n", "hide a teammate's own candidate profile from them"),
    (Capability.VIEW_AUDIT,                "y y n n n y n", "read who changed which role or setting"),
)  # fmt: skip

_INCLUDED: dict[Feature, frozenset[Plan]] = {
    Feature.SOURCING_INTEGRATION: frozenset({Plan.ENTERPRISE}),
}


def company_role_allows(role: str, capability: Capability) -> bool:
    """A role that nobody knows opens nothing."""
    return COMPANY_MATRIX.allows(role, capability)


def plan_allows(plan: str, feature: Feature) -> bool:
    return plan in _INCLUDED[feature]


def normalise_sign_in_email(email: str) -> str:
    """The form in which two spellings of one address are equal: trimmed, lower case."""
    return email.strip().lower()


def domains_of(text: str) -> list[str]:
    """Mail domains as people type them: commas, spaces or lines between, with or without an @ before."""
    found = [word.strip().lstrip("@").lower() for word in re.split(r"[\s,;]+", text)]
    return sorted({word for word in found if word})


def is_domain(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", word))
