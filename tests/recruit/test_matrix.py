"""What may each role do? The three tables, cell by cell, against what the domain says, in its own notation.

``Y`` and ``N`` are documented, ``y`` and ``n`` are proposals of ours; ``pos`` means only with a role on the position,
``own`` own items only, ``after own`` once one's own evaluation is given, ``at invite`` while inviting.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.people import a_position, a_teammate

from recruit.base.matrix import Matrix, Reach
from recruit.company.enums import Capability, CompanyRole, ExportRequires
from recruit.company.rules import COMPANY_MATRIX, company_role_allows
from recruit.company.services import change_company_settings
from recruit.positions.enums import HiringRole, PositionCapability
from recruit.positions.rules import ON_POSITIONS, ON_THE_TEAM, allowed
from recruit.positions.selectors import may_export_to
from recruit.positions.services import add_to_hiring_team

COMPANY_ROLES = [
    "owner",
    "admin",
    "recruiter",
    "recruiting_coordinator",
    "management",
    "it_manager",
    "teammate",
]
HIRING_ROLES = [
    "recruiter", "recruiting_coordinator", "hiring_manager", "manager", "recruiting_assistant", "interviewer", "viewer",
]  # fmt: skip

IN_THE_COMPANY = """
                        | owner | admin | recruiter | coordinator | management | IT manager | teammate
view_discreet_positions | Y     | pos Y | pos Y     | pos Y       | pos        | N          | pos Y
open_positions          | y     | y     | y         | n           | N          | N          | n
add_persons             | y     | y     | y         | n           | n          | n          | n
view_unassigned_persons | y     | y     | y         | n           | y          | n          | n
unmerge_persons         | y     | y     | n         | n           | n          | N          | n
delete_persons          | y     | y     | n         | n           | n          | N          | n
review_retention        | y     | y     | y         | n           | n          | n          | n
remove_system_tags      | y     | y     | n         | n           | n          | n          | n
view_reports            | Y     | Y     | y         | n           | Y          | N          | n
manage_sources          | y     | y     | y         | n           | n          | n          | n
configure_company       | Y     | Y     | N         | N           | N          | Y          | N
configure_privacy       | Y     | Y     | N         | N           | N          | n          | N
configure_integrations  | y     | Y     | N         | N           | N          | n          | N
view_integrations       | y     | y     | n         | n           | n          | y          | n
approve_apps            | Y     | Y     | N         | N           | N          | n          | N
connect_own_account     | y     | y     | y         | y           | y          | n          | Y
invite_teammates        | Y     | Y     | Y         | y           | n          | n          | n
manage_teammates        | Y     | Y     | N         | N           | N          | N          | N
deactivate_teammates    | Y     | Y     | N         | N           | N          | Y          | N
restrict_teammates      | Y     | Y     | at invite Y | n         | n          | n          | n
view_audit              | y     | y     | n         | n           | n          | y          | n
export_lists            | y     | y     | y         | n           | n          | n          | n
export_company          | y     | y     | n         | n           | n          | n          | n
"""
BY_COMPANY_ROLE = """
                    | owner | admin | recruiter | coordinator | management | IT manager | teammate
view                | Y     | Y     | Y         | pos Y       | Y          | N          | pos Y
edit_position       | Y     | Y     | pos Y     | pos         | N          | N          | pos
view_salary         | Y     | Y     | pos Y     | N           | N          | N          | pos
edit_salary         | Y     | Y     | pos Y     | N           | N          | N          | pos
change_status       | Y     | Y     | pos Y     | pos         | N          | N          | pos
manage_team         | Y     | Y     | pos Y     | pos         | N          | N          | pos
manage_workflow     | Y     | Y     | pos Y     | pos         | N          | N          | pos
edit_scorecard      | y     | Y     | pos Y     | n           | N          | N          | pos
edit_persons        | Y     | Y     | pos Y     | pos         | N          | N          | pos
edit_contact_points | Y     | Y     | pos Y     | pos         | N          | N          | pos
keep_persons        | y     | y     | pos       | pos         | n          | n          | pos
schedule_interviews | y     | y     | pos       | pos         | n          | n          | pos
move_processes      | Y     | Y     | pos Y     | pos         | N          | N          | pos
decide_own_steps    | y     | y     | y         | pos         | n          | N          | pos Y
read_evaluations    | Y     | Y     | y         | pos Y       | Y          | N          | pos
resolve_duplicates  | Y     | Y     | pos Y     | pos         | n          | N          | n
import_persons      | Y     | Y     | Y         | pos Y       | Y          | N          | pos Y
"""
BY_POSITION_ROLE = """
                    | recruiter | coordinator | hiring manager | manager | assistant | interviewer | viewer
view                | Y         | Y           | Y              | Y       | Y         | Y           | Y
edit_position       | Y         | Y           | n              | N       | n         | N           | N
view_salary         | Y         | N           | y              | y       | n         | N           | N
edit_salary         | Y         | N           | n              | n       | n         | N           | N
change_status       | Y         | y           | Y              | N       | n         | N           | N
manage_team         | Y         | y           | y              | N       | n         | N           | N
manage_workflow     | Y         | y           | y              | N       | n         | N           | N
edit_scorecard      | Y         | n           | Y              | N       | n         | N           | N
edit_persons        | Y         | Y           | Y              | N       | n         | N           | N
edit_contact_points | Y         | Y           | Y              | N       | y         | N           | N
keep_persons        | y         | y           | y              | n       | n         | n           | n
schedule_interviews | Y         | Y           | y              | N       | Y         | own         | N
move_processes      | Y         | Y           | Y              | N       | n         | N           | N
decide_own_steps    | y         | y           | y              | y       | y         | Y           | n
read_evaluations    | Y         | Y           | Y              | y       | n         | after own Y | Y
resolve_duplicates  | Y         | y           | n              | N       | n         | N           | N
import_persons      | Y         | Y           | Y              | Y       | Y         | Y           | Y
"""
_REACHES = {
    "": Reach.YES,
    "pos": Reach.WITH_POSITION_ROLE,
    "own": Reach.OWN,
    "after own": Reach.AFTER_OWN,
    "at invite": Reach.INVITING,
}


def _cell(text: str) -> tuple[Reach, bool]:
    words = text.strip()
    is_documented = words[-1] in "YN"
    if words in {"N", "n"}:
        return Reach.NO, is_documented
    return _REACHES[words.removesuffix("Y").removesuffix("y").strip()], is_documented


def expected_cells(table: str) -> list[tuple[str, str, Reach, bool]]:
    """``(role, capability, reach, is documented)`` for each cell of a written table."""
    roles = HIRING_ROLES if "hiring manager" in table else COMPANY_ROLES
    found = []
    for line in table.strip("\n").splitlines()[1:]:
        capability, *cells = line.split("|")
        found += [(role, capability.strip(), *_cell(text)) for role, text in zip(roles, cells, strict=True)]
    return found


CASES = [
    pytest.param(COMPANY_MATRIX, IN_THE_COMPANY, Capability, id="in the company"),
    pytest.param(ON_POSITIONS, BY_COMPANY_ROLE, PositionCapability, id="on positions"),
    pytest.param(ON_THE_TEAM, BY_POSITION_ROLE, PositionCapability, id="on the team"),
]


@pytest.mark.parametrize(("matrix", "table", "_capabilities"), CASES)
def test_each_cell_says_what_the_domain_says(matrix: Matrix, table: str, _capabilities):
    written = [
        (role, row.capability.value, cell.reach, cell.is_documented)
        for row in matrix
        for role, cell in zip(matrix.roles, row.cells, strict=True)
    ]

    assert written == expected_cells(table)


@pytest.mark.parametrize(("matrix", "_table", "capabilities"), CASES)
def test_each_capability_has_one_row_and_each_role_a_column(matrix: Matrix, _table: str, capabilities):
    assert sorted(row.capability for row in matrix) == sorted(capabilities)
    assert list(matrix.roles) in ([*CompanyRole], [*HiringRole])
    assert all(row.title == matrix.title(row.capability) != "" for row in matrix)


def test_only_a_yes_without_a_condition_opens_a_capability():
    for role, capability, reach, _ in expected_cells(IN_THE_COMPANY):
        assert company_role_allows(role, Capability(capability)) is (reach == Reach.YES), (role, capability)
    for role, capability, reach, _ in expected_cells(BY_COMPANY_ROLE):
        right = allowed(company_role=role, position_roles=[], capability=PositionCapability(capability))
        assert right is (reach == Reach.YES), (role, capability)
    for role, capability, reach, _ in expected_cells(BY_POSITION_ROLE):
        right = allowed(
            company_role="teammate", position_roles=[role], capability=PositionCapability(capability)
        )
        assert right is (reach == Reach.YES), (role, capability)


def test_a_role_that_nobody_knows_opens_nothing():
    assert not any(company_role_allows("emperor", capability) for capability in Capability)
    assert not any(
        allowed(company_role="emperor", position_roles=["jester"], capability=capability)
        for capability in PositionCapability
    )


def test_each_right_that_code_asks_for_stands_in_a_table():
    """A misspelt capability would be an error at run time only; a row that nobody asks is one too many one day."""
    asked = set()
    for path in (Path(__file__).resolve().parents[2] / "src").rglob("*.py"):
        if path.name not in {"enums.py", "rules.py"}:
            asked |= set(re.findall(r"\b(?:Position)?Capability\.([A-Z_]+)", path.read_text("utf-8")))

    assert asked <= {each.name for each in (*Capability, *PositionCapability)}


@pytest.mark.parametrize(
    ("setting", "who"),
    [
        (ExportRequires.VIEW, {*HIRING_ROLES}),
        (
            ExportRequires.CONTRIBUTE,
            {"recruiter", "recruiting_coordinator", "hiring_manager"},  # whoever may move its candidates
        ),
    ],
)
def test_who_may_bring_candidates_follows_the_companys_setting(cast, setting, who):
    company = change_company_settings(company_id=cast.company.pk, actor=cast.by_ada, export_requires=setting)
    position = a_position(cast, "Gripper Engineer", is_discreet=True)
    people = {}
    for role in HIRING_ROLES:
        company_role = role if role == "recruiting_coordinator" else "teammate"
        people[role] = a_teammate(cast.company, role.replace("_", ""), "Person", company_role)
        if role != "hiring_manager":
            add_to_hiring_team(position=position, teammate=people[role], role=role, actor=cast.by_hans)
    people["hiring_manager"] = cast.hans

    able = {
        role
        for role, teammate in people.items()
        if may_export_to(teammate=teammate, position=position, company=company)
    }

    assert able == who
