"""The configuration plugin: what the customer's admin does inside the ATS."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.records import CONTEXT, CONTRACT, CONTRACT_URN, PARENT, ROSA_SEAT
from tests.linkedin_sandbox.server import Ats, Server
from tests.linkedin_sandbox.widget_cast import ADA_SEAT, CONFIGURATION, PAGE, WORLD_WITH_ADA, Frame, allow

COMPANY, BY_CONTRACT = "RECRUITER_SYSTEM_CONNECT_COMPANY", "RECRUITER_SYSTEM_CONNECT_CONTRACT"


@pytest.fixture
def ats(sandbox: Server) -> Ats:
    """Provisioned, and nothing chosen by anybody."""
    sandbox.post("reset", **WORLD_WITH_ADA)
    record = {"uniqueForeignId": "bluebird", "name": "Acorn ATS - Bluebird", "description": "RSC"}
    pair = sandbox.parent().post("/v2/provisionedApplications", record).body["credentials"]
    made = Ats(sandbox, client_id=pair["client_id"], token="", secret=pair["client_secret"])
    allow(sandbox, made, PAGE)
    return made


@pytest.fixture
def plugin(sandbox: Server, ats: Ats) -> Frame:
    return Frame(
        sandbox,
        ats,
        CONFIGURATION,
        supported_bundled_integration_types=f"{COMPANY},{BY_CONTRACT},CANDY",
        onintegrate="onIntegrate",
    )


def states(server: Server, ats: Ats) -> dict[str, str]:
    [one] = [
        each for each in server.get("applications")["applications"] if each["client_id"] == ats.client_id
    ]
    return {each["integrationType"]: each["status"] for each in one["integrations"]}


def test_whoever_is_not_signed_in_is_asked_to_take_a_seat(plugin: Frame) -> None:
    plugin.open()

    assert "Sign in to LinkedIn Recruiter" in plugin.text
    assert "Ada Oye" in plugin.text


def test_rosa_who_is_no_admin_cannot_set_up_anything(sandbox: Server, ats: Ats, plugin: Frame) -> None:
    plugin.sit(ROSA_SEAT)
    assert "An administrator of Recruiter has to do this" in plugin.text

    plugin.press("confirm", package=COMPANY, contract=CONTRACT)

    assert states(sandbox, ats) == {}
    assert plugin.calls == []


def test_ada_chooses_confirms_and_the_page_is_told(sandbox: Server, ats: Ats, plugin: Frame) -> None:
    plugin.sit(ADA_SEAT)
    assert "Recruiter System Connect, for the whole company" in plugin.text

    reviewed = plugin.press("review", package=COMPANY, contract=CONTRACT)
    assert CONTEXT in reviewed
    assert states(sandbox, ats) == {}

    plugin.press("confirm", package=COMPANY, contract=CONTRACT)

    assert set(states(sandbox, ats).values()) == {"REQUESTED"}
    end = {"tenantType": "RECRUITER", "dataProvider": "ATS"}
    assert plugin.calls == [
        {
            "attribute": "onintegrate",
            "arguments": [
                [
                    {"integrationContext": CONTEXT, "integrationType": "ONE_CLICK_EXPORT", **end},
                    {"integrationContext": CONTEXT, "integrationType": "IN_ATS_INDICATOR", **end},
                    {"integrationContext": CONTEXT, "integrationType": "PROFILE_PLUGIN", **end},
                    {"integrationContext": CONTRACT_URN, "integrationType": "CSA_API", **end},
                ]
            ],
        }
    ]


@pytest.mark.parametrize("package", ["APPLY_WITH_LINKEDIN", "APPLY_CONNECT"])
def test_a_package_of_the_careers_page_is_one_integration_of_the_company(
    sandbox: Server, ats: Ats, package: str
) -> None:
    plugin = Frame(sandbox, ats, CONFIGURATION, supported_bundled_integration_types=package).sit(ADA_SEAT)

    plugin.press("confirm", package=package, contract=CONTRACT)

    told = {
        "integrationContext": CONTEXT,
        "integrationType": package,
        "tenantType": "JOBS",
        "dataProvider": "ATS",
    }
    assert plugin.calls == [{"attribute": "onintegrate", "arguments": [[told]]}]
    assert states(sandbox, ats) == {package: "REQUESTED"}


def test_what_is_there_already_is_shown_as_it_stands(sandbox: Server, ats: Ats, plugin: Frame) -> None:
    plugin.sit(ADA_SEAT)
    plugin.press("confirm", package=COMPANY, contract=CONTRACT)

    plugin.open()
    assert "PROFILE_PLUGIN" in plugin.text
    assert "requested" in plugin.text
    assert plugin.calls == []

    sandbox.post("integrations/enable", client_id=ats.client_id)
    plugin.open()
    assert "enabled" in plugin.text
    plugin.press("confirm", package=COMPANY, contract=CONTRACT)
    assert set(states(sandbox, ats).values()) == {"ENABLED"}


def test_a_package_that_linkedin_does_not_know_is_named(plugin: Frame) -> None:
    plugin.sit(ADA_SEAT)

    assert "Your ATS offers “CANDY”" in plugin.text


@pytest.mark.parametrize(
    ("package", "contract"),
    [
        ("", CONTRACT),
        ("CANDY", CONTRACT),
        ("RECRUITER_SYSTEM_CONNECT", CONTRACT),  # known, but not among those that the ATS supports
        (COMPANY, 310044552),  # another company's contract
        (COMPANY, "x" * 40),
    ],
)
def test_what_was_not_offered_cannot_be_chosen(
    sandbox: Server, ats: Ats, plugin: Frame, package: str, contract: object
) -> None:
    plugin.sit(ADA_SEAT)

    said = plugin.press("confirm", package=package, contract=contract)

    assert plugin.answer.status_code == 422
    assert "first." in said
    assert states(sandbox, ats) == {}


def test_without_packages_there_is_nothing_to_choose(sandbox: Server, ats: Ats) -> None:
    plugin = Frame(sandbox, ats, CONFIGURATION).sit(ADA_SEAT)

    assert "data-supported-bundled-integration-types" in plugin.text


def test_an_application_stays_with_its_first_customer(sandbox: Server, ats: Ats, plugin: Frame) -> None:
    redwood = {"id": 9011, "slug": "rex", "first_name": "Rex", "last_name": "Red"}
    sandbox.post(
        "seed",
        members=[redwood],
        seats=[{"id": 55511, "contract": 310044552, "member": 9011, "is_admin": True}],
    )
    plugin.sit(ADA_SEAT)
    plugin.press("confirm", package=COMPANY, contract=CONTRACT)

    said = plugin.press("take_seat", seat=55511)

    assert "connected to another company" in said


def test_only_true_and_false_make_an_admin(sandbox: Server) -> None:
    said = sandbox.ask("seed", seats=[{"id": 1, "contract": CONTRACT, "member": 9001, "is_admin": "yes"}])

    assert said.status == 400
    assert "is_admin" in said.body["error"]


def test_the_parents_key_is_no_key_of_a_widget(sandbox: Server, ats: Ats) -> None:
    parents = Ats(sandbox, client_id=PARENT[0], token="")

    assert Frame(sandbox, parents, CONFIGURATION).open().status_code == 403
