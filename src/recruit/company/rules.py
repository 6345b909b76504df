"""What does a company role open, and what does a plan include? Two tables.

Rights on a position and its persons are decided in ``positions.rules``: they depend on the hiring team as well.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from recruit.base.matrix import Matrix
from recruit.base.texts import gettext_noop as _
from recruit.company.enums import AppScope, Capability, CompanyRole, Feature, Plan

#: Whoever has one of these can change who has which right, or switch somebody off.
ADMINISTERS: Final = frozenset({CompanyRole.OWNER, CompanyRole.ADMIN, CompanyRole.IT_MANAGER})

#: ``domain/recruit.md`` 6.3 without the rows about single positions. How a cell is read stands in ``base.matrix``.
COMPANY_MATRIX: Final = Matrix(
    CompanyRole.values,
    # Owner, Admin, Recruiter, recruiting Coordinator, Management, IT manager, Teammate
    #                                       O A R C M I T
    (Capability.VIEW_DISCREET_POSITIONS,   "Y P P P p N P", _("see discreet positions")),
    (Capability.OPEN_POSITIONS,            "y y y n N N n", _("open a position")),
    (Capability.ADD_PERSONS,               "y y y n n n n", _("add candidates without a position")),
    (Capability.VIEW_UNASSIGNED_PERSONS,   "y y y n y n n", _("see candidates without a position")),
    (Capability.UNMERGE_PERSONS,           "y y n n n N n", _("take a merge of candidates back")),
    (Capability.DELETE_PERSONS,            "y y n n n N n", _("delete or pseudonymise a candidate")),
    (Capability.REVIEW_RETENTION,          "y y y n n n n", _("see who is due to go, keep them, ask for consent")),
    (Capability.REMOVE_SYSTEM_TAGS,        "y y n n n n n", _("take system tags off")),
    (Capability.VIEW_REPORTS,              "Y Y y n Y N n", _("read reports")),
    (Capability.MANAGE_SOURCES,            "y y y n n n n", _("add, rename and retire sources")),
    (Capability.CONFIGURE_COMPANY,         "Y Y N N N Y N", _("change the company's settings")),
    (Capability.CONFIGURE_PRIVACY,         "Y Y N N N n N", _("change the privacy settings")),
    (Capability.CONFIGURE_INTEGRATIONS,    "y Y N N N n N", _("configure integrations")),
    (Capability.VIEW_INTEGRATIONS,         "y y n n n y n", _("see how integrations stand")),
    (Capability.APPROVE_APPS,              "Y Y N N N n N", _("approve API apps and integrations")),
    (Capability.CONNECT_OWN_ACCOUNT,       "y y y y y n Y", _("connect one's own seat of a sourcing tool")),
    (Capability.INVITE_TEAMMATES,          "Y Y Y y n n n", _("invite a teammate from a listed mail domain")),
    (Capability.MANAGE_TEAMMATES,          "Y Y N N N N N", _("invite from any mail domain and assign roles")),
    (Capability.DEACTIVATE_TEAMMATES,      "Y Y N N N Y N", _("deactivate a teammate")),
    (Capability.RESTRICT_TEAMMATES,        "Y Y I n n n n", _("hide a teammate's own candidate profile from them")),
    (Capability.VIEW_AUDIT,                "y y n n n y n", _("read who changed which role or setting")),
    (Capability.EXPORT_LISTS,              "y y y n n n n", _("take lists of candidates out as a file")),
    (Capability.EXPORT_COMPANY,            "y y n n n n n",
        _("take everything of the company out, and see all imports")),
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


@dataclass(frozen=True)
class ScopeMeaning:
    """One scope as those who approve an app read it, in English; ``needs`` must be asked for with it."""

    scope: AppScope
    title: str
    needs: AppScope | None = None


#: ``domain/recruit.md`` 9.2, as far as there are such data.
APP_SCOPES: Final = (
    ScopeMeaning(AppScope.READ_POSITIONS, _("read positions, their workflow and openings")),
    ScopeMeaning(
        AppScope.WRITE_POSITIONS,
        _("open, change, hold, close and reopen positions and their openings"),
        AppScope.READ_POSITIONS,
    ),
    ScopeMeaning(AppScope.READ_TEAMS, _("read who is on a hiring team"), AppScope.READ_POSITIONS),
    ScopeMeaning(
        AppScope.WRITE_TEAMS, _("put teammates on a hiring team and take them off"), AppScope.READ_TEAMS
    ),
    ScopeMeaning(AppScope.READ_PERSONS, _("read candidates and their tags")),
    ScopeMeaning(AppScope.WRITE_PERSONS, _("add, change and tag candidates"), AppScope.READ_PERSONS),
    ScopeMeaning(
        AppScope.DELETE_PERSONS, _("delete candidates with everything about them"), AppScope.WRITE_PERSONS
    ),
    ScopeMeaning(
        AppScope.READ_CONTACTS,
        _("read candidates' e-mail addresses, numbers and links"),
        AppScope.READ_PERSONS,
    ),
    ScopeMeaning(
        AppScope.WRITE_CONTACTS,
        _("add candidates' e-mail addresses, numbers and links"),
        AppScope.READ_CONTACTS,
    ),
    ScopeMeaning(
        AppScope.READ_PROCESSES, _("read who is considered for which position, and how far they came")
    ),
    ScopeMeaning(
        AppScope.WRITE_PROCESSES,
        _("start, advance, hold, resume, reject, withdraw and hire"),
        AppScope.READ_PROCESSES,
    ),
    ScopeMeaning(
        AppScope.DELETE_PROCESSES,
        _("delete what was kept of a candidate for one position"),
        AppScope.WRITE_PROCESSES,
    ),
    ScopeMeaning(AppScope.READ_FUTURE_STEPS, _("read steps that are still to come"), AppScope.READ_PROCESSES),
    ScopeMeaning(AppScope.READ_SOURCES, _("read sources and where candidates came from")),
    ScopeMeaning(AppScope.READ_NOTES, _("read notes that are not private"), AppScope.READ_PERSONS),
    ScopeMeaning(AppScope.WRITE_NOTES, _("write notes, and delete its own"), AppScope.READ_NOTES),
    ScopeMeaning(AppScope.READ_FILES, _("read the list of candidates' files"), AppScope.READ_PERSONS),
    ScopeMeaning(AppScope.READ_TEAMMATES, _("read teammates, their addresses and roles")),
    ScopeMeaning(
        AppScope.READ_ACTIVITY,
        _("read what happened to candidates and positions, contact data included"),
        AppScope.READ_CONTACTS,
    ),
    ScopeMeaning(
        AppScope.READ_PRIVACY,
        _("read why candidates are kept and until when, and who is due to go"),
        AppScope.READ_PERSONS,
    ),
    ScopeMeaning(
        AppScope.WRITE_PRIVACY,
        _("record and withdraw consents, and keep candidates longer"),
        AppScope.READ_PRIVACY,
    ),
    ScopeMeaning(AppScope.READ_WEBHOOKS, _("read its own webhooks and what was sent to them")),
    ScopeMeaning(
        AppScope.WRITE_WEBHOOKS,
        _("have what it may read told to addresses of its choice"),
        AppScope.READ_WEBHOOKS,
    ),
)

#: What of a company role's rights an app can have, and by which scope; it has none of the others.
APP_CAPABILITIES: Final = {
    Capability.OPEN_POSITIONS: AppScope.WRITE_POSITIONS,
    Capability.ADD_PERSONS: AppScope.WRITE_PERSONS,
    Capability.DELETE_PERSONS: AppScope.DELETE_PERSONS,
    # Whose clock it changes is asked for each candidate, by ``positions.rules``.
    Capability.REVIEW_RETENTION: AppScope.READ_PRIVACY,
}

TOKEN_BEGINS: Final = "rcr_"  # noqa: S105 -- what every token begins with, so that scanners of leaks know one
#: So many letters of a token are kept in clear: enough to find it by, far too few to guess the rest.
TOKEN_START: Final = len(TOKEN_BEGINS) + 12


def missing_scopes(scopes: set[str]) -> list[ScopeMeaning]:
    """Those of the scopes that need another one which is not among them."""
    return [
        each
        for each in APP_SCOPES
        if each.scope in scopes and each.needs is not None and each.needs not in scopes
    ]


def token_digest(token: str) -> str:
    """Tokens are 240 random bits: a plain digest is as good as a slow one."""
    return hashlib.sha256(token.encode()).hexdigest()
