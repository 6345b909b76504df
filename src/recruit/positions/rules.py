"""Who may see a position, and who may do what on it? One function for the screens, the API and every outside system.

A teammate's right is what the company role opens or what one of their roles on the position opens, and nothing at
all on a position that they cannot view.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from recruit.base.matrix import Matrix, Reach
from recruit.base.texts import gettext
from recruit.base.texts import gettext_noop as _
from recruit.company.enums import AppReach, AppScope, Capability, CompanyRole
from recruit.company.rules import company_role_allows
from recruit.positions.enums import HiringRole, PositionCapability, StepType

#: What a company role opens on every position that ``can_view`` lets through. ``domain/recruit.md`` 6.3; how a cell
#: is read stands in ``base.matrix``. What they are called is English, and translated where it is shown.
ON_POSITIONS: Final = Matrix(
    CompanyRole.values,
    # Owner, Admin, Recruiter, recruiting Coordinator, Management, IT manager, Teammate
    #                                          O A R C M I T
    (PositionCapability.VIEW,                 "Y Y Y P Y N P", _("see positions and their candidates")),
    (PositionCapability.EDIT_POSITION,        "Y Y P p N N p", _("edit and publish")),
    (PositionCapability.VIEW_SALARY,          "Y Y P N N N p", _("read salary and referral reward")),
    (PositionCapability.EDIT_SALARY,          "Y Y P N N N p", _("change salary and referral reward")),
    (PositionCapability.CHANGE_STATUS,        "Y Y P p N N p", _("hold, close and reopen")),
    (PositionCapability.MANAGE_TEAM,          "Y Y P p N N p", _("manage the hiring team")),
    (PositionCapability.MANAGE_WORKFLOW,      "Y Y P p N N p", _("manage the workflow")),
    (PositionCapability.EDIT_SCORECARD,       "y Y P n N N p", _("edit the scorecard")),
    (PositionCapability.EDIT_PERSONS,         "Y Y P p N N p", _("edit candidates, their source and tags")),
    (PositionCapability.EDIT_CONTACT_POINTS,  "Y Y P p N N p", _("edit candidates' contact data")),
    (PositionCapability.KEEP_PERSONS,         "y y p p n n p", _("record consents, keep candidates longer")),
    (PositionCapability.SCHEDULE_INTERVIEWS,  "y y p p n n p", _("schedule interviews and write to candidates")),
    (PositionCapability.MOVE_PROCESSES,       "Y Y P p N N p", _("advance, reject, withdraw, hold and hire")),
    (PositionCapability.DECIDE_OWN_STEPS,     "y y y p n N P", _("decide own steps, evaluate own interviews")),
    (PositionCapability.READ_EVALUATIONS,     "Y Y y P Y N p", _("read evaluations")),
    (PositionCapability.RESOLVE_DUPLICATES,   "Y Y P p n N n", _("resolve duplicates and merge")),
    (PositionCapability.IMPORT_PERSONS,       "Y Y Y P Y N P", _("bring candidates from connected tools")),
)  # fmt: skip

#: What a role on one position opens there, in addition.
ON_THE_TEAM: Final = Matrix(
    HiringRole.values,
    # Recruiter, Coordinator, Hiring manager, Manager, Assistant, Interviewer, Viewer
    #                                          R C H M A I V
    (PositionCapability.VIEW,                 "Y Y Y Y Y Y Y", _("see the position and its candidates")),
    (PositionCapability.EDIT_POSITION,        "Y Y n N n N N", _("edit and publish")),
    (PositionCapability.VIEW_SALARY,          "Y N y y n N N", _("read salary and referral reward")),
    (PositionCapability.EDIT_SALARY,          "Y N n n n N N", _("change salary and referral reward")),
    (PositionCapability.CHANGE_STATUS,        "Y y Y N n N N", _("hold, close and reopen")),
    (PositionCapability.MANAGE_TEAM,          "Y y y N n N N", _("manage the hiring team")),
    (PositionCapability.MANAGE_WORKFLOW,      "Y y y N n N N", _("manage the workflow")),
    (PositionCapability.EDIT_SCORECARD,       "Y n Y N n N N", _("edit the scorecard")),
    (PositionCapability.EDIT_PERSONS,         "Y Y Y N n N N", _("edit candidates, their source and tags")),
    (PositionCapability.EDIT_CONTACT_POINTS,  "Y Y Y N y N N", _("edit candidates' contact data")),
    (PositionCapability.KEEP_PERSONS,         "y y y n n n n", _("record consents, keep candidates longer")),
    (PositionCapability.SCHEDULE_INTERVIEWS,  "Y Y y N Y o N", _("schedule interviews and write to candidates")),
    (PositionCapability.MOVE_PROCESSES,       "Y Y Y N n N N", _("advance, reject, withdraw, hold and hire")),
    (PositionCapability.DECIDE_OWN_STEPS,     "y y y y y Y n", _("decide own steps, evaluate own interviews")),
    (PositionCapability.READ_EVALUATIONS,     "Y Y Y y n A Y", _("read evaluations")),
    (PositionCapability.RESOLVE_DUPLICATES,   "Y y n N n N N", _("resolve duplicates and merge")),
    (PositionCapability.IMPORT_PERSONS,       "Y Y Y Y Y Y Y", _("bring candidates from connected tools")),
)  # fmt: skip

#: Which cells can a company close by a setting? Those of roles that have the first right without the second: who may
#: bring candidates from connected tools is whoever sees the position, or only whoever works on it.
ADJUSTABLE: Final = {PositionCapability.IMPORT_PERSONS: PositionCapability.MOVE_PROCESSES}

#: By which scope an API app may do what a person's role would open. Positions of its reach are visible to every app:
#: whether it may read them is asked for each answer. What is not here, no app may do.
APPS_ON_POSITIONS: Final = {
    PositionCapability.EDIT_POSITION: AppScope.WRITE_POSITIONS,
    PositionCapability.CHANGE_STATUS: AppScope.WRITE_POSITIONS,
    PositionCapability.MANAGE_TEAM: AppScope.WRITE_TEAMS,
    PositionCapability.EDIT_PERSONS: AppScope.WRITE_PERSONS,
    PositionCapability.EDIT_CONTACT_POINTS: AppScope.WRITE_CONTACTS,
    PositionCapability.KEEP_PERSONS: AppScope.WRITE_PRIVACY,
    PositionCapability.MOVE_PROCESSES: AppScope.WRITE_PROCESSES,
}

#: These company roles see every position that is not discreet, and persons of no position at all. Owners see the
#: discreet ones as well and are asked for by themselves.
WIDE_ROLES = frozenset(role for role in CompanyRole if ON_POSITIONS.allows(role, PositionCapability.VIEW)) - {
    CompanyRole.OWNER
}

#: The workflow of a position that names no steps of its own.
DEFAULT_STEPS: tuple[tuple[str, StepType], ...] = (
    ("CV review", StepType.GO_NO_GO),  # English
    ("Phone interview", StepType.INTERVIEW),  # English
    ("Hiring manager review", StepType.GO_NO_GO),  # English
    ("Interview", StepType.INTERVIEW),
    ("Offer", StepType.OFFER),
    ("Hire paperwork", StepType.ADMINISTRATIVE),  # English
)
#: What a new company keeps ready for its workflows: name, type, and who usually takes part.
USUAL_TEMPLATES: tuple[tuple[str, StepType, HiringRole], ...] = (
    ("CV review", StepType.GO_NO_GO, HiringRole.RECRUITER),  # English
    ("Phone interview", StepType.INTERVIEW, HiringRole.RECRUITER),  # English
    ("Hiring manager review", StepType.GO_NO_GO, HiringRole.HIRING_MANAGER),  # English
    ("Interview", StepType.INTERVIEW, HiringRole.INTERVIEWER),
    ("Test", StepType.TEST, HiringRole.RECRUITER),
    ("References", StepType.ADMINISTRATIVE, HiringRole.RECRUITER),
    ("Offer", StepType.OFFER, HiringRole.RECRUITER),
    ("Hire paperwork", StepType.ADMINISTRATIVE, HiringRole.RECRUITER),  # English
)
_MOST_STEPS = 40
_LONGEST_STEP_NAME = 200


def can_view(*, is_active: bool, company_role: str, holds_position_role: bool, is_discreet: bool) -> bool:
    """May this teammate know that the position exists, and see it and its processes?"""
    if not is_active:
        return False
    if holds_position_role:
        return True
    if is_discreet:
        return company_role_allows(company_role, Capability.VIEW_DISCREET_POSITIONS)
    return ON_POSITIONS.allows(company_role, PositionCapability.VIEW)


def app_can_view(*, is_active: bool, reach: str, is_discreet: bool, is_published: bool) -> bool:
    """May an API app know of the position? What is published discreetly is for those who apply, not for programs."""
    if not is_active:
        return False
    if reach == AppReach.ALL:
        return True
    return not is_discreet and (reach == AppReach.NOT_DISCREET or is_published)


def position_role_allows(role: str, capability: PositionCapability) -> bool:
    return ON_THE_TEAM.allows(role, capability)


def reads_after_own(role: str) -> bool:
    """Does this position role open others' evaluations once one's own is given?"""
    return ON_THE_TEAM.reach(role, PositionCapability.READ_EVALUATIONS) == Reach.AFTER_OWN


def allowed(*, company_role: str, position_roles: Collection[str], capability: PositionCapability) -> bool:
    """What an active teammate may do on a position that ``can_view`` lets through."""
    if ON_POSITIONS.allows(company_role, capability):
        return True
    return any(position_role_allows(role, capability) for role in position_roles)


def can_join_hiring_team(*, is_active: bool, company_role: str, role: str) -> str | None:
    """Why this teammate cannot take that role on a position; None when they can."""
    if not is_active:
        return gettext("is deactivated; reactivate the account first")
    if company_role == CompanyRole.IT_MANAGER:
        return gettext("is an IT manager, who sees no positions; give another company role first")
    is_coordinator = company_role == CompanyRole.RECRUITING_COORDINATOR
    if role == HiringRole.RECRUITING_COORDINATOR and not is_coordinator:
        return gettext("is not a recruiting coordinator of the company; give that company role first")
    return None


@dataclass(frozen=True)
class WorkflowHindrance:
    """Why a workflow cannot be so; ``place`` counts from one, None for the whole."""

    sentence: str
    place: int | None = None


def workflow_hindrance(steps: Sequence[tuple[str, str]]) -> WorkflowHindrance | None:
    """``steps``: name and type of each, in order. None when they are a workflow."""
    if not steps:
        return WorkflowHindrance(gettext("A workflow needs at least one step. Add a step, or keep one."))
    if len(steps) > _MOST_STEPS:
        sentence = gettext("A workflow has at most {most} steps. Leave some out.")
        return WorkflowHindrance(sentence.format(most=_MOST_STEPS))
    seen: dict[str, int] = {}
    for place, (name, type_) in enumerate(steps, start=1):
        hindrance = _step_hindrance(name, type_, place, seen)
        if hindrance is not None:
            return hindrance
        seen[name.casefold()] = place
    return None


def _step_hindrance(name: str, step_type: str, place: int, seen: dict[str, int]) -> WorkflowHindrance | None:
    """``seen``: the places of the names before this one."""
    sentence = None
    if not name:
        sentence = gettext("Step {place} needs a name. Type what your team calls it.")
    elif len(name) > _LONGEST_STEP_NAME:
        sentence = gettext("The name of step {place} is longer than {longest} characters.")
    elif step_type not in StepType.values:
        sentence = gettext("Choose what kind of step “{name}” is.")
    elif name.casefold() in seen:
        sentence = gettext("Steps {first} and {place} are both called “{name}”. Give one another name.")
    if sentence is None:
        return None
    first = seen.get(name.casefold(), place)
    said = sentence.format(place=place, longest=_LONGEST_STEP_NAME, name=name, first=first)
    return WorkflowHindrance(said, place)


def told_changes(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> str:
    """What history keeps of a change of steps; both are (key, name) in order, with an empty key for what is new."""
    old, new = dict(before), dict(after)
    kept = [key for key, _ in before if key in new]
    said = [f"“{name}” added" for key, name in after if not key]  # English
    said += [f"“{name}” removed" for key, name in before if key not in new]  # English
    said += [f"“{old[key]}” renamed to “{new[key]}”" for key in kept if old[key] != new[key]]  # English
    if kept != [key for key, _ in after if key]:
        said.append("order changed")
    return ", ".join(said) or "details of steps"
