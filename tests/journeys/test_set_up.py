"""Does Recruit tell the truth of both sides? The connection, the seats, and what LinkedIn's admin does."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.stack import until

from config.demo import cast

pytestmark = pytest.mark.generations


def test_the_admin_sees_the_state_of_both_sides(recruit, console):
    """M-08, first half: enabled; disabled at LinkedIn, and Recruit says so by itself; enabled again."""
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


def test_only_an_admin_or_owner_configures(recruit):
    """M-07: others read the state in words and have no buttons."""
    rosa = recruit(cast.ROSA)

    rosa.page.goto(f"{rosa.url}/settings/linkedin")

    expect(rosa.page.get_by_role("main").get_by_role("button", name="Pause")).to_have_count(0)


def test_the_seat_decides_as_whom_one_exports(recruit, truth):
    """M-10, first half: the admin maps a seat to a teammate, one to one, and takes it back."""
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
    """M-10, first half."""
    rosa = recruit(cast.ROSA)

    rosa.page.goto(f"{rosa.url}/settings/my-linkedin-seat")

    expect(rosa.page.get_by_role("main")).to_contain_text("Rosa Calderón")
