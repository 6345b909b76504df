"""What becomes of a go or a no-go? It depends on who says it: some end a process, others ask the hiring manager.

| who says it | go | no-go |
|---|---|---|
| recruiter or hiring manager of the position, owner, admin | the step is completed | the rejection is to be written |
| everybody else who takes part | the step is completed | it is completed, and the hiring manager is asked |
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from recruit.company.enums import CompanyRole
from recruit.hiring.enums import Decision
from recruit.positions.enums import HiringRole

#: Whose no-go is the end: they hold the right to reject by their own word.
_REJECTING_ROLES = frozenset({HiringRole.RECRUITER, HiringRole.HIRING_MANAGER})
_REJECTING_COMPANY_ROLES = frozenset({CompanyRole.OWNER, CompanyRole.ADMIN})


class Outcome(StrEnum):
    COMPLETE = "complete"
    ASK_HIRING_MANAGER = "ask_hiring_manager"
    OPEN_REJECTION = "open_rejection"


def opens_rejection(*, company_role: str, position_roles: Collection[str]) -> bool:
    """Of several roles the strongest counts."""
    return company_role in _REJECTING_COMPANY_ROLES or not _REJECTING_ROLES.isdisjoint(position_roles)


def decide_outcome(
    *, decision: str, company_role: str, position_roles: Collection[str], is_asked_already: bool
) -> Outcome:
    """``is_asked_already``: the hiring manager has such a question about this process open; one is enough."""
    if decision != Decision.NO_GO:
        return Outcome.COMPLETE
    if opens_rejection(company_role=company_role, position_roles=position_roles):
        return Outcome.OPEN_REJECTION
    return Outcome.COMPLETE if is_asked_already else Outcome.ASK_HIRING_MANAGER
