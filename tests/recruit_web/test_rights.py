"""May they? Every capability through the screens, for every role: what the tables allow works, the rest is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.people import (
    SETTING_UP,
    Cast,
    a_merge,
    a_person,
    a_position,
    a_process,
    a_teammate,
    hiring_company,
)
from tests.recruit.test_matrix import BY_COMPANY_ROLE, BY_POSITION_ROLE, IN_THE_COMPANY, expected_cells
from tests.recruit_web.conftest import text_of

from recruit.base.matrix import Reach
from recruit.base.tenancy import company_context
from recruit.company.enums import Capability, CompanyRole
from recruit.company.models import Teammate
from recruit.company.services import change_company_settings
from recruit.duplicates.services import check_person
from recruit.people.services import tag_person
from recruit.positions.enums import HiringRole, PositionCapability
from recruit.positions.services import add_to_hiring_team

#: One request that needs this right and no other: ``(method, address, values)``, with the ids of ``Scene`` in braces.
Request = tuple[str, str, dict[str, str]]
IN_COMPANY: dict[str, Request] = {
    Capability.VIEW_DISCREET_POSITIONS: ("get", "/positions/{discreet}", {}),
    Capability.OPEN_POSITIONS: ("post", "/positions/new", {"name": "New", "hiring_manager": "{hans}"}),
    Capability.ADD_PERSONS: ("post", "/candidates/new", {"first_name": "Nele", "last_name": "New"}),
    Capability.VIEW_UNASSIGNED_PERSONS: ("get", "/candidates/{loner}", {}),
    Capability.UNMERGE_PERSONS: ("post", "/duplicates/merged/{merge}/undo", {}),
    Capability.REMOVE_SYSTEM_TAGS: ("post", "/candidates/{loner}/tags/remove", {"name": "From a fair"}),
    Capability.VIEW_REPORTS: ("get", "/reports/sources", {}),
    Capability.MANAGE_SOURCES: ("post", "/sources/add", {"name": "Tower", "type": "agency"}),
    Capability.CONFIGURE_COMPANY: (
        "post",
        "/settings/company",
        {"name": "R", "export_requires": "view", "second_factor_for": "nobody"},
    ),
    Capability.CONFIGURE_INTEGRATIONS: ("get", "/settings/linkedin/set-up", {}),
    Capability.VIEW_INTEGRATIONS: ("get", "/settings/linkedin/health", {}),
    Capability.CONNECT_OWN_ACCOUNT: ("get", "/linkedin/oauth", {}),
    Capability.INVITE_TEAMMATES: (
        "post",
        "/settings/invitations/send",
        {"email": "nils@robots.example", "company_role": "teammate"},
    ),
    Capability.MANAGE_TEAMMATES: ("post", "/settings/teammates/{otto}/role", {"company_role": "management"}),
    Capability.RESTRICT_TEAMMATES: ("post", "/settings/teammates/{otto}/restrict", {"person": ""}),
    Capability.DELETE_PERSONS: ("get", "/settings/erasures", {}),
    Capability.REVIEW_RETENTION: ("get", "/settings/retention", {}),
    Capability.CONFIGURE_PRIVACY: ("get", "/settings/privacy", {}),
    Capability.EXPORT_LISTS: ("post", "/candidates/export", {}),
    Capability.EXPORT_COMPANY: ("get", "/settings/exports", {}),
    Capability.VIEW_AUDIT: ("get", "/settings/audit", {}),
    Capability.DEACTIVATE_TEAMMATES: ("post", "/settings/teammates/{otto}/deactivate", {}),
}
ON_POSITION: dict[str, Request] = {
    PositionCapability.VIEW: ("get", "/positions/{position}", {}),
    PositionCapability.EDIT_POSITION: ("post", "/positions/{position}/edit", {"name": "Other"}),
    PositionCapability.CHANGE_STATUS: ("post", "/positions/{position}/status/hold", {}),
    PositionCapability.MANAGE_WORKFLOW: ("get", "/positions/{position}/workflow/row", {}),
    PositionCapability.EDIT_SCORECARD: ("post", "/positions/{position}/scorecard", {"traits": "Welding"}),
    PositionCapability.RESOLVE_DUPLICATES: ("post", "/duplicates/{case}/different", {}),
    PositionCapability.MANAGE_TEAM: ("post", "/positions/{position}/team", {"teammate": "{otto}", "role": "viewer"}),
    PositionCapability.EDIT_PERSONS: ("post", "/candidates/{person}/tags", {"name": "Welder"}),
    PositionCapability.EDIT_CONTACT_POINTS: (
        "post", "/candidates/{person}/contact-points", {"kind": "email", "value": "mia@example.com"},
    ),
    PositionCapability.KEEP_PERSONS: (
        "post", "/candidates/{person}/consent", {"basis": "interest", "origin": "At a fair"},
    ),
    PositionCapability.MOVE_PROCESSES: ("post", "/processes/{process}/hold", {}),
}  # fmt: skip
#: Asked by the domain where no screen stands before it, and tested there; or waiting for the screen that asks it.
WITHOUT_A_SCREEN = {
    Capability.APPROVE_APPS,
    PositionCapability.VIEW_SALARY, PositionCapability.EDIT_SALARY,
    PositionCapability.SCHEDULE_INTERVIEWS,
    PositionCapability.DECIDE_OWN_STEPS, PositionCapability.READ_EVALUATIONS, PositionCapability.IMPORT_PERSONS,
}  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """Robots Ltd with somebody in each company role and in each role on its one position."""

    cast: Cast
    ids: dict[str, str]
    in_company: dict[str, Teammate]
    on_position: dict[str, Teammate]


@pytest.fixture
def scene(db: None) -> Scene:
    cast = hiring_company()
    with company_context(cast.company.pk):
        change_company_settings(company_id=cast.company.pk, actor=SETTING_UP, mail_domains="robots.example")
    discreet = a_position(cast, "Zeppelin Navigator", is_discreet=True)
    loner, person = a_person(cast, "Lone", "Wolf"), a_person(cast, "Mia", "Brand")
    process = a_process(cast, person)
    twin = a_person(cast, "Mia", "Brand")
    a_process(cast, twin)
    with company_context(cast.company.pk):
        (case,) = check_person(company_id=cast.company.pk, person_id=twin.pk)
        tag_person(person=loner, name="From a fair", actor=SETTING_UP, system=True)
    in_company = {role: a_teammate(cast.company, f"c{role}", "Company", role) for role in CompanyRole}
    on_position = {role: _on_position(cast, role) for role in HiringRole}
    ids = {
        "discreet": discreet.public_id, "position": cast.position.public_id, "hans": cast.hans.public_id,
        "otto": cast.otto.public_id, "loner": loner.public_id, "person": person.public_id,
        "process": process.public_id, "case": case.public_id,
        "merge": a_merge(cast, a_person(cast, "Zora", "Ost"), a_person(cast, "Zora", "Ost")).public_id,
    }  # fmt: skip
    return Scene(cast, ids, in_company, on_position)


def _on_position(cast: Cast, role: HiringRole) -> Teammate:
    if role == HiringRole.HIRING_MANAGER:
        return cast.hans
    is_coordinator = role == HiringRole.RECRUITING_COORDINATOR
    company_role = CompanyRole.RECRUITING_COORDINATOR if is_coordinator else CompanyRole.TEAMMATE
    teammate = a_teammate(cast.company, f"p{role}", "Position", company_role)
    with company_context(cast.company.pk):
        add_to_hiring_team(position=cast.position, teammate=teammate, role=role, actor=SETTING_UP)
    return teammate


@contextmanager
def _taken_back() -> Iterator[None]:
    """What a request wrote is gone afterwards, so that the next role finds everything as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _answers(
    scene: Scene, people: dict[str, Teammate], requests: dict[str, Request]
) -> dict[tuple[str, str], Any]:
    answers = {}
    for role, teammate in people.items():
        client = Client()
        client.force_login(teammate, backend="recruit.company.selectors.SignInBackend")
        for capability, (method, address, values) in requests.items():
            given = {name: value.format_map(scene.ids) for name, value in values.items()}
            with _taken_back():
                answers[role, capability] = getattr(client, method)(address.format_map(scene.ids), given)
    return answers


def _wrong(answers: dict[tuple[str, str], Any], table: str) -> list[str]:
    """Where the answer is not what the written table says. A refusal says in a sentence whom to ask or what is absent."""
    wrong = []
    for role, capability, reach, _ in expected_cells(table):
        answer = answers.get((role, capability))
        if answer is None:
            continue
        # Coming back from an outside sign-in that nobody began is refused after the right to it was found.
        began = {409} if capability == Capability.CONNECT_OWN_ACCOUNT else set()
        is_let_through = answer.status_code in {200, 204, 302} | began
        is_refused = answer.status_code in {403, 404} and b"Recruit" in answer.content
        if (reach == Reach.YES and not is_let_through) or (reach != Reach.YES and not is_refused):
            wrong.append(f"{role} {capability}: {answer.status_code}, the table says {reach.name}")
    return wrong


CASES: list[tuple[str, dict[str, Request], Callable[[Scene], dict[str, Teammate]]]] = [
    (IN_THE_COMPANY, IN_COMPANY, lambda scene: scene.in_company),
    (BY_COMPANY_ROLE, ON_POSITION, lambda scene: scene.in_company),
    (BY_POSITION_ROLE, ON_POSITION, lambda scene: scene.on_position),
]


@pytest.mark.parametrize(
    ("table", "requests", "people"), CASES, ids=["in the company", "on positions", "on the team"]
)
def test_each_role_may_do_what_the_table_says_and_nothing_else(scene, table, requests, people):
    wrong = _wrong(_answers(scene, people(scene), requests), table)

    assert not wrong, "\n".join(wrong)


def test_each_capability_is_asked_through_a_screen_or_is_named_as_one_that_is_not():
    asked = {*IN_COMPANY, *ON_POSITION}

    assert asked | WITHOUT_A_SCREEN == {*Capability, *PositionCapability}
    assert asked & WITHOUT_A_SCREEN == set()


def test_everybody_reads_the_tables_and_which_cells_an_admin_can_adjust(scene, browser):
    before = text_of(browser(scene.cast.otto).get("/settings/roles"))
    with company_context(scene.cast.company.pk):
        change_company_settings(
            company_id=scene.cast.company.pk, actor=scene.cast.by_ada, export_requires="contribute"
        )
    after = text_of(browser(scene.cast.otto).get("/settings/roles"))

    # Management and recruiters read positions only, as do managers, assistants, interviewers and viewers on the team.
    assert before.count("Yes, an admin can adjust it</span>") == 6
    assert after.count("No, by the company's setting, an admin can adjust it</span>") == 6
    assert "Hide a teammate's own candidate profile from them" in before
