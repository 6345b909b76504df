"""Founding a company, and who may do what to its teammates."""

from __future__ import annotations

import pytest
from tests.people import SETTING_UP, a_company, a_teammate

from recruit.base.errors import NotAllowed
from recruit.base.tenancy import company_context
from recruit.company.enums import Capability, CompanyRole, Feature, Plan
from recruit.company.rules import company_role_allows
from recruit.company.selectors import (
    CompanyRoleTooSmall,
    TeammateDeactivatedRefusal,
    all_companies,
    company_of,
    plan_includes,
    teammate_by_id,
    teammate_with_email,
    teammates_of,
)
from recruit.company.services import (
    EmailNotUnderstood,
    EmailTaken,
    LastOwnerStays,
    OnlyOwnersMakeOwners,
    add_teammate,
    change_company_role,
    change_company_settings,
    deactivate_teammate,
    found_company,
    reactivate_teammate,
)
from recruit.positions.services import change_hiring_manager
from recruit.positions.subscribers import StillHiringManager, StillOnHiringTeam


def test_olga_founds_a_company_outside_of_any_context(db):
    company = found_company(
        name=" Robots Ltd ",
        plan=Plan.GROWTH,
        owner_email="Olga@Robots.example",
        owner_first_name="Olga",
        owner_last_name="Owner",
        owner_password=None,
        actor=SETTING_UP,
    )

    with company_context(company.pk):
        olga = teammate_with_email(company_id=company.pk, email="olga@robots.EXAMPLE ")
        assert company_of(company_id=company.pk).name == "Robots Ltd"
        assert olga is not None
        assert olga.company_role == CompanyRole.OWNER
        assert olga.email == "Olga@Robots.example"
        assert not olga.has_usable_password()
    assert [one.pk for one in all_companies()] == [company.pk]


@pytest.mark.parametrize(
    ("plan", "included"), [(Plan.STARTER, False), (Plan.GROWTH, False), (Plan.ENTERPRISE, True)]
)
def test_only_the_enterprise_plan_includes_a_sourcing_integration(db, plan, included):
    """M: the integration needs the plan Enterprise."""
    company, _ = a_company(plan=plan)

    assert plan_includes(company=company, feature=Feature.SOURCING_INTEGRATION) is included


CAPABILITIES = [
    # who,                            configures it, sees it, adds people, opens positions
    (CompanyRole.OWNER, True, True, True, True),
    (CompanyRole.ADMIN, True, True, True, True),  # the mission: an Admin configures the integration
    (CompanyRole.RECRUITER, False, False, False, True),
    (CompanyRole.RECRUITING_COORDINATOR, False, False, False, False),
    (CompanyRole.MANAGEMENT, False, False, False, False),
    (CompanyRole.IT_MANAGER, False, True, False, False),  # company settings, but not this one
    (CompanyRole.TEAMMATE, False, False, False, False),
    ("a role from tomorrow", False, False, False, False),  # unknown: nothing
]


@pytest.mark.parametrize(("role", "configures", "views", "manages", "opens"), CAPABILITIES)
def test_what_a_company_role_opens(role, configures, views, manages, opens):
    answers = [
        company_role_allows(role, capability)
        for capability in (
            Capability.CONFIGURE_INTEGRATIONS,
            Capability.VIEW_INTEGRATIONS,
            Capability.MANAGE_TEAMMATES,
            Capability.OPEN_POSITIONS,
        )
    ]

    assert answers == [configures, views, manages, opens]


def test_ada_adds_teammates_and_otto_does_not(cast):
    added = add_teammate(
        company_id=cast.company.pk,
        email="nora@robots.example",
        first_name="Nora",
        last_name="New",
        actor=cast.by_ada,
    )

    assert added in teammates_of(company_id=cast.company.pk)
    with pytest.raises(CompanyRoleTooSmall) as refusal:
        add_teammate(
            company_id=cast.company.pk,
            email="x@robots.example",
            first_name="X",
            last_name="Y",
            actor=cast.by_otto,
        )
    assert isinstance(refusal.value, NotAllowed)
    assert "Ask an owner or an admin" in refusal.value.sentence


@pytest.mark.parametrize("email", ["ROSA@robots.example", " rosa@robots.example "])
def test_an_address_belongs_to_one_teammate_whatever_its_case(cast, email):
    with pytest.raises(EmailTaken):
        add_teammate(
            company_id=cast.company.pk, email=email, first_name="R", last_name="R", actor=cast.by_ada
        )
    assert len(teammates_of(company_id=cast.company.pk)) == 6


@pytest.mark.parametrize("email", ["", "rosa", "@", "rosa@", "@robots.example", "rosa r@robots.example"])
def test_what_is_no_address_is_refused(cast, email):
    with pytest.raises(EmailNotUnderstood):
        add_teammate(
            company_id=cast.company.pk, email=email, first_name="R", last_name="R", actor=cast.by_ada
        )


def test_only_owners_make_owners(cast):
    with pytest.raises(OnlyOwnersMakeOwners):
        change_company_role(teammate=cast.rosa, company_role=CompanyRole.OWNER, actor=cast.by_ada)
    with pytest.raises(OnlyOwnersMakeOwners):
        deactivate_teammate(teammate=cast.olga, actor=cast.by_ada)

    changed = change_company_role(teammate=cast.rosa, company_role=CompanyRole.OWNER, actor=cast.by_olga)

    assert changed.company_role == CompanyRole.OWNER


def test_the_last_owner_stays(cast):
    with pytest.raises(LastOwnerStays):
        change_company_role(teammate=cast.olga, company_role=CompanyRole.ADMIN, actor=cast.by_olga)
    with pytest.raises(LastOwnerStays):
        deactivate_teammate(teammate=cast.olga, actor=cast.by_olga)

    change_company_role(teammate=cast.ada, company_role=CompanyRole.OWNER, actor=cast.by_olga)
    deactivate_teammate(teammate=cast.olga, actor=cast.by_ada)

    assert not teammate_by_id(company_id=cast.company.pk, teammate_id=cast.olga.pk).is_active


def test_a_deactivated_teammate_acts_no_more_until_reactivated(cast):
    deactivate_teammate(teammate=cast.ada, actor=cast.by_olga)

    with pytest.raises(TeammateDeactivatedRefusal):
        change_company_role(teammate=cast.otto, company_role=CompanyRole.ADMIN, actor=cast.by_ada)

    reactivate_teammate(teammate=cast.ada, actor=cast.by_olga)
    change_company_role(teammate=cast.otto, company_role=CompanyRole.ADMIN, actor=cast.by_ada)


def test_hans_manages_an_open_position_and_is_not_deactivated_before_another_does(cast):
    with pytest.raises(StillHiringManager) as refusal:
        deactivate_teammate(teammate=cast.hans, actor=cast.by_ada)
    assert "Welding Robot Technician" in refusal.value.sentence
    assert teammate_by_id(company_id=cast.company.pk, teammate_id=cast.hans.pk).is_active

    change_hiring_manager(position=cast.position, teammate=cast.rosa, actor=cast.by_ada)

    assert not deactivate_teammate(teammate=cast.hans, actor=cast.by_ada).is_active


def test_whoever_is_on_a_hiring_team_does_not_become_it_manager(cast):
    with pytest.raises(StillOnHiringTeam):
        change_company_role(teammate=cast.ines, company_role=CompanyRole.IT_MANAGER, actor=cast.by_ada)

    assert change_company_role(teammate=cast.otto, company_role=CompanyRole.IT_MANAGER, actor=cast.by_ada)


def test_settings_that_are_not_named_stay(cast):
    company = change_company_settings(
        company_id=cast.company.pk, allows_several_positions=False, actor=cast.by_ada
    )

    assert (company.allows_several_positions, company.plan, company.name) == (
        False,
        Plan.ENTERPRISE,
        "Robots Ltd",
    )
    with pytest.raises(CompanyRoleTooSmall):
        change_company_settings(company_id=company.pk, plan=Plan.STARTER, actor=cast.by_rosa)


def test_two_companies_know_the_same_address_apart(db):
    robots, _ = a_company("Robots Ltd")
    bakers, _ = a_company("Bakers")

    rosa = a_teammate(robots, "Rosa", "Recruiter")
    other_rosa = a_teammate(bakers, "Rosa", "Baker")

    assert rosa.email == other_rosa.email
    assert rosa.pk != other_rosa.pk
