"""Does Recruit tell the truth of both sides? The connection, the seats, and what LinkedIn's admin does."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.axe import axe_violations
from tests.journeys.recruit import Recruit
from tests.journeys.stack import until

from config.demo import cast
from config.environment import SANDBOX_PARENT_ID, SANDBOX_PARENT_SECRET
from linkedin_client import Credentials, LinkedIn, MemoryTokenStore

pytestmark = pytest.mark.generations


def test_the_admin_sees_the_state_of_both_sides(recruit, console):
    """M-08: enabled; disabled at LinkedIn, and Recruit says so by itself; enabled again."""
    ada = recruit(cast.ADA)
    ada.page.goto(f"{ada.url}/settings/linkedin")
    main = ada.page.get_by_role("main")
    expect(main).to_contain_text("Enabled")
    operator = console("Ada Oyelaran")
    operator.switch_integrations(cast.LUMEN, "Disable")
    try:
        expect(main).to_contain_text("Disabled", timeout=15_000)
    finally:
        operator.switch_integrations(cast.LUMEN, "Enable")
    expect(main).to_contain_text("Enabled", timeout=15_000)


def test_a_page_that_is_off_linkedins_list_is_named_and_put_on_it_again(recruit_stack, sandbox, browser):
    """M-44: somebody has changed the list at LinkedIn: the plugin stays away, and only the browser can tell."""
    application = sandbox.application_of(cast.LUMEN)
    with LinkedIn(
        api_url=recruit_stack.sandbox_url, auth_url=recruit_stack.sandbox_url,
        credentials=Credentials(SANDBOX_PARENT_ID, SANDBOX_PARENT_SECRET), tokens=MemoryTokenStore(),
    ) as partner:  # fmt: skip
        partner.provisioning.update(application["key"], valid_js_sdk_domains=["https://elsewhere.example"])
    # A window of its own: that LinkedIn's script complains in the console is what is wanted here.
    page = browser.new_page()
    ada = Recruit(page, recruit_stack.web_url)
    ada.sign_in(cast.ADA)
    with page.expect_response("**/settings/linkedin/plugin") as told:
        page.goto(f"{ada.url}/settings/linkedin/set-up?plugin")
    assert told.value.status == 204

    missing = page.locator("#linkedin-plugin-missing")
    expect(missing).to_contain_text("has not appeared", timeout=15_000)
    page.get_by_role("button", name="Check everything").click()
    found = page.get_by_role("region", name="Preflight")
    expect(found).to_contain_text("LinkedIn's plugin does not appear", timeout=20_000)
    assert axe_violations(page) == []
    missing.get_by_role("button", name="Tell LinkedIn this page's address").click()
    until(
        lambda: sandbox.application_of(cast.LUMEN)["js_domains"] == application["js_domains"],
        "LinkedIn is told the address", seconds=20,
    )  # fmt: skip

    page.goto(f"{ada.url}/settings/linkedin/set-up?plugin")
    expect(page.locator("span.IN-widget iframe")).to_have_count(1)
    page.get_by_role("button", name="Check everything").click()
    expect(found).to_contain_text("Nothing is wrong", timeout=20_000)
    page.close()


def test_a_choice_that_is_not_saved_yet_outlives_a_refresh(recruit):
    """M-08, M-09: somebody else's change arrives while Ada thinks: her tick stays, and is what she saves."""
    ada = recruit(cast.ADA)
    ada.page.goto(f"{ada.url}/settings/linkedin")
    panel = ada.page.get_by_role("region", name="InMail and notes")
    inmail = panel.get_by_label("InMail", exact=True)
    before = inmail.is_checked()
    fetched = []
    ada.page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))

    inmail.set_checked(not before)
    fetched.clear()
    with ada.page.expect_response("**/settings/linkedin/state"):
        ada.page.evaluate("htmx.trigger(document.body, 'live:integration')")

    assert "reading" not in fetched
    expect(inmail).to_be_checked(checked=not before)
    with ada.page.expect_response("**/settings/linkedin/reading"):
        panel.get_by_role("button", name="Save").click()
    expect(inmail).to_be_checked(checked=not before)
    ada.page.reload()
    expect(inmail).to_be_checked(checked=not before)
    inmail.set_checked(before)
    panel.get_by_role("button", name="Save").click()
    expect(ada.page.locator("#toasts")).to_contain_text("LinkedIn is read accordingly")


def test_only_an_admin_or_owner_configures(recruit):
    """M-07: others read the state in words and have no buttons."""
    rosa = recruit(cast.ROSA)

    rosa.page.goto(f"{rosa.url}/settings/linkedin")

    expect(rosa.page.get_by_role("main").get_by_role("button", name="Pause")).to_have_count(0)


def test_the_seat_decides_as_whom_one_exports(recruit, truth):
    """M-10: the admin maps a seat to a teammate, one to one, and takes it back."""
    ada = recruit(cast.ADA)
    ada.page.goto(f"{ada.url}/settings/linkedin")
    expect(ada.page.get_by_role("main")).to_contain_text("Quentin Underhill")

    ada.map_seat("Quentin Underhill", to="Ivo Kalniņš")

    until(
        lambda: (
            truth.rows(
                "SELECT t.email FROM linkedin_sync_seat s JOIN company_teammate t ON t.id = s.teammate_id "
                "WHERE s.first_name = 'Quentin'"
            )
            == [(cast.IVO,)]
        )
    )
    ada.unmap_seat("Quentin Underhill")
    until(lambda: truth.count("linkedin_sync_seat", "first_name = 'Quentin' AND teammate_id IS NULL") == 1)


def test_a_teammate_sees_the_own_seat(recruit):
    """M-10."""
    rosa = recruit(cast.ROSA)

    rosa.page.goto(f"{rosa.url}/settings/my-linkedin-seat")

    expect(rosa.page.get_by_role("main")).to_contain_text("Rosa Calderón")


def test_a_teammate_lets_the_own_seat_go_and_connects_it_by_signing_in_with_linkedin(recruit, truth):
    """M-10: Celia's seat has another address than she has in Recruit; it is hers because she says so at LinkedIn."""
    celia = recruit(cast.CELIA)
    page = celia.page
    main = page.get_by_role("main")
    page.goto(f"{celia.url}/settings/my-linkedin-seat")
    main.get_by_role("button", name="Disconnect my seat").click()
    expect(main).to_contain_text("No seat is mapped to you")

    main.get_by_role("button", name="Sign in with LinkedIn").click()
    page.get_by_label("Name, headline or employer").fill("Celia Duarte")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Celia Duarte").click()
    page.get_by_role("button", name="Allow").click()

    expect(main).to_contain_text("You are mapped to a seat", timeout=30_000)
    expect(main).to_contain_text("Own account")
    assert truth.rows(
        "SELECT s.mapped_by FROM linkedin_sync_seat s JOIN company_teammate t ON t.id = s.teammate_id WHERE t.email = %s",
        cast.CELIA,
    ) == [("own",)]
