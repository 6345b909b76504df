"""Does the guide know what is next, is it for those who may, and does it wait for nobody?"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import connection as database
from django.test import Client
from tests.linkedin_web import scenes
from tests.people import Cast, hiring_company

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.connections.services import keep_application
from linkedin_sync.models import Connection, Preflight
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.enums import Plan
from recruit.company.models import Teammate
from recruit.company.services import change_company_settings

Browser = Callable[[Teammate], Client]
PAGE = "/settings/linkedin"
GUIDE = f"{PAGE}/set-up"
CHOICES = {"shares": "all", "availability": "public", "history_years": ""}


def page(browser: Client, address: str = GUIDE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def fresh(cast: Cast) -> Connection:
    with company_context(cast.company.pk):
        found = connection_of(company_id=cast.company.pk)
    assert found is not None
    return found


def jobs() -> list[str]:
    with database.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


@pytest.fixture
def agreed(cast: Cast, browser_of: Browser) -> Cast:
    browser_of(cast.ada).post(f"{PAGE}/agree", CHOICES)
    return cast


@pytest.fixture
def provisioned(agreed: Cast) -> Cast:
    with company_context(agreed.company.pk):
        keep_application(
            company_id=agreed.company.pk,
            application_urn="urn:li:developerApplication:1",
            client_id="86child",
            client_secret="a child's secret",
        )
    return agreed


def told(organization: str = scenes.ORGANIZATION) -> dict[str, str]:
    """What LinkedIn's plugin gives the page."""
    elements = [
        {"integrationContext": organization, "integrationType": "ONE_CLICK_EXPORT"},
        {"integrationContext": scenes.CONTRACT, "integrationType": "CSA_API"},
    ]
    return {"told": json.dumps(elements)}


def test_it_begins_with_what_would_be_shared(cast: Cast, browser_of: Browser) -> None:
    scenes.no_marks(cast)

    shown = page(browser_of(cast.ada))

    assert "Before anything leaves" in shown
    assert "emailAddresses" in shown
    assert "Never sent" in shown
    assert "Agree and go on" in shown


def test_the_counts_follow_the_choice(cast: Cast, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)

    everything = page(ada, f"{PAGE}/sharing/preview?shares=all&availability=public&history_years=")
    private = page(ada, f"{PAGE}/sharing/preview?shares=all&availability=private&history_years=2")

    assert '<span class="fw-bold">1</span> position' in everything
    assert "No position is shown to members" in private


def test_agreeing_has_a_worker_ask_for_the_application(cast: Cast, browser_of: Browser) -> None:
    answer = browser_of(cast.ada).post(f"{PAGE}/agree", CHOICES)

    assert answer.headers["HX-Redirect"] == GUIDE
    assert jobs()[-1] == "linkedin.set_up"
    assert "At LinkedIn now" in page(browser_of(cast.ada))


def test_the_plugin_stands_on_the_page_under_its_own_policy(
    provisioned: Cast, browser_of: Browser, settings
) -> None:
    answer = browser_of(provisioned.ada).get(GUIDE)

    shown = answer.content.decode()
    assert "IN/ATSIntegrationWidget" in shown
    assert "api_key: 86child" in shown
    assert "child&#x27;s secret" not in shown
    assert "a child's secret" not in shown
    policy = answer.headers["Content-Security-Policy"]
    assert f"frame-src {settings.LINKEDIN_PLATFORM_URL}" in policy
    elsewhere = browser_of(provisioned.ada).get(PAGE).headers["Content-Security-Policy"]
    assert "frame-src" not in elsewhere


def test_what_the_plugin_told_is_kept_and_the_next_steps_are_taken(
    provisioned: Cast, browser_of: Browser
) -> None:
    answer = browser_of(provisioned.ada).post(f"{GUIDE}/authorised", told())

    assert answer.status_code == 204
    row = fresh(provisioned)
    assert (row.organization_urn, row.contract_urn, row.state) == (
        scenes.ORGANIZATION,
        scenes.CONTRACT,
        "requested",
    )
    assert jobs()[-1] == "linkedin.set_up"


def test_another_company_id_is_asked_about(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)
    other = told("urn:li:organization:7999")

    asked = ada.post(f"{GUIDE}/authorised", other)

    assert "Another company id" in asked.content.decode()
    assert fresh(cast).organization_urn == scenes.ORGANIZATION
    ada.post(f"{GUIDE}/authorised", other | {"takes_other_company": "yes"})
    assert fresh(cast).organization_urn == "urn:li:organization:7999"


@pytest.mark.parametrize("said", ["", "[]", "{", '[{"integrationContext": "urn:li:organization:1"}]', "7"])
def test_what_the_plugin_never_says_changes_nothing(
    provisioned: Cast, browser_of: Browser, said: str
) -> None:
    answer = browser_of(provisioned.ada).post(f"{GUIDE}/authorised", {"told": said})

    assert answer.status_code == 409
    assert fresh(provisioned).organization_urn == ""


def test_the_page_comes_anew_when_another_step_is_next(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)

    assert ada.get(f"{GUIDE}/steps?phase=plugin").headers["HX-Refresh"] == "true"
    assert "HX-Refresh" not in ada.get(f"{GUIDE}/steps?phase=history").headers


def test_a_trouble_is_named_with_its_remedy(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    with company_context(cast.company.pk):
        Connection.objects.update(set_up_trouble={"code": "callback_used", "about": "LinkedIn says: taken"})

    shown = page(browser_of(cast.ada))

    assert "The callback address is another customer" in shown
    assert "LinkedIn says: taken" in shown
    assert "Make a new callback address" in shown


def test_a_check_is_a_job_and_its_findings_are_read_by_those_who_look_after_it(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    browser_of(cast.ada).post(f"{PAGE}/check")
    assert "linkedin.preflight" in jobs()
    with company_context(cast.company.pk):
        finding = {"code": "clock_skew", "about": "10 minutes"}
        Preflight.objects.update(findings=[finding], finished_at=clock.now())

    assert "differ by 10 minutes" in page(browser_of(cast.ada), f"{PAGE}/preflight")
    assert browser_of(cast.rosa).get(f"{PAGE}/preflight").status_code == 403


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        ("get", "set-up"), ("get", "sharing"), ("get", "sharing/preview"), ("get", "disconnect"),
        ("post", "agree"), ("post", "check"), ("post", "set-up/continue"), ("post", "set-up/renew"),
        ("post", "set-up/new-callback"), ("post", "set-up/authorised"), ("post", "disconnect/now"),
    ],
)  # fmt: skip
def test_only_owners_and_admins_set_it_up(
    cast: Cast, connection: Connection, browser_of: Browser, verb: str, path: str
) -> None:
    """M-07."""
    values = CHOICES | told() | {"way": "leave"}

    assert getattr(browser_of(cast.rosa), verb)(f"{PAGE}/{path}", values).status_code == 403


def test_on_another_plan_there_is_no_guide(db: None, browser_of: Browser) -> None:
    """M-06."""
    growth = hiring_company("Growing Ltd", plan=Plan.GROWTH, domain="growing.example")

    assert "belongs to the Enterprise plan" in page(browser_of(growth.ada))
    assert browser_of(growth.ada).post(f"{PAGE}/agree", CHOICES).status_code == 409


def test_a_company_that_has_left_the_plan_sees_what_is_still_at_linkedin_and_how_it_goes(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    with company_context(cast.company.pk):
        change_company_settings(company_id=cast.company.pk, actor=cast.by_olga, plan=Plan.GROWTH)
        Connection.objects.update(paused_at=clock.now())

    shown, read = page(browser_of(cast.ada), PAGE), page(browser_of(cast.otto), PAGE)

    assert "belongs to the Enterprise plan" in shown
    assert "not even whoever is erased" in shown
    assert "Disconnect…" in shown
    assert "Still connected" not in read

    assert browser_of(cast.ada).post(f"{PAGE}/resume").status_code == 200
    assert "nothing else is sent" in page(browser_of(cast.ada), PAGE)
    browser_of(cast.ada).post(f"{PAGE}/disconnect/now", {"way": "remove"})
    assert "is being taken away at LinkedIn" in page(browser_of(cast.ada), PAGE)


class TestLeaving:
    def test_both_ways_are_offered_while_linkedin_lets_things_be_taken_away(
        self, cast: Cast, connection: Connection, browser_of: Browser
    ) -> None:
        shown = page(browser_of(cast.ada), f"{PAGE}/disconnect")

        assert 'value="remove"' in shown
        assert 'value="leave"' in shown

    def test_what_is_switched_off_leaves_one(self, cast: Cast, browser_of: Browser) -> None:
        scenes.a_connection(cast, "disabled")

        assert 'value="remove"' not in page(browser_of(cast.ada), f"{PAGE}/disconnect")

    def test_leaving_at_once(self, cast: Cast, connection: Connection, browser_of: Browser) -> None:
        browser_of(cast.ada).post(f"{PAGE}/disconnect/now", {"way": "leave"})

        assert fresh(cast).state == "not_connected"
        assert "is not connected to LinkedIn Recruiter yet" in page(browser_of(cast.ada), PAGE)

    def test_taking_everything_away_is_told_while_it_goes_on(
        self, cast: Cast, connection: Connection, browser_of: Browser
    ) -> None:
        browser_of(cast.ada).post(f"{PAGE}/disconnect/now", {"way": "remove"})

        assert "is being taken away" in page(browser_of(cast.ada), PAGE)
