"""What an API app may do: nothing before somebody approves it, and never more than its scopes and its reach."""

from __future__ import annotations

import pytest
from tests.people import a_person, a_position, a_process

from recruit.base.errors import NotFound
from recruit.company.enums import AppReach, AppScope, Capability
from recruit.company.models import ApiApp
from recruit.company.rules import APP_SCOPES
from recruit.company.selectors import (
    AppScopeTooSmall,
    CompanyRoleTooSmall,
    actor_of_app,
    app_with_token,
    require_capability,
)
from recruit.company.services import ApiAppRefused, add_api_app, approve_api_app, revoke_api_app
from recruit.hiring.selectors import may_edit_person, visible_persons, visible_processes
from recruit.hiring.services import advance_process
from recruit.positions.enums import PositionCapability
from recruit.positions.rules import APPS_ON_POSITIONS, app_can_view
from recruit.positions.selectors import may, position_ids_allowing, visible_positions
from recruit.positions.services import close_position

# reach: which of (common, published, discreet, discreet and published) it opens
SEEN = {
    AppReach.ALL: (True, True, True, True),
    AppReach.NOT_DISCREET: (True, True, False, False),
    AppReach.PUBLISHED: (False, True, False, False),
}
KINDS = ((False, False), (False, True), (True, False), (True, True))


def an_app(cast, scopes, reach=AppReach.ALL) -> tuple[ApiApp, str]:
    app = add_api_app(company_id=cast.company.pk, name="Script", purpose="", scopes=scopes, actor=cast.by_ada)
    return approve_api_app(
        company_id=cast.company.pk, public_id=app.public_id, reach=reach, actor=cast.by_olga
    )


@pytest.mark.parametrize("reach", SEEN)
def test_the_query_of_a_reach_says_what_the_rule_says(cast, reach):
    app, _ = an_app(cast, ["positions:read"], reach)
    made = [
        a_position(cast, f"Position {number}", is_discreet=is_discreet, is_published=is_published)
        for number, (is_discreet, is_published) in enumerate(KINDS)
    ]
    processes = [a_process(cast, position=position) for position in made]
    lonely = a_person(cast)

    by_rule = tuple(
        app_can_view(is_active=True, reach=reach, is_discreet=discreet, is_published=published)
        for discreet, published in KINDS
    )
    by_query = set(visible_positions(teammate=app).values_list("pk", flat=True))
    by_process = set(visible_processes(teammate=app).values_list("position_id", flat=True))
    persons = set(visible_persons(teammate=app).values_list("pk", flat=True))

    assert by_rule == SEEN[reach]
    assert tuple(position.pk in by_query for position in made) == SEEN[reach]
    assert tuple(position.pk in by_process for position in made) == SEEN[reach]
    assert tuple(process.person_id in persons for process in processes) == SEEN[reach]
    assert (lonely.pk in persons) == (reach != AppReach.PUBLISHED)


@pytest.mark.parametrize("scope", [each.scope for each in APP_SCOPES])
def test_a_scope_opens_its_own_capabilities_and_no_others(cast, scope):
    needed = {each.scope: each.needs for each in APP_SCOPES}
    scopes, at = set(), scope
    while at:
        scopes.add(at)
        at = needed[at]
    app, _ = an_app(cast, scopes)

    opened = {
        capability
        for capability in PositionCapability
        if may(teammate=app, position=cast.position, capability=capability)
    }

    expected = {each for each, wanted in APPS_ON_POSITIONS.items() if wanted in scopes}
    assert opened == expected | {PositionCapability.VIEW}
    for capability in PositionCapability:
        if capability != PositionCapability.VIEW:
            allowed = position_ids_allowing(
                teammate=app, position_ids=[cast.position.pk], capability=capability
            )
            assert bool(allowed) == (capability in expected)


def test_services_ask_for_an_apps_scope_themselves(cast):
    app, _ = an_app(cast, ["positions:read", "persons:read", "processes:read"])
    process, actor = a_process(cast), actor_of_app(app)

    with pytest.raises(AppScopeTooSmall):
        close_position(position=cast.position, actor=actor)
    with pytest.raises(AppScopeTooSmall):
        advance_process(process=process, actor=actor)
    with pytest.raises(AppScopeTooSmall):
        require_capability(
            company_id=cast.company.pk, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS
        )
    assert not may_edit_person(teammate=app, person=process.person)


def test_a_service_hides_what_an_app_does_not_reach(cast):
    app, _ = an_app(cast, ["processes:read", "processes:write"], AppReach.PUBLISHED)
    hidden = a_process(cast, position=a_position(cast, "Secret", is_discreet=True))

    with pytest.raises(NotFound):
        advance_process(process=hidden, actor=actor_of_app(app))
    assert advance_process(process=a_process(cast), actor=actor_of_app(app)).actor_name == "Script"


def test_a_token_is_known_by_its_digest_until_it_is_revoked(cast):
    waiting = add_api_app(
        company_id=cast.company.pk, name="Later", purpose="", scopes=["persons:read"], actor=cast.by_ada
    )
    app, token = an_app(cast, ["persons:read"])

    stored = " ".join(str(value) for value in ApiApp.objects.filter(pk=app.pk).values_list().get())
    assert token not in stored
    assert app_with_token(token=token) == app
    assert app_with_token(token=token[:-1] + ("0" if token[-1] != "0" else "1")) is None
    assert app_with_token(token="") is None
    assert not waiting.holds(AppScope.READ_PERSONS)
    revoke_api_app(company_id=cast.company.pk, public_id=app.public_id, actor=cast.by_ada)
    assert app_with_token(token=token) is None


def test_only_admins_and_owners_ask_for_and_approve_apps(cast):
    fields = {"company_id": cast.company.pk, "name": "Mine", "purpose": "", "scopes": ["persons:read"]}

    with pytest.raises(CompanyRoleTooSmall):
        add_api_app(**fields, actor=cast.by_rosa)
    app = add_api_app(**fields, actor=cast.by_ada)
    with pytest.raises(CompanyRoleTooSmall):
        approve_api_app(company_id=cast.company.pk, public_id=app.public_id, reach="all", actor=cast.by_rosa)


@pytest.mark.parametrize(
    ("name", "scopes", "field"),
    [(" ", ["persons:read"], "name"), ("A", [], "scopes"), ("A", ["everything"], "scopes"),
     ("A", ["notes:write"], "scopes")],
)  # fmt: skip
def test_an_app_that_cannot_be_is_refused_with_the_field(cast, name, scopes, field):
    with pytest.raises(ApiAppRefused) as refused:
        add_api_app(company_id=cast.company.pk, name=name, purpose="", scopes=scopes, actor=cast.by_ada)

    assert refused.value.evidence["field"] == field
