"""Who are the people in the tests? One cast, hired through the product's own services.

**Olga** owns the company, **Ada** administers it, **Rosa** recruits, **Hans** is hiring manager, **Ines** interviews,
**Otto** is a teammate who sees nothing. Their company is Robots Ltd, and it looks for a Welding Robot Technician.

    cast = hiring_company()
    with company_context(cast.company.pk):
        person = a_person(cast, "Mia", "Brand")
        process = a_process(cast, person)

Every function enters the company's context itself; what is read afterwards must be read inside of it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

from tests.kept import kept

from recruit.base.actors import Actor, system_actor
from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole, Plan
from recruit.company.models import Company, Teammate
from recruit.company.selectors import actor_of, teammate_with_email
from recruit.company.services import add_teammate, found_company
from recruit.duplicates.models import DuplicateCase, Merge
from recruit.duplicates.services import Choices, check_person, merge_persons
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import start_process
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import Person
from recruit.people.services import add_contact_point, add_person
from recruit.positions.enums import HiringRole
from recruit.positions.models import Position
from recruit.positions.services import add_to_hiring_team, open_position

PASSWORD = "correct horse battery staple"
SETTING_UP = system_actor("Test setup")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Cast:
    """The company, its people, and its one position with Rosa, Hans and Ines on the hiring team."""

    company: Company
    olga: Teammate
    ada: Teammate
    rosa: Teammate
    hans: Teammate
    ines: Teammate
    otto: Teammate
    position: Position

    @property
    def company_id(self) -> int:
        return self.company.pk

    @property
    def by_olga(self) -> Actor:
        return actor_of(self.olga)

    @property
    def by_ada(self) -> Actor:
        return actor_of(self.ada)

    @property
    def by_rosa(self) -> Actor:
        return actor_of(self.rosa)

    @property
    def by_hans(self) -> Actor:
        return actor_of(self.hans)

    @property
    def by_ines(self) -> Actor:
        return actor_of(self.ines)

    @property
    def by_otto(self) -> Actor:
        return actor_of(self.otto)


def a_company(
    name: str = "Robots Ltd", *, plan: str = Plan.ENTERPRISE, domain: str = "robots.example"
) -> tuple[Company, Teammate]:
    """A company and its owner Olga, whose password is ``PASSWORD``."""
    company = found_company(
        name=name,
        plan=plan,
        owner_email=f"olga@{domain}",
        owner_first_name="Olga",
        owner_last_name="Owner",
        owner_password=PASSWORD,
        actor=SETTING_UP,
    )
    with company_context(company.pk):
        olga = teammate_with_email(company_id=company.pk, email=f"olga@{domain}")
    assert olga is not None
    return company, olga


def a_teammate(
    company: Company,
    first_name: str,
    last_name: str,
    role: str = CompanyRole.TEAMMATE,
    *,
    domain: str = "robots.example",
) -> Teammate:
    with company_context(company.pk):
        return add_teammate(
            company_id=company.pk,
            email=f"{first_name}@{domain}".lower(),
            first_name=first_name,
            last_name=last_name,
            company_role=role,
            password=PASSWORD,
            actor=SETTING_UP,
        )


@kept
def hiring_company(
    name: str = "Robots Ltd", *, plan: str = Plan.ENTERPRISE, domain: str = "robots.example"
) -> Cast:
    """The company with its whole cast and the open position "Welding Robot Technician"."""
    company, olga = a_company(name, plan=plan, domain=domain)
    ada = a_teammate(company, "Ada", "Admin", CompanyRole.ADMIN, domain=domain)
    rosa = a_teammate(company, "Rosa", "Recruiter", CompanyRole.RECRUITER, domain=domain)
    hans = a_teammate(company, "Hans", "Manager", domain=domain)
    ines = a_teammate(company, "Ines", "Interviewer", domain=domain)
    otto = a_teammate(company, "Otto", "Outsider", domain=domain)
    with company_context(company.pk):
        position = open_position(
            company_id=company.pk,
            name="Welding Robot Technician",
            city="Bremen",
            country="DE",
            custom_id="R-100",
            is_published=True,
            hiring_manager=hans,
            recruiter=rosa,
            actor=SETTING_UP,
        )
        add_to_hiring_team(position=position, teammate=ines, role=HiringRole.INTERVIEWER, actor=SETTING_UP)
    return Cast(company, olga, ada, rosa, hans, ines, otto, position)


def a_position(cast: Cast, name: str, **fields: Any) -> Position:
    """Another position; Hans manages it and nobody else is on its team, unless ``fields`` say otherwise."""
    with company_context(cast.company.pk):
        return open_position(
            company_id=cast.company.pk,
            name=name,
            actor=SETTING_UP,
            **{"hiring_manager": cast.hans, **fields},
        )


def a_person(cast: Cast, first_name: str = "Mia", last_name: str | None = None, **fields: Any) -> Person:
    """Somebody new; without a last name they get one that is theirs alone."""
    with company_context(cast.company.pk):
        return add_person(
            company_id=cast.company.pk,
            first_name=first_name,
            last_name=f"Brand{next(_numbers)}" if last_name is None else last_name,
            actor=SETTING_UP,
            **fields,
        )


def a_process(
    cast: Cast, person: Person | None = None, position: Position | None = None, **fields: Any
) -> HiringProcess:
    """The person (somebody new) under consideration for the position (the Welding Robot Technician)."""
    with company_context(cast.company.pk):
        return start_process(
            person=person or a_person(cast),
            position=position or cast.position,
            actor=SETTING_UP,
            **fields,
        )


def a_case(cast: Cast, one: Person, other: Person) -> DuplicateCase:
    """The two give one phone number: a possible duplicate."""
    with company_context(cast.company.pk):
        for person in (one, other):
            add_contact_point(
                person=person,
                kind=ContactKind.PHONE,
                value=f"+49 421 555 {one.pk:06}",
                provenance=Provenance.MANUAL,
                actor=SETTING_UP,
            )
        found = check_person(company_id=cast.company.pk, person_id=other.pk)
        return next(each for each in found if {each.first_id, each.second_id} == {one.pk, other.pk})


def a_merge(cast: Cast, survivor: Person, other: Person, case: DuplicateCase | None = None) -> Merge:
    """Olga says that the two are one."""
    case = case or a_case(cast, survivor, other)
    with company_context(cast.company.pk):
        return merge_persons(
            company_id=cast.company.pk,
            case_id=case.public_id,
            choices=Choices(survivor.public_id),
            actor=cast.by_olga,
        )
